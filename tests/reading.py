"""Reads sentences as an article of 10 January 2024, a Wednesday, and looks facts up by their words."""

from dataclasses import dataclass
from datetime import UTC, datetime

import kg.mentions
from kg.article.model import Article, Block
from kg.document import Document, documents
from kg.facts.model import Amount, Count, Event, Facts, Participant, Sanction, Statement, Time
from kg.facts.rules import read
from kg.settings import load

PUBLISHED = datetime(2024, 1, 10, 9, 0, tzinfo=UTC)


def document(*paragraphs: str, published: datetime | None = PUBLISHED, title: str | None = None) -> Document:
    blocks = ((Block("title", title),) if title else ()) + tuple(Block("paragraph", p) for p in paragraphs)
    return next(documents([Article(source="test", blocks=blocks, title=title, published=published)], load({})))


@dataclass(frozen=True)
class Reading:
    document: Document
    facts: Facts

    def words(self, *parts: Participant | None) -> list[str]:
        """The words of participants; the label in brackets of one that has none."""
        return [self._words(p) for p in parts if p is not None]

    def _words(self, part: Participant) -> str:
        if part.start is None:
            return f"[{next(e.label for e in self.facts.entities if e.iri == part.actor)}]"
        return self.document.text[part.start : part.end]

    def statement(self, cue: str) -> Statement:
        (found,) = [s for s in self.facts.statements if s.cue and s.cue.text == cue]
        return found

    def event(self, trigger: str) -> Event:
        (found,) = [e for e in self.facts.events if e.trigger.text == trigger]
        return found

    def sanction(self, status: str) -> Sanction:
        (found,) = [x for x in self.facts.sanctions if x.status == status]
        return found

    def time(self, id: str | None) -> Time:
        return next(t for t in self.facts.times if t.id == id)

    def amount(self, id: str) -> Amount:
        return next(a for a in self.facts.amounts if a.id == id)


def reading(*paragraphs: str, published: datetime | None = PUBLISHED, title: str | None = None) -> Reading:
    read_from = document(*paragraphs, published=published, title=title)
    return Reading(read_from, read(read_from, kg.mentions.cast(read_from)))


def counted(event: Event) -> list[tuple[str, int | None, int | None, str | None]]:
    return [(c.kind, c.min, c.max, c.who) for c in event.counts]


def counts_of(facts: Facts) -> list[Count]:
    return [count for event in facts.events for count in event.counts]
