"""What readers of facts have in common: values, words, voices, times, amounts, counts, and who is who."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from pyoxigraph import Quad

from kg import namespaces as ns
from kg.facts.model import Amount, Coding, Count, Factuality, Participant, Place, Time, Unread
from kg.graph import terms as t
from kg.graph.portable import time_order
from kg.mentions.model import Entity, Tenure
from kg.spans import Span, Words

_ENTITY_TYPES = {ns.KG + name: type_ for type_, name in t.CLASSES.items()}


class FactReader:
    """The nodes of one article's graph and of those that describe its actors; ``tenures`` by IRI."""

    def __init__(self, quads: Iterable[Quad], article: str) -> None:
        self.article = article
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self.values[_iri(quad.subject)][quad.predicate.value].append(_iri(quad.object))
        self.times: dict[tuple[object, ...], Time] = {}
        self.entities = {entity.iri: entity for entity in self._entities()}
        countries = {iri: entity.country for iri, entity in self.entities.items() if entity.type == "state"}
        self.entities = {i: replace(e, country=countries.get(e.state or "")) for i, e in self.entities.items()}
        self.tenures = {iri: self._tenure(iri, countries) for iri in self.of_class("Tenure")}

    # --- values -----------------------------------------------------------------------------------------------------

    def all(self, node: str, name: str) -> list[str]:
        return sorted(self.values[node].get(ns.KG + name, []))

    def one(self, node: str, name: str) -> str | None:
        return next(iter(self.all(node, name)), None)

    def need(self, node: str, name: str) -> str:
        value = self.one(node, name)
        if value is None:
            raise ValueError(f"{node} has no kg:{name}")
        return value

    def code(self, node: str, name: str, scheme: str | None = None) -> str:
        return t.value_of(scheme or name, self.need(node, name))

    def of_class(self, name: str) -> Iterator[str]:
        for node, values in self.values.items():
            if ns.KG + name in values.get(ns.RDF + "type", ()):
                yield node

    def words(self, node: str, name: str) -> Words | None:
        text, start = self.one(node, name), self.one(node, name + "Start")
        if text is None or start is None:
            return None
        return Words(int(start), int(start) + len(text), text)

    def id(self, iri: str) -> str:
        return iri.removeprefix(self.article + "#")

    def ids(self, node: str, name: str) -> tuple[str, ...]:
        return tuple(sorted(self.id(iri) for iri in self.all(node, name)))

    def part(self, node: str, name: str) -> tuple[Participant, ...]:
        return tuple(Participant(iri) for iri in self.all(node, name))

    def unread(self) -> tuple[Unread, ...]:
        """What was left unread, by reason."""
        nodes = self.of_class("Unread")
        left = (Unread(self.need(node, "unreadReason"), int(self.need(node, "unreadFacts"))) for node in nodes)
        return tuple(sorted(left, key=lambda unread: unread.reason))

    def span(self, evidence: str) -> Span:
        return Span(int(self.need(evidence, "start")), int(self.need(evidence, "end")))

    # --- what all facts share ---------------------------------------------------------------------------------------

    def common(self, node: str) -> dict[str, object]:
        start, end = self.span(self.need(node, "evidence"))
        voice = self.need(node, "accordingTo")
        return {
            "id": self.id(node),
            "start": start,
            "end": end,
            "according_to": None if voice == self.article else self.id(voice),
            "factuality": Factuality(
                self.code(node, "polarity"),  # type: ignore[arg-type]
                self.code(node, "certainty"),  # type: ignore[arg-type]
                self.code(node, "tense"),  # type: ignore[arg-type]
            ),
            "score": float(self.need(node, "score")),
            "condition": self.words(node, "condition"),
            "coding": self._coding(node),
            "time": self._time(node),
        }

    def _coding(self, node: str) -> Coding | None:
        iri = self.one(node, "eventType")
        if iri is None:
            return None
        own = iri.startswith(ns.CODE)
        type_ = t.value_of("event", iri).upper() if own else iri.removeprefix(ns.PLOVER)
        modes = (mode.removeprefix(ns.code("mode", "")).removeprefix(ns.PLOVER) for mode in self.all(node, "mode"))
        return Coding(
            type_,
            tuple(sorted(mode.removeprefix(type_ + "-") for mode in modes)),
            tuple(sorted(c.removeprefix(ns.context("")) for c in self.all(node, "context"))),
        )

    def _time(self, node: str) -> str | None:
        stated = self.words(node, "timeStated")
        if stated is None:
            return None
        time = Time(
            id="",
            start=stated.start,
            end=stated.end,
            text=stated.text,
            value=self.need(node, "timeValue"),
            earliest=self.one(node, "earliest"),
            latest=self.one(node, "latest"),
            relation=self.code(node, "timeRelation", "relation"),  # type: ignore[arg-type]
        )
        key = time_order(time)
        return self.times.setdefault(key, replace(time, id=f"key{len(self.times)}")).id

    def place(self, node: str) -> Place | None:
        iri = self.one(node, "place")
        return Place(iri) if iri else None

    def amount(self, node: str) -> Amount:
        words, currency = self.words(node, "text"), self.one(node, "currency")
        assert words is not None
        return Amount(
            id=self.id(node),
            start=words.start,
            end=words.end,
            text=words.text,
            value=t.plain(str(Decimal(self.need(node, "value")))),
            unit=currency.removeprefix(ns.CURRENCY) if currency else self.need(node, "unit"),
            kind=self.code(node, "amountKind", "amount"),  # type: ignore[arg-type]
            qualifier=self.code(node, "qualifier"),
        )

    def count(self, node: str) -> Count:
        words, least, most = self.words(node, "text"), self.one(node, "min"), self.one(node, "max")
        assert words is not None
        return Count(
            id=self.id(node),
            start=words.start,
            end=words.end,
            text=words.text,
            kind=self.code(node, "countKind", "count"),
            min=int(least) if least is not None else None,
            max=int(most) if most is not None else None,
            qualifier=self.code(node, "qualifier"),
            who=self.one(node, "who"),
        )

    # --- who and where ----------------------------------------------------------------------------------------------

    def _label(self, node: str) -> str:
        return next(iter(self.values[node].get(ns.RDFS + "label", [])), "")

    def _entities(self) -> Iterator[Entity]:
        unnamed = self._only_joined()
        for node, values in list(self.values.items()):
            if node in unnamed:
                continue
            types = [_ENTITY_TYPES[c] for c in values.get(ns.RDF + "type", ()) if c in _ENTITY_TYPES]
            if types:
                yield self._entity(node, types[0])

    def _only_joined(self) -> set[str]:
        """What nothing names but the states that are members of it: a description of theirs, no part of the facts."""
        joined, named = set[str](), set[str]()
        for said in self.values.values():
            for name, values in said.items():
                (joined if name == ns.KG + "memberOf" else named).update(values)
        return joined - named

    def _entity(self, node: str, type_: str) -> Entity:
        is_state = type_ == "state"
        latitude, longitude = (self.values[node].get(ns.SCHEMA + name) for name in ("latitude", "longitude"))
        return Entity(
            iri=node,
            label=self._label(node),
            type=type_,  # type: ignore[arg-type]
            country=self.one(node, "countryCode"),
            state=node if is_state else self.one(node, "ofState"),
            provisional=self.one(node, "provisional") == "true",
            anonymous=self.one(node, "anonymous") == "true",
            private=self.one(node, "private") == "true",
            latitude=float(latitude[0]) if latitude else None,
            longitude=float(longitude[0]) if longitude else None,
            precision=self.one(node, "coordinatePrecision"),
            claimants=tuple(self.all(node, "claimant")),
            held_by=tuple(self.all(node, "heldBy")),
            body=self.one(node, "ofBody"),
        )

    def _tenure(self, node: str, countries: dict[str, str | None]) -> Tenure:
        state, kind = self.one(node, "ofState"), self.one(node, "postKind")
        return Tenure(
            iri=node,
            holder=self.need(node, "holder"),
            label=self._label(node),
            position=self.one(node, "position"),
            state=state,
            country=countries.get(state or ""),
            start=self.one(node, "from"),
            end=self.one(node, "to"),
            known_until=self.one(node, "knownUntil"),
            provisional=self.one(node, "provisional") == "true",
            role=t.value_of("post", kind).replace("-", "_") if kind else None,
            body=self.one(node, "ofBody"),
        )


def _iri(term: object) -> str:
    return str(getattr(term, "value"))  # noqa: B009 - every term that data may hold has a value
