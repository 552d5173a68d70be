"""NITF, the News Industry Text Format of the IPTC: one article a document."""

from dataclasses import replace
from typing import Final

from lxml import etree

from kg.article import agency, markup, people, sources, versions, xml
from kg.article.assembly import Line, filled
from kg.article.keys import language
from kg.article.model import Article
from kg.article.source import Inner, Options, Read, Source
from kg.errors import RefusedError

_NOT_OF_THE_TEXT: Final = ("{*}media", "{*}table", "{*}note", "{*}nitf-table")
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The one article of an NITF document."""
    root = xml.root(sources.whole(source.file, source.name), source.name)
    try:
        yield article(root, Article(source.name, ()))
    except RefusedError as refused:
        yield refused


def article(root: etree._Element, told: Article) -> Article:
    """The article in a document, or in one that stands in another format, which has ``told`` more of it.

    Raises:
        RefusedError: there is no text in it, or its agency holds it back.
    """
    docdata, head = xml.find(root, "head/docdata"), xml.find(root, "body/body.head")
    if docdata is not None:
        agency.refuse_withdrawn(docdata.get("management-status"), told.source)
        agency.refuse_embargoed(_attribute(docdata, "date.release", "norm"), told.source)
        told = _documented(told, docdata)
    told = _published(told, xml.find(root, "head/pubdata"))
    below: list[Line] = []
    if head is not None:
        told = _headed(told, head)
        below = [Line(text, "heading") for line in xml.all_of(head, "hedline/hl2") if (text := xml.text(line))]
    told = replace(told, title=told.title or xml.text(xml.find(root, "head/title")))
    if lang := root.get(_XML_LANG):
        told = replace(told, language=language(lang))
    content = xml.find(root, "body/body.content")
    if content is None:
        raise RefusedError("there is no text in it", where=told.source)
    etree.strip_elements(content, *_NOT_OF_THE_TEXT, with_tail=False)
    lines = markup.lines_of(content)
    return filled(told, [*below, *lines] if lines else [])


def _documented(told: Article, docdata: etree._Element) -> Article:
    issued = [_attribute(docdata, "date.issue", "norm"), _attribute(docdata, "date.release", "norm")]
    published, _ = agency.published_and_modified(issued, None, told.source)
    keywords = [element.get("key") for element in xml.all_of(docdata, "key-list/keyword")]
    identified = xml.find(docdata, "identified-content")
    if identified is not None:
        keywords += [element.get("value") or xml.text(element) for element in identified.iterchildren("{*}classifier")]
        keywords += [xml.text(element) for element in identified.iterchildren("{*}person", "{*}org", "{*}location")]
    keywords.append(_attribute(docdata, "series", "series.name"))
    holder = _attribute(docdata, "doc.copyright", "holder")
    year = _attribute(docdata, "doc.copyright", "year")
    version = _attribute(docdata, "du-key", "version")
    return replace(
        told,
        version=versions.numbered(version) if told.version is None and version else told.version,
        id=told.id or _attribute(docdata, "doc-id", "id-string"),
        published=told.published or published,
        rights=told.rights or (f"© {year} {holder}" if holder and year else holder),
        keywords=told.keywords or tuple(dict.fromkeys(word for word in keywords if word)),
    )


def _published(told: Article, pubdata: etree._Element | None) -> Article:
    if pubdata is None:
        return told
    published, _ = agency.published_and_modified([pubdata.get("date.publication")], None, told.source)
    return replace(
        told,
        published=told.published or published,
        publisher=told.publisher or pubdata.get("name"),
        section=told.section or pubdata.get("position.section"),
    )


def _headed(told: Article, head: etree._Element) -> Article:
    named = [xml.text(person) for byline in xml.all_of(head, "byline") for person in xml.all_of(byline, "person")]
    bylines = [name for name in named if name] or [xml.text(byline) or "" for byline in xml.all_of(head, "byline")]
    return replace(
        told,
        title=told.title or xml.text(xml.find(head, "hedline/hl1")),
        byline=told.byline or people.names(bylines),
        publisher=told.publisher or xml.text(xml.find(head, "distributor")),
        dateline=told.dateline or xml.text(xml.find(head, "dateline")),
        rights=told.rights or xml.text(xml.find(head, "rights")),
    )


def _attribute(element: etree._Element, path: str, name: str) -> str | None:
    found = xml.find(element, path)
    value = found.get(name) if found is not None else None
    return value.strip() or None if value else None
