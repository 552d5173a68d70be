"""JSON: one object with a "text" for each article, one a line, or one object or list for a whole file."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from kg.article import clean, times
from kg.article.addresses import is_address
from kg.article.labels import Labels, split_list
from kg.article.model import Article, Block
from kg.article.text import body
from kg.errors import RefusedError


def read_lines(lines: Iterable[bytes | RefusedError], source: str) -> Iterator[Article | RefusedError]:
    """An article for every line that holds one, and for every other line why it is refused."""
    for number, line in enumerate(lines, 1):
        where = f"{source}:{number}"
        if isinstance(line, RefusedError):
            yield RefusedError(line.what, where=where, hint=line.hint)
        elif line.strip():
            yield _refusable(line, where)


def read_whole(data: bytes, source: str) -> Iterator[Article | RefusedError]:
    """The articles of a file that is one JSON object, or one list of objects."""
    try:
        content = _loads(data, source)
    except RefusedError as refused:
        yield refused
        return
    items = content if isinstance(content, list) else [content]
    for number, item in enumerate(items, 1):
        where = f"{source}[{number}]" if isinstance(content, list) else source
        try:
            yield article(item, where)
        except RefusedError as refused:
            yield refused


def _refusable(line: bytes, where: str) -> Article | RefusedError:
    try:
        return article(_loads(line, where), where)
    except RefusedError as refused:
        return refused


def _loads(data: bytes, where: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RefusedError("this is not UTF-8", where=where) from None
    except json.JSONDecodeError as error:
        raise RefusedError(f"this is no JSON: {error.msg} at character {error.pos + 1}", where=where) from None
    except (ValueError, RecursionError):
        raise RefusedError("this JSON is nested too deeply or holds a number too long", where=where) from None


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


def is_object(line: bytes) -> bool:
    """Whether a line is a JSON object by itself, so that its file is one of JSON lines."""
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False
