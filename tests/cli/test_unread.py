"""What kg tells of the facts that it leaves unread."""

import json
import logging
from pathlib import Path

import pytest
from shell import Kg

READ = "Israel bombed Gaza on Monday."


@pytest.fixture
def news(kg: Kg) -> str:
    lines = [{"id": "n1", "text": "Rumours that Israel bombed Gaza spread."}, {"id": "n2", "text": READ}]
    Path("news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return "news.jsonl"


def test_extract_tells_for_each_article_what_it_left_unread(
    kg: Kg, news: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "kg"):
        nobodys, articles = [json.loads(line) for line in kg("extract", news).out.splitlines()]
    assert (nobodys["unread"], nobodys["events"]) == ({"nobody's word": 1}, [])
    assert (articles["unread"], len(articles["events"])) == ({}, 1)
    assert "1 left unread: nobody's word" in caplog.messages


def test_import_and_stats_tell_the_sum_over_all(kg: Kg, news: str) -> None:
    assert "\n1 left unread: nobody's word\n" in kg("import", news, "--format", "table").out
    assert json.loads(kg("stats", "--format", "json").out)["unread"] == {"nobody's word": 1}
    assert [row for row in kg("stats", "--format", "csv").out.splitlines() if "unread" in row] == [
        "unread: nobody's word,1"
    ]
    report = json.loads(kg("import", news, "--format", "json").out)
    assert report["unread"] == {}, "unchanged articles are not counted again"
    exported = kg("export", "--no-void", "--format", "nquads").out.splitlines()
    found = [row.split()[-1] for row in exported if "unreadFacts" in row]
    assert len(found) == 1, "the article that has none says nothing of it"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The talks were long.", "nobody told who does it, or to whom"),
        ("The critic bombarded the minister with questions.", "may be no event: figure-of-force"),
        ("Sanctions are a tool.", "not told what becomes of the sanction"),
    ],
)
def test_what_is_too_unsure_is_counted_by_its_reason(kg: Kg, text: str, reason: str) -> None:
    Path("a.txt").write_text(text)
    read = json.loads(kg("extract", "a.txt").out)
    assert (read["unread"], read["events"], read["sanctions"]) == ({reason: 1}, [], [])


def test_a_fault_in_the_dictionary_ends_the_run_with_one_line(
    kg: Kg, news: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.datafile import fault
    from kg.english import words

    def broken(name: str) -> frozenset[str]:
        raise fault(f"no class of words is named {name!r}", "classes.yaml", "see the names there")

    monkeypatch.setattr(words, "of", broken)
    done = kg("extract", news)
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1)
    assert done.err.startswith("error: classes.yaml: no class of words is named ")
