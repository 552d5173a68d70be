"""History that an article recalls is marked, and told apart from its news (10 January 2024)."""

import pytest
from reading import reading


@pytest.mark.parametrize(
    ("text", "recalled"),
    [
        ("Russia annexed Crimea in 2014.", {"annexed"}),
        ("In 2014, when Russian troops seized Crimea, few protested.", {"seized"}),
        ("Hamas, which attacked Israel on October 7, denied it.", {"attacked"}),
        ("The troops that had invaded Georgia in 2008 attacked Kyiv on Monday.", {"invaded"}),
        ("Azerbaijan, which had seized Shusha, freed two soldiers.", {"seized"}),
        ("Kenya sent troops to Haiti. Gangs had attacked the airport.", {"attacked"}),
        ("France previously bombed Mali.", {"bombed"}),
        ("Two years after the invasion of Ukraine, Poland sent tanks to Kyiv.", {"invasion"}),
        ("France has sent aid to Mali since rebels seized the port.", {"seized"}),
        ("Lavrov said Ukraine had attacked Belgorod in 2022.", {"attacked"}),
        ("The EU imposed sanctions on Belarus in 2020.", {"imposed sanctions"}),
        ("Israel bombed Homs on Monday.", set()),
        ("Rebels killed ten people last month.", set()),
        ("Israel has bombed Gaza since October.", set()),
        ("Lavrov said Ukraine had attacked Belgorod.", set()),
        ("Iran attacked Erbil after the raid on Homs.", set()),
        ("Kenya will send troops to Haiti.", set()),
    ],
)
def test_what_is_dated_or_put_before_the_news_is_history(text, recalled):
    facts = reading(text).facts
    assert {f.trigger.text for f in (*facts.events, *facts.sanctions) if f.background} == recalled


def test_nothing_is_old_by_its_date_where_the_day_of_publication_is_unknown():
    (event,) = reading("Russia annexed Crimea in 2014.", published=None).facts.events
    assert not event.background
