"""Bad input gets one clear line and the right exit code: 1 refused among others, 2 bad usage or source, 3 our bug."""

import json
import logging
import os
import threading
from pathlib import Path

import pytest
from shell import Kg

from kg.store import open_store, open_view

GOOD = "Russian Foreign Minister Sergey Lavrov accused the United States of waging war on Russia."


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and "Traceback" not in text


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["qeury"], "no command 'qeury'; did you mean 'query'?"),
        (["query", "who-siad"], "unknown query 'who-siad'"),
        (["query", "--fromat", "json"], "--format"),
        (["import"], "no file given"),
        (["extract", "absent.txt"], "absent.txt: cannot read it"),
        (["extract", "--workers", "0", "a.txt"], "--workers"),
        (["extract", "--base", "nowhere", "a.txt"], "base is 'nowhere'"),
        (["extract", "--extractor", "magic", "a.txt"], "no extractor 'magic' is installed"),
        (["stats"], "no store here"),
        (["export", "--format", "xml"], "xml"),
        (["validate", "graph.docx"], "no RDF by its extension"),
        (["validate", "absent.ttl"], "absent.ttl"),
        (["stats", "--config", "absent.toml"], "no such settings file"),
    ],
)
def test_bad_usage_is_one_line_and_exit_code_2(kg: Kg, args: list[str], told: str) -> None:
    Path("a.txt").write_text(GOOD)
    done = kg(*args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert one_line(done.err)


LONG = "a" * 5000
"""What no file can be called."""


@pytest.mark.parametrize(
    "args",
    [
        ["stats", "--store", LONG],
        ["query", LONG],
        ["query", f"{LONG}.rq"],
        ["extract", LONG],
        ["export", "--output", LONG],
        ["backup", LONG],
        ["restore", LONG],
        ["validate", f"{LONG}.ttl"],
        ["stats", "--config", LONG],
        ["serve", "--store", LONG],
    ],
)
def test_a_name_that_no_file_can_have_is_bad_usage(kg: Kg, args: list[str]) -> None:
    Path("a.txt").write_text(GOOD)
    kg("import", "a.txt")
    done = kg(*args)
    assert (done.code, done.out) == (2, "")
    assert "aaa" in done.err
    assert one_line(done.err)


def test_bytes_that_are_no_utf_8_name_nothing_but_files(kg: Kg) -> None:
    odd = os.fsdecode(b"\xff.txt")
    Path(odd).write_text(GOOD)
    assert kg("import", odd).code == 0
    assert "ASSAULT  by United States | on Russia" in kg("show", odd).out
    for args in (["show", "\udcff"], ["explain", "\udcff"], ["query", "who-said", "-p", "about=\udcff"]):
        done = kg(*args)
        assert (done.code, done.out) == (2, "")
        assert one_line(done.err)


def test_such_a_name_does_not_keep_others_from_being_imported(kg: Kg) -> None:
    Path("a.txt").write_text(GOOD)
    done = kg("import", f"https://nowhere.invalid/{LONG}", LONG, "a.txt")
    assert done.code == 2
    refused = [line for line in done.err.splitlines() if line.startswith("refused")]
    assert "no machine is known by the name nowhere.invalid" in refused[0]
    assert refused[1].endswith("cannot read it: file name too long")
    assert len(json.loads(kg("query", "articles", "--format", "json").out)) == 1


def test_an_import_of_nothing_makes_no_store(kg: Kg) -> None:
    done = kg("import", "absent.txt")
    assert (done.code, done.err) == (2, "refused: absent.txt: cannot read it: no such file or directory\n")
    assert not Path("kg-store").exists()


def test_a_language_model_that_is_not_there_is_told_once(kg: Kg) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(GOOD)
    done = kg("import", "a.txt", "b.txt", "--model", "absent")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: the language model 'absent' is not installed (pip install it by name)\n"


def test_a_text_without_paragraphs_is_refused_not_read_for_hours(kg: Kg) -> None:
    Path("long.txt").write_text("word " * 25_000 + ".")
    done = kg("extract", "long.txt")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("refused: long.txt: a paragraph of 25001 words and marks, more than 15000")


def test_utf_16_is_read(kg: Kg) -> None:
    Path("wide.txt").write_bytes(GOOD.encode("utf-16"))
    assert kg("extract", "wide.txt").code == 0


def test_refused_lines_of_a_file_are_told_by_their_place_and_the_others_come(kg: Kg) -> None:
    good = json.dumps({"text": GOOD})
    lines = [
        good,
        "{bad",
        '{"text": 5}',
        json.dumps({"text": GOOD, "published": "never"}),
        f'{{"text": {"[" * 5000}',
        good,
    ]
    Path("a.jsonl").write_text("\n".join(lines))
    for workers in (1, 2):
        done = kg("extract", "a.jsonl", "--workers", workers)
        assert done.code == 1
        assert done.out.count("\n") == 2
        assert [line.split(": ")[1] for line in done.err.splitlines()] == [f"a.jsonl:{n}" for n in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is no article in it"),
        (b"   \n\n ", "there is no article in it"),
        (b"\x7fELF\x00\x00\x01", "a program"),
        (b"\x00\x01\x02\x03", "binary"),
        (b"caf\xe9 in the wrong encoding", "UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_name(kg: Kg, content: bytes, told: str) -> None:
    Path("bad.txt").write_bytes(content)
    done = kg("import", "bad.txt")
    assert done.code in (1, 2)
    assert "bad.txt" in done.err
    assert told in done.err
    assert "Traceback" not in done.err


def test_one_bad_file_among_good_ones_in_a_folder_costs_only_itself(kg: Kg) -> None:
    folder = Path("articles")
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    done = kg("import", "articles", "--format", "json")
    assert done.code == 1
    assert '"added": 1' in done.out
    assert "articles/bad.txt" in done.err
    assert json.loads(kg("stats").out)["articles"] == 1


def test_addresses_that_people_have_are_read_or_refused_alike(kg: Kg) -> None:
    taken = ["?q[]=1", "100%", "#a#b", "[", "é", "b?"]
    urls = [f"https://a.example/{end}" for end in taken] + ["https://a.example:b/", "https://[a/", "https://a b/"]
    Path("a.jsonl").write_text("\n".join(json.dumps({"text": GOOD, "url": url}) for url in urls))
    for command in (["extract"], ["extract", "--format", "nquads"], ["import"]):
        done = kg(*command, "a.jsonl")
        assert done.code == 1
        refused = [line for line in done.err.splitlines() if line.startswith("refused")]
        assert all('"url" is no http or https address: ' in line for line in refused)
        assert [line.split(": ")[1] for line in refused] == ["a.jsonl:7", "a.jsonl:8", "a.jsonl:9"]
    assert json.loads(kg("stats").out)["articles"] == len(taken)


def test_a_folder_without_articles_says_so(kg: Kg) -> None:
    Path("empty").mkdir()
    done = kg("import", "empty")
    assert done.code != 0
    assert "no articles in this folder" in done.err


def test_a_store_that_is_a_file_is_refused_before_anything_is_written(kg: Kg) -> None:
    Path("kg-store").write_text("mine")
    Path("a.txt").write_text(GOOD)
    done = kg("import", "a.txt")
    assert done.code == 2
    assert "this is a file, a store is a folder" in done.err
    assert Path("kg-store").read_text() == "mine"


def test_a_setting_of_another_form_names_its_file(kg: Kg) -> None:
    Path("kg.toml").write_text("colour = 'red'\n")
    done = kg("stats")
    assert done.code == 2
    assert "kg.toml: unknown setting 'colour'" in done.err


def test_half_a_graph_file_is_refused_with_its_place(kg: Kg) -> None:
    Path("half.ttl").write_text("<https://kg.example/a> a <https://w3id.org/geo")
    done = kg("validate", "half.ttl")
    assert done.code == 2
    assert "half.ttl: not well-formed" in done.err


def test_a_wrong_parameter_is_refused_with_the_right_one(kg: Kg, store: Path) -> None:
    done = kg("query", "who-said", "--param", "abuot=US", "--store", store)
    assert done.code == 2
    assert "abuot" in done.err
    assert "about" in done.err


def test_an_update_is_no_query(kg: Kg, store: Path) -> None:
    done = kg("query", "-", "--store", store, stdin=b"DELETE WHERE { ?s ?p ?o }")
    assert done.code == 2
    assert one_line(done.err)


def test_a_parameter_cannot_carry_sparql(kg: Kg, store: Path) -> None:
    done = kg("query", "who-said", "--param", "about=wd:Q30> } DELETE", "--store", store)
    assert done.code == 2


def test_an_id_that_is_not_there_is_refused(kg: Kg, store: Path) -> None:
    done = kg("explain", "s-0000000000", "--store", store)
    assert done.code == 2
    assert "holds nothing under the id 's-0000000000'" in done.err


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        (b"store = ", "kg.toml: not TOML"),
        (b"\xff\xfe", "kg.toml: not TOML"),
        (b"store = 5", "store is 5"),
        (b"store = ''", "store is ''"),
        (b"workers = 'many'", "workers is 'many', not a number"),
        (b"workers = 0", "workers is below 1"),
        (b"workers = true", "workers is True"),
        (b"workers = 1.5", "workers is 1.5"),
        (b"base = 5", "base is 5"),
        (b"base = 'https://a b/'", "base is 'https://a b/'"),
        (b"base = 'https://[/'", "base is 'https://[/'"),
        (b"engine = 'magic'", "engine is 'magic'"),
        (b"model = ['a']", "model is ['a']"),
        (b"extractor = ''", "extractor is ''"),
        (b"[store]\na = 1", "store is {'a': 1}"),
    ],
)
def test_a_setting_of_the_wrong_kind_is_told_with_its_value(kg: Kg, toml: bytes, told: str) -> None:
    Path("kg.toml").write_bytes(toml)
    Path("a.txt").write_text(GOOD)
    done = kg("extract", "a.txt")
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert one_line(done.err)


def test_a_wrong_setting_of_the_environment_is_told(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WORKERS", "many")
    done = kg("stats")
    assert (done.code, done.err) == (2, "error: workers is 'many', not a number (a whole number from 1)\n")


@pytest.mark.parametrize(
    "id", ["x> } ...", "wd:Q1> }", "", "http://[bad", "https://kg.example/> } #", "s-é", "../x", "'", "<a:b>"]
)
@pytest.mark.parametrize("command", ["show", "explain", "retract"])
def test_an_odd_id_is_refused_and_carries_no_sparql(kg: Kg, store: Path, command: str, id: str) -> None:
    done = kg(command, "--store", store, "--", id)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err)
    assert "SPARQL" not in done.err


@pytest.mark.parametrize("args", [["retract", "wd:Q159"], ["export", "--article", "wd:Q159"]])
def test_what_is_no_article_is_told(kg: Kg, store: Path, args: list[str]) -> None:
    done = kg(*args, "--store", store)
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: 'wd:Q159' is no article (kg show tells what it is)\n"


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { {SELECT * {sErViCe SILENT<http://127.0.0.1:9/>{?s ?p ?o}}} }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<1||?a>0)SERVICE#>\n?x{?s ?p ?o} }",
    "SELECT * { ?s <urn:a#b> ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("sparql", SERVICES)
def test_no_query_asks_another_machine_unasked(kg: Kg, store: Path, sparql: str) -> None:
    done = kg("query", "-", "--store", store, stdin=sparql.encode())
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: SERVICE asks another machine (--allow-service, where that is wanted)\n"


def test_service_is_possible_where_it_is_allowed(kg: Kg, store: Path) -> None:
    sparql = b"SELECT ?s { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"
    done = kg("query", "-", "--store", store, "--allow-service", stdin=sparql)
    assert (done.code, json.loads(done.out)) == (0, [{"s": None}])


def test_a_service_that_does_not_answer_is_no_fault_of_kg(kg: Kg, store: Path) -> None:
    sparql = b"SELECT ?s { SERVICE <http://127.0.0.1:65533/> { ?s ?p ?o } }"
    done = kg("query", "-", "--store", store, "--allow-service", stdin=sparql)
    assert done.code == 2
    assert one_line(done.err)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { VALUES ?service { 1 } } # secret service",
        "SELECT * { BIND(<https://a.example/service> AS ?a) }",
        "PREFIX service: <urn:s:> SELECT * { VALUES ?a { service:b 'SERVICE <x> {' } }",
    ],
)
def test_the_word_service_elsewhere_is_no_service(kg: Kg, store: Path, sparql: str) -> None:
    assert kg("query", "-", "--store", store, stdin=sparql.encode()).code == 0


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        (b"", "not a SPARQL query: it is empty"),
        (b"\xff\xfe", "-: this is no text in UTF-8"),
        (
            b"SELECT * { ?s ?p ?o",
            "line 1, column 20, at its end: SELECT * { ?s ?p ?o (nothing closes the {",
        ),
        (b"SELECT * {\n?s ?p ?o }\n}", "(nothing opens the } in line 3)\n"),
        (b"SELECT * { ?s ?p ?o FILTER(?s > ?o }", "(nothing closes the ( in line 1)\n"),
        (b"SELECT * { ?s ?p '}' . ?s ?p # }\n}}", "(nothing opens the } in line 2)\n"),
        (b"SELECT * { ?s a Statement }", "(a name takes its prefix: kg:Statement)\n"),
        (b"PREFIX ex <urn:x:> SELECT * {}", "(a prefix ends in a colon: PREFIX ex: <...>)\n"),
        (b"SELECT *\nWHERE {\n  ?s ?p ?o\n  FILTR(?s)\n}", "line 4, column 3, at 'FILTR': FILTR(?s)\n"),
        (b"SELEC * {}", "line 1, column 1, at 'SELEC': SELEC * {} (a query begins with SELECT, ASK,"),
        (
            b"SELECT * { ?s a foo:Bar }",
            "line 1, column 17, at 'foo:Bar': SELECT * { ?s a foo:Bar } (the prefix foo: is",
        ),
        (b"SELECT ?s { ?s ?p ?o } GROUP BY ?p", "The SELECT contains a variable that is unbound"),
        (b"SELECT * { BIND(1 AS ?a) BIND(2 AS ?a) }", "it reads, but says what is not allowed"),
        (b"# all\nLOAD <http://127.0.0.1:9/>", "LOAD changes a store, and a query only asks"),
        (b"CLEAR ALL", "CLEAR changes a store"),
        (b"SELECT * {" + b"{" * 10_000 + b"}" * 10_000 + b"}", "nested too deeply"),
        (b"SELECT * {FILTER(" + b"!" * 10_000 + b"true)}", "nested too deeply"),
        (b"SELECT * {FILTER(true" + b"&&true" * 10_000 + b")}", "nested too deeply"),
        (b"SELECT * {}" + b" " * 1_000_000, "longer than 1,000,000 characters"),
    ],
)
def test_what_is_no_query_is_told_in_a_line(kg: Kg, store: Path, sparql: bytes, told: str) -> None:
    done = kg("query", "-", "--store", store, stdin=sparql)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert one_line(done.err)
    assert len(done.err) < 250


def test_an_output_that_cannot_be_written_is_told(kg: Kg, store: Path) -> None:
    Path("folder").mkdir()
    for output in ("folder", ".", "absent/x.nq", "folder/x/y"):
        done = kg("export", "--store", store, "-o", output)
        assert done.code == 2
        assert output in done.err
        assert one_line(done.err)
    assert list(Path().rglob("*.part")) == []


@pytest.mark.skipif(os.name != "posix", reason="devices of POSIX")
def test_an_export_to_a_device_does_not_take_its_place(kg: Kg, store: Path) -> None:
    os.mkfifo("pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(Path("pipe").read_bytes()))
    reader.start()
    assert kg("export", "--store", store, "-o", "pipe").code == 0
    reader.join(timeout=30)
    assert Path("pipe").is_fifo()
    assert got[0].decode() == kg("export", "--store", store).out


def test_nothing_of_an_export_that_fails_is_left(kg: Kg, store: Path) -> None:
    Path("kept.nq").write_text("mine")
    assert kg("export", "--store", store, "--article", "absent", "-o", "kept.nq").code == 2
    assert Path("kept.nq").read_text() == "mine"
    assert list(Path().rglob("*.part")) == []


@pytest.mark.parametrize("format", ["nquads", "trig"])
def test_what_export_writes_validate_reads_from_a_pipe(kg: Kg, store: Path, format: str) -> None:
    written = kg("export", "--store", store, "--format", format).out
    assert kg("validate", "-", stdin=written.encode()).code == 0


def test_a_store_in_use_is_told(kg: Kg, tmp_path: Path) -> None:
    Path("a.txt").write_text(GOOD)
    assert kg("import", "a.txt").code == 0
    with open_store(Path("kg-store")):
        for args in (["import", "a.txt"], ["retract", "x"]):
            done = kg(*args)
            assert (done.code, done.out) == (2, "")
            assert f"kg-store: the store is being written by process {os.getpid()}" in done.err
        assert kg("stats").code == 0
    with open_view(Path("kg-store")):
        assert kg("stats").code == 0
        assert kg("import", "a.txt").code == 0


def test_what_was_imported_conforms_when_it_is_checked_again(kg: Kg, store: Path) -> None:
    done = kg("validate", "--store", store)
    assert done.code == 0
    assert "· 0 violations ·" in done.err


def test_an_actor_is_shown_by_name(kg: Kg, store: Path) -> None:
    done = kg("show", "Sergey Lavrov", "--store", store)
    assert done.code == 0
    assert "Sergey Lavrov" in done.out


def test_a_name_that_nobody_has_is_refused(kg: Kg, store: Path) -> None:
    done = kg("show", "Nobody Atall", "--store", store)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err)


def test_a_time_zone_that_is_unknown_is_a_warning_in_one_line(kg: Kg) -> None:
    Path("a.jsonl").write_text(json.dumps({"text": GOOD, "published": "1 Jan 2024 08:44 IST"}))
    root, ours = logging.getLogger(), logging.getLogger("kg")
    former, kept = root.handlers, ours.handlers
    root.handlers = []  # as in a process of its own: pytest has its own handlers there
    try:
        done = kg("extract", "a.jsonl")
    finally:
        root.handlers, ours.handlers = former, kept
    assert done.code == 0
    assert done.err == "warning: a.jsonl:1: the time zone IST is unknown or ambiguous, UTC is taken instead\n"


@pytest.mark.parametrize("declared", [{}, {"language": "fr"}, {"language": "en"}])
def test_an_article_in_another_language_is_refused_and_the_others_come(kg: Kg, declared: dict[str, str]) -> None:
    text = "China accused Japan of lying."
    lines = [
        {"text": "La Chine a accusé le Japon de mentir lundi."} | declared,
        {"text": text},
        {"text": text, "language": "en-GB"},
    ]
    Path("a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = kg("extract", "a.jsonl")
    assert done.code == 1
    assert done.err == "refused: a.jsonl:1: French: kg reads English (--language en reads it all the same)\n"
    assert [json.loads(line)["language"] for line in done.out.splitlines()] == ["en", "en-GB"]
    assert all(len(json.loads(line)["statements"]) == 1 for line in done.out.splitlines())


def test_english_that_is_declared_as_another_language_is_read(kg: Kg) -> None:
    line = json.dumps({"text": "China accused Japan of lying.", "language": "pt_BR"})
    done = kg("extract", "-", stdin=line.encode())
    assert done.code == 0
    assert json.loads(done.out)["language"] == "en"


@pytest.mark.parametrize("language", ["en", "EN", "en_US", "eng", "English", "und"])
def test_english_by_any_name_is_read(kg: Kg, language: str) -> None:
    line = json.dumps({"text": "China accused Japan of lying.", "language": language})
    done = kg("import", "-", "--dry-run", stdin=line.encode())
    assert (done.code, done.err) == (0, "")
