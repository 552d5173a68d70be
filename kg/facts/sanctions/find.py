"""Finds sanctions: each measure named, the step told of it, and who takes which part."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.english import tree
from kg.english import words as dictionary
from kg.english.labels import Dep, Tag
from kg.facts.meaning.measures import Measure, deciding, measure, words
from kg.facts.model import Coding, Factuality, Participant
from kg.facts.sanctions import parties
from kg.facts.sanctions.steps import Step, step
from kg.facts.scene import Scene
from kg.facts.voice.saying import Saying
from kg.facts.voice.voices import Voice, Voices
from kg.spans import Words

# Classes of pronouns for somebody else.
_OF_OTHERS = ("masculine_pronouns", "feminine_pronouns", "plural_pronouns", "neuter_pronouns")
_PRONOUNS = frozenset({"it", "they", "we"})
# Statuses that say that a step has been taken.
_TAKEN = frozenset(
    {
        "imposed",
        "adopted",
        "announced",
        "extended",
        "tightened",
        "eased",
        "suspended",
        "lifted",
        "annulled",
        "expired",
        "enforced",
    }
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A sanction before voices are told apart; ``said`` is the statement whose act is its status, where one's is."""

    token: int
    measure: Measure
    step: Step
    status: str
    trigger: Words
    said: Saying | None
    imposers: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    proposers: tuple[Participant, ...]
    presupposed: bool


def drafts(scene: Scene, voices: Voices) -> list[Draft]:
    """All acts of sanction outside title and headings, in reading order."""
    parse = scene.parse
    found: list[Draft] = []
    for token in range(len(parse)):
        if parse.heading[parse.sentence[token]]:
            continue
        named = measure(parse, token)
        told = step(parse, named) if named is not None else None
        if named is not None and told is not None:
            around = voices.around(told.token)
            draft = _draft(scene, named, told, _whose_deed(scene, voices, told, around), around)
            if draft is not None:
                found.append(draft)
    return _with_shared_targets(scene, _without_doubles(scene, found))


def settled(drafts: list[Draft], told: list[Voice | None]) -> tuple[list[Draft], list[Voice]]:
    """The acts whose status holds as their voice puts it, and that somebody known vouches for.

    A step that was not taken is none. One that only may be is under discussion, or leaves standing what it would undo.
    """
    kept = []
    for draft, voice in zip(drafts, told, strict=True):
        if voice is None or voice.factuality.polarity == "negative":
            continue
        put = voice.factuality
        if draft.step.permitted:
            voice = replace(voice, factuality=replace(put, certainty="possible", tense="present"))
        if put.certainty in ("possible", "unknown") and draft.status in _TAKEN:
            if draft.status in words("presupposing"):
                draft = replace(draft, status="in-force", presupposed=True)
                voice = replace(voice, factuality=Factuality("positive", "presupposed", "past"))
            else:
                draft = replace(draft, status="under-discussion")
                voice = replace(voice, factuality=replace(put, certainty="probable", tense="present"))
        kept.append((draft, voice))
    return [draft for draft, _ in kept], [voice for _, voice in kept]


def triggers(found: Iterable[Draft]) -> frozenset[int]:
    """The tokens that tell these acts: no events are read off them."""
    return frozenset(t for d in found for t in (d.measure.token, d.measure.first, d.step.token))


def coding(status: str, measures: tuple[str, ...]) -> Coding | None:
    """The event that a step is, by the table of the lexicon; None where it is none (evaded, under discussion)."""
    entry = words("coding").get(status)
    if entry is None:
        return None
    seizes = set(measures) & set(words("seizures"))
    return Coding(
        entry["type"],
        tuple(entry["seizure"] if seizes and "seizure" in entry else entry.get("modes", ())),
        ("economic",),
    )


def _draft(scene: Scene, named: Measure, told: Step, said: Saying | None, around: Saying | None) -> Draft | None:
    status, by = _status(told, said, named)
    if status is None or _is_judged(scene, named, told):
        return None
    hit = parties.targets(scene, named, told)
    imposing = parties.imposers(scene, named, told, hit) or _speaking_of_himself(scene, told, around)
    proposing: tuple[Participant, ...] = ()
    if by is not None:
        imposing = imposing or _asked(scene, by)
        proposing = _speaking(by, imposing)
    elif status in ("threatened", "called-for", "proposed", "promised", "under-discussion", "refused") and told.outlook:
        proposing = imposing if status != "called-for" and not told.permitted else ()
    elif told.status in ("called-for", "proposed", "threatened") and told.taking is not None:
        proposing, imposing = imposing, imposing if told.status == "threatened" else ()
    if told.asking is not None:
        proposing = scene.participants(tree.actives(scene.parse, told.asking))
    if status == "in-force":
        proposing = ()
    if status in ("called-for", "proposed") and {p.actor for p in proposing} == {p.actor for p in imposing}:
        imposing = ()
    if not hit and (named.aimed or not (imposing or proposing)):
        return None
    presupposed = (
        named.kind == "participle"
        or (told.token == named.token and named.kind == "noun")
        or (told.outlook and told.status == "in-force")
    )
    first, last = min(named.first, told.token), max(named.token, told.token)
    trigger = scene.words(first, last + 1) if last - first <= 1 else scene.words(told.token, told.token + 1)
    if named.kind == "noun" and last - first > 1:
        trigger = scene.words(named.first, named.token + 1)
    return Draft(named.token, named, told, status, trigger, by, imposing, hit, proposing, presupposed)


def _is_judged(scene: Scene, named: Measure, told: Step) -> bool:
    """Whether known sanctions are only spoken against: "rejected the sanctions as unjustified"."""
    parse = scene.parse
    if told.status not in ("refused", "vetoed") or told.taking is None or named.kind != "noun":
        return False
    known = any(parse.lemma[c].lower() in ("the", "these", "those") for c in tree.children(parse, named.token, Dep.DET))
    called = any(parse.lemma[c].lower() == "as" for c in tree.children(parse, told.taking, Dep.PREP))
    return called or (known and not parties.targets(scene, named, told))


def _status(told: Step, said: Saying | None, named: Measure) -> tuple[str | None, Saying | None]:
    """The status and the statement whose act it is; the outermost words decide."""
    if told.negated:
        return ("refused", None) if told.outlook else (None, None)
    if named.kind == "participle" or (
        told.token == named.token and named.kind == "noun" and not told.outlook and said is None
    ):
        return told.status, None
    if said is not None and said.token == told.token:
        return (told.status, said) if said.factuality.polarity == "positive" else (None, None)
    if said is not None and said.cue.lemma in deciding():
        return told.status, None
    if said is not None:
        by_act = words("acts").get(said.act)
        undoing = told.status in words("presupposing") or told.status == "in-force"
        if by_act == "threatened" and said.cue.act not in ("threaten", "warn") and told.flat:
            return "announced", None
        if by_act is not None and not undoing:
            return (None if said.factuality.polarity == "negative" else by_act), said
        if by_act is not None and undoing and told.token != named.token:
            return "in-force", said
    return told.status, None


def _whose_deed(scene: Scene, voices: Voices, told: Step, around: Saying | None) -> Saying | None:
    """The statement whose deed the step is: its cue tells it, or nothing in its content asserts it by itself."""
    at_cue = voices.at(told.token)
    if at_cue is not None:
        return at_cue
    if around is None or around.frame.head is None or not _leads(scene, told.token, around.frame.head):
        return None
    return around


def _speaking_of_himself(scene: Scene, told: Step, around: Saying | None) -> tuple[Participant, ...]:
    """The speaker, where an "it", "they" or "we" that stands for nobody else imposes."""
    if told.taking is None or around is None or around.source.participant is None:
        return ()
    doing = tree.actives(scene.parse, told.taking)
    if any(scene.parse.lemma[t].lower() in _PRONOUNS and scene.mention_at(t) is None for t in doing):
        return around.source.participants
    return ()


def _leads(scene: Scene, token: int, head: int) -> bool:
    """Whether only infinitives, gerunds and nouns of readiness lie between a content's head and a step."""
    parse, at = scene.parse, token
    while at != head:
        above = parse.head[at]
        if above == at or parse.dep[at] not in (
            Dep.XCOMP,
            Dep.ACL,
            Dep.PCOMP,
            Dep.PREP,
            Dep.DOBJ,
            Dep.POBJ,
            Dep.CONJ,
            Dep.ACOMP,
            Dep.CCOMP,
        ):
            return False
        if parse.dep[at] in (Dep.ACL, Dep.CCOMP) and parse.tag[at] in (Tag.VBN, Tag.VBD, Tag.VBZ, Tag.VBP):
            return False
        at = above
    return parse.tag[at] != Tag.VBD or at != token


def _speaking(by: Saying, imposing: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who threatens or asks: the source; of a threat to do something oneself, whoever would do it."""
    if by.act in ("threaten", "warn", "promise", "offer") and imposing:
        return imposing
    return by.source.participants


def _asked(scene: Scene, by: Saying) -> tuple[Participant, ...]:
    """Whoever is to take the step that another asks for; who threatens it will take it himself."""
    if by.act in ("demand", "request"):
        return scene.participants(list(by.frame.addressees))
    return by.source.participants if by.act in ("threaten", "promise", "offer") else ()


def _with_shared_targets(scene: Scene, found: list[Draft]) -> list[Draft]:
    """The acts with the targets that "their", "them" bring in from the verb above: "listed 61 men, freezing their"."""
    targets = {d.step.token: d.targets for d in found}
    parse = scene.parse
    for index, draft in enumerate(found):
        held = draft.measure.held
        if draft.targets or draft.measure.kind != "verb" or held is None:
            continue
        words_ = {parse.lemma[held].lower(), *(parse.lemma[c].lower() for c in tree.children(parse, held, Dep.POSS))}
        at = draft.step.token
        theirs = any(words_ & dictionary.of(group) for group in _OF_OTHERS)
        while theirs and parse.dep[at] in (Dep.ADVCL, Dep.CONJ) and not targets.get(at):
            at = parse.head[at]
        if theirs and targets.get(at):
            found[index] = replace(draft, targets=targets[at])
    return found


def _without_doubles(scene: Scene, found: list[Draft]) -> list[Draft]:
    """One act a step: of two measures under one verb the names are joined ("an asset freeze and a travel ban")."""
    kept: dict[tuple[int, str], Draft] = {}
    for draft in found:
        key = (draft.step.token, draft.status)
        known = kept.get(key)
        if known is None or draft.step.token == draft.token:
            kept[key if known is None else (draft.token, draft.status)] = draft
            continue
        names = tuple(dict.fromkeys((*known.measure.names, *draft.measure.names)))
        named = replace(known.measure, names=tuple(n for n in names if n != "unspecified" or len(names) == 1))
        kept[key] = replace(known, measure=named, targets=known.targets or draft.targets)
    return list(kept.values())
