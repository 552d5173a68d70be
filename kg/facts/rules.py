"""The extractor that ships with kg: facts by lexicons and rules over the parse; same input, same facts."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kg import __version__, reference
from kg.document import Document
from kg.errors import RefusedError
from kg.facts import accounts, kinds
from kg.facts.amounts import amounts as read_amounts
from kg.facts.coded_once import coded_once
from kg.facts.dating import times_of
from kg.facts.kind import AnyKind, Found, Page
from kg.facts.model import Facts, Statement, Time, Unread, participants
from kg.facts.scene import Scene
from kg.facts.sequence import in_sequence
from kg.facts.times import times as read_times
from kg.facts.voice import sayings
from kg.facts.voice.predicates import predicates as verbs
from kg.facts.voice.regions import Regions
from kg.facts.voice.voices import Voice, Voices, heard, resolved, spread, thoughts_of_others, vouched
from kg.mentions import casting
from kg.mentions.model import Cast, Entity, Tenure

_ENGLISH: Final = re.compile(r"(?:en|eng|english|und)(?:[-_].*)?", re.IGNORECASE)
"""Language tags of what is read: English, and what is declared to be undetermined."""

NOBODYS_WORD: Final = "nobody's word"
"""Why a fact is left unread: it stands where nobody is known to say it."""


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


@dataclass(frozen=True, slots=True)
class _OfKind:
    """The drafts of one kind with their voices, and, once they are made, a fact for each.

    ``unread`` tells for each thing that was not taken for a fact why.
    """

    kind: AnyKind
    drafts: Sequence[Any]
    voices: Sequence[Voice] = ()
    facts: Sequence[Any] = ()
    unread: tuple[str, ...] = ()


def read(document: Document, cast: Cast, *, predicates: bool = False) -> Facts:
    """How an article is read: its facts from its parse and its cast, and its ``predicates``.

    Whose word each stretch is comes first. Each kind then finds its facts by their words, leaving alone those that
    other kinds have taken; times go to the facts that they belong to; what is nobody's word, or too unsure, is left
    unread and counted; the rest is made, and tied together. Ids are unique and count in reading order.
    """
    page = _page(replace(document, parse=cast.parse), cast)
    found = _found(page)
    dated = _dated(page, found)
    told = [_told(page, kind) for kind in found]
    made = _made(page, told, dated)
    made = [_with_happenings(page, kind) for kind in made]
    made = _with_reports(page, made)
    facts = in_sequence(coded_once(accounts.joined(page, _facts(page, made))), page.day)
    facts = replace(facts, tenures=_tenures(facts, cast, document.base))
    return replace(
        facts,
        unread=_unread(told),
        entities=_entities(facts),
        predicates=verbs(page.scene, page.voices) if predicates else None,
    )


def _page(document: Document, cast: Cast) -> Page:
    """Who stands where, and whose word each stretch is: before any fact is read."""
    scene = Scene(document, cast)
    times, amounts = read_times(document), read_amounts(document)
    said = sayings.sayings(scene)
    thoughts = thoughts_of_others(scene, said)
    told = [d for d in said if d.token not in thoughts]
    voices = Voices(scene, spread(vouched(scene, resolved(scene, told))), Regions(scene, heard(said, thoughts)))
    published = document.article.published
    return Page(scene, voices, times, amounts, published.date().isoformat() if published else None)


def _found(page: Page) -> list[_OfKind]:
    """The drafts of each kind, which leaves alone the words that those before it have taken."""
    found: dict[str, _OfKind] = {}
    for kind in kinds.in_order(kinds.KINDS):
        before = [found[name] for name in kind.leaves]
        taken = frozenset(token for other in before for token in other.kind.takes(other.drafts))
        search = kind.find(page, taken)
        refused = tuple(reason for token, reason in search.refused.items() if token not in taken)
        found[kind.name] = _OfKind(kind, search.drafts, unread=refused)
    return list(found.values())


def _dated(page: Page, found: Sequence[_OfKind]) -> Mapping[int, Time]:
    """A draft's token -> the time expression that belongs to it."""
    anchors: dict[int, int] = {}
    for one in found:
        for draft in one.drafts:
            also = one.kind.also_dated(draft)
            if also is not None:
                anchors.setdefault(also, draft.token)
        anchors.update((draft.token, draft.token) for draft in one.drafts)
    return times_of(page.scene, page.times, anchors)


def _told(page: Page, found: _OfKind) -> _OfKind:
    """The drafts that somebody known tells, and that hold as he puts them."""
    asked = [(draft, found.kind.voice(page, i, draft)) for i, draft in enumerate(found.drafts)]
    known = [(draft, voice) for draft, voice in asked if voice is not None]
    drafts, voices = found.kind.settled([draft for draft, _ in known], [voice for _, voice in known])
    nobodys = (NOBODYS_WORD,) * (len(asked) - len(known))
    return _OfKind(found.kind, drafts, voices, unread=found.unread + nobodys)


def _made(page: Page, told: Sequence[_OfKind], dated: Mapping[int, Time]) -> list[_OfKind]:
    """The facts, those found last first: a sanction follows events, a statement reports both."""
    made: list[_OfKind] = []
    ids: dict[str, dict[int, str]] = {}
    for one in reversed(told):
        facts = one.kind.build(page, one.drafts, one.voices, Found(dated, ids))
        ids[one.kind.name] = {draft.token: fact.id for draft, fact in zip(one.drafts, facts, strict=True)}
        made.append(replace(one, facts=facts))
    return made


def _with_reports(page: Page, made: Sequence[_OfKind]) -> list[_OfKind]:
    """The statements with the ids of what stands in their contents, whoever vouches for it.

    Those who say the same thing together report the same.
    """
    said = page.voices.sayings
    reports: dict[int, list[str]] = {draft.token: [] for draft in said}
    for one in made:
        for fact, voice in zip(one.facts, one.voices, strict=True):
            if voice.within is not None:
                reports[said[voice.within].token].append(fact.id)
    return [_reporting(one, reports) if one.kind.form is Statement else one for one in made]


def _reporting(statements: _OfKind, reports: Mapping[int, Sequence[str]]) -> _OfKind:
    pairs = zip(statements.facts, statements.drafts, strict=True)
    return replace(statements, facts=[replace(s, reports=tuple(reports[draft.token])) for s, draft in pairs])


def _with_happenings(page: Page, made: _OfKind) -> _OfKind:
    """One happening for descriptions that are safely of one occurrence; none for what is described once."""
    if not made.kind.has("happening"):
        return made
    times = page.by_id()
    first: list[int] = []
    families: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, fact in enumerate(made.facts):
        family = made.kind.family(fact)
        others = families[family] if family is not None else []
        twins = (other for other in others if made.kind.same(made.facts[other], fact, times))
        first.append(first[twin] if (twin := next(twins, None)) is not None else index)
        others.append(index)
    numbers = Counter(first)
    names = [f"h{made.kind.letter}{mine + 1}" if numbers[mine] > 1 else None for mine in first]
    return replace(made, facts=[replace(f, happening=name) for f, name in zip(made.facts, names, strict=True)])


def _facts(page: Page, made: Iterable[_OfKind]) -> Facts:
    """All facts, with the actors, times and amounts of the article."""
    scene = page.scene
    facts = Facts(
        mentions=tuple(sorted(scene.mentions, key=lambda m: (m.start, m.end))),
        times=page.times,
        amounts=page.amounts,
        entities=tuple(scene.entities[iri] for iri in sorted(scene.entities)),
    )
    return facts.holding(fact for one in made for fact in one.facts)


def _entities(facts: Facts) -> tuple[Entity, ...]:
    """Who and what the facts, mentions and posts name, and what those belong to; whoever a post alone names acts."""
    by_iri = {entity.iri: entity for entity in facts.entities}
    held = {tenure.position for tenure in facts.tenures}
    named = {m.actor for m in facts.mentions} | {p.actor for fact in facts.all for p in participants(fact)} | held
    named |= {place.iri for fact in facts.all if (place := getattr(fact, "place", None))}
    named |= {iri for tenure in facts.tenures for iri in tenure.related}
    named |= {iri for entity in facts.entities if entity.iri in named for iri in entity.related}
    return tuple(_acting(entity, held) for iri, entity in by_iri.items() if iri in named)


def _acting(entity: Entity, held: Collection[str | None]) -> Entity:
    """Whoever is named by a post alone, as the person who holds it: a post does not act."""
    is_person = entity.type == "position" and entity.iri not in held
    return replace(entity, type="person") if is_person else entity


def _tenures(facts: Facts, cast: Cast, base: str) -> tuple[Tenure, ...]:
    """The posts in which people speak, and those that only the article tells of whoever takes part in a fact."""
    spoken = {s.position.tenure for s in facts.statements if s.position}
    taking_part = {part.actor for fact in facts.all for part in participants(fact)}
    told = {iri for iri, tenure in cast.tenures.items() if tenure.provisional and tenure.holder in taking_part}
    known = ((cast.tenures.get(iri) or reference.tenure(iri, base)) for iri in sorted(spoken | told))
    return tuple(tenure for tenure in known if tenure)


def _unread(told: Iterable[_OfKind]) -> tuple[Unread, ...]:
    numbers = Counter(reason for one in told for reason in one.unread)
    return tuple(Unread(reason, number) for reason, number in sorted(numbers.items()))
