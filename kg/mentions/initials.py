"""People called by their initials: "AMLO", where the text has the full name."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.document import Document
from kg.english import tables, tokens
from kg.mentions.names import Name
from kg.reference import names as forms

_LEAST = 3


@cache
def _known() -> frozenset[str]:
    return frozenset(tables.load("names")["initials"])


def with_initials(document: Document, names: Sequence[Name]) -> list[Name]:
    """The same names; initials are a person's whose full name the text has, or who is known by them; no body's."""
    parse = document.parse
    full = {
        "".join(word[0] for word in forms.key(text).split()).upper(): text
        for n in names
        if n.label == "person" and n.end - n.first >= _LEAST and (text := tokens.text(document, n.first, n.end))
    }
    taken = {t for n in names for t in range(n.first, n.end)}
    missed = [Name(t, t + 1, t, "organisation") for t, text in enumerate(parse.text) if text in _known()]
    named = sorted([*names, *(n for n in missed if n.first not in taken)], key=lambda n: n.first)
    return [_person(parse.text[n.first], n, full) for n in named]


def _person(text: str, name: Name, full: dict[str, str]) -> Name:
    """The name as that of the person whose initials it is."""
    if name.end - name.first > 1 or name.known or name.full or not text.isupper() or len(text) < _LEAST:
        return name
    if text in full:
        return replace(name, label="person", full=full[text], adjective=False)
    return replace(name, label="person", adjective=False) if text in _known() else name
