"""Who takes which part in an event, and where it happens, read off the dependants of its word."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.document import Parse
from kg.english import tables, tree, verbs, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.events import parties, places
from kg.facts.meaning import fits
from kg.facts.meaning.senses import Sense
from kg.facts.model import Participant, Place
from kg.facts.scene import Scene

_ACCUSING = frozenset({("accuse", "of"), ("suspect", "of"), ("blame", "for"), ("convict", "of")})
_OF_PERSONS = frozenset({"targeted", "arrest", "abduct", "torture", "beat", "deport"})
# "The Armenian genocide", "the Kennedy assassination" is not theirs who stand before it.
_OF_VICTIMS = frozenset({"targeted", "abduct", "sexual"})
_PLACE_TYPES = frozenset({"ELECTION", "REFERENDUM", "VOTE"})
# Where a right, a measure or a law is the object, it is done to those whose it is: "suspended Syria's membership".
# An envoy who is recalled was sent by those whose he is.
_RECALL = ("SANCTION", ("withdraw",))
_MOVING = frozenset({"RETREAT", "MOBILIZE", "SANCTION", "AID"})
_TO_OWNERS = frozenset({"CONCEDE", "SANCTION", "COERCE", "REJECT", "ACCUSE", "AID", "AGREE", "SUPPORT"})


@dataclass(slots=True)
class Roles:
    initiators: list[Participant] = field(default_factory=list)
    orchestrators: list[Participant] = field(default_factory=list)
    backers: list[Participant] = field(default_factory=list)
    recipients: list[Participant] = field(default_factory=list)
    place: Place | None = None
    aimed_at: Place | None = None
    something: bool = False

    def actors(self) -> set[str]:
        parts = (*self.initiators, *self.orchestrators, *self.backers, *self.recipients)
        return {part.actor for part in parts}

    def has(self, needs: Iterable[str]) -> bool:
        """Whether somebody is known in each of these roles; "aim" is whoever or whatever place is aimed at."""
        known = {
            "initiator": bool(self.initiators),
            "recipient": bool(self.recipients),
            "company": bool(self.recipients or len(self.initiators) > 1),
            "aim": bool(self.recipients or self.aimed_at is not None),
            "target": bool(self.recipients or self.place is not None or self.something),
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


def of_verb(scene: Scene, verb: int, sense: Sense) -> Roles:
    """The roles around a verb of happening."""
    parse, roles = scene.parse, Roles()
    undergo = tree.objects(parse, verb)
    roles.initiators.extend(parties.doers(scene, tree.actives(parse, verb) or parties.lost_subject(scene, verb)))
    if sense.giver is not None:
        roles.recipients, roles.initiators = roles.initiators, []
        for noun in (verb, *undergo):
            roles.initiators.extend(parties.doers(scene, tree.prepositional(parse, noun, sense.giver)))
        return roles.tidy()
    things = [noun for noun in (*undergo, *_brought_in(parse, verb)) if _is_thing(scene, noun, sense)]
    own = [noun for noun in undergo if _is_own(scene, noun, sense, roles.initiators)]
    for noun in undergo:
        if noun not in things and noun not in own:
            roles.recipients.extend(parties.undergoing(scene, noun))
    roles.recipients.extend(scene.participants(tree.children(parse, verb, Dep.DATIVE)))
    if any(c.startswith(">") for c in sense.companions):
        roles.recipients.extend(p for n in fits.doers_below(parse, verb) for p in parties.undergoing(scene, n))
    within = [n for thing in things for n in tree.prepositional(parse, thing, "in", "of", "worth")]
    for at in (verb, *things, *own, *within, *(n for n in undergo if sense.companions and not scene.is_actor(n))):
        _towards(scene, at, sense, roles)
    if things and (sense.type, sense.modes) == _RECALL and not (roles.initiators and roles.recipients):
        _recalled(scene, verb, things, roles)
    elif things and not roles.recipients and sense.type in _TO_OWNERS:
        roles.recipients.extend(p for noun in things for p in parties.owners(scene, noun))
    _towards_deeper(scene, verb, sense, roles.tidy())
    prepositions = tables.load("kinds")["towards"].get(sense.type, ()) if sense.towards is None else sense.towards
    named = any(parse.pos[noun] == Pos.PROPN for noun in tree.prepositional(parse, verb, *prepositions))
    roles.something = named or any(
        fits.is_of(parse, noun, c, scene) for noun in undergo for c in ("sites", "foe", "navy")
    )
    roles.aimed_at = places.object_place(scene, undergo, sense) or places.target_place(scene, verb, sense)
    roles.place = places.where(scene, verb) or (places.destination(scene, (verb, *undergo), sense) or roles.aimed_at)
    beside = tree.prepositional(parse, verb, "with") if sense.type == "CONSULT" else tree.agents(parse, verb)
    roles.place = roles.place or next(
        (p for n in (*undergo, *beside) if (p := places.where(scene, n)) is not None), None
    )
    return roles.tidy()


def _recalled(scene: Scene, verb: int, things: list[int], roles: Roles) -> None:
    """Who called his envoy home, and whence: "Sweden's envoy was recalled", "recalled its envoy in Minsk"."""
    if not roles.initiators:
        roles.initiators.extend(p for noun in things for p in parties.owners(scene, noun))
    if roles.recipients:
        return
    own = {a for p in roles.initiators for a in (p.actor, scene.state_of(p.actor))}
    told = [n for thing in things for n in tree.prepositional(scene.parse, thing, "from", "in", "to")]
    for noun in (*told, *tree.prepositional(scene.parse, verb, "from")):
        entity = scene.entity_at(noun)
        if entity is not None and entity.type == "place" and entity.state and entity.state not in own:
            roles.recipients.append(Participant(entity.state))


def _is_own(scene: Scene, noun: int, sense: Sense, initiators: list[Participant]) -> bool:
    """Whether somebody moves his own people: "pulled its staff out"."""
    if sense.type not in _MOVING:
        return False
    acting = {p.actor for p in initiators}
    owners = (scene.mention_at(t) for t in tree.children(scene.parse, noun, Dep.POSS))
    return any(owner is not None and owner.actor in acting for owner in owners)


def _brought_in(parse: Parse, verb: int) -> list[int]:
    """Nouns that belong to what the verb tells: "spoke by telephone", "withdrew from the talks", "came for talks"."""
    return [
        noun
        for preposition in tree.children(parse, verb, Dep.PREP, Dep.PRT)
        for noun in tree.objects_of(parse, preposition)
    ]


def _towards_deeper(scene: Scene, verb: int, sense: Sense, roles: Roles) -> None:
    """Where nobody is aimed at: whom a complaint is "against", with whom a visitor has talks."""
    parse = scene.parse
    if roles.recipients:
        return
    if sense.type == "ACCUSE":
        for noun in _brought_in(parse, verb):
            roles.recipients.extend(scene.participants(tree.prepositional(parse, noun, "against")))
    elif sense.type == "SANCTION":
        things = (n for n in tree.objects(parse, verb) if parse.lemma[n].lower() in words.of("belonging"))
        bodies = (n for thing in things for n in tree.prepositional(parse, thing, "in", "of", "to"))
        roles.recipients.extend(p for n in bodies for p in scene.participants([n]))
    elif sense.modes == ("visit",):
        for noun in tree.prepositional(parse, verb, "for"):
            if fits.is_of(parse, noun, "meetings"):
                roles.recipients.extend(scene.participants(tree.prepositional(parse, noun, "with")))


def _is_thing(scene: Scene, noun: int, sense: Sense) -> bool:
    """Whether an object is what is sent, held or signed, and not whom it befalls."""
    classes = {c.lstrip("!@") for c in sense.companions if "@" in c}
    if any(fits.is_of(scene.parse, noun, c, scene) for c in classes if c in tables.load("kinds")["conveyed"]):
        return True
    lemma = scene.parse.lemma[noun].lower()
    return lemma in sense.companions and (lemma in words.of("houses_abroad") or not scene.is_actor(noun))


def _towards(scene: Scene, token: int, sense: Sense, roles: Roles) -> None:
    parse = scene.parse
    prepositions = tables.load("kinds")["towards"].get(sense.type, ()) if sense.towards is None else sense.towards
    for noun in tree.prepositional(parse, token, *prepositions):
        if parse.lemma[parse.head[noun]].lower() == "with" and _is_means(scene, token, noun, sense):
            continue
        others = parties.undergoing(scene, noun)
        if sense.type == "REJECT":  # "cancelled a visit by a delegation": nobody else's, as far as one knows
            others = [p for p in others if not _is_nameless(scene, p)]
        roles.recipients.extend(others)
    # "Killed 12, among them two children": those did not kill.
    joining = ("between", "among") if sense.mutual or not tree.is_verb(parse, token) else ("between",)
    between = scene.participants(tree.prepositional(parse, token, *joining))
    freely = not tree.is_verb(parse, token) and parse.dep[token] not in (Dep.DOBJ, Dep.POBJ, Dep.NSUBJPASS)
    if freely or sense.mutual or not (roles.initiators or sense.modes == ("third-party",)):
        roles.initiators.extend(between)
    else:
        states = {scene.state_of(p.actor) or p.actor for p in roles.initiators}
        roles.recipients.extend(p for p in between if (scene.state_of(p.actor) or p.actor) not in states)


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
    armed = parse.pos[noun] != Pos.PROPN and any(fits.is_of(parse, noun, group) for group in groups)
    own = any(parse.tag[c] == Tag.PRP_ for c in parse.children[noun])
    return sense.type == "COOPERATE" and (own or (armed and not parties.owners(scene, noun)))


def of_noun(scene: Scene, noun: int, sense: Sense) -> Roles:
    """The roles around a noun of happening, those that its verb brings in included."""
    parse, roles = scene.parse, Roles()
    before = list(scene.modifiers(noun))
    if sense.type in _PLACE_TYPES:
        roles.place = places.calendar_place(scene, noun, before)
        return roles
    if not (set(sense.modes) & _OF_VICTIMS) or tree.prepositional(parse, noun, "of"):
        roles.initiators.extend(before)
    by = tree.prepositional(parse, noun, "by")
    roles.initiators.extend(parties.doers(scene, by))
    _of(scene, noun, sense, roles)
    _towards(scene, noun, sense, roles)
    _carried(scene, noun, sense, roles)
    if sense.mutual and not roles.initiators:
        roles.initiators, roles.recipients = roles.recipients, []
    roles.aimed_at = places.target_place(scene, noun, sense)
    roles.place = roles.place or places.where(scene, noun) or roles.aimed_at
    if roles.place is None:
        beside = by or tree.prepositional(parse, noun, "with", "against", "on")
        roles.place = places.verb_place(scene, noun) or next(
            (p for n in beside if (p := places.where(scene, n)) is not None), None
        )
    if sense.modes == ("ceasefire",) and not roles.actors():
        roles.initiators.extend(_at_war(scene, noun))
    return roles.tidy()


def _at_war(scene: Scene, truce: int) -> list[Participant]:
    """Between whom a truce is: those of the war that it halts, "in its war with Israel"."""
    parse, found = scene.parse, list[Participant]()
    for war in tree.prepositional(parse, truce, "in", "to", "of"):
        if parse.lemma[war].lower() in words.of("fought_with"):
            found.extend(scene.modifiers(war))
            found.extend(scene.participants(tree.prepositional(parse, war, "with", "between", "against")))
    return found


def _of(scene: Scene, noun: int, sense: Sense, roles: Roles) -> None:
    for inner in tree.prepositional(scene.parse, noun, "of"):
        mention = scene.mention_at(inner)
        if mention is not None and mention.type == "place":
            # An unknown name after "the killing of", "the arrest of" is hardly a place, whatever it was taken for.
            if not (set(sense.modes) & _OF_PERSONS and (e := scene.entity_at(inner)) is not None and e.provisional):
                roles.place = scene.place(inner)
            continue
        parts = parties.undergoing(scene, inner)
        (roles.initiators if sense.of == "initiator" else roles.recipients).extend(parts)


def _carried(scene: Scene, noun: int, sense: Sense, roles: Roles) -> None:
    """What the verb over the noun makes of its subject: launched, orchestrated, backed the attack."""
    parse = scene.parse
    whole = tree.whole(parse, noun)
    verb = parse.head[whole]
    if sense.modes == ("visit",) and not roles.initiators and parse.lemma[verb].lower() in ("on", "during"):
        above = parse.head[verb]
        visitors = tree.subjects(parse, above) if tree.is_verb(parse, above) else [above]
        if parse.tag[above] == Tag.VB:
            visitors = []  # "urged X to reconsider during a visit": hardly X's
        roles.initiators.extend(scene.participants(visitors))
    if parse.dep[whole] == Dep.POBJ and not roles.initiators:
        roles.initiators.extend(_accused(scene, verb))
    if parse.dep[whole] not in (Dep.DOBJ, Dep.NSUBJPASS) or not tree.is_verb(parse, verb):
        return
    if whole != noun:
        _towards(scene, whole, sense, roles)
    for group, parts in (
        ("carrying_out", roles.initiators),
        ("orchestrating", roles.orchestrators),
        ("backing", roles.backers),
    ):
        if verbs.name(parse, verb) in words.of(group):
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
