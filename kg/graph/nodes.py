"""Graphs read node by node, for forms other than RDF; and in whose voice a fact stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns

ARTICLE: Final = "article"
UNNAMED: Final = "unnamed source"

_TYPE: Final = ns.RDF + "type"
_ROOTS: Final = {ns.KG + name for name in ("Actor", "EventDescription", "SanctionDescription")}


class Nodes:
    """What some graphs say, and where they are silent of a node, what the shared graphs say."""

    def __init__(self, quads: Iterable[Quad], shared: "Nodes | None" = None) -> None:
        self._said: dict[str, dict[str, list[str]]] = {}
        self._shared = shared
        for quad in quads:
            assert isinstance(quad.subject, NamedNode), "data hold no blank nodes"
            assert isinstance(quad.object, NamedNode | Literal)
            of_it = self._said.setdefault(quad.subject.value, {})
            of_it.setdefault(quad.predicate.value, []).append(quad.object.value)
        for of_it in self._said.values():
            for values in of_it.values():
                values.sort()

    def of(self, classes: Iterable[str]) -> list[str]:
        """The nodes of any of these classes that the graphs themselves describe, sorted."""
        wanted = set(classes)
        return sorted(node for node, said in self._said.items() if not wanted.isdisjoint(said.get(_TYPE, ())))

    def values(self, node: str, *path: str) -> list[str]:
        """What a path of properties leads to, in the order of IRIs or texts; the node itself where there is no path."""
        found = [node]
        for step in path:
            found = [value for at in found for value in self._of(at).get(step, ())]
        return found

    def first(self, node: str, *path: str) -> str | None:
        return next(iter(self.values(node, *path)), None)

    def label(self, iri: str) -> str:
        """What a node is called; its IRI where nothing tells."""
        return self.first(iri, ns.RDFS + "label") or iri

    def leaf(self, node: str) -> str | None:
        """The narrowest class of a node."""
        return next((name for name in self.values(node, _TYPE) if name.startswith(ns.KG) and name not in _ROOTS), None)

    def reached(self) -> set[str]:
        """The nodes that the graphs lead to, with those that the shared graphs lead on to from there."""
        seen: set[str] = set()
        waiting = list(self._said)
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                waiting.extend(value for values in self._of(node).values() for value in values)
        return seen

    def facts(self, classes: Iterable[str] | None = None) -> list[str]:
        """Facts, which have evidence, or nodes of some classes, in the order in which the article tells them."""
        evidenced = (node for node, said in self._said.items() if ns.KG + "evidence" in said)
        return sorted(
            self.of(classes) if classes is not None else evidenced, key=lambda fact: (self._place(fact), fact)
        )

    def spans(self, fact: str) -> list[str]:
        """A fact's evidence, in the order of the text."""
        return sorted(self.values(fact, ns.KG + "evidence"), key=lambda span: (*self.span(span), span))

    def span(self, evidence: str) -> tuple[int, int]:
        """Its characters; of evidence that nothing describes none."""
        return int(self.first(evidence, ns.KG + "start") or 0), int(self.first(evidence, ns.KG + "end") or 0)

    def _place(self, fact: str) -> tuple[int, int]:
        return min((self.span(span) for span in self.values(fact, ns.KG + "evidence")), default=(0, 0))

    def _of(self, node: str) -> dict[str, list[str]]:
        said = self._said.get(node)
        if said is None and self._shared is not None:
            return self._shared._of(node)
        return said or {}


@dataclass(frozen=True, slots=True)
class Voice:
    """In whose voice a fact stands.

    Attributes:
        name: ``article``, or who claims it.
        vouched: whether the article itself says so. Never guessed: a fact that tells no voice is not vouched for.
        statement: the statement that claims it.
    """

    name: str
    vouched: bool
    statement: str | None


def voice(nodes: Nodes, fact: str) -> Voice:
    """The voice of a fact."""
    told = nodes.first(fact, ns.KG + "accordingTo")
    if told is not None and told == nodes.first(fact, ns.KG + "article"):
        return Voice(ARTICLE, vouched=True, statement=None)
    speaker = nodes.first(told, ns.KG + "speaker") if told else None
    return Voice(nodes.label(speaker) if speaker else UNNAMED, vouched=False, statement=told)
