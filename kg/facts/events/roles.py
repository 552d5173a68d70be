"""Who takes which part in an event, and whom prepositions bring in: "fired at X", "clashes between X and Y"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.document import Parse
from kg.english import tables, tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events import parties
from kg.facts.events.light_verbs import AgentRole
from kg.facts.meaning import fits
from kg.facts.meaning.senses import Sense
from kg.facts.model import Participant, Place
from kg.facts.scene import Scene

_ARGUMENTS = frozenset({Dep.DOBJ, Dep.POBJ, Dep.NSUBJPASS})


@dataclass(slots=True)
class Roles:
    """Those who take part, by PLOVER's roles, and where.

    Attributes:
        aimed_at: the place attacked, visited or left.
        unresolved_target: whether something is the target that is no actor or place known: "bombed a depot".
    """

    initiators: list[Participant] = field(default_factory=list)
    orchestrators: list[Participant] = field(default_factory=list)
    backers: list[Participant] = field(default_factory=list)
    recipients: list[Participant] = field(default_factory=list)
    place: Place | None = None
    aimed_at: Place | None = None
    unresolved_target: bool = False

    def of(self, role: AgentRole) -> list[Participant]:
        """Those in a role of agents, to be added to."""
        parts: dict[AgentRole, list[Participant]] = {
            "initiators": self.initiators,
            "orchestrators": self.orchestrators,
            "backers": self.backers,
        }
        return parts[role]

    def actors(self) -> set[str]:
        """The IRIs of all who take part."""
        parts = (*self.initiators, *self.orchestrators, *self.backers, *self.recipients)
        return {part.actor for part in parts}

    def has(self, needs: Iterable[str]) -> bool:
        """Whether somebody is known in each of these roles; "aim" is whoever or whatever place is aimed at."""
        known = {
            "initiator": bool(self.initiators),
            "recipient": bool(self.recipients),
            "company": bool(self.recipients or len(self.initiators) > 1),
            "aim": bool(self.recipients or self.aimed_at is not None),
            "target": bool(self.recipients or self.place is not None or self.unresolved_target),
        }
        return all(known[role] for role in needs)

    def tidy(self) -> "Roles":
        """Nobody twice in one role, and nobody both acts and undergoes."""
        acting = {p.actor for p in (*self.initiators, *self.orchestrators)}
        self.initiators = _unique(self.initiators)
        self.orchestrators = _unique(self.orchestrators)
        self.backers = _unique(self.backers)
        self.recipients = [p for p in _unique(self.recipients) if p.actor not in acting]
        return self


def _unique(parts: list[Participant]) -> list[Participant]:
    return list({p.actor: p for p in reversed(parts)}.values())[::-1]


def towards(sense: Sense) -> Sequence[str]:
    """The prepositions that bring in the other side of an event: the sense's own, else its type's."""
    prepositions: Sequence[str] = tables.load("kinds")["towards"].get(sense.type, ())
    return prepositions if sense.towards is None else sense.towards


def add_prepositional(scene: Scene, token: int, sense: Sense, roles: Roles) -> None:
    """Adds those whom a word's prepositions bring in: "fired at X", "talks with X", "clashes between X and Y"."""
    parse = scene.parse
    for noun in tree.prepositional(parse, token, *towards(sense)):
        if parse.lemma[noun].lower() in words.of("grounds") | words.of("edges"):
            continue  # "revoked on the advice of its spies", "hit a depot on the Romanian border"
        if parse.lemma[parse.head[noun]].lower() != "with" or not _is_means(scene, token, noun, sense):
            roles.recipients.extend(_other_side(scene, noun, sense))
    between = scene.participants(tree.prepositional(parse, token, *_joining(parse, token, sense)))
    if _may_initiate(parse, token, sense, roles):
        roles.initiators.extend(between)
    else:
        roles.recipients.extend(_foreign(scene, between, roles.initiators))


def _other_side(scene: Scene, noun: int, sense: Sense) -> list[Participant]:
    """Those whom a noun behind a preposition stands for.

    "Cancelled a visit by a delegation" is done to nobody else, as far as one knows.
    """
    others = parties.struck(scene, noun) if sense.type == "ASSAULT" else parties.patients(scene, noun)
    return [p for p in others if not _is_nameless(scene, p)] if sense.type == "REJECT" else others


def _joining(parse: Parse, token: int, sense: Sense) -> tuple[str, ...]:
    """The prepositions of the sides of an event; in "killed 12, among them two children" those did not kill."""
    return ("between", "among") if sense.mutual or not tree.is_verb(parse, token) else ("between",)


def _may_initiate(parse: Parse, token: int, sense: Sense, roles: Roles) -> bool:
    """Whether the sides of an event do it themselves: "clashes between"; not "Qatar mediated talks between"."""
    if sense.mutual or (not tree.is_verb(parse, token) and parse.dep[token] not in _ARGUMENTS):
        return True
    return not roles.initiators and sense.modes != ("third-party",)


def _foreign(scene: Scene, between: Iterable[Participant], initiators: list[Participant]) -> list[Participant]:
    """The sides of other states than the initiators': of "Turkey's talks between Ankara and Baku" Azerbaijan."""
    own = {scene.state_of(p.actor) or p.actor for p in initiators}
    return [p for p in between if (scene.state_of(p.actor) or p.actor) not in own]


def _is_nameless(scene: Scene, part: Participant) -> bool:
    entity = scene.entities.get(part.actor)
    return entity is not None and entity.type == "group" and entity.provisional and scene.state_of(part.actor) is None


def _is_means(scene: Scene, token: int, noun: int, sense: Sense) -> bool:
    """Whether it is at somebody's side, or with one's own, that something is done: "attacked with the help of X"."""
    parse = scene.parse
    if parse.lemma[noun].lower() in words.of("help_nouns"):
        return True
    if sense.type == "ASSAULT":
        return parse.lemma[token].lower() not in words.of("fought_with")
    # "Exercises with 5,000 troops", "with its navy" are with nobody else.
    groups = ("forces", "arms", "navy", "people")
    armed = parse.pos[noun] != Pos.PROPN and fits.is_any_of(parse, noun, groups)
    own = any(parse.tag[c] == Tag.PRP_ for c in parse.children[noun])
    return sense.type == "COOPERATE" and (own or (armed and not parties.owners(scene, noun)))
