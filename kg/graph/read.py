"""Quads -> facts: the way back, for exports, for `kg explain`, and to show that the mapping loses nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from pyoxigraph import Quad

from kg import namespaces as ns
from kg.facts.model import (
    Amount,
    Coding,
    Count,
    Event,
    Facts,
    Factuality,
    Participant,
    Place,
    Sanction,
    Statement,
    Time,
)
from kg.graph import terms as t
from kg.graph.portable import time_order
from kg.mentions.model import Entity, Position, Tenure
from kg.spans import Span, Words

Fact = TypeVar("Fact", Statement, Event, Sanction)

_ENTITY_TYPES = {ns.KG + name: type_ for type_, name in t.CLASSES.items()}


def read_facts(quads: Iterable[Quad], article: str) -> Facts:
    """The facts of one article from its graph and the shared graphs that describe its actors.

    Args:
        quads: the article's graph, and of the graphs reference and actors whatever it names (more does no harm
            beyond being returned as entities).
        article: IRI of the article.
    """
    return _Reader(quads, article).facts()


class _Reader:
    def __init__(self, quads: Iterable[Quad], article: str) -> None:
        self.article = article
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self.values[_iri(quad.subject)][quad.predicate.value].append(_iri(quad.object))
        self.times: dict[tuple[object, ...], Time] = {}

    def facts(self) -> Facts:
        entities = {entity.iri: entity for entity in self._entities()}
        countries = {iri: entity.country for iri, entity in entities.items() if entity.type == "state"}
        known = tuple(replace(e, country=countries.get(e.state or "")) for e in entities.values())
        tenures = {iri: self._tenure(iri, countries) for iri in self._of_class("Tenure")}
        statements = [self._statement(iri, tenures) for iri in self._of_class("Statement")]
        events = [self._event(iri) for iri in self._of_class("EventDescription")]
        sanctions = [self._sanction(iri) for iri in self._of_class("SanctionDescription")]
        names = {time.id: f"t{n}" for n, time in enumerate(sorted(self.times.values(), key=time_order), 1)}
        return Facts(
            statements=tuple(sorted((self._dated(s, names) for s in statements), key=_order)),
            events=tuple(sorted((self._dated(e, names) for e in events), key=_order)),
            sanctions=tuple(sorted((self._dated(x, names) for x in sanctions), key=_order)),
            times=tuple(replace(time, id=names[time.id]) for time in sorted(self.times.values(), key=time_order)),
            amounts=tuple(sorted((self._amount(iri) for iri in self._of_class("Amount")), key=lambda a: a.id)),
            entities=tuple(sorted(known, key=lambda entity: entity.iri)),
            tenures=tuple(sorted(tenures.values(), key=lambda tenure: tenure.iri)),
        )

    # --- values -----------------------------------------------------------------------------------------------------

    def _all(self, node: str, name: str) -> list[str]:
        return sorted(self.values[node].get(ns.KG + name, []))

    def _one(self, node: str, name: str) -> str | None:
        return next(iter(self._all(node, name)), None)

    def _need(self, node: str, name: str) -> str:
        value = self._one(node, name)
        if value is None:
            raise ValueError(f"{node} has no kg:{name}")
        return value

    def _code(self, node: str, name: str, scheme: str | None = None) -> str:
        return t.value_of(scheme or name, self._need(node, name))

    def _of_class(self, name: str) -> Iterator[str]:
        for node, values in self.values.items():
            if ns.KG + name in values.get(ns.RDF + "type", ()):
                yield node

    def _words(self, node: str, name: str) -> Words | None:
        text, start = self._one(node, name), self._one(node, name + "Start")
        if text is None or start is None:
            return None
        return Words(int(start), int(start) + len(text), text)

    def _id(self, iri: str) -> str:
        return iri.removeprefix(self.article + "#")

    def _ids(self, node: str, name: str) -> tuple[str, ...]:
        return tuple(sorted(self._id(iri) for iri in self._all(node, name)))

    def _part(self, node: str, name: str) -> tuple[Participant, ...]:
        return tuple(Participant(iri) for iri in self._all(node, name))

    def _span(self, evidence: str) -> Span:
        return Span(int(self._need(evidence, "start")), int(self._need(evidence, "end")))

    # --- what all facts share ---------------------------------------------------------------------------------------

    def _common(self, node: str) -> dict[str, object]:
        start, end = self._span(self._need(node, "evidence"))
        voice = self._need(node, "accordingTo")
        return {
            "id": self._id(node),
            "start": start,
            "end": end,
            "according_to": None if voice == self.article else self._id(voice),
            "factuality": Factuality(
                self._code(node, "polarity"),  # type: ignore[arg-type]
                self._code(node, "certainty"),  # type: ignore[arg-type]
                self._code(node, "tense"),  # type: ignore[arg-type]
            ),
            "score": float(self._need(node, "score")),
            "condition": self._words(node, "condition"),
            "coding": self._coding(node),
            "time": self._time(node),
        }

    def _coding(self, node: str) -> Coding | None:
        iri = self._one(node, "eventType")
        if iri is None:
            return None
        own = iri.startswith(ns.CODE)
        type_ = t.value_of("event", iri).upper() if own else iri.removeprefix(ns.PLOVER)
        modes = (mode.removeprefix(ns.code("mode", "")).removeprefix(ns.PLOVER) for mode in self._all(node, "mode"))
        return Coding(
            type_,
            tuple(sorted(mode.removeprefix(type_ + "-") for mode in modes)),
            tuple(sorted(c.removeprefix(ns.context("")) for c in self._all(node, "context"))),
        )

    def _time(self, node: str) -> str | None:
        stated = self._words(node, "timeStated")
        if stated is None:
            return None
        time = Time(
            id="",
            start=stated.start,
            end=stated.end,
            text=stated.text,
            value=self._need(node, "timeValue"),
            earliest=self._one(node, "earliest"),
            latest=self._one(node, "latest"),
            relation=self._code(node, "timeRelation", "relation"),  # type: ignore[arg-type]
        )
        key = time_order(time)
        return self.times.setdefault(key, replace(time, id=f"key{len(self.times)}")).id

    def _dated(self, fact: Fact, names: dict[str, str]) -> Fact:
        return replace(fact, time=names[fact.time]) if fact.time else fact

    def _place(self, node: str) -> Place | None:
        iri = self._one(node, "place")
        return Place(iri) if iri else None

    # --- facts ------------------------------------------------------------------------------------------------------

    def _statement(self, node: str, tenures: dict[str, Tenure]) -> Statement:
        tenure = self._one(node, "inTenure")
        position = None
        if tenure:
            position = Position(
                tenure=tenure,
                running=self._code(node, "tenureRunning", "running"),  # type: ignore[arg-type]
                words=self._words(node, "positionStated"),
                country=tenures[tenure].country if tenure in tenures else None,
            )
        return Statement(
            **self._common(node),  # type: ignore[arg-type]
            manner=self._code(node, "manner"),  # type: ignore[arg-type]
            act=self._code(node, "act"),
            content=self._content(node),
            content_text=self._need(node, "content"),
            source=next(iter(self._part(node, "speaker")), None),
            cue=self._words(node, "cue"),
            addressees=self._part(node, "addressee"),
            targets=self._part(node, "target"),
            about=self._part(node, "about"),
            on_behalf_of=self._part(node, "onBehalfOf"),
            position=position,
            venue=self._words(node, "venue"),
            place=self._place(node),
            reports=self._ids(node, "reports"),
        )

    def _content(self, node: str) -> tuple[Span, ...]:
        whole = self._words(node, "content")
        if whole:
            return (Span(whole.start, whole.end),)
        return tuple(sorted(self._span(piece) for piece in self._all(node, "contentEvidence")))

    def _event(self, node: str) -> Event:
        return Event(
            **self._common(node),  # type: ignore[arg-type]
            trigger=self._words(node, "trigger"),  # type: ignore[arg-type]
            initiators=self._part(node, "initiator"),
            orchestrators=self._part(node, "orchestrator"),
            backers=self._part(node, "backer"),
            recipients=self._part(node, "recipient"),
            place=self._place(node),
            happening=next(iter(self._ids(node, "happening")), None),
            counts=tuple(sorted((self._count(iri) for iri in self._all(node, "count")), key=lambda c: c.id)),
            amounts=self._ids(node, "amount"),
        )

    def _sanction(self, node: str) -> Sanction:
        objective = self._one(node, "objective")
        return Sanction(
            **self._common(node),  # type: ignore[arg-type]
            trigger=self._words(node, "trigger"),  # type: ignore[arg-type]
            status=self._code(node, "status"),
            measures=tuple(sorted(t.value_of("measure", iri) for iri in self._all(node, "measure"))),
            proposers=self._part(node, "proposer"),
            imposers=self._part(node, "imposer"),
            targets=self._part(node, "target"),
            beneficiaries=self._part(node, "beneficiary"),
            asset=self._words(node, "asset"),
            amounts=self._ids(node, "amount"),
            scope_as_stated=self._words(node, "scopeAsStated"),
            objective=t.value_of("objective", objective) if objective else None,
            reason=self._words(node, "reason"),
            legal_basis=self._words(node, "legalBasis"),
            programme=next(iter(self._part(node, "programme")), None),
            follows=self._ids(node, "follows"),
            happening=next(iter(self._ids(node, "happening")), None),
        )

    def _amount(self, node: str) -> Amount:
        words, currency = self._words(node, "text"), self._one(node, "currency")
        assert words is not None
        return Amount(
            id=self._id(node),
            start=words.start,
            end=words.end,
            text=words.text,
            value=t.plain(str(Decimal(self._need(node, "value")))),
            unit=currency.removeprefix(ns.CURRENCY) if currency else self._need(node, "unit"),
            kind=self._code(node, "amountKind", "amount"),  # type: ignore[arg-type]
            qualifier=self._code(node, "qualifier"),
        )

    def _count(self, node: str) -> Count:
        words, least, most = self._words(node, "text"), self._one(node, "min"), self._one(node, "max")
        assert words is not None
        return Count(
            id=self._id(node),
            start=words.start,
            end=words.end,
            text=words.text,
            kind=self._code(node, "countKind", "count"),
            min=int(least) if least is not None else None,
            max=int(most) if most is not None else None,
            qualifier=self._code(node, "qualifier"),
            who=self._one(node, "who"),
        )

    # --- who and where ----------------------------------------------------------------------------------------------

    def _label(self, node: str) -> str:
        return next(iter(self.values[node].get(ns.RDFS + "label", [])), "")

    def _entities(self) -> Iterator[Entity]:
        for node, values in list(self.values.items()):
            types = [_ENTITY_TYPES[c] for c in values.get(ns.RDF + "type", ()) if c in _ENTITY_TYPES]
            if types:
                yield self._entity(node, types[0])

    def _entity(self, node: str, type_: str) -> Entity:
        is_state = type_ == "state"
        latitude, longitude = (self.values[node].get(ns.SCHEMA + name) for name in ("latitude", "longitude"))
        return Entity(
            iri=node,
            label=self._label(node),
            type=type_,  # type: ignore[arg-type]
            country=self._one(node, "countryCode"),
            state=node if is_state else self._one(node, "ofState"),
            provisional=self._one(node, "provisional") == "true",
            anonymous=self._one(node, "anonymous") == "true",
            latitude=float(latitude[0]) if latitude else None,
            longitude=float(longitude[0]) if longitude else None,
            precision=self._one(node, "coordinatePrecision"),
            claimants=tuple(self._all(node, "claimant")),
            held_by=tuple(self._all(node, "heldBy")),
        )

    def _tenure(self, node: str, countries: dict[str, str | None]) -> Tenure:
        state = self._one(node, "ofState")
        return Tenure(
            iri=node,
            holder=self._need(node, "holder"),
            label=self._label(node),
            position=self._one(node, "position"),
            state=state,
            country=countries.get(state or ""),
            start=self._one(node, "from"),
            end=self._one(node, "to"),
            known_until=self._one(node, "knownUntil"),
            provisional=self._one(node, "provisional") == "true",
        )


def _iri(term: object) -> str:
    return str(getattr(term, "value"))  # noqa: B009 - every term that data may hold has a value


def _order(fact: Statement | Event | Sanction) -> tuple[int, int, str]:
    return (fact.start, fact.end, fact.id)
