"""Refusals of one source that say the same: told one by one while they are few, then by their number."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kg.article.source import Item
from kg.errors import RefusedError

_ONE_BY_ONE: Final = 20
_MOST_KINDS: Final = 200
_NUMBER: Final = re.compile(r"\d+")
_OTHER: Final = "of other kinds"


def told(items: Iterable[Item], where: str) -> Iterator[Item]:
    """The items, refusals beyond the twentieth of a kind as one at the end."""
    numbers: Counter[str] = Counter()
    first: dict[str, RefusedError] = {}
    for item in items:
        if not isinstance(item, RefusedError):
            yield item
            continue
        kind = _NUMBER.sub("#", item.what)
        if kind not in first and len(first) >= _MOST_KINDS:
            kind = _OTHER
        first.setdefault(kind, item)
        numbers[kind] += 1
        if numbers[kind] <= _ONE_BY_ONE:
            yield item
    for kind, number in numbers.items():
        if number > _ONE_BY_ONE:
            what = kind if kind == _OTHER else first[kind].what
            hint = f"the first is {first[kind].where}" if first[kind].where else None
            yield RefusedError(f"{number - _ONE_BY_ONE:,} more like these: {what}", where=where, hint=hint)
