"""Sums of money, percentages and quantities: values as canonical decimals, money in ISO 4217."""

import re
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from kg.document import Document
from kg.english import tables
from kg.facts.model import Amount

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


def amounts(document: Document) -> tuple[Amount, ...]:
    """All amounts outside title and headings, in reading order, with ids "a1", "a2" ..."""
    pattern = _pattern()
    found: list[Amount] = []
    for start, end in document.paragraphs:
        for match in pattern.finditer(document.text, start, end):
            amount = _amount(f"a{len(found) + 1}", match, document.text[max(start, match.start() - 24) : match.start()])
            if amount is not None:
                found.append(amount)
    return tuple(found)


def _amount(id: str, match: re.Match[str], before: str) -> Amount | None:
    value = _value(match["number"] or match["words"] or match["bare"], match["scale"])
    kind: Literal["money", "percent", "quantity"]
    if match["symbol"]:
        kind, unit = "money", _words()["symbols"].get(match["symbol"], match["symbol"])
    elif match["currency"]:
        kind, unit = "money", _currency(match["currency"])
    elif match["percent"]:
        kind, unit = "percent", "percent"
    else:
        kind, unit = "quantity", match["unit"].lower().removesuffix("s")
    return Amount(id, match.start(), match.end(), match[0], value, unit, kind, qualifier(before))


def _currency(words: str) -> str:
    known: dict[str, str] = _words()["words"]
    return known.get(words) or known.get(words.removesuffix("s")) or words


def _value(number: str, scale: str | None) -> str:
    """The canonical form of a decimal: no exponent, no trailing zeros."""
    factor = _words()["multipliers"].get(scale.lower(), 1) if scale else 1
    if number[0].isdigit():
        value = Decimal(number.replace(",", "")) * factor
    else:
        value = Decimal(tables.load("times")["numbers"][number.lower()]) * factor
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def qualifier(before: str) -> str:
    """The code of the words that end right before a number: "more than" -> "more-than", none -> "exact"."""
    match = _qualifiers().search(before.lower())
    return _qualifier_words()[match[1]] if match else "exact"


@cache
def _qualifier_words() -> dict[str, str]:
    return {word: code for code, words in _words()["qualifiers"].items() for word in words}


@cache
def _qualifiers() -> re.Pattern[str]:
    words = sorted(_qualifier_words(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?: an?)?\s+$")


@cache
def _words() -> Any:
    return tables.load("units")


@cache
def _pattern() -> re.Pattern[str]:
    words = _words()
    symbols = _any([*words["symbols"], *words["codes"]])
    scales = _any(words["multipliers"])
    currencies = _any([*words["words"], *(f"{w}s" for w in words["words"]), *words["codes"]])
    units = _any([*words["quantities"], *(f"{w}s" for w in words["quantities"])])
    spelt = _any([n for n in tables.load("times")["numbers"] if n not in ("a", "an")])
    scale = rf"(?:\s?-?(?P<scale>{scales})(?![\w]))?"
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<symbol>{symbols})\s?(?P<number>{_NUMBER})"
        rf"|(?P<words>{spelt})(?=\s(?:{scales})\s(?:{currencies})\b|\sper\s?cent\b|\s(?:{currencies})\b)"
        rf"|(?P<bare>{_NUMBER}))"
        + scale.replace("\\s?-?", r"[\s-]?")
        + rf"(?:(?(symbol)(?!)|[\s-](?P<currency>{currencies})(?!\w))"
        rf"|(?(symbol)(?!)|(?P<percent>\s?%|\s(?:percent|per\scent|percentage\spoints?)\b))"
        rf"|(?(symbol)(?!)|(?(words)(?!)|\s(?P<unit>{units})(?!\w)))"
        rf"|(?(symbol)|(?!)))"
    )


def _any(words: Any) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))
