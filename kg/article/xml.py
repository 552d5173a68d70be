"""XML of strangers: parsed without entities of its own, without the network, and not beyond all depth."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from kg.article.clean import squeeze
from kg.errors import SourceError

_ENTITY: Final = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y|\x00<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y")
_MOST_TAGS: Final = 500_000
"""A feed of 1,000 articles, each with its page, has some 200,000."""

_LONGEST_FAULT: Final = 160


def root(data: bytes, where: str) -> etree._Element:
    """The root element.

    Raises:
        SourceError: this is no XML, breaks off, has too many tags, or declares entities, which could grow beyond all
            measure.
    """
    refuse_bombs(data, where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        fault = squeeze(str(error))[:_LONGEST_FAULT]
        raise SourceError(f"this XML cannot be read: {fault}", where=where, hint="it may be cut off") from None


def refuse_bombs(data: bytes, where: str) -> None:
    """Holds a document against what it would take to parse.

    Raises:
        SourceError: it declares entities of its own, or has more tags than any news.
    """
    if data.count(b"<") > _MOST_TAGS:
        raise SourceError(f"this XML has more than {_MOST_TAGS:,} tags", where=where, hint="split it")
    if _ENTITY.search(data):
        raise SourceError("this XML declares entities of its own", where=where, hint="no news format needs them")


def find(element: etree._Element, path: str) -> etree._Element | None:
    """The first element at the path of local names, "a/b"; namespaces are many and differ by version."""
    return next(all_of(element, path), None)


def all_of(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """The elements at the path of local names."""
    name, _, rest = path.partition("/")
    for child in element.iterchildren(f"{{*}}{name}"):
        if rest:
            yield from all_of(child, rest)
        else:
            yield child


def text(element: etree._Element | None) -> str | None:
    """All words of an element on one line; None where there are none."""
    return squeeze("".join(element.itertext(etree.Element))) or None if element is not None else None
