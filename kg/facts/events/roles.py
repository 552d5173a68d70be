"""Who takes which part in an event, and where it happens, read off the dependants of its word."""

from dataclasses import dataclass, field

from kg.document import Parse
from kg.facts import tree
from kg.facts.events import senses
from kg.facts.events.senses import Sense
from kg.facts.model import Participant, Place
from kg.facts.scene import Scene

_WHERE = (
    "in",
    "at",
    "near",
    "across",
    "inside",
    "outside",
    "around",
    "off",
    "throughout",
    "over",
    "into",
    "along",
    "within",
)
# Prepositions that bring in the other side, by type.
_TOWARDS: dict[str, tuple[str, ...]] = {
    "ASSAULT": ("against", "on", "upon", "at", "with", "of"),
    "COERCE": ("against", "on", "with"),
    "PROTEST": ("against", "with"),
    "SANCTION": ("against", "on", "with", "to"),
    "MOBILIZE": ("against",),
    "ACCUSE": ("against", "into"),
    "AID": ("to", "for"),
    "CONSULT": ("with", "to"),
    "COOPERATE": ("with", "to"),
    "SUPPORT": ("with",),
    "RETREAT": ("from", "to"),
    "CONCEDE": ("to", "for", "with"),
    "THREATEN": ("against", "for"),
    "REJECT": (),
}
_HELPING = frozenset(
    {"help", "support", "backing", "assistance", "aid", "cooperation", "blessing", "approval", "consent"}
)
_ACCUSING = frozenset({("accuse", "of"), ("suspect", "of"), ("blame", "for"), ("convict", "of")})
_OF_PERSONS = frozenset({"targeted", "arrest", "abduct", "torture", "beat", "deport"})
# Types whose object is where they happen: "shelled the city".
_AT_OBJECT = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_PLACE_TYPES = frozenset({"ELECTION", "REFERENDUM", "VOTE"})
# Objects of these classes are what is sent, held or signed, and not those whom it befalls.
_THINGS = (
    "@goods",
    "@arms",
    "@meetings",
    "@deals",
    "@forces",
    "@utilities",
    "@relations",
    "@exchanges",
    "@strikes",
    "@borders",
)


@dataclass(slots=True)
class Roles:
    initiators: list[Participant] = field(default_factory=list)
    orchestrators: list[Participant] = field(default_factory=list)
    backers: list[Participant] = field(default_factory=list)
    recipients: list[Participant] = field(default_factory=list)
    place: Place | None = None

    def actors(self) -> set[str]:
        parts = (*self.initiators, *self.orchestrators, *self.backers, *self.recipients)
        return {part.actor for part in parts}

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


def of_verb(scene: Scene, verb: int, sense: Sense) -> Roles:
    """The roles around a verb of happening."""
    parse, roles = scene.parse, Roles()
    roles.initiators.extend(scene.participants(tree.actives(parse, verb)))
    undergo = tree.objects(parse, verb)
    if not any(c in _THINGS for c in sense.companions):
        for noun in undergo:
            roles.recipients.extend(_undergoing(scene, noun))
    else:
        roles.recipients.extend(scene.participants(tree.children(parse, verb, "dative")))
    _towards(scene, verb, sense, roles)
    for noun in undergo:
        if sense.companions and not scene.is_actor(noun):
            _towards(scene, noun, sense, roles)
    roles.place = _where(scene, verb) or _object_place(scene, undergo, sense) or _target_place(scene, verb)
    roles.place = roles.place or next((p for noun in undergo if (p := _where(scene, noun)) is not None), None)
    return roles.tidy()


def _undergoing(scene: Scene, noun: int) -> list[Participant]:
    """The actor undergoing, or the one whose troops, bases, citizens they are."""
    part = scene.participant(noun)
    mention = scene.mention_at(noun)
    if part is not None and mention is not None and mention.type != "position":
        return [part]
    return list(scene.modifiers(noun)) or list(
        scene.participants([n for n in tree.prepositional(scene.parse, noun, "of") if scene.is_actor(n)])
    )


def _towards(scene: Scene, token: int, sense: Sense, roles: Roles) -> None:
    parse = scene.parse
    for noun in tree.prepositional(parse, token, *_TOWARDS.get(sense.type, ())):
        if parse.lemma[noun].lower() in _HELPING and parse.lemma[parse.head[noun]].lower() == "with":
            continue  # "shot them down with the help of X" does X no harm
        roles.recipients.extend(_undergoing(scene, noun))
    between = scene.participants(tree.prepositional(parse, token, "between", "among"))
    if between:
        roles.initiators.extend(between)


def _object_place(scene: Scene, undergo: list[int], sense: Sense) -> Place | None:
    if sense.type not in _AT_OBJECT and not sense.place_object:
        return None
    for noun in undergo:
        mention = scene.mention_at(noun)
        if mention is not None and (mention.type == "place" or sense.place_object):
            return scene.place(noun)
        place = scene.place(noun)
        if place is not None and mention is None:
            return place
    return None


def _where(scene: Scene, token: int) -> Place | None:
    for noun in tree.prepositional(scene.parse, token, *_WHERE):
        place = scene.place(noun)
        if place is not None:
            return place
    return None


def of_noun(scene: Scene, noun: int, sense: Sense) -> Roles:
    """The roles around a noun of happening, those that its verb brings in included."""
    parse, roles = scene.parse, Roles()
    before = list(scene.modifiers(noun))
    if sense.type in _PLACE_TYPES:
        roles.place = _calendar_place(scene, noun, before)
        return roles
    roles.initiators.extend(before)
    roles.initiators.extend(scene.participants(tree.prepositional(parse, noun, "by")))
    _of(scene, noun, sense, roles)
    _towards(scene, noun, sense, roles)
    _carried(scene, noun, sense, roles)
    if sense.mutual and not roles.initiators:
        roles.initiators, roles.recipients = roles.recipients, []
    roles.place = roles.place or _where(scene, noun) or _target_place(scene, noun)
    if roles.place is None:
        roles.place = _verb_place(scene, noun)
    return roles.tidy()


def _of(scene: Scene, noun: int, sense: Sense, roles: Roles) -> None:
    for inner in tree.prepositional(scene.parse, noun, "of"):
        mention = scene.mention_at(inner)
        if mention is not None and mention.type == "place":
            # An unknown name after "the killing of", "the arrest of" is hardly a place, whatever it was taken for.
            if not (set(sense.modes) & _OF_PERSONS and (e := scene.entity_at(inner)) is not None and e.provisional):
                roles.place = scene.place(inner)
            continue
        parts = _undergoing(scene, inner)
        (roles.initiators if sense.of == "initiator" else roles.recipients).extend(parts)


def _target_place(scene: Scene, noun: int) -> Place | None:
    """The place attacked, visited: "an attack on the city of X"."""
    for inner in tree.prepositional(scene.parse, noun, "on", "to", "against", "from", "at"):
        mention = scene.mention_at(inner)
        if mention is not None and mention.type == "place":
            return scene.place(inner)
        if mention is None and (place := scene.place(inner) or _where(scene, inner)) is not None:
            return place
    return None


def _calendar_place(scene: Scene, noun: int, before: list[Participant]) -> Place | None:
    place = _where(scene, noun)
    if place is None and before:
        place = Place(before[0].actor, before[0].start, before[0].end)
    if place is None:
        place = next(
            (p for t in tree.children(scene.parse, noun, "poss", "compound", "nmod", "amod") if (p := scene.place(t))),
            None,
        )
    return place


def _carried(scene: Scene, noun: int, sense: Sense, roles: Roles) -> None:
    """What the verb over the noun makes of its subject: launched, orchestrated, backed the attack."""
    parse = scene.parse
    verb = parse.head[noun]
    if parse.dep[noun] == "pobj" and not roles.initiators:
        roles.initiators.extend(_accused(scene, verb))
    if parse.dep[noun] not in ("dobj", "nsubjpass") or not tree.is_verb(parse, verb):
        return
    tables: dict[str, list[str]] = senses.words("carriers")
    names = _names(parse, verb)
    for role, parts in (
        ("initiator", roles.initiators),
        ("orchestrator", roles.orchestrators),
        ("backer", roles.backers),
    ):
        if names & set(tables[role]):
            parts.extend(scene.participants(tree.actives(parse, verb)))
            _towards(scene, verb, sense, roles)
            return


def _accused(scene: Scene, preposition: int) -> tuple[Participant, ...]:
    """Who is said to have done it: "accused Iran of the attack", "blamed Iran for the attack"."""
    parse = scene.parse
    verb, word = parse.head[preposition], parse.text[preposition].lower()
    if (parse.lemma[verb], word) in _ACCUSING:
        return scene.participants(tree.objects(parse, verb))
    return ()


def _names(parse: Parse, verb: int) -> set[str]:
    particle = tree.child(parse, verb, "prt")
    lemma = parse.lemma[verb].lower()
    return {f"{lemma} {parse.lemma[particle].lower()}"} if particle is not None else {lemma}


def _verb_place(scene: Scene, noun: int) -> Place | None:
    """Where the verb over the noun places it: "talks resumed in Vienna", "In Gaza, a strike killed ..."."""
    parse = scene.parse
    verb = parse.head[noun]
    if (
        parse.dep[noun] in ("dobj", "nsubj", "nsubjpass")
        and tree.is_verb(parse, verb)
        and not senses.sense(parse, verb)
    ):
        return _where(scene, verb)
    return None
