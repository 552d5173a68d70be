"""`kg export`: forms, compression, parts, tables; whole or not there; what is wrongly asked is told in a line."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import golden
import pytest
import rdflib
import zstandard
from pyoxigraph import Quad, parse
from shell import Kg, on_a_terminal

from kg import namespaces as ns
from kg.cli import files
from kg.errors import UsageError
from kg.graph import FORMATS, UNION

HERE = Path(__file__).parent / "golden"
ARTICLE = HERE / "article.json"
GEO = "http://www.opengis.net/ont/geosparql#"
OPEN: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.decompress,
    "zst": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}


@pytest.fixture
def told(kg: Kg) -> Kg:
    """``kg`` in a folder whose store holds the one article of the golden outputs."""
    assert kg("import", ARTICLE, "-q").code == 0
    return kg


@pytest.fixture
def exported(kg: Kg, store: Path) -> Callable[..., bytes]:
    """The samples, exported into a file of this name."""

    def export(name: str, *args: str) -> bytes:
        done = kg("export", "--store", store, "-o", name, *args)
        assert (done.code, done.out, done.err) == (0, "", "")
        return Path(name).read_bytes()

    return export


# --- RDF ------------------------------------------------------------------------------------------------------------


def quads(data: bytes, format: str) -> set[Quad]:
    return set(parse(data, format=FORMATS[format]))


def test_every_format_holds_the_same_by_the_name_of_its_file(exported: Callable[..., bytes]) -> None:
    held = quads(exported("a.nq"), "nquads")
    union = {Quad(*quad.triple) for quad in held}
    assert len(held) > 10_000
    for format, extension in files.EXTENSIONS.items():
        assert quads(exported(f"a.{extension}"), format) == (union if format in UNION else held), format


@pytest.mark.parametrize(
    ("name", "format"),
    zip(("a.nq", "a.trig", "a.jsonld", "a.ttl"), ("nquads", "trig", "json-ld", "turtle"), strict=True),
)
def test_rdflib_reads_the_same(told: Kg, name: str, format: str) -> None:
    assert told("export", "-o", name).code == 0
    assert told("export", "-o", "plain.nt").code == 0
    read, plain = rdflib.Dataset(default_union=True), rdflib.Graph()
    read.parse(name, format=format)
    plain.parse("plain.nt", format="nt")
    assert set(read.triples((None, None, None))) == set(plain)
    assert len(plain) > 50


def test_every_store_gives_the_same_ontology(told: Kg, exported: Callable[..., bytes]) -> None:
    samples = exported("a.nq", "--ontology")
    assert told("export", "--ontology", "-o", "b.nq").code == 0
    one, other = (
        [line for line in data.split(b"\n") if line.endswith(b"/graph/ontology> .")]
        for data in (samples, Path("b.nq").read_bytes())
    )
    assert one == other
    assert sum(b"_:c14n" in line for line in one) > 4


@pytest.mark.parametrize("compression", OPEN)
@pytest.mark.parametrize("extension", ["nq", "jsonld", "ttl"])
def test_compressed_is_the_same_as_plain(told: Kg, extension: str, compression: str) -> None:
    names = [f"a.{extension}", f"a.{extension}.{compression}", f"b.{extension}.{compression}"]
    for name in names:
        assert told("export", "-o", name).code == 0
    plain, packed, again = (Path(name).read_bytes() for name in names)
    assert OPEN[compression](packed) == plain
    assert len(packed) < len(plain) / 2
    assert again == packed


def test_gzip_tells_no_time_and_no_name(exported: Callable[..., bytes]) -> None:
    header = exported("a.nq.gz")[:10]
    assert header[3] == 0  # no name
    assert header[4:8] == bytes(4)


def test_stdout_can_be_compressed(kg: Kg, store: Path, exported: Callable[..., bytes]) -> None:
    call = [sys.executable, "-m", "kg", "export", "--store", str(store), "--compress", "gz"]
    assert subprocess.run(call, capture_output=True, check=True).stdout == exported("a.nq.gz")


def test_a_terminal_gets_no_compressed_bytes(store: Path) -> None:
    shown, code = on_a_terminal("export", "--store", str(store), "--compress", "zst")
    assert (shown, code) == ("error: compressed bytes are not for a terminal (give -o FILE)\n", 2)


def test_parts_hold_what_the_whole_holds(kg: Kg, store: Path, exported: Callable[..., bytes]) -> None:
    assert kg("export", "--store", store, "-o", "parts", "--split", "2000", "--compress", "zst").code == 0
    found = sorted(Path("parts").iterdir())
    assert [path.name for path in found] == [f"part-{n:04}.nq.zst" for n in range(1, len(found) + 1)]
    assert len(found) > 5
    lines = [line for path in found for line in OPEN["zst"](path.read_bytes()).split(b"\n") if line]
    assert sorted(lines) == exported("a.nq").split(b"\n")[:-1]


def test_places_get_a_point(exported: Callable[..., bytes]) -> None:
    plain, held = quads(exported("a.nq"), "nquads"), quads(exported("b.nq", "--wkt"), "nquads")
    assert plain < held == quads(exported("b.jsonld", "--wkt"), "jsonld")
    new = held - plain
    assert {quad.predicate.value for quad in new} == {
        GEO + "hasGeometry",
        GEO + "asWKT",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    }
    assert {str(quad.graph_name) for quad in new} <= {str(quad.graph_name) for quad in plain}
    at = {(str(q.subject), q.predicate.value.rpartition("/")[2]): str(getattr(q.object, "value", "")) for q in held}
    places = [place for place, name in at if name == "latitude"]
    assert len(places) > 10
    for place in places:
        node = f"<{at[place, 'geosparql#hasGeometry']}>"
        assert at[node, "geosparql#asWKT"] == f"POINT({at[place, 'longitude']} {at[place, 'latitude']})"
        assert node.startswith(f"<{ns.REFERENCE}geometry-")


def test_a_point_is_one_literal_of_geosparql(exported: Callable[..., bytes]) -> None:
    text = exported("a.nt", "--wkt").decode()
    assert text.count(f'"^^<{GEO}wktLiteral> .') == text.count(f"<{GEO}asWKT>") == text.count(f"<{GEO}Geometry> .") > 10


# --- tables and annotations -----------------------------------------------------------------------------------------


def test_tables_are_as_they_were(told: Kg) -> None:
    assert told("export", "--format", "csv", "-o", "tables").code == 0
    names = {path.name for path in Path("tables").iterdir()}
    assert {"statements.csv", "events.csv", "sanctions.csv", "datapackage.json", "README.md"} < names
    for name in sorted(names - {"datapackage.json"}):  # which says what README.md does
        golden.holds(HERE / "tables" / name, Path("tables", name).read_bytes().decode().replace("\r\n", "\n"))


def test_annotations_are_as_they_were(told: Kg) -> None:
    done = told("export", "--format", "webannotation")
    golden.holds(HERE / "export.annotations.jsonld", done.out)
    for name in ("a.json", "a.jsonld"):
        assert told("export", "--format", "webannotation", "-o", name).code == 0
        assert Path(name).read_text("utf-8") == done.out


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_tables_of_one_article(kg: Kg, store: Path, format: str) -> None:
    article = json.loads(kg("query", "articles", "--store", store).out)[0]["article"]
    assert kg("export", "--store", store, "--article", article, "--format", format, "-o", "one").code == 0
    rows = {r["name"]: r["rows"] for r in json.loads(Path("one/datapackage.json").read_text())["resources"]}
    assert rows["articles"] == 1
    assert 0 < rows["actors"] < 200


def test_annotations_of_one_article(kg: Kg, store: Path) -> None:
    article = json.loads(kg("query", "articles", "--store", store).out)[0]["article"]
    done = json.loads(kg("export", "--store", store, "--article", article, "--format", "webannotation").out)
    assert done["id"] == f"{article}#annotations"
    assert {a["target"][0]["source"] for a in done["first"]["items"]} == {article}


def test_csv_for_a_spreadsheet(told: Kg) -> None:
    assert told("export", "--format", "csv", "--spreadsheet", "-o", "sheets").code == 0
    assert Path("sheets/statements.csv").read_bytes().startswith(b"\xef\xbb\xbfstatement,")
    assert "An apostrophe stands before" in Path("sheets/README.md").read_text("utf-8")


def test_parquet_without_pyarrow_is_told(told: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = told("export", "--format", "parquet", "-o", "out")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: Parquet needs pyarrow (pip install 'geopolitical-kg[parquet]')\n"
    assert not Path("out").exists()


# --- whole or not there ---------------------------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_refused(told: Kg) -> None:
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("mine")
    for args in (["--split", "9"], ["--format", "csv"]):
        done = told("export", "-o", "mine", *args)
        assert (done.code, done.err) == (
            2,
            "error: mine: this folder is not empty (give a new one, or empty it first)\n",
        )
    assert [path.name for path in Path("mine").iterdir()] == ["notes.txt"]
    assert told("export", "-o", "mine/notes.txt", "--split", "9").err == (
        "error: mine/notes.txt: this is a file, not a folder to write to\n"
    )


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_is_cut_short_is_left_as_it_was(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "out"
    if exists:
        folder.mkdir()
    with pytest.raises(SystemExit), files.folder(folder) as out:  # noqa: PT012
        out.open("a.nq").close()
        sys.exit(143)  # as SIGTERM does
    assert folder.exists() == exists
    assert not exists or list(folder.iterdir()) == []


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_fails_is_left_as_it_was(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "out"
    if exists:
        folder.mkdir()
    with pytest.raises(UsageError, match="no room"), files.folder(folder) as out:  # noqa: PT012
        with out.open("a.nq") as file:
            file.write(b"half")
        assert [path.name for path in folder.iterdir()] == ["a.nq.part"]
        raise OSError(28, "no room")
    assert folder.exists() == exists
    assert not exists or list(folder.iterdir()) == []


# --- what is wrongly asked ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "fault"),
    [
        (["--format", "turtle", "-o", "a.nq"], "a.nq: --format turtle, but the name says nquads (leave one out)"),
        (["--format", "csv", "-o", "a.ttl"], "a.ttl: --format csv, but the name says turtle (leave one out)"),
        (["--compress", "gz", "-o", "a.nq.zst"], "a.nq.zst: this is no name of a gz file (-o a.nq.gz)"),
        (["--compress", "gz", "-o", "a.nq"], "a.nq: this is no name of a gz file (-o a.nq.gz)"),
        (["-o", "a.csv"], "a.csv: tables go into a folder (--format csv -o FOLDER)"),
        (["--format", "csv", "-o", "a.csv"], "a.csv: tables go into a folder (--format csv -o FOLDER)"),
        (["--format", "csv"], "--format csv needs a folder (-o FOLDER)"),
        (["--split", "9"], "--split needs a folder (-o FOLDER)"),
        (["--format", "csv", "-o", "x", "--ontology"], "--ontology is for RDF, not for csv"),
        (["--format", "webannotation", "--wkt"], "--wkt is for RDF, not for webannotation"),
        (["--format", "parquet", "-o", "x", "--split", "9"], "--split is for RDF, not for parquet"),
        (["--format", "csv", "-o", "x", "--compress", "gz"], "--compress is not for tables"),
        (["--spreadsheet"], "--spreadsheet is for --format csv"),
        (["--article", "x", "--ontology"], "--ontology is for the whole store, not for --article"),
        (["--article", "x", "--wkt"], "--wkt is for the whole store, not for --article"),
        (["--article", "x", "--split", "9", "-o", "x"], "--split is for the whole store, not for --article"),
    ],
)
def test_what_does_not_go_together_is_told_before_anything_is_read(kg: Kg, args: list[str], fault: str) -> None:
    done = kg("export", *args)
    assert (done.code, done.out, done.err) == (2, "", f"error: {fault}\n")
    assert list(Path().iterdir()) == []
