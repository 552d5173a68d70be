"""JSON: one object with a "text" for each article, one a line, or one object or list for a whole file."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from kg.article import keys, sources
from kg.article.keys import Keys
from kg.article.model import Article
from kg.article.record import article
from kg.article.source import Inner, Options, Read, Source
from kg.errors import RefusedError

_MOST_NESTED: Final = 300_000
_MOST_VALUES: Final = 2_000_000
"""Objects and lists, and values: each takes some fifty times its two bytes in memory."""


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The articles of JSON lines, or of a file that is one JSON object or list."""
    source = sources.as_utf8(source, options)
    known = Keys(source.name, options.mapping)
    is_lines = source.name.lower().endswith((".jsonl", ".ndjson"))
    first = b"" if is_lines else next(sources.lines(source.file), b"")
    if isinstance(first, RefusedError) or (first and is_record(first)) or is_lines:
        yield from read_lines(chain([first] if first else [], sources.lines(source.file)), known)
    else:
        yield from read_whole(first + sources.whole(source.file, source.name), known)
    yield from known.told()


def read_lines(lines: Iterable[bytes | RefusedError], known: Keys) -> Iterator[Article | RefusedError]:
    """An article for every line that holds one, and for every other line why it is refused."""
    for number, line in enumerate(lines, 1):
        where = f"{known.source}:{number}"
        if isinstance(line, RefusedError):
            yield RefusedError(line.what, where=where, hint=line.hint)
        elif line.strip():
            yield _refusable(line, where, known)


def read_whole(data: bytes, known: Keys) -> Iterator[Article | RefusedError]:
    """The articles of a file that is one JSON object, one list of objects, or an object around such a list."""
    try:
        content = loads(data, known.source)
    except RefusedError as refused:
        yield refused
        return
    if isinstance(content, dict):
        content = keys.lists_in(content) or content
    items = content if isinstance(content, list) else [content]
    for number, item in enumerate(items, 1):
        where = f"{known.source}[{number}]" if isinstance(content, list) else known.source
        try:
            yield article(item, where, known)
        except RefusedError as refused:
            yield refused


def _refusable(line: bytes, where: str, known: Keys) -> Article | RefusedError:
    try:
        return article(loads(line, where), where, known)
    except RefusedError as refused:
        return refused


def loads(data: bytes, where: str) -> Any:
    """The value in these bytes.

    Raises:
        RefusedError: they are no JSON, or JSON that takes more to read than an article may.
    """
    if data.count(b"{") + data.count(b"[") > _MOST_NESTED or data.count(b",") > _MOST_VALUES:
        raise RefusedError("this JSON holds more values than articles do", where=where, hint="write JSON lines")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RefusedError(
            "this is not UTF-8", where=where, hint="--encoding tells another one, such as cp1252"
        ) from None
    except json.JSONDecodeError as error:
        raise RefusedError(f"this is no JSON: {error.msg} at character {error.pos + 1}", where=where) from None
    except (ValueError, RecursionError):
        raise RefusedError("this JSON is nested too deeply or holds a number too long", where=where) from None


def is_record(line: bytes) -> bool:
    """Whether a line is by itself a JSON object that holds no list of others, so that its file is one of JSON lines."""
    try:
        value = loads(line.decode("utf-8-sig", "replace").encode(), "")
    except RefusedError:
        return False
    return isinstance(value, dict) and keys.lists_in(value) is None
