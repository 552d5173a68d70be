"""Flat tables: in both formats the same rows, described by one dictionary, and no allegation without who alleges it."""

import csv
import hashlib
import io
import json
import re
import tempfile
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import namespaces as ns
from kg import tables
from kg.errors import ResourceError, StoreError
from kg.pipeline import Prepared, prepare
from kg.settings import Settings
from kg.shapes.terms import vocabulary
from kg.store import EmbeddedStore, memory_store
from kg.tables.schema import FILE, Schema, parsed
from kg.tables.text import SEPARATOR, CsvTable, cell, items

TEXTS = [
    "Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia on January 5, 2024.",
    "The European Union froze $30 million of Russian assets. Russia said that the United States had frozen its assets.",
    "Iran attacked Israel in Haifa, Israel said. Sergey Lavrov said that Iran had said that Israel attacked Tehran.",
    "Israel killed at least 12 people in Gaza, a senior official said. Russia did not accuse Israel of the attack.",
]
FACTS = {ns.KG + name for name in ("Statement", "EventDescription", "SanctionDescription")}
VOICE = {"article", "voice", "vouched", "according_to", "polarity", "certainty", "tense"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    folder: Path = tmp_path_factory.mktemp("texts")
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(f"Published: January 6, 2024\n\n{text}")
    with memory_store() as held:
        for item in prepare([str(folder)], Settings()):
            assert isinstance(item, Prepared)
            held.replace(item.graphs)
        yield held


def written(store: EmbeddedStore, folder: Path, format: str, schema: Schema | None = None, **how: bool) -> Path:
    folder.mkdir()
    schema = schema or tables.schema()
    tables.write(tables.rows(store, schema), schema, format, lambda name: (folder / name).open("xb"), **how)
    return folder


@pytest.fixture(scope="module")
def as_csv(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(store, tmp_path_factory.mktemp("out") / "csv", "csv")


@pytest.fixture(scope="module")
def as_parquet(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(store, tmp_path_factory.mktemp("out") / "parquet", "parquet")


def package(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return described


def records(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


_TYPES = {
    "string": str,
    "boolean": {"true": True, "false": False}.__getitem__,
    "integer": int,
    "number": lambda text: float(Decimal(text)),
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "list": items,
}


def value(field: dict[str, Any], text: str) -> Any:
    """A cell, by the dictionary alone."""
    return _TYPES[field["type"]](text) if text or field["type"] == "list" else None


def faults(folder: Path) -> list[str]:
    """Where the files are not as their dictionary says."""
    found = []
    described = {resource["name"]: resource for resource in package(folder)["resources"]}
    keys = {name: {row[r["schema"]["primaryKey"][0]] for row in records(folder, name)} for name, r in described.items()}
    for name, resource in described.items():
        data = (folder / resource["path"]).read_bytes()
        rows = records(folder, name)
        fields = resource["schema"]["fields"]
        if (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") != (resource["bytes"], resource["hash"]):
            found.append(f"{name}: other bytes")
        if len(rows) != resource["rows"] or (rows and list(rows[0]) != [field["name"] for field in fields]):
            found.append(f"{name}: other rows or columns")
        key = resource["schema"]["primaryKey"]
        if len({tuple(row[column] for column in key) for row in rows}) != len(rows):
            found.append(f"{name}: a key twice")
        for field in fields:
            column = [row[field["name"]] for row in rows]
            rules = field.get("constraints", {})
            for text in column:
                read = value(field, text)
                if (not text and rules.get("required")) or (text and "enum" in rules and read not in rules["enum"]):
                    found.append(f"{name}.{field['name']}: {text!r}")
                if field["type"] == "list" and not set(read) <= set(field.get("itemEnum", read)):
                    found.append(f"{name}.{field['name']}: {text!r}")
        for link in resource["schema"]["foreignKeys"]:
            (column,) = link["fields"]
            lost = {row[column] for row in rows} - keys[link["reference"]["resource"] or name] - {""}
            found += [f"{name}.{column}: {iri} is nowhere" for iri in lost]
    return found


def test_the_files_are_as_the_dictionary_says(as_csv: Path) -> None:
    assert faults(as_csv) == []
    assert {r["name"]: r["rows"] > 0 for r in package(as_csv)["resources"]} == dict.fromkeys(
        (table.name for table in tables.schema().tables), True
    )


@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("statements", ",accuse,", ",shout,", "statements.act: 'shout'"),
        ("statements", ",true,", ",,", "statements.vouched: ''"),
        ("sanctions", ",asset-freeze,", ",asset-frieze,", "sanctions.measures: 'asset-frieze'"),
        ("actors", f"\r\n{ns.WD}Q159,", f"\r\n{ns.WD}Q1590,", "is nowhere"),
    ],
)
def test_what_is_not_so_is_noticed(
    store: EmbeddedStore, tmp_path: Path, table: str, old: str, new: str, fault: str
) -> None:
    folder = written(store, tmp_path / "out", "csv")
    file = folder / f"{table}.csv"
    file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))
    assert any(fault in found for found in faults(folder))


def test_both_formats_hold_the_same_rows(as_csv: Path, as_parquet: Path) -> None:
    for resource in package(as_csv)["resources"]:
        fields = resource["schema"]["fields"]
        expected = [{f["name"]: value(f, row[f["name"]]) for f in fields} for row in records(as_csv, resource["name"])]
        held = pyarrow.parquet.read_table(as_parquet / f"{resource['name']}.parquet").to_pylist()
        assert held == expected, resource["name"]


def test_parquet_has_types(as_parquet: Path) -> None:
    schema = pyarrow.parquet.read_schema(as_parquet / "statements.parquet")
    types = {name: str(schema.field(name).type) for name in ("earliest", "vouched", "targets", "score", "voice")}
    assert types == {
        "earliest": "date32[day]",
        "vouched": "bool",
        "targets": "list<element: string>",
        "score": "double",
        "voice": "string",
    }


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_the_same_store_gives_the_same_bytes(store: EmbeddedStore, tmp_path: Path, format: str) -> None:
    one, other = (written(store, tmp_path / name, format) for name in ("one", "other"))
    names = sorted(path.name for path in one.iterdir())
    assert len(names) == len(tables.schema().tables) + 2
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def test_many_rows_are_several_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.tables.parquet._GROUP", 150_000)
    schema = tables.schema()
    row = tuple([] if f.is_list else True if f.form == "boolean" else None for f in schema.table("places").fields)
    rows = (("places", (f"place {n}", "its label", *row[2:])) for n in range(7500))
    tables.write(rows, schema, "parquet", lambda name: (tmp_path / name).open("xb"))
    about = pyarrow.parquet.ParquetFile(tmp_path / "places.parquet").metadata
    sizes = [about.row_group(at).num_rows for at in range(about.num_row_groups)]
    assert (len(sizes) > 2, sum(sizes)) == (True, 7500)
    held = pyarrow.parquet.read_table(tmp_path / "places.parquet").column("place").to_pylist()
    assert held == [f"place {n}" for n in range(7500)]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_memory_does_not_grow_with_the_articles(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setattr("kg.tables.parquet._BATCH", 20)
    monkeypatch.setattr("kg.tables.parquet._GROUP", 100_000)

    def peak(times: int, *, held: bool = False) -> int:
        class Many:
            base = store.base
            quads = staticmethod(store.quads)

            @staticmethod
            def articles() -> Iterator[str]:
                return (article for _ in range(times) for article in store.articles())

        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        rows = tables.rows(Many(), tables.schema())
        tracemalloc.start()
        try:
            given = iter(list(rows)) if held else rows
            tables.write(given, tables.schema(), format, lambda name: (folder / name).open("xb"))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1)  # what is made once
    few = min(peak(6) for _ in range(3))  # what else goes on in this process is counted too
    assert peak(60) < 2 * few
    assert peak(60, held=True) > 2 * few  # the guard can fail


# --- whose word it is -----------------------------------------------------------------------------------------------


def unvoiced(schema: Schema) -> list[str]:
    """The tables of facts, or of pieces of facts, that lack a column of the voice."""
    return [
        table.name
        for table in schema.tables
        if set(table.classes) & FACTS and not {field.name for field in table.fields} >= VOICE
    ]


def test_every_row_of_a_fact_has_a_voice() -> None:
    schema = tables.schema()
    assert unvoiced(schema) == []
    bare = replace(schema.table("counts"), fields=schema.table("counts").fields[:2])
    assert unvoiced(replace(schema, tables=(bare,))) == ["counts"]


@pytest.mark.parametrize(("table", "cls"), [("events", "ClaimedEvent"), ("sanctions", "ClaimedSanctionAct")])
def test_what_only_a_source_claims_is_not_vouched_for(store: EmbeddedStore, as_csv: Path, table: str, cls: str) -> None:
    claimed = {row["f"].value for row in store.query(f"SELECT ?f {{ ?f a kg:{cls} }}")}  # type: ignore[union-attr]
    rows = records(as_csv, table)
    assert claimed
    assert {row[table[:-1]] for row in rows if row["vouched"] == "false"} == claimed
    assert all((row["vouched"] == "true") == (row["voice"] == "article") == (not row["according_to"]) for row in rows)


def test_a_claim_in_a_claim_has_the_nearest_voice(as_csv: Path) -> None:
    statements = {row["statement"]: row for row in records(as_csv, "statements")}
    event = next(row for row in records(as_csv, "events") if "Tehran" in row["place"] and row["voice"] == "Iran")
    said = statements[event["according_to"]]
    assert (said["speaker"], said["voice"], said["vouched"]) == ("Iran", "Sergey Lavrov", "false")
    assert (statements[said["according_to"]]["voice"]) == "article"


def test_words_that_were_not_said_are_told_as_such(as_csv: Path) -> None:
    rows = [row for row in records(as_csv, "events") if row["voice"] == "Russia" and row["voice_act"] == "accuse"]
    assert [(row["vouched"], row["voice_polarity"]) for row in rows] == [("false", "negative")]


def test_a_count_and_its_evidence_have_the_voice_of_their_event(as_csv: Path) -> None:
    (count,) = records(as_csv, "counts")
    assert (count["kind"], count["min"], count["max"], count["voice"], count["vouched"]) == (
        ("killed", "12", "", "senior official", "false")
    )
    evidence = [row for row in records(as_csv, "evidence") if row["fact"] == count["event"]]
    assert {(row["voice"], row["kind"]) for row in evidence} == {("senior official", "ClaimedEvent")}


def test_a_fact_without_a_voice_is_not_vouched_for(store: EmbeddedStore) -> None:
    from kg.graph.nodes import Nodes, voice

    article = next(store.articles())
    quads = [q for q in store.quads(ns.article_graph(article)) if q.predicate.value != ns.KG + "accordingTo"]
    nodes = Nodes(quads)
    assert {voice(nodes, fact).vouched for fact in nodes.facts()} == {False}


def test_a_fact_that_lacks_what_every_fact_has_is_refused(store: EmbeddedStore) -> None:
    class Bare:
        base = store.base
        articles = staticmethod(store.articles)

        @staticmethod
        def quads(graph: str) -> Any:
            return (q for q in store.quads(graph) if q.predicate.value != ns.KG + "polarity")

    with pytest.raises(StoreError, match=r"#[sex]-\w+: the store tells no polarity of it \(see kg validate\)"):
        list(tables.rows(Bare(), tables.schema()))


def test_one_article_comes_with_what_it_leads_to(store: EmbeddedStore) -> None:
    schema = tables.schema()
    whole = list(tables.rows(store, schema))
    for article in store.articles():
        own = list(tables.rows_of(store, article, schema))
        assert set(map(repr, own)) < set(map(repr, whole))
        assert [row[0] for name, row in own if name == "articles"] == [article]
        iris = {row[0] for name, row in own if name == "actors"}
        for name, row in own:
            for field, held in zip(schema.table(name).fields, row, strict=True):
                assert field.references != "actors" or held is None or held in iris


# --- the schema -----------------------------------------------------------------------------------------------------


def test_every_property_is_one_of_the_graph() -> None:
    known = vocabulary()
    steps = {step for table in tables.schema().tables for field in table.fields for step in field.path}
    assert len(steps) > 60
    assert steps - known.properties - known.foreign == set()


def test_every_property_of_facts_has_a_column() -> None:
    """What the tables leave out is left out on purpose."""
    shown = {step for table in tables.schema().tables for field in table.fields for step in field.path}
    shown |= {table.each for table in tables.schema().tables if table.each}
    left = {name.removeprefix(ns.KG) for name in vocabulary().properties - shown if name.startswith(ns.KG)}
    assert {name for name in left if not name.endswith("Start")} == {
        "cameoCode", "closeTo", "codeList", "contentEvidence", "keptText", "ploverScore", "quadClass",
        "fromState", "importDigest", "importedAt", "importedFrom", "relatedCameoCode", "relatedTo", "revisionOf",
        "toState", "unreadFacts",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("as: code, list: true}", "as: code, lists: true}", "unknown key 'lists'"),
        ("as: number", "as: float", "as: 'float' is none of text"),
        ("compute: leaf", "compute: leaves", "compute: 'leaves' is none of voice"),
        ("path: kg:cue,", "path: kgs:cue,", "'kgs:cue' has no prefix of ours"),
        ("group: words", "group: word", "no group 'word'"),
        ("references: tenures", "references: posts", "references no table with one key: 'posts'"),
        ("key: [place]", "key: [site]", "the key 'site' is no column"),
        ("of: fact", "of: row", "of: only 'fact' is known"),
        ("{name: venue, path", "{name: cue, path", "two columns are called 'cue'"),
        ("{name: asset, path: kg:asset, as: text}", "{name: asset, path: kg:asset}", "'as' is missing"),
        ("title: Places\n", "titel: Places\n", "unknown key 'titel'"),
    ],
)
def test_the_loader_refuses_what_it_does_not_know(old: str, new: str, fault: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    with pytest.raises(ResourceError) as refused:
        parsed(yaml.safe_load(text.replace(old, new)))
    assert fault in str(refused.value)


# --- CSV ------------------------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
NASTY = st.text(st.sampled_from("=+-@'\"|\\ ,;\t\r\n\u2028é"), min_size=1)


@settings(deadline=None)
@given(st.lists(WORDS | NASTY))
def test_a_list_comes_back(values: list[str]) -> None:
    assert items(cell(values)) == values


@settings(deadline=None)
@given(st.lists(WORDS | NASTY, min_size=2, max_size=4), st.booleans())
def test_a_row_comes_back_and_is_no_formula_in_a_spreadsheet(values: list[str], spreadsheet: bool) -> None:
    table = tables.schema().table("places")
    out = io.BytesIO()
    close, out.close = out.close, lambda: None  # type: ignore[method-assign]
    written = CsvTable(replace(table, fields=table.fields[: len(values)]), out, spreadsheet=spreadsheet)
    written.write(tuple(values))
    written.close()
    text = out.getvalue().decode("utf-8")
    close()
    assert text.startswith("\ufeff") == spreadsheet
    _, row = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    if spreadsheet:
        assert not any(field[0] in "=+-@\t\r" for field in row)
        row = [re.sub(r"^'(?='*[=+\-@\t\r＝＋－＠])", "", field) for field in row]
    assert row == values


def test_numbers_below_zero_stay_numbers_in_a_spreadsheet() -> None:
    out = io.BytesIO()
    table = CsvTable(tables.schema().table("places"), out, spreadsheet=True)
    table.write((Decimal("-0.5"), "-5", None, True, ["=a", "b"]))
    assert out.getvalue().decode().split("\r\n")[1] == "-0.5,'-5,,true,'=a" + SEPARATOR + "b"


def test_lines_end_as_the_rfc_wants(as_csv: Path) -> None:
    data = (as_csv / "places.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == len(records(as_csv, "places")) + 1
