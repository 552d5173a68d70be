"""Amounts as people write them: USD 300 bn."""

import re
from typing import Final

_SCALES: Final = ((10**12, " tn"), (10**9, " bn"), (10**6, " m"))
_MONEY: Final = re.compile(r"(?:(?P<qualifier>[a-z-]+) )?(?P<value>[0-9.]+) (?P<currency>[A-Z]{3})")


def amount(value: str, unit: str, qualifier: str = "exact", *, is_money: bool = True) -> str:
    """A number with its unit, in millions and more where it is that large."""
    number, scale = float(value), ""
    for size, name in _SCALES:
        if abs(number) >= size:
            number, scale = number / size, name
            break
    words = f"{'' if qualifier == 'exact' else f'{qualifier} '}{number:g}{scale}"
    return f"{unit} {words}" if is_money else f"{words} {unit}"


def readable(text: str) -> str:
    """A sum as queries give it ("about 300000000000 USD"), as people write it; what is none as it is."""
    money = _MONEY.fullmatch(text)
    return amount(money["value"], money["currency"], money["qualifier"] or "exact") if money else text
