"""Competency questions: each term that one names exists, and each class and property is needed by one."""

from typing import Any

import pytest
import yaml
from ontology_files import ONTOLOGY

Questions = dict[str, dict[str, Any]]


def unknown(questions: Questions, known: set[str]) -> list[str]:
    return sorted(f"{id_} {term}" for id_, entry in questions.items() for term in entry["terms"] if term not in known)


def unneeded(questions: Questions, known: set[str]) -> set[str]:
    return known - {term for entry in questions.values() for term in entry["terms"]}


@pytest.fixture(scope="module")
def questions() -> Questions:
    read: Questions = yaml.safe_load((ONTOLOGY / "competency.yaml").read_text("utf-8"))
    return read


def test_the_questions_are_numbered_without_a_gap(questions: Questions) -> None:
    assert list(questions) == [f"CQ{number:02}" for number in range(1, 31)]


def test_each_entry_is_a_question_with_its_terms_once(questions: Questions) -> None:
    for entry in questions.values():
        assert set(entry) == {"question", "terms"}
        assert entry["question"].endswith("?")
        assert len(entry["terms"]) == len(set(entry["terms"])) > 2


def test_each_term_of_a_question_exists(questions: Questions, classes: set[str], properties: set[str]) -> None:
    assert unknown(questions, classes | properties) == []


def test_each_class_and_property_is_needed(questions: Questions, classes: set[str], properties: set[str]) -> None:
    assert unneeded(questions, classes | properties) == set()


def test_a_term_that_does_not_exist_or_that_nobody_needs_is_found(questions: Questions) -> None:
    known = {term for entry in questions.values() for term in entry["terms"]}

    assert unknown(questions, known - {"cueStart"}) == ["CQ01 cueStart"]
    assert unneeded(questions, known | {"Envoy"}) == {"Envoy"}


def test_the_readme_lists_the_same_questions(questions: Questions) -> None:
    readme = (ONTOLOGY / "README.md").read_text("utf-8")

    assert [f"| {id_} | {entry['question']} |" for id_, entry in questions.items()] == [
        line for line in readme.splitlines() if line.startswith("| CQ")
    ]


def test_the_readme_lists_every_file() -> None:
    readme = (ONTOLOGY / "README.md").read_text("utf-8")
    files = {path.name for path in ONTOLOGY.iterdir() if path.is_file()} - {"README.md", "LICENSE-plover.md"}

    assert len(files) > 10
    assert {name for name in files if f"| `{name}` |" not in readme} == set()
