"""What only a source claims never stands in the article's voice."""

import pytest
from reading import reading

ACCUSED = [
    "Lavrov accused the United States on Monday of waging war on Russia.",
    "Pakistan's prime minister accused India in an interview with the BBC of waging war on Pakistan.",
    "Burhan accused the United Arab Emirates last week at the United Nations of attacking Sudan.",
    "Myanmar's army has been accused of burning villages and killing civilians in Sagaing.",
]


@pytest.mark.parametrize("text", ACCUSED)
def test_an_accusation_survives_what_stands_between_the_accused_and_the_deed(text):
    found = reading(text)
    (accusation,) = found.facts.statements
    assert accusation.act == "accuse"
    assert len(accusation.targets) == 1
    assert found.facts.events
    assert {e.according_to for e in found.facts.events} == {accusation.id}


def test_a_verb_of_the_main_clause_is_no_part_of_the_accusation():
    found = reading("Erdogan accused Israel of committing genocide and called on the UN to impose an arms embargo.")
    asked = found.statement("called on")
    assert asked.according_to is None
    assert found.words(asked.source) == ["Erdogan"]


def test_an_object_behind_the_day_is_the_verbs():
    adopted = reading("BRUSSELS (Reuters) - The European Union adopted on Monday new sanctions against Russia.")
    assert adopted.words(*adopted.sanction("adopted").imposers) == ["European Union"]


@pytest.mark.parametrize(
    ("hearsay", "told"),
    [
        ("Three men were charged with attacking a synagogue in Berlin.", "Three men attacked a synagogue in Berlin."),
        ("Did Iran order the attack on the tanker?", "Iran ordered the attack on the tanker."),
        ("Russia is alleged to have attacked the Ukrainian port of Odesa.", "Russia attacked the port of Odesa."),
        (
            "Allegations of attacks on Kurdish villages in Syria were widespread.",
            "Attacks on Kurdish villages in Syria were widespread.",
        ),
        ("There were reports that Israel had attacked Syria.", "Israel had attacked Syria."),
        ("Fears that Russia would attack Poland grew.", "Fears grew after Russia attacked Poland."),
        (
            "Kyiv buried the victims of what it called a terrorist attack on Kherson.",
            "Kyiv buried the victims of a terrorist attack on Kherson.",
        ),
        ("He is wanted for attacking French soldiers in Mali.", "Rebels attacked French soldiers in Mali."),
    ],
)
def test_what_nobody_known_vouches_for_is_left_out(hearsay, told):
    assert attacks(hearsay) == []
    assert attacks(told) == [None]


def attacks(text: str) -> list[str | None]:
    """The attacks that the article vouches for."""
    found = (e for e in reading(text).facts.events if e.coding.type == "ASSAULT")
    return [e.according_to for e in found if e.according_to is None]


def test_what_happened_before_the_words_is_told_by_the_article():
    invaded = reading("Biden spoke of unity after Russia attacked Ukraine.").event("attacked")
    assert invaded.according_to is None
    spoken_of = reading("Biden said Russia had attacked Ukraine.")
    assert spoken_of.event("attacked").according_to == spoken_of.statement("said").id


DENIED = [
    ("Turkey denied claims it had attacked Syria.", "attacked", "negative"),
    ("Moscow dismissed the claim that it attacked Syria as absurd.", "attacked", "negative"),
    ("Reports that North Korea had sent troops to Russia were dismissed by Moscow as a hoax.", "sent", "negative"),
    ("Netanyahu rejected the charges of genocide in Gaza.", "genocide", "negative"),
    ("There is no evidence that Iran ordered the attack, a US official said.", "attack", "negative"),
    ("Iran said it was not planning to attack Israel.", "attack", "negative"),
    ("Lavrov said the United States was afraid to attack Syria.", "attack", "negative"),
]


@pytest.mark.parametrize(("text", "trigger", "polarity"), DENIED)
def test_what_a_source_denies_is_negative_in_its_voice(text, trigger, polarity):
    found = reading(text)
    denied = found.event(trigger)
    assert denied.according_to == found.facts.statements[0].id
    assert denied.factuality.polarity == polarity


NOT_VOUCHED = [
    ("The Taliban government denied that it was sheltering militants who attacked Pakistani soldiers.", "attacked"),
    ("The ministry called the report that Iran supplied missiles to Moscow baseless.", "supplied"),
]


@pytest.mark.parametrize(("text", "trigger"), NOT_VOUCHED)
def test_who_denies_a_report_does_not_vouch_for_what_it_tells(text, trigger):
    assert reading(text).event(trigger).factuality.certainty == "unknown"


def test_a_plan_that_is_denied_is_no_threat():
    (statement,) = reading("Iran said it was not planning to attack Israel.").facts.statements
    assert (statement.act, statement.coding) == ("assert", None)


def test_what_is_warned_against_has_not_happened():
    sending = reading("Blinken warned China last month against sending weapons to Russia.").event("sending")
    assert (sending.factuality.certainty, sending.factuality.tense) == ("possible", "future")


def test_a_war_that_somebody_will_end_is_one():
    war = reading("Trump promised to end the war in Ukraine.").event("war")
    assert (war.factuality.certainty, war.factuality.tense) == ("certain", "past")


ASIDES = [
    (
        "Israel says Hamas attacked a hospital in Gaza, which the group denies.",
        "says",
        "Hamas attacked a hospital in Gaza",
    ),
    (
        "Myanmar's army has been accused of attacking villages and killing civilians in Sagaing, which it denies.",
        "accused",
        "attacking villages and killing civilians in Sagaing",
    ),
]


@pytest.mark.parametrize(("text", "cue", "content"), ASIDES)
def test_an_aside_denies_all_that_was_said_and_leaves_it_to_whoever_said_it(text, cue, content):
    found = reading(text)
    denial = next(s for s in found.facts.statements if s.act == "deny")
    assert denial.content_text == found.statement(cue).content_text == content
    assert denial.according_to is None
    assert {e.according_to for e in found.facts.events} == {found.statement(cue).id}


def test_a_source_behind_two_verbs_tells_of_both():
    found = reading("Hamas gunmen killed 12 people and took 25 hostages in Israel, according to Israeli officials.")
    (told,) = found.facts.statements
    assert [e.according_to for e in found.facts.events] == [told.id, told.id]


def test_those_who_speak_together_make_a_statement_each_and_report_the_same():
    found = reading("The United States and Britain said on Thursday that Iran had attacked a ship in the Red Sea.")
    american, british = found.facts.statements
    assert found.words(american.source, british.source) == ["United States", "Britain"]
    assert american.content_text == british.content_text
    assert american.reports == british.reports == (found.event("attacked").id,)
    assert found.event("attacked").according_to == american.id


def test_a_pronoun_that_points_nowhere_speaks_but_does_nothing_else():
    found = reading("They said on Monday that Iran had attacked a ship, and they attacked a port in Iran.")
    assert found.words(found.facts.statements[0].source) == ["They"]
    assert {word for e in found.facts.events for word in found.words(*e.initiators)} == {"Iran"}


def test_an_accusation_by_an_unknown_he_keeps_its_voice():
    found = reading("He accused Iran of attacking a ship in the Red Sea.")
    accusation = found.statement("accused")
    assert found.words(accusation.source) == ["He"]
    assert found.event("attacking").according_to == accusation.id


def test_what_is_ours_inside_a_quotation_is_nobody_outside_it():
    found = reading('"They attacked our embassy and killed our soldiers," Amir-Abdollahian said.')
    assert not [m for m in found.facts.mentions if "our" in m.text.split()]
    assert found.facts.events == ()
    of_others = reading('"They attacked the embassy and killed soldiers," Amir-Abdollahian said.')
    assert of_others.words(*of_others.event("attacked").recipients) == ["embassy"]


def test_what_a_draft_demands_nobody_demanded():
    found = reading("The United States vetoed a draft resolution that demanded a ceasefire in Gaza.")
    assert [(s.act, found.words(*s.targets)) for s in found.facts.statements] == [("reject", [])]


def test_a_request_that_is_only_reported_and_denied_is_not_made():
    denied = reading("India's foreign ministry rejected media reports that it had asked Canada to withdraw diplomats.")
    made = reading("India's foreign ministry asked Canada to withdraw diplomats.")
    assert not [s for s in denied.facts.statements if s.act == "request" and s.according_to is None]
    assert made.statement("asked").act == "request"


def test_who_does_not_deny_it_does_not_vouch_for_it_either():
    found = reading("Israel has neither confirmed nor denied carrying out the strike.")
    put = found.event("strike").factuality
    assert (put.polarity, put.certainty) == ("positive", "unknown")


def test_what_came_before_a_demand_has_happened():
    found = reading("Iraq's prime minister demanded that US troops leave after a strike killed a leader in Baghdad.")
    assert found.event("strike").factuality.certainty == "certain"


def test_his_countrys_ships_are_not_his():
    his = reading("Marcos said an attack on his country's ships in Manila would be an act of war.")
    named = reading("Marcos said an attack on Philippine ships in Manila would be an act of war.")
    assert not [p for e in his.facts.events for p in e.recipients]
    assert named.words(*named.event("attack").recipients) == ["Philippine"]


def test_who_dismisses_reports_of_his_plans_does_not_threaten():
    found = reading("The Kremlin on Wednesday dismissed as nonsense reports that Russia planned to attack Moldova.")
    assert [s.act for s in found.facts.statements] == ["reject"]
    assert found.event("attack").factuality.polarity == "negative"


@pytest.mark.parametrize(
    ("charged", "told"),
    [
        (
            "The United States Treasury on Monday sanctioned three Iranian companies for supplying drones to Moscow.",
            "The United States Treasury on Monday sanctioned three Iranian companies that supplied drones to Moscow.",
        ),
        (
            "The EU sanctioned a Russian general for killing civilians in Bucha.",
            "The EU sanctioned a Russian general who killed civilians in Bucha.",
        ),
        (
            "Japan imposed sanctions on two banks for financing missile attacks.",
            "Japan imposed sanctions on two banks after missile attacks on Kyiv.",
        ),
        ("A court jailed the activist for attacking a police station.", "Rebels attacked a police station in Mali."),
    ],
)
def test_what_somebody_is_punished_for_is_not_vouched_for(charged: str, told: str) -> None:
    def vouched_for(text: str) -> list[str]:
        events = [e for e in reading(text).facts.events if e.according_to is None]
        return [e.coding.type for e in events if e.coding.type in ("AID", "ASSAULT")]

    assert vouched_for(charged) == []
    assert len(vouched_for(told)) == 1


@pytest.mark.parametrize(
    "sentence",
    ["Israel plans to attack Iran.", "Israel wants to attack Iran."],
)
def test_what_is_meant_has_not_happened(sentence: str) -> None:
    attack = next(e for e in reading(sentence).facts.events if e.coding.type == "ASSAULT")
    assert (attack.according_to, attack.factuality.certainty, attack.factuality.tense) == ("s1", "possible", "future")


def test_the_eyes_of_the_law_are_nobodys() -> None:
    assert reading("In the eyes of the law, all are equal.").facts.statements == ()
    assert reading("In the eyes of Iran, all are equal.").statement("eyes").act == "assert"


def test_what_somebody_is_afraid_of_is_no_event() -> None:
    assert not reading("Kyiv is afraid of an attack on Odesa.").facts.events
    assert reading("Kyiv is angry at an attack on Odesa.").event("attack").factuality.certainty == "presupposed"


def test_a_source_at_the_end_of_a_sentence_vouches_for_the_whole_of_it():
    found = reading("Biden told Netanyahu that Washington would not join in, according to a senior official.")
    told, official = found.statement("told"), found.statement("according to")
    assert told.according_to == official.id


def test_a_deed_that_a_rejected_text_would_have_deplored_was_done():
    found = reading("Russia vetoed a draft that would have deplored its invasion of Ukraine.")
    invasion = found.event("invasion")
    assert (invasion.according_to, invasion.factuality.certainty) == (None, "presupposed")


def test_what_an_envoy_said_at_the_meeting_asked_for_is_no_part_of_the_request():
    found = reading("Ukraine requested a meeting, where its envoy, Sergiy Kyslytsya, accused Russia of terrorism.")
    assert found.statement("accused").according_to is None
    within = reading("Ukraine said its envoy, Sergiy Kyslytsya, accused Russia of terrorism.")
    assert within.statement("accused").according_to == within.statement("said").id


def test_whoever_has_no_support_supports_nothing():
    found = reading("Barbara Woodward said Russia had no support for its war.")
    assert [s.act for s in found.facts.statements] == ["assert"]


def test_a_second_thing_that_somebody_told_of_is_his_word_too():
    assert not reading("Residents told of houses burnt and of two teachers killed by soldiers.").facts.events
    assert reading("Residents mourned two teachers killed by soldiers.").event("killed").according_to is None
