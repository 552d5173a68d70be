"""Readers: what of a file is the article, and what is said of a file that holds none."""

import codecs
import io
import json
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import hostile
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.article import Article, assembly, clean, mojibake, read, sources, times
from kg.article.folder import files
from kg.deadline import deadline
from kg.errors import RefusedError, SourceError

BODY = (
    "The foreign minister of Norland said on Monday that talks with its neighbour had failed.\n\n"
    "Officials in the capital declined to comment on the report."
)


def one(path: Path) -> Article:
    (article,) = read(path)
    assert isinstance(article, Article)
    return article


@pytest.fixture
def write(tmp_path: Path):
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def texts(article: Article, kind: str) -> list[str]:
    return [block.text for block in article.blocks if block.kind == kind]


# --- plain text


def test_the_title_is_found_and_stands_once_though_it_is_printed_twice(write):
    article = one(write("a.txt", f"Talks Fail\n\nBy: Ann Quill\n2 May 2023 10:00 GMT\nTalks Fail\n\n{BODY}"))
    assert texts(article, "title") == ["Talks Fail"]
    assert len(texts(article, "paragraph")) == 2


def test_a_short_line_above_the_title_is_the_section(write):
    article = one(write("a.txt", f"World News\n\nTalks between Norland and Sudland fail again\n\n{BODY}"))
    assert (article.section, article.title) == ("World News", "Talks between Norland and Sudland fail again")


def test_a_text_without_a_title_has_none(write):
    article = one(write("a.txt", BODY))
    assert article.title is None
    assert texts(article, "title") == []


def test_byline_names_people_and_a_desk_names_the_publisher(write):
    article = one(write("a.txt", f"Talks Fail\nBy Ann Quill and Bo Scribe, Staff Writers\n\n{BODY}"))
    assert article.byline == ("Ann Quill", "Bo Scribe")
    article = one(write("b.txt", f"Talks Fail\nBy: Norland Times Staff\n\n{BODY}"))
    assert (article.byline, article.publisher) == ((), "Norland Times")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("January 1, 2024 at 8:44 am EST", "2024-01-01T08:44:00-05:00"),
        ("Jan. 1, 2024, 12:05 p.m. ET", "2024-01-01T12:05:00-05:00"),
        ("July 4, 2023 12:05 AM ET", "2023-07-04T00:05:00-04:00"),
        ("1 January 2024 08:44 GMT", "2024-01-01T08:44:00+00:00"),
        ("3rd March 2022 12.30 CET", "2022-03-03T12:30:00+01:00"),
        ("Mon, 01 Jan 2024 08:44:00 +0200", "2024-01-01T08:44:00+02:00"),
        ("2024-01-01T08:44:00-05:00", "2024-01-01T08:44:00-05:00"),
        ("2024-01-01T08:44:00Z", "2024-01-01T08:44:00+00:00"),
        ("2024-01-01 08:44", "2024-01-01T08:44:00+00:00"),
        ("2024-01-01", "2024-01-01T00:00:00+00:00"),
    ],
)
def test_times_as_outlets_write_them(written, meant):
    found = times.find(f"Published: {written}")
    assert found is not None
    assert found.isoformat() == meant


NO_DAYS = ["99999-01-01", "2024-01-011", "-0044-03-15", "0001-01-01", "9999-12-31", "1 January 2500"]


@pytest.mark.parametrize("written", ["", "yesterday", "2024-13-45", "31 February 2024", "8:44 am", *NO_DAYS])
def test_what_is_no_day_is_no_time(written):
    assert times.find(written) is None


def test_published_and_updated_on_one_line(write):
    line = "Published: March 5, 2024 at 9:00 pm PST | Updated: March 6, 2024 at 1:00 am PST"
    article = one(write("a.txt", f"Talks Fail\n{line}\n\n{BODY}"))
    pacific = timezone(timedelta(hours=-8))
    assert article.published == datetime(2024, 3, 5, 21, tzinfo=pacific)
    assert article.modified == datetime(2024, 3, 6, 1, tzinfo=pacific)


def test_a_dateline_with_its_year_is_the_day_of_publication(write):
    (article,) = read(write("a.txt", "NORSTAD, Feb. 3, 2031 (Wire) - The council met on Monday and took a vote."))
    assert article.published == datetime(2031, 2, 3, tzinfo=UTC)


def test_dateline_leaves_the_paragraph_and_names_the_agency(write):
    article = one(write("a.txt", f"Talks Fail\n\nNORSTAD, Jan 1 (Wire) - {BODY}"))
    assert article.dateline == "NORSTAD, Jan 1 (Wire)"
    assert article.publisher == "Wire"
    assert texts(article, "paragraph")[0].startswith("The foreign minister")


def test_a_short_line_between_paragraphs_is_a_heading_and_a_last_one_is_not(write):
    article = one(write("a.txt", f"Talks Fail\n\n{BODY}\n\nWhat comes next\n\n{BODY}"))
    assert texts(article, "heading") == ["What comes next"]
    assert article.blocks[-1].kind == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "(Read Also: Another Story About Something Else)",
        "READ MORE: Another story",
        "Share Tweet Email Print",
        "Share this article on Facebook",
        "Photo: A minister speaks to reporters",
        "A minister speaks to reporters. (AP Photo/Bo Scribe)",
        "Sign up for our newsletter to get the news of the day.",
        "Follow us on Telegram for more news.",
        "Advertisement",
        "Reporting by Ann Quill; Editing by Bo Scribe",
        "© 2024 Norland Times. All rights reserved.",
        "3 min read",
    ],
)
def test_what_is_not_the_article_is_left_out(write, line):
    article = one(write("a.txt", f"Talks Fail\n\n{BODY}\n\n{line}\n\n{BODY}"))
    assert [block.text for block in article.blocks if block.text == line] == []
    assert len(texts(article, "paragraph")) == 4


@pytest.mark.parametrize(
    "line",
    [
        "The president read more than one letter to the crowd.",
        "He said the photo: a fake, showed nothing of the attack.",
    ],
)
def test_sentences_that_only_resemble_boilerplate_stay(write, line):
    assert line in texts(one(write("a.txt", f"Talks Fail\n\n{BODY}\n\n{line}\n\n{BODY}")), "paragraph")


def test_the_box_about_the_outlet_is_left_out(write):
    box = (
        "Founded by two friends, Norland Times is an award-winning newsroom committed to independent journalism."
        " Our mission is the truth."
    )
    article = one(write("a.txt", f"Talks Fail\n\n{BODY}\n\n{box}"))
    assert all("Founded" not in block.text for block in article.blocks)


def test_keywords_with_and_without_marks_between_them(write):
    article = one(write("a.txt", f"Talks Fail\n\n{BODY}\n\nTags: Norland, Sudland; peace talks"))
    assert article.keywords == ("Norland", "Sudland", "peace talks")
    article = one(
        write("b.txt", f"World News\n\nTalks between Norland and Sudland fail\n\n{BODY}\n\nWorld News Norland")
    )
    assert article.keywords == ("World News", "Norland")


def test_wrapped_lines_are_one_paragraph_and_white_space_is_normal(write):
    wrapped = (
        "The foreign minister of Norland  said on Monday that\n"
        "talks with\u00a0its neighbour had failed after a week of\nhard bargaining."
    )
    article = one(write("a.txt", wrapped))
    assert texts(article, "paragraph") == [
        (
            "The foreign minister of Norland said on Monday that talks with its neighbour had failed after a week of"
            " hard bargaining."
        )
    ]


def test_the_seed_article_is_read_as_a_reader_would(seed_path):
    article = one(seed_path)
    assert article.published is not None
    assert article.modified is not None
    assert article.published.isoformat() == "2024-01-01T08:44:00-05:00"
    assert article.modified.isoformat() == "2024-01-01T10:27:00-05:00"
    assert (article.section, article.publisher, article.byline) == ("International Relations", "BNN", ())
    assert article.keywords == ("International Relations", "Russia", "United States")
    assert len(texts(article, "title")) == 1
    assert len(texts(article, "heading")) == 3
    assert len(texts(article, "paragraph")) == 4
    whole = " ".join(block.text for block in article.blocks)
    assert "Read Also" not in whole
    assert "Founded by" not in whole


# --- Markdown


def test_markdown_marks_become_kinds_and_plain_words(write):
    content = (
        "---\ntitle: Talks Fail\ndate: 2024-05-06\nauthor: Ann Quill\n---\n\n# Talks Fail\n\n"
        "The **minister** said [talks](https://example.org/x) had *failed* on Monday.\n\n"
        "## What comes next\n\n![map](m.png)\n\n- The first round is over, he said.\n- The second will follow.\n"
    )
    article = one(write("a.md", content))
    assert article.published == datetime(2024, 5, 6, tzinfo=UTC)
    assert article.byline == ("Ann Quill",)
    assert [(b.kind, b.text) for b in article.blocks] == [
        ("title", "Talks Fail"),
        ("paragraph", "The minister said talks had failed on Monday."),
        ("heading", "What comes next"),
        ("paragraph", "The first round is over, he said."),
        ("paragraph", "The second will follow."),
    ]


def test_what_does_not_end_in_markdown_is_text(write):
    marks = "The <!-- minister **met [him](x at ![the\n\n```\nport."
    blocks = one(write("a.md", marks)).blocks
    assert [block.text for block in blocks] == ["The <!-- minister **met [him](x at ![the", "``` port."]


def test_code_between_fences_is_left_out_of_markdown(write):
    article = one(write("a.md", "It rained.\n\n```python\nprint()\n```\n\nIt snowed.\n\n~~~\n```\n~~~\n\nIt hailed."))
    assert texts(article, "paragraph") == ["It rained.", "It snowed.", "It hailed."]


def test_the_address_of_a_link_may_have_parentheses(write):
    text = "The [port](https://example.org/port_(town)) was hit, officials said."
    assert texts(one(write("a.md", text)), "paragraph") == ["The port was hit, officials said."]


@pytest.mark.parametrize("marks", hostile.MARKS.values())
def test_marks_without_end_take_time_by_their_length_alone(write, marks, monkeypatch):
    monkeypatch.setattr(clean, "MOST_LINES", hostile.FILE)  # also where there are more lines than an article has
    monkeypatch.setattr(assembly, "_MOST_PARAGRAPHS", hostile.FILE)
    extension, content = hostile.file(".md", marks)
    with deadline(20, "marks"):  # a second; what grows with the square takes ten minutes
        one(write(f"a{extension}", content))


@pytest.mark.parametrize("field", ["keywords", "byline"])
def test_a_list_of_blanks_takes_time_by_its_length_alone(write, field):
    extension, content = hostile.record(**{field: f"a{' ' * hostile.FILE}b"})
    with deadline(20, "blanks"):
        assert getattr(one(write(f"a{extension}", content)), field) == ("a b",)


# --- JSON


def objects(*items: object) -> str:
    return "".join(json.dumps(item) + "\n" for item in items)


def test_json_fields_are_taken_as_given(write):
    item = {
        "id": 7,
        "url": "https://example.org/a",
        "title": "Talks Fail",
        "text": BODY,
        "published": "2024-01-01",
        "publisher": "Norland Times",
        "byline": "Ann Quill, Bo Scribe",
        "keywords": ["talks"],
        "more": 1,
    }
    article = one(write("a.jsonl", objects(item)))
    assert (article.id, article.url, article.title) == ("7", "https://example.org/a", "Talks Fail")
    assert article.published == datetime(2024, 1, 1, tzinfo=UTC)
    assert (article.publisher, article.byline, article.keywords) == (
        "Norland Times",
        ("Ann Quill", "Bo Scribe"),
        ("talks",),
    )
    assert [block.kind for block in article.blocks] == ["title", "paragraph", "paragraph"]


def test_json_text_of_one_sentence_comes_out_as_given(write):
    article = one(write("a.jsonl", objects({"text": "(Read Also) Norland  bombed a port"})))
    assert [(b.kind, b.text) for b in article.blocks] == [("paragraph", "(Read Also) Norland bombed a port")]


@pytest.mark.parametrize(
    "bad",
    [
        "{not json}",
        "[1]",
        '"text"',
        "{}",
        '{"text": " "}',
        '{"text": 3}',
        '{"text": "It rains.", "published": "soon"}',
        '{"text": "It rains.", "url": "javascript:alert(1)"}',
        '{"text": "It rains.", "url": "http://[x"}',
        '{"text": "It rains.", "url": "https://a.example:b/"}',
        '{"text": "It rains.", "url": "https://a b.example/a"}',
        '{"text": "It rains.", "url": "https:///a"}',
        '{"text": "It rains.", "byline": {"a": 1}}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_reported_at_its_place_and_the_others_are_read(write, bad):
    path = write("a.jsonl", objects({"text": "It rains."}) + bad + "\n" + objects({"text": "It snows."}))
    first, refused, third = read(path)
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert isinstance(refused, RefusedError)
    assert refused.where == f"{path}:2"
    assert "\n" not in str(refused)


def test_a_line_in_another_encoding_is_refused_alone(write):
    path = write("a.jsonl", objects({"text": "It rains."}).encode() + b'{"text": "caf\xe9"}\n')
    assert [type(item) for item in read(path)] == [Article, RefusedError]


def test_a_line_too_long_is_refused_without_being_held(write, monkeypatch):
    monkeypatch.setattr(sources, "LIMIT", 100)
    path = write("a.jsonl", '{"text": "' + "x" * 200_000 + '"}\n' + objects({"text": "It rains."}))
    refused, article = read(path)
    assert isinstance(refused, RefusedError)
    assert "larger than" in refused.what
    assert isinstance(article, Article)


@pytest.mark.parametrize("name", ["a.json", "a"])
def test_json_may_be_one_object_one_list_or_lines(write, name):
    item = {"text": "It rains."}
    assert len(list(read(write(name, json.dumps(item, indent=2))))) == 1
    assert len(list(read(write(name, json.dumps([item, item], indent=2))))) == 2
    assert len(list(read(write(name, objects(item, item, item))))) == 3


# --- sources


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
def test_encodings_with_their_marks(write, encoding, name):
    text = "The café in Kraków was hit, officials said."
    content = objects({"text": text}) if name.endswith("jsonl") else text
    article = one(write(name, content.encode(encoding)))
    assert texts(article, "paragraph") == [text]


def test_big_endian_utf16(write):
    article = one(write("a.txt", codecs.BOM_UTF16_BE + "Talks failed.".encode("utf-16-be")))
    assert texts(article, "paragraph") == ["Talks failed."]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"caf\xe9 au lait", "not UTF-8"), (b"\x00\x01\x02GIF", "binary"), (b"x" * 101, "larger than")],
)
def test_a_file_that_is_no_text_is_an_error_of_its_source(write, monkeypatch, content, said):
    monkeypatch.setattr(sources, "LIMIT", 100)
    path = write("a.txt", content)
    with pytest.raises(SourceError, match=said) as error:
        list(read(path))
    assert error.value.where == str(path)


def test_a_missing_file_and_a_folder_are_errors_of_their_source(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(SourceError, match="cannot read it"):
            list(read(path))


@pytest.mark.parametrize("content", ["", " \n\n ", "Share Tweet Email"])
def test_a_text_without_an_article_is_refused(write, content):
    path = write("a.txt", content)
    (refused,) = read(path)
    assert isinstance(refused, RefusedError)
    assert refused.where == str(path)


def test_a_stream_is_read_by_its_content_and_left_open():
    stream = io.BytesIO(objects({"text": "It rains."}, {"text": "It snows."}).encode())
    assert len(list(read("-", stream))) == 2
    assert not stream.closed
    (article,) = read("-", io.BytesIO(BODY.encode()))
    assert isinstance(article, Article)
    assert article.source == "-"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_an_article_or_refused(text):
    (result,) = read("-", io.BytesIO(f"x{text}".encode()))
    if isinstance(result, Article):
        assert all(block.text and block.text == " ".join(block.text.split()) for block in result.blocks)


@given(st.text(min_size=1))
def test_no_json_text_gains_or_changes_a_character(text):
    assume(all(mojibake.mended(given) == given for given in (text, clean.squeeze(text))))
    (result,) = read("-", io.BytesIO(objects({"text": text}).encode()))
    if isinstance(result, Article):
        out = "".join("".join(block.text.split()) for block in result.blocks)
        given = iter(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        assert all(c in given for c in out if c.isprintable())


def test_json_text_is_cleaned_as_a_page_is(write):
    text = (
        "KYIV, June 6 (Reuters) - A depot was hit on Monday.\n\nRead also: Talks resume\n\nShare on Facebook\n\n"
        "## Background\n\nPhoto: Jane Doe\n\nNobody was hurt.\n\nKeywords: war; oil\n\nSubscribe to our newsletter."
    )
    article = one(write("a.jsonl", objects({"title": "Depot hit", "text": text})))
    assert texts(article, "paragraph") == ["A depot was hit on Monday.", "Nobody was hurt."]
    assert texts(article, "heading") == ["Background"]
    assert (article.dateline, article.publisher) == ("KYIV, June 6 (Reuters)", "Reuters")
    assert article.keywords == ("war", "oil")


def test_a_closing_list_is_the_keywords(write):
    article = one(write("a.txt", f"Depot Hit\n\n{BODY}\n\nUkraine; oil depots; war"))
    assert article.keywords == ("Ukraine", "oil depots", "war")


def test_a_dateline_may_be_written_as_in_a_sentence(write):
    article = one(write("a.txt", f"Missiles Fired\n\nNorstad, Aug. 4, 2022 -- {BODY}"))
    assert article.dateline == "Norstad, Aug. 4, 2022"
    assert article.published == datetime(2022, 8, 4, tzinfo=UTC)


def test_a_dateline_may_put_the_day_first(write):
    article = one(write("a.txt", f"Missiles Fired\n\nNORSTAD, 23 January 2025 - {BODY}"))
    assert article.dateline == "NORSTAD, 23 January 2025"
    assert article.published == datetime(2025, 1, 23, tzinfo=UTC)


def test_fields_of_json_come_before_what_its_lines_tell(write):
    text = "By John Roe\n\nA depot was hit on Monday."
    article = one(write("a.jsonl", objects({"text": text, "byline": ["Jane Doe"]})))
    assert article.byline == ("Jane Doe",)


@pytest.mark.parametrize("extension", [".txt", ".text", ".md", ".markdown", ".json", ".jsonl", ".ndjson"])
def test_text_has_several_extensions(write, extension):
    path = write(
        f"a{extension}", objects({"text": "It rains."}) if extension in (".json", ".jsonl", ".ndjson") else "It rains."
    )
    assert texts(one(path), "paragraph") == ["It rains."]


def test_items_of_a_markdown_list_are_read_and_no_headings(write):
    text = f"# Expulsions\n\n{BODY}\n\n- Norland, which ordered 13 to leave\n- Sudland, four\n\nThe rest stayed away."
    article = one(write("a.md", text))
    assert texts(article, "heading") == []
    assert "Norland, which ordered 13 to leave" in texts(article, "paragraph")


# --- what is wrong is told with its place


def test_an_article_among_several_knows_its_line(write):
    path = write("a.jsonl", '{"text": "It rains."}\n\n{"text": "It snows."}\n')
    assert [article.source for article in read(path)] == [f"{path}:1", f"{path}:3"]


def test_a_zone_that_is_unknown_is_told(write, caplog):
    path = write("a.jsonl", '{"text": "It rains.", "published": "1 Jan 2024 08:44 IST"}')
    (article,) = read(path)
    assert article.published == datetime(2024, 1, 1, 8, 44, tzinfo=UTC)
    assert f"{path}:1: the time zone IST is unknown or ambiguous" in caplog.text


@pytest.mark.parametrize("time", ["1 Jan 2024 08:44 PKT", "2024-01-01", "2024-01-01T08:44Z", "1 Jan 2024 08:44 EST"])
def test_a_zone_that_is_known_or_left_out_is_not_told(write, caplog, time):
    assert next(read(write("a.jsonl", f'{{"text": "It rains.", "published": "{time}"}}')))
    assert not caplog.text


# --- folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article, beside a file that is none of its."""
    (tmp_path / "secret.txt").write_text("root:x:0:0")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("It rains.")
    return tmp_path / "in"


def left_out(folder: Path) -> list[str]:
    return [str(item).removeprefix(f"{folder}/") for item in files(folder) if isinstance(item, RefusedError)]


def test_a_link_out_of_a_folder_is_told_and_not_followed(folder):
    (folder / "b.txt").symlink_to("../secret.txt")
    (folder / "c").symlink_to("..")
    told = "a link out of the folder (give it by name to read it)"
    assert left_out(folder) == [f"b.txt: {told}", f"c: {told}"]
    assert texts(one(folder / "b.txt"), "paragraph") == ["root:x:0:0"]


def test_what_links_lead_to_within_a_folder_is_read_once(folder):
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "kept").write_text("It snows.")
    (folder / "c.txt").symlink_to("kept")
    (folder / "d.txt").symlink_to("kept")
    assert list(files(folder)) == [folder / "a.txt", folder / "c.txt"]


def test_what_is_no_file_in_a_folder_is_told(folder):
    os.mkfifo(folder / "b.txt")
    (folder / "c.txt").symlink_to("nothing")
    (folder / "d.txt").symlink_to("d.txt")
    (folder / "e.txt").mkdir()
    assert left_out(folder) == [
        "b.txt: no file, but a pipe or a device",
        "c.txt: a link to nothing",
        "d.txt: a link to nothing",
    ]
