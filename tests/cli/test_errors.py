"""Bad input gets one clear line and the right exit code: 1 refused among others, 2 bad usage or source, 3 our bug."""

from pathlib import Path

import pytest
from shell import Kg

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


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is no article in it"),
        (b"   \n\n ", "there is no article in it"),
        (b"\x7fELF\x00\x00\x01", "binary"),
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
    assert '"articles": 1' in kg("stats").out.replace('"what": "articles",\n  "number": ', '"articles": ')


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
