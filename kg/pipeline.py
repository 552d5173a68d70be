"""Strings the stages together: sources -> articles -> documents -> facts -> quads -> shapes -> store."""

import logging
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg import __version__, conformance, curation, salvage, workers
from kg.article import Options, folder, read, times
from kg.article.model import Article
from kg.deadline import deadline
from kg.document import Document, documents
from kg.english import rule
from kg.errors import InternalError, KgError, RefusedError, ResourceError, SkippedError, UsageError
from kg.extractor import Extractor, load_extractor, telling_predicates
from kg.facts import kinds
from kg.facts.identity import identified
from kg.facts.model import Reading
from kg.graph.write import ArticleGraphs, Provenance, article_graphs
from kg.mentions.model import Entity
from kg.pipelines import pipeline
from kg.settings import Settings
from kg.shapes import Descriptions, Report, validate, validate_shared
from kg.workers import Batch

if TYPE_CHECKING:
    from kg.store import Store

_log = logging.getLogger(__name__)

Item = TypeVar("Item")
Source = str | Article | KgError
"""A file, a folder or "-"; or an article, or a refusal, as it is."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready for the store, with what its shapes say."""

    reading: Reading
    graphs: ArticleGraphs
    report: Report


@dataclass(slots=True)
class Summary:
    """What an import did; facts, actors and warnings of articles that are not unchanged, ``refused`` in input order.

    Attributes:
        actors: "linked", "provisional" (places and outlets too: what is there to curate) and "described" (by a phrase
            such as "a senior official", in one article only), each counted once however many articles name it.
        warnings: message -> how often.
        warned: message -> IRIs of the facts, in the order of the input.
        passed_over: files of folders that by their formats hold no articles.
        skipped: the sentences that were not read, of unchanged articles too: a line on each, in input order.
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

    @property
    def exit_code(self) -> int:
        """0 where nothing was refused, else the gravest code among the refusals."""
        return max((error.exit_code for error in self.refused), default=0)


def articles(sources: Iterable[Source], settings: Settings) -> Iterator[Article | KgError]:
    """The articles of files, folders and "-", in order; what cannot be read is yielded as an error, not raised."""
    options = Options(settings.encoding, settings.language, dict(settings.map))
    for source in sources:
        if not isinstance(source, str):
            yield source
        elif Path(source).is_dir():
            yield from folder.articles(Path(source), options)
        else:
            try:
                yield from read(source, options=options)
            except KgError as error:
                yield error


def readings(
    sources: Iterable[str], settings: Settings, *, predicates: bool = False
) -> Generator[Reading | KgError, None, None]:
    """Every article read, in the order of the input, refusals in their places; with ``predicates``, every verb too.

    Raises:
        UsageError: the extractor of the settings tells no predicates.
    """
    yield from _each(partial(_read_batch, predicates=predicates), sources, settings)


def prepare(sources: Iterable[Source], settings: Settings) -> Generator[Prepared | KgError, None, None]:
    """Every article read, written as a graph and held against the shapes; violations refuse it."""
    yield from _each(_prepare_batch, sources, settings)


def import_articles(
    sources: Iterable[Source],
    settings: Settings,
    open_store: "Callable[[], AbstractContextManager[Store]] | None",
    progress: Callable[[Summary], None] = lambda summary: None,
) -> Summary:
    """Reads articles into a store.

    Args:
        sources: files, folders, "-" for standard input, or articles.
        settings: base IRI, language model, extractor, SHACL engine, workers.
        open_store: opens the store to write, called when the workers have started (they must not inherit it);
            None for a dry run.
        progress: called after each article.

    Raises:
        StoreError: the store cannot be opened or written.
    """
    summary = Summary()
    # Closed at once when all ends early: else workers would go on.
    with closing(prepare(sources, settings)) as ready:
        first = next(_passing(ready, summary, progress), None)
        if first is None:
            return summary
        with open_store() if open_store else nullcontext() as store:
            decided = curation.in_force(store) if store else curation.NONE
            for read in chain((first,), _passing(ready, summary, progress)):
                try:
                    item = _decided(read, decided, settings)
                except RefusedError as error:
                    summary.refused.append(error)
                    progress(summary)
                    continue
                original = None if item is read else read.graphs
                outcome = store.replace(item.graphs, original) if store else "read"
                summary.outcomes[outcome] += 1
                summary.skipped += losses(item.reading)
                if outcome != "unchanged":
                    _count(summary, item)
                progress(summary)
    return summary


def _decided(item: Prepared, decisions: curation.Decisions, settings: Settings) -> Prepared:
    """What is ready for the store, as the decisions in force there have it.

    Raises:
        RefusedError: they make something of it that does not conform.
    """
    found = curation.curated(item.graphs, decisions, settings.base) if decisions else None
    if found is None:
        return item
    return Prepared(item.reading, found.graphs, _held_against_shapes(found.graphs, item.reading, settings))


def _passing(
    items: Iterator[Prepared | KgError], summary: Summary, progress: Callable[[Summary], None]
) -> Iterator[Prepared]:
    """What is not refused; refusals go to the summary."""
    for item in items:
        if isinstance(item, SkippedError):
            summary.passed_over.append(item)
        elif isinstance(item, KgError):
            summary.refused.append(item)
            progress(summary)
        else:
            yield item


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
        f"{_where(reading)}: a sentence was left out, “{s.words}”: {s.error} (please report it)"
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


def _each(
    work: Callable[[Batch, Settings], list[Item | KgError]], sources: Iterable[Source], settings: Settings
) -> Iterator[Item | KgError]:
    if settings.without:
        load_extractor(settings.extractor)  # which brings its rules
        rule.check(settings.without)
    items = articles(sources, settings)
    for item in items:
        if isinstance(item, Article):
            yield from workers.each(work, chain((item,), items), settings)
        else:
            yield item  # what is refused before any article needs nobody who reads


# --- one batch, in this process or in a worker ------------------------------------------------------------------------


def _read_batch(batch: Batch, settings: Settings, *, predicates: bool) -> list[Reading | KgError]:
    extractor = load_extractor(settings.extractor)
    if predicates:
        extractor = telling_predicates(extractor)
    return [_guarded(lambda article: _read_one(article, extractor, settings), item, settings) for item in batch]


def _prepare_batch(batch: Batch, settings: Settings) -> list[Prepared | KgError]:
    extractor = load_extractor(settings.extractor)
    name = f"{extractor.name} {extractor.version}"
    return [
        _guarded(lambda article: _prepared(_read_one(article, extractor, settings), name, settings), item, settings)
        for item in batch
    ]


def _guarded(work: Callable[[Article], Item | KgError], item: Article | KgError, settings: Settings) -> Item | KgError:
    """One article's fault, ours included, costs no other article; nor does the time that it takes."""
    if isinstance(item, KgError):
        return item
    try:
        pipeline(settings.model)  # outside of the article's time, and of what may be broken off
        with deadline(settings.article_seconds, _where(item)):
            return work(item)
    except (UsageError, ResourceError):
        # A setting, such as a language model that is not installed, or a dictionary with a fault: none can be read.
        raise
    except KgError as error:
        return error
    except Exception as error:
        _log.debug("while reading %s", item.source, exc_info=True)
        return InternalError(f"kg failed: {type(error).__name__}: {error}", where=item.source, hint="please report it")


def _read_one(article: Article, extractor: Extractor, settings: Settings) -> Reading:
    filled = replace(article, **_missing(article, settings))
    with rule.without(*settings.without):
        read = reading(next(documents((filled,), settings)), extractor)
    return replace(read, given=tuple(_missing(article, settings)))


def _missing(article: Article, settings: Settings) -> dict[str, Any]:
    """What the settings tell of an article that it does not tell itself."""
    told: dict[str, Any] = {"publisher": settings.publisher}
    if settings.published:
        told["published"] = times.find(settings.published)
        if told["published"] is None:
            hint = "write it as 2024-01-31T08:00:00+01:00"
            raise UsageError(f"published is {settings.published!r}, which is no date or time", hint=hint)
    return {name: value for name, value in told.items() if value is not None and getattr(article, name) is None}


def reading(document: Document, extractor: Extractor) -> Reading:
    """The facts of a document under their lasting ids, with what is known of the article.

    Raises:
        RefusedError: the extractor gives what breaks the protocol.
        KgError: the extractor raises it.
        Exception: the extractor raises it, and leaving out a few sentences does not help.
    """
    article = document.article
    facts, skipped = salvage.read(document, extractor)
    conformance.check(facts, document.text, extractor.name, _where(article))
    return Reading(
        article=document.iri,
        source=article.source,
        text=document.text,
        facts=identified(facts, document.text),
        id=article.id,
        url=article.url,
        title=article.title,
        published=article.published.isoformat() if article.published else None,
        modified=article.modified.isoformat() if article.modified else None,
        publisher=article.publisher,
        byline=article.byline,
        section=article.section,
        keywords=article.keywords,
        language=article.language,
        headings=document.headings,
        skipped=skipped,
    )


def _prepared(reading: Reading, extractor: str, settings: Settings) -> Prepared:
    unused: dict[str, Any] = {name: None for name in ("publisher", "published") if name not in reading.given}
    provenance = Provenance(extractor, __version__, replace(settings, **unused).hash())
    graphs = article_graphs(reading, provenance, settings.base)
    return Prepared(reading, graphs, _held_against_shapes(graphs, reading, settings))


def _held_against_shapes(graphs: ArticleGraphs, reading: Reading, settings: Settings) -> Report:
    tenures = {tenure.iri: tenure for tenure in reading.facts.tenures}
    known = Descriptions(graphs.shared_quads())
    report = validate(graphs.quads, text=reading.text, tenures=tenures, known=known, engine=settings.engine)
    shared = validate_shared(graphs.shared_quads(), known=known, engine=settings.engine)
    if violations := (*report.violations, *shared.violations):
        worst, more = violations[0], f" and {len(violations) - 1} more" if len(violations) > 1 else ""
        raise RefusedError(f"its graph does not conform: {worst.focus}: {worst.message}{more}", where=_where(reading))
    return report


def _where(item: Article | Reading) -> str:
    """The source, and which of its articles."""
    which = item.url or item.id
    return f"{item.source} ({which})" if which else item.source
