"""The names by which pages tell what they are, from ``keys.yaml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from kg.datafile import hold_known, read_words

_TABLE: Final = Path(__file__).with_name("keys.yaml")
_GROUPS: Final = ("metas", "articles", "live", "lists", "sites", "pages", "people", "holders")


@cache
def _table() -> Mapping[str, Any]:
    read: Mapping[str, Any] = read_words(_TABLE)
    hold_known(read, _GROUPS, str(_TABLE))
    return read


@cache
def metas(field: str) -> tuple[str, ...]:
    """The names of the metas that tell a field, best first."""
    return tuple(_table()["metas"][field])


@cache
def types(group: str) -> frozenset[str]:
    """The types, or the properties, of schema.org that belong to a group."""
    return frozenset(_table()[group])
