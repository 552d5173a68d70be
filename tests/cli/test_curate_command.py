"""`kg curate` and `kg actors` as a shell sees them: what they print, what they refuse, and with which exit code."""

import json
from pathlib import Path

import pytest
from shell import Kg

TEXT = "Boris Vellin, the Russian deputy trade minister, accused the United States of blocking talks."
OTHER = "Borys Vellin criticised Japan on Thursday."
FILE = 'actor actor:vellin person "Boris Vellin" of RUS\nsame actor:borys-vellin-xxx-9087 actor:vellin\n'


@pytest.fixture
def told(kg: Kg) -> Kg:
    """``kg`` in a folder with a store of two articles."""
    for name, text in (("a.txt", TEXT), ("b.txt", OTHER)):
        Path(name).write_text(text)
    assert kg("import", "a.txt", "b.txt", "-q", "--publisher", "Echo").code == 0
    return kg


def exported(kg: Kg) -> str:
    return kg("export").out


def test_a_file_is_put_in_force_printed_and_undone(told: Kg) -> None:
    before = exported(told)
    Path("decisions.txt").write_text(FILE)
    done = told("curate", "decisions.txt", "--format", "table")
    assert (done.code, done.err) == (0, "")
    assert done.out == "1 article changed · 2 decisions in force, 0 before\n"
    assert exported(told) != before
    assert told("curate").out == FILE
    assert json.loads(told("curate", "-", stdin=b"# nothing\n").out) == {
        "articles": {"changed": 1},
        "decisions": {"in force": 0, "before": 2},
        "lines": {},
        "unused": [],
    }
    assert exported(told) == before


def test_an_import_follows_what_is_in_force(told: Kg) -> None:
    Path("decisions.txt").write_text(FILE)
    told("curate", "decisions.txt")
    curated = exported(told)
    assert told("import", "a.txt", "b.txt", "--publisher", "Echo", "--format", "table").out.startswith(
        "articles: 2 unchanged"
    )
    Path("c.txt").write_text(OTHER.replace("Japan", "Iran"))
    assert told("import", "c.txt", "-q").code == 0
    assert [one["label"] for one in json.loads(told("actors", "--search", "Borys").out)] == ["Boris Vellin"]
    assert told("retract", "c.txt").code == 0
    assert exported(told) == curated
    assert told("validate").code == 0


def test_a_renewed_store_has_the_same_curation_and_the_same_way_back(told: Kg) -> None:
    before = exported(told)
    outlet = 'actor actor:star media-outlet "Star"\nsame actor:echo-xxx-56f6 actor:star\n'
    assert told("curate", "-", stdin=(FILE + outlet).encode()).err == ""
    curated = exported(told)
    assert told("renew", "kg-store", "-o", "new", "-q").code == 0
    assert told("export", "--store", "new").out == curated
    assert told("curate", "-", "--store", "new", stdin=b"").code == 0
    assert told("export", "--store", "new").out == before


def test_a_line_that_changes_nothing_is_told(told: Kg) -> None:
    done = told("curate", "-", stdin=b"same actor:nobody-xxx-0000 wd:Q159\n")
    assert (done.code, done.err) == (
        0,
        "warning: line 1 changes nothing that is stored\n",
    )


def test_every_wrong_line_is_told_and_nothing_changes(told: Kg) -> None:
    Path("decisions.txt").write_text(FILE + "\nsam a b\nsame wd:Q159 wd:Q159\n")
    before = exported(told)
    done = told("curate", "decisions.txt")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        "decisions.txt: line 4: 'sam' is no decision (did you mean 'same'?)",
        "decisions.txt: line 5: both are wd:Q159 (name two)",
        "error: decisions.txt: refused, nothing is changed: 2 lines cannot be followed",
    ]
    assert exported(told) == before
    assert told("curate").err == "no curation is in force\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00s", "this is no text in UTF-8"),
        (b"same \0 wd:Q159", "this is no text, but binary"),
        (b"#" * 4_000_001, "larger than 4 MB (a decision is a line)"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_what_is_no_text_is_refused(told: Kg, content: bytes | None, said: str) -> None:
    if content is not None:
        Path("decisions.txt").write_bytes(content)
    done = told("curate", "decisions.txt")
    assert (done.code, done.err) == (2, f"error: decisions.txt: {said}\n")


def test_without_a_store_none_is_made(kg: Kg) -> None:
    Path("decisions.txt").write_text(FILE)
    done = kg("curate", "decisions.txt")
    assert (done.code, done.err) == (2, "error: kg-store: no store here (`kg import` makes one)\n")
    assert not Path("kg-store").exists()


def test_a_store_behind_sparql_has_no_curation(kg: Kg) -> None:
    done = kg("curate", "--store", "http://localhost:1/query")
    assert done.code == 2
    assert "curation is for a store in a folder (curate a store in a folder, and kg load it)" in done.err


def test_one_that_was_broken_off_is_told(told: Kg) -> None:
    Path("kg-store", "curation.unfinished").touch()
    assert "the last kg curate was broken off: run it again" in told("curate").err


def test_a_wrong_curation_in_force_stops_an_import(told: Kg) -> None:
    Path("kg-store", "curation.txt").write_text("same\n")
    done = told("import", "a.txt")
    assert done.code == 2
    assert "the curation in force does not read: line 1: the line ends where an actor should stand" in done.err
    Path("decisions.txt").write_text(FILE)
    assert told("curate", "decisions.txt").code == 0


def test_actors_are_listed_counted_and_chosen(told: Kg) -> None:
    listed = json.loads(told("actors", "--provisional").out)
    assert [(one["label"], one["kind"], one["of"], one["facts"], one["articles"]) for one in listed] == [
        ("Echo", "media-outlet", None, 0, 2),
        ("Boris Vellin", "person", "Russia", 1, 1),
        ("Borys Vellin", "person", None, 1, 1),
    ]
    assert {one["label"] for one in json.loads(told("actors", "--kind", "state").out)} == {
        "Russia",
        "United States",
        "Japan",
    }
    table = told("actors", "--limit", "1", "--format", "table").out
    assert table.splitlines()[-1] == "1 actor of 6 (--limit shows 1)"
    assert told("actors", "--format", "csv").out.startswith("label,kind,of,facts,articles,provisional,also,called,")


@pytest.mark.parametrize(
    ("text", "found"), [("vel", ["Boris Vellin", "Borys Vellin"]), ("US", ["United States"]), ("Zed", []), ("..", [])]
)
def test_a_search_finds_names_of_the_reference_facts_too(told: Kg, text: str, found: list[str]) -> None:
    done = told("actors", "--search", text)
    assert [one["label"] for one in json.loads(done.out)] == found
    assert bool(done.err) == (not found)


def test_a_search_finds_by_what_an_article_says(told: Kg) -> None:
    told("curate", "-", stdin=FILE.encode())
    (found,) = json.loads(told("actors", "--search", "Borys").out)
    assert (found["label"], found["called"]) == ("Boris Vellin", "Borys Vellin")


def test_a_proposal_can_be_pasted(told: Kg) -> None:
    (pair,) = json.loads(told("actors", "--propose").out)
    assert pair["why"] == "both names sound the same"
    text = "\n".join(pair["lines"])
    assert told("curate", "-", stdin=text.encode()).code == 0
    done = told("actors", "--propose")
    assert (json.loads(done.out), done.err) == ([], "nothing to propose\n")


def test_what_differs_is_not_proposed(told: Kg) -> None:
    assert told("curate", "-", stdin=b"differ actor:borys-vellin-xxx-9087 actor:boris-vellin-rus-0148").code == 0
    assert json.loads(told("actors", "--propose").out) == []


def test_proposals_as_a_file_are_comments(told: Kg) -> None:
    lines = told("actors", "--propose", "--format", "file").out.splitlines()
    assert all(line.startswith("#") or not line for line in lines)
    assert told("actors", "--format", "file").code == 2
