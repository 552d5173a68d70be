"""What is wrong in the folder of a store, and how it is mended: files, texts, graphs, names, counts, leavings."""

import gzip
import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.errors import InUseError, StoreError
from kg.store import ontology
from kg.store.embedded import EmbeddedView
from kg.store.folder import manifest
from kg.store.folder.about import read_about
from kg.store.folder.counts import read_counts
from kg.store.folder.index import MOST, NameReader, fragments, named, opened_names
from kg.store.folder.reading import opened_graph
from kg.store.folder.snapshots import Snapshots
from kg.store.kept import record
from kg.store.shelf import FolderShelf

REIMPORT: Final = "import the article again"
READ_AGAIN: Final = "import the article with --again"
_COMPACT: Final = "kg compact, which writes anew what can be read"
_TIDY: Final = "kg compact clears it away"
_REPORT: Final = "kg renew makes a good store of the texts; please report it"

_KEPT_TEXT, _TEXT_HASH = NamedNode(ns.KG + "keptText"), NamedNode(ns.KG + "textHash")


@dataclass(frozen=True, slots=True)
class Fault:
    """``check`` names what was looked at, ``do`` how it is mended."""

    check: str
    where: str
    what: str
    do: str


def of_files(folder: Path) -> Iterator[Fault]:
    """Files of the newest snapshot that are not as they were written, and a graph that does not open."""
    snapshots = Snapshots(folder)
    held = snapshots.hold()
    if held:
        for damage in (*manifest.damages(held.path), *manifest.strangers(held.path)):
            yield Fault("file", str(damage.path), damage.what, _COMPACT)
        held.release()
    try:
        opened_graph(folder, wait=0).close()
    except InUseError:
        pass  # a writer has it
    except StoreError as error:
        yield Fault("graph", str(folder), error.what, _COMPACT)


def of_graph_files(folder: Path) -> Iterator[Fault]:
    """Files of the graph that are not as its last writer left them; those of a snapshot are looked at by themselves."""
    if (folder / manifest.AT_REST).exists():
        for damage in manifest.damages(folder, manifest.AT_REST):
            yield Fault("file", str(damage.path), damage.what, _COMPACT)


def of_texts(view: EmbeddedView) -> Iterator[Fault]:
    """Articles whose kept text is lost, or is another one than was read."""
    for article in view.articles():
        own = [quad for quad in view.quads(ns.article_graph(article)) if quad.subject == NamedNode(article)]
        sha, hash = (_value(own, predicate) for predicate in (_KEPT_TEXT, _TEXT_HASH))
        if sha is None:
            continue
        try:
            kept = record(view, sha)
            text = None if kept.get("quoted") else kept["text"]
        except StoreError as error:
            yield Fault("text", article, error.what, REIMPORT)
        else:
            if hashlib.sha256(view.kept(sha)).hexdigest() != sha or (hash and text is not None and _hash(text) != hash):
                yield Fault("text", article, "its kept text is not the one that was read", REIMPORT)


def of_graphs(view: EmbeddedView) -> Iterator[Fault]:
    """Triples in a graph where they do not belong, and descriptions that no article asks for."""
    shared = [ns.reference_graph(view.base), ns.actors_graph(view.base)]
    articles = {ns.article_graph(article): article for article in view.articles()}
    imports = ns.imports_graph(view.base)
    for graph in sorted(view.sizes().keys() - {*shared, *articles, ns.ONTOLOGY_GRAPH, imports}):
        yield Fault("graph", graph, "a graph that is none of kg's", _REPORT)
    if any(view.engine.quads_for_pattern(None, None, None, DefaultGraph())):
        yield Fault("graph", "the default graph", "triples in no named graph", "kg compact leaves them out")
    for article in sorted({_iri(quad) for quad in view.quads(imports)} - set(articles.values())):
        yield Fault("graph", imports, f"it notes the import of <{article}>, which is not there", _REPORT)
    named: set[str] = set()
    for graph, article in articles.items():
        quads = list(view.quads(graph))
        named |= _objects(quads)
        if foreign := {_iri(quad) for quad in quads if _iri(quad).partition("#")[0] != article}:
            yield Fault("graph", graph, f"it describes <{min(foreign)}>, which is not its own", _REPORT)
    yield from _of_shared([list(view.quads(graph)) for graph in shared], shared, named)


def _of_shared(quads: list[list[Quad]], graphs: list[str], named: set[str]) -> Iterator[Fault]:
    described = [{_iri(quad) for quad in each} for each in quads]
    for iri in sorted(described[0] & described[1]):
        yield Fault("graph", graphs[1], f"it describes <{iri}>, and {graphs[0]} does too", _REPORT)
    names: dict[str, set[str]] = {}
    for quad in (quad for each in quads for quad in each):
        names.setdefault(_iri(quad), set()).update(_objects([quad]))
    todo = named & names.keys()
    reached: set[str] = set()
    while todo:
        reached |= todo
        todo = set().union(*(names[iri] for iri in todo)) & names.keys() - reached
    for iri in sorted(names.keys() - reached):
        yield Fault("graph", iri, "no article names it any more", _REPORT)


def of_leavings(folder: Path, view: EmbeddedView) -> Iterator[Fault]:
    """Texts, former revisions and the like that are no article's."""
    shelf, articles = FolderShelf(folder), {article.rpartition("/")[2] for article in view.articles()}
    kept = view.engine.quads_for_pattern(None, _KEPT_TEXT, None, None)
    named = {quad.object.value for quad in kept if isinstance(quad.object, Literal)}
    for sha, path in shelf.texts():
        if sha not in named:
            yield Fault("leavings", str(path), "a text that no article was read from", _TIDY)
    for tail, path in shelf.articles():
        if tail not in articles:
            yield Fault("leavings", str(path), "the past of an article that is not stored", _TIDY)
    for path in sorted(folder.rglob("*.tmp")):
        if "snapshots" not in path.parts:
            yield Fault("leavings", str(path), "a file that was not written to its end", _TIDY)


def of_past(folder: Path) -> Iterator[Fault]:
    """Former revisions, and what articles were before curation, that cannot be read."""
    for path in sorted((*folder.glob("history/*/*.gz"), *folder.glob("originals/*/*.gz"))):
        try:
            with gzip.open(path) as file:
                is_empty = not file.read()
        except (OSError, EOFError, zlib.error) as error:
            yield Fault("past", str(path), f"cannot be read: {error}", "kg restore a backup, or do without it")
        else:
            if is_empty:
                yield Fault("past", str(path), "it is empty", "kg restore a backup, or do without it")


def of_ontology(folder: Path, view: EmbeddedView) -> Iterator[Fault]:
    """An ontology that is not the one of which store.json speaks, where that is the one installed."""
    if read_about(folder).ontology != ontology.hash():
        return  # another version's: the next writer loads ours
    if ontology.named(view.quads(ns.ONTOLOGY_GRAPH)) != ontology.named(ontology.quads()):
        yield Fault("ontology", ns.ONTOLOGY_GRAPH, "it is lost, or not as it was loaded", _COMPACT)


def of_index(folder: Path, view: EmbeddedView) -> Iterator[Fault]:
    """Counts and names that are not those of the newest snapshot, which ``view`` reads."""
    number = Snapshots(folder).newest()
    if read_counts(Snapshots(folder).path(number)) not in (None, EmbeddedView.counts(view)):
        yield Fault("counts", str(Snapshots(folder).path(number)), "the counts of kg stats are wrong", _COMPACT)
    names = opened_names(folder, view.base, number)
    if names is None:
        return  # the graph is searched, and the next writer makes another one
    try:
        missing = next(_unfound(names, view), None)
    finally:
        names.close()
    if missing:
        yield Fault("names", missing, "its id or name is not found", _COMPACT)


def _unfound(names: NameReader, view: EmbeddedView) -> Iterator[str]:
    for article in view.articles():
        for fragment in fragments(view.quads(ns.article_graph(article)), article):
            found = names.articles_with(fragment)
            if found is None or (article not in found and len(found) < MOST):
                yield f"{article}#{fragment}"
    for graph in (ns.reference_graph(view.base), ns.actors_graph(view.base)):
        for iri, name in named(view.quads(graph)):
            if (iri, name) not in (names.names_of(iri) or ()):
                yield iri


def _objects(quads: Iterable[Quad]) -> set[str]:
    return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}


def _iri(quad: Quad) -> str:
    return str(getattr(quad.subject, "value", ""))


def _value(quads: Collection[Quad], predicate: NamedNode) -> str | None:
    found = (q.object.value for q in quads if q.predicate == predicate and isinstance(q.object, Literal))
    return next(found, None)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
