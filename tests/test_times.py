"""Time expressions: what they mean on the day of publication (Wednesday, 10 January 2024)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import document, reading

from kg.facts.amounts import amounts
from kg.facts.times import times


def read(text: str, published: datetime | None = datetime(2024, 1, 10, tzinfo=UTC)):
    return [(t.text, t.value) for t in times(document(text, published=published))]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The deal was signed on January 5, 2023.", "January 5, 2023", "2023-01-05"),
        ("The deal was signed on 5 January 2023.", "5 January 2023", "2023-01-05"),
        ("The deal was signed on Dec. 29.", "Dec. 29", "2023-12-29"),
        ("The deal was signed on 2023-04-05.", "2023-04-05", "2023-04-05"),
        ("The deal was signed in May 2020.", "May 2020", "2020-05"),
        ("The deal was signed in March.", "March", "2023-03"),
        ("The deal was signed in 2014.", "2014", "2014"),
        ("The deal was signed on Tuesday.", "Tuesday", "2024-01-09"),
        ("The deal was signed on Wednesday.", "Wednesday", "2024-01-10"),
        ("The deal was signed last Friday.", "last Friday", "2024-01-05"),
        ("The ministers will meet on Friday.", "Friday", "2024-01-12"),
        ("The ministers agreed to meet on Sunday.", "Sunday", "2024-01-14"),
        ("The deal was signed yesterday.", "yesterday", "2024-01-09"),
        ("Rutte plans to leave, a minister said on Friday.", "Friday", "2024-01-05"),
        ("The plans announced in January were dropped.", "January", "2024-01"),
        ("The talks begin tomorrow.", "tomorrow", "2024-01-11"),
        ("The deal was signed last week.", "last week", "2024-W01"),
        ("The deal was signed two days ago.", "two days ago", "2024-01-08"),
        ("The war began three years ago.", "three years ago", "2021"),
        ("Parliament votes next month.", "next month", "2024-02"),
        ("Exports fell in the first quarter of 2022.", "first quarter of 2022", "2022-Q1"),
        ("The wars of the 1990s ended.", "1990s", "199X"),
        ("Fighting lasted from 2014 to 2016.", "2014 to 2016", "2014/2016"),
        ("The summit of May 3-5 was cancelled.", "May 3-5", "2023-05-03/2023-05-05"),
        ("Troops entered over the weekend.", "the weekend", "2024-01-06/2024-01-07"),
        ("The 2024 US presidential election approaches.", "2024", "2024"),
        ("Kenya urged Chad to leave, and its envoy met Deby in May.", "May", "2023-05"),
        ("Three days ago, a bomb went off.", "Three days ago", "2024-01-07"),
        ("It began on Wednesday, December 27, in Kyiv.", "Wednesday, December 27", "2023-12-27"),
        ("It began on Friday, 24 February.", "Friday, 24 February", "2023-02-24"),
        ("The leaders met from March 3 to 5 in Rome.", "March 3 to 5", "2023-03-03/2023-03-05"),
        ("The plant opens in mid-2026.", "mid-2026", "2026"),
        ("The attack on Christmas Day killed two.", "Christmas Day", "2023-12-25"),
        ("They signed on New Year's Eve 2015.", "New Year's Eve 2015", "2015-12-31"),
        ("It fired ten missiles over the past year.", "past year", "2023-01-10/2024-01-10"),
        ("It fired ten missiles in the last month.", "last month", "2023-12-10/2024-01-10"),
        ("It was signed in May of last year.", "May of last year", "2023-05"),
        ("The vote is due on 9 May next year.", "9 May next year", "2025-05-09"),
        ("Output fell in the second quarter of last year.", "second quarter of last year", "2023-Q2"),
        ("He resigned on Monday (Jan. 8).", "Monday (Jan. 8)", "2024-01-08"),
        ("He resigned on Saturday (2 March 2019).", "Saturday (2 March 2019)", "2019-03-02"),
        ("They met on Tuesday last week.", "Tuesday last week", "2024-01-02"),
        ("They met last week on Tuesday.", "last week on Tuesday", "2024-01-02"),
        ("They will meet on Friday of next week.", "Friday of next week", "2024-01-19"),
        ("They will meet a week on Friday.", "a week on Friday", "2024-01-19"),
        ("They will meet on Friday week.", "Friday week", "2024-01-19"),
        ("They met yesterday week.", "yesterday week", "2024-01-02"),
        ("They met a fortnight ago.", "a fortnight ago", "2023-12-27"),
        ("They met the week before last.", "week before last", "2023-W52"),
        ("Talks will resume in a fortnight.", "a fortnight", "2024-01-24"),
        ("Togo urged Ghana on Sunday to open the border.", "Sunday", "2024-01-07"),
        ("Togo on Sunday invited Ghana to talks.", "Sunday", "2024-01-07"),
        ("Ghana was urged on Sunday to open the border.", "Sunday", "2024-01-07"),
        ("Togo will urge Ghana on Sunday to open the border.", "Sunday", "2024-01-14"),
        ("They met between Sunday and Tuesday.", "Sunday and Tuesday", "2024-01-07/2024-01-09"),
        ("They met from Friday to Monday.", "Friday to Monday", "2024-01-05/2024-01-08"),
        ("They met on Monday and Tuesday.", "Monday and Tuesday", "2024-01-08/2024-01-09"),
        ("They met on 12 and 13 December.", "12 and 13 December", "2023-12-12/2023-12-13"),
        ("They met on December 12 and 13 in Rome.", "December 12 and 13", "2023-12-12/2023-12-13"),
        ("On December 12 and 13 people died.", "December 12", "2023-12-12"),
        ("Strikes went on from 28 November to 2 December.", "28 November to 2 December", "2023-11-28/2023-12-02"),
        ("The law passed on 28/2/2019.", "28/2/2019", "2019-02-28"),
        ("The law passed on 2/28/2019.", "2/28/2019", "2019-02-28"),
        ("The law passed on 28.02.2019.", "28.02.2019", "2019-02-28"),
        ("The law passed on 28-Feb-99.", "28-Feb-99", "1999-02-28"),
    ],
)
def test_an_expression_means(sentence, words, value):
    assert read(sentence) == [(words, value)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 2000 people fled.",
        "Resolution 1701 was passed.",
        "The group may march again.",
        "It cost $2014 in all.",
        "The Sunday Times has the story.",
        "Route 1914-B is closed.",
        "The October 7 attacks changed the region.",
        "It passed on 3/4/2019.",
        "It was signed in May of that year.",
        "The last year of the war was bitter.",
        "The army took the town in two weeks.",
        "Two days earlier, Ghana had left.",
        "The day after the vote, Ghana left.",
        "Version 2.13.2019.4 is out.",
    ],
)
def test_what_is_no_time(sentence):
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "relation", "earliest", "latest"),
    [
        ("Sanctions have been in force since 2014.", "since", "2014-01-01", None),
        ("They stay in force until June 30, 2024.", "until", None, "2024-06-30"),
        ("He left before May 2020.", "before", None, "2020-05-01"),
        ("It collapsed after 2019.", "after", "2019-12-31", None),
        ("Attacks went on throughout 2023.", "throughout", "2023-01-01", "2023-12-31"),
        ("It was signed in 2014.", "in", "2014-01-01", "2014-12-31"),
    ],
)
def test_a_preposition_tells_how_a_fact_lies_to_it(sentence, relation, earliest, latest):
    (time,) = times(document(sentence))
    assert (time.relation, time.earliest, time.latest) == (relation, earliest, latest)


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("The court adjourned the hearing until Monday.", "2024-01-15"),
        ("Togo extended the ban until 15 March.", "2024-03-15"),
        ("The suspension until April was criticised.", "2024-04-30"),
        ("The airport stays closed until Friday.", "2024-01-12"),
        ("The rebels had until Sunday to leave.", "2024-01-14"),
        ("The king ruled until January.", "2024-01-31"),
        ("Fighting raged until Sunday.", "2024-01-07"),
        ("He was prime minister until December.", "2023-12-31"),
    ],
)
def test_a_term_ends_ahead_and_what_went_on_ended_before(sentence, latest):
    (time,) = times(document(sentence))
    assert (time.relation, time.latest) == ("until", latest)


def test_the_month_of_a_numeric_date_is_read_off_the_others():
    assert read("It passed on 3/4/2019 and ended on 28/4/2019.") == [
        ("3/4/2019", "2019-04-03"),
        ("28/4/2019", "2019-04-28"),
    ]


@pytest.mark.parametrize("dateline", ["January 8, 2024 (ACCRA) - ", "8 January 2024, ACCRA - ", "January 8, 2024 -- "])
def test_the_day_of_a_dateline_is_no_day_of_the_text(dateline):
    assert read(f"{dateline}The envoys met on Friday.") == [("Friday", "2024-01-05")]


@pytest.mark.parametrize(
    ("sentence", "dated"),
    [
        ("Rebels killed nine guards and kidnapped four nurses on Monday.", {"killed", "kidnapped"}),
        ("On Monday, rebels killed nine guards and kidnapped four nurses.", {"killed", "kidnapped"}),
        ("Rebels killed nine guards and later kidnapped four nurses on Monday.", {"kidnapped"}),
        ("Rebels killed nine guards, and soldiers kidnapped four nurses on Monday.", {"kidnapped"}),
        ("Rebels killed nine guards and kidnapped four nurses in 2008.", {"kidnapped"}),
        ("Rebels killed nine guards and in May kidnapped four nurses.", {"kidnapped"}),
    ],
)
def test_a_day_at_the_end_holds_for_verbs_joined(sentence, dated):
    assert {e.trigger.text for e in reading(sentence).facts.events if e.time} == dated


@pytest.mark.parametrize("published", [datetime(1000, 1, 1, tzinfo=UTC), datetime(2200, 12, 31, tzinfo=UTC)])
def test_days_before_the_first_year_and_after_the_last_are_none(published):
    back = "Russia left yesterday, last week, last weekend, last quarter, a decade ago and in the past 900 years."
    ahead = "Russia will leave tomorrow, next week, next weekend, next quarter, in a decade and in the next 900 years."
    other = "It met from Friday to Monday, on 1 January, in May 9999, on 9999-12-31, in the 9990s and on 0001-01-01."
    found = times(document(back, ahead, other, published=published))
    assert found
    assert all("1000" <= day[:4] <= "2200" for t in found for day in (t.earliest, t.latest) if day)


def test_relative_expressions_need_the_day_of_publication():
    assert read("The deal was signed on Tuesday, in 2014.", published=None) == [("2014", "2014")]


def test_headings_are_not_read():
    assert times(document("Nothing.", title="Vote on Friday in 2014")) == ()


@settings(max_examples=40, deadline=None)
@given(st.dates(min_value=datetime(1900, 1, 1).date(), max_value=datetime(2099, 12, 31).date()))
def test_every_day_of_the_calendar_is_read_in_both_orders(day):
    text = f"It began on {day:%B} {day.day}, {day.year} or {day.day} {day:%B} {day.year}."
    assert [t.value for t in times(document(text))] == [day.isoformat()] * 2


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("JanMay0123456789 -/,.$€%thsrdweekago"), max_size=60))
def test_offsets_hold_and_bounds_are_in_order_whatever_the_text(text):
    article = document(f"X {text} y")
    for time in times(article):
        assert article.text[time.start : time.end] == time.text
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
    for amount in amounts(article):
        assert article.text[amount.start : amount.end] == amount.text


@pytest.mark.parametrize(
    ("words", "value", "unit", "kind", "qualifier"),
    [
        ("$300 billion", "300000000000", "USD", "money", "exact"),
        ("about €50m", "50000000", "EUR", "money", "about"),
        ("more than 20 million euros", "20000000", "EUR", "money", "more-than"),
        ("US$1.5bn", "1500000000", "USD", "money", "exact"),
        ("EUR 35 billion", "35000000000", "EUR", "money", "exact"),
        ("two billion Swiss francs", "2000000000", "CHF", "money", "exact"),
        ("at least 5.5 percent", "5.5", "percent", "percent", "at-least"),
        ("up to 300,000 barrels", "300000", "barrel", "quantity", "at-most"),
    ],
)
def test_an_amount_means(words, value, unit, kind, qualifier):
    (amount,) = amounts(document(f"They sent {words} there."))
    assert (amount.value, amount.unit, amount.kind, amount.qualifier) == (value, unit, kind, qualifier)


def test_a_bare_number_is_no_amount():
    assert amounts(document("They sent 25 people in 2014.")) == ()


def test_the_time_of_what_is_promised_is_not_that_of_the_promise():
    found = reading("The rulers promised on Monday to hold elections in 2025.")
    assert found.time(found.statement("promised").time).text == "Monday"
    assert reading("The rulers promised to hold elections in 2025.").statement("promised").time is None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Latvia rejected the 2019 treaty.", None),
        ("In 2019 Latvia rejected the treaty.", "2019"),
        ("Chad criticised France over the raid of 2 February.", None),
        ("Chad criticised France on 2 February over the raid.", "2024-02-02"),
        ("Peru has accused Bolivia of meddling since 2021.", None),
        ("Peru accused Bolivia in 2021 of meddling.", "2021"),
        ("Maduro, in office since 2013, accused Bolivia of meddling.", None),
        ("Maduro, on 2 February, accused Bolivia of meddling.", "2024-02-02"),
    ],
)
def test_the_time_of_what_is_spoken_of_is_not_that_of_the_words(sentence, value):
    found = reading(sentence)
    (said,) = found.facts.statements
    assert (found.time(said.time).value if said.time else None) == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Turkish courts jailed four men over the 2015 bombing of a rally in Ankara.", None),
        ("Turkish courts jailed four men in 2015 over the bombing of a rally in Ankara.", "2015"),
        ("Tuareg fighters have captured three towns since launching an offensive in late 2022.", None),
        ("Tuareg fighters captured three towns in late 2022.", "2022"),
        ("The police detained an editor two years before he won a prize in 2021.", None),
        ("The police detained an editor in 2021 before he won a prize.", "2021"),
        ("Uruguay's army fought the guerrillas from 1966 until an armistice in 1972.", "1966/1972"),
    ],
)
def test_the_time_of_another_thing_is_not_that_of_the_deed(sentence, value):
    found = reading(sentence)
    (event,) = found.facts.events
    assert (found.time(event.time).value if event.time else None) == value


def test_an_act_on_sanctions_is_not_of_the_day_on_which_they_were_imposed():
    for sentence in (
        "The sanctions imposed on Belarus in 2014 were extended by the EU on 2 February.",
        "On 2 February the EU extended the sanctions that it imposed on Belarus in 2014.",
    ):
        found = reading(sentence)
        assert found.time(next(x for x in found.facts.sanctions if x.status == "extended").time).value == "2024-02-02"


DECADES = [
    ("Relations were bad in the '80s.", "'80s", "198"),
    ("Relations were bad in the ’80s.", "’80s", "198"),
    ("Relations were bad in the ‘80s.", "‘80s", "198"),
    ("In the '90s the two states traded.", "'90s", "199"),
    ("Relations were bad in the early ’90s.", "’90s", "199"),
    ("Relations were bad in the early 90s.", "90s", "199"),
    ("Relations were bad in the mid-80s.", "mid-80s", "198"),
    ("Relations were bad in the mid-’80s.", "mid-’80s", "198"),
    ("Relations were bad in the mid-1980s.", "mid-1980s", "198"),
    ("Relations were bad in the 80s.", "80s", "198"),
    ("Relations were bad in the 80’s.", "80’s", "198"),
    ("Relations were bad in the 1980's.", "1980's", "198"),
    ("Relations were bad in the ’00s.", "’00s", "200"),
]


@pytest.mark.parametrize(("sentence", "words", "value"), DECADES)
def test_a_decade_is_read_however_it_is_written(sentence, words, value):
    (found,) = times(document(sentence, published=None))
    assert (found.text, found.earliest, found.latest) == (words, f"{value}0-01-01", f"{value}9-12-31")
    (plain,) = times(document(f"Relations were bad in the {value}0s.", published=None))
    assert found.value == plain.value


@pytest.mark.parametrize("sentence", ["The envoy is in his early 80s.", "A man in his mid-80s left.", "It cost 80s."])
def test_an_age_is_no_decade(sentence):
    assert times(document(sentence, published=None)) == ()


def test_who_set_fire_on_sunday_has_done_so():
    assert [t.value for t in reading("On Sunday masked men set fire to a barn.").facts.times] == ["2024-01-07"]
    assert [t.value for t in reading("The envoys are set to meet on Sunday.").facts.times] == ["2024-01-14"]
