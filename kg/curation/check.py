"""From the lines of a curation file to decisions that do not contradict each other; else each wrong line is told."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg import namespaces as ns
from kg import reference
from kg.curation.grammar import Fault, lines
from kg.curation.model import Alias, Decisions, Described, Differ, Line, Misread, Post, Same
from kg.errors import RefusedError
from kg.reference.model import Entity, Tenure
from kg.reference.names import key

Known = Callable[[str], Entity | None]
"""How a store describes somebody, for advice alone: what decisions mean is told by the file and the reference facts."""


class Refused(RefusedError):  # noqa: N818 (it is an error by its base, and reads as the others do)
    """A curation file of which nothing is applied, since some lines are wrong; ``faults`` has each of them."""

    def __init__(self, faults: list[Fault], where: str) -> None:
        first: dict[int, Fault] = {}
        for fault in faults:
            first.setdefault(fault.line, fault)
        faults = [first[line] for line in sorted(first)]
        others = len(faults) - 1
        more = f" and {others} more {'line is' if others == 1 else 'lines are'} wrong" if others else ""
        super().__init__(f"{faults[0]}{more}; nothing is changed", where=where)
        self.faults = tuple(faults)


def decisions(text: str, base: str, where: str, known: Known = lambda iri: None) -> Decisions:
    """The decisions of a curation file.

    Args:
        text: its content.
        base: the IRI that the data are minted under.
        where: what to call the file.
        known: how the store describes somebody.

    Raises:
        Refused: some lines do not read, contradict each other, or lead to somebody whom nothing describes.
    """
    read = list(lines(text, base))
    file = _File(base, known)
    file.faults += [line for line in read if isinstance(line, Fault)]
    told = [line for line in read if not isinstance(line, Fault)]
    found = file.decisions(tuple(told))
    if file.faults:
        raise Refused(file.faults, where)
    return found


class _File:
    """Puts the lines of one file together and collects what is wrong with them."""

    def __init__(self, base: str, known: Known) -> None:
        self.base, self.stored = base, known
        self.faults: list[Fault] = []
        self.described: dict[str, Entity] = {}
        self.same: dict[str, str] = {}
        self.leads: dict[str, str] = {}
        self.said: dict[object, int] = {}
        self.places: set[str] = set()

    def decisions(self, told: tuple[Line, ...]) -> Decisions:
        self._each(told, Described, self._describe)
        self._each(told, Same, self._join)
        self._each(told, Same, lambda line: self._fit(line, line.one, self._target(line, line.other)))
        misread: dict[str, dict[str, str]] = {}
        self._each(told, Misread, lambda line: self._misread(line, misread))
        aliases: dict[str, list[str]] = {}
        called: dict[str, str] = {}
        self._each(told, Alias, lambda line: self._alias(line, aliases, called))
        posts: dict[str, list[Tenure]] = {}
        self._each(told, Post, lambda line: self._post(line, posts))
        self._each(told, Differ, self._differ)
        return Decisions(
            lines=told,
            same={one: self._end(one) for one in self.same},
            misread=misread,
            differ=frozenset(pair for line in told if isinstance(line, Differ) for pair in self._pairs(line)),
            aliases={iri: tuple(sorted(set(names))) for iri, names in aliases.items()},
            called=called,
            posts={iri: tuple(tenures) for iri, tenures in posts.items()},
            described=self.described,
            places=frozenset(self.places),
        )

    def _each(self, told: Iterable[Line], form: type, take: "Callable[..., None]") -> None:
        for line in told:
            if isinstance(line, form):
                try:
                    take(line)
                except Fault as fault:
                    self.faults.append(fault)

    def _end(self, iri: str) -> str:
        """Who somebody is in the end; the steps to him are taken once, however many there are."""
        passed = []
        while iri in self.leads:
            passed.append(iri)
            iri = self.leads[iri]
        self.leads.update(dict.fromkeys(passed, iri))
        return iri

    def _once(self, what: object, line: Line, told: str) -> bool:
        """Whether something is said for the first time, by this line.

        Raises:
            Fault: another line said it otherwise.
        """
        before = self.said.setdefault(what, line.line)
        if before != line.line:
            raise Fault(line.line, f"{told} in line {before}", "leave one of the two out")
        return True

    # --- each form --------------------------------------------------------------------------------------------------

    def _describe(self, line: Described) -> None:
        if self._of_reference(line.actor):
            raise Fault(line.line, f"{self._short(line.actor)} is described by the reference facts", "leave it out")
        own = "place/" if line.type == "place" else "actor/"
        if not line.actor.startswith((ns.WD, self.base + own)):
            hint = f"wd:Q... or {own[:-1]}:..."
            raise Fault(line.line, f"{self._short(line.actor)} is no name for a {line.type}", hint)
        provisional = not line.actor.startswith(ns.WD)
        entity = Entity(line.actor, line.label, line.type, provisional=provisional)  # type: ignore[arg-type]
        if line.type == "state":
            entity = replace(entity, state=line.actor)
        if line.of:
            side = self._side(line, line.of)
            entity = replace(entity, country=side.country, state=side.state, body=side.body)
        if self.described.get(line.actor) != entity:  # proposals that are pasted may bring the same line twice
            self._once(("actor", line.actor), line, f"{self._short(line.actor)} is described otherwise")
        self.described[line.actor] = entity

    def _join(self, line: Same) -> None:
        self._not_himself(line)
        if self._of_reference(line.one):
            hint = f"where an article takes somebody for it: misread {self._short(line.one)} <who it is> in <article>"
            raise Fault(line.line, f"{self._short(line.one)} is no provisional actor", hint)
        if self.same.get(line.one) != line.other:
            self._once(("same", line.one), line, f"{self._short(line.one)} is somebody else")
        if self._end(line.other) == line.one:
            raise Fault(line.line, "this closes a circle: each would be the other", "keep one direction")
        self.same[line.one] = self.leads[line.one] = line.other

    def _misread(self, line: Misread, misread: dict[str, dict[str, str]]) -> None:
        self._not_himself(line)
        if not line.article.startswith(f"{self.base}article/") or "#" in line.article:
            raise Fault(line.line, f"{self._short(line.article)} is no article", "kg query articles lists them")
        self._once((line.article, line.one), line, f"{self._short(line.one)} is somebody else there")
        self._fit(line, line.one, self._target(line, line.other))
        misread.setdefault(line.article, {})[line.one] = self._end(line.other)

    def _alias(self, line: Alias, aliases: dict[str, list[str]], called: dict[str, str]) -> None:
        actor = self._target(line, line.actor).iri
        folded = key(line.name)
        if not folded:
            raise Fault(line.line, f"{line.name!r} is no name: it has no letters", "write the name as texts have it")
        if called.get(folded, actor) != actor:
            self._once(("alias", folded), line, f"{line.name!r} is somebody else's name")
        self.said.setdefault(("alias", folded), line.line)
        aliases.setdefault(actor, []).append(line.name)
        called[folded] = actor

    def _post(self, line: Post, posts: dict[str, list[Tenure]]) -> None:
        person = self._end(line.actor)
        described = self._description(person) or self.stored(person)
        if described and described.type != "person":
            raise Fault(line.line, f"{self._short(person)} is no person but a {described.type}", "people hold posts")
        side = self._side(line, line.of)
        parts = (person, line.label, side.state or side.body or "", line.start, line.end or "")
        tenure = Tenure(
            iri=f"{self.base}tenure/{ns.slug(line.label)}-{ns.digest(*parts, digits=8)}",
            holder=person,
            label=line.label,
            state=side.state,
            body=side.body,
            country=side.country,
            start=line.start,
            end=line.end,
            role=line.kind and line.kind.replace("-", "_"),
        )
        posts.setdefault(person, []).append(tenure)

    def _differ(self, line: Differ) -> None:
        self._not_himself(line)
        if self._end(line.one) == self._end(line.other):
            says = sorted(self.said[("same", one)] for one in (line.one, line.other) if one in self.same)
            raise Fault(line.line, f"line {says[0]} makes these two the same", "leave one of the two out")

    def _pairs(self, line: Differ) -> tuple[frozenset[str], ...]:
        """Two who differ, as they are named and as who they are in the end."""
        return frozenset((line.one, line.other)), frozenset((self._end(line.one), self._end(line.other)))

    # --- who is who -------------------------------------------------------------------------------------------------

    def _not_himself(self, line: Same | Misread | Differ) -> None:
        if line.one == line.other:
            raise Fault(line.line, f"both are {self._short(line.one)}", "name two")

    def _fit(self, line: Line, one: str, target: Entity) -> None:
        """An actor is no place, except that a place may be a state."""
        described = self._description(one) or self.stored(one)
        if described is None or described.type == "place":
            fits = described is None or target.type in ("place", "state")
        else:
            fits = target.type != "place"
        if not fits and described:
            told = f"{self._short(one)} is a {described.type}, {self._short(target.iri)} a {target.type}"
            raise Fault(line.line, told, "places are places, actors are actors")

    def _target(self, line: Line, iri: str) -> Entity:
        """The description of him to whom a decision leads in the end."""
        iri = self._end(iri)
        found = self._description(iri)
        if found is None:
            raise Fault(line.line, f"nothing describes {self._short(iri)}", self._advice(iri))
        if found.type in ("position", "sanction-regime"):
            raise Fault(line.line, f"{self._short(iri)} is a {found.type}, no actor", "name whoever acts")
        if found.type == "place":
            self.places.add(iri)
        return found

    def _description(self, iri: str) -> Entity | None:
        return self.described.get(iri) or reference.entity(iri, self.base)

    def _of_reference(self, iri: str) -> bool:
        return reference.entity(iri, self.base) is not None

    def _advice(self, iri: str) -> str:
        stored = self.stored(iri)
        if stored is None:
            return f'describe it in a line: actor {self._short(iri)} person "name" of RUS'
        of = f" of {self._short(stored.state or stored.body or '')}" if stored.state or stored.body else ""
        label = stored.label.replace("\\", r"\\").replace('"', r"\"")
        return f'describe it in a line: actor {self._short(iri)} {stored.type} "{label}"{of}'

    def _side(self, line: Line, of: str) -> Entity:
        """The state or body that is meant, as an entity whose ``state`` or ``body`` names it."""
        found = reference.state(of, self.base) if of.isupper() and len(of) == 3 else self._description(of)
        if found is None:
            told = f"{of!r} is the code of no state" if len(of) == 3 else f"nothing describes {self._short(of)}"
            raise Fault(line.line, told, "an ISO code such as RUS, or the IRI of a state or body")
        if found.type in ("person", "place", "position", "sanction-regime"):
            raise Fault(line.line, f"{found.label} is a {found.type}, no state or body", "name the state or body")
        if found.state:
            return replace(found, state=found.state, body=None)
        return replace(found, state=None, body=found.body or found.iri)

    def _short(self, iri: str) -> str:
        return short(iri, self.base)


def short(iri: str, base: str) -> str:
    """An IRI as a curation file may write it, in the shortest form: ``actor:boris-vellin-rus-0148``, ``wd:Q159``."""
    if iri.startswith(base):
        kind, slash, local = iri[len(base) :].partition("/")
        if slash and kind in ("actor", "place", "article") and _is_bare(local):
            return f"{kind}:{local}"
    shortened = ns.short(iri)
    return shortened if shortened.startswith(("wd:", "ref:")) else f"<{iri}>"


def _is_bare(local: str) -> bool:
    return bool(local) and not set(local) & set(' "<>')
