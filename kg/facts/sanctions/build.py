"""From drafts to acts of sanction: whose voice, how sure, when, how much, why, after what."""

from collections.abc import Mapping, Sequence

from kg.document import Parse
from kg.english import tree
from kg.english.labels import Dep
from kg.facts.background import is_background
from kg.facts.circumstances import amounts_below, condition
from kg.facts.meaning.measures import Measure
from kg.facts.model import Amount, Factuality, Participant, Sanction, Tense, Time
from kg.facts.sanctions import parties
from kg.facts.sanctions.find import SanctionDraft, coding
from kg.facts.sanctions.steps import Step
from kg.facts.scene import Scene
from kg.facts.voice.voices import Voice, Voices
from kg.mentions.model import Mention

_CERTAIN = 0.8
_BARE = 0.6
_NAMED_AFTER = frozenset({"following", "after"})
# What those say who are hit.
_SUFFERING = frozenset({"accuse", "assert", "criticise", "demand", "other", "request"})


def voice_of(voices: Voices, draft: SanctionDraft) -> Voice | None:
    """Who vouches for the act: for one that a statement performs, whoever vouches for the statement; None for nobody.

    What is presupposed ("frozen assets") holds in the article's voice, unless it stands in a literal quotation.
    """
    found = voices.of(draft.step.token if draft.step.signing is None else draft.step.signing)
    within = found.within if found is not None else None
    if draft.presupposed and not (within is not None and voices.sayings[within].manner == "direct"):
        outer = voices.parents[within] if within is not None else None
        return Voice(within, outer, Factuality("positive", "presupposed", "past"))
    if draft.said is not None:
        index = voices.sayings.index(draft.said)
        inside = index if draft.step.token != draft.said.token else None
        return Voice(inside, voices.parents[index], draft.said.factuality)
    if found is not None and draft.step.outlook:
        tense: Tense = "past" if found.within is None else "present"
        return Voice(found.within, found.speaker, Factuality("positive", "certain", tense))
    return found


def sanctions(
    scene: Scene,
    drafts: Sequence[SanctionDraft],
    own_voices: Sequence[Voice],
    times: Mapping[int, Time],
    amounts: Sequence[Amount],
    events: Mapping[int, str],
    voices: Voices,
) -> list[Sanction]:
    """The acts of the drafts in their order, with ids "x1", "x2" ...

    ``events`` leads from a token to the id of the event told there, for what a sanction follows.
    """
    return [
        _sanction(scene, d, f"x{i + 1}", own_voices[i], times, amounts, events, voices) for i, d in enumerate(drafts)
    ]


def _sanction(
    scene: Scene,
    draft: SanctionDraft,
    id: str,
    voice: Voice,
    times: Mapping[int, Time],
    amounts: Sequence[Amount],
    events: Mapping[int, str],
    voices: Voices,
) -> Sanction:
    """One act with all that its words tell: of "froze $5 billion of Russian assets over the war" sum, asset, reason."""
    measure, step = draft.measure, draft.step
    reason = parties.reason(scene, measure, step, draft.said.token if draft.said else None)
    sentence = scene.sentence_span(draft.token)
    return Sanction(
        id=id,
        start=sentence.start,
        end=sentence.end,
        trigger=draft.trigger,
        status=draft.status,
        measures=measure.names,
        coding=coding(draft.status, measure.names),
        proposers=draft.proposers,
        imposers=draft.imposers,
        targets=draft.targets or _unspoken_target(scene, draft, voice, voices),
        beneficiaries=parties.beneficiaries(scene, measure, step),
        asset=parties.asset(scene, measure),
        amounts=amounts_below(scene, amounts, _amount_tokens(scene.parse, measure, step)),
        scope_as_stated=parties.scope(scene, measure),
        objective=parties.objective(reason.text) if reason else None,
        reason=reason,
        condition=condition(scene, step.token),
        legal_basis=parties.legal_basis(scene, measure, step),
        time=dated.id if (dated := times.get(draft.token)) else None,
        follows=_follows(scene, draft, events),
        factuality=voice.factuality,
        according_to=f"s{voice.speaker + 1}" if voice.speaker is not None else None,
        background=is_background(scene, draft.token, times.get(draft.token), voice),
        score=_BARE if draft.presupposed else _CERTAIN,
    )


def _amount_tokens(parse: Parse, measure: Measure, step: Step) -> list[int]:
    """The tokens that may tell how much: "froze $5 billion", "raised tariffs to 25%", "$3 billion in frozen assets"."""
    held = measure.held if measure.held is not None else measure.token
    if measure.kind == "participle":
        return tree.subtree(parse, _counted_by(parse, measure.held or measure.token))
    below = tree.subtree(parse, held)
    if measure.kind == "noun" and step.taking is not None:
        rates = tree.prepositional(parse, step.taking, "to", "by", "at")
        below.extend(t for rate in rates for t in tree.subtree(parse, rate))
    return below


def same_step(one: Sanction, other: Sanction, times: Mapping[str, Time]) -> bool:
    """Whether two descriptions of the same step, by the same and on the same, are safely of one: by their days."""
    days = [times[x.time].value if x.time else None for x in (one, other)]
    return None in days or days[0] == days[1]


def sides(sanction: Sanction) -> tuple[frozenset[str], frozenset[str]]:
    """Who imposes, and on whom, by their IRIs."""
    return frozenset(p.actor for p in sanction.imposers), frozenset(p.actor for p in sanction.targets)


def _unspoken_target(scene: Scene, draft: SanctionDraft, voice: Voice, voices: Voices) -> tuple[Participant, ...]:
    """Whom a taken measure hits where its words do not say: the speaker's own state.

    Only where a speaker for a state tells of another state's measure, or asks for its end, and his sentence names that
    state and no third one: "Iran said the US had imposed sanctions"; not "Turkey said it would not join Western
    sanctions", nor "Hungary threatened to veto the EU's", whose member it is.
    """
    if voice.within is None or not draft.imposers or draft.proposers:
        return ()
    said = voices.sayings[voice.within]
    if said.act not in _SUFFERING or any(scene.entities[p.actor].type != "state" for p in draft.imposers):
        return ()
    source = said.source.participant
    own = scene.state_of(source.actor) if source is not None else None
    if own is None or _takes_part(scene, draft, own):
        return ()
    states, imposing = _states_named(scene, draft.token), {p.actor for p in draft.imposers}
    if own in imposing or set(states) - imposing != {own}:
        return ()
    named = states[own]
    return (Participant(own, named.start, named.end, named.id),)


def _takes_part(scene: Scene, draft: SanctionDraft, state: str) -> bool:
    """Whether a state, or somebody of it, is the agent of the verb that has the measure as its argument."""
    verb = scene.parse.head[draft.token]
    agents = scene.participants(tree.actives(scene.parse, verb)) if tree.is_verb(scene.parse, verb) else ()
    return any(state in (p.actor, scene.state_of(p.actor)) for p in agents)


def _states_named(scene: Scene, token: int) -> dict[str, Mention]:
    """The states that the sentence of a token names, each with its last mention there."""
    sentence = scene.sentence_span(token)
    inside = (m for m in scene.mentions if sentence.start <= m.start and m.end <= sentence.end)
    return {m.actor: m for m in inside if m.type == "state"}


def _counted_by(parse: Parse, noun: int) -> int:
    """The sum that a noun of property hangs on: in "$300 billion in frozen assets" the billion."""
    if parse.dep[noun] == Dep.POBJ and parse.text[parse.head[noun]].lower() in ("in", "of"):
        return parse.head[parse.head[noun]]
    return noun


def _follows(scene: Scene, draft: SanctionDraft, events: Mapping[int, str]) -> tuple[str, ...]:
    """The events after which a step was taken: "imposed following the referendum"."""
    found: list[str] = []
    for at in {draft.step.token, draft.token}:
        for noun in tree.prepositional(scene.parse, at, *_NAMED_AFTER):
            if noun in events and events[noun] not in found:
                found.append(events[noun])
    return tuple(found)
