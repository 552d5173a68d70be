"""Feeds made ready for feedparser, which takes some of what stands beside an item for what is of it.

It reads addresses of mail by a list of endings that is too short, and lets titles and texts of pictures, podcasts and
catalogues take the place of the item's own. Both are put out of its way in the bytes, since feeds need not be XML that
anybody else can parse.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

_AT: Final = "-kg-at-"
_AUTHOR: Final = re.compile(
    rb"(?P<tag><(?:[\w.-]{1,40}:)?(?:author|creator)(?:\s[^<>]{0,300})?>)"
    rb"(?P<text>(?:<!\[CDATA\[[^\[\]]{0,1000}\]\]>|[^<]){1,2000})(?=</)"
)
_SIGN: Final = re.compile(rb"@|&#64;|&#[xX]40;|&commat;")
_DECLARED: Final = re.compile(
    rb"""\sxmlns:(?P<prefix>[\w.-]{1,40})\s*=\s*["'](?P<space>[^"'<>]{1,200})["']""", re.ASCII
)
_ASIDE: Final = "aside"
"""Before the name of an element that is not the item's own."""

_NAMES: Final[Mapping[str, str]] = {
    "search.yahoo.com/mrss": "title|description",
    "www.itunes.com/dtds/podcast-1.0.dtd": "title|summary|subtitle|author",
    "purl.org/dc/elements/1.1": "title",
    "purl.org/dc/terms": "title",
    "www.w3.org/2005/atom": "title|summary",
}
"""By namespaces, in small letters and without what is written in several ways, elements that are put aside."""

_ATOM: Final = "www.w3.org/2005/atom"
_FALLBACKS: Final = {
    "title": ("dc_asidetitle",),
    "summary": ("itunes_asidesummary",),
    "author": ("itunes_asideauthor",),
}


def prepared(data: bytes) -> bytes:
    """A feed in which elements of other namespaces have names of their own, and addresses of authors are marked."""
    data = _AUTHOR.sub(lambda found: found["tag"] + _SIGN.sub(_AT.encode(), found["text"]), data)
    is_rss = b"<rss" in data
    for prefix, space in {(found["prefix"], found["space"]) for found in _DECLARED.finditer(data)}:
        space_ = re.sub(r"^https?://|/$", "", space.decode("ascii", "replace").strip().lower())
        names = _NAMES.get(space_)
        if names and (is_rss or space_ != _ATOM):
            element = re.compile(rb"(</?" + re.escape(prefix) + rb":)(?=(?:" + names.encode() + rb")[\s/>])")
            data = element.sub(rb"\g<1>" + _ASIDE.encode(), data)
    return data


def authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Who wrote an item, as it tells it, mail addresses and all; whoever made a podcast where it tells nobody."""
    listed: Iterable[Any] = entry.get("authors") or ()
    found = tuple(name.replace(_AT, "@") for author in listed if (name := author.get("name")))
    return found or tuple(name for name in (aside(entry, "author"),) if name)


def aside(entry: Mapping[str, Any], name: str) -> str | None:
    """What stands for something that an item itself does not tell."""
    found = (entry.get(key) for key in _FALLBACKS[name])
    return next((value for value in found if isinstance(value, str) and value.strip()), None)
