"""NewsML-G2, NITF and ninjs: what agencies tell of an item, and what they hold back."""

import json

import pytest
from formats.given import HTML, PARAGRAPHS, SAMPLE, TEXT, TITLE, articles, blocks, faults, items, one

from kg.article import Article
from kg.errors import SkippedError, SourceError

NAR = "http://iptc.org/std/nar/2006-10-01/"
MOMENT = "2024-03-06T08:44:00+02:00"
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def newsml(content: str, *, status: str = "usable", embargo: str = "", kind: str = "text") -> str:
    return f"""<newsItem xmlns="{NAR}" guid="urn:newsml:wire.example:1" version="2" xml:lang="en-GB">
<rightsInfo><copyrightNotice>© 2024 Sudland Wire</copyrightNotice><usageTerms>Not for resale</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:{kind}"/><provider><name>Sudland Wire</name></provider>
<versionCreated>2024-03-06T10:00:00+02:00</versionCreated>{embargo}<pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><contentCreated>{MOMENT}</contentCreated><by>By Ann Quill and Bo Scribe</by>
<dateline>NORSTAD, March 6</dateline>
<creditline>Wire/Times</creditline><slugline>NORLAND-TALKS</slugline><headline>{TITLE}</headline><language tag="en"/>
<subject qcode="medtop:1"><name xml:lang="en">diplomacy</name></subject></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


NITF = f"""<nitf><head><title>Slug</title><docdata management-status="usable"><date.issue norm="20240306T084400+0200"/>
<doc-id id-string="nitf-1"/><doc.copyright year="2024" holder="Sudland Wire"/><identified-content>
<classifier type="tobject" value="diplomacy"/><org>Council</org></identified-content>
<series series.name="Envoys" series.part="2"/></docdata>
<pubdata name="Sudland Wire" position.section="World"/></head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>
<byline>By <person>Ann Quill</person></byline><dateline><location>Norstad</location></dateline></body.head>
<body.content>{HTML}<media><media-caption><p>A flag.</p></media-caption></media></body.content></body></nitf>"""
XHTML = f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{HTML}</body></html></inlineXML>'
PLAIN = f"<inlineData contenttype='text/plain'>{TEXT}</inlineData>"
NINJS: dict[str, object] = {
    "uri": "urn:ninjs:1", "type": "text", "versioncreated": "2024-03-06T10:00:00+02:00", "firstcreated": MOMENT,
    "headline": TITLE, "byline": "By Ann Quill and Bo Scribe", "located": "Norstad", "language": "en-GB",
    "body_text": TEXT, "copyrightholder": "Sudland Wire", "copyrightnotice": "© 2024 Sudland Wire",
    "usageterms": "Not for resale", "pubstatus": "usable", "subject": [{"name": "diplomacy"}],
}  # fmt: skip


def ninjs(**fields: object) -> str:
    return json.dumps({name: value for name, value in (NINJS | fields).items() if value is not None})


NINJS_2 = ninjs(
    headline=None, body_text=None, byline=None, by="Ann Quill and Bo Scribe", copyrightnotice=None, usageterms=None,
    headlines=[{"role": "short", "value": "Talks"}, {"role": "main", "value": TITLE}],
    bodies=[{"role": "main", "contenttype": "text/html", "value": HTML}], subject=None,
    subjects=[{"name": "diplomacy"}],
    rightsinfo={"copyrightnotice": "© 2024 Sudland Wire", "usageterms": "Not for resale"},
)  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [newsml(XHTML), newsml(PLAIN), newsml(f"<inlineXML>{NITF}</inlineXML>"), ninjs(), NINJS_2],
    ids=["xhtml", "plain", "nitf inside", "ninjs 1", "ninjs 2"],
)
def test_an_item_tells_all_that_an_article_has(document):
    article = one("item", document)
    assert blocks(article) == SAMPLE
    assert article.published is not None
    assert article.modified is not None
    assert (article.published.isoformat(), article.modified.isoformat()) == (MOMENT, "2024-03-06T10:00:00+02:00")
    assert (article.publisher, article.byline) == ("Sudland Wire", ("Ann Quill", "Bo Scribe"))
    assert article.rights == "© 2024 Sudland Wire Not for resale"
    assert article.keywords[0] == "diplomacy"
    assert article.dateline is not None
    assert article.id is not None


def test_nitf_tells_its_own():
    article = one("item.nitf", NITF)
    assert blocks(article) == SAMPLE
    assert article.published is not None
    assert article.published.isoformat() == MOMENT
    assert (article.id, article.publisher, article.section) == ("nitf-1", "Sudland Wire", "World")
    assert (article.byline, article.dateline) == (("Ann Quill",), "Norstad")
    assert article.keywords == ("diplomacy", "Council", "Envoys")
    assert article.rights == "© 2024 Sudland Wire"


def test_an_item_whose_id_is_an_address_has_it_as_its_address():
    article = one("item", ninjs(uri="https://wire.example/1"))
    assert (article.id, article.url) == (None, "https://wire.example/1")


def test_each_item_of_a_message_is_an_article():
    listed = newsml(XHTML) + newsml("", kind="picture") + newsml(PLAIN)
    message = f'<newsMessage xmlns="{NAR}"><itemSet>{listed}</itemSet></newsMessage>'
    found = items("message.xml", message)
    assert [type(item) for item in found] == [Article, SkippedError, Article]
    assert str(found[1]) == "message.xml[2]: an item of class picture, no text"


def test_a_package_is_passed_over():
    (skipped,) = items("p.xml", newsml("").replace("newsItem", "packageItem"))
    assert isinstance(skipped, SkippedError)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (newsml(XHTML, status="canceled"), "withdrawn by its agency"),
        (newsml(XHTML, status="withheld"), "withheld by its agency"),
        (NITF.replace('"usable"', '"canceled"'), "withdrawn by its agency"),
        (ninjs(pubstatus="canceled"), "withdrawn by its agency"),
        (newsml(XHTML, embargo="<embargoed>2199-01-01T00:00:00Z</embargoed>"), "embargoed until 2199-01-01T00:00:00"),
        (ninjs(embargoed="2199-01-01T00:00:00Z"), "embargoed until 2199-01-01T00:00:00"),
        (newsml(XHTML, embargo="<embargoed>soon</embargoed>"), "its embargo is no time: soon"),
        (newsml("<inlineData> </inlineData>"), "there is no text in it"),
        (newsml("<remoteContent href='a.html'/>"), "there is no text in it"),
        (NITF.replace("body.content", "body.end"), "there is no text in it"),
        (ninjs(body_text=" "), "there is no text in it"),
    ],
)  # fmt: skip
def test_what_an_agency_holds_back_or_does_not_send_is_refused(document, said):
    (line,) = faults(items("item", document))
    assert said in line


def test_an_embargo_that_is_over_is_none():
    assert one("item", newsml(XHTML, embargo="<embargoed>2020-01-01T00:00:00Z</embargoed>")).title == TITLE


def test_ninjs_may_be_a_list_an_object_around_one_or_lines():
    for document in (f"[{ninjs()},{ninjs()}]", f'{{"items": [{ninjs()}, {ninjs()}]}}', f"{ninjs()}\n{ninjs()}\n"):
        assert [blocks(article) for article in articles("items.ninjs", document)] == [SAMPLE, SAMPLE]


@pytest.mark.parametrize(
    "document",
    [
        newsml(XHTML).replace("<newsItem", f"{BOMB}<newsItem"),
        NITF.replace("<nitf>", f"{BOMB}<nitf>"),
        newsml(XHTML)[:-400],
        NITF[:-100],
        newsml("<inlineXML>" + "<a>" * 5000 + "</a>" * 5000 + "</inlineXML>"),
    ],
    ids=["bomb", "bomb in nitf", "cut", "cut nitf", "deep"],
)
def test_xml_that_cannot_be_read_is_an_error_of_its_source(document):
    with pytest.raises(SourceError) as error:
        items("item", document)
    assert str(error.value).startswith("item: this XML ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("value", [7, {}, [], {"a": 1}, None, ["x"]])
@pytest.mark.parametrize(
    "field", ["headline", "body_text", "byline", "subject", "embargoed", "language", "rightsinfo", "bodies"]
)
def test_a_field_of_another_shape_is_none(field, value):
    assert len(items("item.ninjs", ninjs(**{field: value}))) == 1


def test_a_text_that_is_not_first_in_its_item_is_found():
    article = one("item", newsml(f"<remoteContent href='a.jpg'/>{PLAIN}"))
    assert [block.text for block in article.blocks[1:]] == list(PARAGRAPHS)


def test_dates_where_clocks_begin_are_left_open_and_told(caplog):
    epoch = "1970-01-01T00:00:00Z"
    for document in (
        ninjs(firstcreated=epoch, versioncreated=epoch, embargoed=epoch),
        newsml(PLAIN, embargo=f"<embargoed>{epoch}</embargoed>")
        .replace(MOMENT, epoch)
        .replace("2024-03-06T10", "1970-01-01T10"),
        NITF.replace("20240306T084400+0200", "19700101T000000Z"),
    ):
        caplog.clear()
        article = one("item", document)
        assert (article.published, article.modified) == (None, None)
        assert "one of its dates is 1970" in caplog.text or "one of its dates is 19700101" in caplog.text
