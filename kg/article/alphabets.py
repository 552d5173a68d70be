"""Whether a text was decoded rightly, by where languages have the letters and texts the signs beyond ASCII."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.datafile import hold_known, read_words

_TABLE: Final = Path(__file__).with_name("alphabets.yaml")
_WORD: Final = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_GLUED: Final = re.compile(r"[.,!?][^\W\d_\x00-\x7f](?![^\W\d_])|\d[^\W\d_\x00-\x7f]|[^\W\d_\x00-\x7f]\d")
"""Letters where signs stand: quotation marks after other marks, those of money and measures beside numbers."""

_LETTER: Final = re.compile(r"[^\W\d_]")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_MOST_WORDS: Final = 400
"""Words that differ, of which more tell nothing new."""


def languages(text: str) -> int | None:
    """How many languages it takes to explain the words of a text that are not in ASCII; None where one has none."""
    words: dict[str, None] = {}
    for word in _WORD.findall(text):
        if not (word.islower() or word.isupper() or word.istitle()):
            return None
        words[word.replace("İ", "i").lower()] = None
        if len(words) >= _MOST_WORDS:
            break
    return _fewest(list(words)) if _has_signs_in_place(text) and not _GLUED.search(text) else None


def _has_signs_in_place(text: str) -> bool:
    placed = {sign.start() for sign in _signs().finditer(text)}
    return all(
        sign.start() in placed or _LETTER.match(sign[0])  # letters are told by their words
        for sign in _BEYOND.finditer(text)
    )


def _fewest(words: list[str]) -> int | None:
    """The languages that have all words, the one with most of them first."""
    having = [{word for word in words if pattern.fullmatch(word)} for pattern in _alphabets()]
    left, taken = set(words), 0
    while left:
        most = max(having, key=lambda has: len(has & left))
        if not most & left:
            return None
        left, taken = left - most, taken + 1
    return taken


@cache
def _table() -> Any:
    table = read_words(_TABLE)
    hold_known(table, ("latin", "other", "signs"), str(_TABLE))
    return table


@cache
def _alphabets() -> tuple[re.Pattern[str], ...]:
    table = _table()
    return (
        *(re.compile(rf"(?:[a-z]|{letters})+") for letters in table["latin"].values()),
        *(re.compile(rf"(?:{letters})+") for letters in table["other"].values()),
    )


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("|".join(_table()["signs"]))
