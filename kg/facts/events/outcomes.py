"""Which event a toll is the outcome of: "an attack killing 25", "25 were killed in the attack"."""

from collections.abc import Mapping

from kg.document import Parse
from kg.english import tree, words
from kg.english.labels import Dep, Pos, Tag
from kg.facts.counts import Counted
from kg.facts.events import places
from kg.facts.events.draft import Draft
from kg.facts.scene import Scene

HARMED = frozenset({"kill", "wound", "injure"})


def join(scene: Scene, found: Mapping[int, Draft], counted: list[Counted]) -> None:
    """Counts go to the event they tell the outcome of: "an attack killing 25", "25 were killed in the attack"."""
    for item in counted:
        results = {*words.of("results"), *HARMED}
        told = item.token in found and scene.parse.lemma[item.token].lower() not in results
        owner = item.token if told else outcome_of(scene.parse, item.token, found)
        if owner is None and item.token in found:
            owner = item.token
        if owner is None and (over := _verb_over(scene.parse, item.token)) in found:
            owner = over if found[over].coding.type == "ASSAULT" else None  # "shot dead two men"
        if owner is not None:
            found[owner].counts.append(item.count)
            verb = _verb_over(scene.parse, item.token)
            if found[owner].verb is None and verb not in found:
                found[owner].verb = verb
            found[owner].places |= _told_at(scene, verb)


def _told_at(scene: Scene, verb: int) -> set[str]:
    """Where a word of harm places it; a name that nobody knows is a place of its own."""
    parse, heads = scene.parse, (verb, *tree.objects(scene.parse, verb))
    known = {place.iri for at in heads if (place := places.where(scene, at)) is not None}
    named = (n for at in heads for n in tree.prepositional(parse, at, "in", "near", "at") if parse.pos[n] == Pos.PROPN)
    return known | {parse.text[n] for n in named if not scene.place(n)}


def _verb_over(parse: Parse, token: int) -> int:
    """The verb that a word of harm is or hangs on."""
    if tree.is_verb(parse, token):
        return token
    return next((a for a in tree.ancestors(parse, token) if tree.is_verb(parse, a)), token)


def outcome_of(parse: Parse, token: int, found: Mapping[int, Draft]) -> int | None:
    """The event whose result a word of harm tells."""
    verb = _verb_over(parse, token)
    if parse.lemma[verb].lower() not in words.of("results") and verb not in found:
        return None
    # "25 were killed and 100 injured in the attack" tells one outcome.
    beside = [c for c in tree.children(parse, verb, Dep.CONJ) if parse.tag[c] == Tag.VBN]
    causes = [
        inner
        for at in (verb, *beside)
        for n in tree.prepositional(parse, at, "in", "by", "during", "after", "with")
        for inner in tree.gathered(parse, n)
    ]
    tolls = [n for s in tree.subjects(parse, verb) for n in tree.prepositional(parse, s, "from", "of", "in")]
    own = tree.child(parse, verb, *tree.SUBJECT) is not None and parse.dep[verb] in (Dep.ADVCL, Dep.CCOMP)
    doers = [inner for n in tree.actives(parse, verb) for inner in tree.gathered(parse, n)]
    for at in (*doers, *causes, *tolls):
        if parse.tag[at] == Tag.WDT and parse.dep[verb] == Dep.RELCL:
            at = parse.head[verb]  # "the clashes, in which 11 people died"
        if at in found and at != token and parse.pos[at] == Pos.NOUN:
            return at
    undergone = tree.is_passive(parse, verb) or parse.lemma[verb].lower() in ("die", "perish")
    meanwhile = (c for at in (verb, *beside) for c in tree.children(parse, at, Dep.ADVCL) if _is_meanwhile(parse, c))
    if (
        undergone
        and (strike := next((c for c in meanwhile if c in found and found[c].coding.type == "ASSAULT"), None))
        is not None
    ):
        return strike
    if (
        parse.dep[verb] in (Dep.ADVCL, Dep.ACL, Dep.XCOMP, Dep.RELCL)
        and parse.tag[verb] in (Tag.VBG, Tag.VBD, Tag.VBN)
        and not own
    ):
        above = parse.head[verb]
        candidates = (
            [above, *tree.objects(parse, above), *tree.subjects(parse, above)]
            if tree.is_verb(parse, above)
            else _around(parse, above)
        )
        return next((at for at in candidates if at in found and at != token), None)
    if parse.dep[verb] == Dep.CONJ and parse.head[verb] != verb and tree.is_verb(parse, parse.head[verb]):
        return outcome_of(parse, parse.head[verb], found)
    return None


def _around(parse: Parse, noun: int) -> list[int]:
    """The noun and those that it belongs to: "an assault on the seat of the firm that killed five"."""
    found = [noun]
    while parse.dep[noun] in (Dep.POBJ, Dep.PREP):
        noun = parse.head[noun]
        found.append(noun)
    return [at for at in found if parse.pos[at] in (Pos.NOUN, Pos.PROPN)]


def _is_meanwhile(parse: Parse, clause: int) -> bool:
    """Whether a clause tells what did it: "were killed when missiles hit the town"; not "two days after"."""
    if tree.child(parse, clause, Dep.NPADVMOD) is not None:
        return False
    opening = tree.children(parse, clause, Dep.MARK, Dep.ADVMOD)
    return any(parse.lemma[c].lower() in ("when", "after", "as") for c in opening)


def give(owner: Draft, harmed: Draft) -> None:
    """What the word of harm knows and the event does not: who was harmed, where."""
    known = owner.roles.actors()
    owner.roles.initiators = owner.roles.initiators or harmed.roles.initiators
    owner.roles.recipients.extend(p for p in harmed.roles.recipients if p.actor not in known)
    owner.roles.place = owner.roles.place or harmed.roles.place
    owner.places |= harmed.places
    owner.counts.extend(c for c in harmed.counts if c not in owner.counts)
