"""What the metas of a page tell: OpenGraph, Dublin Core, Parse.ly, Sailthru and plain ones alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from kg.article.clean import squeeze
from kg.article.page import keys

_NAMES: Final = ("property", "name", "itemprop", "http-equiv")
_LONGEST: Final = 2_000
_MOST: Final = 200
"""Metas of one name: keywords may have one each."""


@dataclass(frozen=True, slots=True)
class Metas:
    """Name in lower case -> what each meta of it tells, in the page's order."""

    told: Mapping[str, tuple[str, ...]]

    def all(self, field: str) -> tuple[str, ...]:
        """What is told of a field under the best of its names that is there."""
        return next((self.told[name] for name in keys.metas(field) if name in self.told), ())

    def each(self, field: str) -> Iterable[str]:
        """What is told of a field under any of its names, best first."""
        return (value for name in keys.metas(field) for value in self.told.get(name, ()))


def metas(root: HtmlElement) -> Metas:
    """The metas of a page, wherever they stand in it."""
    told: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        value = squeeze((element.get("content") or element.get("value") or "")[:_LONGEST])
        names = {element.get(attribute, "").strip().lower() for attribute in _NAMES} - {""}
        for name in names if value else ():
            told.setdefault(name, []).append(value)
    return Metas({name: tuple(values[:_MOST]) for name, values in told.items()})
