"""Every rule has a sentence that needs it and one that it leaves alone: both are tried out."""

from dataclasses import dataclass
from typing import Any

import pytest
from reading import document

import kg.mentions
from kg.document import Document, Parse
from kg.english.rule import Rule, firings, rule, rules, without
from kg.errors import UsageError
from kg.facts.model import Facts
from kg.facts.rules import read


def faults(tried: Rule[Any, Any]) -> list[str]:
    """What is wrong with a rule's sentences."""
    needs, spares = document(tried.needs), document(tried.spares)
    found = {
        "its sentence does not need it": read_(needs) == read_(needs, tried.name),
        "it does nothing in its sentence": tried.name not in fired(needs),
        "it fires where it should not": tried.name in fired(spares),
        "it changes what it should leave alone": read_(spares) != read_(spares, tried.name),
    }
    return [fault for fault, is_so in found.items() if is_so]


def read_(read_from: Document, *off: str) -> Facts:
    with without(*off):
        return read(read_from, kg.mentions.cast(read_from))


def fired(read_from: Document) -> set[str]:
    with firings() as found:
        read_(read_from)
    return {firing.rule for firing in found}


@pytest.mark.parametrize("tried", rules(), ids=lambda tried: tried.name)
def test_each_rule_is_needed_and_leaves_what_looks_alike(tried: Rule[Any, Any]) -> None:
    assert faults(tried) == []


def test_there_are_rules_of_each_kind() -> None:
    kinds = [tried.kind for tried in rules()]
    assert {"mend", "frame", "region", "exception"} == set(kinds)
    assert len(kinds) > 30


def swapped(tried: Rule[Any, Any]) -> Rule[Any, Any]:
    return Rule(tried.name, tried.kind, tried.says, tried.spares, tried.needs, tried.neutral, tried.do)


def test_the_test_can_fail() -> None:
    for name in ("semicolon", "disaster"):
        (tried,) = (r for r in rules() if r.name == name)
        assert faults(swapped(tried)) == [
            "its sentence does not need it",
            "it does nothing in its sentence",
            "it fires where it should not",
            "it changes what it should leave alone",
        ]


# --- rules as such --------------------------------------------------------------------------------------------------


@dataclass
class Thing:
    token: int


@pytest.fixture
def doubles(monkeypatch: pytest.MonkeyPatch) -> Rule[[int], int]:
    """A rule of its own, in a registry of its own."""
    monkeypatch.setattr("kg.english.rule._REGISTRY", {})
    made = rule("doubles", kind="mend", says="two for one", needs="", spares="", neutral=0)
    return made(lambda token: 2 * token)


def test_a_rule_is_the_function_that_it_was_made_of(doubles: Rule[[int], int]) -> None:
    assert doubles(4) == 8
    assert rules() == (doubles,)


def test_switched_off_a_rule_gives_its_neutral_result(doubles: Rule[[int], int]) -> None:
    with without("doubles"):
        assert doubles(4) == 0
        with without():
            assert doubles(4) == 0
    assert doubles(4) == 8


def test_what_fires_is_told_with_its_token_and_what_does_not_is_not(doubles: Rule[[int], int]) -> None:
    things = rule("things", kind="exception", says="takes what has a token", needs="", spares="", neutral=None)
    of_thing = things(lambda parse, thing: True)
    with firings() as found:
        doubles(4)
        doubles(0)
        of_thing(None, Thing(7))
        with without("doubles"):
            doubles(5)
    doubles(6)
    assert [(firing.rule, firing.token) for firing in found] == [("doubles", 4), ("things", 7)]


@pytest.mark.parametrize("name", ["doubles", "Doubles", "it_doubles", "it doubles", ""])
def test_a_name_is_its_own_and_in_kebab_case(doubles: Rule[[int], int], name: str) -> None:
    with pytest.raises(ValueError, match="lower-case-with-hyphens"):
        rule(name, kind="mend", says="", needs="", spares="", neutral=None)(lambda: None)


@pytest.mark.parametrize(("name", "hint"), [("double", "did you mean 'doubles'"), ("xyz", "kg rules lists them")])
def test_an_unknown_name_is_refused(doubles: Rule[[int], int], name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"no rule '{name}' .*{hint}"), without("doubles", name):
        raise AssertionError


# --- mends ------------------------------------------------------------------------------------------------------------


def test_a_parse_is_mended_once_for_mentions_and_facts() -> None:
    """Mended again it is the same, and what needs no mend is the very parse."""
    from kg.english.mends import mended

    needs = document(*(tried.needs for tried in rules() if tried.kind == "mend"))
    once = mended(needs.parse)
    assert once != needs.parse
    assert mended(once) is once
    assert kg.mentions.cast(needs).parse == once
    assert is_tree(once)
    assert mended(document("Russia attacked Ukraine.").parse) == document("Russia attacked Ukraine.").parse


def is_tree(parse: Parse) -> bool:
    """Whether heads and children of a parse agree, and each token leads to a root."""
    for token, head in enumerate(parse.head):
        if head != token and token not in parse.children[head]:
            return False
        seen = {token}
        while parse.head[token] != token:
            token = parse.head[token]
            if token in seen:
                return False
            seen.add(token)
    return sum(map(len, parse.children)) == sum(head != token for token, head in enumerate(parse.head))


def test_a_parse_with_a_circle_is_no_tree() -> None:
    from dataclasses import replace

    parse = document("Russia attacked Ukraine.").parse
    assert is_tree(parse)
    assert not is_tree(replace(parse, head=(1, 0, 1, 1), children=((1,), (0, 2, 3), (), ())))
