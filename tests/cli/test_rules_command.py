"""Rules on the command line: listed, switched off, and named as what made a fact."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from shell import Done, Kg

from kg import why
from kg.cli.commands import explain
from kg.cli.commands.rules import KINDS
from kg.english.rule import rules
from kg.settings import load
from kg.stored import stored_article

TEXT = "Iran threatened in a letter to close the strait.\n\nTyphoon Haiyan killed 6,000 people."


@pytest.fixture(autouse=True)
def article(kg: Kg) -> Path:
    """An article in the empty folder that ``kg`` made."""
    path = Path("a.txt")
    path.write_text(TEXT)
    return path


def statements(done: Done) -> list[str]:
    assert done.code == 0, done.err
    return [s["content_text"] for line in done.out.splitlines() for s in json.loads(line)["statements"]]


def test_the_list_has_all_rules_with_their_sentences(kg: Kg) -> None:
    listed = json.loads(kg("rules").out)
    assert [rule["name"] for rule in listed] == [rule.name for rule in rules()]
    assert listed[0].keys() == {"name", "kind", "says", "needs", "spares"}


def test_the_table_tells_what_each_holds(kg: Kg) -> None:
    lines = kg("rules", "--format", "table").out.splitlines()
    assert lines[0].split() == ["NAME", "KIND", "SAYS"]
    assert any(line.startswith("charge-of ") for line in lines)


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_is_listed_by_itself(kg: Kg, kind: str) -> None:
    listed = json.loads(kg("rules", "--kind", kind).out)
    assert {rule["kind"] for rule in listed} == {kind}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_is_read_without_a_rule(kg: Kg, workers: int) -> None:
    assert statements(kg("extract", "a.txt", "--workers", workers)) == ["to close the strait"]
    off = ("--without", "infinitive-behind-setting", "--without", "disaster")
    assert statements(kg("extract", "a.txt", "--workers", workers, *off)) == []


def test_rules_are_switched_off_by_settings_too(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WITHOUT", "infinitive-behind-setting, disaster")
    assert statements(kg("extract", "a.txt")) == []
    monkeypatch.delenv("KG_WITHOUT")
    Path("kg.toml").write_text('without = ["infinitive-behind-setting"]')
    assert statements(kg("extract", "a.txt")) == []


@pytest.mark.parametrize("files", [["a.txt"], ["empty"]])
def test_an_unknown_name_is_refused(kg: Kg, files: list[str]) -> None:
    Path("empty").mkdir()
    done = kg("extract", *files, "--without", "charge-off")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: no rule 'charge-off' (did you mean 'charge-of'?)\n"


@pytest.mark.parametrize("given", ["without = 3", 'without = [""]', "without = [1]", 'without = ""'])
def test_names_are_words(kg: Kg, given: str) -> None:
    Path("kg.toml").write_text(given)
    done = kg("extract", "a.txt")
    assert done.code == 2
    assert "(names of rules: kg rules lists them)" in done.err


def test_what_is_switched_off_shows_in_the_hash_of_the_settings() -> None:
    assert load({}).hash() != load({}, without=("sport", "disaster")).hash()
    assert load({}, without=("sport", "disaster")).hash() == load({}, without=("disaster", "sport")).hash()


def test_explain_names_the_rules_that_made_a_fact(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[object] = []
    parse = why.documents
    monkeypatch.setattr(why, "documents", lambda *args: parsed.append(args) or parse(*args))
    assert kg("import", "a.txt", "-q").code == 0
    fact = json.loads(kg("query", "who-said").out)[0]["statement"]
    plain, told = kg("explain", fact), kg("explain", fact, "--rules")
    assert len(parsed) == 1
    made, *rules = told.out.removeprefix(plain.out).splitlines()
    assert made == "rules that made it:"
    assert [rule.split(":")[0].strip() for rule in rules] == ["infinitive-behind-setting", "frame-infinitive"]
    assert rules[0].startswith("  infinitive-behind-setting: an infinitive ")
    assert all(rule.endswith(" (else there would be no such fact)") for rule in rules)


def test_a_fact_that_no_rule_with_a_name_made(kg: Kg) -> None:
    Path("b.txt").write_text("Title\n\nRussia attacked Ukraine.")
    assert kg("import", "b.txt", "-q").code == 0
    (fact,) = (event["id"] for event in json.loads(kg("extract", "b.txt").out)["events"])
    assert kg("explain", fact, "--rules").out.endswith("\nnone of the rules that `kg rules` lists made it\n")


def test_a_fact_that_is_not_read_now_is_told(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kg("import", "a.txt", "-q").code == 0
    fact = json.loads(kg("query", "who-said").out)[0]["statement"]
    monkeypatch.setattr(why, "_read", lambda *_: why.Facts())
    done = kg("explain", fact, "--rules")
    assert done.code == 2
    assert "is not read from its text now" in done.err


def test_a_text_that_is_kept_elsewhere_is_not_read_again(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kg("import", "a.txt", "-q").code == 0
    fact = json.loads(kg("query", "who-said").out)[0]["statement"]
    monkeypatch.setattr(explain, "stored_article", lambda *args: replace(stored_article(*args), is_whole=False))
    done = kg("explain", fact, "--rules")
    assert done.code == 2
    assert "its text is not kept here, and cannot be read again" in done.err
