"""Forms of the name of one body: "Department of Justice", "Justice Department"; "Defense", "Defence"."""

import re
from collections.abc import Iterator
from functools import cache

from kg.english import tables

_OF = re.compile(r"(?P<kind>Department|Ministry) (?:of|for) (?:the )?(?P<what>.+)")
_BEFORE = re.compile(r"(?P<what>.+) (?P<kind>Department|Ministry)")


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """A word of a name -> how it is written as well."""
    listed = tables.load("names")["spellings"].items()
    return tuple((re.compile(rf"\b{re.escape(word)}(?!\w)"), other) for word, other in listed)


def forms(name: str, state: str | None) -> Iterator[str]:
    """Other forms of a body's name, without that of its ``state``, and then with it: those that are nearest first."""
    for turned in _turned(name):
        yield from _spelt(turned)
    if state:
        for turned in _turned(name):
            for spelt in _spelt(turned):
                yield f"{state} {spelt}"
                yield f"{spelt} of {state}"


def canonical(name: str, state: str) -> str | None:
    """The form by which a ministry is known in the graph, however the text words it; None of other bodies."""
    match = _OF.fullmatch(name) or _BEFORE.fullmatch(name)
    if match is None or match["kind"] != "Ministry":
        return None
    what = match["what"].replace("Defense", "Defence")
    return f"Ministry of {tables.load('names')['portfolios'].get(what, what)} of {state}"


def _turned(name: str) -> list[str]:
    """The name, and with its noun in front or at the end."""
    found = [name]
    if match := _OF.fullmatch(name):
        found.append(f"{match['what']} {match['kind']}")
    elif match := _BEFORE.fullmatch(name):
        what = tables.load("names")["portfolios"].get(match["what"], match["what"])
        found += [f"{match['kind']} of {what}", f"{match['kind']} of the {what}"]
    return found


def _spelt(name: str) -> list[str]:
    found = [name]
    for pattern, other in _spellings():
        found += [pattern.sub(other, form) for form in found if pattern.search(form)]
    return found
