"""`kg extract --predicates`: every verb, with how its voice puts it."""

import json
from pathlib import Path

from shell import Kg

TEXT = """Peru attacks Chile

Egypt said that it had refused to leave. Iran will attack Israel. Was Mali right?
"""


def test_every_verb_outside_headings_and_whose_word_it_is(kg: Kg) -> None:
    Path("a.jsonl").write_text(json.dumps({"title": "Peru attacks Chile", "text": TEXT.split("\n\n")[1]}))
    done = kg("extract", "a.jsonl", "--predicates")
    assert (done.code, done.err) == (0, "")
    article = json.loads(done.out)
    (said,) = (s["id"] for s in article["statements"] if s["cue"]["text"] == "said")
    got = [
        (article["text"][p["start"] : p["end"]], *p["factuality"].values(), p["according_to"])
        for p in article["predicates"]
    ]
    by_verb = {verb: tuple(put) for verb, *put in got}
    assert list(by_verb) == ["said", "refused", "leave", "attack", "Was"]
    assert by_verb["said"] == ("positive", "certain", "past", None)
    assert by_verb["refused"] == ("positive", "certain", "past", said)
    assert by_verb["leave"][0] == "negative"
    assert by_verb["attack"] == ("positive", "probable", "future", None)
    assert by_verb["Was"][1] == "unknown"


def test_the_key_is_there_only_where_it_was_asked_for(kg: Kg) -> None:
    plain = json.loads(kg("extract", "-", stdin=TEXT.encode()).out)
    asked = json.loads(kg("extract", "-", "--predicates", stdin=TEXT.encode()).out)
    assert "predicates" not in plain
    assert asked.pop("predicates")
    assert asked == plain


def test_workers_tell_them_too(kg: Kg) -> None:
    Path("a.txt").write_text("China accused Japan of lying.")
    assert json.loads(kg("extract", "a.txt", "--predicates", "--workers", "2").out)["predicates"]


def test_rdf_has_none(kg: Kg) -> None:
    done = kg("extract", "-", "--predicates", "--format", "trig", stdin=TEXT.encode())
    assert (done.code, done.out) == (2, "")
    assert "predicates are in JSON lines alone" in done.err
