"""Which pairs are proposed to an analyst as perhaps one, and which are not."""

import pytest

from kg import namespaces as ns
from kg.curation import NONE, decisions
from kg.curation.listing import Listed
from kg.curation.propose import Proposal, proposals
from kg.reference.model import Entity

BASE = ns.DEFAULT_BASE
RUSSIA, UKRAINE = ns.WD + "Q159", ns.WD + "Q212"


def named(label: str, type_: str = "person", state: str | None = None, articles: int = 1, iri: str = "") -> Listed:
    iri = iri or ns.actor(BASE, label, type_, state and state[-4:])
    provisional = not iri.startswith(ns.WD)
    return Listed(Entity(iri, label, type_, state=state, provisional=provisional), None, (), 0, articles)  # type: ignore[arg-type]


def proposed(*among: Listed, text: str = "") -> list[Proposal]:
    return proposals(among, decisions(text, BASE, "file") if text else NONE, BASE)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (named("Borys Vellin"), named("Boris Vellin", state=RUSSIA), "both names sound the same"),
        (named("B. Vellin"), named("Boris Vellin", state=RUSSIA), "the same family name and initial"),
        (named("Boris Vellin"), named("Boris Vellin", state=RUSSIA), "the same name"),
        (named("Vasili Nebenzja"), named("Vasily Nebenzya", state=RUSSIA, iri=ns.WD + "Q1000053"), "sounds as"),
        (named("Zed Front", "group"), named("the Zed Front", "armed-group", articles=2), "the same name"),
        (named("ZLF", "organisation"), named("Zed Liberation Front", "armed-group"), "its initials"),
        (
            named("Zed Gas", "company"),
            named("Zed Gas Company", "company", RUSSIA),
            "the same name with 'company' behind it",
        ),
    ],
)
def test_two_that_may_be_one_are_proposed(one: Listed, other: Listed, why: str) -> None:
    for among in ((one, other), (other, one)):
        (found,) = proposed(*among)
        assert (found.one.iri, found.other.iri) == (one.entity.iri, other.entity.iri)
        assert found.why.startswith(why)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Boris Vellin", state=UKRAINE), named("Borys Vellin", state=RUSSIA)),
        (named("Boris Vellin"), named("Anna Vellin", state=RUSSIA)),
        (named("Oleksandr Vellin"), named("Oleksandra Vellin")),
        (named("Vellin"), named("Boris Vellin")),
        (named("B. Wellin"), named("Boris Vellin")),
        (named("X. Li"), named("Xu Li")),
        (named("Vellin", "place"), named("Vellin", "company")),
        (named("Zed Vale", "person"), named("Zed Vale", "company")),
        (named("Russia", "organisation"), named("Russia", "state", RUSSIA, iri=RUSSIA)),
    ],
)
def test_two_that_cannot_be_one_are_not(one: Listed, other: Listed) -> None:
    assert proposed(one, other) == []


def test_one_is_proposed_for_the_best_known_alone() -> None:
    found = proposed(named("B. Vellin"), named("Borys Vellin", articles=9), named("Boris Vellin", state=RUSSIA))
    assert {pair.other.label for pair in found} == {"Boris Vellin"}
    assert [pair.one.label for pair in found] == ["Borys Vellin", "B. Vellin"]


def test_what_differs_is_not_proposed_and_the_lines_say_who_it_is() -> None:
    one, other = named("Borys “B.” Vellin"), named('Boris "B." Vellin', state=RUSSIA)
    (found,) = proposed(one, other)
    text = "\n".join(found.lines)
    told = decisions(text, BASE, "file")
    assert told.same == {one.entity.iri: other.entity.iri}
    assert told.described[other.entity.iri].label == 'Boris "B." Vellin'
    assert proposed(one, other, text=f"differ <{one.entity.iri}> <{other.entity.iri}>") == []
