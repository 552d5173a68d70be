"""Who says it: the subject or agent of a cue, the holder of a noun, whoever made the text that speaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.document import Parse
from kg.english import tables, tree, verbs, words
from kg.english.cues import Cue
from kg.english.labels import Dep, Pos
from kg.facts.model import Participant
from kg.facts.scene import Scene
from kg.facts.voice import clauses, quoting
from kg.facts.voice.frames import Frame

_OURS = frozenset({"my", "our", "your"})
_ANYBODY = frozenset({"your", "one"})
_ARTICLES = frozenset({"the", "a", "an"})
_SPEAKING = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Source:
    """The head of the source's phrase and the participant; both None where the text names nobody.

    ``others`` say the same with him: "France and Germany said".
    """

    token: int | None = None
    participant: Participant | None = None
    others: tuple["Source", ...] = ()

    @property
    def participants(self) -> tuple[Participant, ...]:
        """All who say it."""
        return tuple(s.participant for s in (self, *self.others) if s.participant is not None)


def of_verb(scene: Scene, verb: int, cue: Cue, frame: Frame) -> Source | None:
    """The source of a verb; None where its subject is nobody who can speak."""
    parse = scene.parse
    verb = clauses.speaking(parse, verb)
    tokens = _by_place(scene, verb) if frame.name in ("clause", "quotation") else []
    feeling = tree.subjects(parse, verb) if cue.mood else []
    tokens = tokens or _quoted(parse, verb) or feeling or tree.actives(parse, verb)
    if not tokens:
        return Source() if tree.is_passive(parse, verb) and not cue.animate and cue.act != "assert" else None
    first = _speaker(scene, tokens[0], lenient=not cue.animate or frame.name == "quotation")
    if first is None or first.participant is None:
        return first
    others = (_speaker(scene, t, lenient=False) for t in tokens[1:])
    named = {o.participant.actor: o for o in others if o is not None and o.participant is not None}
    named.pop(first.participant.actor, None)
    return replace(first, others=(*first.others, *named.values()))


def _quoted(parse: Parse, verb: int) -> list[int]:
    """Whose words are quoted: "quoted X as saying"."""
    above = parse.head[parse.head[verb]]
    if parse.dep[verb] != Dep.PCOMP or parse.lemma[parse.head[verb]].lower() != "as" or not tree.is_verb(parse, above):
        return []
    return tree.objects(parse, above)


def _by_place(scene: Scene, verb: int) -> list[int]:
    """Who speaks by his place beside a quotation or a clause, where the parse gives nobody or the wrong one."""
    parse = scene.parse
    inverted = quoting.is_inverted(scene, verb)
    behind = [t for t in tree.children(parse, verb, *tree.SUBJECT) if t > verb]
    if inverted and behind:
        return tree.conjuncts(parse, behind[-1])
    own = tree.child(parse, verb, *tree.SUBJECT, *tree.PASSIVE)
    if quoting.before(scene, verb) is None or (own is not None and not inverted):
        return []
    found = quoting.speaker_beside(scene, verb)
    return tree.conjuncts(parse, found) if found is not None else []


def of_noun(scene: Scene, noun: int, cue: Cue, frame: Frame) -> Source | None:
    """The source of a noun of saying: "X's claim", "a claim by X", "X made the claim", "X acted in the belief"."""
    parse = scene.parse
    if cue.voiced and not (parse.dep[noun] == Dep.DOBJ and _is_voiced(parse, noun)):
        return None
    holder = tree.child(parse, noun, Dep.POSS)
    if holder is not None:
        return None if parse.text[holder].lower() in _ANYBODY else _speaker(scene, holder, lenient=True)
    for candidate in tree.prepositional(parse, noun, "by", "from", "of", "among"):
        if (found := _speaker(scene, candidate, lenient=False)) is not None and candidate not in frame.content:
            return found
    if parse.lemma[parse.head[noun]].lower() == "have" and cue.act in ("support", "praise"):
        return None  # whoever has support has it of others
    if _is_voiced(parse, noun) and (voicing := _voicing(parse, noun)) is not None:
        return _first_speaker(scene, voicing)
    if (before := scene.modifiers(noun)) and not cue.holder:
        token = next((t for t in scene.tokens_in(before[0].start or 0, before[0].end or 0)), None)
        return Source(token, before[0])
    return _first_speaker(scene, _believing(parse, noun)) if frame.name == "clause" else None


def _is_voiced(parse: Parse, noun: int) -> bool:
    """Whether a noun of saying hangs on a verb of voicing: "reiterated its support"."""
    verb = parse.head[noun]
    return tree.is_verb(parse, verb) and parse.lemma[verb].lower() in words.of("voicing")


def _voicing(parse: Parse, noun: int) -> list[int] | None:
    """Who voices a noun of saying as object or passive subject; None where it is neither, or nobody is named."""
    verb = parse.head[noun]
    if parse.dep[noun] == Dep.DOBJ:
        return tree.actives(parse, verb)
    return (tree.agents(parse, verb) or None) if parse.dep[noun] == Dep.NSUBJPASS else None


def _believing(parse: Parse, noun: int) -> list[int]:
    """Who acts in a belief or on a promise: "X left in the belief that"."""
    preposition = parse.head[noun]
    if parse.dep[noun] != Dep.POBJ or parse.text[preposition].lower() not in words.of("belief_prepositions"):
        return []
    above = next((a for a in tree.ancestors(parse, preposition) if tree.is_verb(parse, a)), None)
    return tree.actives(parse, above) if above is not None else []


def _first_speaker(scene: Scene, tokens: Sequence[int]) -> Source | None:
    """The source that the first of these is, if he can speak."""
    return _speaker(scene, tokens[0], lenient=False) if tokens else None


def of_adjective(scene: Scene, adjective: int) -> Source | None:
    """Whoever is sure, glad or afraid."""
    parse = scene.parse
    verb = parse.head[adjective]
    if parse.dep[adjective] not in (Dep.ACOMP, Dep.CONJ, Dep.OPRD) or not tree.is_verb(parse, verb):
        return None
    return _first_speaker(scene, tree.subjects(parse, verb))


def of_phrase(scene: Scene, noun: int, *others: int) -> Source | None:
    """The source named after "according to", with the others named beside it."""
    first = _speaker(scene, noun, lenient=True)
    if first is None or first.participant is None:
        return first
    beside = (_speaker(scene, t, lenient=False) for t in others)
    named = {o.participant.actor: o for o in beside if o is not None and o.participant is not None}
    named.pop(first.participant.actor, None)
    return replace(first, others=(*first.others, *named.values()))


def _speaker(scene: Scene, token: int, *, lenient: bool) -> Source | None:
    """The source that a noun phrase is: who is named in apposition to it, who made the text, the phrase itself.

    Lenient, any noun will do; else it must be a name, a pronoun of a person or a noun of those who speak.
    """
    parse = scene.parse
    if (named := _named(scene, token)) is not None:
        return named
    lemma = parse.lemma[token].lower()
    if lemma in words.of("documents") and not _is_person(scene, token):
        return None if _is_unsaid(parse, token) else _maker(scene, token)
    mention = scene.mention_at(token)
    if mention is not None and mention.type != "place":
        found = scene.participant(token)
        return Source(token, found) if found else None
    if lemma in _SPEAKING:
        return Source(token, None)
    return Source(token, scene.mint(token)) if _can_speak(parse, token, lenient=lenient) else None


def _can_speak(parse: Parse, token: int, *, lenient: bool) -> bool:
    """Whether a phrase that no mention covers is somebody who speaks."""
    lemma = parse.lemma[token].lower()
    if (lemma in words.of("mute") or lemma in _ARTICLES) and not parse.children[token]:
        return False
    if lemma in words.of("personal_pronouns"):
        return True
    if _is_thing(parse, token):
        return False
    if any(parse.text[c].lower() in _OURS for c in tree.children(parse, token, Dep.POSS)):
        return False
    if lemma in words.of("speakers") or parse.pos[token] == Pos.PROPN:
        return True
    return lenient and parse.pos[token] in (Pos.NOUN, Pos.ADJ, Pos.NUM, Pos.PRON)


def _is_thing(parse: Parse, token: int) -> bool:
    """Whether a name is a law's or a ship's: "the Magnitsky Act", "HMS Diamond", "the tanker Eagle S"."""
    if parse.pos[token] != Pos.PROPN:
        return False
    names, before = tables.load("names"), tree.children(parse, token, Dep.COMPOUND, Dep.NMOD)
    if before and parse.text[token].lower() in names["thing-words"]:
        return True
    return any(parse.text[c] in names["ships"] or parse.lemma[c] in words.of("craft") for c in before)


def _is_unsaid(parse: Parse, text: int) -> bool:
    """Whether nobody has said yet what a text says: a draft, or one that is withheld."""
    modifiers = tree.children(parse, text, Dep.COMPOUND, Dep.AMOD)
    if any(parse.lemma[c].lower() in words.of("drafts") for c in modifiers):
        return True
    withheld = parse.lemma[parse.head[text]].lower() in words.of("withholding")
    return parse.dep[text] in (Dep.DOBJ, Dep.NSUBJPASS) and withheld


def _named(scene: Scene, token: int) -> Source | None:
    """The person whose name stands beside his description: "its spokesman, X", "campaign manager X"."""
    parse = scene.parse
    chosen = parse.text[token].lower() == "elect"  # "the president-elect, X"
    if (parse.pos[token] != Pos.NOUN and not chosen) or parse.lemma[token].lower() in words.of("documents"):
        return None
    for name in tree.children(parse, token, Dep.APPOS):
        mention = scene.mention_at(name)
        if name > token and mention is not None and mention.type == "person" and mention.kind == "name":
            first, _ = tree.phrase(parse, token)
            _, last = tree.phrase(parse, name)
            named = scene.words(first, last)
            return Source(token, Participant(mention.actor, named.start, named.end, mention.id))
    return None


def _is_person(scene: Scene, token: int) -> bool:
    mention = scene.mention_at(token)
    return mention is not None and mention.type in ("person", "organisation") and mention.kind == "name"


def _makes(scene: Scene, before: Participant, text: int) -> bool:
    """Whether who stands before a text made it: "a UN report"; "a British parliamentary report" is not the state's."""
    between = range(scene.tokens_in(before.start or 0, before.end or 0).stop, text)
    return not any(
        scene.parse.pos[t] in (Pos.NOUN, Pos.ADJ) and scene.parse.lemma[t].lower() in words.of("inner") for t in between
    )


def _maker(scene: Scene, token: int) -> Source:
    """Whoever made the text that speaks, in the words that name both; the text itself where nobody is named."""
    parse = scene.parse
    first, last = tree.phrase(parse, token)
    candidates = [*tree.children(parse, token, Dep.POSS), *tree.prepositional(parse, token, "by", "from", "of")]
    named = [m for c in candidates if scene.is_actor(c) and (m := scene.participant(c)) is not None]
    makers = named or [m for m in scene.modifiers(token) if _makes(scene, m, token)]
    if not makers:
        return _issuer(scene, token) or Source(token, scene.mint(token))
    maker, text = makers[0], scene.words(first, last)
    start, end = min(text.start, maker.start or text.start), max(text.end, maker.end or text.end)
    by = {m.actor: m for c in tree.prepositional(parse, token, "by") if (m := scene.participant(c)) is not None}
    others = tuple(Source(None, m) for actor, m in by.items() if maker.actor in by and actor != maker.actor)
    return Source(token, replace(maker, start=start, end=end), others)


def _issuer(scene: Scene, text: int) -> Source | None:
    """Whoever puts out the text that speaks: "X issued a statement saying", "a letter was released by X saying"."""
    parse = scene.parse
    verb = parse.head[text]
    if parse.dep[text] not in (Dep.DOBJ, Dep.NSUBJPASS) or verbs.name(parse, verb) not in words.of("voicing"):
        return None
    if parse.lemma[verb].lower() == "have":
        return None
    found = _first_speaker(scene, tree.actives(parse, verb))
    return found if found is not None and found.participant is not None else None
