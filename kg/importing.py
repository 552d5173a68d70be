"""Brings articles into a store: what is stored as it would be read is passed over, a correction is told."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeVar

from pyoxigraph import Literal, NamedNode

from kg import curation, workers
from kg import namespaces as ns
from kg.article import versions
from kg.article.model import Article
from kg.article.versions import Version
from kg.correction import Correction, correction, is_same
from kg.errors import KgError, RefusedError, SkippedError
from kg.facts import kinds
from kg.facts.model import Reading
from kg.mentions.model import Entity
from kg.pipeline import (
    Prepared,
    Source,
    articles,
    check,
    held_against_shapes,
    identified_as,
    place_of,
    prepare_batch,
    where_of,
)
from kg.settings import Settings
from kg.store.imports import AMONG, IMPORTED_FROM, Import, noted, places_of
from kg.stored import StoredArticle, stored_article

if TYPE_CHECKING:
    from kg.store import Store

_TEXT_HASH: Final = NamedNode(ns.KG + "textHash")

_TELLING: Final = frozenset({ns.DCTERMS + "identifier", ns.SCHEMA + "url"})
"""By what an article goes whatever file holds it."""

_MADE: Final = (ns.SCHEMA + "datePublished", ns.SCHEMA + "dateModified")
_OLDER: Final = "an older version than the one that is stored"
_OUTDATED: Final = "an older version than another one that came before it"

_COPIES: Final = 3
"""How many articles with the same text are named."""

Item = TypeVar("Item")


@dataclass(slots=True)
class Summary:
    """What an import did; facts, actors and warnings of articles that are not unchanged, ``refused`` in input order.

    Attributes:
        actors: "linked", "provisional" (places and outlets too: what is there to curate) and "described" (by a phrase
            such as "a senior official", in one article only), each counted once however many articles name it.
        warnings: message -> how often.
        warned: message -> IRIs of the facts, in the order of the input.
        passed_over: files of folders that by their formats hold no articles, and older versions of articles.
        skipped: the sentences that were not read, of unchanged articles too: a line on each, in input order.
        corrections: what new texts of stored articles changed.
        copies: articles that were added though their text stands in another one already: a line on each.
        unread: reason -> how many facts were not written for it.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    warned: dict[str, list[str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set, repr=False)
    refused: list[KgError] = field(default_factory=list)
    passed_over: list[SkippedError] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    corrections: list[Correction] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Articles that came to an end, whichever."""
        return self.outcomes.total() + len(self.refused)

    @property
    def exit_code(self) -> int:
        """0 where nothing was refused, else the gravest code among the refusals."""
        return max((error.exit_code for error in self.refused), default=0)


def import_articles(
    sources: Iterable[Source],
    settings: Settings,
    open_store: "Callable[[], AbstractContextManager[Store]] | None",
    progress: Callable[[Summary], None] = lambda summary: None,
    *,
    again: bool = False,
    summary: Summary | None = None,
) -> Summary:
    """Reads articles into a store.

    Args:
        sources: files, folders, "-" for standard input, or articles.
        settings: base IRI, language model, extractor, SHACL engine, workers.
        open_store: opens the store to write, called when the workers have started (they must not inherit it);
            None for a dry run.
        progress: called after each article.
        again: read what is stored as it would be read, too.
        summary: what is done is added to it; a new one by default.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    run = _Run(settings, summary or Summary(), progress, again=again)
    check(settings)
    items = run.told(articles(sources, settings))
    first = next(items, None)
    if first is None:
        return run.summary
    with workers.started(settings) as started, open_store() if open_store else nullcontext() as store:
        run.open(store)
        # Closed at once when all ends early: else workers would go on.
        with closing(started.each(prepare_batch, run.new(chain((first,), items)))) as ready:
            for item in run.told(ready):
                run.take(item)
    return run.summary


class _Run:
    """One import: the articles that come, and the store that they come to."""

    def __init__(
        self, settings: Settings, summary: Summary, progress: Callable[[Summary], None], *, again: bool
    ) -> None:
        self.summary = summary
        self._settings, self._progress, self._again = settings, progress, again
        self._store: Store | None = None
        self._decided = curation.NONE
        self._sent: set[str] = set()
        self._versions: dict[str, Version] = {}

    def open(self, store: "Store | None") -> None:
        """Takes a store to write to; None for a dry run."""
        self._store = store
        self._decided = curation.in_force(store) if store else curation.NONE

    def told(self, items: Iterable[Item | KgError]) -> Iterator[Item]:
        """What is not refused or passed over; the rest goes to the summary."""
        for item in items:
            if isinstance(item, SkippedError):
                self.summary.passed_over.append(item)
            elif isinstance(item, KgError):
                self.summary.refused.append(item)
                self._progress(self.summary)
            else:
                yield item

    def new(self, items: Iterable[Article]) -> Iterator[Article]:
        """The articles that are to be read; those that are stored as they would be read count as unchanged.

        Older versions are passed over and told: whatever order an agency's items come in, the newest text stays.
        """
        for item in items:
            if what := self._outdated(item):
                self.summary.passed_over.append(SkippedError(what, where=where_of(item)))
                self._progress(self.summary)
            elif self._stands(item):
                self.summary.outcomes["unchanged"] += 1
                self._progress(self.summary)
            else:
                yield item

    def _stands(self, article: Article) -> bool:
        if self._store is None:
            return False
        iri, digest = identified_as(article, self._settings)
        # One that is read now may be about to change: what the store holds of it does not count.
        is_new = iri not in self._sent
        self._sent.add(iri)
        came = Import(_now(), digest, place_of(article))
        stands = is_new and not self._again and self._store.stands(iri, came)
        return stands and not self._others_at(iri, came.place)

    def _outdated(self, article: Article) -> str | None:
        """Why an article is an older version than is known already; None where it is none, or that is not sure."""
        version = versions.of(article)
        if version is None:
            return None
        iri, _ = identified_as(article, self._settings)
        came = self._versions.get(iri)
        if came is not None and version.is_before(came):
            return _OUTDATED
        if came is None and not self._again and version.is_before(self._stored_version(iri, version)):
            return _OLDER
        self._versions[iri] = version
        return None

    def _stored_version(self, iri: str, version: Version) -> Version:
        """What a store tells of the version that it holds: not its number, but when it was made."""
        found = self._store.about(iri, ns.article_graph(iri)) if self._store else ()
        told = {quad.predicate.value: quad.object for quad in found}
        published, modified = (_moment(told.get(name)) for name in _MADE)
        return Version(None, versions.moment(version.number or 0, published, modified))

    def take(self, read: Prepared) -> None:
        """Stores an article, in the place of its former text."""
        try:
            item = _decided(read, self._decided, self._settings)
        except RefusedError as error:
            self.summary.refused.append(error)
            self._progress(self.summary)
            return
        outcome = self._replace(item, None if item is read else read) if self._store else "read"
        self.summary.outcomes[outcome] += 1
        self.summary.skipped += losses(item.reading)
        if outcome != "unchanged":
            _count(self.summary, item)
        self._progress(self.summary)

    def _replace(self, item: Prepared, original: Prepared | None) -> str:
        assert self._store
        iri, store = item.reading.article, self._store
        others = self._others_at(iri, item.place)
        formers = [other for other in others if self._is_nowhere_else(other, item.place)]
        before = self._before(item, formers)
        came = Import(_now(), item.digest, item.place)
        outcome = str(store.replace(item.graphs, original.graphs if original else None, came=came))
        for other in others:
            if other in formers:
                store.remove(other)
            elif item.place:
                store.leave(other, item.place)
        if outcome == "added" and (same := self._copies_of(item)):
            self.summary.copies.append(f"{where_of(item.reading)}: the same text as {', '.join(same)}")
        if before is not None and not is_same(before, after := stored_article(store, iri)):
            self.summary.corrections.append(correction(before, after))
        return "replaced" if formers and outcome == "added" else outcome

    def _others_at(self, iri: str, place: str | None) -> list[str]:
        """The other articles that this file held alone when they came, so that it holds them no more."""
        if self._store is None or place is None or place.endswith(AMONG):
            return []
        found = self._store.having(IMPORTED_FROM.value, place, ns.imports_graph(self._settings.base))
        return [other for other in found if other != iri]

    def _is_nowhere_else(self, article: str, place: str | None) -> bool:
        """Whether nothing but this file told who an article is, and no other that is still there holds it."""
        assert self._store
        own = self._store.about(article, ns.article_graph(article))
        if article in self._sent or any(quad.predicate.value in _TELLING for quad in own):
            return False
        others = set(places_of(noted(self._store, article))) - {place}
        return not any(other == f"-{AMONG}" or os.path.exists(other.removesuffix(AMONG)) for other in others)

    def _before(self, item: Prepared, formers: list[str]) -> StoredArticle | None:
        """What was stored of an article."""
        assert self._store
        graph = frozenset(item.graphs.quads)
        for iri in (item.reading.article, *formers):
            own = frozenset(self._store.about(iri, ns.article_graph(iri)))
            if own and not own <= graph:  # else nothing of the article itself is other
                try:
                    return stored_article(self._store, iri)
                except KgError:  # its kept text is lost: there is nothing to compare the new one with
                    return None
        return None

    def _copies_of(self, item: Prepared) -> list[str]:
        """The other articles with the very same text."""
        assert self._store
        pattern = f"?a a <{ns.KG}Article> ; {_TEXT_HASH} {Literal(_text_hash(item))}"
        other = f"FILTER(?a != <{item.reading.article}>)"
        rows = self._store.query(f"SELECT DISTINCT ?a {{ {pattern} {other} }} ORDER BY ?a LIMIT {_COPIES}")
        return [row["a"].value for row in rows]  # type: ignore[union-attr]


def _text_hash(item: Prepared) -> str:
    """The hash of an article's text, as its graph has it; empty where it has none."""
    node = NamedNode(item.reading.article)
    found = (q.object for q in item.graphs.quads if q.subject == node and q.predicate == _TEXT_HASH)
    return next((term.value for term in found if isinstance(term, Literal)), "")


def _moment(term: object) -> datetime | None:
    """A time as the graph has it; None where there is none, or one that kg would not have written."""
    try:
        moment = datetime.fromisoformat(term.value) if isinstance(term, Literal) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _now() -> datetime:
    return datetime.now(UTC)


def _decided(item: Prepared, decisions: curation.Decisions, settings: Settings) -> Prepared:
    """What is ready for the store, as the decisions in force there have it.

    Raises:
        RefusedError: they make something of it that does not conform.
    """
    found = curation.curated(item.graphs, decisions, settings.base) if decisions else None
    if found is None:
        return item
    report = held_against_shapes(found.graphs, item.reading, settings)
    return replace(item, graphs=found.graphs, report=report)


def _count(summary: Summary, item: Prepared) -> None:
    facts = item.reading.facts
    summary.facts.update({kind.name: len(facts.of(kind.form)) for kind in kinds.KINDS})
    summary.unread.update({unread.reason: unread.number for unread in facts.unread})
    here = {*item.graphs.reference, *item.graphs.actors}
    named = (entity for entity in facts.entities if "#" in entity.iri or entity.iri in here)
    actors = {entity.iri: known for entity in named if (known := _kind(entity))}
    actors |= dict.fromkeys(item.graphs.actors, "provisional")
    summary.actors.update(known for iri, known in actors.items() if iri not in summary.seen)
    summary.seen |= actors.keys()
    for problem in item.report.warnings:
        summary.warnings[problem.message] += 1
        summary.warned.setdefault(problem.message, []).append(problem.focus)


def losses(reading: Reading) -> list[str]:
    """What to say of each sentence that was not read, in a line."""
    return [
        f"{where_of(reading)}: a sentence was left out, “{s.words}”: {s.error} (please report it)"
        for s in reading.skipped
    ]


def unread(numbers: Mapping[str, int]) -> list[str]:
    """What to say of the facts that were left unread, a line for each reason, most first."""
    return [f"{number} left unread: {reason}" for reason, number in Counter(numbers).most_common()]


def _kind(entity: Entity) -> str | None:
    """What an import counts somebody as who is not in the graph of provisional actors."""
    if "#" in entity.iri:
        return "described"
    return None if entity.type in ("position", "place") else "linked"
