"""ninjs of the IPTC, versions 1 and 2: one news item an object, in one, a list, or lines."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from kg.article import addresses, agency, escapes, fieldtext, keys, people, sources, versions
from kg.article.assembly import filled
from kg.article.model import Article
from kg.article.readers.json import is_record, loads
from kg.article.source import Inner, Item, Options, Read, Source
from kg.errors import RefusedError, SkippedError, SourceError

_TEXT: Final = (None, "text")
_BODIES: Final = ("body_xhtml", "body_html", "body_text")
_MAIN: Final = ("main", "body")


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The articles of a ninjs file."""
    first = next(sources.lines(source.file), b"")
    if isinstance(first, RefusedError):
        raise SourceError(first.what, where=source.name, hint=first.hint)
    if is_record(first):
        yield from _lines(first, source)
        return
    try:
        content = loads(first + sources.whole(source.file, source.name), source.name)
    except RefusedError as refused:
        yield refused
        return
    if isinstance(content, dict):
        content = keys.lists_in(content) or content
    for number, item in enumerate(content if isinstance(content, list) else [content], 1):
        yield _refusable(item, f"{source.name}[{number}]" if isinstance(content, list) else source.name)


def _lines(first: bytes, source: Source) -> Iterator[Item]:
    listed: Iterable[bytes | RefusedError] = chain([first], sources.lines(source.file))
    for number, line in enumerate(listed, 1):
        where = f"{source.name}:{number}"
        if isinstance(line, RefusedError):
            yield RefusedError(line.what, where=where, hint=line.hint)
        elif line.strip():
            try:
                yield _refusable(loads(line, where), where)
            except RefusedError as refused:
                yield refused


def _refusable(item: Any, where: str) -> Item:
    try:
        return _article(item, where)
    except RefusedError as refused:
        return refused


def _article(item: Any, where: str) -> Item:
    if not isinstance(item, dict):
        raise RefusedError("a news item is a JSON object", where=where)
    if item.get("type") not in _TEXT:
        return SkippedError(f"an item of type {str(item['type'])[:40]!r}, no text", where=where)
    agency.refuse_withdrawn(_text(item, "pubstatus"), where)
    agency.refuse_embargoed(_text(item, "embargoed"), where)
    uri = _text(item, "uri")
    published, modified = agency.published_and_modified(
        [_text(item, "firstcreated"), _text(item, "contentcreated")], _text(item, "versioncreated"), where
    )
    origin = _names(item, "infosource", "infosources")
    subjects = _names(item, "subject", "subjects", "keywords")
    address = addresses.mended(uri) if uri else None
    told = Article(
        where,
        (),
        id=None if address else uri,
        url=address,
        title=_headline(item),
        published=published,
        modified=modified,
        publisher=next(iter(_names(item, "provider", "providers")), None) or _text(item, "copyrightholder"),
        origin=next(iter(origin), None),
        rights=_rights(item),
        byline=people.names([_text(item, "byline") or _text(item, "by") or ""]),
        keywords=tuple(dict.fromkeys(subjects)),
        language=keys.language(_text(item, "language") or "en"),
        dateline=_text(item, "located"),
        version=versions.numbered(item.get("version")),
    )
    return filled(told, fieldtext.lines(escapes.mended(_body(item))))


def _headline(item: Mapping[str, Any]) -> str | None:
    listed = _main(item.get("headlines"))
    title = _text(item, "headline") or listed or _text(item, "title")
    return fieldtext.line(escapes.mended(title)) or None if title else None


def _body(item: Mapping[str, Any]) -> str:
    return next((text for name in _BODIES if (text := _text(item, name))), None) or _main(item.get("bodies")) or ""


def _main(parts: Any) -> str | None:
    """The value of the part whose role is the main one, else of the first."""
    found = (
        [part for part in parts if isinstance(part, dict) and _text(part, "value")] if isinstance(parts, list) else []
    )
    return next((part["value"] for part in found if part.get("role") in _MAIN), found[0]["value"] if found else None)


def _rights(item: Mapping[str, Any]) -> str | None:
    info = item.get("rightsinfo")
    holders = [item, info] if isinstance(info, dict) else [item]
    told = [_text(holder, name) for holder in holders for name in ("copyrightnotice", "usageterms")]
    return " ".join(dict.fromkeys(text for text in told if text)) or None


def _names(item: Mapping[str, Any], *fields: str) -> list[str]:
    values = [value for field in fields for value in _listed(item.get(field))]
    return [name for value in values if isinstance(name := keys.name_of(value), str) and name.strip()]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(item: Mapping[str, Any], name: str) -> str | None:
    value = item.get(name)
    return value if isinstance(value, str) and value.strip() else None
