"""Which event a toll is the outcome of: "an attack killing 25", "25 were killed in the attack"."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.english.memory import remembered
from kg.facts.counts import Counted
from kg.facts.events import places
from kg.facts.events.draft import EventDraft
from kg.facts.model import Count
from kg.facts.scene import Scene

HARMED: Final = frozenset({"kill", "wound", "injure"})
_PARTICIPIAL: Final = frozenset({Dep.ADVCL, Dep.ACL, Dep.XCOMP, Dep.RELCL})


def join(scene: Scene, found: Mapping[int, EventDraft], counted: list[Counted]) -> None:
    """Gives each count to the event whose outcome it tells: "an attack killing 25", "25 were killed in the attack"."""
    for item in counted:
        owner = _owner(scene.parse, item.token, found)
        if owner is None:
            continue
        event, verb = found[owner], _verb_over(scene.parse, item.token)
        event.counts.append(_as_told(event, item.count))
        if event.verb is None and verb not in found:
            event.verb = verb
        event.places |= _harm_places(scene, verb)


def _as_told(event: EventDraft, count: Count) -> Count:
    """The count; those whom the police seize are detained."""
    arrested = event.coding.type == "COERCE" and count.kind == "abducted"
    return replace(count, kind="detained") if arrested else count


def _owner(parse: Parse, token: int, found: Mapping[int, EventDraft]) -> int | None:
    """The event that a count at a word belongs to: the one that caused it, else the word's own, else its verb's.

    In "the attack killed two" that is the attack, in "detained two" the detention, in "shot dead two men" the shooting.
    """
    lemma = parse.lemma[token].lower()
    is_result = lemma in HARMED or lemma in words.of("results")
    if token in found and not is_result:
        return token
    if (cause := outcome_of(parse, token, found)) is not None:
        return cause
    if token in found:
        return token
    verb = _verb_over(parse, token)
    return verb if verb in found and found[verb].coding.type == "ASSAULT" else None


def _harm_places(scene: Scene, verb: int) -> set[str]:
    """Where a verb of harm places it, by itself or its objects; a name that nobody knows is a place of its own."""
    parse, heads = scene.parse, (verb, *tree.objects(scene.parse, verb))
    known = {place.iri for at in heads if (place := places.where(scene, at)) is not None}
    named = (n for at in heads for n in tree.prepositional(parse, at, "in", "near", "at") if parse.pos[n] == Pos.PROPN)
    return known | {parse.text[n] for n in named if not scene.place(n)}


def _verb_over(parse: Parse, token: int) -> int:
    """The verb that a word of harm is or hangs on."""
    if tree.is_verb(parse, token):
        return token
    return next((a for a in tree.ancestors(parse, token) if tree.is_verb(parse, a)), token)


def outcome_of(parse: Parse, token: int, found: Mapping[int, EventDraft]) -> int | None:
    """The event whose result a word of harm tells: of "25 were killed in the attack" the attack.

    It is looked for among agents and adjuncts, in an adverbial clause, above a participle, and at the verb coordinated.
    """
    verb = _verb_over(parse, token)
    if parse.lemma[verb].lower() not in words.of("results") and verb not in found:
        return None
    cause = _named_cause(parse, token, verb, found)
    if cause is None:
        cause = _attack_meanwhile(parse, verb, found)
    if cause is not None:
        return cause
    if _is_participial(parse, verb):
        return next((at for at in _modified(parse, verb) if at in found and at != token), None)
    above = parse.head[verb]
    if parse.dep[verb] == Dep.CONJ and above != verb and tree.is_verb(parse, above):
        return outcome_of(parse, above, found)
    return None


def _named_cause(parse: Parse, token: int, verb: int, found: Mapping[int, EventDraft]) -> int | None:
    """The event noun that is a verb's agent or adjunct, or stands in its subject's phrase: "the toll of the raid".

    A relative pronoun stands for its antecedent: "the clashes, in which 11 people died".
    """
    for noun in _causes(parse, verb):
        at = noun
        if parse.tag[noun] == Tag.WDT and parse.dep[verb] == Dep.RELCL:
            at = parse.head[verb]
        if at in found and at != token and parse.pos[at] == Pos.NOUN:
            return at
    return None


@remembered
def _causes(parse: Parse, verb: int) -> tuple[int, ...]:
    """The nouns that may name what did the harm that a verb tells, agents first."""
    adjuncts = (
        adjunct
        for at in _coordinated(parse, verb)
        for adjunct in tree.prepositional(parse, at, "in", "by", "during", "after", "with")
    )
    named = (noun for at in (*tree.actives(parse, verb), *adjuncts) for noun in tree.gathered(parse, at))
    sources = (noun for at in tree.subjects(parse, verb) for noun in tree.prepositional(parse, at, "from", "of", "in"))
    return (*named, *sources)


def _coordinated(parse: Parse, verb: int) -> list[int]:
    """A verb and the participles beside it, which tell one outcome: "25 were killed and 100 injured in the attack"."""
    return [verb, *(c for c in tree.children(parse, verb, Dep.CONJ) if parse.tag[c] == Tag.VBN)]


def _attack_meanwhile(parse: Parse, verb: int, found: Mapping[int, EventDraft]) -> int | None:
    """The attack in an adverbial clause of a verb undergone: "were killed when missiles hit the town"."""
    if not (tree.is_passive(parse, verb) or parse.lemma[verb].lower() in ("die", "perish")):
        return None
    clauses = (c for at in _coordinated(parse, verb) for c in tree.children(parse, at, Dep.ADVCL))
    attacks = (c for c in clauses if c in found and found[c].coding.type == "ASSAULT")
    return next((attack for attack in attacks if _is_meanwhile(parse, attack)), None)


def _is_meanwhile(parse: Parse, clause: int) -> bool:
    """Whether an adverbial clause tells what did it: "when missiles hit the town"; not "two days after"."""
    if tree.child(parse, clause, Dep.NPADVMOD) is not None:
        return False
    opening = tree.children(parse, clause, Dep.MARK, Dep.ADVMOD)
    return any(parse.lemma[c].lower() in ("when", "after", "as") for c in opening)


def _is_participial(parse: Parse, verb: int) -> bool:
    """Whether a verb heads a clause about what stands above it: "struck the town, killing five", "a raid that killed".

    An adverbial clause with a subject of its own tells something else.
    """
    if parse.dep[verb] not in _PARTICIPIAL or parse.tag[verb] not in (Tag.VBG, Tag.VBD, Tag.VBN):
        return False
    return parse.dep[verb] != Dep.ADVCL or tree.child(parse, verb, *tree.SUBJECT) is None


def _modified(parse: Parse, verb: int) -> list[int]:
    """What a participle or relative clause may modify: the verb above and its arguments, or the nouns above."""
    above = parse.head[verb]
    if tree.is_verb(parse, above):
        return [above, *tree.objects(parse, above), *tree.subjects(parse, above)]
    return _nouns_above(parse, above)


def _nouns_above(parse: Parse, noun: int) -> list[int]:
    """The noun and those that it belongs to: "an assault on the seat of the firm that killed five"."""
    found = [noun]
    while parse.dep[noun] in (Dep.POBJ, Dep.PREP):
        noun = parse.head[noun]
        found.append(noun)
    return [at for at in found if parse.pos[at] in (Pos.NOUN, Pos.PROPN)]


def give(owner: EventDraft, harmed: EventDraft) -> None:
    """Hands over what the word of harm knows and the event does not: who was harmed, where, how many."""
    known = owner.roles.actors()
    owner.roles.initiators = owner.roles.initiators or harmed.roles.initiators
    owner.roles.recipients.extend(p for p in harmed.roles.recipients if p.actor not in known)
    owner.roles.place = owner.roles.place or harmed.roles.place
    owner.places |= harmed.places
    owner.counts.extend(c for c in harmed.counts if c not in owner.counts)
