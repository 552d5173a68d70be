"""By what users name things: ids of facts, last parts of IRIs, labels -> IRIs, in a file beside the graph.

The graph decides: whoever looks something up here asks the graph whether it is so. What lacks here would be missed, and
so the index says up to which snapshot it is complete; where it is not, or not there, the graph is searched.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import namespaces as ns
from kg.store.base import Name

VERSION: Final = 1
"""Of the tables: another one is made anew."""

FILE: Final = "names.sqlite"
FILES: Final = tuple(f"{FILE}{ending}" for ending in ("", "-wal", "-shm", "-journal"))
"""The index, and what SQLite puts beside it."""

MOST: Final = 1000
"""Articles that have a fragment of one name: more than a few are too many to tell which is meant."""

_FEW: Final = 2000
"""Names of a store that are all compared with one that is misspelt."""

_NEAR: Final = 200
"""Names of a larger store that are: those that share most with it."""

_MATCHING: Final = (
    "SELECT iri, name FROM part JOIN name ON name.id = part.rowid WHERE part MATCH ? ORDER BY rank LIMIT ?"
)
_TYPE: Final = NamedNode(ns.RDF + "type")
_NAMES: Final = {NamedNode(ns.RDFS + "label"), NamedNode(ns.SKOS + "altLabel")}


class NameReader:
    """Reads an index.

    Args:
        connection: to a file that has one.
        base: the IRI that the data are minted under.
    """

    def __init__(self, connection: sqlite3.Connection, base: str) -> None:
        self._connection, self._base = connection, base

    def articles_with(self, fragment: str) -> list[str] | None:
        """The articles that may have a fragment of this name; a thousand at most."""
        found = "SELECT tail FROM fragment JOIN article ON article.id = fragment.article WHERE key = ? LIMIT ?"
        rows = self._rows(found, _key(fragment), MOST)
        return None if rows is None else [f"{self._base}article/{tail}" for (tail,) in rows]

    def ending(self, tail: str) -> list[str] | None:
        """The described actors, places and posts whose IRIs end in this."""
        rows = self._rows("SELECT iri FROM node WHERE tail = ?", tail)
        return None if rows is None else [iri for (iri,) in rows]

    def holding(self, letters: str) -> list[Name] | None:
        """The names in which these letters stand, whatever their case."""
        folded = letters.casefold()
        if len(folded) < 3:  # shorter than what is indexed
            return self._rows("SELECT iri, name FROM name WHERE instr(lower(name), ?)", folded)
        return self._rows(_MATCHING, _phrase(folded), _FEW)

    def near(self, letters: str) -> list[Name] | None:
        """The names that share most letters in a row with these; all where there are few."""
        number = self._rows("SELECT coalesce(max(id), 0) FROM name")
        if number is None or number[0][0] <= _FEW:
            return self._rows("SELECT iri, name FROM name")
        folded = letters.casefold()
        parts = {folded[start : start + 3] for start in range(len(folded) - 2)}
        return self._rows(_MATCHING, " OR ".join(map(_phrase, sorted(parts))), _NEAR) if parts else []

    def names_of(self, iri: str) -> list[Name] | None:
        """The names of an actor, place or post."""
        return self._rows("SELECT iri, name FROM name WHERE iri = ?", iri)

    def _rows(self, select: str, *values: object) -> list[Any] | None:
        """The rows of a SELECT; None where the file is damaged."""
        try:
            return self._connection.execute(select, values).fetchall()
        except sqlite3.Error:
            return None

    def close(self) -> None:
        self._connection.close()


def opened_names(folder: Path, base: str, number: int) -> NameReader | None:
    """The index of a store to read from; None where it is not complete for the snapshot of this number."""
    path = (folder / FILE).absolute()
    if not path.exists():
        return None
    for how in ("mode=ro", "mode=ro&immutable=1"):  # the second where nothing may be written beside it
        try:
            # From whatever thread: sqlite3 lets one in at a time.
            connection = sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, check_same_thread=False)
            if _is_complete(connection, number):
                return NameReader(connection, base)
            connection.close()
        except sqlite3.Error:
            continue
        return None
    return None


class NameWriter(NameReader):
    """Writes an index, in transactions of many articles: what a kill takes away is read off the graph again."""

    def article(self, article: str, fragments: Iterable[str]) -> None:
        """Notes the fragments that an article has."""
        tail = article.removeprefix(f"{self._base}article/")
        self._connection.execute("INSERT OR IGNORE INTO article (tail) VALUES (?)", (tail,))
        (id,) = self._connection.execute("SELECT id FROM article WHERE tail = ?", (tail,)).fetchone()
        rows = [(_key(fragment), id) for fragment in fragments]
        self._connection.executemany("INSERT OR IGNORE INTO fragment VALUES (?, ?)", rows)

    def described(self, added: Collection[Quad], removed: Collection[Quad] = ()) -> None:
        """Notes what articles share, with its names, and forgets what they share no more."""
        nodes, names = set(_typed(added)), set(named(added))
        self._connection.executemany("DELETE FROM node WHERE iri = ?", [(iri,) for iri in set(_typed(removed)) - nodes])
        self._connection.executemany("INSERT OR IGNORE INTO node VALUES (?, ?)", [(iri, _tail(iri)) for iri in nodes])
        for name in set(named(removed)) - names:
            self._forget(name)
        for name in names:
            self._note(name)

    def _forget(self, name: Name) -> None:
        row = self._connection.execute("SELECT id FROM name WHERE iri = ? AND name = ?", name).fetchone()
        if row:
            self._connection.execute("DELETE FROM name WHERE id = ?", row)
            self._connection.execute("DELETE FROM part WHERE rowid = ?", row)

    def _note(self, name: Name) -> None:
        done = self._connection.execute("INSERT OR IGNORE INTO name (iri, name) VALUES (?, ?)", name)
        if done.rowcount:
            folded = (done.lastrowid, name[1].casefold())
            self._connection.execute("INSERT INTO part (rowid, folded) VALUES (?, ?)", folded)

    def publish(self, number: int) -> None:
        """Says that it is complete up to the snapshot of this number."""
        self._connection.execute("UPDATE meta SET published = ?", (number,))
        self._connection.commit()

    def flush(self) -> None:
        """Lets go of what is held in memory."""
        self._connection.commit()


def known_names(folder: Path, base: str, number: int) -> NameWriter | None:
    """The index of a store to go on writing to; None where it is not complete for the snapshot of this number."""
    if not (folder / FILE).exists():
        return None
    try:
        connection = _connected(folder / FILE)
        if _is_complete(connection, number):
            return NameWriter(connection, base)
        connection.close()
    except sqlite3.Error:
        pass
    return None


def new_names(folder: Path, base: str, engine: Store) -> NameWriter:
    """An index of all that a graph holds."""
    remove_names(folder)
    connection = _connected(folder / FILE)
    connection.executescript(Path(__file__).with_name("index.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA user_version = {VERSION:d}")
    names = NameWriter(connection, base)
    note_all(engine, base, names)
    names.flush()
    return names


def note_all(engine: Store, base: str, names: NameWriter) -> None:
    """Notes all that a graph holds."""
    for graph in map(NamedNode, (ns.reference_graph(base), ns.actors_graph(base))):
        names.described(list(engine.quads_for_pattern(None, None, None, graph)))
    start = ns.article_graph(f"{base}article/")
    for named in list(engine.named_graphs()):
        if isinstance(named, NamedNode) and named.value.startswith(start):
            article = f"{base}article/{named.value.removeprefix(start)}"
            names.article(article, fragments(engine.quads_for_pattern(None, _TYPE, None, named), article))


def remove_names(folder: Path) -> None:
    for name in FILES:
        (folder / name).unlink(missing_ok=True)


def fragments(quads: Iterable[Quad], article: str) -> set[str]:
    """The fragments of an article that some quads tell the class of."""
    start = f"{article}#"
    return {iri[len(start) :] for iri in _typed(quads) if iri.startswith(start)}


def _typed(quads: Iterable[Quad]) -> Iterator[str]:
    for quad in quads:
        if quad.predicate == _TYPE and isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def _tail(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


def _is_complete(connection: sqlite3.Connection, number: int) -> bool:
    if connection.execute("PRAGMA user_version").fetchone() != (VERSION,):
        return False
    (published,) = connection.execute("SELECT published FROM meta").fetchone()
    return bool(published >= number)


def _connected(path: Path) -> sqlite3.Connection:
    # From whatever thread: the store lets one in at a time.
    connection = sqlite3.connect(path, check_same_thread=False)
    # Readers go on while it is written; nothing is synced, since after a kill it is made anew.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _key(fragment: str) -> int:
    """A number in the place of a name, which is several times as long; the graph tells those apart that share one."""
    return int.from_bytes(blake2b(fragment.encode(), digest_size=8).digest(), signed=True)


def named(quads: Iterable[Quad]) -> Iterator[Name]:
    """Whom some quads give a name, and which."""
    for quad in quads:
        if quad.predicate in _NAMES and isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
            yield quad.subject.value, quad.object.value


def _phrase(letters: str) -> str:
    return '"' + letters.replace('"', '""') + '"'
