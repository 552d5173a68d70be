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
        ("Xi Jinping will visit Moscow next month.", "visit", "CONSULT", ("visit",)),
        ("Xi Jinping said he would visit Moscow.", "visit", "AGREE", ()),
        ("Ukraine was sent 31 tanks by the United States.", "sent", "AID", ()),
        ("Soldiers looted the market in Juba.", "looted", "ASSAULT", ()),
        ("Russia moved its troops back from the border.", "moved", "RETREAT", ("withdraw",)),
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
    claimed = reading("Israel said Iran had attacked it.")
    assert claimed.event("attacked").according_to == claimed.statement("said").id


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


@pytest.mark.parametrize(
    ("texts", "is_one"),
    [
        (
            ("Russia shelled Kharkiv on Monday.", "Ukraine said Russia had shelled Kharkiv on Monday, killing two."),
            True,
        ),
        (("A bomb exploded in Quetta on Sunday.", "Al-Qaeda claimed responsibility for the bombing in Quetta."), True),
        (("Azerbaijan attacked Armenia on Monday.", "Armenia said Azerbaijan had attacked it on Monday."), True),
        (("Azerbaijan attacked Armenia on Monday.", "Armenia said Azerbaijan had attacked it in May."), False),
        (("Russia shelled Kharkiv in January.", "Russia shelled Kharkiv on 8 January."), True),
        (("Israel attacked Syria on Monday.", "Israel attacked Lebanon on Monday."), False),
        (("Iran attacked Iraq.", "Iran attacked Iraq."), False),
    ],
)
def test_what_is_claimed_and_what_is_vouched_for_may_be_one_happening(texts, is_one):
    one, other = reading(*texts).facts.events
    assert (one.happening is not None and one.happening == other.happening) is is_one


def test_attacks_on_two_towns_do_not():
    one, other = reading("Russia shelled Kharkiv on Monday.", "Russia shelled Odesa on Monday.").facts.events
    assert (one.happening, other.happening) == (None, None)


@pytest.mark.parametrize(
    ("none", "one", "type_"),
    [
        ("Heart attacks kill millions.", "Missile attacks killed 12 people in Kyiv.", "ASSAULT"),
        ("The war on drugs has failed.", "The war in Ukraine has failed.", "ASSAULT"),
        ("The team won its battle for the title.", "The army battled rebels in Idlib.", "ASSAULT"),
        ("The president attacked his rivals in the press.", "The army attacked its rivals in the north.", "ASSAULT"),
        ("The earthquake killed 300 people in Herat.", "The rebels killed 300 people in Herat.", "ASSAULT"),
        (
            "Four people were killed in a car crash in Delhi.",
            "Four people were killed in a car bombing in Delhi.",
            "ASSAULT",
        ),
        ("The economy was hit by strikes.", "Israel was hit by strikes.", "ASSAULT"),
        ("Attacks are crimes.", "Attacks by rebels are crimes.", "ASSAULT"),
        ("The company fired its chief executive.", "Iran fired its missiles at Israel.", "ASSAULT"),
        ("The ministry launched a website.", "The ministry launched a raid in Hebron.", "ASSAULT"),
    ],
)
def test_what_is_no_event_and_what_is(none, one, type_):
    assert reading(none).facts.events == ()
    assert [e.coding.type for e in reading(one).facts.events] == [type_]


@pytest.mark.parametrize(
    ("sentence", "trigger", "initiators", "recipients"),
    [
        ("Turkey launched dozens of air strikes against Syria.", "air strikes", ["Turkey"], ["Syria"]),
        ("Russia unleashed a wave of missile attacks on Ukraine.", "missile attacks", ["Russia"], ["Ukraine"]),
        ("Hezbollah fired a barrage of rockets at Israel.", "barrage", ["Hezbollah"], ["Israel"]),
        ("Kenya launched an attack with Somali troops on al-Shabaab.", "attack", ["Kenya"], ["al-Shabaab"]),
        ("Kuwait cancelled a meeting between Oman and Qatar.", "cancelled", ["Kuwait"], ["Oman", "Qatar"]),
        ("Serbia froze its participation in the African Union.", "froze", ["Serbia"], ["African Union"]),
        ("Peru recalled its ambassador in Bogota.", "recalled", ["Peru"], ["[Colombia]"]),
        ("Thailand handed over two suspects to China.", "handed", ["Thailand"], ["China"]),
        ("Peru held military exercises with Chile.", "held", ["Peru"], ["Chile"]),
        ("Thai police handed the suspect to Chinese officials.", "handed", ["Thai police"], ["Chinese officials"]),
        ("Indian troops shot and wounded two Pakistani men.", "wounded", ["Indian troops"], ["two Pakistani men"]),
        ("Iran called on Qatar to stop bombing Oman.", "stop", ["Qatar"], ["Oman"]),
    ],
)
def test_one_event_with_whoever_takes_part(sentence, trigger, initiators, recipients):
    article = reading(sentence)
    (event,) = [e for e in article.facts.events if e.coding.type != "CONSULT"]
    assert event.trigger.text == trigger
    assert article.words(*event.initiators) == initiators
    assert article.words(*event.recipients) == recipients


@pytest.mark.parametrize(
    "sentence",
    [
        "Hezbollah stopped firing rockets at Israel.",
        "The Houthis ceased attacking Israel.",
        "Egypt halted its strikes on Israel.",
    ],
)
def test_an_attack_that_stops_is_a_halt_and_no_attack(sentence):
    (event,) = reading(sentence).facts.events
    assert (event.coding.type, event.coding.modes) == ("RETREAT", ("ceasefire",))
    assert event.factuality.polarity == "positive"


def test_one_attack_that_is_stopped_never_came():
    (event,) = reading("Police stopped an attack on Kabul.").facts.events
    assert (event.coding.type, event.factuality.polarity) == ("ASSAULT", "negative")


def test_an_exercise_with_ones_own_troops_is_with_nobody_else():
    (event,) = reading("Chile launched military exercises with more than 5,000 troops.").facts.events
    assert (event.coding.type, event.recipients) == ("MOBILIZE", ())


def test_hostages_who_are_moved_are_not_taken_again():
    (event,) = reading("The hostages were handed over to the Red Cross and taken to Qatar.").facts.events
    assert (event.coding.type, event.coding.modes) == ("RETREAT", ("release",))


def test_a_vote_in_a_referendum_is_the_referendum_and_has_its_place_and_day():
    article = reading("Venezuelans voted on December 3 in a referendum to claim the territory.")
    (event,) = article.facts.events
    assert event.coding.type == "REFERENDUM"
    assert event.place is not None
    assert article.time(event.time).text == "December 3"


def test_a_truce_is_between_those_whose_war_it_halts():
    article = reading("Hamas released 24 hostages on the first day of a truce in its war with Israel.")
    truce = article.event("truce")
    assert [p.actor for p in truce.recipients] == []
    assert len(truce.initiators) == 2


def test_who_is_on_a_visit_visits():
    article = reading("Emmanuel Macron, on a visit to Cairo, thanked Egypt.")
    event = article.event("visit")
    assert article.words(*event.initiators) == ["Emmanuel Macron"]
    assert event.factuality.certainty == "certain"


@pytest.mark.parametrize(
    ("none", "one", "type_"),
    [
        ("The miner Barrick suspended operations in Mali.", "The army suspended operations in Mali.", "RETREAT"),
        ("Spain will meet France in the semi-final.", "Spain will meet France in Madrid.", "CONSULT"),
        ("The chief executive of Boeing resigned.", "The prime minister of Spain resigned.", "RETREAT"),
        ("A court in Munich fined the carmaker.", "A court in Munich fined the minister.", "SANCTION"),
        ("The ministry launched a rescue operation.", "The army launched a military operation in Jenin.", "ASSAULT"),
        ("Chinese guards armed with knives stood by.", "Iran armed the guards.", "AID"),
        (
            "The United States retreated from its position.",
            "The United States retreated from its positions.",
            "RETREAT",
        ),
        (
            "Rescuers launched an operation to find the miners.",
            "Gunmen launched an attack on the miners.",
            "ASSAULT",
        ),
        (
            "Speaking to reporters, Lavrov said the talks had failed.",
            "Speaking to Wang Yi, Lavrov said the talks had failed.",
            "CONSULT",
        ),
    ],
)
def test_what_reads_like_an_event_and_its_twin_that_is_one(none, one, type_):
    assert reading(none).facts.events == ()
    assert [e.coding.type for e in reading(one).facts.events] == [type_]


def test_hackers_attack_with_no_arms():
    (event,) = reading("Chinese hackers attacked the website of the Estonian parliament.").facts.events
    assert (event.coding.type, event.coding.modes) == ("COERCE", ("cyber",))


def test_workers_strike_and_armies_strike():
    (stopped,) = reading("Workers staged a two-hour strike in Hamburg.").facts.events
    (armed,) = reading("Iran launched a strike on Israel.").facts.events
    assert (stopped.coding.type, armed.coding.type) == ("PROTEST", "ASSAULT")


def test_harm_done_before_another_attack_is_not_its_outcome():
    article = reading("Mali killed 30 jihadists two days after rebels ambushed a convoy.")
    assert counted(article.event("killed")) == [("killed", 30, 30, "jihadists")]
    assert counted(article.event("ambushed")) == []


@pytest.mark.parametrize(
    ("sentence", "trigger", "by", "to"),
    [
        ("The journalist's arrest in Minsk caused anger.", "arrest", [], ["journalist"]),
        ("The envoy's expulsion from Chad angered Paris.", "expulsion", [], ["envoy"]),
        ("The miners' arrest by Peruvian police angered Oslo.", "arrest", ["Peruvian police"], ["miners"]),
        ("Chad's expulsion of the envoy angered Paris.", "expulsion", ["Chad"], ["envoy"]),
        ("Israel's arrests in Nablus went on.", "arrests", ["Israel"], []),
        ("The rebels' abduction of two nurses shocked Oslo.", "abduction", ["rebels"], ["two nurses"]),
    ],
)
def test_whose_is_an_arrest_has_undergone_it(sentence, trigger, by, to):
    article = reading(sentence)
    event = article.event(trigger)
    assert (article.words(*event.initiators), article.words(*event.recipients)) == (by, to)


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("The village was shelled overnight.", ["ASSAULT"]),
        ("The bridge was blown up.", ["ASSAULT"]),
        ("The hospital was hit by two rockets.", ["ASSAULT"]),
        ("A drone hit the depot.", ["ASSAULT"]),
        ("Four villages were burnt to the ground.", ["ASSAULT"]),
        ("A state of emergency was declared in Tigray.", ["COERCE"]),
        ("The village was hit hard.", []),
        ("The church was struck by lightning.", []),
        ("The house was sold.", []),
        ("He burned the papers.", []),
    ],
)
def test_what_befell_a_thing_is_told_though_nobody_is_named(sentence, types):
    assert [e.coding.type for e in reading(sentence).facts.events] == types


def test_on_whose_advice_something_is_done_has_not_undergone_it():
    article = reading("Lithuania arrested a priest on the advice of its intelligence service.")
    assert article.words(*article.event("arrested").recipients) == ["priest"]


def test_where_somebody_was_freed_the_raid_took_place():
    raid = reading("She was freed in a raid by Somali forces.").event("raid")
    assert (raid.factuality.certainty, raid.factuality.tense) == ("certain", "past")


def test_on_whose_border_something_is_struck_has_not_undergone_it():
    article = reading("Drones hit a depot in Izmail, on the Romanian border, and killed two.")
    assert article.words(*article.event("hit").recipients) == []


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("The parliament passed a law that lets the army shoot rebels in Goma.", "possible"),
        ("The decree allows police to shoot rebels in Goma.", "possible"),
        ("The army let police shoot rebels in Goma.", "certain"),
    ],
)
def test_what_a_law_allows_has_not_been_done(sentence, certainty):
    assert reading(sentence).event("shoot").factuality.certainty == certainty


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("The treaty was signed by Peru and not by Chile.", {"PER"}),
        ("The treaty was signed by Peru and by Chile.", {"PER", "CHL"}),
        ("Peru, but not Chile, signed the treaty.", {"PER"}),
        ("Peru as well as Chile signed the treaty.", {"PER", "CHL"}),
        ("The treaty was signed by every state but Chile.", set()),
        ("The treaty was signed by no small state but by Chile.", {"CHL"}),
    ],
)
def test_who_is_told_apart_has_no_part(sentence, by):
    found = reading(sentence)
    states = {e.iri: e.country for e in found.facts.entities}
    signed = [p.actor for e in found.facts.events if e.trigger.text == "signed" for p in e.initiators]
    assert {states[iri] for iri in signed if states.get(iri)} == by


@pytest.mark.parametrize(
    ("sentence", "by", "to"),
    [
        ("He spoke of three judges shot dead near Bago.", [], ["three judges"]),
        ("Two officers beaten to death in Lima were buried.", [], ["Two officers"]),
        ("Two officers shot dead a judge on Monday.", ["Two officers"], ["judge"]),
    ],
)
def test_who_is_shot_dead_is_not_whoever_shot(sentence, by, to):
    found = reading(sentence)
    (event,) = found.facts.events
    assert (found.words(*event.initiators), found.words(*event.recipients)) == (by, to)


@pytest.mark.parametrize(
    ("sentence", "by", "to"),
    [
        ("Jorge Prat's extradition was approved.", [], ["Jorge Prat"]),
        ("Peru's extradition of Jorge Prat was approved.", ["Peru"], ["Jorge Prat"]),
        ("The prosecutor's indictment angered Chile.", ["prosecutor"], []),
        ("German jets were sent to the border.", ["German"], []),
        ("German jets were sent to Kenya's army.", [], ["Kenya's army"]),
    ],
)
def test_whose_it_is_does_it_or_undergoes_it(sentence, by, to):
    found = reading(sentence)
    (event,) = found.facts.events
    assert (found.words(*event.initiators), found.words(*event.recipients)) == (by, to)


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ("A fellow Syrian recognised him in a supermarket.", 0),
        ("France recognised the council as the government of Libya.", 1),
        ("Serbia recognised Palestine.", 1),
    ],
)
def test_who_is_known_again_is_not_recognised_as_a_power(sentence, events):
    assert len(reading(sentence).facts.events) == events


@pytest.mark.parametrize(
    ("sentence", "by", "counts"),
    [
        ("The missile hit a bus, the ministry said, killing five.", [], [("killed", 5, 5, None)]),
        ("The missile hit a bus, killing five, the ministry said.", [], [("killed", 5, 5, None)]),
        ("Rebels shelled a bus, the ministry said on Monday, wounding five.", ["Rebels"], [("injured", 5, 5, None)]),
    ],
)
def test_what_came_of_a_deed_is_not_done_by_whoever_told_it(sentence, by, counts):
    found = reading(sentence)
    (event,) = found.facts.events
    assert (found.words(*event.initiators), counted(event)) == (by, counts)


def test_a_law_lets_it_and_not_those_who_passed_it():
    found = reading("They passed a law letting the president dissolve parliament.")
    assert [e.factuality.certainty for e in found.facts.events] == ["possible"]
    found = reading("They let the president dissolve parliament.")
    assert found.event("dissolve").factuality.certainty == "certain"


@pytest.mark.parametrize(
    ("sentence", "by", "to"),
    [
        ("At least 156 people were killed and 109 women raped.", [], ["109 women"]),
        ("At least 156 people were killed and two guards raped a woman.", ["two guards"], ["woman"]),
        ("QUITO, May 6 - Ecuador's navy seized 22 tonnes of cocaine.", ["Ecuador's navy"], []),
        ("The president called it a coup and dissolved parliament.", ["president"], ["parliament"]),
    ],
)
def test_who_acts_where_words_are_left_out(sentence, by, to):
    found = reading(sentence)
    event = found.facts.events[-1]
    assert (found.words(*event.initiators), found.words(*event.recipients)) == (by, to)


@pytest.mark.parametrize(
    ("sentence", "trigger", "by", "to"),
    [
        ("Thai nationalists rallied at Bangkok's Victory Monument.", "rallied", ["Thai nationalists"], []),
        ("Thai nationalists rallied at the Cambodian embassy.", "rallied", ["Thai nationalists"], ["Cambodian"]),
        ("She appealed to both factions to hand over the hostages.", "hand", ["factions"], ["hostages"]),
    ],
)
def test_whose_place_it_is_and_who_is_asked(sentence, trigger, by, to):
    found = reading(sentence)
    event = found.event(trigger)
    assert (found.words(*event.initiators), found.words(*event.recipients)) == (by, to)
