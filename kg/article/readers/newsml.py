"""NewsML-G2 of the IPTC: news items by themselves or in a message, their text as XHTML, NITF or plain."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from kg.article import agency, fieldtext, markup, people, sources, versions, xml
from kg.article.assembly import Line, filled
from kg.article.keys import language
from kg.article.model import Article
from kg.article.readers import nitf
from kg.article.source import Inner, Item, Options, Read, Source
from kg.errors import RefusedError, SkippedError

_TEXT: Final = "text"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The articles of a document: of a news item one, of a message one for each item."""
    root = xml.root(sources.whole(source.file, source.name), source.name)
    listed = list(_items(root))
    if not listed:
        yield RefusedError("there is no news item in it", where=source.name)
    for number, item in enumerate(listed, 1):
        where = source.name if item is root else f"{source.name}[{number}]"
        try:
            yield _item(item, where)
        except RefusedError as refused:
            yield refused


def _items(root: etree._Element) -> Iterator[etree._Element]:
    if _name(root) in ("newsItem", "packageItem"):
        yield root
    else:
        for items in xml.all_of(root, "itemSet"):
            yield from (item for item in items.iterchildren(etree.Element) if _name(item).endswith("Item"))


def _item(item: etree._Element, where: str) -> Item:
    meta, content = xml.find(item, "itemMeta"), xml.find(item, "contentMeta")
    if _name(item) != "newsItem":
        return SkippedError("a package, which only refers to items", where=where)
    kind = _value(meta, "itemClass")
    if kind not in (None, _TEXT):
        return SkippedError(f"an item of class {kind}, no text", where=where)
    agency.refuse_withdrawn(_value(meta, "pubStatus"), where)
    agency.refuse_embargoed(_text(meta, "embargoed"), where)
    told = Article(where, (), id=item.get("guid"), rights=_rights(item), version=versions.numbered(item.get("version")))
    if lang := item.get(_XML_LANG):
        told = replace(told, language=language(lang))
    if meta is not None:
        told = _of_item(told, meta)
    if content is not None:
        told = _of_content(told, content, _text(meta, "versionCreated"))
    return _with_text(told, xml.find(item, "contentSet"))


def _of_item(told: Article, meta: etree._Element) -> Article:
    published, _ = agency.published_and_modified([], _text(meta, "versionCreated"), told.source)
    return replace(told, title=_text(meta, "title"), published=published, publisher=_named(meta, "provider"))


def _of_content(told: Article, content: etree._Element, version: str | None) -> Article:
    published, modified = agency.published_and_modified([_text(content, "contentCreated")], version, told.source)
    words = [_named_of(subject) for subject in xml.all_of(content, "subject")]
    words += [xml.text(keyword) for keyword in xml.all_of(content, "keyword")]
    creators = [_named_of(creator) or "" for creator in xml.all_of(content, "creator")]
    authors = people.names([_text(content, "by") or ""]) or people.names(creators)
    lang = xml.find(content, "language")
    credit = _text(content, "creditline")
    return replace(
        told,
        title=_text(content, "headline") or told.title,
        published=published or told.published,
        modified=modified,
        publisher=told.publisher or credit,
        origin=_named(content, "infoSource"),
        byline=tuple(name for name in authors if name != told.publisher),
        keywords=tuple(dict.fromkeys(word for word in words if word)) or _slug(content),
        dateline=_text(content, "dateline"),
        language=language(lang.get("tag") or told.language) if lang is not None else told.language,
    )


def _slug(content: etree._Element) -> tuple[str, ...]:
    slug = _text(content, "slugline")
    return (slug,) if slug else ()


def _with_text(told: Article, contents: etree._Element | None) -> Article:
    for part in contents.iterchildren(etree.Element) if contents is not None else ():
        inside = next(part.iterchildren(etree.Element), None)
        if _name(part) == "inlineData":
            lines: list[Line] = fieldtext.lines("".join(part.itertext()))
        elif _name(part) != "inlineXML" or inside is None:
            continue
        elif _name(inside) == "nitf":
            return nitf.article(inside, told)
        else:
            body = xml.find(inside, "body")
            lines = markup.lines_of(inside if body is None else body)
        if lines:
            return filled(told, lines)
    raise RefusedError("there is no text in it", where=told.source)


def _rights(item: etree._Element) -> str | None:
    told = [
        xml.text(part) for name in ("copyrightNotice", "usageTerms") for part in xml.all_of(item, f"rightsInfo/{name}")
    ]
    return " ".join(dict.fromkeys(text for text in told if text)) or None


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _text(element: etree._Element | None, path: str) -> str | None:
    return xml.text(xml.find(element, path)) if element is not None else None


def _value(element: etree._Element | None, path: str) -> str | None:
    """The code of a property, without the scheme before it: "stat:usable" is "usable"."""
    found = xml.find(element, path) if element is not None else None
    code = (found.get("qcode") or found.get("uri") or "").rstrip("/") if found is not None else ""
    return code.replace("/", ":").rpartition(":")[2] or None


def _named(element: etree._Element, path: str) -> str | None:
    found = xml.find(element, path)
    return _named_of(found) if found is not None else None


def _named_of(element: etree._Element) -> str | None:
    """The name of a party or subject, else what stands for it as a literal."""
    return xml.text(xml.find(element, "name")) or element.get("literal")
