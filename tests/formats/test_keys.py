"""Records of other tools: which of their keys hold what, and what is said of the rest."""

import json
import time
from datetime import UTC, datetime

import pytest
from formats.given import PARAGRAPHS, SAMPLE, TEXT, TITLE, articles, blocks, faults, items, mapping, one

from kg.article import escapes
from kg.errors import RefusedError, UsageError

LINK = "https://news.example/a"
TRAFILATURA = {
    "title": TITLE, "author": "Ann Quill; Bo Scribe", "hostname": "news.example", "date": "2024-03-06",
    "fingerprint": "f3a1",
    "id": None, "license": None, "comments": "", "raw_text": "short", "text": TEXT, "language": None, "image": None,
    "pagetype": "article", "filedate": "2024-03-07", "source": LINK, "source-hostname": "Norland Times", "excerpt": "x",
    "categories": "World", "tags": "talks; envoys",
}  # fmt: skip
NEWS_PLEASE = {
    "authors": ["Ann Quill"], "date_download": "2024-03-07 10:00:00", "date_modify": None,
    "date_publish": "2024-03-06 08:44:00",
    "description": "x", "filename": "a.json", "image_url": None, "language": "en", "localpath": None, "maintext": TEXT,
    "source_domain": "news.example", "title": TITLE, "title_page": None, "title_rss": None, "url": LINK,
}  # fmt: skip
OTHERS = {
    "trafilatura": (TRAFILATURA, "Norland Times", ("Ann Quill", "Bo Scribe"), "2024-03-06T00:00:00+00:00"),
    "news-please": (NEWS_PLEASE, "news.example", ("Ann Quill",), "2024-03-06T08:44:00+00:00"),
    "newspaper4k": (
        {"url": LINK, "title": TITLE, "text": TEXT, "authors": ["Ann Quill"], "publish_date": "2024-03-06",
         "source_url": "https://news.example", "meta_lang": "en", "movies": [], "is_parsed": True},
        None, ("Ann Quill",), "2024-03-06T00:00:00+00:00",
    ),
    "cc_news": (
        {"title": TITLE, "text": TEXT, "domain": "news.example", "date": "2024-03-06 08:44:00", "description": "x",
         "url": LINK, "image_url": ""},
        "news.example", (), "2024-03-06T08:44:00+00:00",
    ),
    "all the news": (
        {"id": 17, "title": TITLE, "publication": "Norland Times", "author": "Ann Quill", "date": "2024-03-06",
         "year": 2024.0, "month": 3.0, "url": LINK, "content": TEXT, "section": "World"},
        "Norland Times", ("Ann Quill",), "2024-03-06T00:00:00+00:00",
    ),
    "webhose": (
        {"uuid": "u7", "url": LINK, "title": TITLE, "text": TEXT, "published": "2024-03-06T08:44:00.000+02:00",
         "author": "Ann Quill", "language": "english", "thread": {"site": "news.example", "uuid": "t"}, "entities": {}},
        "news.example", ("Ann Quill",), "2024-03-06T08:44:00+02:00",
    ),
    "event registry": (
        {"uri": "781", "lang": "eng", "isDuplicate": False, "dateTimePub": "2024-03-06T08:44:00Z", "dataType": "news",
         "url": LINK, "title": TITLE, "body": TEXT, "source": {"uri": "news.example", "title": "Norland Times"},
         "authors": [{"uri": "a", "name": "Ann Quill"}], "sentiment": 0.1},
        "Norland Times", ("Ann Quill",), "2024-03-06T08:44:00+00:00",
    ),
    "guardian": (
        {"id": "world/2024/a", "type": "article", "sectionName": "World", "webPublicationDate": "2024-03-06T08:44:00Z",
         "webTitle": TITLE, "webUrl": LINK, "apiUrl": "https://api.example/a",
         "fields": {"headline": TITLE, "bodyText": TEXT, "byline": "Ann Quill"},
         "tags": [{"id": "t", "webTitle": "talks"}]},
        None, ("Ann Quill",), "2024-03-06T08:44:00+00:00",
    ),
}  # fmt: skip


OTHERS["wordpress"] = (
    {"id": 17, "date": "2024-03-06T08:44:00", "guid": {"rendered": f"{LINK}?p=17"}, "link": LINK,
     "title": {"rendered": TITLE},
     "content": {"rendered": "".join(f"<p>{p}</p>" for p in PARAGRAPHS), "protected": False},
     "author": 3, "categories": [4],
     "excerpt": {"rendered": "x"}, "_links": {}},
    None, (), "2024-03-06T08:44:00+00:00",
)  # fmt: skip


@pytest.mark.parametrize("tool", OTHERS)
def test_a_record_of_another_tool_is_read_with_its_date_byline_and_address(tool, caplog):
    record, publisher, byline, published = OTHERS[tool]
    article = one("a.jsonl", json.dumps(record) + "\n")
    assert blocks(article) == SAMPLE
    assert (article.url, article.publisher, article.byline) == (LINK, publisher, byline)
    assert article.published is not None
    assert article.published.isoformat() == published
    assert article.language == "en"
    assert not caplog.text


def test_a_key_that_is_unknown_is_named_once_a_source(caplog):
    articles("a.jsonl", "".join(json.dumps({"text": f"It rains {n}.", "qwz": 1, "zork": 2}) + "\n" for n in range(3)))
    (line,) = caplog.messages
    assert line.startswith("a.jsonl: ")
    assert "'qwz', 'zork'" in line


def test_what_the_user_says_of_keys_comes_first():
    record = {"text": "no", "leib": TEXT, "meta": {"wann": "2024-03-06"}}
    article = one("a.jsonl", json.dumps(record) + "\n", mapping(text="leib", published="meta.wann"))
    assert blocks(article) == SAMPLE[1:]
    assert article.published == datetime(2024, 3, 6, tzinfo=UTC)


def test_a_mapped_key_that_is_nowhere_is_refused_with_the_nearest():
    found = items("a.jsonl", '{"text": "It rains.", "pub_date": "2024-01-01"}\n', mapping(published="pub_dat"))
    assert faults(found) == ['a.jsonl: no article has "pub_dat" (did you mean "pub_date"?)']


def test_a_field_that_articles_do_not_have_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match=r"no field 'txt'.*did you mean .text"):
        items("a.jsonl", '{"text": "It rains."}\n', mapping(txt="body"))


@pytest.mark.parametrize(
    "around",
    [
        {"articles": 0},
        {"status": "ok", "response": {"docs": 0}},
        {"response": {"results": 0, "total": 2}},
        {"articles": {"results": 0}},
    ],
)
def test_articles_in_a_list_within_an_object_are_read(around):
    listed = json.dumps([{"text": "It rains."}, {"text": "It snows."}])
    assert len(articles("a.json", json.dumps(around).replace("0", listed, 1))) == 2


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"title": TITLE, "abstract": "Talks failed.", "web_url": LINK}, '"abstract" is only a summary'),
        ({"url": LINK, "title": TITLE, "seendate": "20240306T120000Z", "domain": "news.example"}, "list of links"),
        ({"title": TITLE}, 'it has no "text"'),
        ({"title": TITLE, "content": "The talks failed, an offi… [+2041 chars]"}, 'only its beginning is in "content"'),
    ],
)
def test_a_record_without_its_text_is_refused_with_what_to_do(record, said):
    (line,) = faults(items("a.jsonl", json.dumps(record) + "\n"))
    assert said in line
    assert line.endswith(")")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"<p>{p}</p>\n" for p in PARAGRAPHS),
        "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in PARAGRAPHS),
        "<br><br>".join(PARAGRAPHS),
        TEXT.replace("“", "&amp;#8220;").replace("”", "&rdquo;"),
        TEXT.replace("report", '<a href="https://a.example/">report</a>'),
    ],
)
def test_markup_and_entities_in_a_text_are_no_words(text):
    assert blocks(one("a.jsonl", json.dumps({"title": TITLE, "text": text}) + "\n")) == SAMPLE


def test_an_ampersand_and_a_sign_of_less_stay():
    (article,) = articles("a.jsonl", json.dumps({"text": "Turnover at R&D was <5% &c; 3 < 4 > 2."}) + "\n")
    assert article.blocks[0].text == "Turnover at R&D was <5% &c; 3 < 4 > 2."


EPOCH = [
    "1970-01-01T00:00:00Z",
    "1970-01-01",
    "19700101T000000Z",
    "1969-12-31T19:00:00-05:00",
    "Jan. 1, 1970 01:00 CET",
]


@pytest.mark.parametrize(
    "none", ["0001-01-01T00:00:00", "0001-01-01", "0000-00-00 00:00:00", "null", "NaT", "0", *EPOCH]
)
def test_what_stands_for_no_date_leaves_an_article_undated_and_is_told(none, caplog):
    assert one("a.jsonl", json.dumps({"text": "It rains.", "published": none}) + "\n").published is None
    assert f'a.jsonl:1: "published" is {none}, which is no date' in caplog.text


@pytest.mark.parametrize("date", ["1969-12-31T08:44:00Z", "1970-01-02T00:00:00Z", "1970-11-01"])
def test_days_beside_the_one_where_clocks_begin_are_some(date):
    assert one("a.jsonl", json.dumps({"text": "It rains.", "published": date}) + "\n").published is not None


NEWS_API = {
    "source": {"id": None, "name": "[Removed]"}, "author": None, "title": "[Removed]", "description": "[Removed]",
    "url": "https://removed.com", "urlToImage": None, "publishedAt": "1970-01-01T00:00:00Z", "content": "[Removed]",
}  # fmt: skip


@pytest.mark.parametrize(
    "text", ["[Removed]", "[deleted]", "[Content removed]", "[ Removed by moderator ]", "(withdrawn)", "Deleted.",
             "This article has been removed.", "[This content is no longer available]", "[removed]\n\n[deleted]"],
)  # fmt: skip
def test_what_stands_in_place_of_a_withdrawn_text_is_no_article(text):
    told = "it was withdrawn: "
    listed = json.dumps({"status": "ok", "totalResults": 1, "articles": [NEWS_API | {"content": text}]})
    assert [told in fault for fault in faults(items("a.json", listed))] == [True]
    assert [told in fault for fault in faults(items("a.csv", f'title,text\nRain,"{text}"\n'))] == [True]


@pytest.mark.parametrize(
    "text", ["The statue was removed.", "[Removed] from office on Monday, the minister left Norstad.",
             "The article was removed by the editor of the Norland Times.", "[Removed]\n\nIt rains in Norstad."],
)  # fmt: skip
def test_a_text_that_speaks_of_what_was_removed_is_one(text):
    assert one("a.jsonl", json.dumps({"title": "[Removed]", "text": text}) + "\n")


@pytest.mark.parametrize("date", ["0001-06-06", "9999-12-31", "soon", "03/04/2024"])
def test_a_date_that_is_none_refuses_its_article(date):
    (refused,) = items("a.jsonl", json.dumps({"text": "It rains.", "date": date}) + "\n")
    assert isinstance(refused, RefusedError)
    assert str(refused).startswith('a.jsonl:1: "date" is no date or time')


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("HTTPS://News.Example/a", "https://news.example/a"),
        ("https://news.example/a b|c{}", "https://news.example/a%20b%7Cc%7B%7D"),
        ("https://news.example/This_(journal).%20#x", "https://news.example/This_(journal).%20#x"),
    ],
)
def test_an_address_is_written_as_addresses_are(given, kept):
    assert one("a.jsonl", json.dumps({"text": "It rains.", "url": given}) + "\n").url == kept


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://news.example/a", "does not begin with http"),
        ("https:///a", "has no host"),
        ("https://a b.example/", "its host is none"),
        ("https://news.example:b/", "host or port"),
    ],
)
def test_an_address_that_can_be_none_is_refused_with_why(url, why):
    (line,) = faults(items("a.jsonl", json.dumps({"text": "It rains.", "url": url}) + "\n"))
    assert line.startswith('a.jsonl:1: "url" is no http or https address: ')
    assert why in line


def test_keys_by_the_million_take_no_line_each(caplog):
    record = {"text": "It rains."} | {f"key{n}": n for n in range(50_000)}
    articles("a.jsonl", json.dumps(record) + "\n")
    (line,) = caplog.messages
    assert len(line) < 600


# --- records that were escaped twice


def twice(text: str) -> str:
    return json.dumps(text)[1:-1]


@pytest.mark.parametrize("ensure", [True, False])
@pytest.mark.parametrize("times", [1, 2])
def test_a_text_that_was_escaped_twice_is_mended(ensure, times, caplog):
    record = {"title": "Norland’s envoy “went” home \U0001f600", "text": TEXT, "authors": ["Ann Quillé"]}
    for _ in range(times):
        record |= {key: json.dumps(record[key], ensure_ascii=ensure)[1:-1] for key in ("title", "text")}
        record["authors"] = [twice(name) for name in record["authors"]]
    for name, data in (("a.jsonl", json.dumps(record) + "\n"), ("a.json", json.dumps([record]))):
        article = one(name, data)
        assert blocks(article)[1:] == SAMPLE[1:]
        assert (article.title, article.byline) == ("Norland’s envoy “went” home \U0001f600", ("Ann Quillé",))
    assert "escape" not in caplog.text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"It rains.\nIt snows.", ["It rains.", "It snows."]),
        (r"It rains.\r\n\r\nIt snows.", ["It rains.", "It snows."]),
        (r"It rains in \nNorstad.\n\nIt snows.", ["It rains in", "Norstad.", "It snows."]),
        (r"<p>It rains.<\/p>\n<p>It snows.<\/p>", ["It rains.", "It snows."]),
        (r"It rains, \"hard\", in Norstad\u2019s streets.", ['It rains, "hard", in Norstad’s streets.']),
        (r"It doesn\'t rain.", ["It doesn't rain."]),
        (r"It rains.\n* hard\n* long", ["It rains.", "* hard", "* long"]),
        (r"It rains [\u2026] and snows, he said [\"hard\"].", ['It rains […] and snows, he said ["hard"].']),
        ("It rains.\n\nNorland\\u2019s envoy left.", ["It rains.", "Norland’s envoy left."]),
    ],
)
def test_what_escapes_stand_for_is_read(text, read):
    assert [block.text for block in one("a.jsonl", json.dumps({"text": text}) + "\n").blocks] == read


@pytest.mark.parametrize(
    "text",
    [
        r"The files lay in C:\new, the police said.",
        r"The files lay in C:\new\table\reports.\nobody, the police said.",
        r"The files lay on \\server\new\u2019, the police said.",
        r"They searched for \bNorland\b and [\u4e00-\u9fff]+ and \d+\n in them.",
        r"They searched for [\n\r]+ and \t* in them.",
        r"He printed \n at the end of a string.",
        r"The field \nabla and its \tau are known.",
        r"A share of 5\10, a smile ¯\_(ツ)_/¯ and a \*star\*.",
    ],
)
def test_paths_and_patterns_stay(text, caplog):
    assert one("a.jsonl", json.dumps({"text": text}) + "\n").blocks[0].text == text
    assert "escape" not in caplog.text


@pytest.mark.parametrize(
    "text", ["It rains.\n\nIt snows.\\n\\nIt hails.", r"It rains.\n\nIt snows. \x41", r"It rains.\n\nIt \u0007snows."]
)
def test_escapes_of_which_nobody_can_be_sure_stay_and_are_told(text, caplog):
    article = one("a.jsonl", json.dumps({"text": text}) + "\n")
    assert "\\" in " ".join(block.text for block in article.blocks)
    assert "a.jsonl:1: signs of escapes stand in its text" in caplog.text


def test_columns_of_a_table_are_mended_too():
    assert [block.text for block in one("a.csv", 'text\n"It rains.\\n\\nIt snows."\n').blocks] == [
        "It rains.",
        "It snows.",
    ]


@pytest.mark.parametrize("text", [" " * 300_000 + "\\", r"\n " * 100_000, r"a\n" * 100_000, r" \\a" * 100_000])
def test_texts_of_many_blanks_and_escapes_take_no_time(text):
    begin = time.process_time()
    escapes.mended(text)
    escapes.is_damaged(text)
    assert time.process_time() - begin < 5
