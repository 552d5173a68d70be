"""What import and extract tell of a sentence on which a rule failed."""

import json
from pathlib import Path

import pytest
from shell import Kg

from kg.facts.events import find


def test_import_and_extract_tell_what_was_left_out(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = find.search

    def failing(scene, *rest):
        if "fragile" in scene.parse.text:
            raise KeyError("planted")
        return rule(scene, *rest)

    monkeypatch.setattr(find, "search", failing)
    text = "The fragile dam broke in May 1999 for $9 million. France expelled two envoys of Mali."
    Path("news.jsonl").write_text(json.dumps({"id": "n1", "text": text}))
    line = (
        "warning: news.jsonl:1 (n1): a sentence was left out, “The fragile dam broke in May 1999 for ...”: "
        "KeyError: 'planted' (please report it)\n"
    )
    done = kg("import", "news.jsonl", "--format", "table")
    assert (done.code, done.err) == (0, line)
    assert "articles: 1 added, 0 refused\n" in done.out
    assert "sentences left out: 1" in done.out
    report = json.loads(kg("import", "news.jsonl", "--dry-run", "--format", "json").out)
    assert len(report["skipped"]) == 1
    extracted = kg("extract", "news.jsonl")
    assert (extracted.code, extracted.err) == (0, line)
    assert len(json.loads(extracted.out)["sanctions"]) == 1
    assert kg("extract", "news.jsonl", "--format", "nquads").err == line
