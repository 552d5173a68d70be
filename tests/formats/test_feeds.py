"""Feeds: what of an item is the article, and which items are none."""

import io
import json
from datetime import UTC, datetime

import pytest
from formats.given import HTML, PARAGRAPHS, SAMPLE, TEXT, TITLE, articles, blocks, faults, items, one

from kg.article import Article, Block, Options
from kg.article.reading import read_source
from kg.article.source import Source
from kg.errors import SourceError

LINK = "https://news.example/a"
NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)


def rss(*entries: str, channel: str = "<title>Norland Times</title><language>en-gb</language>") -> str:
    listed = "".join(f"<item>{entry}</item>" for entry in entries)
    return f'<?xml version="1.0"?><rss version="2.0" {NAMES}><channel>{channel}{listed}</channel></rss>'


def full(more: str = "", html: str = HTML) -> str:
    return (
        f"<title>{TITLE}</title><link>{LINK}</link><content:encoded><![CDATA[{html}]]></content:encoded>"
        f"<description>Talks failed.</description>{more}"
    )


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Norland Times</title>
<entry><title>{TITLE}</title><link href="{LINK}"/><id>tag:news.example,2024:1</id>
<published>2024-03-06T08:44:00+02:00</published><updated>2024-03-07T00:00:00Z</updated>
<author><name>Ann Quill</name></author><category term="talks"/>
<content type="html">{HTML.replace("<", "&lt;")}</content></entry></feed>"""
RSS_1 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {NAMES}>
<channel rdf:about="https://news.example/"><title>Norland Times</title></channel>
<item rdf:about="{LINK}"><title>{TITLE}</title><link>{LINK}</link><dc:date>2024-03-06T08:44:00+02:00</dc:date>
<content:encoded><![CDATA[{HTML}]]></content:encoded></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Norland Times",
        "items": [
            {
                "id": "7",
                "url": LINK,
                "title": TITLE,
                "content_html": HTML,
                "date_published": "2024-03-06T08:44:00+02:00",
            }
        ],
    }
)
RSS = rss(full("<pubDate>Wed, 06 Mar 2024 08:44:00 +0200</pubDate><guid isPermaLink='false'>g7</guid>"))
OLD_RSS = RSS.replace('version="2.0"', 'version="0.92"')


@pytest.mark.parametrize("feed", [RSS, OLD_RSS, RSS_1, ATOM, JSON_FEED], ids=["rss2", "rss092", "rss1", "atom", "json"])
def test_an_item_with_its_text_is_an_article(feed):
    article = one("feed", feed)
    assert blocks(article) == SAMPLE
    assert (article.url, article.publisher) == (LINK, "Norland Times")
    assert article.published is not None
    assert article.published.isoformat() == "2024-03-06T08:44:00+02:00"


def test_an_item_tells_its_id_authors_keywords_and_change():
    article = one("feed", ATOM)
    assert article.id == "tag:news.example,2024:1"
    assert (article.byline, article.keywords) == (("Ann Quill",), ("talks",))
    assert article.modified == datetime(2024, 3, 7, tzinfo=UTC)


def test_an_id_that_is_an_address_is_none():
    assert one("feed", rss(full(f"<guid>{LINK}?p=1</guid>"))).id is None


def test_what_a_feed_says_of_rights_is_kept():
    feed = rss(full(), channel="<title>Norland Times</title><copyright>© 2024 Norland Times</copyright>")
    assert one("feed", feed).rights == "© 2024 Norland Times"


def test_the_outlet_that_an_item_names_is_its_publisher_and_origin():
    entry = full('<source url="https://wire.example/rss">Sudland Wire</source>')
    article = one("feed", rss(entry))
    assert (article.publisher, article.origin) == ("Sudland Wire", "Sudland Wire")
    article = one("feed", rss(full('<source url="https://wire.example/rss"></source>')))
    assert (article.publisher, article.origin) == (None, "https://wire.example/rss")


@pytest.mark.parametrize(
    "entry",
    [
        f"<title>{TITLE}</title><link>{LINK}</link><description>Talks failed.</description>",
        full(html="<p>The minister said that talks had failed [&#8230;]</p>"),
        full(html="<p>The minister spoke of talks.</p><p><a href='x'>Read more</a></p>"),
    ],
)
def test_an_item_with_only_a_summary_is_refused(entry):
    (line,) = faults(items("feed", rss(entry)))
    assert line == "feed[1]: only a summary of it is in the feed (--follow reads the page that it links to)"


def test_a_summary_is_followed_where_that_is_wanted_and_a_full_text_is_not():
    asked = []

    def follow(address, updated):
        asked.append((address, updated))
        yield Article(address, (Block("paragraph", "It rains."),))

    date = "<pubDate>Wed, 06 Mar 2024 00:00:00 GMT</pubDate>"
    feed = rss(f"<link>{LINK}</link><description>Talks.</description>{date}", full())
    assert [article.title for article in articles("feed", feed, Options(follow=follow))] == [None, TITLE]
    assert asked == [(LINK, datetime(2024, 3, 6, tzinfo=UTC))]


def test_a_page_that_cannot_be_followed_is_refused_alone():
    def follow(address, updated):
        raise SourceError("not found", where=address)

    found = items("feed", rss(f"<link>{LINK}</link><description>Talks.</description>", full()), Options(follow=follow))
    assert faults(found) == [f"feed[1]: {LINK}: not found"]
    assert len(found) == 2


def test_a_long_description_of_several_paragraphs_is_the_text():
    text = "".join(f"<p>{paragraph} {PARAGRAPHS[0] * 3}</p>" for paragraph in PARAGRAPHS)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    twice = escaped.replace("&", "&amp;")
    for written in (escaped, twice):
        (article,) = articles("feed", rss(f"<title>{TITLE}</title><description>{written}</description>"))
        assert len(article.blocks) == 4
        assert all("<" not in block.text for block in article.blocks)


def test_plain_text_of_a_json_feed_is_read():
    feed = json.loads(JSON_FEED)
    feed["items"][0] = {"id": "8", "content_text": TEXT}
    assert blocks(one("feed", json.dumps(feed))) == SAMPLE[1:]


def test_where_it_first_appeared_is_no_sentence_of_it():
    html = f"{HTML}<p>The post {TITLE} appeared first on Norland Times.</p>"
    assert blocks(one("feed", rss(full(html=html)))) == SAMPLE


def test_a_date_that_stands_for_none_leaves_the_article_undated_and_is_told(caplog):
    article = one("feed", rss(full("<pubDate>0001-01-01T00:00:00</pubDate>")))
    assert article.published is None
    assert "feed[1]: its publication date is '0001-01-01T00:00:00', which is none" in caplog.text


@pytest.mark.parametrize("epoch", ["Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 1 Jan 1970 01:00:00 +0100"])
def test_a_date_where_clocks_begin_leaves_the_article_undated_and_is_told(epoch, caplog):
    assert one("feed", rss(full(f"<pubDate>{epoch}</pubDate>"))).published is None
    assert "its publication date is " in caplog.text


def test_a_feed_file_without_items_is_refused_and_one_that_is_watched_is_not():
    assert faults(items("feed.rss", rss())) == ["feed.rss: the feed has no items"]
    file = io.BufferedReader(io.BytesIO(rss().encode()))
    assert list(read_source(Source("feed", file, address="https://news.example/rss"), Options())) == []


def test_an_item_without_any_text_is_refused_alone():
    found = items("feed", rss(f"<link>{LINK}</link>", full()))
    assert faults(found) == ["feed[1]: there is no text in it (--follow reads the page that it links to)"]


def test_of_a_feed_that_breaks_off_the_last_item_is_refused_and_the_others_are_read():
    cut = rss(full(), full())[:-200]
    found = items("feed.rss", cut)
    assert isinstance(found[0], Article)
    assert "breaks off" in faults(found)[0]


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "feed",
    [
        rss(full()).replace("<rss", f"{BOMB}<rss"),
        "<rss version='2.0'><channel>",
        '{"version": "https://jsonfeed.org/version/1.1", "items": 7}',
        '{"version": "https://jsonfeed.org/version/1.1", "items": [',
    ],
)
def test_what_is_no_feed_is_an_error_of_its_source(feed):
    with pytest.raises(SourceError) as error:
        items("feed.rss", feed)
    assert str(error.value).startswith("feed.rss: ")


@pytest.mark.parametrize("entry", [7, None, {"id": {}, "url": 7, "content_html": 8, "authors": [3], "tags": [{}]}])
def test_an_item_of_another_shape_is_refused_alone(entry):
    feed = json.loads(JSON_FEED)
    feed["items"].insert(0, entry)
    found = items("feed", json.dumps(feed))
    assert len(faults(found)) == 1
    assert len(found) == 2


@pytest.mark.parametrize("link", ["https://[::1/x", "//[x", "http://a.example:port/"])
def test_an_item_whose_link_is_no_address_has_none_and_harms_no_other(link):
    bad, good = full().replace(LINK, link), full()
    first, second = items("feed", rss(bad, good, channel="<title>Norland Times</title><link>http://[</link>"))
    assert (first.url, second.url) == (None, LINK)


def test_depth_costs_no_more_than_its_length():
    html = "<div>" * 5000 + "The minister said that it would rain on Monday. " * 8 + "</div>" * 5000
    found = items("feed", rss(full(html=html), full()))
    assert len(found) == 2


# --- whose name, whose title


@pytest.mark.parametrize("ending", ["example", "media", "press", "online", "agency", "co.uk", "museum", "xn--p1ai"])
@pytest.mark.parametrize(
    "written",
    ["{} (Ann Quill)", "Ann Quill &lt;{}&gt;", "<![CDATA[Ann Quill <{}>]]>", "Ann Quill ({})", "By Ann Quill ({})",
     "&quot;Ann Quill&quot; &lt;{}&gt;", "mailto:{} (Ann Quill)"],
)  # fmt: skip
def test_an_author_with_an_address_of_mail_is_the_name(ending, written):
    author = written.format(f"ann.quill@news.{ending}")
    assert one("feed", rss(full(f"<author>{author}</author>"))).byline == ("Ann Quill",)
    assert one("feed", rss(full(f"<dc:creator>{author}</dc:creator>"))).byline == ("Ann Quill",)


def test_several_authors_with_addresses_are_as_many():
    more = "<author>ann@news.media (Ann Quill)</author><author>bo@news.press (Bo Scribe)</author>"
    assert one("feed", rss(full(more))).byline == ("Ann Quill", "Bo Scribe")
    more = "<author>ann@news.media (Ann Quill), bo@news.press (Bo Scribe)</author>"
    assert one("feed", rss(full(more))).byline == ("Ann Quill", "Bo Scribe")


def test_an_address_without_a_name_is_no_author_and_a_name_without_an_address_is():
    assert one("feed", rss(full("<author>desk@news.media</author>"))).byline == ()
    assert one("feed", rss(full("<author>Ann Quill and Bo Scribe</author>"))).byline == ("Ann Quill", "Bo Scribe")
    assert one("feed", ATOM.replace("<name>Ann Quill", "<name>Ann Quill (ann@news.media)")).byline == ("Ann Quill",)


CAPTION = "A flag of Norland flies over the parliament in Norstad, where the envoys met on Monday. " * 4
MEDIA = f"<media:title>A flag</media:title><media:description>{CAPTION}</media:description>"
BESIDE = [
    "<media:title>A flag</media:title>",
    f'<media:content url="x">{MEDIA}</media:content>',
    f"<media:group>{MEDIA}</media:group>",
    f"<itunes:title>A</itunes:title><itunes:summary>{CAPTION}</itunes:summary><itunes:author>Radio</itunes:author>",
    "<dc:title>A flag</dc:title>",
    "<atom:title>A flag</atom:title>",
]


@pytest.mark.parametrize("beside", BESIDE)
def test_what_stands_beside_an_item_takes_nothing_of_its_own(beside):
    author = "<author>ann@news.example (Ann Quill)</author>"
    for item in (beside + full(author), full(author) + beside):
        article = one("feed", rss(item))
        assert blocks(article) == SAMPLE
        assert article.byline == ("Ann Quill",)


@pytest.mark.parametrize("beside", BESIDE[1:4])
def test_a_caption_is_no_text_of_an_item(beside):
    item = f"<title>{TITLE}</title><link>{LINK}</link><description>Talks failed.</description>{beside}"
    assert ["only a summary of it is in the feed" in told for told in faults(items("feed", rss(item)))] == [True]


def test_where_an_item_has_no_title_that_of_dublin_core_is_one():
    item = full(f"<dc:title>{TITLE}</dc:title>").replace(f"<title>{TITLE}</title>", "")
    assert one("feed", rss(item)).title == TITLE


def test_an_atom_feed_with_a_prefix_is_read():
    import re

    feed = re.sub(r"<(/?)(?=[a-z])", r"<\1a:", ATOM).replace("xmlns=", "xmlns:a=")
    assert blocks(one("feed", feed)) == SAMPLE
