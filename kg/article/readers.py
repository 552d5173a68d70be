"""Chooses the reader of a source, by its extension or its first character."""

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.article import jsonl, markdown, sources, text, times
from kg.article.model import Article
from kg.errors import RefusedError

_log = logging.getLogger(__name__)

_LINES = frozenset({".jsonl", ".ndjson"})
_MARKDOWN = frozenset({".md", ".markdown"})
_TEXT = frozenset({".txt", ".text"})


def read(source: str | Path, stream: BinaryIO | None = None) -> Iterator[Article | RefusedError]:
    """See ``kg.article.read``."""
    for item in _items(source, stream):
        if isinstance(item, Article):
            _tell_zones(item)
        yield item


def _tell_zones(article: Article) -> None:
    for time in (article.published, article.modified):
        if time and (zone := times.unknown_zone(time)):
            _log.warning("%s: the time zone %s is unknown or ambiguous, UTC is taken instead", article.source, zone)


def _items(source: str | Path, stream: BinaryIO | None) -> Iterator[Article | RefusedError]:
    name = str(source)
    with sources.opened(name, stream) as file:
        extension = Path(name).suffix.lower()
        if extension in _LINES:
            yield from jsonl.read_lines(sources.lines(file), name)
        elif extension in _TEXT | _MARKDOWN:
            yield _single(file, name, markdown.parse if extension in _MARKDOWN else text.parse)
        else:
            yield from _by_content(file, name, is_json=extension == ".json")


def _single(file: io.BufferedReader, name: str, parse: Callable[[str, str], Article]) -> Article | RefusedError:
    try:
        return parse(sources.decoded(sources.whole(file, name), name), name)
    except RefusedError as refused:
        return refused


def _by_content(file: io.BufferedReader, name: str, *, is_json: bool) -> Iterator[Article | RefusedError]:
    begin = file.peek(1).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if not is_json and begin not in (b"{", b"["):
        yield _single(file, name, text.parse)
        return
    first = next(sources.lines(file), b"") if begin == b"{" else b""
    if isinstance(first, RefusedError) or (first and jsonl.is_object(first)):
        yield from jsonl.read_lines(_again(first, file), name)
    else:
        yield from jsonl.read_whole(first + sources.whole(file, name), name)


def _again(first: bytes | RefusedError, file: io.BufferedReader) -> Iterator[bytes | RefusedError]:
    yield first
    yield from sources.lines(file)
