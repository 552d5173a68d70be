"""The extractor that ships with kg: facts by lexicons and rules over the parse; same input, same facts."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from kg import __version__
from kg.document import Document
from kg.errors import RefusedError
from kg.facts.amounts import amounts as read_amounts
from kg.facts.circumstances import times_of
from kg.facts.counts import counts as read_counts
from kg.facts.events import build as event_build
from kg.facts.events import find as event_find
from kg.facts.events.draft import Draft as Deed
from kg.facts.model import Event, Facts, Sanction, Statement
from kg.facts.sanctions import build as sanction_build
from kg.facts.sanctions import find as sanction_find
from kg.facts.scene import Scene
from kg.facts.statements import build as statement_build
from kg.facts.statements.tenure import held
from kg.facts.times import times as read_times
from kg.facts.voice.predicates import predicates as verbs
from kg.facts.voice.regions import Regions
from kg.facts.voice.saying import Saying
from kg.facts.voice.sayings import sayings
from kg.facts.voice.voices import Voice, Voices, resolved, spread, vouched
from kg.mentions import casting
from kg.mentions.model import Cast

_ENGLISH: Final = re.compile(r"(?:en|eng|english|und)(?:[-_].*)?", re.IGNORECASE)
"""Language tags of what is read: English, and what is declared to be undetermined."""

_Act = TypeVar("_Act", Event, Sanction)


class RuleExtractor:
    """Document -> Facts, keeping the protocol of ``kg.extractor``."""

    name = "rules"
    version = __version__

    def __init__(self, *, predicates: bool = False) -> None:
        self._predicates = predicates

    def with_predicates(self) -> "RuleExtractor":
        """One that tells of every verb too."""
        return RuleExtractor(predicates=True)

    def __call__(self, document: Document) -> Facts:
        """The facts of a document.

        Raises:
            RefusedError: the article declares another language than English.
        """
        language = document.article.language
        if not _ENGLISH.fullmatch(language):
            raise RefusedError(f"its language is {language!r}, and kg reads English", where=document.article.source)
        return read(document, casting.cast(document), predicates=self._predicates)


def read(document: Document, cast: Cast, *, predicates: bool = False) -> Facts:
    """The facts of a document with its cast, and its ``predicates``; ids are unique and count in reading order."""
    document = replace(document, parse=cast.parse)
    scene = Scene(document, cast)
    times, amounts = read_times(document), read_amounts(document)
    found_sayings = sayings(scene)
    said = spread(vouched(scene, resolved(scene, found_sayings)))
    voices = Voices(scene, said, Regions(scene, found_sayings))
    measures = sanction_find.drafts(scene, voices)
    taken = sanction_find.triggers(measures) | {
        d.token for d in said if d.coding is not None or d.frame.name == "clause"
    }
    deeds = event_find.drafts(scene, read_counts(scene), taken)

    anchors: dict[int, int] = {d.token: d.token for d in said}
    anchors.update((d.step.token, d.token) for d in measures if d.step.token not in anchors)
    anchors.update((d.token, d.token) for d in measures)
    anchors.update((d.verb, d.token) for d in deeds if d.verb is not None and d.verb not in anchors)
    anchors.update((d.token, d.token) for d in deeds)
    dated = times_of(scene, times, anchors)

    deeds, deed_voices = _vouched(deeds, voices)
    measures, measure_voices = sanction_find.settled(measures, [sanction_build.voice(voices, d) for d in measures])
    found_events = event_build.events(scene, deeds, deed_voices, dated, amounts)
    found_sanctions = sanction_build.sanctions(
        scene, measures, measure_voices, dated, amounts, {d.token: f"e{i + 1}" for i, d in enumerate(deeds)}, voices
    )
    found = statement_build.statements(scene, said, voices.parents, dated)
    day = document.article.published.date().isoformat() if document.article.published else None
    by_id = {time.id: time for time in times}
    found = [held(s, cast.tenures, by_id.get(s.time or ""), day) for s in found]
    found_events = _happenings(
        found_events, _type_and_place, lambda a, b: event_build.same_happening(a, b, by_id), "he"
    )
    found_sanctions = _happenings(found_sanctions, _step, lambda a, b: sanction_build.same_step(a, b, by_id), "hx")
    found = _reporting(found, said, [(found_events, deed_voices), (found_sanctions, measure_voices)])
    return Facts(
        mentions=tuple(sorted(scene.mentions, key=lambda m: (m.start, m.end))),
        statements=tuple(found),
        events=tuple(found_events),
        sanctions=tuple(found_sanctions),
        times=times,
        amounts=amounts,
        entities=tuple(scene.entities[iri] for iri in sorted(scene.entities)),
        tenures=tuple(cast.tenures[iri] for iri in sorted({s.position.tenure for s in found if s.position})),
        predicates=verbs(scene, voices) if predicates else None,
    )


def _vouched(deeds: Sequence[Deed], voices: Voices) -> tuple[list[Deed], list[Voice]]:
    """The events with their voices, without those that nobody known vouches for."""
    told = ((d, voices.of(d.token, appointed=d.sense.calendar)) for d in deeds)
    known = [(d, v) for d, v in told if v is not None]
    return [d for d, _ in known], [v for _, v in known]


def _reporting(
    statements: Sequence[Statement],
    said: Sequence[Saying],
    told: Iterable[tuple[Sequence[Event | Sanction], Sequence[Voice]]],
) -> list[Statement]:
    """The statements with the ids of what stands in their contents, whoever vouches for it.

    Those who say the same thing together report the same.
    """
    reports: dict[int, list[str]] = {draft.token: [] for draft in said}
    for facts, voices in told:
        for fact, voice in zip(facts, voices, strict=True):
            if voice.within is not None:
                reports[said[voice.within].token].append(fact.id)
    for statement in statements:
        if statement.according_to is not None:
            reports[said[int(statement.according_to[1:]) - 1].token].append(statement.id)
    return [replace(s, reports=tuple(reports[draft.token])) for s, draft in zip(statements, said, strict=True)]


def _type_and_place(event: Event) -> Hashable:
    return event.coding.type, event.place.iri if event.place else None


def _step(sanction: Sanction) -> Hashable:
    return sanction.status, sanction.measures


def _happenings(
    acts: Sequence[_Act], key: Callable[[_Act], Hashable], same: Callable[[_Act, _Act], bool], kind: str
) -> list[_Act]:
    """One happening for descriptions that are safely of one occurrence; none for what is described once.

    Only those that share their ``key`` can be the same.
    """
    first: list[int] = []
    alike: dict[Hashable, list[int]] = {}
    for index, act in enumerate(acts):
        earlier = alike.setdefault(key(act), [])
        twin = next((other for other in earlier if same(acts[other], act)), None)
        first.append(first[twin] if twin is not None else index)
        earlier.append(index)
    told = Counter(first)
    return [
        replace(act, happening=f"{kind}{mine + 1}" if told[mine] > 1 else None)
        for act, mine in zip(acts, first, strict=True)
    ]
