"""Articles and the readers that yield them, one module a format."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.article.model import Article, Block
from kg.errors import RefusedError

__all__ = ["EXTENSIONS", "Article", "Block", "read"]

EXTENSIONS = frozenset({".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson", ".json"})
"""What a folder is searched for."""


def read(source: str | Path, stream: BinaryIO | None = None) -> Iterator[Article | RefusedError]:
    """The articles of a file, or of a stream where the source is "-" (standard input if no stream is given).

    The extension decides on the format: .txt, .md, .jsonl, .ndjson, .json; where it tells nothing, the first
    character does: "{" and "[" begin JSON. Articles are yielded as they are read. An article that cannot be taken
    (no JSON, no text, too large, a date that is none) is yielded as the ``RefusedError`` that says why and where, so
    that the others of the source still come.

    Raises:
        SourceError: on the first step, if the source as a whole cannot be read: missing, binary, too large, not UTF-8
            or UTF-16.
    """
    # The patterns of the readers are for those who read sources, not for all who know what an article is.
    from kg.article import readers

    return readers.read(source, stream)
