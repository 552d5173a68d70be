"""From drafts to acts of sanction: whose voice, how sure, when, how much, why, after what."""

from collections.abc import Mapping, Sequence

from kg.english import tree
from kg.english.labels import Dep
from kg.facts.circumstances import amounts_below, condition
from kg.facts.model import Amount, Factuality, Participant, Sanction, Time
from kg.facts.sanctions import parties
from kg.facts.sanctions.find import Draft, coding
from kg.facts.scene import Scene
from kg.facts.voice.voices import Voice, Voices

_CERTAIN = 0.8
_BARE = 0.6
_NAMED_AFTER = frozenset({"following", "after"})


def voice(voices: Voices, draft: Draft) -> Voice | None:
    """Who vouches for the act: for one that a statement performs, whoever vouches for the statement; None for nobody.

    What is presupposed ("frozen assets") holds in the article's voice, unless it stands in a literal quotation.
    """
    told = voices.of(draft.step.token if draft.step.signing is None else draft.step.signing)
    within = told.within if told is not None else None
    if draft.presupposed and not (within is not None and voices.sayings[within].manner == "direct"):
        outer = voices.parents[within] if within is not None else None
        return Voice(within, outer, Factuality("positive", "presupposed", "past"))
    if draft.said is not None:
        index = voices.sayings.index(draft.said)
        put = draft.said.factuality
        inside = index if draft.step.token != draft.said.token else None
        return Voice(inside, voices.parents[index], put)
    if told is not None and draft.step.outlook:
        return Voice(
            told.within, told.speaker, Factuality("positive", "certain", "past" if told.within is None else "present")
        )
    return told


def sanctions(
    scene: Scene,
    drafts: Sequence[Draft],
    told: Sequence[Voice],
    times: Mapping[int, Time],
    amounts: Sequence[Amount],
    events: Mapping[int, str],
    voices: Voices,
) -> list[Sanction]:
    """The acts of the drafts in their order, with ids "x1", "x2" ...

    ``events`` leads from a token to the id of the event told there, for what a sanction follows.
    """
    return [_sanction(scene, d, f"x{i + 1}", told[i], times, amounts, events, voices) for i, d in enumerate(drafts)]


def _sanction(
    scene: Scene,
    draft: Draft,
    id: str,
    told: Voice,
    times: Mapping[int, Time],
    amounts: Sequence[Amount],
    events: Mapping[int, str],
    voices: Voices,
) -> Sanction:
    measure, step = draft.measure, draft.step
    why = parties.reason(scene, measure, step, draft.said.token if draft.said else None)
    helped = parties.beneficiaries(scene, measure, step)
    property_ = parties.asset(scene, measure)
    extent = scene.parse, measure.held if measure.held is not None else measure.token
    below = tree.subtree(*extent)
    if measure.kind == "noun" and step.taking is not None:
        rates = tree.prepositional(scene.parse, step.taking, "to", "by", "at")
        below = [*below, *(t for rate in rates for t in tree.subtree(scene.parse, rate))]
    if measure.kind == "participle":
        below = tree.subtree(scene.parse, _counted_by(scene, measure.held or measure.token))
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
        targets=draft.targets or _unspoken_target(scene, draft, told, voices),
        beneficiaries=helped,
        asset=property_,
        amounts=amounts_below(scene, amounts, below),
        scope_as_stated=parties.scope(scene, measure),
        objective=parties.objective(why.text) if why else None,
        reason=why,
        condition=condition(scene, step.token),
        legal_basis=parties.legal_basis(scene, measure, step),
        time=dated.id if (dated := times.get(draft.token)) else None,
        follows=_follows(scene, draft, events),
        factuality=told.factuality,
        according_to=f"s{told.speaker + 1}" if told.speaker is not None else None,
        score=_BARE if draft.presupposed else _CERTAIN,
    )


def same_step(one: Sanction, other: Sanction, times: Mapping[str, Time]) -> bool:
    """Whether two descriptions are safely of one step: the same step of the same measures by the same, on the same."""
    parties_ = [({p.actor for p in x.imposers}, {p.actor for p in x.targets}) for x in (one, other)]
    if (
        parties_[0] != parties_[1]
        or not all(parties_[0])
        or (one.status, one.measures) != (other.status, other.measures)
    ):
        return False
    days = [times[x.time].value if x.time else None for x in (one, other)]
    return None in days or days[0] == days[1]


def _unspoken_target(scene: Scene, draft: Draft, told: Voice, voices: Voices) -> tuple[Participant, ...]:
    """Whom a taken measure hits where its words do not say: the speaker's own state.

    Only where a speaker for a state talks of another's measure, and his sentence names that state and no third one.
    """
    if told.within is None or not draft.imposers or draft.proposers:
        return ()
    source = voices.sayings[told.within].source.participant
    home = scene.state_of(source.actor) if source is not None else None
    sentence = scene.sentence_span(draft.token)
    states = {m.actor: m for m in scene.mentions_in([sentence]) if m.type == "state"}
    imposing = {p.actor for p in draft.imposers}
    verb = scene.parse.head[draft.token]
    doing = scene.participants(tree.actives(scene.parse, verb)) if tree.is_verb(scene.parse, verb) else ()
    if any(p.actor == home or scene.state_of(p.actor) == home for p in doing):
        return ()  # "Turkey said it would not join Western sanctions"
    if home is None or home in imposing or set(states) - imposing != {home}:
        return ()
    named = states[home]
    return (Participant(home, named.start, named.end, named.id),)


def _counted_by(scene: Scene, noun: int) -> int:
    """The sum that a noun of property hangs on: in "$300 billion in frozen assets" the billion."""
    parse = scene.parse
    if parse.dep[noun] == Dep.POBJ and parse.text[parse.head[noun]].lower() in ("in", "of"):
        return parse.head[parse.head[noun]]
    return noun


def _follows(scene: Scene, draft: Draft, events: Mapping[int, str]) -> tuple[str, ...]:
    """The events after which a step was taken: "imposed following the referendum"."""
    found: list[str] = []
    for at in {draft.step.token, draft.token}:
        for noun in tree.prepositional(scene.parse, at, *_NAMED_AFTER):
            if noun in events and events[noun] not in found:
                found.append(events[noun])
    return tuple(found)
