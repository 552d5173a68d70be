"""The jobs that write pages, without a server: each gives a whole page of the status that it tells."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from kg.errors import KgError
from kg.importing import import_articles
from kg.serve import static_files
from kg.serve.jobs import jobs
from kg.serve.limits import Limits
from kg.serve.links import Links, Part, source
from kg.serve.sink import Sink
from kg.serve.templating import seen
from kg.settings import load
from kg.store import open_store
from kg.store.embedded import EmbeddedView
from kg.store.folder import open_folder_view

AT = "http://127.0.0.1:8000"
EDITOR = {"has_editor": False, "is_plain": False, "allow_service": False}


@pytest.fixture(scope="module")
def view(store: Path) -> Iterator[EmbeddedView]:
    with open_folder_view(store) as opened:
        yield opened


@pytest.mark.parametrize(
    ("job", "arguments", "status", "shown"),
    [
        ("first", {}, 200, "Newest articles"),
        ("queries", {}, 200, "who-said"),
        ("form", {"name": "who-said", "values": {}, "offset": None}, 200, "speaker"),
        ("form", {"name": "who-said", "values": {"about": ["US"]}, "offset": None}, 200, "outlet"),
        ("form", {"name": "who-said", "values": {"about": ["Rusia"]}, "offset": 0}, 404, "no actor or place"),
        (
            "form",
            {"name": "sanctions", "values": {"status": ["lifted"], "target": ["RUS"]}, "offset": 0},
            200,
            "no rows",
        ),
        ("form", {"name": "coverage", "values": {}, "offset": 5000}, 200, "no rows from 5,001 on"),
        ("search", {"text": "Lavrov"}, 200, "Sergey Lavrov"),
        ("fact", {"id": "s-3399853651"}, 200, "vouches"),
        ("fact", {"id": "s-3399853651", "article": "b54d2ce9f6bb1f4ba9d5"}, 200, "vouches"),
        ("thing", {"iri": "https://kg.example/article/b54d2ce9f6bb1f4ba9d5"}, 200, "statements"),
        ("thing", {"iri": "https://kg.example/article/b54d2ce9f6bb1f4ba9d5#s-3399853651"}, 200, "vouches"),
        ("thing", {"iri": "wd:Q159"}, 200, "Russia"),
        ("thing", {"iri": "plover:ASSAULT"}, 200, "ASSAULT"),
        ("editor", {"text": "", **EDITOR}, 200, "was not built in"),
        ("editor", {"text": "SELECT ?s { ?s a kg:Statement }", **EDITOR}, 200, "312 rows"),
        ("editor", {"text": "SELECT ?s { ?s a kg:Statment }", **EDITOR}, 200, "did you mean kg:Statement?"),
        ("editor", {"text": "CONSTRUCT { ?s ?p ?o } { ?s a kg:Article ; ?p ?o }", **EDITOR}, 200, "Turtle"),
        ("editor", {"text": "SELEKT", **EDITOR}, 400, "not a SPARQL query"),
        ("editor", {"text": "", **EDITOR, "has_editor": True}, 200, "Plain editor"),
    ],
)
def test_a_job_writes_a_page(
    view: EmbeddedView, tmp_path: Path, job: str, arguments: Mapping[str, Any], status: int, shown: str
) -> None:
    sink = Sink(tmp_path / "long", Limits())
    written = jobs()[job](view, sink, at=AT, **arguments)
    content = sink.finish() or (tmp_path / "long").read_bytes()
    assert written.status == status
    assert written.type == "text/html; charset=utf-8"
    assert shown in " ".join(html.fromstring(content).text_content().split())


@pytest.mark.parametrize(("job", "arguments"), [("fact", {"id": "s-0000000000"}), ("thing", {"iri": "wd:Q99999999"})])
def test_a_job_refuses_what_there_is_not(
    view: EmbeddedView, tmp_path: Path, job: str, arguments: Mapping[str, Any]
) -> None:
    with pytest.raises(KgError):
        jobs()[job](view, Sink(tmp_path / "long", Limits()), at=AT, **arguments)


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        ("https://kg.example/article/0a", "/kg/article/0a"),
        ("https://kg.example/article/0a#s-0123456789", "/kg/fact/s-0123456789?article=0a"),
        ("https://kg.example/article/0a#c1-2", "/kg/about?iri=https%3A%2F%2Fkg.example%2Farticle%2F0a%23c1-2"),
        (
            "https://kg.example/article/0a#t-0123456789",
            "/kg/about?iri=https%3A%2F%2Fkg.example%2Farticle%2F0a%23t-0123456789",
        ),
        ("https://kg.example/actor/a?b", "/kg/actor/a%3Fb"),
        ("https://kg.example/graph/actors", "/kg/about?iri=https%3A%2F%2Fkg.example%2Fgraph%2Factors"),
        ("http://www.wikidata.org/entity/Q159", "/kg/about?iri=http%3A%2F%2Fwww.wikidata.org%2Fentity%2FQ159"),
        ("javascript:alert(1)", "/kg/about?iri=javascript%3Aalert%281%29"),
    ],
)
def test_each_iri_leads_to_its_page_here(iri: str, address: str) -> None:
    assert Links("https://news.example/kg", "https://kg.example/").to(iri) == address


def test_ids_within_words_lead_to_their_facts() -> None:
    parts = Links(AT, "https://kg.example/").within(
        "claimed in it: X (e-0123456789), (not-an-id)", "https://kg.example/article/0a"
    )
    assert list(parts) == [
        Part("claimed in it: X ("),
        Part("e-0123456789", "/fact/e-0123456789?article=0a"),
        Part("), (not-an-id)"),
    ]


@pytest.mark.parametrize("url", ["https://news.example/a?b", "HTTP://news.example"])
def test_addresses_of_pages_are_links(url: str) -> None:
    assert source(url) == url


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//news.example", "http://", "http://[", None]
)
def test_other_addresses_are_none(url: str | None) -> None:
    assert source(url) is None


def test_what_nobody_sees_is_shown() -> None:
    assert seen("a\u202eb\u2066c\x00d\ud800e\u2028f\n") == "a\ufffdb\ufffdc\ufffdd\ufffde f\n"
    assert seen("שלום עליכם") == "שלום עליכם"


def test_only_files_that_are_there_are_served() -> None:
    assert "style.css" in static_files.names()
    assert "vendor/.lock-hash" not in static_files.names()
    assert static_files.static_file("../app.py") is None


def test_a_fact_of_many_articles_is_opened_in_some_and_linked_in_the_others(tmp_path: Path) -> None:
    told = "Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia."
    lines = [json.dumps({"text": told, "publisher": f"Paper {number}"}) + "\n" for number in range(7)]
    (tmp_path / "seven.jsonl").write_text("".join(lines))
    store = tmp_path / "store"
    assert import_articles([str(tmp_path / "seven.jsonl")], load({}), lambda: open_store(store)).exit_code == 0
    with open_folder_view(store) as view:
        fact = next(iter(view.query("SELECT ?f { ?f a kg:Statement } LIMIT 1")))["f"].value.rpartition("#")[2]
        sink = Sink(tmp_path / "out", Limits())
        jobs()["fact"](view, sink, id=fact, at="")
    page = html.fromstring(sink.finish())
    assert len(page.xpath("//article[@class='fact']")) == 5
    rest = page.xpath("//h2[.='In other articles']/following-sibling::ul//a/@href")
    assert len(rest) == 2
    assert all(link.startswith(f"/fact/{fact}?article=") for link in rest)
    assert "in 7 articles" in page.text_content()
