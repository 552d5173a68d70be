"""The article that the project starts from, read by general rules; skipped where it is not beside the checkout."""

import re
from datetime import UTC, datetime

import pytest
from reading import Reading, reading

MORNING = datetime(2024, 1, 1, 13, 44, tzinfo=UTC)


@pytest.fixture(scope="module")
def seed(seed_text) -> Reading:
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", seed_text)]
    prose = [p for p in paragraphs if len(p) > 200 and "BNN" not in p]
    return reading(*prose, published=MORNING)


def test_ten_statements_four_sanctions(seed):
    assert [s.cue.text for s in seed.facts.statements] == [
        "asserted",
        "statement indicating",
        "criticized",
        "emphasized",
        "lamented",
        "pointed out",
        "referred to",
        "encouraging",
        "revealed",
        "accused",
    ]
    assert [x.status for x in seed.facts.sanctions] == ["imposed", "called-for", "in-force", "threatened"]


def test_acts(seed):
    assert [s.act for s in seed.facts.statements] == [
        "assert",
        "offer",
        "criticise",
        "demand",
        "criticise",
        "assert",
        "assert",
        "request",
        "threaten",
        "accuse",
    ]


def test_all_but_the_states_own_statement_are_made_for_russia(seed):
    speaking_for = [seed.words(*s.on_behalf_of) for s in seed.facts.statements]
    assert speaking_for == [["[Russia]"]] * 7 + [["[United States]"]] + [["[Russia]"]] * 2


def test_the_authorship_of_the_attack_stands_in_the_accusers_voice_alone(seed):
    accused = seed.statement("accused")
    attack = seed.event("attack")
    assert attack.according_to == accused.id
    assert seed.words(*attack.orchestrators) == ["US", "UK"]
    assert attack.initiators == ()
    assert seed.document.text[attack.place.start : attack.place.end] == "Belgorod"
    assert [(c.kind, c.min, c.who) for c in attack.counts] == [("casualties", 1, "civilians")]
    assert not [e for e in seed.facts.events if e.coding.type == "ASSAULT" and e.according_to is None]


def test_the_threat_and_its_sanction(seed):
    threat = seed.statement("revealed")
    assert (threat.coding.type, threat.coding.modes) == ("THREATEN", ("seize",))
    assert threat.condition.text == "if necessary"
    seizure = seed.sanction("threatened")
    assert seizure.according_to is None
    assert seed.words(*seizure.imposers) == ["Russia"]
    assert seizure.reason.text.startswith("In response to")


def test_the_confiscation_that_is_called_for(seed):
    asked = seed.sanction("called-for")
    assert asked.measures == ("asset-confiscation",)
    assert seed.words(*asked.proposers) == ["US"]
    assert seed.words(*asked.imposers) == ["G7 members"]
    assert seed.words(*asked.targets) == ["Russian"]
    assert seed.words(*asked.beneficiaries) == ["Ukraine"]
    assert [seed.amount(a).value for a in asked.amounts] == ["300000000000"]


def test_the_sanctions_that_follow_a_referendum(seed):
    imposed = seed.sanction("imposed")
    assert imposed.scope_as_stated.text == "comprehensive"
    assert imposed.follows == (seed.event("referendum").id,)
    assert seed.words(*imposed.imposers) == ["US"]
    assert seed.words(*imposed.targets) == ["Russia"]
    assert imposed.according_to is None


def test_election_and_referendum(seed):
    election, referendum = seed.event("presidential election"), seed.event("referendum")
    assert (seed.time(election.time).value, election.factuality.tense) == ("2024", "future")
    assert (seed.time(referendum.time).value, referendum.factuality.tense) == ("2014", "past")
    assert election.according_to is referendum.according_to is None
