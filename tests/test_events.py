"""What happens: kind, roles, place, counts, and in whose voice."""

import pytest
from reading import counted, reading


@pytest.mark.parametrize(
    ("sentence", "trigger", "type_", "modes"),
    [
        ("Russia shelled Kharkiv on Monday.", "shelled", "ASSAULT", ("heavy-weapons",)),
        ("Russia launched a drone attack on Odesa.", "drone attack", "ASSAULT", ("drone",)),
        ("Israel carried out air strikes in Syria.", "air strikes", "ASSAULT", ("aerial",)),
        ("Gunmen kidnapped a French journalist in Mali.", "kidnapped", "ASSAULT", ("abduct",)),
        ("Azerbaijan seized Nagorno-Karabakh.", "seized", "ASSAULT", ()),
        ("Turkish police arrested 30 protesters in Ankara.", "arrested", "COERCE", ("arrest",)),
        ("Mexico deported 500 migrants.", "deported", "COERCE", ("deport",)),
        ("Finland closed its border with Russia.", "closed", "COERCE", ("restrict",)),
        ("Russia deployed troops to Belarus.", "deployed", "MOBILIZE", ("troops",)),
        ("Protesters clashed with police in Tbilisi.", "clashed", "PROTEST", ("riot",)),
        ("Russia withdrew its troops from Georgia.", "withdrew", "RETREAT", ("withdraw",)),
        ("Hamas released two hostages in Gaza.", "released", "RETREAT", ("release",)),
        ("Germany sent tanks to Ukraine.", "sent", "AID", ()),
        ("Xi Jinping met Vladimir Putin in Beijing.", "met", "CONSULT", ()),
        ("Pope Francis visited Iraq in 2021.", "visited", "CONSULT", ("visit",)),
        ("Israel signed a treaty with Jordan in 1994.", "signed", "SUPPORT", ()),
        ("Canada severed ties with Iran.", "severed", "SANCTION", ("discontinue",)),
        ("A court in Iran convicted a French tourist.", "convicted", "SANCTION", ("convict",)),
        ("Xi Jinping will visit Moscow next month.", "visit", "AGREE", ()),
    ],
)
def test_kind_of_event(sentence, trigger, type_, modes):
    coding = reading(sentence).event(trigger).coding
    assert (coding.type, coding.modes) == (type_, modes)


@pytest.mark.parametrize(
    ("sentence", "trigger", "initiators", "recipients"),
    [
        ("Iran attacked Israel.", "attacked", ["Iran"], ["Israel"]),
        ("Israel was attacked by Iran.", "attacked", ["Iran"], ["Israel"]),
        ("The Iranian attack on Israel failed.", "attack", ["Iranian"], ["Israel"]),
        ("Iran launched an attack against Israel.", "attack", ["Iran"], ["Israel"]),
        ("Talks between Iran and Israel resumed in Vienna.", "Talks", ["Iran", "Israel"], []),
        ("Iran held talks with Israel.", "talks", ["Iran"], ["Israel"]),
        ("Germany sent tanks to Ukraine.", "sent", ["Germany"], ["Ukraine"]),
        ("Russia withdrew its troops from Georgia.", "withdrew", ["Russia"], ["Georgia"]),
    ],
)
def test_roles(sentence, trigger, initiators, recipients):
    article = reading(sentence)
    event = article.event(trigger)
    assert article.words(*event.initiators) == initiators
    assert article.words(*event.recipients) == recipients


def test_whoever_orders_an_attack_is_its_orchestrator():
    article = reading("Iran orchestrated an attack on Israel.")
    event = article.event("attack")
    assert article.words(*event.orchestrators) == ["Iran"]
    assert event.initiators == ()


def test_an_alleged_author_stands_in_the_accusers_voice_alone():
    article = reading("Iran accused Israel of orchestrating an attack on the city of Isfahan.")
    (event,) = article.facts.events
    assert event.according_to == article.statement("accused").id
    assert article.words(*event.orchestrators) == ["Israel"]
    assert event.place is not None
    assert article.document.text[event.place.start : event.place.end] == "Isfahan"


def test_the_article_vouches_for_what_it_tells_itself():
    assert reading("Iran attacked Israel.").event("attacked").according_to is None


def test_what_is_condemned_is_presupposed_by_the_article():
    event = reading("Egypt condemned the Iranian attack on Israel.").event("attack")
    assert event.according_to is None
    assert event.factuality.certainty == "presupposed"


def test_what_is_asserted_is_claimed():
    article = reading("Egypt said that Iran had attacked Israel.")
    event = article.event("attacked")
    assert event.according_to == article.statement("said").id
    assert article.statement("said").reports == (event.id,)


def test_an_election_of_a_year_stands_whoever_mentions_it():
    article = reading("Lavrov said the 2024 US presidential election would change nothing.")
    event = article.event("presidential election")
    assert event.coding.type == "ELECTION"
    assert event.according_to is None
    assert event.factuality.tense == "future"
    assert article.time(event.time).value == "2024"
    assert event.id in article.statement("said").reports


def test_a_referendum_has_its_place():
    article = reading("Crimea's referendum to join Russia in 2014 was disputed.")
    event = article.event("referendum")
    assert event.coding.type == "REFERENDUM"
    assert article.document.text[event.place.start : event.place.end] == "Crimea"
    assert article.time(event.time).value == "2014"


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("The Israeli strike killed at least 25 civilians.", [("killed", 25, None, "civilians")]),
        ("Forty people were injured in the attack on Kabul.", [("injured", 40, 40, "people")]),
        ("An attack on Kabul killed dozens of children.", [("killed", 24, None, "children")]),
        ("Iran attacked Israel, killing more than 10 soldiers.", [("killed", 11, None, "soldiers")]),
        ("An attack on Kabul resulted in civilian casualties.", [("casualties", 1, None, "civilians")]),
    ],
)
def test_people_counted(sentence, counts):
    (event,) = reading(sentence).facts.events
    assert counted(event) == counts


def test_killing_is_the_outcome_of_the_strike_and_no_second_event():
    article = reading("An Israeli air strike killed 12 Syrians in Aleppo.")
    (event,) = article.facts.events
    assert event.trigger.text == "air strike"
    assert article.words(*event.recipients) == ["12 Syrians in Aleppo"]


def test_two_descriptions_of_one_attack_share_a_happening():
    one, other = reading(
        "Russia shelled Kharkiv on Monday.", "The shelling of Kharkiv on Monday killed two people."
    ).facts.events
    assert one.happening == other.happening


def test_attacks_on_two_towns_do_not():
    one, other = reading("Russia shelled Kharkiv on Monday.", "Russia shelled Odesa on Monday.").facts.events
    assert (one.happening, other.happening) == (None, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Heart attacks kill millions.",
        "The war on drugs has failed.",
        "The team won its battle for the title.",
        "The president attacked his rivals in the press.",
        "The earthquake killed 300 people in Herat.",
        "Four people were killed in a car crash in Delhi.",
        "The economy was hit by strikes.",
        "Attacks are crimes.",
        "The company fired its chief executive.",
        "The ministry launched a website.",
    ],
)
def test_what_is_no_event(sentence):
    assert reading(sentence).facts.events == ()
