"""Rival accounts: accuser, denier and article tell of one happening, and what somebody denies is told.

"Russia accused Ukraine of the attack on Belgorod. Kyiv denied the allegation": two voices on one attack, and the second
denies that Ukraine did it. Within one article; what two articles tell is never joined here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.english import tokens, words
from kg.facts.events.build import differ
from kg.facts.kind import Page
from kg.facts.meaning import senses
from kg.facts.model import Event, Facts, Factuality, Participant, Statement
from kg.spans import Span, Words

_NEAR: Final = 3
"""Sentences after which "the attack" or "the allegation" is no longer known to mean the last one."""
_DENIED: Final = Factuality("negative", "certain", "past")
_STEM: Final = 4
"""Letters that the verb and the noun of one deed have in common: "invade", "invasion"."""
_DENYING: Final = frozenset({"deny", "reject"})
_SURE: Final = 0.6


def joined(page: Page, facts: Facts) -> Facts:
    """The facts with what denials deny, and with one happening for all accounts of it."""
    told = _Accounts(page, facts)
    denied = [denial for statement in facts.statements for denial in told.denials(statement)]
    events = told.with_denials(denied)
    return facts.holding((*told.statements.values(), *_with_happenings(told, events), *facts.sanctions, *facts.others))


class _Accounts:
    """The statements and events of one article as each other's accounts."""

    def __init__(self, page: Page, facts: Facts) -> None:
        self.scene = page.scene
        self.statements = {s.id: s for s in facts.statements}
        self.events = list(facts.events)
        self.times = page.by_id()

    def sentence(self, start: int) -> int:
        """The number of the sentence in which a character stands."""
        return self.scene.parse.sentence[self.scene.tokens_from(start, len(self.scene.document.text))[0]]

    def lemma(self, event: Event) -> str:
        """The last word of what names an event."""
        inside = self.scene.tokens_in(event.trigger.start, event.trigger.end)
        return self.scene.parse.lemma[inside[-1]].lower() if inside else ""

    def side(self, actor: str) -> str:
        """Whose account it is: a minister's is that of his state."""
        return self.scene.state_of(actor) or actor

    def of_speaker(self, statement: Statement) -> set[str]:
        """Who speaks in a statement, and for whom."""
        return {iri for part in statement.speaking for iri in (part.actor, self.side(part.actor))}

    def concerns(self, part: Participant, denying: set[str]) -> bool:
        return part.actor in denying or self.side(part.actor) in denying

    # --- what is denied ---------------------------------------------------------------------------------------------

    def denials(self, statement: Statement) -> Iterator[Event]:
        """What a statement denies in other words than a clause: "the allegations", "it", "any role in the attack"."""
        if statement.act not in _DENYING or statement.source is None or len(statement.content) != 1:
            return
        head = self._head(statement.content[0])
        if head is None:
            return
        parse = self.scene.parse
        lemma = parse.lemma[head].lower()
        if lemma in words.of("claims") or (statement.act == "deny" and lemma in ("it", "this", "that")):
            accusation = self._accusation(statement)
            if accusation is not None:
                self._report(statement, accusation.id)
                yield from self._answered(statement, accusation, head)
        elif statement.act == "deny" and (lemma in words.of("parts_in_deeds") or self._is_behind(head)):
            yield from self._own_part(statement, head)

    def _head(self, content: Span) -> int | None:
        """The word on which all others of a content hang."""
        inside = self.scene.tokens_in(*content)
        return next(
            (t for t in inside if self.scene.parse.head[t] not in inside or self.scene.parse.head[t] == t), None
        )

    def _is_behind(self, verb: int) -> bool:
        """Whether a clause tells that somebody did a deed: "it was behind the attack", "was responsible for"."""
        parse = self.scene.parse
        if parse.lemma[verb] != "be":
            return False
        below = {parse.lemma[c].lower() for c in parse.children[verb]}
        return "behind" in below or not below.isdisjoint(words.of("to_blame"))

    def _accusation(self, denial: Statement) -> Statement | None:
        """The last statement of somebody else that concerns whoever denies."""
        denying, here = self.of_speaker(denial), self.sentence(denial.start)
        for said in sorted(self.statements.values(), key=lambda s: -s.start):
            if said.start >= denial.start or here - self.sentence(said.start) > _NEAR or said.source is None:
                continue
            if said.act in _DENYING or denying & self.of_speaker(said):
                continue
            doers = (p for e in self._reported(said) for p in e.doers)
            if any(self.concerns(p, denying) for p in (*said.targets, *said.about, *doers)):
                return said
        return None

    def _reported(self, said: Statement) -> list[Event]:
        return [event for event in self.events if event.id in said.reports]

    def _answered(self, denial: Statement, accusation: Statement, head: int) -> Iterator[Event]:
        """The denied claims that answer an accusation: of each deed that it lays at the denier's door."""
        denying = self.of_speaker(denial)
        for event in self._reported(accusation):
            if event.factuality.polarity == "positive" and any(self.concerns(p, denying) for p in event.doers):
                yield self._denied(denial, event, head, denying)

    def _own_part(self, denial: Statement, head: int) -> Iterator[Event]:
        """The deed in which somebody denies to have had a part: one of his words, else the last one of its kind."""
        assert denial.source is not None
        told = [e for e in self._reported(denial) if e.factuality.certainty in ("unknown", "presupposed")]
        if told:
            self.events[self.events.index(told[0])] = replace(
                told[0],
                initiators=(Participant(denial.source.actor),),
                factuality=_DENIED,
                according_to=denial.id,
            )
            return
        noun = next((t for t in self.scene.tokens_in(*denial.content[0]) if t != head and self._deed(t)), None)
        event = self._last(self._deed(noun), denial.start) if noun is not None else None
        if event is not None and noun is not None:
            yield self._denied(denial, event, noun, {denial.source.actor})
        elif noun is None and (accusation := self._accusation(denial)) is not None:
            self._report(denial, accusation.id)  # "denied any involvement"
            yield from self._answered(denial, accusation, head)

    def _deed(self, token: int | None) -> str | None:
        """The type of event that a noun with its article names: "the blast"."""
        if token is None or not tokens.is_definite(self.scene.parse, token):
            return None
        sense = senses.sense(self.scene.parse, token, self.scene)
        return sense.type if sense else None

    def _last(self, type_: str | None, before: int) -> Event | None:
        here = self.sentence(before)
        near = (e for e in self.events if e.coding.type == type_ and e.trigger.start < before)
        last = max(near, key=lambda e: e.trigger.start, default=None)
        return last if last is not None and here - self.sentence(last.trigger.start) <= _NEAR else None

    def _denied(self, denial: Statement, event: Event, word: int, denying: set[str]) -> Event:
        """The claim that whoever denies did it, denied by him; of what others tell of the deed he says nothing."""
        first, last = self.scene.parse.start[word], self.scene.parse.end[word]
        own = Words(first, last, self.scene.document.text[first:last])
        doers = {name: _those(getattr(event, name), denying, self) for name in _ROLES}
        if not any(doers.values()):
            assert denial.source is not None
            doers["initiators"] = (Participant(denial.source.actor),)
        return Event(
            id=f"{event.id}-{denial.id}",
            start=denial.start,
            end=denial.end,
            trigger=own,
            coding=event.coding,
            **doers,  # type: ignore[arg-type]
            factuality=_DENIED,
            according_to=denial.id,
            happening=event.id,
            background=event.background,
            score=_SURE,
        )

    def _report(self, statement: Statement, id: str) -> None:
        known = self.statements[statement.id]
        if id not in known.reports:
            self.statements[statement.id] = replace(known, reports=(*known.reports, id))

    def with_denials(self, denied: Sequence[Event]) -> list[Event]:
        """All events in reading order; each denied claim is reported by its denial."""
        for event in denied:
            assert event.according_to is not None
            self._report(self.statements[event.according_to], event.id)
        return sorted((*self.events, *denied), key=lambda e: (e.trigger.start, e.id))


_ROLES: Final = ("initiators", "orchestrators", "backers")


def _those(parts: Sequence[Participant], denying: set[str], told: _Accounts) -> tuple[Participant, ...]:
    """Those of a role whom whoever denies speaks for, without words: they stand in another's."""
    return tuple(Participant(p.actor) for p in parts if told.concerns(p, denying))


# --- one happening for all accounts of it -----------------------------------------------------------------------------


def _with_happenings(told: _Accounts, events: Sequence[Event]) -> list[Event]:
    """The events with the happening that each shares with others; those that stand alone have none."""
    by_id = {event.id: number for number, event in enumerate(events)}
    named: dict[str, int] = {}
    first = list(range(len(events)))
    for number, event in enumerate(events):
        known = by_id.get(event.happening or "")
        if known is None and event.happening:
            known = named.setdefault(event.happening, number)
        other = known if known is not None else _other_account(told, events, number)
        if other is not None and other != number:
            _merge(first, number, other)
    numbers: dict[int, int] = {}
    for group in first:
        numbers[group] = numbers.get(group, 0) + 1
    return [
        replace(event, happening=f"he{first[n] + 1}" if numbers[first[n]] > 1 else None)
        for n, event in enumerate(events)
    ]


def _merge(first: list[int], one: int, other: int) -> None:
    low, high = sorted((first[one], first[other]))
    for number, group in enumerate(first):
        if group == high:
            first[number] = low


def _other_account(told: _Accounts, events: Sequence[Event], number: int) -> int | None:
    """The event before of which this one is another account: "the attack", or the same deed denied."""
    event = events[number]
    here = told.sentence(event.trigger.start)
    for other in range(number - 1, -1, -1):
        before = events[other]
        if here - told.sentence(before.trigger.start) > _NEAR:
            return None
        alike = before.coding.type == event.coding.type and _are_named_alike(told, before, event)
        if alike and not _are_elsewhere(before, event) and not differ(before, event, told.times):
            if _points_back(told, event) or _denies(event, before):
                return other
            if before.trigger.text == event.trigger.text:
                return None
    return None


def _are_named_alike(told: _Accounts, before: Event, event: Event) -> bool:
    """Whether two words tell of one deed: of one stem ("shelled", "the shelling"), or the later is for any ("attack").

    Of one type are also an offensive and the sabotage of a dam, and whoever withdraws or resigns.
    """
    lemmas = [told.lemma(e) for e in (before, event)]
    general = event.coding.type == "ASSAULT" and lemmas[1] in words.of("any_attack")
    return general or lemmas[0][:_STEM] == lemmas[1][:_STEM]


def _points_back(told: _Accounts, event: Event) -> bool:
    """Whether a noun with its article tells nothing of its own, and so means a deed told before: "the attack"."""
    token = next(iter(told.scene.tokens_in(event.trigger.start, event.trigger.end)), None)
    if token is None or not tokens.is_definite(told.scene.parse, token):
        return False
    bare = event.place is None and event.time is None and not event.recipients and not event.counts
    return bare and not tokens.is_plural(told.scene.parse, token)


def _denies(event: Event, before: Event) -> bool:
    """Whether an event is the deed told before, of the same doer, denied in another voice."""
    polarities = {event.factuality.polarity, before.factuality.polarity}
    same = {p.actor for p in event.doers} & {p.actor for p in before.doers}
    return polarities == {"positive", "negative"} and event.according_to != before.according_to and bool(same)


def _are_elsewhere(one: Event, other: Event) -> bool:
    """Whether two accounts tell two places."""
    return one.place is not None and other.place is not None and one.place.iri != other.place.iri
