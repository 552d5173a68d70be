"""Finds who says what: one pass over the tokens, each cue read with its frame, source, act and content."""

from dataclasses import replace
from typing import Final

from kg.document import Parse
from kg.english import cues, tree
from kg.english import words as dictionary
from kg.english.cues import Cue
from kg.english.labels import Dep, Pos, Tag
from kg.facts.meaning import measures, senses
from kg.facts.meaning.deeds import deed
from kg.facts.model import Factuality
from kg.facts.scene import Scene
from kg.facts.voice import clauses, content, evidential, finders, floating, sources
from kg.facts.voice.acts import act
from kg.facts.voice.factuality import factuality
from kg.facts.voice.frames import Frame
from kg.facts.voice.other_senses import is_other_sense
from kg.facts.voice.saying import Saying
from kg.facts.voice.sources import Source
from kg.facts.voice.unspoken import is_unspoken
from kg.spans import Span, Words

_NOBODY: Final = frozenset({"no", "not"})
# Acts that add nothing to what their noun tells: "voiced support" is support.
_BARE: Final = frozenset({"assert", "announce", "other", "support", "promise", "offer"})


def sayings(scene: Scene) -> list[Saying]:
    """All statements outside title and headings, in reading order."""
    parse = scene.parse
    found: list[Saying] = []
    for token in range(len(parse)):
        if parse.heading[parse.sentence[token]]:
            continue
        saying = evidential.saying(scene, token) or _reported(scene, token)
        if saying is not None:
            found.append(saying)
    found = floating.with_floating(scene, _without_echoes(scene, found))
    return sorted(found, key=lambda d: (d.token, d.pieces))


def _reported(scene: Scene, token: int) -> Saying | None:
    parse = scene.parse
    deed_there = senses.sense(parse, token, scene)
    does = deed_there is not None and parse.pos[token] == Pos.VERB and _tells_deed(parse, token, deed_there)
    for cue in cues.uses(parse, token):
        frame = finders.frame(scene, token, cue)
        if frame is None:
            continue
        if does and frame.name != "clause":
            continue  # "recalled its ambassador" tells a deed, not a memory; "shot back that" no shot
        if is_other_sense(scene, token, cue, frame) or _is_no_word(scene, token, cue, frame):
            continue
        source = _source(scene, token, cue, frame)
        if source is None or is_unspoken(scene, token, cue, frame, source):
            continue
        saying = _saying(scene, token, cue, frame, source)
        if saying is not None:
            return saying
    return None


def _is_no_word(scene: Scene, token: int, cue: Cue, frame: Frame) -> bool:
    """Whether a cue tells of no words with this frame: who must "see it banned"; police question men."""
    if frame.name == "clause":
        return cue.lemma in dictionary.of("perceiving") and scene.parse.tag[token] == Tag.VB
    if frame.name == "infinitive":
        return _is_about_his_name(scene.parse, frame)
    if frame.name != "object":
        return False
    if cue.lemma == "dismiss" and _is_sacked(scene, token, frame):
        return True
    if cue.act == "warn" and not _is_named(scene, frame):
        return True  # "warned drivers [of ice]"
    return _is_done_to_somebody(scene, token, cue, frame)


def _is_about_his_name(parse: Parse, frame: Frame) -> bool:
    """Whether a source only wants to stay unnamed: "who did not want to be identified"."""
    head = frame.head
    if head is None or tree.child(parse, head, Dep.AUXPASS) is None:
        return False
    return parse.lemma[head].lower() in ("name", "identify", "quote")


def _is_named(scene: Scene, frame: Frame) -> bool:
    if frame.head is None or (mention := scene.mention_at(frame.head)) is None:
        return False
    return mention.kind != "noun" and scene.is_actor(frame.head)


def _is_done_to_somebody(scene: Scene, verb: int, cue: Cue, frame: Frame) -> bool:
    """Whether a verb does something to people and tells of no words: police question men, an army resists rebels."""
    parse = scene.parse
    armed = any(parse.lemma[n].lower() in dictionary.of("sidearms") for n in tree.prepositional(parse, verb, "with"))
    bodily = cue.act == "question" or cue.lemma in dictionary.of("said_of_things")
    return armed or (bodily and frame.head is not None and scene.is_actor(frame.head))


def _tells_deed(parse: Parse, verb: int, sense: senses.Sense) -> bool:
    """Whether a verb tells a deed rather than words: by what hangs on it, or as several talk something over."""
    return bool(sense.companions) or ("company" in sense.needs and len(tree.subjects(parse, verb)) > 1)


def _source(scene: Scene, token: int, cue: Cue, frame: Frame) -> Source | None:
    if cue.mood and scene.parse.dep[token] in (Dep.ACOMP, Dep.OPRD):
        return sources.of_adjective(scene, token)
    match scene.parse.pos[token]:
        case Pos.NOUN:
            return sources.of_noun(scene, token, cue, frame)
        case Pos.ADJ:
            return sources.of_adjective(scene, token)
        case _:
            return sources.of_verb(scene, token, cue, frame)


def _is_sacked(scene: Scene, verb: int, frame: Frame) -> bool:
    """Whether somebody is sent away from a post: a person, or "from office"."""
    parse, head = scene.parse, frame.head
    left = (*tree.prepositional(parse, verb, "from"), *(tree.prepositional(parse, head, "from") if head else ()))
    if any(parse.lemma[n].lower() in dictionary.of("posts") for n in left):
        return True
    mention = scene.mention_at(head) if head is not None else None
    return mention is not None and mention.type in ("person", "position")


def _saying(scene: Scene, token: int, cue: Cue, frame: Frame, source: Source) -> Saying | None:
    """The statement of a cue with its frame and source; None where it was not said, or another fact tells it."""
    if cue.lemma in measures.deciding() and _is_step(scene.parse, frame):
        return None
    how = _how_said(scene, token)
    if not _was_said(scene, token, cue, how) or (frame.name == "clause" and _is_nobody(scene.parse, token)):
        return None
    pieces = content.pieces(scene, token, frame)
    if not pieces:
        return None
    done = act(scene, token, cue, frame, source)
    if done.name == "admit" and _is_denied(scene.parse, token, cue):
        done = replace(done, name="deny")  # "pleaded not guilty to"
    if how.polarity == "negative" and frame.name == "clause" and _is_disbelief(cue, done.name):
        done, how = replace(done, name="deny"), replace(how, polarity="positive")
    return Saying(
        token=token,
        cue=cue,
        words=_cue_words(scene, token, cue),
        frame=frame,
        source=source,
        pieces=pieces,
        manner=content.manner(scene, pieces),
        act=done.name,
        coding=done.coding,
        targets=done.targets,
        factuality=how,
        score=_score(frame, source),
    )


def _is_disbelief(cue: Cue, act: str) -> bool:
    """Whether not to think so is to think that it is not so: "did not believe that"."""
    return act == "assert" and cue.lemma in dictionary.of("neg_raising")


def _is_denied(parse: Parse, token: int, cue: Cue) -> bool:
    """Whether the word that belongs to a cue is negated: "pleaded [not guilty]"."""
    particle = cues.particle(parse, token, cue) if cue.particle is not None else None
    return particle is not None and tree.child(parse, particle, Dep.NEG) is not None


def _was_said(scene: Scene, token: int, cue: Cue, how: Factuality) -> bool:
    """Whether a cue tells of words, spoken or withheld, and not of what may be said or of a deed."""
    if how.polarity == "negative" and scene.parse.dep[token] in (Dep.XCOMP, Dep.PCOMP, Dep.ACL, Dep.ADVCL):
        return False
    if how.certainty in ("possible", "unknown") and not _is_spoken(scene, token):
        return False
    if how.tense == "future" and cue.lemma in dictionary.of("talking"):
        return False  # "are expected to discuss joint patrols"
    # "Accused Rwanda of backing rebels" charges it with a deed, not with words; "rebels backed by Y" only tells whose.
    whose = scene.parse.dep[token] == Dep.ACL and scene.parse.tag[token] == Tag.VBN
    backed = whose and cue.lemma in dictionary.of("backing")
    return not (cue.act == "support" and (_is_charge(scene, token) or backed))


def _is_nobody(parse: Parse, verb: int) -> bool:
    """Whether nobody says it: "no witness says", "not a single photograph proves"."""
    below = (c for subject in tree.children(parse, verb, Dep.NSUBJ) for c in parse.children[subject])
    return any(parse.lemma[c].lower() in _NOBODY and parse.dep[c] in (Dep.DET, Dep.NEG) for c in below)


def _is_charge(scene: Scene, verb: int) -> bool:
    """Whether a gerund tells what somebody is accused of."""
    parse = scene.parse
    above = parse.head[parse.head[verb]]
    return parse.dep[verb] in (Dep.PCOMP, Dep.POBJ) and parse.lemma[above].lower() in ("accuse", "suspect", "blame")


def _how_said(scene: Scene, token: int) -> Factuality:
    """The factuality of the saying itself; nouns and participles tell of what has been said."""
    parse = scene.parse
    cue = parse.head[token] if parse.pos[token] == Pos.ADJ else clauses.speaking(parse, token)
    how = factuality(parse, cue)
    finite = parse.tag[cue] in (Tag.VBZ, Tag.VBP) or any(
        parse.tag[c] in (Tag.VBZ, Tag.VBP) for c in tree.children(parse, cue, Dep.AUX)
    )
    if any(
        parse.lemma[c].lower() == "neither" for s in tree.children(parse, cue, Dep.NSUBJ) for c in parse.children[s]
    ):
        how = replace(how, polarity="negative")
    return replace(how, tense="past") if how.tense == "present" and not finite else how


def _is_step(parse: Parse, frame: Frame) -> bool:
    """Whether what is agreed is a step of sanction, which the sanction itself tells: "agreed to extend sanctions"."""
    done = deed(parse, frame.head) if frame.head is not None and frame.name == "infinitive" else None
    return done is not None and (done.type == "SANCTION" or (done.noun is None and _undoes(parse, done.token)))


def _undoes(parse: Parse, verb: int) -> bool:
    return any(measures.measure(parse, noun) is not None for noun in tree.children(parse, verb, Dep.DOBJ))


def _is_spoken(scene: Scene, token: int) -> bool:
    """Whether a cue below a modal is nevertheless said: "I must say", "would like to stress" are."""
    return any(scene.parse.lemma[a] == "like" for a in tree.upwards(scene.parse, token))


def _score(frame: Frame, source: Source) -> float:
    score = 0.9 if frame.name in ("clause", "target", "request", "infinitive") else 0.8
    if source.participant is None:
        return score - 0.3
    return score


def _cue_words(scene: Scene, token: int, cue: Cue) -> Words:
    """The cue with its particle; with the noun that a participle hangs on: "statement indicating"."""
    parse = scene.parse
    first, last = token, token
    if cue.particle is not None and (particle := cues.particle(parse, token, cue)) is not None:
        last = particle if particle == token + 1 else token
    elif cue.frames and cue.frames[0] == "prep:to" and parse.text[min(token + 1, len(parse) - 1)].lower() == "to":
        last = token + 1
    if parse.dep[token] == Dep.ACL and parse.head[token] == token - 1:
        first = token - 1
    return scene.words(first, last + 1)


def _without_echoes(scene: Scene, found: list[Saying]) -> list[Saying]:
    """One statement a content: of two cues that share it the earlier keeps it; "voiced support" is told by its noun."""
    nouns = {saying.token for saying in found}
    kept: dict[tuple[bool, tuple[Span, ...]], Saying] = {}
    told: set[tuple[int, str, str, str, str]] = set()
    for saying in found:
        if saying.frame.name == "object" and saying.frame.head in nouns and saying.act in _BARE:
            continue
        key = saying.frame.name == "aside", saying.pieces
        known = kept.get(key)
        if known is None or (known.source.participant is None and saying.source.participant is not None):
            if _is_retold(scene, saying, told):
                continue
            kept[key] = saying
    return list(kept.values())


def _is_retold(scene: Scene, saying: Saying, told: set[tuple[int, str, str, str, str]]) -> bool:
    """Whether a sentence has told this act of this speaker in these words: "condemned X, and issued a condemnation"."""
    source = saying.source.participant
    words = " ".join(scene.document.text[p.start : p.end] for p in saying.pieces).lower()
    own = scene.parse.sentence[saying.token], saying.act, source.actor if source else "", words
    targets = sorted(m.actor for t in saying.targets if (m := scene.mention_at(t)) is not None)
    noun = scene.parse.pos[saying.token] == Pos.NOUN and source is not None
    seen = noun and (*own, " ".join(targets)) in told
    told |= {(*own, " ".join(targets)), (*own, "")}
    return seen
