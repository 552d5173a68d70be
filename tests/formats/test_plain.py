"""Plain text: what the lines around it are, the first one above all; none goes without being a field."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from formats.given import PARAGRAPHS, TEXT, TITLE, blocks, one

from kg.article import clean, naming
from kg.article.labels import Labels

SHORT = "Norland recalls envoy"
BELOW = "The ministry sees Sudland behind the end of the talks"
DAY = datetime(2024, 3, 5, tzinfo=UTC)
MOMENT = datetime(2024, 3, 5, 23, 5, tzinfo=timezone(timedelta(hours=3)))


def words(article) -> str:
    return "\n".join(text for _, text in blocks(article))


# --- the first line is the headline


def test_a_short_headline_with_a_longer_line_below_it_is_the_title():
    article = one("a.txt", f"{SHORT}\n\n{BELOW}\n\nMarch 5, 2024\n\n{TEXT}")
    assert (article.title, article.section, article.published) == (SHORT, None, DAY)
    assert blocks(article)[:2] == [("title", SHORT), ("heading", BELOW)]


@pytest.mark.parametrize(
    "section",
    [
        "World",
        "World News",
        "Middle East",
        "Politics & Policy",
        "Norway",
        "US Politics",
        "World > Asia",
        "News | Europe",
    ],
)
def test_a_section_above_the_headline_is_none(section):
    article = one("a.txt", f"{section}\n\n{SHORT}\n\n{BELOW}\n\n{TEXT}")
    assert (article.title, article.section) == (SHORT, section)
    assert blocks(article)[1] == ("heading", BELOW)


@pytest.mark.parametrize("line", ["Section: Envoys", "Category: Envoys"])
def test_a_section_may_be_of_any_kind_where_a_label_says_so(line):
    article = one("a.txt", f"{line}\n\n{SHORT}\n\n{TEXT}")
    assert (article.title, article.section) == (SHORT, "Envoys")


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("World", True), ("International Relations", True), ("Europe and Central Asia", True), ("Ukraine", True),
        ("Exclusive", True), ("Talks Fail", False), ("Russia, Ukraine", False), ("Russia and Ukraine", False),
        ("World leaders meet", False), ("", False), (">", False), ("a" * 10_000, False),
    ],
)  # fmt: skip
def test_names_of_sections(line, is_one):
    assert naming.is_section(line) is is_one


def test_lines_above_a_title_that_is_printed_twice_stay():
    article = one("a.txt", f"Seven envoys left the capital of Sudland\n\n{TITLE}\n\nBy Ann Quill\n\n{TITLE}\n\n{TEXT}")
    assert article.title == TITLE
    assert ("heading", "Seven envoys left the capital of Sudland") in blocks(article)


# --- outlet, day and clock


@pytest.mark.parametrize(
    "line",
    [
        "Reuters | Tue 05 Mar 2024 11:05 PM GMT+3",
        "Tue 05 Mar 2024 11:05 PM GMT+3 | Reuters",
        "Reuters | March 5, 2024 | 11:05 PM GMT+3",
        "Reuters · 5 March 2024, 23:05 +0300",
        "Reuters, March 5, 2024 11:05 PM GMT+3",
        "Reuters - Tue 5 March 2024 23:05 GMT+3",
    ],
)
@pytest.mark.parametrize("form", [f"{SHORT}\n{{}}", f"{SHORT}\n\n{{}}", f"{{}}\n\n{SHORT}"])
def test_outlet_and_moment_are_no_title(form, line):
    article = one("a.txt", f"{form.format(line)}\n\n{TEXT}")
    assert (article.title, article.publisher, article.published) == (SHORT, "Reuters", MOMENT)
    assert line not in words(article)


@pytest.mark.parametrize(
    ("line", "publisher", "section"),
    [
        ("Norland Times | March 5, 2024", "Norland Times", None),
        ("news.example | March 5, 2024", "news.example", None),
        ("World | March 5, 2024", None, "World"),
        ("Asia | Norland Times | March 5, 2024", "Norland Times", "Asia"),
    ],
)
def test_what_stands_beside_a_day_is_taken_where_it_is_sure(line, publisher, section):
    article = one("a.txt", f"{SHORT}\n\n{line}\n\n{TEXT}")
    assert (article.title, article.publisher, article.section) == (SHORT, publisher, section)
    assert article.published == DAY


def test_so_it_is_beside_a_day_of_change():
    article = one("a.txt", f"{SHORT}\n\nReuters | Updated Tue 05 Mar 2024 11:05 PM GMT+3\n\n{TEXT}")
    assert (article.title, article.publisher, article.published, article.modified) == (SHORT, "Reuters", None, MOMENT)


@pytest.mark.parametrize("line", ["Ann Quill | Tue 05 Mar 2024 11:05 PM", "Norstad | 5 March 2024 | 23:05"])
@pytest.mark.parametrize("form", [f"{SHORT}\n\n{{}}", f"{{}}\n\n{SHORT}", "{}"])
def test_what_is_not_sure_is_neither_title_nor_lost(form, line):
    article = one("a.txt", f"{form.format(line)}\n\n{TEXT}")
    assert article.title == (SHORT if SHORT in form else None)
    assert (article.publisher, article.published) == (None, datetime(2024, 3, 5, 23, 5, tzinfo=UTC))
    assert line in words(article)


@pytest.mark.parametrize("form", ["Reuters\n\n{}", "{}\n\nReuters", "The Guardian\n\n{}"])
def test_an_outlet_in_a_line_of_its_own_is_the_publisher(form):
    article = one("a.txt", f"{form.format(SHORT)}\n\n5 March 2024\n\n{TEXT}")
    assert article.title == SHORT
    assert article.publisher in ("Reuters", "The Guardian")


@pytest.mark.parametrize("title", ["Norland Bans Foreign Media", "Envoys Face Hard Times", "Envoy Meets Press"])
def test_a_headline_that_ends_as_outlets_do_is_one(title):
    assert one("a.txt", f"{title}\n\n{BELOW}\n\n{TEXT}").title == title


def test_a_day_within_a_headline_is_no_label():
    title = "Norland marks 5 March 2024 as day of talks"
    assert one("a.txt", f"{title}\n\n{TEXT}").title == title
    assert not Labels().take("The Guardian, 3 June 2019")


# --- the last line


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ann Quill; Editing by Bo Scribe)",
        "(Reporting by Ann Quill in Norstad and Bo Scribe in Sudstad; writing by Cy Pen; Editing by Di Nib)",
        "Reporting by Ann Quill and Bo Scribe; Editing by Cy Pen",
        "(Additional reporting by the Norstad newsroom, Editing by Bo Scribe)",
        "(Reporting and writing by Ann Quill; editing by Bo Scribe.)",
        "(Compiled by Ann Quill)",
        "(With inputs from agencies)",
        "Ann Quill in Norstad contributed to this report.",
    ],
)
@pytest.mark.parametrize("after", ["", "\n\nTags: talks, envoys"])
def test_credits_are_neither_keywords_nor_text(line, after):
    article = one("a.txt", f"{SHORT}\n\n{TEXT}\n\n{line}{after}")
    assert [text for _, text in blocks(article)] == [SHORT, *PARAGRAPHS]
    assert article.keywords == (("talks", "envoys") if after else ())


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the newspaper showed that Sudland had broken off the talks.",
        "Editing by hand, they found seven mistakes in the treaty.",
        "The talks failed. The envoy of Norland had contributed to this report.",
    ],
)
def test_sentences_that_begin_as_credits_are_text(line):
    assert not clean.is_boilerplate(line)
    assert line in words(one("a.txt", f"{SHORT}\n\n{TEXT}\n\n{line}"))


@pytest.mark.parametrize("line", ["Norland, Sudland and Estland", "Norland Sudland", "Ann Quill", "Norland; Sudland"])
def test_names_in_a_last_line_stay_where_no_label_says_that_they_are_keywords(line):
    article = one("a.txt", f"{SHORT}\n\n{TEXT}\n\n{line}")
    assert article.keywords == ()
    assert blocks(article)[-1] == ("paragraph", line)


@pytest.mark.parametrize(
    ("line", "keywords"),
    [
        ("Keywords: Norland, Sudland", ("Norland", "Sudland")),
        ("Topics: Norland; Sudland", ("Norland", "Sudland")),
        ("#Norland #Sudland", ("Norland", "Sudland")),
        ("Norland; Sudland; peace talks", ("Norland", "Sudland", "peace talks")),
        ("World News Norland", ("World News", "Norland")),
    ],
)
def test_keywords_are_such_by_a_label_or_by_a_form_that_is_sure(line, keywords):
    article = one("a.txt", f"World News\n\n{SHORT}\n\n{TEXT}\n\n{line}")
    assert article.keywords == keywords
    assert [text for _, text in blocks(article)] == [SHORT, *PARAGRAPHS]
