"""Our own examples: how many are read right, and that what is not read yet is known."""

import os
from pathlib import Path

import pytest
import yaml
from examples import Compared, compared, example_of, examples, readings

UNREAD = Path(__file__).parent / "unread.yaml"
HEAD = """\
# Own examples that are not read right yet: what is missing (-) and what is wrong (!). Written by KG_UPDATE=1; read the
# difference line by line: a line that comes in is a reading that was lost.
"""


def unread() -> dict[str, list[str]]:
    """Each example that is not read right, with what is missing or wrong."""
    wanted = examples()
    found = {}
    for example, (document, facts) in zip(wanted, readings(e.text for e in wanted), strict=True):
        done = compared(example, document, facts)
        if not done.right:
            found[example.text] = _lines(done)
    return found


def _lines(done: Compared) -> list[str]:
    return [f"- {what}" for what in done.missing] + [f"! {what}" for what in done.wrong]


def test_what_is_not_read_right_is_known() -> None:
    found = unread()
    if os.environ.get("KG_UPDATE"):
        body = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110)
        UNREAD.write_text(HEAD + body, "utf-8")
    assert found == yaml.safe_load(UNREAD.read_text("utf-8"))


def test_there_are_many_examples_each_once() -> None:
    texts = [example.text for example in examples()]
    assert len(texts) >= 1000
    assert len(set(texts)) == len(texts)


def test_examples_are_no_templates() -> None:
    """With names masked, no two share more than half of their three-word runs."""
    runs = {example.text: _runs(example.text) for example in examples()}
    holders: dict[tuple[str, ...], list[str]] = {}
    for text, own in runs.items():
        for run in own:
            holders.setdefault(run, []).append(text)
    for text, own in runs.items():
        near = {other for run in own for other in holders[run] if other != text}
        for other in near:
            shared = len(own & runs[other])
            assert 2 * shared <= min(len(own), len(runs[other])) or shared <= 2, (text, other)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = ["N" if word[0].isupper() else word.strip(".,;:").lower() for word in text.split()]
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2) if words[i : i + 3] != ["N", "N", "N"]}


def test_an_unknown_key_in_an_example_is_refused() -> None:
    with pytest.raises(AssertionError):
        example_of("kind", {"text": "Mali attacked Chad.", "events": [{"triger": "attacked"}]})
