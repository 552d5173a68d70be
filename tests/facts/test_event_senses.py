"""What kind of event a verb tells, by what stands around it: one example of each sense, and what is none."""

import pytest
from reading import reading


def roles(article, event):
    return article.words(*event.initiators), article.words(*event.recipients)


@pytest.mark.parametrize(
    ("sentence", "trigger", "type_", "initiators", "recipients"),
    [
        # help
        ("Peru sent a group of rescue workers to Haiti.", "sent", "AID", ["Peru"], ["Haiti"]),
        ("Japan donated 100 tents to the Philippines.", "donated", "AID", ["Japan"], ["Philippines"]),
        ("Norway gave 30 million euros to Tunisia to train judges.", "gave", "AID", ["Norway"], ["Tunisia"]),
        ("China has provided Sri Lanka with rice.", "provided", "AID", ["China"], ["Sri Lanka"]),
        ("Iran supplied Hezbollah with rockets.", "supplied", "AID", ["Iran"], ["Hezbollah"]),
        ("Ukraine received tanks from Sweden.", "received", "AID", ["Sweden"], ["Ukraine"]),
        ("Kenya sent observers to Sudan.", "sent", "AID", ["Kenya"], ["Sudan"]),
        ("Denmark helped Tanzania build clinics.", "helped", "AID", ["Denmark"], ["Tanzania"]),
        ("Canada granted asylum to a Saudi teenager.", "granted", "AID", ["Canada"], ["Saudi teenager"]),
        # giving way
        ("Myanmar lifted a ban on rallies.", "lifted", "CONCEDE", ["Myanmar"], []),
        ("France granted independence to Algeria.", "granted", "CONCEDE", ["France"], ["Algeria"]),
        ("Ireland repealed its blasphemy law.", "repealed", "CONCEDE", ["Ireland"], []),
        ("Iran allowed lawyers to visit the prison.", "allowed", "CONCEDE", ["Iran"], ["lawyers"]),
        ("Serb forces handed over their weapons to NATO.", "handed", "RETREAT", ["Serb forces"], ["NATO"]),
        ("The Taliban freed three Indian engineers.", "freed", "RETREAT", ["Taliban"], ["three Indian engineers"]),
        ("Peru invited Chile to talks in Lima.", "invited", "AGREE", ["Peru"], ["Chile"]),
        # coercion
        ("Egypt denied entry to a Canadian reporter.", "denied", "COERCE", ["Egypt"], ["Canadian reporter"]),
        ("Malaysia banned Israelis from leaving.", "banned", "COERCE", ["Malaysia"], ["Israelis"]),
        ("Kuwait imposed restrictions on foreign workers.", "imposed", "COERCE", ["Kuwait"], ["foreign workers"]),
        ("Hungary closed a university.", "closed", "COERCE", ["Hungary"], ["university"]),
        # relations
        ("Qatar recalled its ambassador from Egypt.", "recalled", "SANCTION", ["Qatar"], ["Egypt"]),
        ("The Arab League suspended Syria's membership.", "suspended", "COERCE", ["Arab League"], ["Syria"]),
        ("Mauritania expelled an Iranian cleric.", "expelled", "SANCTION", ["Mauritania"], ["Iranian cleric"]),
        ("Spain recognised Kosovo's independence.", "recognised", "SUPPORT", ["Spain"], ["Kosovo"]),
        ("Brazil withdrew from talks with Peru.", "withdrew", "REJECT", ["Brazil"], ["Peru"]),
        ("Turkey blocked Sweden's bid.", "blocked", "REJECT", ["Turkey"], ["Sweden"]),
        ("India summoned the Chinese envoy.", "summoned", "ACCUSE", ["India"], ["Chinese envoy"]),
        ("China bought soybeans from Brazil.", "bought", "COOPERATE", ["China"], ["Brazil"]),
        ("Britain shared intelligence with Israel.", "shared", "COOPERATE", ["Britain"], ["Israel"]),
        # arms
        ("Israel struck militants in the Gaza Strip.", "struck", "ASSAULT", ["Israel"], ["militants"]),
        ("Russian drones hit a hospital in Odesa.", "hit", "ASSAULT", ["Russian"], []),
        ("North Korea fired two missiles.", "fired", "MOBILIZE", ["North Korea"], []),
        ("The Houthis fired a missile at Saudi Arabia.", "fired", "ASSAULT", ["Houthis"], ["Saudi Arabia"]),
    ],
)
def test_who_does_what_to_whom(sentence, trigger, type_, initiators, recipients):
    article = reading(sentence)
    event = article.event(trigger)
    assert event.coding.type == type_
    assert roles(article, event) == (initiators, recipients)


def test_arms_strike_for_whom_they_belong_to_not_for_their_maker():
    made, owned = reading("Iranian-made drones struck Kyiv."), reading("Iranian drones struck Kyiv.")
    assert made.event("struck").initiators == ()
    assert owned.words(*owned.event("struck").initiators) == ["Iranian"]


def test_arms_of_nobody_known_strike_a_place_all_the_same():
    event = reading("A missile struck a market in Kramatorsk.").event("struck")
    assert (event.initiators, event.coding.type) == ((), "ASSAULT")
    assert event.place is not None


def test_missiles_into_the_sea_are_a_show_and_none_into_a_town():
    assert reading("Iran fired a missile into the Caspian Sea.").event("fired").coding.type == "MOBILIZE"
    assert reading("Iran fired a missile at Haifa.").event("fired").coding.type == "ASSAULT"


def test_troops_sent_to_protect_are_help():
    assert reading("France sent troops to Mali to protect civilians.").event("sent").coding.type == "AID"
    assert reading("France sent troops to Mali.").event("sent").coding.type == "MOBILIZE"


def test_troops_are_moved_to_a_place():
    event = reading("Turkey deployed troops to Qatar.").event("deployed")
    assert event.place is not None
    assert event.recipients == ()


def test_what_one_is_ready_to_do_for_others_is_a_promise():
    assert reading("Pakistan is willing to hold talks with India.").event("talks").coding.type == "AGREE"
    assert reading("Pakistan refuses to hold talks with India.").facts.events[-1].factuality.polarity == "negative"


def test_the_victims_before_a_massacre_did_not_commit_it():
    of_victims = reading("Ankara marked the Armenian genocide in Turkey.")
    of_agents = reading("Ankara marked the Armenian attack in Turkey.")
    assert of_victims.event("genocide").initiators == ()
    assert of_agents.words(*of_agents.event("attack").initiators) == ["Armenian"]


def test_whose_envoy_is_recalled_recalls_him():
    article = reading("Sweden's ambassador to Iraq was recalled for consultations.")
    assert roles(article, article.event("recalled")) == (["Sweden"], ["Iraq"])


def test_who_stands_before_the_verb_acts_though_taken_for_an_apposition():
    article = reading("In a gesture ahead of the holy month of Ramadan, Israel on Sunday released 90 prisoners.")
    assert article.words(*article.event("released").initiators) == ["Israel"]


def test_the_month_of_march_is_no_march():
    assert [e.coding.type for e in reading("Iran holds talks with Oman on March 3.").facts.events] == ["CONSULT"]


@pytest.mark.parametrize(
    ("none", "one", "type_"),
    [
        ("The two companies struck a deal worth $2 billion.", "The two countries struck a deal in Doha.", "SUPPORT"),
        ("The party released an attack ad against the senator.", "Hamas released hostage John Terry.", "RETREAT"),
        ("The candidates battled for votes in Ohio.", "The army battled rebels in Idlib.", "ASSAULT"),
        ("The central bank is fighting inflation.", "The army is fighting rebels.", "ASSAULT"),
        ("An attack on collective security is unacceptable.", "An attack on Poland is unacceptable.", "ASSAULT"),
        (
            "The senator launched an attack on the president's record.",
            "The army launched an attack on the president's palace.",
            "ASSAULT",
        ),
        ("Brazil attacked from the start.", "Brazil attacked Peru.", "ASSAULT"),
        ("Hurricane Maria hit Puerto Rico.", "A missile hit Kyiv.", "ASSAULT"),
        ("A recession hit Argentina.", "A missile hit Kyiv.", "ASSAULT"),
        ("The truck struck a pedestrian in Lyon.", "The missile struck a market in Lyon.", "ASSAULT"),
        ("The virus has killed 2,000 people in Iran.", "The army has killed 2,000 people in Iran.", "ASSAULT"),
        ("The fire destroyed 40 houses in Athens.", "The army destroyed 40 houses in Athens.", "ASSAULT"),
        ("Apple released a new iPhone.", "Israel released a prisoner.", "RETREAT"),
        ("The ministry released data on Tuesday.", "The ministry released prisoners on Tuesday.", "RETREAT"),
        ("The company closed its factory in Ohio.", "Estonia closed its embassy in Moscow.", "SANCTION"),
        (
            "The airline cancelled flights because of fog.",
            "Iran cancelled talks with Oman because of fog.",
            "REJECT",
        ),
        ("The airport was closed because of snow.", "Finland closed the border.", "COERCE"),
        ("Investors pulled out of emerging markets.", "Israel pulled out of Gaza.", "RETREAT"),
        ("Oil prices retreated on Monday.", "Russian troops retreated on Monday from Kherson.", "RETREAT"),
        ("The Russian team withdrew from the tournament.", "The Russian army withdrew from Kherson.", "RETREAT"),
        ("The director shot the film in Morocco.", "The soldier shot the man in Morocco.", "ASSAULT"),
        ("The team visited the museum.", "The minister visited Oman.", "CONSULT"),
        ("Spain beat Italy.", "Police beat protesters in Minsk.", "ASSAULT"),
        ("Chelsea released defender John Terry.", "Hamas released hostage John Terry.", "RETREAT"),
        ("Uber suspended its service in Barcelona.", "Israel suspended operations in Gaza.", "RETREAT"),
        ("The government met its target.", "The foreign minister met his counterpart in Cairo.", "CONSULT"),
        ("Police are searching for a thief.", "Police arrested a thief.", "COERCE"),
        ("The law bans smoking in restaurants.", "The government bans protests.", "COERCE"),
        ("Lawmakers killed the bill.", "Soldiers killed the mayor.", "ASSAULT"),
    ],
)
def test_no_event_and_its_twin_that_is_one(none, one, type_):
    assert reading(none).facts.events == ()
    assert [e.coding.type for e in reading(one).facts.events] == [type_]
