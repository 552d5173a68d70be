"""The Python face: what a script or a notebook needs, over the same stages as the command line."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

from kg import namespaces as ns
from kg import query as library
from kg import settings as kg_settings
from kg.article import Options
from kg.article.reading import taken
from kg.article.record import article as from_record
from kg.deadline import deadline
from kg.document import documents
from kg.english import rule
from kg.errors import KgError, StoreError
from kg.extractor import load_extractor
from kg.facts.model import Reading
from kg.importing import Summary, import_articles
from kg.pipeline import reading
from kg.pipeline import readings as _readings
from kg.pipelines import pipeline
from kg.query import Cell, Rows, entries
from kg.remote import Remote
from kg.settings import Settings
from kg.store import EmbeddedView, open_store, open_view
from kg.store import Store as Writable
from kg.stored import Fact, StoredArticle, find, stored_article

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Triple

    from kg import curation


def extract(
    text: str,
    *,
    title: str | None = None,
    published: datetime | str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    settings: Settings | None = None,
) -> Reading:
    """Reads one article given as text.

    Args:
        text: paragraphs, separated by blank lines.
        title: the headline, which is not read for facts.
        url: where it was published; it decides the article's IRI.
        publisher: name of the outlet.
        published: a datetime with a zone, or ISO 8601; decides which posts were held and what "yesterday" means.
        settings: by default those of kg.toml and the environment.

    Raises:
        RefusedError: the text is empty, binary or not in English; or it took longer than ``settings.article_seconds``
            of CPU, which is held in the main thread alone.
    """
    settings = settings or kg_settings.load()
    moment = published.isoformat() if isinstance(published, datetime) else published
    record = {"text": text, "title": title, "published": moment, "url": url, "publisher": publisher}
    article = taken(from_record(record, "text"), Options(language=settings.language))
    extractor = load_extractor(settings.extractor)
    pipeline(settings.model)
    with rule.without(*settings.without), deadline(settings.article_seconds, "text"):
        return reading(next(documents((article,), settings)), extractor)


def readings(sources: Iterable[str | Path], settings: Settings | None = None) -> Iterator[Reading | KgError]:
    """Reads files and folders in order; what is refused is yielded as an error in its place."""
    return _readings((str(source) for source in sources), settings or kg_settings.load())


class Store:
    """A store of articles.

    >>> with kg.Store("news", write=True) as store:     # doctest: +SKIP
    ...     store.add(["articles/"])
    ...     for row in store.query("who-said", about="US"):
    ...         print(row)

    Args:
        place: the folder where it lies, made by the first write; or a store behind SPARQL, by address, or by the
            name that it has in kg.toml.
        write: one process at a time may write; any number read meanwhile, what was last published.
        settings: how articles are read; the store's folder in them is not used.

    Raises:
        StoreError: no store there, in use, or of another version.
    """

    def __init__(self, place: str | Path | Remote, *, write: bool = False, settings: Settings | None = None) -> None:
        self._settings = settings or kg_settings.load()
        self._place = kg_settings.load(store=place).store
        self.view = open_store(self._place, self._settings.base) if write else open_view(self._place)
        self._adding = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets others in; the store cannot be asked any more."""
        self.view.close()

    def add(self, sources: Iterable[str | Path]) -> Summary:
        """Imports files and folders; the summary tells what was refused and why. Threads take turns.

        Readers see it when the store is closed, or after two minutes, or when ``publish`` is called.

        An article that takes longer than ``article_seconds`` of the settings is refused where this is called in the
        main thread; in another one, where Python delivers no signal, it takes as long as it takes.

        Raises:
            StoreError: the store was not opened to write.
        """
        if not isinstance(self.view, Writable):
            raise StoreError("opened to read", where=str(self._place), hint="kg.Store(folder, write=True)")
        # One process: a fork would inherit the open store.
        settings, store = replace(self._settings, workers=1), self.view
        with self._adding:
            return import_articles((str(source) for source in sources), settings, lambda: nullcontext(store))

    def publish(self) -> None:
        """Lets others read what is stored by now.

        Raises:
            StoreError: the store was not opened to write; the disk is full.
        """
        if not isinstance(self.view, Writable):
            raise StoreError("opened to read", where=str(self._place), hint="kg.Store(folder, write=True)")
        self.view.publish()

    def curate(self, text: str) -> "curation.Summary":
        """Puts the decisions of a curation file in force, in the place of others, and applies them to what is stored.

        Raises:
            Refused: some lines cannot be followed; nothing is changed.
            StoreError: the store was not opened to write, or is not in a folder.
        """
        from kg import curation
        from kg.store import EmbeddedStore

        if not isinstance(self.view, EmbeddedStore):
            raise StoreError("no folder opened to write", where=str(self._place), hint="kg.Store(folder, write=True)")
        decided = curation.decisions(text, self.view.base, "text", curation.describer(self.view))
        return curation.curate(self.view, text, decided, self._settings.engine)

    def query(self, name: str, **params: str | list[str]) -> list[dict[str, Any]]:
        """The rows of a query of the library, as dictionaries of Python values; None is unknown.

        Codes come by their value ("accuse"), columns that hold several values as lists.

        Raises:
            QueryError: an unknown query or parameter, or a value of the wrong type.
        """
        return _dictionaries(library.run(self.view, library.load(name), params), values=True)

    def sparql(self, text: str, *, allow_service: bool = False) -> "list[dict[str, Any]] | bool | Iterator[Triple]":
        """The answer to SPARQL: rows, yes or no, or triples. The default graph is the union of all.

        Raises:
            QueryError: it is no query, does not parse, or has SERVICE, which asks other machines, where not allowed.
        """
        found = library.run_text(self.view, text, allow_service=allow_service)
        return _dictionaries(found) if isinstance(found, Rows) else found

    def graph(self) -> "rdflib.Dataset":
        """The store as an rdflib dataset, without a copy; open as long as the store is.

        Raises:
            StoreError: the store is not in a folder.
        """
        import rdflib
        from oxrdflib import OxigraphStore

        if not isinstance(self.view, EmbeddedView):
            raise StoreError("a store behind SPARQL has no engine here", hint="kg pull copies it into a folder")
        return rdflib.Dataset(store=OxigraphStore(store=self.view.engine), default_union=True)

    def article(self, iri: str) -> StoredArticle:
        """The facts and the text of one article.

        Raises:
            UsageError: the store does not hold it.
        """
        return stored_article(self.view, iri)

    def fact(self, id: str) -> tuple[StoredArticle, Fact | None]:
        """A fact by its IRI or the last part of it, with the article that holds it.

        Raises:
            UsageError: nothing, or more than one thing, goes by that id.
        """
        article, _, fragment = find(self.view, id).partition("#")
        stored = stored_article(self.view, article)
        return stored, stored.fact(fragment)


def _dictionaries(rows: Rows, *, values: bool = False) -> list[dict[str, Any]]:
    def value(column: str, cell: Cell | None) -> Any:
        if column in rows.lists:
            return entries(cell)
        code = ns.value(cell.text) if values and cell and cell.kind == "iri" else None
        return code or (cell and cell.python)

    return [{column: value(column, cell) for column, cell in zip(rows.columns, row, strict=True)} for row in rows]
