"""Web pages: what of a page is the article, what it tells of itself, and which pages are none."""

import io
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.article import Article, addresses, markup, reading
from kg.article.restrictions import restrictions_of
from kg.article.source import Options, Source
from kg.errors import RefusedError

FAILED = "The foreign minister of Norland said on Monday that talks with its neighbour had failed."
DECLINED = "Officials in the capital declined to comment on the report, which a newspaper had published."
TOLD = "Sudland denied on Tuesday that it had ever agreed to meet, and said that it would not pay."
BODY = f"<p>{FAILED}</p><p>{DECLINED}</p><p>{TOLD}</p>"


def result(page: str | bytes, address: str | None = None, **told: Any) -> Article | RefusedError:
    data = page.encode() if isinstance(page, str) else page
    source = Source("a.html", io.BufferedReader(io.BytesIO(data)), address=address, **told)
    (found,) = reading.read_source(source, Options())
    return found


def article(page: str | bytes, address: str | None = None, **told: Any) -> Article:
    found = result(page, address, **told)
    assert isinstance(found, Article), found
    return found


def refused(page: str) -> str:
    found = result(page)
    assert isinstance(found, RefusedError), found
    return str(found)


def page(body: str = BODY, head: str = "", attributes: str = "") -> str:
    return f"<!doctype html><html {attributes}><head>{head}</head><body><article>{body}</article></body></html>"


def ld(**fields: object) -> str:
    thing = {"@context": "https://schema.org", "@type": "NewsArticle"} | fields
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def meta(**named: str) -> str:
    return "".join(f'<meta property="{name}" content="{value}">' for name, value in named.items())


def texts(found: Article, kind: str = "paragraph") -> list[str]:
    return [block.text for block in found.blocks if block.kind == kind]


# --- the main text


def test_a_paragraph_reads_as_plain_text_would():
    found = article("<p>Russia on Monday expelled two German diplomats, the Foreign Ministry said.</p>")
    assert texts(found) == ["Russia on Monday expelled two German diplomats, the Foreign Ministry said."]
    assert found.title is None


LAYOUT = f"""
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<main><article><h1>Talks fail</h1><p>By Ann Quill</p><time datetime="2024-05-06T10:00:00+02:00">6 May</time>
<figure><img src="a.jpg"><figcaption>A minister leaves the hall. Photo: Bo Scribe</figcaption></figure>
<p>NORSTAD, May 6 (Wire) - {FAILED}</p>
<p>{DECLINED}</p>
<div class="newsletter"><p>Sign up for our newsletter to get the news of the day.</p></div>
<h2>What comes next</h2>
<ul><li>Norland, which ordered 13 to leave</li><li>Sudland, four</li></ul>
<blockquote><p>&ldquo;We shall not pay,&rdquo; the minister said.</p></blockquote>
<table><tr><td>Norland</td><td>13</td></tr></table>
<p>READ MORE: Another story</p><p>Share Tweet Email</p>
<h3>Related stories</h3></article></main>
<aside><h2>Most read</h2><p><a href="/b">A storm is on its way to the coast of Sudland, they say.</a></p></aside>
<footer>© 2024 Norland Times. All rights reserved.</footer>
"""


def test_only_the_article_is_read_of_a_page_with_all_that_surrounds_it():
    found = article(f"<html><body>{LAYOUT}</body></html>")
    assert texts(found) == [
        FAILED,
        DECLINED,
        "Norland, which ordered 13 to leave",
        "Sudland, four",
        "“We shall not pay,” the minister said.",
    ]
    assert texts(found, "heading") == ["What comes next"]
    assert texts(found, "title") == ["Talks fail"]


def test_byline_and_dateline_of_a_page_are_found_as_in_plain_text():
    found = article(f"<html><body>{LAYOUT}</body></html>")
    assert (found.byline, found.dateline, found.publisher) == (("Ann Quill",), "NORSTAD, May 6 (Wire)", "Wire")


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{FAILED}</p><p>{DECLINED}</p><p>Minsk denied it.</p>",
        f"<div>{FAILED}</div><div>{DECLINED}</div><div>Minsk denied it.</div>",
        f"<div>{FAILED}<br><br>{DECLINED}<br>Minsk denied it.</div>",
        f"<p>{FAILED}<p>{DECLINED}<p>Minsk denied it.",
        f"<section><div><p>{FAILED}</p></div><div><p>{DECLINED}</p></div><div><p>Minsk denied it.</p></div></section>",
    ],
)
def test_sentences_of_two_blocks_never_run_together(body):
    assert texts(article(page(body))) == [FAILED, DECLINED, "Minsk denied it."]


def test_a_break_within_a_sentence_is_none():
    assert texts(article(page(f"<p>The minister said that<br>talks had failed.</p>{BODY}")))[0] == (
        "The minister said that talks had failed."
    )


def test_the_speakers_of_a_transcript_stay_in_its_text():
    found = article(page(f"{BODY}<p>MR SMITH: I do not agree.</p><p>MS JONES: Nor do I.</p>"))
    assert texts(found)[-2:] == ["MR SMITH: I do not agree.", "MS JONES: Nor do I."]


def test_the_times_of_a_live_blog_are_left_out_and_its_posts_read():
    posts = "".join(f"<div><time>10:4{n} GMT</time><p>{line}</p></div>" for n, line in enumerate([FAILED, TOLD]))
    assert texts(article(page(posts))) == [FAILED, TOLD]


def test_posts_that_only_the_json_ld_of_a_live_blog_has_are_read():
    posts = [{"@type": "BlogPosting", "headline": "No deal", "articleBody": line} for line in (FAILED, DECLINED, TOLD)]
    found = article(
        page(f"<p>{FAILED}</p>", ld(**{"@type": "LiveBlogPosting"}, headline="Talks", liveBlogUpdate=posts))
    )
    assert texts(found) == [FAILED, DECLINED, TOLD]


# --- no article is cut silently


def test_what_only_the_json_ld_holds_in_full_is_read_from_there(caplog):
    found = article(
        page(f"<p>{FAILED}</p>", ld(headline="Talks fail", articleBody=f"{FAILED}\n\n{DECLINED}\n\n{TOLD}"))
    )
    assert texts(found) == [FAILED, DECLINED, TOLD]
    assert not caplog.text


def test_sentences_that_json_ld_runs_together_part():
    found = article(page(f"<p>{FAILED}</p>", ld(headline="Talks fail", articleBody=f"{FAILED}{DECLINED}{TOLD}")))
    assert texts(found) == [FAILED, DECLINED, TOLD]


def test_a_page_that_holds_less_than_it_tells_is_told_with_both_lengths(caplog):
    article(page(BODY, ld(headline="Talks fail", articleBody=f"It rained. {TOLD} " * 40)))
    assert "only a part of this page may be read: 2" in caplog.text
    assert "characters of some 4" in caplog.text


def test_a_page_that_goes_on_elsewhere_is_told(caplog):
    article(page(head='<link rel="next" href="/talks/2">'), "https://news.example/talks")
    assert "one page of several" in caplog.text


def test_the_next_article_is_no_second_page(caplog):
    article(page(head='<link rel="next" href="/storm">'), "https://news.example/talks")
    assert not caplog.text


def test_a_lead_beside_the_element_of_the_text_is_put_back_in_its_place():
    lead = f"<div class='summary'>{TOLD}</div>"
    text = "".join(f"<p>{DECLINED.replace('report', f'report of {day}')}</p>" for day in ("Monday", "Friday", "Sunday"))
    found = article(
        f"<html><body><div><h1>Talks fail</h1>{lead}<div class='article-body'>{text}</div></div></body></html>"
    )
    assert texts(found)[0] == TOLD
    assert len(texts(found)) == 4


def test_an_empty_block_within_a_text_is_a_break():
    assert texts(article(page(f"<div>{FAILED}<div class='br'></div>{DECLINED}</div>"))) == [FAILED, DECLINED]


# --- what a page tells of itself

ALL = ld(
    headline="Talks fail",
    datePublished="2024-05-06T10:00:00+02:00",
    dateModified="2024-05-06T11:30:00+02:00",
    author=[{"@type": "Person", "name": "Ann Quill"}, {"@type": "Organization", "name": "Norland Times Staff"}],
    publisher={"@type": "Organization", "name": "Norland Times", "logo": {"@type": "ImageObject"}},
    articleSection="World",
    keywords="Norland, Sudland",
    inLanguage="en-GB",
)


def test_everything_is_taken_from_json_ld():
    found = article(page(head=ALL))
    assert found.title == "Talks fail"
    assert found.published is not None
    assert found.published.isoformat() == "2024-05-06T10:00:00+02:00"
    assert found.modified is not None
    assert found.modified.isoformat() == "2024-05-06T11:30:00+02:00"
    assert (found.byline, found.publisher, found.section) == (("Ann Quill",), "Norland Times", "World")
    assert (found.keywords, found.language) == (("Norland", "Sudland"), "en-GB")


def test_json_ld_counts_before_metas_and_metas_before_what_is_visible():
    metas = meta(**{"og:title": "From the metas", "og:site_name": "Norland Times"})
    shown = f"<h1>As shown</h1>{BODY}"
    assert article(page(shown, metas + ld(headline="From the JSON-LD"))).title == "From the JSON-LD"
    assert article(page(shown, metas)).title == "From the metas"
    assert article(page(shown)).title == "As shown"


@pytest.mark.parametrize(
    "script",
    [
        '{"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type": ["Article"], "headline": "Talks fail"}]}',
        '[{"@type": "BreadcrumbList"}, {"@type": "https://schema.org/ReportageNewsArticle", "headline": "Talks fail"}]',
        '{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "Talks fail"}}',
        '<!-- {"@type": "NewsArticle", "headline": "Talks fail",} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Talks\nfail"}\n//]]>',
        '{"@type": "WebSite"};{"@type": "NewsArticle", "headline": "Talks fail"};',
        '{"@type": "NewsArticle", "headline": "Talks fail", "description": "He said "no" to it"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Talks fail&quot;}",
    ],
)
def test_json_ld_is_read_as_pages_write_it(script):
    assert article(page(head=f'<script type="application/ld+json">{script}</script>')).title == "Talks fail"


def test_of_several_articles_the_one_of_the_page_counts():
    others = ld(headline="A storm is coming", datePublished="2020-01-01")
    found = article(page(f"<h1>Talks fail</h1>{BODY}", others + ld(headline="Talks fail", datePublished="2024-05-06")))
    assert (found.title, str(found.published)[:10]) == ("Talks fail", "2024-05-06")


def test_a_publisher_that_is_named_elsewhere_in_a_graph_is_found():
    graph = [
        {"@type": "NewsArticle", "headline": "Talks fail", "publisher": {"@id": "#org"}},
        {"@type": "Organization", "@id": "#org", "name": "Norland Times"},
    ]
    assert article(page(head=ld(**{"@type": "WebPage", "@graph": graph}))).publisher == "Norland Times"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Talks fail | Norland Times", "Talks fail"),
        ("Talks fail - NorlandTimes", "Talks fail"),
        ("Norland Times: Talks fail", "Talks fail"),
        ("Talks fail | World", "Talks fail | World"),
        ("Talks fail - again", "Talks fail - again"),
    ],
)
def test_a_title_ends_where_the_name_of_its_site_begins(written, meant):
    head = f"<title>{written}</title>{meta(**{'og:site_name': 'Norland Times'})}"
    assert article(page(head=head)).title == meant


def test_a_title_that_was_cut_short_is_told_in_full():
    head = ld(headline="Talks between Norland and…") + meta(**{"og:title": "Talks between Norland and Sudland fail"})
    assert article(page(head=head)).title == "Talks between Norland and Sudland fail"


@pytest.mark.parametrize(
    "author",
    [
        "Ann Quill",
        "By Ann Quill",
        ["Ann Quill"],
        {"@type": "Person", "name": "Ann Quill", "url": "https://news.example/quill"},
        {"@type": "Person", "name": ["Ann Quill", "Norland Times"]},
        [{"name": "Ann Quill"}, "https://social.example/norlandtimes"],
    ],
)
def test_a_byline_names_people(author):
    assert article(page(head=ld(author=author, publisher="Norland Times"))).byline == ("Ann Quill",)


@pytest.mark.parametrize("day", ["2990-01-01", "2150-01-01", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00", "soon"])
def test_a_day_that_cannot_be_is_none_and_the_next_one_counts(day):
    found = article(page(head=ld(datePublished=day) + meta(**{"article:published_time": "2024-05-06T08:00:00Z"})))
    assert str(found.published)[:10] == "2024-05-06"


def test_a_day_still_to_come_is_told(caplog):
    article(page(head=ld(datePublished="2150-01-01")))
    assert "2150-01-01, which is still to come" in caplog.text


def test_no_article_is_younger_than_its_response():
    fetched = datetime(2019, 11, 20, tzinfo=UTC)
    assert article(page(head=ld(datePublished="2019-11-20T23:00:00Z")), fetched=fetched).published is not None
    assert article(page(head=ld(datePublished="2024-05-06")), fetched=fetched).published is None


def test_the_day_in_an_address_counts_where_nothing_else_tells_one():
    assert str(article(page(), "https://news.example/2024/may/06/talks").published)[:10] == "2024-05-06"
    assert article(page(), "https://news.example/talks").published is None


TIME = "<p><time datetime='{}'>then</time></p>"


@pytest.mark.parametrize("told", ["2024-05-06", "6 May 2024", "May 6, 2024", "13/05/2024", "06.05.2024"])
def test_a_day_that_is_marked_whole_is_the_page_s(told):
    found = article(page(TIME.format(told) + BODY)).published
    assert str(found)[:10] == ("2024-05-13" if told.startswith("13") else "2024-05-06")


@pytest.mark.parametrize("told", ["2024-05", "2024", "05/06/2024", "May 2024"])
def test_a_day_that_is_not_told_or_may_be_another_is_none(told):
    assert article(page(TIME.format(told) + BODY)).published is None
    assert article(page(head=meta(**{"article:published_time": told}))).published is None


@pytest.mark.parametrize(
    "other",
    [
        ld(headline="Floods in Westland", datePublished="2023-01-01"),
        ld(**{"@type": "ImageObject", "datePublished": "2021-01-01"}),
        ld(**{"@type": "WebPage", "hasPart": [{"@type": "NewsArticle", "datePublished": "2023-01-01"}]}),
    ],
)
def test_a_day_of_something_else_is_not_the_article_s(other):
    assert article(page(f"<h1>Talks fail</h1>{BODY}", ld(headline="Talks fail") + other)).published is None
    assert article(page(f"<h1>Talks fail</h1>{BODY}", f"<title>Talks fail</title>{other}")).published is None


def test_a_page_tells_its_day_as_that_of_its_article():
    told = ld(**{"@type": "WebPage", "datePublished": "2024-05-06"})
    assert str(article(page(head=told)).published)[:10] == "2024-05-06"


def test_a_line_that_tells_the_day_counts_before_what_is_marked_elsewhere():
    line, aside = (
        "<p>Published: 6 May 2024, 23:30 CET</p>",
        "<div><time datetime='2023-01-01'>1 January 2023</time></div>",
    )
    shown = page(f"<h1>Talks fail</h1>{line}{BODY}").replace("</body>", f"{aside}</body>")
    assert article(shown).published.isoformat() == "2024-05-06T23:30:00+01:00"


def test_marked_days_of_other_articles_are_not_the_page_s():
    for place in ("aside", "div class=related"):
        other = f"<{place}><h3>Floods</h3><time datetime='2023-01-01'>x</time></{place.split()[0]}>"
        assert article(page().replace("</body>", f"{other}</body>")).published is None


def test_what_another_article_s_headline_stands_over_is_not_told_of_this_one():
    other = ld(headline="Floods in Westland", author={"name": "Ann Quill"}, publisher={"name": "Z"})
    found = article(page(f"<h1>Talks fail</h1>{BODY}", f"<title>Talks fail</title>{other}"))
    assert (found.title, found.byline, found.publisher) == ("Talks fail", (), None)


# --- its address


CANONICAL = '<link rel="canonical" href="{}">'


@pytest.mark.parametrize(
    ("declared", "fetched", "kept"),
    [
        ("https://www.news.example/a", "https://amp.news.example/a?x=1", "https://www.news.example/a"),
        ("/a", "https://news.example/a?x=1", "https://news.example/a"),
        ("https://news.example/", "https://news.example/a", "https://news.example/a"),
        ("https://a.co.uk/a", "https://b.co.uk/b", "https://b.co.uk/b"),
        ("https://news.example/a", None, "https://news.example/a"),
        ("javascript:alert(1)", None, None),
        ("http://[", "https://news.example/a", "https://news.example/a"),
    ],
)
def test_a_canonical_address_counts_on_its_own_site(declared, fetched, kept):
    assert article(page(head=CANONICAL.format(declared)), fetched).url == kept


def test_a_canonical_address_of_another_site_is_told(caplog):
    article(page(head=CANONICAL.format("https://other.example2/a")), "https://news.example/a")
    assert "names https://other.example2/a as its address, which is of another site" in caplog.text


def test_a_file_takes_the_address_that_json_ld_tells():
    assert article(page(head=ld(mainEntityOfPage={"@id": "https://news.example/a"}))).url == "https://news.example/a"


# --- rights


def test_rights_and_restrictions_are_kept_as_stated():
    head = '<meta name="robots" content="index, noarchive"><meta name="tdm-reservation" content="1">'
    found = article(page(f'{BODY}<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC</a>', head))
    assert found.restrictions == ("noarchive", "tdm-reservation")
    assert found.rights == "https://creativecommons.org/licenses/by/4.0/"


def test_a_copyright_notice_is_kept_where_no_licence_is_linked():
    assert article(page(head='<meta name="copyright" content="© 2024 Norland Times">')).rights == "© 2024 Norland Times"


@pytest.mark.parametrize(
    ("headers", "restrictions"),
    [
        ({"X-Robots-Tag": "googlebot: noarchive, nosnippet"}, ("noarchive",)),
        ({"x-robots-tag": "none", "TDM-Reservation": "1"}, ("noarchive", "tdm-reservation")),
        ({"X-Robots-Tag": "all", "tdm-reservation": "0"}, ()),
    ],
)
def test_restrictions_of_http_headers(headers: Mapping[str, str], restrictions: tuple[str, ...]):
    assert restrictions_of(headers) == restrictions


# --- encodings


@pytest.mark.parametrize("name", ["iso-8859-1", "ascii", "windows-1252"])
def test_latin_1_is_what_browsers_take_it_for(name):
    data = page("<p>Russia’s war was a crime, “no deal”, said the minister.</p>", f"<meta charset={name}>").encode(
        "cp1252"
    )
    assert texts(article(data)) == ["Russia’s war was a crime, “no deal”, said the minister."]


def test_http_tells_the_encoding_before_the_page_does():
    said = "The paper Правда said on Monday that talks had failed."
    data = page(f"<p>{said}</p>", "<meta charset=iso-8859-1>").encode("koi8-r")
    assert texts(article(data, charset="koi8-r")) == [said]


def test_valid_utf_8_is_read_as_such_whatever_is_declared():
    assert texts(article(page("<p>Russia’s war was a crime.</p>", "<meta charset=latin1>"))) == [
        "Russia’s war was a crime."
    ]


def test_an_encoding_that_nobody_tells_is_found_out():
    data = page("<p>Russia’s war was a crime, “no deal”, said the minister.</p>").encode("cp1252")
    assert texts(article(data)) == ["Russia’s war was a crime, “no deal”, said the minister."]


@pytest.mark.parametrize(("stray", "meant"), [(b"\x92", "’"), (b"\xa0", " "), (b"\xe9", "é")])
@pytest.mark.parametrize("declared", ["<meta charset=utf-8>", ""])
def test_stray_bytes_of_windows_do_not_change_the_encoding_of_a_page(stray, meant, declared, caplog):
    said = "Norland – the larger of both – said that Sudland_had attacked its border on Monday."
    data = page(f"<p>{said}</p>{BODY}", declared).encode().replace(b"_", stray)
    assert texts(article(data))[0] == said.replace("_", meant)
    assert "1 bytes of this page are no UTF-8: they are read as Windows has them" in caplog.text


def test_bytes_that_are_of_no_encoding_are_told(caplog):
    data = page(f"<p>Café and thé in the résumé of Zoë, “naïve” as the café’s menü.</p>{BODY}").encode() + b"\x81"
    assert texts(article(data))[0].startswith("Café and thé")
    assert "1 bytes of this page are no UTF-8" in caplog.text


# --- pages that are no article

TEASERS = "".join(
    f"<div><h3><a href='/{n}'>Talks number {n} fail</a></h3><p>Minister {n} said that talks had failed.</p></div>"
    for n in range(20)
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<h1>Page not found</h1><p>The page that you asked for is gone.</p>", "none at its address"),
        (
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
            "without JavaScript",
        ),
        ("<h1>Welcome</h1><form><input name=u><input type=password></form>", "to log in"),
        ("<p>We and our partners use cookies to store data.</p><button>Accept all</button>", "cookies"),
        (f"<h1>Talks fail</h1><p>{FAILED}</p><div>Subscribe to continue reading.</div>", "teaser"),
        (f"<h1>Norland Times</h1>{TEASERS}", "list of articles"),
        ("<h1>Search results for talks</h1><ul><li><a href=/a>Talks fail</a></li></ul>", "search results"),
        ("<form><input type=search name=q><button>Search</button></form>", "no article in this page"),
        ("<p>Checking your browser before you enter. This takes a moment.</p>", "only checks its visitor"),
    ],
)
def test_a_page_that_is_no_article_is_refused_by_what_it_is(content, said):
    line = refused(f"<html><body>{content}</body></html>")
    assert said in line
    assert line.startswith("a.html: ")


def test_a_short_article_among_what_walls_are_made_of_is_read():
    around = "<header><form><input type=password><a href=/>Log in</a></form>Already a subscriber?</header>"
    banner = (
        "<div>We use cookies. <button>Accept all cookies</button></div><noscript>Please enable JavaScript.</noscript>"
    )
    found = article(f"<html><body>{around}<article><h1>Talks fail</h1><p>{FAILED}</p></article>{banner}</body></html>")
    assert texts(found) == [FAILED]


def test_a_page_that_is_not_free_is_read_with_a_warning_where_it_is_short(caplog):
    article(page(BODY + f"<p>{TOLD}</p>" * 3 + f"<p>{FAILED} {TOLD}</p>", ld(isAccessibleForFree=False)))
    assert "not free to read" in caplog.text


def test_of_a_page_that_is_not_free_a_teaser_alone_is_refused():
    assert "teaser" in refused(page(f"<p>{FAILED}</p>", ld(isAccessibleForFree="False")))


# --- what strangers send


def hostile(unit: str, count: int) -> str:
    return f"<html><body>{unit * count}{BODY}"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (hostile("<div>", 200_000), "nested too deeply"),
        (hostile("<b>x ", 200_000), "nested too deeply"),
        (hostile(f"<p>{FAILED}</p>", 200_000), "more than 50,000 elements"),
        (f"<p>{'word ' * 2_500_000}", "too long a text"),
        ("<html>", "no article in this page"),
        ("<!-- only this -->", "no article|is empty"),
    ],
)
def test_a_page_beyond_all_bounds_is_refused_at_once(content, said):
    began = time.process_time()
    assert any(part in refused(content) for part in said.split("|"))
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "content",
    [
        hostile("<li>word one two", 40_000),
        hostile("word <br>", 40_000),
        hostile("<time datetime='2024-01-01'>x</time>", 40_000),
        hostile("<meta name=author content='Ann Quill'>", 40_000),
        page(head=f'<script type="application/ld+json">{"[" * 500_000}</script>'),
        page(head='<script type="application/ld+json">' + '"\\' * 500_000 + "</script>"),
        page(head=f'<script type="application/ld+json">{chr(123)}"a":' * 50_000 + "</script>"),
        page(head=f"<title>{'a | ' * 250_000}</title>"),
        "".join(f"<div>The minister {n} said on Monday that talks number {n} had failed.</div>" for n in range(20_000)),
    ],
)
def test_no_page_costs_more_than_its_size(content):
    began = time.process_time()
    article(content)
    assert time.process_time() - began < 10


def test_names_of_elements_that_only_broken_markup_has_are_borne():
    assert FAILED in texts(article(f"<html><body><div><p<b>{FAILED}</b>{BODY}"))


def test_a_script_in_a_title_is_no_markup_and_one_in_a_body_no_text():
    found = article(
        f"<html><head><title>On <script>alert(1)</script></title></head><body>{BODY}"
        "<script>document.write('<p>It rains.</p>')</script></body></html>"
    )
    assert (found.title, len(texts(found))) == ("On <script>alert(1)</script>", 3)


TAGS = ["<p>", "</p>", "<div>", "</div>", "<h1>", "</h2>", "<li>", "<br>", "<a>", "</a>", "<table><td>", "<!--", "-->"]
PIECES = [*TAGS, "<html", ">", "<form>", "<svg>", "<title>", "</script>", "&amp;", "&#0;", "}", '"x"', FAILED, DECLINED]
PIECES += [
    "<script type='application/ld+json'>",
    '{"@type":"NewsArticle","headline":',
    "<meta name=date content=",
    "2024",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_markup_is_an_article_or_refused(pieces):
    found = result("<html><body>" + "".join(pieces))
    if isinstance(found, Article):
        assert all(block.text and block.text == " ".join(block.text.split()) for block in found.blocks)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([FAILED, DECLINED, TOLD, "Minsk denied it."]), min_size=2, max_size=4, unique=True))
def test_paragraphs_come_in_their_order_and_none_is_lost(lines):
    assert texts(article(page("".join(f"<p>{line}</p>" for line in lines)))) == lines


@pytest.mark.parametrize("attribute", ["a{}=1", "a{}", """a{}=">" """, """a{}='1'""", """' a{}="""])
def test_a_tag_of_more_attributes_than_occur_is_read_without_them_and_others_with_them(attribute):
    many = "".join(" " + attribute.format(n) for n in range(20_000))
    began = time.process_time()
    found = article(f"<p {many}>{FAILED}</p><p {attribute.format(1)}>{DECLINED}</p>")
    assert time.process_time() - began < 5
    assert FAILED in texts(found)
    assert markup.trimmed(f"<p {many}><a href='x y'>b") == "<p><a href='x y'>b"


@pytest.mark.parametrize("address", ["HTTP://news.example/a", "HttpS://NEWS.example/a"])
def test_an_address_may_write_its_scheme_in_capitals_and_is_kept_in_small_letters(address):
    assert addresses.is_address(address)
    source = Source(address, io.BufferedReader(io.BytesIO(page().encode())), address=address)
    (found,) = reading.read_source(source, Options())
    assert isinstance(found, Article)
    assert found.url == address.lower()
    assert not addresses.is_address(address.replace("://", ":/"))


def test_a_page_of_more_tags_than_any_is_refused_before_it_is_parsed():
    began = time.process_time()
    source = Source("a.html", io.BufferedReader(io.BytesIO(b"<p>" + b"It rains.<b>" * 1_500_000)))
    (found,) = reading.read_source(source, Options())
    assert time.process_time() - began < 5
    assert str(found).startswith("a.html: this page has more than 50,000 elements")


# --- short pages, lists


def test_a_short_page_is_read_block_by_block_without_its_menus():
    menu = "<nav><a href=/>Home</a> <a href=/w>World</a></nav><div><a href=/x>Sign in</a></div>"
    body = f"{menu}<h1>Talks fail</h1><p>The talks failed.</p><p>Sudland denied it.</p><footer>© Courier</footer>"
    found = article(f"<html><head><title>Talks fail</title></head><body>{body}</body></html>")
    assert (found.title, texts(found)) == ("Talks fail", ["The talks failed.", "Sudland denied it."])


def test_a_text_in_a_layout_table_is_read_with_its_dateline():
    cell = f"<b>Talks fail</b><br>NORSTAD, May 5 (Wire) - {FAILED}<br><br>{DECLINED}<br><br>{TOLD}"
    menu = "<td><a href=/>Home</a><br><a href=/n>News</a></td>"
    page_ = (
        f"<html><head><title>Talks fail</title></head><body><table><tr>{menu}<td>{cell}</td></tr></table></body></html>"
    )
    found = article(page_)
    assert (found.publisher, texts(found)) == ("Wire", [FAILED, DECLINED, TOLD])


RESULTS = "".join(
    f"<div><a href=/{n}>Story {n}</a><p>{said}</p></div>" for n, said in enumerate((FAILED, DECLINED, TOLD))
)
LISTED = "".join(f"<article><h2><a href=/{n}>Story {n}</a></h2><p>{FAILED}</p></article>" for n in range(5))
ONWARD = "".join(f"<div><h2>Story {n}</h2><p>{FAILED}</p><a href=/{n}>Read more »</a></div>" for n in range(5))


@pytest.mark.parametrize("body", [f'<h1>Search results for "Norland"</h1>{RESULTS}{RESULTS}', LISTED, ONWARD])
def test_a_list_of_articles_with_their_beginnings_is_none(body):
    assert "give the articles themselves" in refused(f"<html><body><main>{body}</main></body></html>")


def test_an_article_about_results_or_with_a_link_to_more_is_read():
    more = "<p><a href=/1>Read more</a></p>"
    body = f"<article><h1>Results for Norland's parties disappoint</h1>{BODY}{more}</article>"
    assert texts(article(f"<html><body>{body}</body></html>"))[0] == FAILED
