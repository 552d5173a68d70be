"""What SHACL cannot decide or decides slowly: forms of IRIs, exact words, posts on the day, circles."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
from kg.reference.model import Tenure, running_between
from kg.shapes.model import SHAPES, Problem, Severity
from kg.shapes.terms import vocabulary

PHRASES: Final = (
    "cue",
    "trigger",
    "condition",
    "venue",
    "asset",
    "scopeAsStated",
    "reason",
    "legalBasis",
    "positionStated",
    "timeStated",
    "text",
)
"""Properties whose value is words of the article; the offset of the first character stands in ``kg:{name}Start``."""

_TYPE: Final = ns.RDF + "type"
_CIRCLES: Final = ("accordingTo", "reports", "follows")
_ENTITIES: Final = {ns.KG + name for name in ("Actor", "Place", "Position", "Tenure", "SanctionRegime")}
_POINTING: Final = {ns.KG + "accordingTo", ns.KG + "revisionOf"}
"""Properties of nodes that point to the article instead of being pointed to."""

Term = NamedNode | Literal


class ArticleGraph:
    """One article's graph, indexed by subject and property; blank nodes left out."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = tuple(quads)
        self.nodes: dict[str, dict[str, list[Term]]] = {}
        for quad in self.quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self.nodes.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
        self.articles = [iri for iri in self.nodes if ns.KG + "Article" in self.iris(iri, _TYPE)]

    def iris(self, node: str, predicate: str) -> list[str]:
        """The IRIs that a property points to."""
        return [term.value for term in self.nodes.get(node, {}).get(predicate, ()) if isinstance(term, NamedNode)]

    def text(self, node: str, name: str) -> str | None:
        """The first value of one of our properties as text; None where it has none."""
        values = self.nodes.get(node, {}).get(ns.KG + name)
        return values[0].value if values else None

    def offset(self, node: str, name: str) -> int | None:
        """The first value of one of our properties as a number from 0; None where it is none (SHACL says so)."""
        value = self.text(node, name)
        return int(value) if value and value.isascii() and value.isdigit() else None


def check(graph: ArticleGraph, text: str | None, tenures: Mapping[str, Tenure] | None) -> Iterator[Problem]:
    """All checks of one article's graph; those on words need the text, those on posts the tenures."""
    yield from _form(graph)
    yield from _modes(graph)
    yield from _claims(graph)
    for name in _CIRCLES:
        yield from _circle(graph, ns.KG + name)
    yield from _phrases(graph, text)
    if len(graph.articles) != 1:
        where = graph.articles[0] if graph.articles else next(iter(graph.nodes), "")
        yield _problem("OneArticle", where, None, "A graph holds exactly one kg:Article: split it, or add the article.")
        return
    article = graph.articles[0]
    yield from _local(graph, article)
    yield from _publication_day(graph, article)
    yield from _evidence(graph, article, text)
    yield from _posts(graph, article, tenures or {})


def _problem(
    check: str, focus: str, path: str | None, message: str, value: object = None, severity: Severity = "Violation"
) -> Problem:
    return Problem(
        severity, focus, path, None if value is None else str(value), f"{SHAPES}{check}Check", message, "code"
    )


def _form(graph: ArticleGraph) -> Iterator[Problem]:
    """Portable RDF: IRIs in ASCII and no blank nodes, since stores rename those and encode the others differently."""
    for quad in graph.quads:
        subject, path = _iri(quad.subject), quad.predicate.value
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, NamedNode):
                if not term.value.isascii():
                    message = "IRIs are ASCII: escape other characters by percent signs."
                    yield _problem("AsciiIri", subject, path, message, term)
            elif not isinstance(term, Literal):
                yield _problem("NoBlankNode", subject, path, "Data have no blank nodes: mint an IRI.", term)


def _local(graph: ArticleGraph, article: str) -> Iterator[Problem]:
    """Only the article and its fragments are described here, each with a class, each pointed to by something."""
    graphs = {quad.graph_name.value for quad in graph.quads if isinstance(quad.graph_name, NamedNode)}
    for name in sorted(graphs - {ns.article_graph(article)}):
        message = f"This article's graph is <{ns.article_graph(article)}>: move its triples there."
        yield _problem("ArticleGraph", article, None, message, NamedNode(name))
    used = {term.value for node in graph.nodes.values() for values in node.values() for term in values}
    for node, properties in graph.nodes.items():
        if node != article and not node.startswith(article + "#"):
            message = "An article's graph describes the article and its fragments: move this to a shared graph."
            yield _problem("LocalSubject", node, None, message)
        if _TYPE not in properties:
            yield _problem("TypedNode", node, ns.RDF + "type", "Say what this node is: it has no class.")
            continue
        types = set(graph.iris(node, _TYPE))
        if types & _ENTITIES and graph.text(node, "provisional") != "true":
            message = "What is local to an article is provisional: add kg:provisional true."
            yield _problem("LocalProvisional", node, ns.KG + "provisional", message)
        if node != article and node not in used and not properties.keys() & _POINTING:
            yield _problem("UsedNode", node, None, "Nothing in the graph points to this node.", severity="Warning")


def _modes(graph: ArticleGraph) -> Iterator[Problem]:
    """A mode belongs to the event type of its fact: names repeat across PLOVER's types."""
    types = vocabulary().broader
    for node, properties in graph.nodes.items():
        for mode in properties.get(ns.KG + "mode", ()):
            if types.get(mode.value) not in graph.iris(node, ns.KG + "eventType"):
                message = "This mode belongs to another event type than the fact's: correct one of them."
                yield _problem("ModeOfType", node, ns.KG + "mode", message, mode)


def _claims(graph: ArticleGraph) -> Iterator[Problem]:
    """What stands in a statement is reported by it, so that either way leads from one to the other."""
    for node in graph.nodes:
        for voice in graph.iris(node, ns.KG + "accordingTo"):
            if (
                voice in graph.nodes
                and voice not in graph.articles
                and node not in graph.iris(voice, ns.KG + "reports")
            ):
                message = "This fact stands in a statement that does not report it: add kg:reports to the statement."
                yield _problem("Reported", node, ns.KG + "accordingTo", message, NamedNode(voice), "Warning")


def _circle(graph: ArticleGraph, predicate: str) -> Iterator[Problem]:
    """Nothing stands inside itself: what is left when all loose ends are taken away is a circle."""
    links = {node: targets for node in graph.nodes if (targets := set(graph.iris(node, predicate)))}
    while True:
        reached = set().union(*links.values())
        loose = [node for node, targets in links.items() if node not in reached or not targets & links.keys()]
        if not loose:
            break
        for node in loose:
            del links[node]
    for node, targets in links.items():
        for target in sorted(targets & links.keys()):
            message = f"{ns.short(predicate)} leads back to this fact: break the circle."
            yield _problem("Circle", node, predicate, message, NamedNode(target))


def _phrases(graph: ArticleGraph, text: str | None) -> Iterator[Problem]:
    """The text has the words of each phrase where its offset says; that both are there is a matter of shapes."""
    for node, properties in graph.nodes.items():
        for name in (*PHRASES, "content"):
            if (path := f"{ns.KG}{name}") in properties:
                yield from _words(node, path, graph.text(node, name), graph.offset(node, name + "Start"), text)


def _words(node: str, path: str, words: str | None, start: int | None, text: str | None) -> Iterator[Problem]:
    if text is None or words is None or start is None:
        return
    if not text.startswith(words, start):
        found = text[start : start + len(words)]
        message = f"The text has {found!r} at {start}, other words than these: correct words or offset."
        yield _problem("ExactWords", node, path, message, Literal(words))


def _evidence(graph: ArticleGraph, article: str, text: str | None) -> Iterator[Problem]:
    """Evidence lies within the text, is named by its offsets, and quotes the text letter by letter."""
    length = graph.offset(article, "textLength")
    if text is not None:
        yield from _same_text(graph, article, text)
    for node, properties in graph.nodes.items():
        if not any(term.value == ns.KG + "Evidence" for term in properties.get(_TYPE, ())):
            continue
        start, end, exact = graph.offset(node, "start"), graph.offset(node, "end"), graph.text(node, "exact")
        if start is None or end is None or exact is None:
            continue
        if node != ns.evidence(article, start, end):
            message = f"Evidence is named by its offsets: call it {ns.evidence(article, start, end)}."
            yield _problem("EvidenceName", node, None, message)
        if end - start != len(exact):
            message = f"{len(exact)} characters are quoted, but the offsets span {end - start}: correct either."
            yield _problem("ExactWords", node, ns.KG + "exact", message, Literal(exact))
        elif length is not None and end > length:
            message = f"The text has {length} characters only: correct the offsets."
            yield _problem("WithinText", node, ns.KG + "end", message, Literal(end))
        else:
            yield from _words(node, ns.KG + "exact", exact, start, text)


def _same_text(graph: ArticleGraph, article: str, text: str) -> Iterator[Problem]:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    for name, found, given in (
        ("textLength", graph.text(article, "textLength"), str(len(text))),
        ("textHash", graph.text(article, "textHash"), digest),
    ):
        if found is not None and found != given:
            message = f"The graph was made from another text (kg:{name} should be {given}): read the article anew."
            yield _problem("SameText", article, ns.KG + name, message, Literal(found))


def _publication_day(graph: ArticleGraph, article: str) -> Iterator[Problem]:
    day = graph.text(article, "publicationDay")
    published = graph.nodes[article].get(ns.SCHEMA + "datePublished")
    if day and published and published[0].value[:10] != day:
        message = f"The article was published on {published[0].value[:10]}: correct kg:publicationDay."
        yield _problem("PublicationDay", article, ns.KG + "publicationDay", message, Literal(day))


def _posts(graph: ArticleGraph, article: str, tenures: Mapping[str, Tenure]) -> Iterator[Problem]:
    """A post is held while the statement is made: on the publication day, or on the statement's own day.

    Posts that are read off the article itself are left out: nothing else is known of them.
    """
    published = graph.text(article, "publicationDay")
    for node in graph.nodes:
        for iri in graph.iris(node, ns.KG + "inTenure"):
            tenure = tenures.get(iri)
            if tenure is None or tenure.provisional or not published:
                continue
            held, path = running_between(tenure, *days(graph, node, published)), ns.KG + "inTenure"
            if held == "no":
                message = (
                    "The post was not held on the day of the statement: drop kg:inTenure, or link its holder then."
                )
                yield _problem("Tenure", node, path, message, NamedNode(iri))
            elif held == "unknown" and graph.iris(node, ns.KG + "tenureRunning") == [ns.code("running", "yes")]:
                message = "Nothing tells whether the post was held on the day: check the tenure in the reference facts."
                yield _problem("Tenure", node, path, message, NamedNode(iri), "Warning")


def days(graph: ArticleGraph, fact: str, published: str) -> tuple[str, str]:
    """The first and the last day on which a fact may have been, by its own words or else by the publication."""
    if graph.iris(fact, ns.KG + "timePrecision") == [ns.code("precision", "publication")]:
        return published, published
    first, last = graph.text(fact, "earliest"), graph.text(fact, "latest")
    return first or last or published, last or first or published


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
