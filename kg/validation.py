"""Holds files and whole stores against the shapes: graph by graph, and all graphs against each other."""

import logging
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, Self

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg import namespaces as ns
from kg import reference
from kg.errors import MissingTextError, RefusedError, SourceError, StoreError
from kg.shapes import Descriptions, Report, validate, validate_shared
from kg.store import View
from kg.store.kept import record

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 200_000
"""Quads that are held in memory before they go to a file."""

_SHARED: Final = ("graph/reference", "graph/actors", "graph/dataset")
_IN_TENURE: Final = NamedNode(ns.KG + "inTenure")
_KEPT_TEXT: Final = NamedNode(ns.KG + "keptText")
_NOTHING: Final = "nothing to hold against the shapes"

Part = tuple[str, str]
"""A graph's name, "" for the default graph, and the article whose part of it is meant, "" for what is of none."""


def of_store(view: View, *, engine: str) -> Iterator[Report | RefusedError]:
    """One report a graph of a store; its texts and the reference facts decide as well.

    An article whose kept text cannot be read is yielded as an error.
    """
    shared = (ns.reference_graph(view.base), ns.actors_graph(view.base))
    known = Descriptions()
    for graph in shared:
        known.add(view.quads(graph))
    articles = list(view.articles())
    if not articles and not known:
        yield RefusedError(f"no graph in the store: {_NOTHING}")
        return
    for article in articles:
        try:
            yield _stored(view, article, known, engine)
        except StoreError as error:
            yield RefusedError(f"{error.what} ({error.where})", where=article, hint=error.hint)
    for graph in shared:
        if quads := list(view.quads(graph)):
            yield validate_shared(quads, known=known, engine=engine)


def _stored(view: View, article: str, known: Descriptions, engine: str) -> Report:
    graph = list(view.quads(ns.article_graph(article)))
    # As the reference facts have them: the graph does not tell how exact their days are.
    posts = {quad.object.value for quad in graph if quad.predicate == _IN_TENURE and isinstance(quad.object, NamedNode)}
    tenures = {iri: tenure for iri in posts if (tenure := reference.tenure(iri, view.base))}
    return validate(graph, text=_text(view, graph), tenures=tenures, known=known, engine=engine)


def _text(view: View, graph: Iterable[Quad]) -> str | None:
    """The text that an article was read from; None where it is not kept here."""
    named = (q.object.value for q in graph if q.predicate == _KEPT_TEXT and isinstance(q.object, Literal))
    try:
        return next((str(record(view, sha)["text"]) for sha in named), None)
    except MissingTextError:
        return None


def of_files(files: Iterable[str], *, engine: str) -> Iterator[Report | RefusedError]:
    """One report a graph of some files, which are held against each other too; "-" is standard input.

    A file without a graph, or without anything of ours, is yielded as an error. Where no file describes an actor, place
    or post, what graphs tell of each other is left out.

    Raises:
        SourceError: a file cannot be read, or is no RDF.
    """
    with _Parts() as parts:
        for file in files:
            refused = parts.read(file)
            if refused:
                yield refused
        found = parts.sorted()
        known = parts.known if len(parts.known) else None
        if found and known is None:
            _log.warning("no file describes an actor, place or post: what graphs tell of each other is not checked")
        for part in found:
            check = validate if _of_article(part) else validate_shared
            yield check(parts.quads(part), known=known, engine=engine)


def _of_article(part: Part) -> bool:
    name, article = part
    return bool(article) or ns.article_graph("article/") in name


def _part(quad: Quad) -> Part:
    """Where a quad belongs; a graph that is none of kg's, such as the union of all, is parted by articles."""
    name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
    if ns.article_graph("article/") in name or name.endswith(_SHARED):
        return name, ""
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    node = subject.partition("#")[0]
    return name, node if "/article/" in node else ""


class _Parts:
    """The quads of files, part by part: in memory, and where they are many in a file without a name."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 (closed by __exit__)
        self._held: dict[Part, list[Quad]] = {}
        self._number = 0
        self._places: dict[Part, list[tuple[int, int]]] = {}
        self.known = Descriptions()

    def read(self, file: str) -> RefusedError | None:
        """Takes in a file; what to say of it where there is nothing in it to take."""
        is_empty, is_foreign = True, True
        source = _Source(file)
        for quad in source.quads():
            is_empty = False
            if _is_ours(quad):
                is_foreign = False
                break
        if is_empty or is_foreign:
            lacks = "graph" if is_empty else "article and no description"
            return RefusedError(f"no {lacks} in {file}: {_NOTHING}")
        for quad in source.quads():
            self._add(quad)
        return None

    def sorted(self) -> list[Part]:
        """All parts but the ontology, which is no data."""
        self._write_out()
        return sorted(part for part in self._places if part[0] != ns.ONTOLOGY_GRAPH)

    def quads(self, part: Part) -> list[Quad]:
        found: list[Quad] = []
        for start, length in self._places[part]:
            self._file.seek(start)
            found += parse(self._file.read(length), format=RdfFormat.N_QUADS)
        return found

    def _add(self, quad: Quad) -> None:
        part = _part(quad)
        self._held.setdefault(part, []).append(quad)
        if not _of_article(part):
            self.known.add([quad])
        self._number += 1
        if self._number >= _AT_ONCE:
            self._write_out()

    def _write_out(self) -> None:
        for part, quads in self._held.items():
            written = serialize(quads, format=RdfFormat.N_QUADS)
            assert written is not None
            self._places.setdefault(part, []).append((self._file.tell(), len(written)))
            self._file.write(written)
        self._held.clear()
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _is_ours(quad: Quad) -> bool:
    """Whether a triple is told in terms of kg."""
    named = (quad.predicate, quad.object)
    return any(isinstance(term, NamedNode) and term.value.startswith(ns.KG) for term in named)


class _Source:
    """A file of RDF, or standard input, to read more than once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._data = sys.stdin.buffer.read() if file == "-" else None

    def quads(self) -> Iterator[Quad]:
        """Its quads, in its order.

        Raises:
            SourceError: it cannot be read, or is no RDF.
        """
        try:
            yield from self._parsed()
        except SyntaxError as error:
            raise SourceError(f"not well-formed: {error.msg}", where=self._file) from None
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror or error}", where=self._file) from None
        except MemoryError:
            raise SourceError("this is larger than 16 MB in one term: no RDF", where=self._file) from None

    def _parsed(self) -> Iterable[Quad]:
        if self._data is None:
            format = RdfFormat.from_extension(Path(self._file).suffix.lstrip("."))
            if format is None:
                hint = "one of .trig .nq .ttl .nt .jsonld"
                raise SourceError("no RDF by its extension", where=self._file, hint=hint)
            return parse(path=self._file, format=format)
        try:
            return list(parse(self._data, format=RdfFormat.N_QUADS))
        except SyntaxError:
            return parse(self._data, format=RdfFormat.TRIG)
