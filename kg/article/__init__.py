"""Articles and the readers that yield them, one module a format."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.article.model import Article, Block
from kg.article.source import Options
from kg.errors import InternalError, RefusedError, SkippedError

__all__ = ["Article", "Block", "Options", "read"]


def read(
    source: str | Path, stream: BinaryIO | None = None, options: Options | None = None
) -> Iterator[Article | RefusedError | SkippedError | InternalError]:
    """The articles of a file, or of a stream where the source is "-" (standard input if no stream is given).

    What the bytes begin with decides on the format, the name where they do not tell. Articles are yielded as they are
    read. An article that cannot be taken (no JSON, no text, too large, a date that is none) is yielded as the
    ``RefusedError`` that says why and where, so that the others of the source still come; what in an
    archive holds no articles by its format, as the ``SkippedError`` that tells so; what a fault of ours breaks off, as
    the ``InternalError`` that asks to report it.

    Raises:
        SourceError: on the first step, if the source as a whole cannot be read: missing, too large, of an encoding that
            is not found out; a ``FormatError`` where it is of a format that holds no articles.
    """
    # The readers are for those who read sources, not for all who know what an article is.
    from kg.article import reading

    yield from reading.read(str(source), stream, options or Options())
