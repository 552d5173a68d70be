"""What the tests of formats share: one sample text, and a source read to its end."""

import io
from collections.abc import Mapping
from pathlib import Path

from kg.article import Article, Options, read
from kg.errors import KgError, RefusedError, SkippedError

TITLE = "Norland recalls its envoy from Sudland"
PARAGRAPHS = (
    "The foreign minister of Norland said on Monday that talks with Sudland had failed after a week of bargaining.",
    "Officials in the capital “declined” to comment on the report, which the café of the parliament had posted.",
    "A second round will follow in Norstad next month, the ministry said in a statement on Tuesday evening.",
)
TEXT = "\n\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)

Item = Article | RefusedError | SkippedError


def items(name: str, content: str | bytes, options: Options | None = None, folder: Path | None = None) -> list[Item]:
    """What a file of this name and content gives: of a file on disk where a folder is told, else of a stream."""
    data = content.encode() if isinstance(content, str) else content
    if folder is not None:
        path = folder / name
        path.write_bytes(data)
        return list(read(path, options=options))
    from kg.article.reading import read_source
    from kg.article.source import Source

    return list(read_source(Source(name, io.BufferedReader(io.BytesIO(data))), options or Options()))


def articles(name: str, content: str | bytes, options: Options | None = None) -> list[Article]:
    """The same where nothing is refused."""
    found = items(name, content, options)
    assert [item for item in found if not isinstance(item, Article)] == []
    return [item for item in found if isinstance(item, Article)]


def one(name: str, content: str | bytes, options: Options | None = None) -> Article:
    (article,) = articles(name, content, options)
    return article


def faults(found: list[Item]) -> list[str]:
    """What is said of what is no article, each on one line."""
    lines = [str(item) for item in found if isinstance(item, KgError)]
    assert all("\n" not in line for line in lines)
    return lines


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.blocks]


SAMPLE = [("title", TITLE), *(("paragraph", paragraph) for paragraph in PARAGRAPHS)]


def mapping(**fields: str) -> Options:
    told: Mapping[str, str] = fields
    return Options(mapping=told)
