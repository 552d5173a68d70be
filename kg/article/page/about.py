"""What a page tells of its article, put together: JSON-LD before metas, metas before what is visible."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from lxml.html import HtmlElement

from kg.article.addresses import is_address
from kg.article.labels import split_list
from kg.article.page import dates, jsonld, rights, titles
from kg.article.page.canonical import address
from kg.article.page.metas import Metas, metas
from kg.article.page.people import people
from kg.article.page.tree import text
from kg.article.source import Source

_MOST_KEYWORDS: Final = 100
_WORD: Final = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class About:
    """What a page tells of its article.

    Attributes:
        article: the article's own node of JSON-LD; empty where there is none.
        kinds: the groups of ``keys.yaml`` that the page's things are of, and its og:type.
        is_free: whether the page says that all may read it; None where it says nothing.
    """

    article: jsonld.Node
    kinds: frozenset[str]
    title: str | None
    published: datetime | None
    modified: datetime | None
    byline: tuple[str, ...]
    publisher: str | None
    section: str | None
    keywords: tuple[str, ...]
    address: str | None
    language: str | None
    rights: str | None
    restrictions: tuple[str, ...]
    is_free: bool | None


def about(root: HtmlElement, source: Source) -> About:
    """What a page tells of its article."""
    told, things = metas(root), jsonld.nodes(root)
    headings = [line for element in root.iter("h1") if (line := text(element))]
    article = _main(things, [*told.each("title"), *headings, *_document_title(root)], source.address)
    url = address(root, [*told.each("address"), *_addresses(article)], source.address, source.name)
    publisher = _publisher(article, told)
    sites = titles.site_names([publisher, *told.each("publisher"), *_sites(things)], url)
    fetched = source.fetched or datetime.now(UTC)
    return About(
        article=article,
        kinds=_kinds(things, told),
        title=titles.best([*_headlines(article), *told.each("title"), *headings[:1], *_document_title(root)], sites),
        published=dates.told(_published(root, article, things, told), fetched, source.name),
        modified=dates.told(_modified(root, article, told), fetched, source.name),
        byline=tuple(people([article.get("author")], sites) or people(told.all("authors"), sites)),
        publisher=publisher,
        section=_section(article, told),
        keywords=_keywords(article, told),
        address=url,
        language=_language(root, article, told),
        rights=rights.rights(root, article, told),
        restrictions=rights.restrictions(told),
        is_free=_is_free(article),
    )


def _main(things: list[jsonld.Node], shown: list[str], address: str | None) -> jsonld.Node:
    """The article that the page is about: of several, the one of its address, then of its title, then the first."""
    titles_ = {titles.folded(title) for title in shown}

    def fits(node: jsonld.Node) -> tuple[bool, bool, bool]:
        headline = jsonld.text(node.get("headline")) or jsonld.text(node.get("name")) or ""
        return (
            address is not None and address in _addresses(node),
            bool(headline) and titles.folded(headline) in titles_,
            "datePublished" in node,
        )

    ours = (node for node in things if jsonld.is_any(node, "articles") and not _is_another(node, shown, address))
    return max(ours, key=fits, default={})


def _is_another(node: jsonld.Node, shown: list[str], address: str | None) -> bool:
    """Whether an article has a headline of which no word is in what the page shows as its title, nor its address."""
    headline = jsonld.text(node.get("headline"))
    if not headline or not shown or (address is not None and address in _addresses(node)):
        return False
    return _words(headline).isdisjoint(word for title in shown for word in _words(title))


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.casefold()))


def _addresses(article: jsonld.Node) -> list[str]:
    found = []
    for value in (article.get("url"), article.get("mainEntityOfPage")):
        link = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(link, str) and is_address(link):
            found.append(link)
    return found


def _headlines(article: jsonld.Node) -> list[str | None]:
    return [jsonld.text(article.get("headline")), jsonld.text(article.get("name"))]


def _document_title(root: HtmlElement) -> list[str]:
    return [text(element) for element in root.iter("title")][:1]


def _publisher(article: jsonld.Node, told: Metas) -> str | None:
    names = (jsonld.text(article.get("publisher")), *told.each("publisher"))
    return next((name for name in names if name and not _is_account(name)), None)


def _is_account(name: str) -> bool:
    return is_address(name) or name.startswith("@")


def _sites(things: list[jsonld.Node]) -> list[str | None]:
    of_site = [node for node in things if jsonld.is_any(node, "sites")]
    return [jsonld.text(node.get(key)) for node in of_site for key in ("name", "alternateName")]


def _published(
    root: HtmlElement, article: jsonld.Node, things: Iterable[jsonld.Node], told: Metas
) -> Iterator[str | None]:
    yield jsonld.text(article.get("datePublished"))
    yield jsonld.text(article.get("dateCreated"))
    yield from told.each("published")
    yield from (jsonld.text(node.get("datePublished")) for node in things if jsonld.is_any(node, "pages"))
    yield from dates.marked(root, "datePublished")


def _modified(root: HtmlElement, article: jsonld.Node, told: Metas) -> Iterator[str | None]:
    yield jsonld.text(article.get("dateModified"))
    yield from told.each("modified")
    yield from dates.marked(root, "dateModified")


def _section(article: jsonld.Node, told: Metas) -> str | None:
    named = jsonld.text(article.get("articleSection"))
    return named or next((name for name in told.each("section") if not is_address(name)), None)


def _keywords(article: jsonld.Node, told: Metas) -> tuple[str, ...]:
    named = [word for word in map(jsonld.text, jsonld.listed(article.get("keywords"))) if word]
    return tuple(dict.fromkeys(_entries(named or told.all("keywords"))))[:_MOST_KEYWORDS]


def _entries(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        yield from split_list(value)


def _language(root: HtmlElement, article: jsonld.Node, told: Metas) -> str | None:
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    named = article.get("inLanguage")
    code = named.get("alternateName") if isinstance(named, dict) else named
    for value in (jsonld.text(code), lang, *told.each("language")):
        tag = (value or "").split(",")[0].strip().replace("_", "-")
        if tag.replace("-", "").isalnum() and len(tag.split("-")[0]) in (2, 3):
            return tag
    return None


def _kinds(things: list[jsonld.Node], told: Metas) -> frozenset[str]:
    groups = {
        group for group in ("articles", "live", "lists", "sites") for node in things if jsonld.is_any(node, group)
    }
    return frozenset(groups | {f"og:{kind.lower()}" for kind in told.all("kind")})


def _is_free(article: jsonld.Node) -> bool | None:
    said = article.get("isAccessibleForFree")
    return None if said is None else not str(said).lower().endswith(("false", "no"))
