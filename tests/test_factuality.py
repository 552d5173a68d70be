"""How a voice puts an event: did it happen, how sure is that, and when."""

import pytest
from reading import document, reading

from kg.facts.voice.factuality import factuality


@pytest.mark.parametrize(
    ("sentence", "trigger", "polarity", "certainty", "tense"),
    [
        ("Iran attacked Israel.", "attacked", "positive", "certain", "past"),
        ("Iran did not attack Israel.", "attack", "negative", "certain", "past"),
        ("Iran never attacked Israel.", "attacked", "negative", "certain", "past"),
        ("Iran failed to attack Israel.", "attack", "negative", "certain", "past"),
        ("Iran managed to attack Israel.", "attack", "positive", "certain", "past"),
        ("Iran is drifting into a war with Israel.", "war", "positive", "possible", "future"),
        ("Iran slid into a war with Israel.", "war", "positive", "certain", "past"),
        ("The order bans Iran from attacking Israel.", "attacking", "negative", "certain", "present"),
        ("The order allows Iran to attack Israel.", "attack", "positive", "possible", "present"),
        ("Officials fear that Iran has attacked Israel.", "attacked", "positive", "probable", "past"),
        ("Officials fear that Iran will attack Israel.", "attack", "positive", "probable", "future"),
        ("Iran may attack Israel.", "attack", "positive", "possible", "present"),
        ("Iran will attack Israel.", "attack", "positive", "probable", "future"),
        ("Iran is expected to attack Israel.", "attack", "positive", "probable", "future"),
        ("Iran wants to attack Israel.", "attack", "positive", "possible", "future"),
        ("Iran is unlikely to attack Israel.", "attack", "negative", "probable", "future"),
        ("Iran reportedly attacked Israel.", "attacked", "positive", "probable", "past"),
        ("Iran allegedly attacked Israel.", "attacked", "positive", "possible", "past"),
        ("Egypt will leave if Iran attacks Israel.", "attacks", "positive", "possible", "present"),
        ("There was no Iranian attack on Israel.", "attack", "negative", "certain", "past"),
        ("Egypt prevented an Iranian attack on Israel.", "attack", "negative", "certain", "past"),
        ("Egypt fears an Iranian attack on Israel.", "attack", "positive", "possible", "future"),
        ("The alleged Iranian attack on Israel caused alarm.", "attack", "positive", "possible", "past"),
        ("Iran denied that it had attacked Israel.", "attacked", "negative", "certain", "past"),
        ("Iran denied attacking Israel.", "attacking", "negative", "certain", "past"),
        ("Egypt urged Iran to attack Israel.", "attack", "positive", "possible", "future"),
        ("Iran threatened to attack Israel.", "attack", "positive", "possible", "future"),
        ("Egypt said that Iran had attacked Israel.", "attacked", "positive", "certain", "past"),
        ("Egypt said that Iran might attack Israel.", "attack", "positive", "possible", "present"),
        ("Iran is to attack Israel.", "attack", "positive", "probable", "future"),
        ("Iraq refused Iran permission to land for an attack on Israel.", "attack", "positive", "possible", "future"),
        ("Iran considered attacking Israel.", "attacking", "positive", "possible", "future"),
        ("Iran drew up rules for attacking Israel.", "attacking", "positive", "possible", "future"),
        ("Parliament gave Iran's army power to attack Israel.", "attack", "positive", "possible", "future"),
        ("Egypt will fight until Iran attacks Israel.", "attacks", "positive", "possible", "future"),
        ("Iran came close to attacking Israel.", "attacking", "negative", "certain", "past"),
        ("Iran stopped short of attacking Israel.", "attacking", "negative", "certain", "past"),
        ("Iran shied away from attacking Israel.", "attacking", "negative", "certain", "past"),
        ("Iran was on the verge of attacking Israel.", "attacking", "positive", "possible", "future"),
        ("Iran all but attacked Israel.", "attacked", "negative", "certain", "past"),
        ("Rather than attack Israel, Iran waited.", "attack", "negative", "certain", "past"),
        ("Neither Iran nor Iraq attacked Israel.", "attacked", "negative", "certain", "past"),
        ("Iran is not at war with Israel.", "war", "negative", "certain", "past"),
        ("Iran no longer attacks Israel.", "attacks", "negative", "certain", "present"),
        ("Iran launched dozens of attacks on Israel.", "attacks", "positive", "certain", "past"),
        ("Iran may launch dozens of attacks on Israel.", "attacks", "positive", "possible", "present"),
        ("Iran got permission to cross Iraq for an attack on Israel.", "attack", "positive", "possible", "future"),
    ],
)
def test_an_event_is_put(sentence, trigger, polarity, certainty, tense):
    put = reading(sentence).event(trigger).factuality
    assert (put.polarity, put.certainty, put.tense) == (polarity, certainty, tense)


def test_the_source_denies_what_the_article_does_not_tell():
    article = reading("Iran denied attacking Israel.")
    assert article.event("attacking").according_to == article.statement("denied").id


def test_what_is_dated_after_publication_is_to_come():
    article = reading("Iran holds talks with Israel on March 3, 2024.")
    assert article.event("talks").factuality.tense == "future"


@pytest.mark.parametrize(
    ("sentence", "verb", "polarity", "certainty", "tense"),
    [
        # Not to be able is not to do; what is able may, what was able did.
        ("Iran can attack Israel.", "attack", "positive", "possible", "present"),
        ("Iran cannot attack Israel.", "attack", "negative", "certain", "present"),
        ("Iran could not attack Israel.", "attack", "negative", "certain", "present"),
        ("Iran could not have attacked Israel.", "attacked", "negative", "possible", "past"),
        ("Iran is able to attack Israel.", "attack", "positive", "possible", "future"),
        ("Iran was able to attack Israel.", "attack", "positive", "certain", "past"),
        ("Iran was not able to attack Israel.", "attack", "negative", "certain", "past"),
        # Modals of the past
        ("Iran must attack Israel.", "attack", "positive", "possible", "future"),
        ("Iran must have attacked Israel.", "attacked", "positive", "probable", "past"),
        ("Iran has to attack Israel.", "attack", "positive", "possible", "future"),
        ("Iran had to attack Israel.", "attack", "positive", "certain", "past"),
        ("Iran has yet to attack Israel.", "attack", "negative", "certain", "present"),
        # What is told with a finite clause is so, as its voice puts it.
        ("Egypt told Iran to attack Israel.", "attack", "positive", "possible", "future"),
        ("Egypt told Iran that Mali had attacked Israel.", "attacked", "positive", "certain", "past"),
        ("Egypt said that it hoped that Mali had attacked Israel.", "attacked", "positive", "possible", "past"),
        # Negation above a clause
        ("Egypt did not know that Iran had attacked Israel.", "attacked", "positive", "certain", "past"),
        ("Egypt did not believe that Iran had attacked Israel.", "attacked", "negative", "probable", "past"),
        ("Egypt refused to say whether Iran had attacked Israel.", "attacked", "positive", "unknown", "past"),
        ("Egypt refused to say why Iran had attacked Israel.", "attacked", "positive", "certain", "past"),
        ("It is not true that Iran attacked Israel.", "attacked", "negative", "certain", "past"),
        ("It is not clear that Iran attacked Israel.", "attacked", "positive", "unknown", "past"),
        ("Egypt refused to admit that Iran had attacked Israel.", "attacked", "positive", "unknown", "past"),
        ("Had Iran attacked Israel, Egypt would have helped.", "attacked", "positive", "possible", "past"),
        # Two flips
        ("Iran did not fail to attack Israel.", "attack", "positive", "certain", "past"),
        ("Iran did not rule out attacking Israel.", "attacking", "positive", "possible", "past"),
        # Clauses beside others
        ("Egypt refused to help when Iran attacked Israel.", "attacked", "positive", "certain", "past"),
        ("Egypt will help when Iran attacks Israel.", "attacks", "positive", "probable", "future"),
        ("Egypt will help because Iran is attacking Israel.", "attacking", "positive", "certain", "present"),
        ("Egypt acted as though Iran had attacked Israel.", "attacked", "positive", "possible", "past"),
        # Purposes
        ("Egypt used gas to attack Israel.", "attack", "positive", "probable", "past"),
        ("Egypt may use gas to attack Israel.", "attack", "positive", "possible", "future"),
        ("Egypt sent troops to attack Israel.", "attack", "positive", "possible", "future"),
        # Infinitives under nouns and adjectives
        ("Egypt found a way to attack Israel.", "attack", "positive", "possible", "future"),
        ("Egypt was the first to attack Israel.", "attack", "positive", "certain", "past"),
        ("Egypt foiled a scheme to attack Israel.", "attack", "negative", "certain", "past"),
        ("It is hard to attack Israel.", "attack", "positive", "possible", "present"),
        # Prepositions
        ("Iran left Syria without attacking Israel.", "attacking", "negative", "certain", "past"),
        ("Iran left Syria instead of attacking Israel.", "attacking", "negative", "certain", "past"),
        ("Iran refused to leave Syria after attacking Israel.", "attacking", "positive", "certain", "past"),
        ("Iran will leave Syria after attacking Israel.", "attacking", "positive", "probable", "future"),
        # Orders
        ("Attack Israel now.", "Attack", "positive", "possible", "future"),
    ],
)
def test_a_verb_is_put(sentence, verb, polarity, certainty, tense):
    parse = document(sentence).parse
    put = factuality(parse, parse.text.index(verb))
    assert (put.polarity, put.certainty, put.tense) == (polarity, certainty, tense)


def test_a_question_leaves_open_what_it_asks_and_grants_what_it_does_not():
    asked = document("Did Iran attack Israel?").parse
    assert factuality(asked, asked.text.index("attack")).certainty == "unknown"
    granting = document("Why did Iran attack Israel?").parse
    assert factuality(granting, granting.text.index("attack")).certainty == "certain"


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("Peru will fight on until the hostages have been freed.", "possible"),
        ("Peru says it will fight on until the rebels have been disarmed and the hostages freed.", "possible"),
        ("Peru fought on until the hostages were freed.", "certain"),
    ],
)
def test_what_lasts_until_something_has_happened_does_not_say_that_it_has(sentence, certainty):
    assert reading(sentence).event("freed").factuality.certainty == certainty


@pytest.mark.parametrize(
    "condition",
    ["Chad is calm. Were it attacked by Sudan", "Had Sudan attacked Chad", "Should Sudan have attacked Chad"],
)
def test_a_condition_by_its_order_has_not_happened(condition):
    assert reading(f"{condition}, Egypt would have helped.").event("attacked").factuality.certainty == "possible"
