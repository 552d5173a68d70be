"""What a page, or whoever sent it, says of its use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml.html import HtmlElement

from kg.article.page import jsonld
from kg.article.page.canonical import rels
from kg.article.page.metas import Metas

_NO_ARCHIVE: Final = frozenset({"noarchive", "none"})
_AGENT: Final = re.compile(r"^\s*[\w-]+\s*:\s*(?=no|none|all|index|follow|archive)", re.IGNORECASE)


def restrictions_of(headers: Mapping[str, str]) -> tuple[str, ...]:
    """What the headers of an HTTP response restrict: X-Robots-Tag and TDM-Reservation.

    Args:
        headers: name, in any case, -> value; several values of one name are joined by commas.

    Returns:
        sorted, of "noarchive" and "tdm-reservation".
    """
    lower = {name.lower(): value for name, value in headers.items()}
    return _restrictions([_AGENT.sub("", lower.get("x-robots-tag", ""))], [lower.get("tdm-reservation", "")])


def restrictions(metas: Metas) -> tuple[str, ...]:
    """The same of a page's own metas."""
    return _restrictions(metas.each("robots"), metas.all("tdm"))


def _restrictions(robots: Iterable[str], tdm: Iterable[str]) -> tuple[str, ...]:
    rules = {rule.strip() for value in robots for rule in re.split(r"[,;\s]", value.lower())}
    found = [("noarchive", bool(rules & _NO_ARCHIVE)), ("tdm-reservation", any(value.strip() == "1" for value in tdm))]
    return tuple(name for name, holds in found if holds)


def rights(root: HtmlElement, article: jsonld.Node, metas: Metas) -> str | None:
    """The licence's address where one is linked, else the notice; None where neither is stated."""
    return next(_stated(root, article, metas), None)


def _stated(root: HtmlElement, article: jsonld.Node, metas: Metas) -> Iterator[str]:
    licence = article.get("license")
    if named := jsonld.text(licence["url"] if isinstance(licence, Mapping) and "url" in licence else licence):
        yield named
    for element in root.iter("link", "a"):
        if "license" in rels(element) and element.get("href"):
            yield element.get("href").strip()
    yield from metas.each("rights")
    if notice := jsonld.text(article.get("copyrightNotice")):
        yield notice
    holder, year = jsonld.text(article.get("copyrightHolder")), jsonld.text(article.get("copyrightYear"))
    if holder:
        yield f"© {year} {holder}" if year else f"© {holder}"
