"""Statements in a graph."""

from pyoxigraph import Literal, NamedNode

from kg.facts.model import Statement
from kg.facts.sides import Sides
from kg.graph import terms as t
from kg.graph.fact_reader import FactReader
from kg.graph.fact_writer import FactWriter, actors
from kg.graph.kind import GraphKind
from kg.mentions.model import Position
from kg.spans import Span, Words


def _write(w: FactWriter, node: NamedNode, s: Statement) -> None:
    q = w.quads
    q.kg(node, "act", t.code("act", s.act))
    q.kg(node, "manner", t.code("manner", s.manner))
    q.kg(node, "speaker", *actors([s.source] if s.source else []))
    q.phrase(node, "cue", s.cue)
    _write_content(w, node, s)
    for name, part in (
        ("addressee", s.addressees),
        ("target", s.targets),
        ("about", s.about),
        ("onBehalfOf", s.on_behalf_of),
    ):
        q.kg(node, name, *actors(part))
    if s.position:
        q.kg(node, "inTenure", NamedNode(s.position.tenure))
        q.kg(node, "tenureRunning", t.code("running", s.position.running))
        q.phrase(node, "positionStated", s.position.words)
    q.phrase(node, "venue", s.venue)
    q.kg(node, "reports", *map(w.node, s.reports))


def _write_content(w: FactWriter, node: NamedNode, s: Statement) -> None:
    """In one piece it is a phrase like any other; broken by its cue, each piece is evidence."""
    start, end = s.content[0]
    if len(s.content) == 1 and w.reading.text[start:end] == s.content_text:
        w.quads.phrase(node, "content", Words(start, end, s.content_text))
    else:
        w.quads.kg(node, "content", Literal(s.content_text))
        w.quads.kg(node, "contentEvidence", *(w.evidence(*piece) for piece in s.content))


def _read(r: FactReader, node: str) -> Statement:
    tenure = r.one(node, "inTenure")
    position = None
    if tenure:
        position = Position(
            tenure=tenure,
            running=r.code(node, "tenureRunning", "running"),  # type: ignore[arg-type]
            words=r.words(node, "positionStated"),
            country=r.tenures[tenure].country if tenure in r.tenures else None,
        )
    return Statement(
        **r.common(node),  # type: ignore[arg-type]
        manner=r.code(node, "manner"),  # type: ignore[arg-type]
        act=r.code(node, "act"),
        content=_read_content(r, node),
        content_text=r.need(node, "content"),
        source=next(iter(r.part(node, "speaker")), None),
        cue=r.words(node, "cue"),
        addressees=r.part(node, "addressee"),
        targets=r.part(node, "target"),
        about=r.part(node, "about"),
        on_behalf_of=r.part(node, "onBehalfOf"),
        position=position,
        venue=r.words(node, "venue"),
        place=r.place(node),
        reports=r.ids(node, "reports"),
    )


def _read_content(r: FactReader, node: str) -> tuple[Span, ...]:
    whole = r.words(node, "content")
    if whole:
        return (Span(whole.start, whole.end),)
    return tuple(sorted(r.span(piece) for piece in r.all(node, "contentEvidence")))


def _source(s: Statement, sides: Sides) -> list[str]:
    """For whom it is said, by the words or by the post; where neither tells, the side of whoever speaks."""
    if s.on_behalf_of:
        return sides.acting(s.on_behalf_of, sides.days(s.time))
    if s.position:
        side = sides.of_post(s.position.tenure)
        return [side] if side else []
    return sides.acting([s.source] if s.source else [], sides.days(s.time))


def _target(s: Statement, sides: Sides) -> list[str]:
    """At whom it is aimed; whoever only hears it counts where he acts for a side: no paper, no reporters."""
    when = sides.days(s.time)
    return sorted({*sides.undergoing(s.targets, when), *sides.acting(s.addressees, when)})


STATEMENTS = GraphKind(Statement, "Statement", _write, _read, _source, _target)
