"""The encoding of a text: as told by the user, by the bytes, or by whoever sent it."""

import codecs

from kg.article.source import Options, Source
from kg.errors import SourceError


def decoded(data: bytes, source: Source, options: Options) -> str:
    """The text in these bytes.

    Raises:
        SourceError: they are in an encoding that is not found out.
    """
    told = options.encoding
    try:
        if told:
            return data.decode(told).removeprefix("\ufeff")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = told or "UTF-8"
        what, hint = f"this is not {name}: byte {error.start + 1} fits no character", "--encoding tells another one"
        raise SourceError(what, where=source.name, hint=hint) from None


def known(name: str) -> bool:
    """Whether an encoding of this name can be read."""
    try:
        return codecs.lookup(name) is not None
    except LookupError:
        return False
