"""Front matter of Markdown files, in YAML and TOML: fields by the keys that records have."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from formats.given import PARAGRAPHS, SAMPLE, TEXT, TITLE, blocks, one

from kg.article import frontmatter
from kg.deadline import deadline

DAY = datetime(2024, 3, 5, tzinfo=UTC)


def article(fields: str, mark: str = "---"):
    return one("a.md", f"{mark}\n{fields}\n{mark}\n\n# {TITLE}\n\n{TEXT}\n")


@pytest.mark.parametrize(
    ("fields", "name", "wanted"),
    [
        ("created: 2024-03-09\npublished: 2024-03-05", "published", DAY),
        ("date: 2024-03-07\npublished: 2024-03-05", "published", DAY),
        ("published: true\ndate: 2024-03-05", "published", DAY),
        ("published:\ncreated: 2024-03-09", "published", None),
        ("date: 2024-03-05 08:00:00 +0200", "published", DAY.replace(hour=8, tzinfo=timezone(timedelta(hours=2)))),
        ("Publication Date: March 5, 2024", "published", DAY),
        ("publication-date: 5 March 2024", "published", DAY),
        ("date: soon", "published", None),
        ("last_updated: 2024-03-05", "modified", DAY),
        ("publisher: The Courier\nsource: https://c.example/1", "publisher", "The Courier"),
        ("publisher: The Courier\nsource: https://c.example/1", "url", "https://c.example/1"),
        ("source: https://c.example/1\npublisher: The Courier", "url", "https://c.example/1"),
        ("source: The Courier", "publisher", "The Courier"),
        ("publisher: https://c.example", "publisher", None),
        ("publisher: https://c.example", "url", None),
        ("publisher: {name: The Courier}", "publisher", "The Courier"),
        ("url: /posts/talks", "url", None),
        ("section: World", "section", "World"),
        ('author: ["Ann Quill", "Bo Scribe"]', "byline", ("Ann Quill", "Bo Scribe")),
        ("author:\n  - Ann Quill\n  - 'Bo Scribe'", "byline", ("Ann Quill", "Bo Scribe")),
        ("authors:\n- name: Ann Quill\n  url: https://a.example", "byline", ("Ann Quill",)),
        ("author: Ann Quill and Bo Scribe", "byline", ("Ann Quill", "Bo Scribe")),
        ('author:\n  - "[[Ann Quill]]"\n  - "[[people/bo|Bo Scribe]]"', "byline", ("Ann Quill", "Bo Scribe")),
        ("author: [[Ann Quill]]", "byline", ("Ann Quill",)),
        ("author: null", "byline", ()),
        ("author: Norland Times Staff", "publisher", "Norland Times"),
        ("tags:\n  - talks\n  - no\n  - '#envoys'", "keywords", ("talks", "no", "envoys")),
        ("tags: [talks, 2024, on]", "keywords", ("talks", "2024", "on")),
        ("tags: talks, envoys", "keywords", ("talks", "envoys")),
        ("id: 0x1F", "id", "0x1F"),
        ("lang: en-GB", "language", "en-GB"),
    ],
)
def test_a_field_is_of_the_first_key_that_holds_what_fits(fields, name, wanted):
    found = article(fields)
    assert getattr(found, name) == wanted
    assert blocks(found) == SAMPLE


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title: 'It''s over'", "It's over"),
        ('title: "The \\"envoys\\""', 'The "envoys"'),
        ("title: >\n  Talks\n  fail", "Talks fail"),
        ("title: Talks: the end", "Talks: the end"),
        ("title: 1984", "1984"),
        ("title: Yes # a note", "Yes"),
        ("title: One\ntitle: Two", "One"),
    ],
)
def test_words_are_as_they_are_written(fields, title):
    assert one("a.md", f"---\n{fields}\n---\n{TEXT}\n").title == title


def test_the_title_above_the_text_comes_first_and_the_fields_before_what_its_lines_tell():
    fields = "title: Other\nauthor: Ann Quill\ndate: 2024-03-05"
    found = one("a.md", f"---\n{fields}\n---\n# {TITLE}\n\nBy Bo Scribe\n\n9 March 2024\n\n{TEXT}")
    assert (found.title, found.byline, found.published) == (TITLE, ("Ann Quill",), DAY)


def test_toml_is_read():
    fields = (
        f'title = "{TITLE}"\ndate = 2024-03-05T00:00:00Z\ndraft = false\nauthors = ["Ann Quill"]\nweight = 3\n'
        '[taxonomies]\ntags = ["talks"]'
    )
    found = article(fields, "+++")
    assert blocks(found) == SAMPLE
    assert (found.published, found.byline, found.keywords) == (DAY, ("Ann Quill",), ("talks",))


BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("mark", "fields", "why"),
    [
        ("---", "- talks\n- envoys", "it has no keys"),
        ("---", "talks", "it has no keys"),
        ("---", 'title: "Talks\ndate: 2024-03-05', "found unexpected end"),
        ("---", BOMB, "it has aliases"),
        ("---", "a: " + "[" * 1000 + "]" * 1000, "nested too deeply"),
        ("---", "".join(f"k{n}: x\n" for n in range(9000)), "it holds too much"),
        ("---", "a: " + "x" * 200_000, "it is too large"),
        ("+++", "title = Talks", "Invalid value"),
        ("+++", "a = " + "[" * 1000 + "]" * 1000, ""),
        ("+++", ".".join("a" * 2000) + " = 1", "nested too deeply"),
        ("+++", "a = '" + "x" * 200_000 + "'", "it is too large"),
    ],
)
def test_what_is_no_mapping_or_grows_is_told_and_is_no_text(mark, fields, why, caplog):
    assert blocks(article(fields, mark)) == SAMPLE
    assert "a.md: what stands above the text is no mapping in" in caplog.text
    assert why in caplog.text


def test_what_yaml_would_make_of_a_tag_is_not_made(tmp_path):
    found = article(f'title: !!python/object/apply:os.mkdir ["{tmp_path}/x"]\nauthor: Ann Quill')
    assert found.byline == ("Ann Quill",)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("between", [f"\n{PARAGRAPHS[0]}\n\n", f"{PARAGRAPHS[0]}\n\n"])
def test_sentences_between_two_rules_are_text(between, caplog):
    found = one("a.md", f"---\n{between}---\n\n{PARAGRAPHS[1]}\n")
    text = " ".join(block.text for block in found.blocks)
    assert PARAGRAPHS[0] in text
    assert PARAGRAPHS[1] in text
    assert not caplog.text


def test_front_matter_that_is_empty_or_does_not_end_is_none(caplog):
    assert blocks(one("a.md", f"---\n---\n# {TITLE}\n\n{TEXT}")) == SAMPLE
    assert PARAGRAPHS[0] in [text for _, text in blocks(one("a.md", f"---\ntitle: x\n\n{TEXT}"))]
    assert not caplog.text


@pytest.mark.parametrize("unit", ["a: b: c\n", "a: b" + " " * 60_000 + ": c\n", "- ", "? ", "[a: ", "a.", "'", "+++\n"])
@pytest.mark.parametrize("mark", ["---", "+++"])
def test_front_matter_takes_time_by_its_length_alone(unit, mark):
    with deadline(20, "front matter"):
        frontmatter.parted(f"{mark}\n{unit * (90_000 // len(unit))}\n{mark}\n{TEXT}", "a.md")
