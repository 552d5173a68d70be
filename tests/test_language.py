"""The language of articles: found from the text, refused where kg does not read it."""

import io
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.article import Article, Block, language, read
from kg.errors import RefusedError

ENGLISH = (
    "The foreign minister of Norland said on Monday that talks with its neighbour had failed. Officials in the capital"
    " declined to comment on the report. The ambassador was called in at night and told that two diplomats had to leave"
    " the country within three days, a spokesman for the government said."
)
OTHERS = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text("utf-8"))


def article(*paragraphs: str, title: str | None = None, declared: str = "en") -> Article:
    blocks = [Block("paragraph", paragraph) for paragraph in paragraphs]
    return Article("a.txt", (*([Block("title", title)] if title else []), *blocks), title=title, language=declared)


def checked(*paragraphs: str, told: str | None = None, **kwargs: str) -> str:
    return language.checked(article(*paragraphs, **kwargs), told).language


def test_english_is_read():
    assert checked(ENGLISH) == "en"


def test_there_are_more_than_twenty_other_languages():
    assert len(OTHERS) > 20


@pytest.mark.parametrize("code", OTHERS)
def test_an_article_in_another_language_is_refused_by_its_name(code):
    with pytest.raises(RefusedError) as refused:
        checked(OTHERS[code]["long"])
    assert str(refused.value) == (
        f"a.txt: {OTHERS[code]['name']}: kg reads English (--language en reads it all the same)"
    )


@pytest.mark.parametrize("code", OTHERS)
def test_a_sentence_in_another_language_is_refused(code):
    with pytest.raises(RefusedError, match="kg reads English"):
        checked(OTHERS[code]["short"])


@pytest.mark.parametrize(
    "text",
    [
        "It rains.",
        "Talks fail",
        "Gouverneur de la Banque",
        "Merkel, von der Leyen, Sánchez, Meloni",
        "José Manuel Barroso, António Guterres and Javier Solana",
        "Norland 3, Sudland 1.",
        "2024-03-04",
        "$$$",
        "Müller meets Erdoğan in Kraków.",
        "NORLAND SHUTS BORDER",
    ],
)
def test_what_is_too_short_to_tell_is_read(text):
    assert checked(text) == "en"


def test_a_table_of_names_and_numbers_is_read():
    assert checked(*(f"Łódź {number}, Kraków {number + 1}" for number in range(3))) == "en"


def test_the_title_does_not_count():
    assert checked(ENGLISH, title=OTHERS["fr"]["short"]) == "en"
    with pytest.raises(RefusedError, match="French"):
        checked(OTHERS["fr"]["long"], title="The minister said that the talks had failed on Monday")


def test_of_two_languages_the_greater_part_decides(caplog):
    assert checked(ENGLISH, ENGLISH, OTHERS["es"]["long"]) == "en"
    assert "a.txt: some of it is Spanish, and read as English" in caplog.text
    with pytest.raises(RefusedError, match="Spanish"):
        checked(ENGLISH, OTHERS["es"]["long"], OTHERS["es"]["long"])


def test_a_quotation_in_another_language_is_no_part_to_speak_of(caplog):
    assert checked(ENGLISH, ENGLISH, f"The sign said: “{OTHERS['de']['short']}”") == "en"
    assert not caplog.text


@pytest.mark.parametrize("declared", ["fr", "de-DE", "xx"])
def test_english_that_is_declared_otherwise_is_read_and_told(declared, caplog):
    assert checked(ENGLISH, declared=declared) == "en"
    assert "its text is English" in caplog.text


@pytest.mark.parametrize(
    ("declared", "kept"),
    [
        ("en-GB", "en-GB"),
        ("en_US", "en-US"),
        ("en-gb", "en-GB"),
        ("EN", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("und", "en"),
        ("", "en"),
    ],
)
def test_a_variety_of_english_is_kept_as_declared(declared, kept, caplog):
    assert checked(ENGLISH, declared=declared) == kept
    assert not caplog.text


def test_json_keeps_the_variety_that_it_declares():
    (item,) = read("-", io.BytesIO(json.dumps({"text": ENGLISH, "language": "en-GB"}).encode()))
    assert isinstance(item, Article)
    assert item.language == "en-GB"


def test_one_article_in_another_language_is_refused_among_others():
    texts = [ENGLISH, OTHERS["fr"]["long"], ENGLISH]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    found = list(read("-", io.BytesIO(lines.encode())))
    assert [type(item) for item in found] == [Article, RefusedError, Article]
    assert str(found[1]).startswith("-:2: French: kg reads English")


def test_what_tells_nothing_is_of_the_language_that_it_declares():
    with pytest.raises(RefusedError, match="French: kg reads English"):
        checked("Merkel, Sánchez, Meloni.", declared="fr-FR")


def test_english_declared_over_another_language_does_not_help():
    with pytest.raises(RefusedError, match="German"):
        checked(OTHERS["de"]["long"], declared="en")


def test_what_the_user_tells_is_not_checked():
    assert checked(OTHERS["de"]["long"], told="en") == "en"


def test_pidgin_is_no_english():
    pidgin = (
        "Di goment don tok say dem go pursue two diplomats comot for di kontri because dem dey plan attack for di port"
        " wey dey north side. Di ambassador no gree ansa any kweshon wey tori pipo ask am for evening time. Di tok"
        " about wata go start again next week for di capital, na so di spokesman tok am for im office yesterday."
    )
    with pytest.raises(RefusedError, match="Nigerian Pidgin"):
        checked(pidgin)


@given(st.lists(st.text(min_size=1), max_size=5))
def test_any_text_has_a_language_or_is_refused_in_one_line(paragraphs):
    try:
        found = checked(*paragraphs)
    except RefusedError as refused:
        found = str(refused)
    assert found == "en" or ("kg reads English" in found and "\n" not in found)
