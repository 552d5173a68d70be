"""What the parser gets wrong and the repair mends, seen in the facts."""

import pytest
from reading import counted, reading

from kg.english.mends.mending import Tree


def test_what_is_asked_survives_the_call_in_which_it_is_asked():
    found = reading("Blinken urged Azerbaijan in a phone call on Tuesday with Aliyev to halt its offensive.")
    asked = found.statement("urged")
    assert (asked.content_text, found.words(*asked.addressees)) == ("to halt its offensive", ["Azerbaijan"])


def test_another_speaker_is_no_part_of_what_the_first_one_said():
    found = reading('Biden said Putin "cannot remain in power", and the Kremlin called the remark "alarming".')
    assert [s.according_to for s in found.facts.statements] == [None, None]


def test_what_kills_is_the_strike_and_no_town():
    found = reading("Israeli officials blamed Hezbollah for a strike on Majdal Shams, which killed 12 children.")
    (strike,) = found.facts.events
    assert found.words(*strike.initiators) == ["Hezbollah"]
    assert counted(strike) == [("killed", 12, 12, "children")]


def test_both_halves_of_a_toll_are_counted():
    found = reading("Dozens of civilians were killed and more than 100 injured in the shelling of Donetsk.")
    assert counted(found.event("shelling")) == [("killed", 24, None, "civilians"), ("injured", 101, None, None)]


def test_an_attack_that_one_side_blames_on_another_took_place():
    found = reading("Twelve children were killed in Majdal Shams in a strike that Israel blamed on Hezbollah.")
    assert found.words(*found.statement("blamed").targets) == ["Hezbollah"]
    strike = found.event("strike")
    assert (strike.according_to, strike.initiators) == (None, ())


def test_all_names_of_a_list_take_part():
    found = reading("Saudi Arabia, the UAE, Bahrain and Egypt cut ties with Qatar.")
    assert found.words(*found.event("cut").initiators) == ["Saudi Arabia", "UAE", "Bahrain", "Egypt"]


def test_it_is_not_one_of_those_who_accuse_it():
    found = reading("Saudi Arabia, Bahrain and Egypt severed ties with Qatar in 2017, accusing it of attacking Yemen.")
    accused = [s for s in found.facts.statements if s.cue and s.cue.text == "accusing"]
    assert [(s.act, s.targets) for s in accused] == [("accuse", ())] * 3


def test_whom_it_said_had_done_it_did_it():
    found = reading("The United States sanctioned Chinese companies it said had supplied weapons to Russia.")
    assert found.words(*found.event("supplied").initiators) == ["Chinese companies"]


def test_neither_nor_denies_both():
    found = reading("China neither condemned nor endorsed the invasion.")
    assert found.statement("endorsed").factuality.polarity == "negative"


def test_a_refusal_in_ones_own_words_is_denied_once():
    found = reading("Hamas said it would never surrender its weapons.")
    assert found.event("surrender").factuality.polarity == "negative"


def test_the_time_of_a_dispute_is_not_that_of_the_talks():
    assert reading("Seoul and Tokyo resumed talks on a dispute that began in 2019.").event("talks").time is None
    resumed = reading("Seoul and Tokyo resumed in 2019 talks on a dispute.")
    assert resumed.time(resumed.event("talks").time).value == "2019"


def test_a_war_that_somebody_supports_is_one():
    war = reading("Stoltenberg criticised on Thursday Beijing's support for Russia's war in Ukraine.").event("war")
    assert war.factuality.certainty == "certain"


def test_what_a_speaker_goes_on_to_say_is_his_and_not_that_of_whom_he_speaks_of():
    found = reading("Moscow says Kyiv attacked a bridge in Crimea, and vowed to respond.")
    assert found.words(found.statement("vowed").source) == ["Moscow"]


def test_what_stands_behind_a_semicolon_denies_and_does_not_say_it():
    found = reading("Greece said Turkish jets had attacked Crete; Turkey denied this.")
    assert found.statement("said").according_to is None
    assert found.event("attacked").according_to == found.statement("said").id


def test_another_accuser_in_a_clause_with_while_is_the_articles():
    found = reading("Sweden said it found traces of explosives, while Russia blamed Britain for attacking the ships.")
    assert found.statement("blamed").according_to is None
    within = reading("Sweden said Russia blamed Britain for attacking the ships.")
    assert within.statement("blamed").according_to == within.statement("said").id


def test_people_without_a_number_are_counted_as_some():
    found = reading("Russia blamed Ukraine for an attack on Belgorod, in which civilians were killed and wounded.")
    assert counted(found.event("attack")) == [("killed", 1, None, "civilians"), ("injured", 1, None, "civilians")]


def test_what_a_measure_is_blamed_for_is_the_content():
    found = reading("Cuban officials blamed the US embargo for shortages on the island.")
    assert found.statement("blamed").content_text == "shortages on the island"


def test_whoever_asks_goes_on_speaking_behind_what_he_asks():
    found = reading("Niger ordered the French ambassador to leave within two days, accusing Paris of backing rebels.")
    assert found.words(found.statement("accusing").source) == ["Niger"]


def test_what_a_that_clause_follows_is_said():
    found = reading("Aliyev denies any such plan and demands that Armenia change its constitution.")
    assert [(s.act, s.content_text) for s in found.facts.statements] == [
        ("deny", "any such plan"),
        ("demand", "Armenia change its constitution"),
    ]


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("Trump accused the head of the agency of bias.", "accused", "bias"),
        ("Israel accused members of the group of hiding weapons.", "accused", "hiding weapons"),
        (
            "Reuters reported, citing two officials, that Israel had rejected the plan.",
            "reported",
            "Israel had rejected the plan",
        ),
        (
            "Mali, which asked UN troops to leave, accusing them of failing, said it would hold elections.",
            "said",
            "it would hold elections",
        ),
        ("The army said the men had been suspended but refused to comment.", "said", "the men had been suspended"),
        (
            "Vietnam's foreign ministry spokeswoman Pham Thu Hang said Hanoi was concerned.",
            "said",
            "Hanoi was concerned",
        ),
        (
            "Ukraine said a plant in Tula was hit, which the governor of the region, Dmitry Milyayev, denied.",
            "denied",
            "a plant in Tula was hit",
        ),
    ],
)
def test_contents_that_the_parser_hangs_elsewhere(sentence, cue, content):
    assert reading(sentence).statement(cue).content_text == content


def test_of_two_charges_with_of_none_is_guessed():
    assert not reading("The court accused the police of the murder of two students.").facts.statements
    assert reading("The court accused the police of the murder.").statement("accused").act == "accuse"


def test_who_acts_stands_behind_the_dateline():
    found = reading("KINSHASA, 23 January 2025 - Congo on Thursday accused Rwanda of declaring war on it.")
    assert found.words(found.statement("accused").source) == ["Congo"]


def test_a_further_request_is_no_part_of_what_was_said():
    found = reading("UN chief Antonio Guterres said he was alarmed and called on the M23 to withdraw.")
    assert found.statement("said").content_text == "he was alarmed"
    assert found.statement("called on").content_text == "to withdraw"


def test_what_somebody_is_accused_of_planning_is_part_of_the_charge():
    found = reading("Serbia accused Kosovo of planning to arrest Serb officials.")
    assert found.statement("accused").content_text == "planning to arrest Serb officials"


def tree(*heads: int) -> Tree:
    """Some words, each below the one of this number; a root below itself."""
    children = [[c for c, head in enumerate(heads) if head == word and c != word] for word in range(len(heads))]
    return Tree(None, ["X"] * len(heads), ["X"] * len(heads), ["dep"] * len(heads), list(heads), children)


def test_a_mend_that_hangs_a_word_below_itself_is_undone():
    words = tree(0, 0, 1, 2)
    words.relabel(3, "obj")
    words.keep()
    words.hang(1, 3, "conj")  # and 3 is below 2, which is below 1
    words.relabel(2, "conj")
    words.keep()
    assert (words.head, words.children) == ([0, 0, 1, 2], [[1], [2], [3], []])
    assert words.dep == ["dep", "dep", "dep", "obj"]


def test_one_that_goes_through_a_circle_and_out_of_it_stays():
    words = tree(0, 0, 1, 2)
    words.hang(1, 3, "conj")
    words.hang(3, 0, "obj")
    words.keep()
    assert (words.head, words.children) == ([0, 3, 1, 0], [[3], [2], [], [1]])
