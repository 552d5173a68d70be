"""What a page, or whoever sent it, says of its use."""

from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from kg.article.page import jsonld
from kg.article.page.canonical import rels
from kg.article.page.metas import Metas
from kg.article.restrictions import reserved


def restrictions(metas: Metas) -> tuple[str, ...]:
    """What the metas of a page restrict: of "noarchive" and "tdm-reservation", sorted."""
    return reserved(metas.each("robots"), metas.all("tdm"))


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
