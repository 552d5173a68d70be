"""Whether a text is code, settings or a log, and no prose."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from kg.datafile import read_words

_TABLE: Final = Path(__file__).with_name("code.yaml")
_FEWEST: Final = 2
_SOME: Final = 0.15
_MOST: Final = 0.5
_NEARLY_ALL: Final = 0.8
_MOST_LINES: Final = 400
_HEAD: Final = 16
_LONG: Final = 200
"""Characters of a line that is no code, but a paragraph, or packed."""

_PROSE: Final = re.compile(r"(?:[^\W\d_][\w’'-]*[,:]?\s+){6}.*[.!?][\"”’)]*$")
_NESTED: Final = re.compile(r"^(?P<indent> *)[\w.-]+:[ \t]*\n(?P=indent) *(?: \S|- )", re.MULTILINE)
_SECTION: Final = re.compile(r"^\[[\w.\"-]+(?: [\w.\"-]+)?\]\s*$", re.MULTILINE)


def is_code(text: str) -> bool:
    """Whether this begins a program, a file of settings or a log."""
    if _kind("begins").match(text):
        return True
    lines = [line.strip() for line in text.splitlines()[:_MOST_LINES] if line.strip()]
    shares = {kind: _share(lines, kind) for kind in ("log", "code", "settings", "yaml")}
    return (
        shares["log"] > _NEARLY_ALL
        or shares["code"] > _enough_code(lines)
        or (shares["settings"] > _NEARLY_ALL and bool(_SECTION.search(text)))
        or (shares["yaml"] > _NEARLY_ALL and bool(_NESTED.search(text)))
    )


def _enough_code(lines: list[str]) -> float:
    """The share of lines of code that shows a program: articles quote some, but none begins with it."""
    if lines and _kind("code").match(lines[0]):
        return _SOME
    return _NEARLY_ALL if any(_PROSE.match(line) for line in lines[:_HEAD]) else _MOST


def _share(lines: list[str], kind: str) -> float:
    """The share of lines of a kind; none where they are fewer than tell anything."""
    of_kind = sum(len(line) < _LONG and bool(_kind(kind).match(line)) for line in lines)
    return of_kind / len(lines) if of_kind >= _FEWEST else 0


@cache
def _kind(kind: str) -> re.Pattern[str]:
    patterns: list[str] = read_words(_TABLE)[kind]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
