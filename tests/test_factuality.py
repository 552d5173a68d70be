"""How a voice puts an event: did it happen, how sure is that, and when."""

import pytest
from reading import reading


@pytest.mark.parametrize(
    ("sentence", "trigger", "polarity", "certainty", "tense"),
    [
        ("Iran attacked Israel.", "attacked", "positive", "certain", "past"),
        ("Iran did not attack Israel.", "attack", "negative", "certain", "past"),
        ("Iran never attacked Israel.", "attacked", "negative", "certain", "past"),
        ("Iran failed to attack Israel.", "attack", "negative", "certain", "past"),
        ("Iran managed to attack Israel.", "attack", "positive", "certain", "past"),
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
