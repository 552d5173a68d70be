"""Chooses the reader of a source by what its bytes are, and holds what it yields against what kg can read."""

import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count
from typing import BinaryIO, Final, cast

from kg.article import formats, language, mending, sources, telling, times, withdrawn
from kg.article.model import Article
from kg.article.source import Item, Options, Read, Reader, Source
from kg.errors import FormatError, InternalError, KgError, RefusedError, SourceError

_log = logging.getLogger(__name__)

_DEEPEST: Final = 4
"""Sources within sources: an archive in a mail in an archive is read, a bomb of archives is not."""

_LONGEST_FAULT: Final = 300
_AHEAD: Final = timedelta(days=3)
"""How far a date may lie in the future without a word: clocks differ, and weeklies date ahead."""
_ARCHIVES: Final = "archives"
_MOST_NESTED: Final = 1000
"""Archives within one source: sixteen in each of sixteen, five deep, are a million."""


def read(name: str, stream: BinaryIO | None, options: Options) -> Read:
    """See ``kg.article.read``."""
    with sources.opened(name, stream, options) as file:
        yield from read_source(Source(sources.printable(name), file), options)


def read_source(source: Source, options: Options) -> Iterator[Item]:
    """The articles of bytes that are open already, mended, and refused where they are not in English.

    Raises:
        SourceError: the source as a whole cannot be read, or is of a format that holds no articles.
    """
    yield from telling.told(_read(source, options), source.name)


def _read(source: Source, options: Options) -> Read:
    for item in _items(source, options, 0, count(1)):
        if isinstance(item, Article) and source.address is None:
            file = "-" if source.name == "-" else sources.printable(os.path.realpath(source.name))
            item = replace(item, file=file, is_alone=item.source == source.name != "-")
        yield _taken(item, options) if isinstance(item, Article) else item


def _taken(article: Article, options: Options) -> Item:
    try:
        return taken(article, options)
    except RefusedError as refused:
        return refused
    except Exception as error:
        return _fault(error, article.source)


def _items(source: Source, options: Options, depth: int, nested: Iterator[int]) -> Iterator[Item]:
    """What the reader of a source yields, as it comes."""
    format = formats.detect(source.name, source.file.peek(formats.HEAD)[: formats.HEAD], source.media_type)
    if format.reader is None:
        raise FormatError(format.what, where=source.name, hint=format.advice)
    if depth and format.reader == _ARCHIVES and next(nested) > _MOST_NESTED:
        raise SourceError("too many archives within one", where=source.name, hint="unpack it")
    reader = cast("Reader", import_module(f"kg.article.readers.{format.reader}").read)

    def inner(part: Source) -> Read:
        if depth >= _DEEPEST:
            raise SourceError("too many archives within archives", where=part.name, hint="unpack it")
        return _items(part, options, depth + 1, nested)

    items = _guarded(reader(source, options, inner), source.name, depth)
    yield from (_restricted(item, source.restrictions) for item in items) if source.restrictions else items


def _guarded(items: Read, where: str, depth: int) -> Read:
    """What a reader yields; a fault of ours in it ends this source alone, and none of those that lie beside it."""
    try:
        yield from items
    except KgError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and not depth:
            raise  # of the disk, or of whatever the bytes come from: told where it was opened
        yield _fault(error, where)


def _fault(error: Exception, where: str) -> InternalError:
    _log.debug("while reading %s", where, exc_info=error)
    what = " ".join(f"kg failed: {type(error).__name__}: {error}".split())[:_LONGEST_FAULT]
    return InternalError(sources.printable(what), where=where, hint="please report it")


def _restricted(item: Item, restrictions: tuple[str, ...]) -> Item:
    if not isinstance(item, Article):
        return item
    return replace(item, restrictions=tuple(sorted({*item.restrictions, *restrictions})))


def taken(article: Article, options: Options) -> Article:
    """An article as it is read: mended, its language found.

    Raises:
        RefusedError: it is in a language that kg does not read, was taken back, or no text is left of it.
    """
    mended = mending.mended(article)
    withdrawn.refuse_placeholders(mended)
    checked = language.checked(mended, options.language)
    _tell_times(checked)
    return checked


def _tell_times(article: Article) -> None:
    for time in (article.published, article.modified):
        if time and (zone := times.unknown_zone(time)):
            _log.warning("%s: the time zone %s is unknown or ambiguous, UTC is taken instead", article.source, zone)
        if time and time > datetime.now(UTC) + _AHEAD:
            _log.warning("%s: it is dated %s, which is still to come", article.source, time.date())
