"""Sanctions in a graph."""

from typing import Final

from pyoxigraph import NamedNode

from kg.facts.model import Sanction
from kg.facts.sides import Sides
from kg.graph import terms as t
from kg.graph.fact_reader import FactReader
from kg.graph.fact_writer import FactWriter, actors
from kg.graph.kind import GraphKind

_BROKEN: Final = frozenset({"evaded", "violated"})


def _write(w: FactWriter, node: NamedNode, x: Sanction) -> None:
    q = w.quads
    q.phrase(node, "trigger", x.trigger)
    q.kg(node, "status", t.code("status", x.status))
    q.kg(node, "measure", *(t.code("measure", measure) for measure in x.measures))
    q.kg(node, "objective", t.code("objective", x.objective) if x.objective else None)
    for name, part in (
        ("proposer", x.proposers),
        ("imposer", x.imposers),
        ("target", x.targets),
        ("beneficiary", x.beneficiaries),
        ("programme", [x.programme] if x.programme else []),
    ):
        q.kg(node, name, *actors(part))
    for name, words in (
        ("asset", x.asset),
        ("scopeAsStated", x.scope_as_stated),
        ("reason", x.reason),
        ("legalBasis", x.legal_basis),
    ):
        q.phrase(node, name, words)
    q.kg(node, "amount", *map(w.node, x.amounts))
    q.kg(node, "follows", *map(w.node, x.follows))
    q.kg(node, "background", t.TRUE if x.background else None)
    w.happening(node, x.happening)


def _read(r: FactReader, node: str) -> Sanction:
    objective = r.one(node, "objective")
    return Sanction(
        **r.common(node),  # type: ignore[arg-type]
        trigger=r.words(node, "trigger"),  # type: ignore[arg-type]
        status=r.code(node, "status"),
        measures=tuple(sorted(t.value_of("measure", iri) for iri in r.all(node, "measure"))),
        proposers=r.part(node, "proposer"),
        imposers=r.part(node, "imposer"),
        targets=r.part(node, "target"),
        beneficiaries=r.part(node, "beneficiary"),
        asset=r.words(node, "asset"),
        amounts=r.ids(node, "amount"),
        scope_as_stated=r.words(node, "scopeAsStated"),
        objective=t.value_of("objective", objective) if objective else None,
        reason=r.words(node, "reason"),
        legal_basis=r.words(node, "legalBasis"),
        programme=next(iter(r.part(node, "programme")), None),
        follows=r.ids(node, "follows"),
        happening=next(iter(r.ids(node, "happening")), None),
        background=r.one(node, "background") == "true",
    )


def _source(x: Sanction, sides: Sides) -> list[str]:
    """The side that takes this step: who asks or threatens, else who imposes; who breaks a sanction has no role."""
    taking = () if x.status in _BROKEN else x.proposers or x.imposers
    return sides.acting(taking, sides.days(x.time))


def _target(x: Sanction, sides: Sides) -> list[str]:
    return [] if x.status in _BROKEN else sides.undergoing(x.targets, sides.days(x.time))


SANCTIONS = GraphKind(
    Sanction,
    "SanctionDescription",
    _write,
    _read,
    _source,
    _target,
    vouched="SanctionAct",
    claimed="ClaimedSanctionAct",
)
