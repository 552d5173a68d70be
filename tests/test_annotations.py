"""Web Annotations: one a fact, in the W3C's terms, with the words where they stand and the voice in which they do."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from kg import namespaces as ns
from kg.cli.annotated import write
from kg.errors import StoreError
from kg.graph.annotation import CONTEXT
from kg.pipeline import Prepared, prepare
from kg.settings import Settings
from kg.store import EmbeddedStore, memory_store

ARTICLE = Path(__file__).parent / "cli" / "golden" / "article.json"
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"

ANNO = {
    "oa": OA,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": ns.DCTERMS,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "as": AS,
    "rdf": ns.RDF,
    "xsd": ns.XSD,
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextualBody": "oa:TextualBody",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "Motivation": "oa:Motivation",
    "identifying": "oa:identifying",
    "describing": "oa:describing",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "creator": {"@type": "@id", "@id": "dcterms:creator"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "name": "foaf:name",
    "first": {"@type": "@id", "@id": "as:first"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "label": "rdfs:label",
    "rdfs": ns.RDFS,
    "total": {"@type": "xsd:nonNegativeInteger", "@id": "as:totalItems"},
    "startIndex": {"@type": "xsd:nonNegativeInteger", "@id": "as:startIndex"},
}
"""What of http://www.w3.org/ns/anno.jsonld bears on us."""


def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
    assert url == CONTEXT
    return {
        "document": {"@context": ANNO},
        "documentUrl": url,
        "contextUrl": None,
        "contentType": "application/ld+json",
    }


@pytest.fixture(scope="module")
def store() -> Iterator[EmbeddedStore]:
    (item,) = prepare([str(ARTICLE)], Settings())
    assert isinstance(item, Prepared)
    with memory_store() as held:
        held.replace(item.graphs)
        yield held


@pytest.fixture(scope="module")
def exported(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return export(store, tmp_path_factory.mktemp("out") / "a.jsonld")


def export(view: Any, file: Path) -> dict[str, Any]:
    with file.open("wb") as out:
        write(view, view.articles(), view.base + "annotations", out)
    read: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return read


def of(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["first"]["items"]
    return found


def test_each_fact_has_one(store: EmbeddedStore, exported: dict[str, Any]) -> None:
    rows = store.query("SELECT ?f { ?f kg:accordingTo ?voice } ORDER BY ?f")
    facts = [row["f"].value for row in rows]  # type: ignore[union-attr]
    assert len(facts) >= 4
    assert sorted(annotation["body"][0] for annotation in of(exported)) == facts
    assert exported["total"] == len(facts)


def test_the_words_are_where_they_are_said_to_be(store: EmbeddedStore, exported: dict[str, Any]) -> None:
    (article,) = store.articles()
    sha = next(
        q.object.value for q in store.quads(ns.article_graph(article)) if q.predicate.value == ns.KG + "keptText"
    )
    text = json.loads(store.kept(sha))["text"]
    for annotation in of(exported):
        for target in annotation["target"]:
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert target["source"] == article
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert quote["prefix"] or start == 0
            assert quote["suffix"] or end == len(text)


def test_an_allegation_has_its_alleger(store: EmbeddedStore, exported: dict[str, Any]) -> None:
    told = {annotation["body"][0]: annotation["body"][1]["value"] for annotation in of(exported)}
    claimed = [row["f"].value for row in store.query("SELECT ?f { ?f a kg:ClaimedEvent }")]  # type: ignore[union-attr]
    assert claimed
    for fact, words in told.items():
        assert (" according to the article: " in words) == (fact not in claimed)
        assert (" only: " in words) == (fact in claimed)


def test_words_that_were_not_said_are_nobodys(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Russia did not accuse Israel of attacking Tehran.")
    (item,) = prepare([str(tmp_path / "a.txt")], Settings())
    assert isinstance(item, Prepared)
    with memory_store() as held:
        held.replace(item.graphs)
        told = [annotation["body"][1]["value"] for annotation in of(export(held, tmp_path / "a.jsonld"))]
    assert "ClaimedEvent ASSAULT, according to words that Russia did not say: positive, unknown, past" in told


def test_a_store_without_the_text_has_the_words_alone(store: EmbeddedStore, tmp_path: Path) -> None:
    class Pulled:
        base = store.base
        articles = staticmethod(store.articles)
        quads = staticmethod(store.quads)

        @staticmethod
        def kept(sha: str) -> bytes:
            raise StoreError("not here")

    for annotation in of(export(Pulled(), tmp_path / "a.jsonld")):
        for target in annotation["target"]:
            assert set(target["selector"][1]) == {"id", "type", "exact"}


def expanded(document: dict[str, Any]) -> Any:
    return jsonld.expand(document, {"documentLoader": load})


def lost(document: dict[str, Any]) -> set[str]:
    """The keys that the context does not have: JSON-LD drops them without a word."""
    seen: set[str] = set()
    waiting: list[Any] = [document]
    while waiting:
        match waiting.pop():
            case dict() as node:
                seen |= node.keys()
                waiting += node.values()
            case list() as nodes:
                waiting += nodes
    return seen - ANNO.keys() - {"@context"}


def test_it_is_in_the_terms_of_the_w3c(exported: dict[str, Any]) -> None:
    assert lost(exported) == set()
    assert lost({**exported, "colour": "red"}) == {"colour"}
    (collection,) = expanded(exported)
    assert collection["@type"] == [AS + "OrderedCollection"]
    (page,) = collection[AS + "first"]
    (items,) = page[AS + "items"]
    for annotation in items["@list"]:
        assert annotation["@type"] == [OA + "Annotation"]
        assert annotation[OA + "motivatedBy"] == [{"@id": OA + "identifying"}]
        fact, voice = annotation[OA + "hasBody"]
        assert list(fact) == ["@id"]
        assert voice[OA + "hasPurpose"] == [{"@id": OA + "describing"}]
        for target in annotation[OA + "hasTarget"]:
            kinds = [selector["@type"] for selector in target[OA + "hasSelector"]]
            assert kinds == [[OA + "TextPositionSelector"], [OA + "TextQuoteSelector"]]


def test_an_empty_store_is_an_empty_collection(tmp_path: Path) -> None:
    with memory_store() as empty:
        document = export(empty, tmp_path / "a.jsonld")
    assert (of(document), document["total"]) == ([], 0)
