"""Strings the stages together: sources -> articles -> documents -> facts -> quads -> shapes -> store."""

import logging
import os.path
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg import __version__, conformance, salvage, workers
from kg.article import Options, folder, read, times
from kg.article.addresses import begins_as_one
from kg.article.model import Article
from kg.deadline import deadline
from kg.document import Document, documents, iri_of
from kg.english import rule
from kg.errors import InternalError, KgError, RefusedError, ResourceError, UsageError
from kg.extractor import Extractor, load_extractor, telling_predicates
from kg.facts.identity import identified
from kg.facts.model import Reading
from kg.graph.write import ArticleGraphs, Provenance, article_graphs
from kg.namespaces import digest
from kg.pipelines import pipeline
from kg.settings import Settings
from kg.shapes import Descriptions, Report, validate, validate_shared
from kg.store.imports import AMONG
from kg.workers import Batch

if TYPE_CHECKING:
    from kg.fetch.pages import Fetcher

_log = logging.getLogger(__name__)

Item = TypeVar("Item")
Source = str | Article | KgError
"""A file, a folder or "-"; or an article, or a refusal, as it is."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready for the store, with what its shapes say; ``digest`` and ``place`` as ``Import`` has them."""

    reading: Reading
    graphs: ArticleGraphs
    report: Report
    digest: str
    place: str | None


def articles(sources: Iterable[Source], settings: Settings) -> Iterator[Article | KgError]:
    """The articles of files, folders, addresses and "-", in order; what cannot be read is yielded as an error."""
    # What fetches takes a tenth of a second to load, which files need not wait for.
    web = cache(lambda: fetcher(settings))
    follow = (lambda link, updated: web().linked(link, updated)) if settings.follow else None
    options = Options(settings.encoding, settings.language, dict(settings.map), follow)
    for source in sources:
        if not isinstance(source, str):
            yield source
        elif os.path.isdir(source):  # unlike Path's, false for what no file can be called
            yield from folder.articles(Path(source), options, settings.web)
        else:
            try:
                yield from web().articles(source) if begins_as_one(source) else read(source, options=options)
            except KgError as error:
                yield error


def fetcher(settings: Settings) -> "Fetcher":
    """What fetches addresses as the settings say."""
    from kg.fetch.client import Client
    from kg.fetch.pages import Fetcher

    options = Options(settings.encoding, settings.language, dict(settings.map))
    # What is not to be kept of texts is not to lie there either.
    folder = None if settings.no_text else settings.web
    return Fetcher(options, Client(settings.allow_private), folder, settings.follow)


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
    yield from _each(prepare_batch, sources, settings)


def _each(
    work: Callable[[Batch, Settings], list[Item | KgError]], sources: Iterable[Source], settings: Settings
) -> Iterator[Item | KgError]:
    check(settings)
    items = articles(sources, settings)
    for item in items:
        if isinstance(item, Article):
            with workers.started(settings) as started:
                yield from started.each(work, chain((item,), items))
        else:
            yield item  # what is refused before any article needs nobody who reads


def check(settings: Settings) -> None:
    """Holds settings against what there is, before anything is opened by them.

    Raises:
        UsageError: there is no such rule, or the time that is told is none.
    """
    missing(Article("", ()), settings)
    if settings.without:
        load_extractor(settings.extractor)  # which brings its rules
        rule.check(settings.without)


def place_of(article: Article) -> str | None:
    """Where an article came from, as ``Import`` has it."""
    return article.file if article.is_alone or article.file is None else article.file + AMONG


def identified_as(article: Article, settings: Settings) -> tuple[str, str]:
    """An article's IRI, and a digest of all that its reading depends on: both before it is read."""
    told = missing(article, settings)
    filled = replace(article, **told, source="", file=None, is_alone=False)
    extractor = load_extractor(settings.extractor)
    unused: dict[str, Any] = {name: None for name in ("publisher", "published") if name not in told}
    read_by = (extractor.name, extractor.version, __version__, replace(settings, **unused).hash())
    told = {**told, **({"no text": True} if settings.no_text else {})}
    return iri_of(filled, settings.base), digest(repr(filled), *told, *read_by)


# --- one batch, in this process or in a worker ------------------------------------------------------------------------


def _read_batch(batch: Batch, settings: Settings, *, predicates: bool) -> list[Reading | KgError]:
    extractor = load_extractor(settings.extractor)
    if predicates:
        extractor = telling_predicates(extractor)
    return [_guarded(lambda article: _read_one(article, extractor, settings), item, settings) for item in batch]


def prepare_batch(batch: Batch, settings: Settings) -> list[Prepared | KgError]:
    extractor = load_extractor(settings.extractor)
    name = f"{extractor.name} {extractor.version}"
    return [
        _guarded(lambda a: _prepared(a, _read_one(a, extractor, settings), name, settings), item, settings)
        for item in batch
    ]


def _guarded(work: Callable[[Article], Item | KgError], item: Article | KgError, settings: Settings) -> Item | KgError:
    """One article's fault, ours included, costs no other article; nor does the time that it takes."""
    if isinstance(item, KgError):
        return item
    try:
        pipeline(settings.model)  # outside of the article's time, and of what may be broken off
        with deadline(settings.article_seconds, where_of(item)):
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
    filled = replace(article, **missing(article, settings))
    with rule.without(*settings.without):
        read = reading(next(documents((filled,), settings)), extractor)
    return replace(read, given=tuple(missing(article, settings)))


def missing(article: Article, settings: Settings) -> dict[str, Any]:
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
    conformance.check(facts, document.text, extractor.name, where_of(article))
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
        rights=article.rights,
        restrictions=article.restrictions,
        origin=article.origin,
        headings=document.headings,
        skipped=skipped,
    )


def _prepared(article: Article, reading: Reading, extractor: str, settings: Settings) -> Prepared:
    unused: dict[str, Any] = {name: None for name in ("publisher", "published") if name not in reading.given}
    provenance = Provenance(extractor, __version__, replace(settings, **unused).hash())
    keeps_text = not (settings.no_text or reading.restrictions)
    graphs = article_graphs(reading, provenance, settings.base, keeps_text=keeps_text)
    report = held_against_shapes(graphs, reading, settings)
    return Prepared(reading, graphs, report, identified_as(article, settings)[1], place_of(article))


def held_against_shapes(graphs: ArticleGraphs, reading: Reading, settings: Settings) -> Report:
    """What the shapes say of an article's graphs.

    Raises:
        RefusedError: they do not conform.
    """
    tenures = {tenure.iri: tenure for tenure in reading.facts.tenures}
    known = Descriptions(graphs.shared_quads())
    report = validate(graphs.quads, text=reading.text, tenures=tenures, known=known, engine=settings.engine)
    shared = validate_shared(graphs.shared_quads(), known=known, engine=settings.engine)
    if violations := (*report.violations, *shared.violations):
        worst, more = violations[0], f" and {len(violations) - 1} more" if len(violations) > 1 else ""
        raise RefusedError(f"its graph does not conform: {worst.focus}: {worst.message}{more}", where=where_of(reading))
    return report


def where_of(item: Article | Reading) -> str:
    """The source, and which of its articles."""
    which = item.url or item.id
    return f"{item.source} ({which})" if which else item.source
