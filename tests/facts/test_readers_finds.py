"""What readers stumbled over: permission, laws, help, datelines, dread of war, days to come."""

import pytest
from reading import reading


@pytest.mark.parametrize(
    "text",
    [
        "The law allows the government to seize Iranian state assets.",
        "The bill empowers Canada to freeze Iranian assets.",
        "A new decree authorises Japan to confiscate Iranian assets.",
    ],
)
def test_a_permission_is_no_deed(text):
    found = reading(text)
    (act,) = found.facts.sanctions
    assert (act.status, act.factuality.certainty, act.proposers) == ("under-discussion", "possible", ())


def test_the_president_is_nobody_where_two_may_be_meant():
    text = "President Joe Biden met President Emmanuel Macron. Officials were pleased. The law passed."
    (act,) = reading(f"{text} The president can seize Russian assets.").facts.sanctions
    assert all("wikidata" not in p.actor for p in act.imposers)


def test_a_law_demands_in_nobodys_name():
    after = "gives Taiwan money. Iran threatened to retaliate. It requires Japan to sell its shares."
    assert not [s for s in reading(f"The law {after}").facts.statements if s.act == "demand"]
    assert [s.act for s in reading(f"The regulator {after}").facts.statements] == ["threaten", "demand"]


def test_to_see_something_banned_is_no_saying():
    found = reading("Canada told the company Huawei to sell the app or see it banned.")
    assert [s.cue.text for s in found.facts.statements if s.cue] == ["told"]


def test_a_charge_hung_on_the_accused_is_hearsay():
    charge = "accused the general of having approved this week's assault on the US embassy."
    assert not reading(f"It also {charge}").facts.events
    known = reading(f"Iran {charge}")
    assert known.event("assault").according_to == known.statement("accused").id


@pytest.mark.parametrize(
    ("dreaded", "waged"),
    [
        ("The world cannot afford another war in the Gulf.", "The world cannot afford the war in the Gulf."),
        ("Japan wants to avoid a war in Korea.", "Japan wants to end the war in Korea."),
    ],
)
def test_a_dreaded_war_is_none(dreaded, waged):
    assert not [e for e in reading(dreaded).facts.events if e.trigger.text == "war"]
    assert reading(waged).event("war").factuality.certainty == "certain"


def test_what_will_take_effect_is_told_by_whoever_says_so():
    found = reading("Merkel said EU sanctions on Belarus would take effect on Monday as planned.")
    act = found.sanction("announced")
    assert act.according_to == found.statement("said").id
    assert act.factuality.tense != "past"


def test_the_city_of_a_dateline_is_nobody():
    found = reading("OTTAWA, Jan 9 - Canada on Tuesday adopted a package of sanctions against Iran over its arms.")
    labels = {e.iri: e.label for e in found.facts.entities}
    assert [labels[m.actor] for m in found.facts.mentions if m.text == "its"] == ["Iran"]


def test_whoever_helps_is_not_harmed():
    helped = reading("Israel said it had attacked Iran with the help of the United States and Jordan.")
    assert helped.words(*helped.event("attacked").recipients) == ["Iran"]


def test_a_clause_thrown_into_what_he_says_does_not_name_him():
    found = reading("Peskov repeated that Russia had no part. President Vladimir Putin, he said, would decide.")
    assert found.statement("said").source.actor == found.statement("repeated").source.actor


def test_what_is_blown_up_is_no_state():
    blown_up = reading("A large dam collapsed. Ukraine accused Russia of blowing it up.")
    attacked = reading("A large dam collapsed. Ukraine accused Russia of attacking it.")
    assert not blown_up.event("blowing").recipients
    assert attacked.words(*attacked.event("attacking").recipients) == ["it"]


def test_what_was_stormed_and_looted_by_others_loots_nothing():
    found = reading("Qatar said its embassy in Khartoum had been stormed and vandalised on Saturday by armed gunmen.")
    act = found.event("vandalised")
    assert found.words(*act.initiators) == ["armed gunmen"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Talks are to begin on Monday.", "2024-01-15"),
        ("A hearing is to be held on June 17.", "2024-06-17"),
        ("The union called a strike for Tuesday.", "2024-01-16"),
        ("The envoy was to brief the Council on Monday.", "2024-01-15"),
        ("The sides agreed on a truce to begin on Monday.", "2024-01-15"),
    ],
)
def test_what_is_to_be_is_to_come(text, day):
    assert [t.value for t in reading(text).facts.times] == [day]


@pytest.mark.parametrize("text", ["Biden dismissed the general.", "Biden dismissed Smith from office."])
def test_to_sack_somebody_turns_nothing_down(text):
    assert not reading(text).facts.statements
    assert reading("Biden dismissed the plan.").statement("dismissed").act == "reject"


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Iran rejected the plan: spokesman Ali Rezaei predicted that it would fail.", "predicted", "it would fail"),
        ("Japan said the talks had failed; Canada denied that it had taken part.", "said", "the talks had failed"),
        ("Japan said the talks had failed; Canada denied that it had taken part.", "denied", "it had taken part"),
        ("The talks had failed, Japan said; Canada had not taken part.", "said", "The talks had failed"),
    ],
)
def test_a_semicolon_ends_what_is_said(text, cue, content):
    found = reading(text)
    assert [found.document.text[p.start : p.end] for p in found.statement(cue).content] == [content]


def test_days_without_a_number_date_nothing():
    assert not reading("Japan regretted the step and would work in the coming days on a truce.").facts.times
    (monday,) = reading("Japan regretted the step and would work on Monday on a truce.").facts.times
    assert monday.value == "2024-01-15"
