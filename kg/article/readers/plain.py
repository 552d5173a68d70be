"""Plain text: one article a file."""

from collections.abc import Callable

from kg.article import clean, glued, mending, sources
from kg.article.assembly import Line, assemble
from kg.article.model import Article
from kg.article.source import Inner, Options, Read, Source
from kg.errors import RefusedError


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The one article of a text file."""
    yield single(source, options, parse)


def single(source: Source, options: Options, parse: Callable[[str, str], Article]) -> Article | RefusedError:
    """What a parser makes of the whole text of a source."""
    try:
        return parse(clean.few_lines(sources.text(source, options), source.name), source.name)
    except RefusedError as refused:
        return refused


def parse(text: str, source: str) -> Article:
    """The article in a plain text.

    Raises:
        RefusedError: there is no text in it, or more than one article.
    """
    units = clean.units(mending.plain(text))
    if glued.are_several(units):
        raise RefusedError("several articles in one file", where=source, hint="one a file, or JSON lines")
    return assemble([Line(unit) for unit in units], source)
