"""Who imposes a measure, on whom, for whose good; what it takes hold of, and why."""

import re
from functools import cache

from kg.document import Parse
from kg.english import tree, verbs
from kg.english import words as dictionary
from kg.english.labels import Dep, Pos, Tag
from kg.facts.meaning.measures import Measure, bundle, words
from kg.facts.model import Participant
from kg.facts.sanctions.steps import Step
from kg.facts.scene import Scene
from kg.spans import Words

# Steps that others than the imposer take.
_OF_OTHERS = frozenset({"enforced", "violated", "evaded"})


def imposers(scene: Scene, measure: Measure, step: Step, hit: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whoever imposes, or whose measure it is: the verb's subject, "by X", "US sanctions"; nobody whom it ``hit``."""
    parse = scene.parse
    found = _by_verb(scene, measure, step, _owning(scene, measure, step))
    if measure.kind == "noun":
        found.extend(scene.participants(tree.prepositional(parse, measure.token, "by", "from")))
    suffering = {p.actor for p in hit}
    return tuple(p for p in {p.actor: p for p in found}.values() if p.actor not in suffering)


def _owning(scene: Scene, measure: Measure, step: Step) -> list[Participant]:
    """Those before the noun of a measure: "the EU's sanctions"; who "declined to adopt" them is another."""
    declined = step.status in ("refused", "vetoed") and step.taking is not None
    return list(issuers(scene, measure.token)) if measure.kind == "noun" and not declined else []


def _by_verb(scene: Scene, measure: Measure, step: Step, owning: list[Participant]) -> list[Participant]:
    """The owners of a measure and the agents of the verb that takes it.

    "Switzerland adopted the EU's sanctions": it imposes them, whosesoever they were. "Russia proposed ending UN
    sanctions": they are the UN's, whoever would end them.
    """
    if step.taking is None or measure.kind == "participle" or step.status in _OF_OTHERS:
        return owning
    doing = step.taking if step.signing is None else step.signing
    agents = scene.participants(tree.actives(scene.parse, doing) or _behind_label(scene.parse, doing))
    if step.status == "adopted":
        return [*agents] or owning
    if owning and ((step.status == "in-force" and step.outlook) or _is_of_noun(scene.parse, doing)):
        return owning
    return [*owning, *agents]


def _is_of_noun(parse: Parse, verb: int) -> bool:
    """Whether a noun has the verb below it, so that who does it is guessed: "regards it as a step to restoring"."""
    above = parse.head[verb]
    noun = parse.head[above] if parse.dep[verb] == Dep.PCOMP else above
    return parse.dep[verb] in (Dep.PCOMP, Dep.ACL) and parse.pos[noun] == Pos.NOUN


def _behind_label(parse: Parse, verb: int) -> list[int]:
    """Who does it, where the parser hangs him on what somebody is called: "was declared persona non grata by X"."""
    if not tree.is_passive(parse, verb):
        return []
    return [n for label in tree.children(parse, verb, Dep.OPRD) for n in tree.prepositional(parse, label, "by")]


def issuers(scene: Scene, noun: int) -> tuple[Participant, ...]:
    """Whose a measure is: the actors before its noun or bundle; one with a hyphen ("Iran-related") imposes none."""
    outer = bundle(scene.parse, noun)
    return tuple(
        p
        for p in (*scene.modifiers(noun), *(scene.modifiers(outer) if outer != noun else ()))
        if p.end is None
        or scene.document.text[p.end : p.end + 1] != "-"
        or scene.document.text[p.end + 1 : p.end + 4] == "led"
    )


def targets(scene: Scene, measure: Measure, step: Step) -> tuple[Participant, ...]:
    """Whom it hits: "on X", the object, or whose assets, imports, officials they are."""
    held = measure.held
    return _actors(scene, _of_noun(scene, measure, step) if held is None else _of_held(scene, measure, held))


def _of_held(scene: Scene, measure: Measure, held: int) -> list[int]:
    """The words for those whom a measure hits by what it takes hold of."""
    parse, lemma = scene.parse, scene.parse.lemma[held].lower()
    if lemma in dictionary.of("closed_to_others"):
        return [n for at in (held, measure.token) for n in tree.prepositional(parse, at, "to", "for")]
    heads = [*tree.conjuncts(parse, held), *_owners(scene, held)]
    if scene.is_actor(held):
        return heads
    heads.extend(tree.prepositional(parse, held, "of", "from", "in", "to", "on", "by"))
    heads.extend(tree.prepositional(parse, measure.token, "from", "to", "against"))
    if lemma in dictionary.of("papers"):
        heads.extend(tree.prepositional(parse, held, "for"))
    heads.extend(n for n in tree.prepositional(parse, measure.token, "in") if _is_asset(scene, n))
    if lemma in dictionary.of("exchanged"):
        heads.extend(n for at in (held, measure.token) for n in tree.prepositional(parse, at, "with"))
    return heads if _actors(scene, heads) else _unnamed(scene, measure)


def _of_noun(scene: Scene, measure: Measure, step: Step) -> list[int]:
    """The words for those whom a measure hits by what stands around its noun and its step: "sanctions on X"."""
    parse, noun = scene.parse, measure.token
    heads = [*_behind_measure(scene, noun)]
    for part in tree.prepositional(parse, noun, "of"):
        heads.extend(tree.prepositional(parse, part, *dictionary.of("sanction_prepositions"), "from"))
    if (outer := bundle(parse, noun)) != noun:
        heads.extend(_behind_measure(scene, outer))
    if step.taking is not None:
        heads.extend(tree.prepositional(parse, step.taking, *dictionary.of("sanction_prepositions")))
        if _takes_with(parse.lemma[step.taking].lower()):
            heads.extend(tree.objects(parse, step.taking))
    return [*heads, *_suffering(parse, noun, step)]


def _behind_measure(scene: Scene, noun: int) -> list[int]:
    """Those behind the noun of a measure or its bundle: "on X", "targeting X"."""
    behind = tree.prepositional(scene.parse, noun, *dictionary.of("sanction_prepositions"))
    return [*behind, *_aimed_at(scene, noun)]


def _suffering(parse: Parse, noun: int, step: Step) -> list[int]:
    """The subjects of whoever is under, faces or suffers a measure: "Iran is under sanctions", "Iran faces a ban"."""
    above = parse.head[noun]
    if parse.dep[noun] == Dep.POBJ and parse.text[above].lower() == "under" and tree.is_verb(parse, step.token):
        return tree.subjects(parse, step.token)
    if parse.dep[noun] == Dep.DOBJ and parse.lemma[above] in ("face", "suffer"):
        return tree.actives(parse, above)
    return []


def _is_asset(scene: Scene, noun: int) -> bool:
    return scene.parse.lemma[noun].lower() in dictionary.of("assets")


def _owners(scene: Scene, held: int) -> list[int]:
    """Whose property it is said to be behind it: "a yacht belonging to X", "firms owned by X"."""
    parse = scene.parse
    found: list[int] = []
    for clause in tree.children(parse, held, Dep.ACL):
        part = dictionary.parts("verb").get(parse.lemma[clause].lower())
        if part is not None and part.owned:
            found.extend(tree.prepositional(parse, clause, part.owned))
    return found


def _aimed_at(scene: Scene, noun: int) -> list[int]:
    """Whom a measure is said to aim at: "sanctions targeting X", "that target X", "aimed at X"."""
    parse = scene.parse
    found: list[int] = []
    for clause in tree.children(parse, noun, Dep.ACL, Dep.RELCL):
        part = dictionary.parts("verb").get(parse.lemma[clause].lower())
        if part is None:
            continue
        if part.aimed == "" and not tree.is_passive(parse, clause):
            found.extend(tree.objects(parse, clause))
        elif part.aimed:
            found.extend(tree.prepositional(parse, clause, part.aimed))
        elif "imposed" in part.step:
            found.extend(tree.prepositional(parse, clause, *dictionary.of("sanction_prepositions")))
    return found


def _unnamed(scene: Scene, measure: Measure) -> list[int]:
    """Those whom a verb lists or bars without a name, made actors of this article: "61 individuals and 86 entities"."""
    if measure.kind not in ("verb", "list") or measure.held is None:
        return []
    heads = [
        n
        for n in tree.conjuncts(scene.parse, measure.held)
        if scene.parse.lemma[n].lower() in dictionary.of("sanctionable")
    ]
    for head in heads:
        scene.mint(head)
    return heads


def _actors(scene: Scene, heads: list[int]) -> tuple[Participant, ...]:
    """The actors among these phrases, or those whose property and people they are: of "Russian assets" Russia."""
    found: dict[str, Participant] = {}
    for head in heads:
        if scene.mention_at(head) is None and scene.parse.lemma[head].lower() in dictionary.of("sanctionable"):
            scene.mint(head)  # "two Syrian entities" are not Syria
        part = scene.participant(head)
        parts = [part] if part is not None else list(scene.participants(tree.prepositional(scene.parse, head, "of")))
        parts = parts or list(scene.modifiers(head))
        for inner in [] if parts else tree.prepositional(scene.parse, head, "of", "from", "by", "in"):
            parts.extend(p for p in (scene.participant(inner), *scene.modifiers(inner)) if p is not None)
        for one in parts:
            found.setdefault(one.actor, one)
    return tuple(found.values())


def beneficiaries(scene: Scene, measure: Measure, step: Step) -> tuple[Participant, ...]:
    """Who is to be helped: "to bolster Ukraine", "for Ukraine's reconstruction"."""
    parse = scene.parse
    found: list[int] = []
    for at in {step.token, measure.token, *([measure.held] if measure.held is not None else [])}:
        for clause in tree.children(parse, at, Dep.ADVCL, Dep.XCOMP, Dep.ACL):
            if parse.lemma[clause].lower() in dictionary.of("benefiting") and parse.tag[clause] == Tag.VB:
                found.extend(tree.children(parse, clause, Dep.DOBJ))
        for verb in tree.children(parse, at, Dep.CONJ):
            if parse.lemma[verb].lower() in dictionary.of("giving") and parse.tag[verb] == parse.tag[at]:
                found.extend(tree.prepositional(parse, verb, "to"))
    return _actors(scene, sorted(found))


def asset(scene: Scene, measure: Measure) -> Words | None:
    """The property that the measure takes hold of, in the text's words: of "froze $3 billion in assets" the assets."""
    parse = scene.parse
    if measure.held is None:
        return None
    held = measure.held
    inner = [
        n for n in tree.prepositional(parse, held, "in", "of") if parse.lemma[n].lower() in dictionary.of("assets")
    ]
    if parse.lemma[held].lower() in ("billion", "million") and inner:
        held = inner[0]
    if parse.lemma[held].lower() not in dictionary.of("assets") or parse.pos[held] != Pos.NOUN:
        return None
    first, last = tree.phrase(parse, held)
    return scene.words(first, last)


def scope(scene: Scene, measure: Measure) -> Words | None:
    """The text's own word for how far a measure goes: "comprehensive"."""
    for at in tree.children(scene.parse, measure.token, Dep.AMOD):
        if scene.parse.text[at].lower() in dictionary.of("scopes"):
            return scene.words(at, at + 1)
    return None


def reason(scene: Scene, measure: Measure, step: Step, cue: int | None) -> Words | None:
    """Why, in the text's words: "in response to ...", "over its nuclear programme"."""
    parse = scene.parse
    hit = [
        n
        for at in (measure.token, step.token)
        for n in tree.prepositional(parse, at, *dictionary.of("sanction_prepositions"))
    ]
    for at in dict.fromkeys((step.token, measure.token, *(() if cue is None else (cue,)), *hit)):
        for preposition in tree.children(parse, at, Dep.PREP, Dep.ADVCL, Dep.PCOMP):
            text = _opened_by(scene, preposition)
            if text is None or not _reasons().match(text.text):
                continue
            if at != measure.token or not text.text.lower().startswith("for "):
                return text
    return _purpose(scene, step.token)


def _purpose(scene: Scene, step: int) -> Words | None:
    """What a step is to bring about: "froze the funds to end the war"; no "moved to freeze the funds"."""
    parse = scene.parse
    purposes = [c for c in tree.children(parse, step, Dep.ADVCL) if c > step and verbs.has_to(parse, c)]
    told = (_phrase_of(scene, c) for c in purposes)
    return next((text for text in told if text is not None and text.text.lower().startswith("to ")), None)


def _opened_by(scene: Scene, token: int) -> Words | None:
    """The phrase that a token heads and opens."""
    phrase = _phrase_of(scene, token)
    return phrase if phrase is not None and phrase.start == scene.parse.start[token] else None


def _phrase_of(scene: Scene, token: int) -> Words | None:
    """All that hangs on a token, without the marks at its end."""
    parse, tokens = scene.parse, tree.subtree(scene.parse, token)
    while tokens and parse.pos[tokens[-1]] in (Pos.PUNCT, Pos.SPACE):
        tokens.pop()
    return scene.words(tokens[0], tokens[-1] + 1) if tokens else None


def legal_basis(scene: Scene, measure: Measure, step: Step) -> Words | None:
    """The law or resolution under which it is done: "under Executive Order 14024"."""
    parse = scene.parse
    for noun in (n for at in {step.token, measure.token} for n in tree.prepositional(parse, at, "under")):
        if parse.lemma[noun].lower() in dictionary.of("legal_bases") and parse.text[noun][:1].isupper():
            first, last = tree.phrase(parse, noun)
            return scene.words(first, last)
    return None


def objective(text: str) -> str | None:
    """The code of the aim that a reason or purpose names."""
    low = text.lower()
    return next((code for code, phrases in words("objectives").items() if any(p in low for p in phrases)), None)


def _takes_with(verb: str) -> bool:
    """Whether a verb hits somebody "with" a measure."""
    part = dictionary.parts("verb").get(verb)
    return part is not None and any(step.endswith((" with", " from")) for step in part.step)


@cache
def _reasons() -> re.Pattern[str]:
    openings = "|".join(re.escape(r) for r in words("reasons") if r not in ("after", "following", "for"))
    return re.compile(rf"(?:{openings}|for\s(?:its|their|his|her|the|\w+ing))\b", re.IGNORECASE)
