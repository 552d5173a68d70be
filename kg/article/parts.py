"""What lies in a source, read as one among others: a fault of one is told in its place and ends nothing."""

from typing import Final

from kg.article import formats
from kg.article.source import Inner, Read, Source
from kg.errors import FormatError, RefusedError, SkippedError, SourceError

_BY_NAME: Final = "unpack it and give it by name to read it"


def read(part: Source, inner: Inner) -> Read:
    """What a part holds; one that cannot be read is refused, one that by its format holds no articles is passed over.

    No text is an article that neither its name nor its bytes tell to be one, as in a folder.
    """
    name = part.name.rpartition("!")[2]
    try:
        if formats.told(name, part.file.peek(formats.HEAD)[: formats.HEAD], part.media_type) is None:
            yield SkippedError("neither name nor content tell what this is", where=part.name, hint=_BY_NAME)
        else:
            yield from inner(part)
    except FormatError as error:
        # Where a name promises an article and the bytes hold none, something went wrong with it.
        told = RefusedError if formats.is_readable(name) else SkippedError
        yield told(error.what, where=error.where, hint=error.hint)
    except SourceError as error:
        yield RefusedError(error.what, where=error.where, hint=error.hint)
