"""Decisions in force in a store: which there are, and how a new file takes the place of the former.

Killed at any instant, each article is as the former decisions have it, or as the new ones do; the next run of the same
file brings the rest. What an article was before any of them is kept beside the graph (``kg.store.shelf``).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kg import namespaces as ns
from kg.curation.apply import Curated, curated
from kg.curation.check import Refused, decisions
from kg.curation.model import NONE, Decisions, Differ, Line, Misread, Same
from kg.errors import RefusedError, StoreError
from kg.graph import read_facts
from kg.graph.write import ArticleGraphs
from kg.query.actors import values
from kg.reference.model import Entity
from kg.reference.names import key
from kg.shapes import Descriptions, Problem, validate, validate_shared
from kg.store import EmbeddedStore, EmbeddedView, View

_IN_FORCE = "curation.txt"
_AT_ONCE = 500
"""Articles that are held in memory between the check and the change; of more, the rest is made anew."""


@dataclass(slots=True)
class Summary:
    """What a run did.

    Attributes:
        changed: how many articles are other than they were before the run.
        touched: line -> in how many articles it has a part.
        lines: how many decisions are in force, and were before.
    """

    changed: int = 0
    touched: Counter[int] = field(default_factory=Counter)
    lines: int = 0
    before: int = 0


def in_force(store: View) -> Decisions:
    """The decisions in force in a store; none in one behind SPARQL.

    Raises:
        StoreError: the file there is damaged, or the reference facts do not know any more whom it names.
    """
    text = store.shelf.curation() if isinstance(store, EmbeddedView) else ""
    if not text:
        return NONE
    try:
        return decisions(text, store.base, _IN_FORCE)
    except Refused as refused:
        hint = "mend the line in your curation file, and run kg curate FILE"
        raise StoreError(f"the curation in force does not read: {refused.faults[0]}", hint=hint) from None


def describer(view: View) -> Callable[[str], Entity | None]:
    """How a store describes somebody now, for advice."""

    def known(iri: str) -> Entity | None:
        described = list(view.described([iri]))
        return next((entity for entity in read_facts(described, "").entities if entity.iri == iri), None)

    return known


def curate(
    store: EmbeddedStore, text: str, decided: Decisions, engine: str, progress: Callable[[int], None] = lambda n: None
) -> Summary:
    """Puts the decisions of a file in the place of those in force, and applies the difference to what is stored.

    Args:
        store: to write to.
        text: the file.
        decided: what it says.
        engine: of the shapes.
        progress: called with the number of articles done.

    Raises:
        RefusedError: an article would not conform; nothing is changed.
        StoreError: what is kept of an article is damaged.
    """
    summary = Summary(lines=len(decided.lines), before=_number(store))
    concerned = sorted({*store.originals(), *_naming(store, decided)} & set(store.articles()))
    ready: dict[str, tuple[ArticleGraphs, Curated | None]] = {}
    # All before any: a description that two articles share must be kept as it was by both.
    for article in concerned:
        before, is_kept = graphs_of(store, article)
        _check(before, after := curated(before, decided, store.base), engine)
        if after and not is_kept:
            store.keep_original(before, before)
        if len(ready) < _AT_ONCE:
            ready[article] = before, after
    store.shelf.keep_curation(text)
    for done, article in enumerate(concerned, 1):
        before, after = ready.pop(article) if article in ready else _anew(store, article, decided)
        summary.touched.update(after.lines if after else ())
        outcome = store.replace(after.graphs if after else before, before if after else None, is_revision=False)
        summary.changed += outcome != "unchanged"
        progress(done)
    store.flush()
    store.shelf.carried_out()
    store.publish()
    return summary


def _anew(store: EmbeddedStore, article: str, decided: Decisions) -> tuple[ArticleGraphs, Curated | None]:
    before, _ = graphs_of(store, article)
    return before, curated(before, decided, store.base)


def _number(store: EmbeddedView) -> int:
    try:
        return len(in_force(store).lines)
    except StoreError:
        return 0


def _check(before: ArticleGraphs, found: Curated | None, engine: str) -> None:
    """Holds what decisions make of an article against the shapes.

    Raises:
        RefusedError: something is wrong that was not so before.
    """
    if found is None or not (wrong := _violations(found.graphs, engine)):
        return
    former = {(problem.focus, problem.message) for problem in _violations(before, engine)}
    for problem in wrong:
        if (problem.focus, problem.message) not in former:
            lines = ", ".join(map(str, sorted(found.lines)))
            what = f"its graph would not conform: {problem.focus}: {problem.message}"
            raise RefusedError(what, where=found.graphs.article, hint=f"nothing is changed; see line {lines}")


def _violations(graphs: ArticleGraphs, engine: str) -> tuple[Problem, ...]:
    known = Descriptions(graphs.shared_quads())
    own = validate(graphs.quads, known=known, engine=engine)
    return (*own.violations, *validate_shared(graphs.shared_quads(), known=known, engine=engine).violations)


def graphs_of(store: EmbeddedStore, article: str) -> tuple[ArticleGraphs, bool]:
    """What an article brought to a store as it was read, before any decision; and whether that is kept beside it."""
    kept = store.original(article)
    own = list(store.quads(ns.article_graph(article)))
    quads = kept or [*own, *_described(store, own)]
    parts: dict[str, dict[str, list[Quad]]] = {ns.reference_graph(store.base): {}, ns.actors_graph(store.base): {}}
    read: list[Quad] = []
    for quad in quads:
        graph = getattr(quad.graph_name, "value", "")
        if graph in parts:
            parts[graph].setdefault(quad.subject.value, []).append(quad)  # type: ignore[union-attr]
        else:
            read.append(quad)
    reference, actors = ({iri: tuple(told) for iri, told in part.items()} for part in parts.values())
    sha = next(q.object.value for q in read if q.predicate.value == ns.KG + "keptText")  # type: ignore[union-attr]
    return ArticleGraphs(article, tuple(read), reference, actors, store.kept(sha)), kept is not None


def _described(store: EmbeddedView, quads: Iterable[Quad]) -> Iterator[Quad]:
    """What the shared graphs say of all whom these quads name, and of whom that names."""
    seen: set[str] = set()
    todo = _objects(quads)
    while todo:
        found = list(store.described(todo))
        yield from found
        seen |= todo
        todo = _objects(found) - seen


def _objects(quads: Iterable[Quad]) -> set[str]:
    return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}


# --- which articles a file is about -----------------------------------------------------------------------------------


def _naming(store: EmbeddedView, decided: Decisions) -> set[str]:
    """The articles that may be other by these decisions: that name somebody of them, at once or by descriptions."""
    iris = {iri for line in decided.lines for iri in _iris(line, decided)} | set(_called(store, decided))
    found = {iri.partition("#")[0] for iri in iris if "#" in iri} | set(decided.misread)
    seen: set[str] = set()
    while iris - seen:
        new, seen = iris - seen, iris | seen
        for iri in new:
            for quad in store.engine.quads_for_pattern(None, None, NamedNode(iri), None):
                subject = getattr(quad.subject, "value", "")
                if subject.startswith(f"{store.base}article/"):
                    found.add(subject.partition("#")[0])
                elif quad.predicate.value.startswith(ns.KG):
                    iris.add(subject)
    return found


def _iris(line: Line, decided: Decisions) -> tuple[str, ...]:
    """Whom a line changes, wherever he is named."""
    match line:
        case Same() | Misread():
            return (line.one,)
        case Differ():
            return ()
    return (line.actor, decided.same.get(line.actor, line.actor))


def _called(store: EmbeddedView, decided: Decisions) -> Iterator[str]:
    """The provisional actors and places whose name is an alias."""
    if not decided.called:
        return
    graph = f"<{ns.actors_graph(store.base)}>"
    for iri, label in values(f"SELECT ?iri ?label {{ GRAPH {graph} {{ ?iri rdfs:label ?label }} }}", store):
        if key(label) in decided.called:
            yield iri
