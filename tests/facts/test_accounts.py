"""Rival accounts of one happening: accuser, denier and article meet; what somebody denies is told."""

import pytest
from reading import Reading, reading

from kg.facts.model import Event


def accounts(text: str) -> tuple[Reading, list[Event]]:
    found = reading(text)
    return found, list(found.facts.events)


@pytest.mark.parametrize(
    "text",
    [
        "Chad accused Libya of shelling a depot in Faya. Libya denied shelling the depot in Faya.",
        "Chad accused Libya of shelling a depot in Faya. Libyan officials rejected the allegation.",
        "Chad accused Libya of shelling a depot in Faya. Tripoli denied the claim.",
        "Libya shelled a depot in Faya, Chad said. Libya denied that it had shelled the depot.",
        "An attack on a depot in Faya killed two soldiers. Libya denied any role in the attack.",
        "An attack on a depot in Faya killed two soldiers. Libya denied it was behind the attack.",
    ],
)
def test_what_is_denied_shares_its_happening_with_what_is_told(text):
    found, (told, denied) = accounts(text)

    assert told.happening == denied.happening is not None
    assert (told.factuality.polarity, denied.factuality.polarity) == ("positive", "negative")
    (denial,) = [s for s in found.facts.statements if s.act in ("deny", "reject")]
    assert denied.according_to == denial.id
    assert denied.id in denial.reports
    assert [p.actor for p in denied.initiators] == ["http://www.wikidata.org/entity/Q1016"]


def test_accuser_and_article_meet_in_the_attack():
    _, (struck, claimed) = accounts("A drone struck a depot in Faya on Saturday. Chad accused Libya of the attack.")

    assert struck.happening == claimed.happening is not None
    assert (struck.initiators, len(claimed.initiators)) == ((), 1)


def test_the_accusation_itself_is_what_a_denial_reports_where_it_tells_no_deed():
    found, events = accounts("Chad accused Libya of spying on its allies. Libya denied the allegations.")

    accusation, denial = found.facts.statements
    assert denial.reports == (accusation.id,)
    assert events == []


@pytest.mark.parametrize(
    "text",
    [
        # Somebody whom the accusation does not concern.
        "Chad accused Libya of shelling a depot in Faya. Egypt denied the claim.",
        # An accusation long ago.
        "Chad accused Libya of shelling Faya. It rained. Nobody slept. Markets fell. Peace went. Libya denied it all.",
        # Another place, another day, another deed.
        "Chad accused Libya of shelling Faya. Libya denied shelling Zouar.",
        "Chad accused Libya of shelling Faya on Monday. Libya denied shelling Faya on Sunday.",
        "Chad accused Libya of shelling Faya. Libya denied arresting a diplomat from Chad.",
        # One voice on two attacks.
        "Libya shelled Faya. Libya bombed Zouar.",
    ],
)
def test_what_is_no_account_of_it_stays_alone(text):
    assert {event.happening for event in accounts(text)[1]} == {None}


def test_the_attack_means_the_last_one_told():
    _, events = accounts("Libya shelled Faya. Rebels bombed Zouar. Chad accused Egypt of the attack.")

    assert [event.happening for event in events] == [None, "he2", "he2"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The mayor blamed Libyan shelling.", "shelling"),
        ("Chad's president cited Libyan shelling.", "shelling"),
        ("Chad pointed to Libyan shelling.", "shelling"),
        ("Chad blamed a Libyan airstrike for the deaths of two officers.", "airstrike"),
        ("Chad blamed a Libyan missile attack for the blackout.", "missile attack"),
        ("Chad laid the blame on Libyan shelling.", "shelling"),
    ],
)
def test_who_names_a_cause_vouches_for_it_and_the_article_does_not(text, trigger):
    found = reading(text)
    (said,) = found.facts.statements

    assert found.event(trigger).according_to == said.id


def test_what_is_traced_to_a_cause_is_not_vouched_for_either():
    assert reading("Chad attributed the blast to a Libyan missile strike.").facts.events == ()


def test_a_denial_of_any_part_answers_the_accusation():
    found, (told, denied) = accounts("Chad accused Libya of poisoning a spy. Libya denied any involvement.")

    accusation, denial = found.facts.statements
    assert denial.reports == (accusation.id, denied.id)
    assert denied.happening == told.happening is not None
