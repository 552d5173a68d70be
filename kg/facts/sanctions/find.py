"""Finds sanctions: each measure named, the step told of it, and who takes which part."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from kg.english import tree
from kg.english import words as dictionary
from kg.english.labels import Dep, Tag
from kg.facts.kind import Search
from kg.facts.meaning.measures import Measure, deciding, words
from kg.facts.meaning.measures import measure as measure_at
from kg.facts.model import Coding, Factuality, Participant
from kg.facts.sanctions import parties
from kg.facts.sanctions.steps import Step, step_of
from kg.facts.scene import Scene
from kg.facts.voice.saying import Saying
from kg.facts.voice.voices import Voice, Voices
from kg.spans import Span, Words

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
# Statuses of steps to come.
_AHEAD: Final = frozenset({"threatened", "called-for", "proposed", "promised", "under-discussion", "refused"})
# What leads from the head of a content down to a step: infinitives, gerunds and nouns of readiness.
_LEADING: Final = frozenset(
    {Dep.XCOMP, Dep.ACL, Dep.PCOMP, Dep.PREP, Dep.DOBJ, Dep.POBJ, Dep.CONJ, Dep.ACOMP, Dep.CCOMP}
)

_OWN_ACTS: Final = frozenset({"threaten", "promise", "offer", "warn"})
_OFFICIAL: Final = frozenset({"state", "government-body", "international-organisation", "alliance"})
_BODIES: Final = frozenset({"international-organisation", "alliance"})

Parties = tuple[Participant, ...]

NO_STEP: Final = "not told what becomes of the sanction"
NO_TAKER: Final = "not told who takes the step, or on whom"
"""Why the name of a measure is not taken for an act of sanction."""


@dataclass(frozen=True, slots=True)
class SanctionDraft:
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


def search(scene: Scene, voices: Voices) -> Search[SanctionDraft]:
    """All acts of sanction outside title and headings, in reading order."""
    parse = scene.parse
    tokens = (token for token in range(len(parse)) if not parse.heading[parse.sentence[token]])
    measures = (measure for token in tokens if (measure := measure_at(parse, token)) is not None)
    found, refused = [], {}
    for measure in measures:
        step = step_of(parse, measure)
        draft = _draft(scene, measure, step, voices) if step is not None else None
        if draft is not None:
            found.append(draft)
        else:
            refused[measure.token] = NO_STEP if step is None else NO_TAKER
    return Search(_with_shared_targets(scene, _without_doubles(found)), refused)


def vouched_for(drafts: list[SanctionDraft], voices: list[Voice | None]) -> tuple[list[SanctionDraft], list[Voice]]:
    """The acts that somebody known vouches for, each with the status that its voice leaves it.

    A step that was not taken is none: "did not impose". One that only may be is under discussion, or leaves standing
    what it would undo: "may lift".
    """
    kept = [
        _as_voiced(draft, voice)
        for draft, voice in zip(drafts, voices, strict=True)
        if voice is not None and voice.factuality.polarity != "negative"
    ]
    return [draft for draft, _ in kept], [voice for _, voice in kept]


def _as_voiced(draft: SanctionDraft, voice: Voice) -> tuple[SanctionDraft, Voice]:
    """The act and its voice; a step told to be possible has not been taken, whatever its verb says."""
    factuality = voice.factuality
    if draft.step.permitted:
        voice = replace(voice, factuality=replace(factuality, certainty="possible", tense="present"))
    if draft.status == "imposed" and factuality.tense == "future" and factuality.certainty == "probable":
        return replace(draft, status="announced"), voice  # "agreed to add nine people to the list"
    if factuality.certainty not in ("possible", "unknown") or draft.status not in _TAKEN:
        return draft, voice
    if draft.status in words("presupposing") and draft.status != "tightened":
        standing = Factuality("positive", "presupposed", "past")
        return replace(draft, status="in-force", presupposed=True), replace(voice, factuality=standing)
    open_ = replace(factuality, certainty="probable", tense="present")
    return replace(draft, status="under-discussion"), replace(voice, factuality=open_)


def triggers(found: Iterable[SanctionDraft]) -> frozenset[int]:
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


def _draft(scene: Scene, measure: Measure, step: Step, voices: Voices) -> SanctionDraft | None:
    """The act of a measure and its step; None where nobody is told to take it, or to suffer it.

    "The EU threatened Iran with sanctions": the EU, who threatens, would impose them on Iran.
    """
    around = voices.around(step.token)
    status, said = _status(step, _whose_deed(scene, voices, step, around), measure)
    if status is None or _is_judged(scene, measure, step):
        return None
    targets = parties.targets(scene, measure, step)
    own = parties.imposers(scene, measure, step, targets) or _speaking_of_himself(scene, step, around)
    imposers, proposers = _by_status(scene, status, step, said, own)
    if not _is_taken(scene, measure, step, targets, own):
        return None
    if not targets and (
        measure.aimed or not (imposers or proposers) or (around is None and _is_vague(scene, measure, step, imposers))
    ):
        return None
    return SanctionDraft(
        token=measure.token,
        measure=measure,
        step=step,
        status=status,
        trigger=_trigger(scene, measure, step),
        said=said,
        imposers=imposers,
        targets=targets,
        proposers=proposers,
        presupposed=_is_presupposed(measure, step),
    )


def _is_taken(scene: Scene, measure: Measure, step: Step, targets: Parties, own: Parties) -> bool:
    """Whether what is a measure only in the hands of states is in theirs: a duty that one pays is none."""
    if measure.taken:
        told = step.taking is not None and tree.actives(scene.parse, step.taking)
        abroad = not {p.actor for p in own} & {scene.state_of(p.actor) for p in targets}
        return step.token != measure.token and bool(targets) and bool(own or not told) and abroad
    if not measure.official:
        return True
    known = (scene.entities.get(p.actor) for p in own)
    return bool(own) and all(e is not None and e.type in _OFFICIAL for e in known)


def _is_vague(scene: Scene, measure: Measure, step: Step, imposers: Parties) -> bool:
    """Whether sanctions of nobody in particular are only spoken of: "in the face of Western sanctions"."""
    if not _is_presupposed(measure, step) or step.taking is not None:
        return False
    known = (scene.entities.get(p.actor) for p in imposers)
    return all(e is None or (e.type == "group" and e.state is None) for e in known)


def _by_status(scene: Scene, status: str, step: Step, said: Saying | None, own: Parties) -> tuple[Parties, Parties]:
    """Who imposes and who proposes, of those whom a step's own words tell (``own``) and of those who speak of it.

    Whoever only asks for a step does not take it.
    """
    imposers, proposers = _taking_or_asking(scene, status, step, said, own)
    if step.asking is not None:
        proposers = scene.participants(tree.actives(scene.parse, step.asking))
    if status == "in-force":
        return imposers, ()
    if status in ("called-for", "proposed") and {p.actor for p in proposers} == {p.actor for p in imposers}:
        return (), proposers
    return imposers, proposers


def _taking_or_asking(
    scene: Scene, status: str, step: Step, said: Saying | None, own: Parties
) -> tuple[Parties, Parties]:
    """Imposers and proposers, by a statement, by words that look ahead, or by the verb of a step not yet taken."""
    if said is not None:
        imposers = own or _asked(scene, said)
        return _in_whose_name(scene, imposers, said), _speaking(said, imposers)
    if step.outlook and status in _AHEAD:
        return own, own if status != "called-for" and not step.permitted else ()
    if step.taking is not None and step.status in ("called-for", "proposed", "threatened"):
        return own if step.status == "threatened" else (), own
    return own, ()


def _is_presupposed(measure: Measure, step: Step) -> bool:
    """Whether a measure is spoken of as standing: "frozen assets", "under the sanctions", "wants to lift sanctions"."""
    bare = measure.kind == "noun" and step.token == measure.token
    return measure.kind == "participle" or bare or (step.outlook and step.status == "in-force")


def _trigger(scene: Scene, measure: Measure, step: Step) -> Words:
    """The words that tell an act: measure and step where they adjoin, else the noun of the measure, else the step."""
    first, last = min(measure.first, step.token), max(measure.token, step.token)
    if last - first <= 1:
        return scene.words(first, last + 1)
    if measure.kind == "noun":
        return scene.words(measure.first, measure.token + 1)
    return scene.words(step.token, step.token + 1)


def _is_judged(scene: Scene, measure: Measure, step: Step) -> bool:
    """Whether known sanctions are only spoken against: "rejected the sanctions as unjustified"."""
    parse = scene.parse
    if step.status not in ("refused", "vetoed") or step.taking is None or measure.kind != "noun":
        return False
    known = any(
        parse.lemma[c].lower() in ("the", "these", "those") for c in tree.children(parse, measure.token, Dep.DET)
    )
    called = any(parse.lemma[c].lower() == "as" for c in tree.children(parse, step.taking, Dep.PREP))
    targets = parties.targets(scene, measure, step)
    return called or (known and not targets) or _is_from_abroad(scene, measure, step.taking, targets)


def _is_from_abroad(scene: Scene, measure: Measure, verb: int, targets: Parties) -> bool:
    """Whether those who turn a measure down are not those who might take it: it is another's, or is on themselves.

    "China rejects US sanctions on its firms"; "Switzerland declined to adopt the EU's sanctions" turns down its own.
    """
    part = dictionary.parts("verb").get(scene.parse.lemma[verb].lower())
    if scene.parse.head[measure.token] != verb or part is None or "refused" not in part.step:
        return False
    speakers = scene.participants(tree.actives(scene.parse, verb))
    own = {p.actor for p in speakers} | {scene.state_of(p.actor) for p in speakers}
    issuers = {p.actor for p in parties.issuers(scene, measure.token)}
    hit = {p.actor for p in targets} | {scene.state_of(p.actor) for p in targets}
    return bool(issuers - own) or bool((hit & own) - {None})


def _status(step: Step, said: Saying | None, measure: Measure) -> tuple[str | None, Saying | None]:
    """The status and the statement whose act it is; the outermost words decide: "threatened to lift"."""
    if step.negated:
        return ("refused", None) if step.outlook else (None, None)
    own_word = measure.kind == "verb" and said is not None and said.token == step.token == measure.token
    if said is None or measure.kind == "participle" or own_word:
        return step.status, None
    if said.token == step.token:
        return (step.status, said) if said.factuality.polarity == "positive" else (None, None)
    if said.cue.lemma in deciding():
        return step.status, None
    return _by_act(step, said, measure)


def _by_act(step: Step, said: Saying, measure: Measure) -> tuple[str | None, Saying | None]:
    """The status that the act of a statement gives to the step in its content, and the statement where it does.

    Who threatens to lift sanctions leaves them in force; who says flatly what he will do announces it.
    """
    status = words("acts").get(said.act)
    if status is None:
        return step.status, None
    if status == "threatened" and said.cue.act not in ("threaten", "warn") and step.flat:
        return "announced", None
    if step.status not in words("presupposing") and step.status != "in-force":
        return (None if said.factuality.polarity == "negative" else status), said
    return ("in-force", said) if step.token != measure.token else (step.status, None)


def _whose_deed(scene: Scene, voices: Voices, step: Step, around: Saying | None) -> Saying | None:
    """The statement whose deed the step is: its cue tells it, or nothing in its content asserts it by itself."""
    at_cue = voices.at(step.token)
    if at_cue is not None:
        return at_cue
    if around is None or around.frame.head is None or not _leads(scene, step.token, around.frame.head):
        return None
    return around


def _speaking_of_himself(scene: Scene, step: Step, around: Saying | None) -> tuple[Participant, ...]:
    """The speaker, where an "it", "they" or "we" that stands for nobody else imposes."""
    if step.taking is None or around is None or around.source.participant is None:
        return ()
    doing = tree.actives(scene.parse, step.taking)
    if any(scene.parse.lemma[t].lower() in _PRONOUNS and scene.mention_at(t) is None for t in doing):
        return around.source.participants
    return ()


def _leads(scene: Scene, token: int, head: int) -> bool:
    """Whether only infinitives, gerunds and nouns of readiness lie between a content's head and a step."""
    parse, at = scene.parse, token
    while at != head:
        above = parse.head[at]
        if above == at or parse.dep[at] not in _LEADING:
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


def _in_whose_name(scene: Scene, imposers: Parties, said: Saying) -> Parties:
    """Those who would impose; of one who threatens it in a body's post, the body: "the EU's chief diplomat"."""
    speaker = said.source.participant
    if len(imposers) != 1 or speaker is None or imposers[0].actor != speaker.actor or said.act not in _OWN_ACTS:
        return imposers
    held = scene.posts_of(speaker.actor)
    stated = [Span(post.words.start, post.words.end) for post in held if post.words is not None]
    inside = (m for m in scene.mentions_in(stated[:1]) if scene.entities[m.actor].type in _BODIES)
    body = next(inside, None)
    return (Participant(body.actor, body.start, body.end, body.id),) if body is not None else imposers


def _asked(scene: Scene, by: Saying) -> tuple[Participant, ...]:
    """Whoever is to take the step that another asks for; who threatens it will take it himself."""
    if by.act in ("demand", "request"):
        return scene.participants(list(by.frame.addressees))
    return by.source.participants if by.act in ("threaten", "promise", "offer") else ()


def _with_shared_targets(scene: Scene, found: list[SanctionDraft]) -> list[SanctionDraft]:
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


def _without_doubles(found: list[SanctionDraft]) -> list[SanctionDraft]:
    """One act a step: of two measures under one verb the names are joined ("an asset freeze and a travel ban")."""
    kept: dict[tuple[int, str], SanctionDraft] = {}
    for draft in found:
        key = (draft.step.token, draft.status)
        known = kept.get(key)
        if known is None or draft.step.token == draft.token:
            kept[key if known is None else (draft.token, draft.status)] = draft
            continue
        names = tuple(dict.fromkeys((*known.measure.names, *draft.measure.names)))
        measure = replace(known.measure, names=tuple(n for n in names if n != "unspecified" or len(names) == 1))
        kept[key] = replace(known, measure=measure, targets=known.targets or draft.targets)
    return list(kept.values())
