"""Sanctions as a life: which step, who asks for it, who imposes it, on whom, how much, why."""

import pytest
from reading import reading

from kg.facts.model import Coding


@pytest.mark.parametrize(
    ("sentence", "status", "measures", "imposers", "targets"),
    [
        ("The EU imposed sanctions on Belarus.", "imposed", ("unspecified",), ["EU"], ["Belarus"]),
        ("Sanctions on Belarus were imposed by the EU.", "imposed", ("unspecified",), ["EU"], ["Belarus"]),
        ("The US sanctioned Iran.", "imposed", ("unspecified",), ["US"], ["Iran"]),
        ("US sanctions against Iran have hurt its economy.", "in-force", ("unspecified",), ["US"], ["Iran"]),
        ("Iran is under sanctions.", "in-force", ("unspecified",), [], ["Iran"]),
        ("The US is considering sanctions on Iran.", "under-discussion", ("unspecified",), ["US"], ["Iran"]),
        ("Canada lifted its arms embargo against Turkey.", "lifted", ("arms-embargo",), ["Canada"], ["Turkey"]),
        ("The EU extended sanctions on Russia.", "extended", ("unspecified",), ["EU"], ["Russia"]),
        ("The EU agreed to extend sanctions on Russia.", "extended", ("unspecified",), ["EU"], ["Russia"]),
        ("Hungary vetoed sanctions on Russia.", "vetoed", ("unspecified",), ["Hungary"], ["Russia"]),
        ("Serbia refused to impose sanctions on Russia.", "refused", ("unspecified",), ["Serbia"], ["Russia"]),
        ("Poland banned imports of Ukrainian grain.", "imposed", ("import-ban",), ["Poland"], ["Ukrainian"]),
        ("Japan froze the assets of Iran.", "imposed", ("asset-freeze",), ["Japan"], ["Iran"]),
        ("Japan threatened Iran with sanctions.", "threatened", ("unspecified",), ["Japan"], ["Iran"]),
        ("Britain said it would impose sanctions on Iran.", "announced", ("unspecified",), ["it"], ["Iran"]),
        ("Japan sanctioned Lukoil and Rosneft.", "imposed", ("unspecified",), ["Japan"], ["Lukoil", "Rosneft"]),
        ("Japan announced sanctions targeting Iran.", "announced", ("unspecified",), ["Japan"], ["Iran"]),
        ("Japan put Hamas on its terrorism list.", "imposed", ("entity-listing",), ["Japan"], ["Hamas"]),
        ("Japan removed Cuba from its sanctions list.", "delisted", ("entity-listing",), ["Japan"], ["Cuba"]),
        ("Japan delisted Rosneft.", "delisted", ("entity-listing",), ["Japan"], ["Rosneft"]),
        (
            "Italy seized a villa belonging to Alisher Usmanov.",
            "imposed",
            ("asset-seizure",),
            ["Italy"],
            ["Alisher Usmanov"],
        ),
        ("Hungary blocked a proposal to sanction Israel.", "vetoed", ("unspecified",), ["Hungary"], ["Israel"]),
        ("Germany rejected calls for a ban on Russian oil.", "refused", ("import-ban",), ["Germany"], ["Russian"]),
        ("The G7 agreed on a price cap on Russian oil.", "adopted", ("price-cap",), ["G7"], ["Russian"]),
        ("Norway adopted the EU's sanctions on Iran.", "adopted", ("unspecified",), ["Norway"], ["Iran"]),
        ("The EU cut Iran off from SWIFT.", "imposed", ("bank-messaging-exclusion",), ["EU"], ["Iran"]),
        ("The king signed a decree imposing sanctions on Iran.", "imposed", ("unspecified",), ["king"], ["Iran"]),
        ("Tariffs of 25 percent on steel from Japan took effect.", "in-force", ("tariff",), [], ["Japan"]),
        ("China halted imports of fruit from Taiwan.", "imposed", ("import-ban",), ["China"], ["Taiwan"]),
        ("Japan closed its airspace to Russian planes.", "imposed", ("aviation-ban",), ["Japan"], ["Russian"]),
        ("Japan suspended all trade with Iran.", "imposed", ("trade-embargo",), ["Japan"], ["Iran"]),
        ("Japan banned the broadcasting of RT.", "imposed", ("broadcasting-ban",), ["Japan"], ["RT"]),
        ("Russia proposed ending UN sanctions on Mali.", "in-force", ("unspecified",), ["UN"], ["Mali"]),
        ("Japan would consider sanctions on Iran.", "under-discussion", ("unspecified",), ["Japan"], ["Iran"]),
        ("Japan unfroze the assets of Iran.", "lifted", ("asset-freeze",), ["Japan"], ["Iran"]),
    ],
)
def test_the_step_and_its_parties(sentence, status, measures, imposers, targets):
    article = reading(sentence)
    act = article.sanction(status)
    assert act.measures == measures
    assert article.words(*act.imposers) == imposers
    assert article.words(*act.targets) == targets


def test_whoever_urges_a_sanction_proposes_it_and_the_addressee_would_impose_it():
    article = reading("Zelensky urged Japan to impose sanctions on Russia.")
    act = article.sanction("called-for")
    assert article.words(*act.proposers) == ["Zelensky"]
    assert article.words(*act.imposers) == ["Japan"]
    assert act.according_to is None
    assert act.id in article.statement("urged").reports


@pytest.mark.parametrize(
    "sentence",
    [
        "The Senate passed a bill that would impose sanctions on Turkey.",
        "The Senate passed legislation to sanction Turkey.",
    ],
)
def test_a_bill_only_proposes_a_sanction(sentence):
    article = reading(sentence)
    act = article.sanction("proposed")
    assert (article.words(*act.proposers), act.imposers) == (["Senate"], ())


def test_whoever_wants_another_to_impose_asks_for_it():
    article = reading("Poland wants the EU to confiscate frozen Russian assets and give them to Ukraine.")
    act = article.sanction("called-for")
    assert article.words(*act.proposers) == ["Poland"]
    assert article.words(*act.imposers) == ["EU"]
    assert article.words(*act.beneficiaries) == ["Ukraine"]


def test_what_will_be_imposed_is_announced_and_on_a_condition_threatened():
    assert reading("The US will impose sanctions on Iran, Antony Blinken said.").sanction("announced")
    assert reading("The US will sanction Iran if it enriches uranium, Antony Blinken said.").sanction("threatened")


def test_whoever_does_not_join_sanctions_is_not_hit_by_them():
    unhit = reading("Turkey said it would not join Western sanctions.")
    hit = reading("Turkey said it would not join Western sanctions on Russia.")
    assert unhit.sanction("in-force").targets == ()
    assert hit.words(*hit.sanction("in-force").targets) == ["Russia"]


def test_a_rate_to_which_a_tariff_is_raised_is_its_amount():
    article = reading("China raised tariffs on US soybeans to 25 percent.")
    assert [article.amount(a).value for a in article.sanction("tightened").amounts] == ["25"]


def test_to_consider_under_a_request_is_still_called_for():
    assert reading("Israel asked Japan to consider freezing Iranian assets.").sanction("called-for")


def test_a_call_to_lift_a_sanction_presupposes_it():
    article = reading("China called on the EU to lift sanctions on Iran.")
    (act,) = article.facts.sanctions
    assert (act.status, act.factuality.certainty) == ("in-force", "presupposed")
    assert article.words(*act.imposers) == ["EU"]


def test_readiness_to_seize_is_a_threat_certain_and_past():
    article = reading("Russia revealed its readiness to seize Japanese assets if necessary.")
    act = article.sanction("threatened")
    assert act.measures == ("asset-seizure",)
    assert (act.factuality.certainty, act.factuality.tense) == ("certain", "past")
    assert act.condition is not None
    assert act.condition.text == "if necessary"
    assert act.asset is not None
    assert act.asset.text == "Japanese assets"
    (threat,) = article.facts.statements
    assert (threat.coding, act.coding) == (Coding("THREATEN", ("seize",)), None)


@pytest.mark.parametrize(
    "text",
    [
        "Japan called for sanctions on Samoa.",
        "Japan proposed an arms embargo on Samoa.",
        "Japan threatened tariffs on Samoa.",
        "Japan urged Fiji to sanction Samoa.",
    ],
)
def test_a_call_or_a_threat_is_coded_on_its_statement_alone(text):
    facts = reading(text).facts
    (said,), (step,) = facts.statements, facts.sanctions
    assert (said.coding is not None, step.coding) == (True, None)
    assert step.id in said.reports


def test_a_deed_that_its_doer_promises_is_coded_once():
    article = reading("Japan said it would meet Chinese diplomats in Osaka.")
    (said,), (met,) = article.facts.statements, article.facts.events
    assert [coding.type for coding in (said.coding, met.coding) if coding] == ["AGREE"]
    assert met.id in said.reports


def test_a_step_is_dated_after_the_event_that_it_follows():
    article = reading("Japan sanctioned Fiji following the arrest of a diplomat in May.")
    step = article.sanction("imposed")
    time = article.time(step.time)
    assert (time.earliest, time.latest, time.relation) == ("2023-05-01", "2024-01-10", "after")


def test_a_step_with_a_day_of_its_own_keeps_it():
    article = reading("On May 3, 2016, Japan imposed sanctions on Samoa following the referendum in Samoa in 2014.")
    assert article.time(article.sanction("imposed").time).value == "2016-05-03"


def test_to_confiscate_frozen_assets_follows_their_freeze():
    article = reading("Japan confiscated $300 billion in frozen Russian assets.")
    freeze, taken = article.sanction("in-force"), article.sanction("imposed")
    assert (taken.follows, freeze.follows) == ((freeze.id,), ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Japan froze the assets of ten Russian banks to end the war.", "to end the war"),
        ("Japan imposed sanctions on Samoa to punish its leaders for the coup.", "to punish its leaders for the coup"),
        ("Japan moved to freeze the assets of ten Russian banks.", None),
    ],
)
def test_what_a_step_is_to_bring_about_is_its_reason(text, reason):
    (act,) = reading(text).facts.sanctions
    assert (act.reason.text if act.reason else None) == reason


def test_frozen_assets_presuppose_a_freeze_whose_imposer_is_unknown():
    article = reading("Japan wants to give Ukraine $300 billion in frozen Russian assets.")
    act = article.sanction("in-force")
    assert act.measures == ("asset-freeze",)
    assert act.factuality.certainty == "presupposed"
    assert act.imposers == ()
    assert article.words(*act.targets) == ["Russian"]
    assert [article.amount(a).value for a in act.amounts] == ["300000000000"]


def test_circumstances():
    article = reading(
        "In 2022, the US imposed comprehensive sanctions on Iran under Executive Order 13902 "
        "in response to its crackdown on protesters."
    )
    act = article.sanction("imposed")
    assert act.scope_as_stated.text == "comprehensive"
    assert act.legal_basis.text == "Executive Order 13902"
    assert act.reason.text.startswith("in response to its crackdown")
    assert act.objective == "human-rights"
    assert article.time(act.time).value == "2022"


def test_what_a_sanction_follows():
    article = reading("The US imposed sanctions on Russia following the referendum in Crimea.")
    assert article.sanction("imposed").follows == (article.event("referendum").id,)


def test_whom_a_sanction_is_to_help():
    article = reading("Israel urged Japan to confiscate Russian assets to bolster Ukraine.")
    assert article.words(*article.sanction("called-for").beneficiaries) == ["Ukraine"]


def test_a_sanction_told_by_a_source_is_claimed():
    article = reading("Iran said that the US had imposed sanctions on Syria.")
    assert article.sanction("imposed").according_to == article.statement("said").id


def test_a_sanction_recalled_is_vouched_for():
    recalled = reading("Iran referred to the sanctions imposed by the US on Syria.")
    asserted = reading("Iran said the US had imposed sanctions on Syria.")
    assert recalled.sanction("imposed").according_to is None
    assert asserted.sanction("imposed").according_to == asserted.statement("said").id


def test_the_sanction_is_the_event_so_that_there_is_no_second_one():
    facts = reading("The EU imposed sanctions on Belarus.").facts
    assert [x.coding.type for x in facts.sanctions if x.coding] == ["SANCTION"]
    assert facts.events == ()


@pytest.mark.parametrize(
    ("none", "one", "status"),
    [
        ("Japan did not impose sanctions on Iran.", "Japan imposed sanctions on Iran.", "imposed"),
        (
            "Japan failed to prolong an oil embargo on Libya.",
            "Japan prolonged an oil embargo on Libya.",
            "extended",
        ),
        (
            "Iran will respond if Japan imposes sanctions.",
            "Iran will respond after Japan imposed sanctions.",
            "imposed",
        ),
        ("The referee imposed order.", "Japan imposed an embargo on Iran.", "imposed"),
        ("Sanctions are a tool of foreign policy.", "US sanctions are a tool of foreign policy.", "in-force"),
        ("The EU failed to agree on sanctions against Iran.", "The EU agreed on sanctions against Iran.", "adopted"),
        ("The mine halted exports of zinc.", "The government halted exports of oil to Israel.", "imposed"),
        ("Rwanda rejected the sanctions as unjustified.", "Rwanda rejected new sanctions.", "refused"),
    ],
)
def test_what_is_no_act_of_sanction_and_what_is(none, one, status):
    assert reading(none).facts.sanctions == ()
    assert [x.status for x in reading(one).facts.sanctions] == [status]


def test_whom_somebody_deals_with_is_not_whom_a_measure_hits():
    article = reading("The US said they had sanctioned three Iranian generals over drone supplies to Russia.")
    act = article.sanction("imposed")
    assert article.words(*act.targets) == ["three Iranian generals"]
    assert article.words(*act.imposers) == ["US"]


def test_whoever_is_hit_without_a_name_is_not_his_state():
    article = reading("Norway imposed sanctions on two Syrian entities.")
    assert article.words(*article.sanction("imposed").targets) == ["two Syrian entities"]


def test_a_lifted_sanction_had_hit_those_on_whom_it_was_imposed():
    article = reading("Canada eased the sanctions imposed on Cuba and Libya.")
    assert article.words(*article.sanction("eased").targets) == ["Cuba", "Libya"]


def test_what_two_generals_are_hit_for_is_the_reason_and_none_of_their_words():
    act = (article := reading("Japan imposed sanctions on two generals for the massacre in El Fasher.")).sanction(
        "imposed"
    )
    assert article.words(*act.targets) == ["two generals"]
    assert act.reason is not None
    assert act.reason.text == "for the massacre in El Fasher"


def test_one_step_told_twice_is_one_happening():
    article = reading(
        "The EU imposed sanctions on Belarus on Monday.", "Minsk protested after the EU imposed sanctions on Belarus."
    )
    first, second = article.facts.sanctions
    assert first.happening == second.happening is not None


def test_steps_of_two_days_are_two():
    article = reading(
        "The EU imposed sanctions on Belarus on Monday.", "The EU had imposed sanctions on Belarus in May 2021."
    )
    assert [x.happening for x in article.facts.sanctions] == [None, None]


def test_the_price_of_a_bargain_is_a_step_not_taken():
    article = reading("Iran would curb enrichment in return for the lifting of UN sanctions.")
    assert [x.status for x in article.facts.sanctions] == ["in-force"]


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("Iran said the US had imposed sanctions.", ["Iran"]),
        ("Hungary has threatened to veto the next extension of the EU's sanctions.", []),
        ("Slovakia said the EU's sanctions had failed.", []),
    ],
)
def test_who_speaks_of_sanctions_is_hit_by_them_only_where_another_state_has_imposed_them(sentence, targets):
    article = reading(sentence)
    assert [article.words(*x.targets) for x in article.facts.sanctions] == [targets]


@pytest.mark.parametrize(
    ("sentence", "status", "imposers"),
    [
        ("A lawyer suggested that Britain should use sanctions against Serbian officials.", "called-for", ["Britain"]),
        ("Britain plans to deploy sanctions against Serbian officials.", "announced", ["Britain"]),
        ("Britain used sanctions against Serbian officials.", "imposed", ["Britain"]),
        ("Kenya may resort to tariffs on Chad.", "under-discussion", ["Kenya"]),
    ],
)
def test_sanctions_that_somebody_would_use_are_not_in_force(sentence, status, imposers):
    found = reading(sentence)
    (act,) = found.facts.sanctions
    assert (act.status, found.words(*act.imposers)) == (status, imposers)


def test_sanctions_as_an_excuse_are_used_by_nobody():
    assert reading("Serbia uses sanctions as an excuse.").facts.sanctions == ()
    assert reading("Serbia uses sanctions against Kosovo.").facts.sanctions != ()


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("China rejects U.S. sanctions on its firms.", 0),
        ("Iran rejected sanctions on its banks.", 0),
        ("China rejects what it considers illegal sanctions on Iran.", 0),
        ("China rejects sanctions on Iran.", 1),
        ("Switzerland declined to adopt the EU's sanctions on Belarus.", 1),
    ],
)
def test_who_objects_to_another_s_sanctions_does_not_refuse_to_impose_them(sentence, acts):
    assert len(reading(sentence).facts.sanctions) == acts


def test_who_takes_something_for_a_step_to_sanctions_imposes_none():
    article = reading("Western officials regard the report as a step to restoring UN sanctions on Iran.")
    assert article.words(*article.facts.sanctions[0].imposers) == ["UN"]
    assert reading("Britain restored sanctions on Iran.").facts.sanctions[0].imposers != ()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The ministers reached agreement to add nine people to a blacklist.", "announced"),
        ("The ministers added nine people to a blacklist.", "imposed"),
    ],
)
def test_what_was_agreed_to_be_done_is_not_done(sentence, status):
    assert [x.status for x in reading(sentence).facts.sanctions] == [status]


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("Options include a ban on Russian gold.", []),
        ("Further sanctions on Iran would end the deal.", []),
        ("The government is weighing measures, including a freeze on the assets of two Chinese firms.", []),
        ("A draft lists sanctions on Chad.", []),
        ("Oil flows despite sanctions on Iran.", ["in-force"]),
        ("There is a travel ban on Kirill.", ["in-force"]),
        ("The draft mentions the EU's sanctions on Chad.", ["in-force"]),
        ("The draft mentions existing sanctions on Chad.", ["in-force"]),
    ],
)
def test_a_measure_that_nobody_takes_stands_only_where_it_is_taken_for_granted(sentence, statuses):
    assert [x.status for x in reading(sentence).facts.sanctions] == statuses
