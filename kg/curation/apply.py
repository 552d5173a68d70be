"""Decisions applied to the graph of one article: a pure function of the graph as it was read, and of them.

What decisions make of the facts is written anew, and only what differs is taken over: whatever else stands in the graph
stays as it is, to the letter. So it makes no difference whether an article is imported first or decided on first.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.curation.decide import decided, renamed
from kg.curation.model import Alias, Decisions, Described, Line, Misread, Post, Same
from kg.facts.model import Facts, Reading
from kg.graph import read_facts
from kg.graph import terms as t
from kg.graph.write import ArticleGraphs, Provenance, article_graphs
from kg.mentions.model import Mention
from kg.reference.names import key

_KEPT_TEXT: Final = NamedNode(ns.KG + "keptText")
_PUBLISHER: Final = NamedNode(ns.SCHEMA + "publisher")
_DAY: Final = NamedNode(ns.KG + "publicationDay")
_ALIAS: Final = NamedNode(ns.SKOS + "altLabel")
_NOBODY: Final = Provenance("", "", "")
"""What reads an article for the sake of a comparison."""


@dataclass(frozen=True, slots=True)
class Curated:
    """An article's graphs as decisions have them, and the lines of the file that had a part in that."""

    graphs: ArticleGraphs
    lines: frozenset[int]


def curated(graphs: ArticleGraphs, decisions: Decisions, base: str) -> Curated | None:
    """The graphs of an article as decisions have them; None where none of them is about it.

    Args:
        graphs: as they were read, with the kept record.
        decisions: all that are in force.
        base: the IRI that the data are minted under.
    """
    if _changes_facts(graphs, decisions):
        return _with_facts_changed(graphs, decisions, base)
    named = {*graphs.reference, *graphs.actors} & decisions.aliases.keys()
    if not named:
        return None
    reference, actors = (_with_aliases(group, decisions) for group in (graphs.reference, graphs.actors))
    lines = (line.line for line in decisions.lines if isinstance(line, Alias) and _end(line.actor, decisions) in named)
    return Curated(ArticleGraphs(graphs.article, graphs.quads, reference, actors, graphs.kept), frozenset(lines))


def _end(iri: str, decisions: Decisions) -> str:
    return decisions.same.get(iri, iri)


def _changes_facts(graphs: ArticleGraphs, decisions: Decisions) -> bool:
    """Whether decisions may change more of an article than other names in descriptions."""
    named = {*graphs.reference, *graphs.actors, *(q.subject.value for q in graphs.quads)}  # type: ignore[union-attr]
    if graphs.article in decisions.misread or any(decisions.is_about(iri) for iri in named):
        return True
    labels = (q.object.value for quads in graphs.actors.values() for q in quads if q.predicate == t.LABEL)  # type: ignore[union-attr]
    return bool(decisions.called) and any(key(label) in decisions.called for label in labels)


def _with_facts_changed(graphs: ArticleGraphs, decisions: Decisions, base: str) -> Curated:
    article, facts = graphs.article, _facts(graphs)
    published = next((f"{q.object.value}T00:00:00Z" for q in graphs.quads if q.predicate == _DAY), None)  # type: ignore[union-attr]
    after, names = decided(facts, decisions, article, published, base), renamed(facts, decisions, article)
    text = json.loads(graphs.kept)["text"]
    old, new = (
        article_graphs(Reading(article, "", text, told, published=published), _NOBODY, base) for told in (facts, after)
    )
    own = _taken_over(_published_by(graphs.quads, names), old.quads, new.quads)
    reference, actors = (
        _with_aliases(_descriptions(stood, before, now), decisions)
        for stood, before, now in (
            (graphs.reference, old.reference, new.reference),
            (graphs.actors, old.actors, new.actors),
        )
    )
    lines = (line.line for line in decisions.lines if _took_part(line, facts, after, names, article))
    return Curated(ArticleGraphs(article, own, reference, actors, graphs.kept), frozenset(lines))


def _facts(graphs: ArticleGraphs) -> Facts:
    mentions = tuple(Mention(**mention) for mention in json.loads(graphs.kept)["mentions"])
    return replace(read_facts(graphs.all_quads(), graphs.article), mentions=mentions)


def _published_by(quads: Iterable[Quad], names: Mapping[str, str]) -> list[Quad]:
    """The publisher under the name that it has now; all else stays."""
    return [
        Quad(q.subject, q.predicate, NamedNode(names.get(q.object.value, q.object.value)), q.graph_name)
        if q.predicate == _PUBLISHER and isinstance(q.object, NamedNode)
        else q
        for q in quads
    ]


def _taken_over(quads: Iterable[Quad], old: Collection[Quad], new: Collection[Quad]) -> tuple[Quad, ...]:
    """Quads with what is new in place of what is old; the kept record stays as it is."""
    before, after = ({q for q in written if q.predicate != _KEPT_TEXT} for written in (old, new))
    gone = before - after
    return tuple(dict.fromkeys((*(q for q in quads if q not in gone), *(q for q in new if q in after - before))))


Descriptions = Mapping[str, tuple[Quad, ...]]


def _descriptions(stood: Descriptions, old: Descriptions, new: Descriptions) -> Descriptions:
    """The descriptions of one shared graph: those of old ones that are gone are left out."""
    iris = (*(iri for iri in stood if iri in new or iri not in old), *(iri for iri in new if iri not in stood))
    return {iri: _taken_over(stood.get(iri, ()), old.get(iri, ()), new.get(iri, ())) for iri in iris}


def _with_aliases(descriptions: Descriptions, decisions: Decisions) -> Descriptions:
    return {iri: _named_so(iri, quads, decisions.aliases.get(iri, ())) for iri, quads in descriptions.items()}


def _named_so(iri: str, quads: tuple[Quad, ...], names: tuple[str, ...]) -> tuple[Quad, ...]:
    also = (Quad(NamedNode(iri), _ALIAS, Literal(name), quads[0].graph_name) for name in names)
    return tuple(dict.fromkeys((*quads, *also)))


def _took_part(line: Line, before: Facts, after: Facts, names: Mapping[str, str], article: str) -> bool:
    """Whether a line has a part in what an article is now."""
    named = {entity.iri for entity in after.entities}
    match line:
        case Same():
            return line.one in names
        case Misread():
            return line.article == article and line.one in names
        case Alias() | Described():
            return line.actor in named or line.actor in names
        case Post():
            held = {tenure.label for tenure in after.tenures if tenure not in before.tenures}
            return line.label in held
    return False
