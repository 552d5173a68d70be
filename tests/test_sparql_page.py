"""The queries of docs/sparql.md: each is run in kg, on Oxigraph's server, on Virtuoso and in rdflib.

kg's answers over the samples are the page's (KG_UPDATE=1 writes them anew) and the measure for both servers, which get
the text by HTTP as it stands. rdflib is slow and has three articles; its measure is pyoxigraph over the same triples.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import golden
import pyoxigraph as ox
import pytest
import rdflib
import sparql_page
from rdflib import OWL, RDF
from servers import Server
from sparql_page import Block, Table
from test_portable import LOADS, curl_post, loaded

import kg
from kg import namespaces as ns
from kg.store import dump, open_view

PAGE = Path(__file__).parent.parent / "docs" / "sparql.md"
TEXT = PAGE.read_text("utf-8")
PROLOGUE = sparql_page.prologue(TEXT)
BLOCKS = sparql_page.blocks(TEXT)
NONE = "The samples have none"
"""What the page says before a query that finds nothing in the samples."""

FEWEST = 60
QUESTIONS = 30
ARTICLES = ("add6dbd9d22700089431", "2733ff2b4e42c16b2e98", "8947a454e48c76bbf883")
"""Those for rdflib: most queries find something in them."""

# One key of an ORDER BY: no blank outside of brackets, which are three deep at most.
_KEY = re.compile(r"(?:[^\s(]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+")

each_block = pytest.mark.parametrize("block", BLOCKS, ids=lambda block: re.sub(r"\W+", "-", block.name.lower()))


# ---------------------------------------------------------------- the page


def test_the_prefixes_are_those_of_kg() -> None:
    assert "".join(f"PREFIX {prefix}: <{start}>\n" for prefix, start in ns.PREFIXES.items()) == PROLOGUE


def test_every_class_of_the_ontology_has_a_pattern(checkout: Path) -> None:
    graph = rdflib.Graph()
    for module in (checkout / "ontology").glob("*.ttl"):
        graph.parse(module)
    classes = {ns.short(str(term)).removeprefix("kg:") for term in graph.subjects(RDF.type, OWL.Class)}
    classes = {name for name in classes if name.isalnum()}
    assert len(classes) > 25
    assert without_pattern(classes, BLOCKS) == set()


def without_pattern(classes: set[str], blocks: list[Block]) -> set[str]:
    """The classes without a section of their own that asks for them."""
    return classes - {block.name for block in blocks if re.search(rf"\bkg:{block.name}\b", block.text)}


def test_thirty_questions_are_numbered() -> None:
    numbers = [int(block.name.partition(".")[0]) for block in BLOCKS if re.match(r"\d+\.", block.name)]
    assert sorted(set(numbers)) == list(range(1, QUESTIONS + 1))
    assert len(BLOCKS) >= FEWEST


@each_block
def test_manners(block: Block) -> None:
    assert block.text.isascii()
    assert "\nORDER BY " in block.text
    assert not re.search(r"ORDER BY[^\n]*(?<!ASC\()MIN\(", block.text)


# ---------------------------------------------------------------- in kg


@pytest.fixture(scope="module")
def answers(store: Path) -> dict[str, tuple[list[str], Table]]:
    """Text of a query -> kg's answer over the samples."""
    with kg.Store(store) as opened:
        return {block.text: answer(opened, block) for block in BLOCKS}


def answer(store: kg.Store, block: Block) -> tuple[list[str], Table]:
    rows = store.sparql(PROLOGUE + block.text)
    assert isinstance(rows, list)
    columns = list(rows[0]) if rows else []
    return columns, sparql_page.table(columns, rows, block.lists)


def test_the_page_shows_what_kg_answers(answers: dict[str, tuple[list[str], Table]]) -> None:
    shown = {text: sparql_page.printed(*told) for text, told in answers.items()}
    golden.holds(PAGE, sparql_page.with_answers(TEXT, shown))


@each_block
def test_the_samples_have_rows(block: Block, answers: dict[str, tuple[list[str], Table]]) -> None:
    assert as_told(block, answers[block.text][1])


def as_told(block: Block, rows: Table) -> bool:
    """Whether there are rows, or none where the page says so."""
    return bool(rows) != (NONE in block.before)


@each_block
def test_the_order_is_total(block: Block, store: Path) -> None:
    assert ties(store, block.text) == []


def ties(store: Path, text: str) -> list[tuple[Any, ...]]:
    """Keys of the order by which rows that differ lie side by side."""
    order = text[text.rindex("ORDER BY ") + len("ORDER BY ") :]
    keys = [re.sub(r"^DESC\((.*)\)$", r"\1", key) for key in _KEY.findall(order)]
    selected = re.findall(r"\?\w+", text[: text.index("\nWHERE")])
    more = {f"key{number}": key for number, key in enumerate(keys) if key not in selected}
    added = "".join(f" ({key} AS ?{name})" for name, key in more.items())
    with kg.Store(store) as opened:
        rows = opened.sparql(PROLOGUE + text.replace("\nWHERE", f"{added}\nWHERE", 1))
    assert isinstance(rows, list)
    columns = [name for name in rows[0] if name in more or f"?{name}" in keys] if rows else []
    distinct = {tuple(row.items()): row for row in rows}.values()
    found = Counter(tuple(row[column] for column in columns) for row in distinct)
    return [key for key, count in found.items() if count > 1]


# ---------------------------------------------------------------- on servers


@pytest.fixture(scope="module")
def exported(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    with open_view(store) as view, (folder / "all.nq").open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in dump(view, ontology=True))
    return folder


@pytest.fixture(scope="module", params=["oxigraph", *(f"virtuoso-{load}" for load in range(1, LOADS + 1))])
def server(
    request: pytest.FixtureRequest, exported: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server with the samples and the ontology; KG_LOADS as in test_portable.py."""
    with loaded(request.param.partition("-")[0], tmp_path_factory.mktemp("server") / "data", exported) as running:
        yield running


def difference(server: Server, block: Block, columns: list[str], rows: Table) -> str | None:
    """The first row in which a server differs from this answer; None where none does."""
    told = curl_post(server, PROLOGUE + block.text)
    theirs = from_json(told, block)
    if rows and told["head"]["vars"] != columns:
        return f"columns {told['head']['vars']}"
    return first_difference(rows, theirs)


def from_json(told: dict[str, Any], block: Block) -> Table:
    return sparql_page.table(told["head"]["vars"], told["results"]["bindings"], block.lists)


def first_difference(ours: Table, theirs: Table) -> str | None:
    for number, (one, other) in enumerate(zip_longest(ours, theirs)):
        if one != other:
            return f"row {number}: {one} is {other}"
    return None


@pytest.mark.slow
@each_block
def test_a_server_gives_the_same_rows_in_the_same_order(
    block: Block, server: Server, answers: dict[str, tuple[list[str], Table]]
) -> None:
    assert difference(server, block, *answers[block.text]) is None


# ---------------------------------------------------------------- in rdflib


@pytest.fixture(scope="module")
def lines(exported: Path) -> str:
    """Three articles, with what articles share and the ontology: N-Triples."""
    kept = tuple(
        f"graph/{name}>" for name in (*(f"article/{id}" for id in ARTICLES), "reference", "actors", "ontology")
    )
    quads = [line.removesuffix(" .") for line in (exported / "all.nq").read_text("utf-8").splitlines()]
    return "".join(f"{quad[: quad.rindex(' <')]} .\n" for quad in quads if quad.endswith(kept))


@pytest.fixture(scope="module")
def native(lines: str) -> ox.Store:
    store = ox.Store()
    store.load(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="module")
def slow(lines: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=lines, format="nt")


@pytest.mark.slow
@each_block
def test_rdflib_gives_the_same_rows_in_the_same_order(block: Block, native: ox.Store, slow: rdflib.Graph) -> None:
    ours, theirs = measure(native, block), by_rdflib(slow, block)
    assert first_difference(ours, theirs) is None


def measure(store: ox.Store, block: Block) -> Table:
    solutions = store.query(PROLOGUE + block.text)
    assert isinstance(solutions, ox.QuerySolutions)
    return from_json(json.loads(solutions.serialize(format=ox.QueryResultsFormat.JSON) or b""), block)


def by_rdflib(graph: rdflib.Graph, block: Block) -> Table:
    told = json.loads(graph.query(PROLOGUE + block.text).serialize(format="json") or b"")
    return [row for row in from_json(told, block) if any(row)]  # where there is no group it gives one row of nothing


@pytest.mark.slow
def test_most_queries_find_something_in_those_articles(native: ox.Store) -> None:
    found = [block.name for block in BLOCKS if measure(native, block)]
    assert len(found) > 0.8 * len(BLOCKS)


# ---------------------------------------------------------------- the guards can fail


PLANTED = """\
# Page

```sparql
PREFIX kg: <https://w3id.org/geopolitical-kg/>
```

### Article

```sparql
SELECT ?article WHERE { ?article a kg:Article } ORDER BY STR(?article)
```

```text
article
article/0
(1 row)
```
"""


def planted(store: Path, page: str) -> tuple[Block, str, Table]:
    """The only query of a page, what is to be shown of it, and its rows."""
    (block,) = sparql_page.blocks(page)
    with kg.Store(store) as opened:
        columns, rows = answer(opened, block)
    return block, sparql_page.printed(columns, rows), rows


def test_a_wrong_answer_on_the_page_is_noticed(store: Path) -> None:
    block, shown, rows = planted(store, PLANTED)
    assert as_told(block, rows)
    assert sparql_page.with_answers(PLANTED, {block.text: shown}) != PLANTED
    assert sparql_page.with_answers(PLANTED, {block.text: block.shown}) == PLANTED


def test_a_query_that_finds_nothing_is_noticed(store: Path) -> None:
    page = PLANTED.replace("a kg:Article", "a kg:Articel")
    block, shown, rows = planted(store, page)
    assert shown == "no rows\n"
    assert not as_told(block, rows)
    told = page.replace("### Article\n", f"### Article\n\n{NONE}.\n")
    assert as_told(*planted(store, told)[::2])
    assert not as_told(*planted(store, told.replace("Articel", "Article"))[::2])


def test_an_order_with_ties_is_noticed(store: Path) -> None:
    text = "SELECT ?article\nWHERE { ?article a kg:Article ; kg:publicationDay ?day }\nORDER BY DESC(?day)"
    assert len(ties(store, text)) == 1
    assert ties(store, f"{text} STR(?article)") == []


def test_a_class_without_a_pattern_is_noticed() -> None:
    assert without_pattern({"Article", "Statement"}, sparql_page.blocks(PLANTED)) == {"Statement"}


@pytest.mark.slow
def test_a_query_that_a_server_answers_otherwise_is_noticed(
    server: Server, answers: dict[str, tuple[list[str], Table]]
) -> None:
    block = next(block for block in BLOCKS if block.name == "Article")
    columns, rows = answers[block.text]
    assert difference(server, block, columns, rows) is None
    assert difference(server, block, columns, [*rows[1:], rows[0]]) is not None
    assert difference(server, block, columns, rows[:-1]) is not None
    other = Block(block.name, "", block.text.replace("ORDER BY ?day", "ORDER BY DESC(?day)"), "")
    assert difference(server, other, columns, rows) is not None
