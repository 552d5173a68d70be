"""What no graph decides alone: whether the nodes that a graph names are described, and are what they are taken for.

docs/validation.md lists these checks. Each is made of one graph and of what all graphs together tell of the nodes that
it names (``Descriptions``).
"""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Final

from pyoxigraph import NamedNode

from kg import namespaces as ns
from kg import reference
from kg.reference.model import running_between
from kg.shapes.checks import ArticleGraph, days
from kg.shapes.described import Described, Descriptions
from kg.shapes.model import SHAPES, Problem
from kg.shapes.terms import vocabulary

SIDES: Final = frozenset(ns.KG + name for name in ("State", "InternationalOrganisation", "Alliance", "ArmedGroup"))
"""Classes of those that are a side in international affairs, with all classes below them."""

LEADING: Final = {
    ns.KG + side: tuple(ns.KG + role for role in roles)
    for side, roles in {
        "fromSide": ("speaker", "onBehalfOf", "initiator", "orchestrator", "backer", "proposer", "imposer"),
        "toSide": ("target", "addressee", "recipient"),
    }.items()
}
"""Property of a side -> the properties of those who lead to it."""

_VOICE: Final = ns.KG + "accordingTo"
_SPEAKER: Final = ns.KG + "speaker"
_HOLDER: Final = ns.KG + "holder"
_IN_TENURE: Final = ns.KG + "inTenure"
_FROM_SIDE: Final = ns.KG + "fromSide"
_PERSON: Final = ns.KG + "Person"
_DESCRIBED: Final = {ns.KG + name for name in ("Actor", "Place", "Position", "Tenure", "SanctionRegime")}
_WITHOUT_RANGE: Final = {
    "target": ("Actor",),
    "recipient": ("Actor",),
    "beneficiary": ("Actor",),
    "place": ("Place", "State"),
}
"""Properties whose range the ontology leaves out, since it would infer; here it is only checked."""

_ELSEWHERE: Final = (ns.CODE, ns.PLOVER, ns.CURRENCY)
"""Where the values of code lists stand, which no data describe."""

_NOT_DESCRIBED: Final = {ns.KG + "revisionOf"}
"""Properties whose values are in no store: a former revision is kept beside it."""


def check_across(graph: ArticleGraph, known: Descriptions) -> Iterator[Problem]:
    """All checks of one graph, an article's or a shared one, that take what other graphs tell."""
    told = _Told(graph, known)
    yield from _undescribed(graph, told)
    yield from _classes(graph, told)
    yield from _tenures(graph, told)
    yield from _sides(graph, told)


class _Told:
    """What the graph itself tells of a node, and what the others do."""

    def __init__(self, graph: ArticleGraph, known: Descriptions) -> None:
        self._graph, self._known = graph, known
        self._own: dict[str, Described] = {}
        self._led: dict[str, frozenset[str]] = {}
        self.facts = [node for node, properties in graph.nodes.items() if _VOICE in properties]
        article = graph.articles[0] if len(graph.articles) == 1 else None
        self.base = article.rpartition("article/")[0] if article else ns.DEFAULT_BASE
        self.published = graph.text(article, "publicationDay") if article else None

    def of(self, iri: str) -> Described:
        return self._local(iri) if iri in self._graph.nodes else self._known.of(iri)

    def _local(self, iri: str) -> Described:
        if iri not in self._own:
            own = self._own[iri] = Described()
            for predicate, values in self._graph.nodes[iri].items():
                for value in values:
                    own.tell(predicate, value.value)
        return self._own[iri]

    def posts(self, holder: str) -> list[Described]:
        """The tenures of somebody that the graph itself tells of."""
        return [self.of(post) for post in self._posts.get(holder, ())]

    @cached_property
    def _posts(self) -> dict[str, list[str]]:
        """Holder -> his tenures."""
        found: dict[str, list[str]] = {}
        for node in self._graph.nodes:
            for iri in self._graph.iris(node, _HOLDER):
                found.setdefault(iri, []).append(node)
        return found

    def led_to(self, actor: str) -> frozenset[str]:
        """An actor and all that it belongs to; of a side the bodies alone, since a proxy is not its sponsor."""
        if actor not in self._led:
            found: set[str] = set()
            todo = [actor]
            while todo:
                if (iri := todo.pop()) not in found:
                    found.add(iri)
                    node = self.of(iri)
                    todo += node.bodies if _above(node.classes) & SIDES else (*node.states, *node.bodies)
            self._led[actor] = frozenset(found)
        return self._led[actor]

    def days(self, fact: str) -> tuple[str, str] | None:
        """The days of a fact; None where neither it nor the article tells any."""
        first, last = days(self._graph, fact, self.published or "")
        return (first, last) if first and last else None


def _problem(check: str, focus: str, path: str, message: str, value: str) -> Problem:
    return Problem("Violation", focus, path, str(NamedNode(value)), f"{SHAPES}{check}Check", message, "across graphs")


def _undescribed(graph: ArticleGraph, told: _Told) -> Iterator[Problem]:
    """Whatever a graph names is described in some graph: its class is told there."""
    for node, properties in graph.nodes.items():
        for path, values in properties.items():
            if not _names(path):
                continue
            for value in values:
                if not isinstance(value, NamedNode) or (iri := value.value) in graph.nodes:
                    continue
                if not told.of(iri).classes and not iri.startswith(_ELSEWHERE):
                    message = "No graph describes this: add its class and label, or name another."
                    yield _problem("Described", node, path, message, iri)


@cache
def _names(path: str) -> bool:
    """Whether the values of a property are nodes that data describe, where they are IRIs."""
    if path in vocabulary().code_lists or path in _NOT_DESCRIBED:
        return False
    return path.startswith(ns.KG) or path == ns.SCHEMA + "publisher"


@cache
def _wanted() -> dict[str, frozenset[str]]:
    """Property -> classes one of which its values are of, as far as those are described and no sides."""
    known = vocabulary()
    wanted = {
        path: classes
        for path, classes in known.ranges.items()
        if all(_is_described(name) for name in classes) and path not in LEADING
    }
    return wanted | {ns.KG + path: frozenset(ns.KG + name for name in names) for path, names in _WITHOUT_RANGE.items()}


def _is_described(name: str) -> bool:
    return bool(_above((name,)) & _DESCRIBED)


@cache
def _above(classes: tuple[str, ...]) -> frozenset[str]:
    """These classes and all above them."""
    above = vocabulary().above
    return frozenset(upper for name in classes for upper in above.get(name, (name,)))


def _classes(graph: ArticleGraph, told: _Told) -> Iterator[Problem]:
    """Who speaks or acts is an actor, a tenure is a tenure, and so on: as the ontology's ranges have it."""
    wanted = _wanted()
    for node, properties in graph.nodes.items():
        for path in properties.keys() & wanted.keys():
            for iri in graph.iris(node, path):
                classes = told.of(iri).classes
                if classes and not _above(classes) & wanted[path]:
                    message = f"This is {_listed(classes)}, where {_listed(wanted[path])} belongs: name another."
                    yield _problem("ClassOfValue", node, path, message, iri)


def _listed(classes: Iterable[str]) -> str:
    return " or ".join(sorted(ns.short(name) for name in classes))


def _tenures(graph: ArticleGraph, told: _Told) -> Iterator[Problem]:
    """A statement is made in a tenure of its speaker, which has days in common with it where it is said to run."""
    for node in told.facts:
        for iri in graph.iris(node, _IN_TENURE):
            tenure, speakers = told.of(iri), graph.iris(node, _SPEAKER)
            if tenure.holders and speakers and not set(tenure.holders) & set(speakers):
                message = f"This post is held by {_listed(tenure.holders)}, and somebody else speaks: name his own."
                yield _problem("OwnTenure", node, _IN_TENURE, message, iri)
            on = told.days(node)
            is_running = graph.iris(node, ns.KG + "tenureRunning") == [ns.code("running", "yes")]
            if is_running and on and not _shares_days(tenure, *on):
                message = (
                    f"It ran from {tenure.first or '...'} to {tenure.last or '...'}, not on the day of the statement."
                )
                yield _problem("TenureOver", node, _IN_TENURE, message, iri)


def _shares_days(tenure: Described, first: str, last: str) -> bool:
    return not (tenure.last and tenure.last < first) and not (tenure.first and tenure.first > last)


def _sides(graph: ArticleGraph, told: _Told) -> Iterator[Problem]:
    """A side is a party to international affairs, and somebody in the fact leads to it."""
    for node in told.facts:
        for path, roles in LEADING.items():
            sides = graph.iris(node, path)
            if not sides:
                continue
            actors = [iri for role in roles for iri in graph.iris(node, role)]
            is_known = all(told.of(actor).classes for actor in actors)
            reached = _reached(graph, told, node, path, actors) if is_known else set()
            for side in sides:
                classes = told.of(side).classes
                if classes and not _above(classes) & SIDES:
                    message = f"This is {_listed(classes)}, and no side: sides are {_listed(SIDES)}."
                    yield _problem("Side", node, path, message, side)
                elif is_known and side not in reached:
                    message = f"Nobody here leads to this side: correct it, or {_listed(roles)}."
                    yield _problem("SideOfActor", node, path, message, side)


def _reached(graph: ArticleGraph, told: _Told, fact: str, side: str, actors: Iterable[str]) -> set[str]:
    """The sides that these actors lead to; in a body's post nobody speaks for the state that he is of."""
    posts = [told.of(iri) for iri in graph.iris(fact, _IN_TENURE)] if side == _FROM_SIDE else []
    found = {iri for post in posts for lead in (*post.states, *post.bodies) for iri in told.led_to(lead)}
    in_body = any(post.bodies for post in posts)
    speakers = set(graph.iris(fact, _SPEAKER))
    for actor in actors:
        if not (in_body and actor in speakers):
            found |= told.led_to(actor)
            found |= {iri for lead in _by_posts(actor, told, fact) for iri in told.led_to(lead)}
    return found


def _by_posts(actor: str, told: _Told, fact: str) -> Iterator[str]:
    """The states and bodies of the posts that a person held on the days of a fact.

    By the article itself, which tells of no days, and by the reference facts.
    """
    if _PERSON not in told.of(actor).classes:
        return
    for post in told.posts(actor):
        yield from (*post.states, *post.bodies)
    if "#" not in actor:
        on = told.days(fact)
        for tenure in reference.tenures(actor, told.base):
            if on is None or running_between(tenure, *on) != "no":
                yield from filter(None, (tenure.state, tenure.body))
