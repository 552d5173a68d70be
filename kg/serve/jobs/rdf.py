"""Writes answers by pyoxigraph, but nothing that a form of them cannot hold."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, Final, cast

from pyoxigraph import QueryResultsFormat, RdfFormat, serialize

from kg.serve.negotiation import NotAcceptableError
from kg.serve.sink import Sink

_CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\r"))
_NO_CHARACTER: Final = re.compile(b"\xef\xbf[\xbe\xbf]")
"""U+FFFE and U+FFFF in UTF-8, which XML does not have either (XML 1.0, 2.2)."""

_NO_NAME: Final = re.compile(rb"<(?:[^<>\s:/]*:[\s/>]|xmlns:)")
"""What pyoxigraph begins an element with whose property has no name in XML; in texts no ``<`` stands."""

_OVERLAP: Final = 32
"""Bytes of a piece that what is looked for may begin in, and end in the next."""


class Xml:
    """Pieces of a document in XML as they may go out: pyoxigraph writes any text, and XML 1.0 cannot hold all.

    Args:
        instead: forms that can.
        has_names: whether properties are names of elements, as in RDF/XML.
    """

    def __init__(self, instead: str, *, has_names: bool) -> None:
        self._instead, self._has_names = instead, has_names
        self._tail = b""

    def __call__(self, data: bytes) -> bytes:
        """A piece; a carriage return in it is written so that readers do not take it for the end of a line.

        Raises:
            NotAcceptableError: what is to be written cannot be in XML.
        """
        self._check(data)
        return data.replace(b"\r", b"&#xD;") if b"\r" in data else data

    def _check(self, data: bytes) -> None:
        # Of all pieces of all answers: to delete bytes takes a tenth of the time that it takes to search for them.
        is_odd = len(data.translate(None, _CONTROLS)) != len(data)
        joined = self._tail + data
        if is_odd or (b"\xef" in joined and _NO_CHARACTER.search(joined)):
            raise self._impossible("a character that XML cannot")
        if self._has_names and _NO_NAME.search(joined):
            raise self._impossible("a property that RDF/XML has no name for")
        self._tail = joined[-_OVERLAP:]

    def _impossible(self, what: str) -> NotAcceptableError:
        return NotAcceptableError(f"this answer holds {what}", hint=f"ask for {self._instead}")


@contextmanager
def file(sink: Sink, format: RdfFormat | QueryResultsFormat) -> Iterator[IO[bytes]]:
    """The sink as pyoxigraph takes it, for an answer in this form.

    Raises:
        NotAcceptableError: what is written cannot be in this form.
    """
    if format == QueryResultsFormat.XML:
        sink.mend = Xml("JSON or TSV", has_names=False)
    elif format == RdfFormat.RDF_XML:
        sink.mend = Xml("Turtle or JSON-LD", has_names=True)
    try:
        yield cast("IO[bytes]", sink)
    except OSError as error:
        # Of faults of the disk there is a number, and pyoxigraph tells of forms by their names.
        if error.errno is None and format.name in str(error):
            raise NotAcceptableError(
                f"this answer cannot be in {format.name}: {error}", hint="ask for Turtle"
            ) from None
        raise


def write(triples: Any, sink: Sink, format: RdfFormat, prefixes: Mapping[str, str]) -> None:
    """Writes triples.

    Raises:
        NotAcceptableError: they cannot be in this form.
    """
    with file(sink, format) as out:
        serialize(triples, out, format=format, prefixes=dict(prefixes))
