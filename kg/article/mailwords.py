"""What is told of mails in words: before their subjects, above what they quote, around what they pass on."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kg.article import clean
from kg.datafile import read_words

_TABLE: Final = Path(__file__).with_name("mail.yaml")
_LIST_NAME: Final = re.compile(r"\s*\[[^\[\]]{1,60}\]\s*(?=\S)")
_AFTER_PREFIX: Final = re.compile(r"(?:\[\d+\])?\s*:\s*")
_LONGEST: Final = 400
"""A subject, or a line that may be one of these: what is longer is text."""


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """What is told of mails, by its kind."""
    table = read_words(_TABLE)
    return {
        kind: re.compile("|".join(f"(?:{entry})" for entry in listed), re.IGNORECASE) for kind, listed in table.items()
    }


def is_a(kind: str, line: str) -> bool:
    """Whether a whole line is of this kind."""
    return len(line) <= _LONGEST and patterns()[kind].fullmatch(line) is not None


def subject(text: str) -> str:
    """What a mail is about: "Talks fail" in "Fwd: [press] RE: Talks fail"."""
    return [clean.squeeze(text)[:_LONGEST], *(rest for _, rest in _prefixes(text))][-1]


def is_reply(text: str) -> bool:
    """Whether a subject says that its mail answers another: "RE: Fwd: Talks fail"."""
    return _first_prefix(text) == "replies"


def is_forward(text: str) -> bool:
    """Whether a subject says that its mail passes on another: "[press] Fwd: Re: Talks fail"."""
    return _first_prefix(text) == "forwards"


def _first_prefix(text: str) -> str | None:
    return next((kind for kind, _ in _prefixes(text) if kind), None)


def _prefixes(text: str) -> Iterator[tuple[str | None, str]]:
    """What stands before a subject, each with what follows it; None for the name of a list."""
    line, before = clean.squeeze(text)[:_LONGEST], None
    while line != before:
        before = line
        if _LIST_NAME.match(line):
            line = _LIST_NAME.sub("", line, count=1)
            yield None, line
        for kind in ("replies", "forwards"):
            prefix = patterns()[kind].match(line)
            if prefix and (rest := _AFTER_PREFIX.match(line[prefix.end() :])):
                line = line[prefix.end() + rest.end() :]
                yield kind, line
