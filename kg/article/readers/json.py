"""JSON: one object with a "text" for each article, one a line, or one object or list for a whole file."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from kg.article import sources
from kg.article.model import Article
from kg.article.record import article
from kg.article.source import Inner, Options, Read, Source
from kg.errors import RefusedError


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The articles of JSON lines, or of a file that is one JSON object or list."""
    source = sources.as_utf8(source, options)
    is_lines = source.name.lower().endswith((".jsonl", ".ndjson"))
    first = b"" if is_lines else next(sources.lines(source.file), b"")
    if isinstance(first, RefusedError) or (first and is_object(first)) or is_lines:
        yield from read_lines(chain([first] if first else [], sources.lines(source.file)), source.name)
    else:
        yield from read_whole(first + sources.whole(source.file, source.name), source.name)


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
        raise RefusedError(
            "this is not UTF-8", where=where, hint="--encoding tells another one, such as cp1252"
        ) from None
    except json.JSONDecodeError as error:
        raise RefusedError(f"this is no JSON: {error.msg} at character {error.pos + 1}", where=where) from None
    except (ValueError, RecursionError):
        raise RefusedError("this JSON is nested too deeply or holds a number too long", where=where) from None


def is_object(line: bytes) -> bool:
    """Whether a line is a JSON object by itself, so that its file is one of JSON lines."""
    try:
        return isinstance(json.loads(line.decode("utf-8-sig", "replace")), dict)
    except (ValueError, RecursionError):
        return False
