"""An article of named fields, as JSON, tables and other records give it."""

from datetime import datetime
from typing import Any

from kg.article import clean, times
from kg.article.addresses import is_address
from kg.article.assembly import body
from kg.article.labels import Labels, split_list
from kg.article.model import Article, Block
from kg.errors import RefusedError


def article(item: Any, where: str) -> Article:
    """The article in a decoded object, which stands at ``where``: file and line.

    Its fields are id, url, title, text, published, modified, publisher, byline, section, keywords, language; others are
    left.

    Raises:
        RefusedError: no object, no text, or a field of another kind than it should be.
    """
    if not isinstance(item, dict):
        raise RefusedError("an article is a JSON object", where=where)
    text = item.get("text")
    if not isinstance(text, str) or not clean.squeeze(text):
        raise RefusedError('it has no "text"', where=where, hint="give the article's text as a string")
    title = _string(item, "title", where)
    labels = Labels(published=_time(item, "published", where), publisher=_string(item, "publisher", where))
    labels.modified = _time(item, "modified", where)
    blocks, dateline = body(text, labels)
    if title and len(blocks) > 1 and blocks[0].text == title:
        blocks = blocks[1:]
    return Article(
        where,
        (Block("title", title), *blocks) if title else blocks,
        id=_string(item, "id", where),
        url=_url(item, where),
        title=title,
        published=labels.published,
        modified=labels.modified,
        publisher=labels.publisher,
        byline=_strings(item, "byline", where) or tuple(labels.byline),
        section=_string(item, "section", where) or labels.section,
        keywords=_strings(item, "keywords", where) or tuple(labels.keywords),
        language=_string(item, "language", where) or "en",
        dateline=dateline,
    )


def _string(item: dict[str, Any], field: str, where: str) -> str | None:
    value = item.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise RefusedError(f'"{field}" is no string', where=where)
    return clean.squeeze(value) or None if value else None


def _strings(item: dict[str, Any], field: str, where: str) -> tuple[str, ...]:
    value = item.get(field) or []
    if isinstance(value, str):
        value = split_list(value)
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise RefusedError(f'"{field}" is neither a string nor a list of strings', where=where)
    return tuple(line for entry in value if (line := clean.squeeze(entry)))


def _url(item: dict[str, Any], where: str) -> str | None:
    url = _string(item, "url", where)
    if url is None:
        return None
    if not is_address(url):
        raise RefusedError('"url" is no http or https address', where=where)
    return url


def _time(item: dict[str, Any], field: str, where: str) -> datetime | None:
    value = _string(item, field, where)
    if value is None:
        return None
    time = times.find(value)
    if time is None:
        raise RefusedError(f'"{field}" is no date or time', where=where, hint="write it as 2024-01-31T08:00:00+01:00")
    return time
