"""Text as it comes: its encoding, damage that is mended, what lines around it tell, several articles in one file."""

import codecs
import gzip
import io
import json
import os
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.article import Article, Block, Options, clean, encodings, folder, mending, mojibake, read
from kg.article.readers import plain
from kg.article.reading import read_source
from kg.article.source import Source
from kg.errors import InternalError, RefusedError, SourceError

BODY = (
    "The foreign minister of Norland said on Monday that talks with its neighbour had failed.\n\n"
    "Officials in the capital declined to comment on the report."
)


def one(content: str | bytes, encoding: str | None = None, charset: str | None = None) -> Article:
    data = content.encode() if isinstance(content, str) else content
    (article,) = read("-", io.BytesIO(data), Options(encoding=encoding))
    assert isinstance(article, Article), str(article)
    return article


def texts(article: Article, kind: str = "paragraph") -> list[str]:
    return [block.text for block in article.blocks if block.kind == kind]


def decoded(data: bytes, encoding: str | None = None, charset: str | None = None) -> str:
    source = Source("a.txt", io.BufferedReader(io.BytesIO(data)), charset=charset)
    return encodings.decoded(data, source, Options(encoding=encoding))


# --- one source among others


def test_a_fault_of_ours_in_a_reader_costs_its_source_alone(tmp_path, monkeypatch):
    def broken(text: str, source: str) -> Article:
        raise RecursionError("too deep")

    monkeypatch.setattr(plain, "parse", broken)
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text(BODY)
    fault, found = folder.articles(tmp_path, Options())
    assert isinstance(fault, InternalError)
    assert str(fault) == f"{tmp_path}/a.txt: kg failed: RecursionError: too deep (please report it)"
    assert isinstance(found, Article)


def test_a_fault_of_ours_in_a_member_of_an_archive_costs_it_alone(monkeypatch):
    monkeypatch.setattr(plain, "parse", lambda text, source: 1 // 0)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", BODY)
        archive.writestr("b.md", BODY)
    found = list(read_source(Source("a.zip", io.BufferedReader(io.BytesIO(data.getvalue()))), Options()))
    assert [type(item) for item in found] == [InternalError, Article]


def test_a_fault_of_ours_in_mending_costs_its_article_alone(tmp_path, monkeypatch):
    mend = mending.mended
    monkeypatch.setattr(mending, "mended", lambda a: mend(a) if a.id == "2" else 1 // 0)
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"id": str(n), "text": BODY}) + "\n" for n in (1, 2)))
    assert [type(item) for item in read(tmp_path / "a.jsonl")] == [InternalError, Article]


def test_a_file_whose_name_is_no_utf_8_is_read_under_a_name_that_can_be_printed(tmp_path):
    file = os.fsencode(tmp_path) + b"/a\xff.txt"
    with open(file, "w") as opened:
        opened.write(BODY)
    for found in (*folder.articles(tmp_path, Options()), *read(os.fsdecode(file))):
        assert isinstance(found, Article)
        assert found.source == found.file == f"{tmp_path}/a\\xff.txt"
    os.remove(file)
    with pytest.raises(SourceError, match=r"a\\xff.txt: cannot read it: no such file"):
        list(read(os.fsdecode(file)))


def test_refusals_that_say_the_same_are_told_one_by_one_while_they_are_few(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text("{}\n" * 20 + "[1\n" * 3)
    assert len(list(read(file))) == 23
    file.write_text("{}\n" * 120 + "[1\n" * 3 + json.dumps({"text": BODY}))
    found = list(read(file))
    assert len(found) == 20 + 3 + 1 + 1
    assert str(found[-1]) == f'{file}: 100 more like these: it has no "text" (the first is {file}:1)'
    assert isinstance(found[-2], Article)


# --- encodings


@pytest.mark.parametrize(
    "encoding", ["cp1252", "koi8-r", "utf-16", "utf-16-le", "utf-32", "utf-7", "cp500", "shift_jis"]
)
@pytest.mark.parametrize("make", ["text", "lines"])
def test_an_encoding_that_is_told_is_taken(make, encoding):
    content = BODY if make == "text" else json.dumps({"text": BODY}) + "\n" + json.dumps({"text": BODY})
    articles = list(read("-", io.BytesIO(content.encode(encoding)), Options(encoding=encoding)))
    assert [texts(article) for article in articles] == [BODY.split("\n\n")] * len(articles)


def test_json_lines_keep_the_characters_of_an_encoding_that_is_told():
    line = json.dumps({"text": "Wałęsa spoke in Łódź."}, ensure_ascii=False)
    assert texts(one(line.encode("cp1250"), "cp1250")) == ["Wałęsa spoke in Łódź."]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("windows1252", "did you mean windows-1252"),
        ("latin-11", "did you mean"),
        ("base64", ""),
        ("nonsense", "such as cp1252"),
    ],
)
def test_an_encoding_that_is_none_is_told_with_near_names(name, hint):
    with pytest.raises(SourceError, match=f"no encoding is named '{name}'") as error:
        one("It rains.", name)
    assert hint in str(error.value)


def test_bytes_that_are_not_in_the_encoding_that_is_told_are_refused():
    with pytest.raises(SourceError, match="this is not cp1252: byte 4 fits no character"):
        one(b"caf\x81 was hit.", "cp1252")


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("content", [BODY, json.dumps({"text": BODY})])
def test_utf_16_needs_no_mark(content, order):
    assert texts(one(content.encode(order))) == BODY.split("\n\n")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE])
def test_utf_32_is_told_by_its_mark(mark):
    order = "utf-32-le" if mark == codecs.BOM_UTF32_LE else "utf-32-be"
    assert texts(one(mark + BODY.encode(order))) == BODY.split("\n\n")


def test_utf_16_that_is_torn_off_is_read_and_told(caplog):
    one(codecs.BOM_UTF16_LE + BODY.encode("utf-16-le") + b"\x00\xd8a\x00")
    assert "1 character was lost before it came here" in caplog.text


def test_what_http_declares_is_taken_where_it_is_not_utf_8():
    assert decoded("Wałęsa".encode("cp1250"), charset='"windows-1250"') == "Wałęsa"
    assert decoded("Wałęsa".encode(), charset="windows-1250") == "Wałęsa"
    assert decoded("it’s".encode("cp1252"), charset="iso-8859-1") == "it’s"


ITEM = "<rss version='2.0'><channel><item><description>TEXT</description></item></channel></rss>"
NO_CHARSETS = ["idna", "punycode", "undefined", "unicode_escape", "raw-unicode-escape", "hex", "rot13", "zlib", "uu"]


@pytest.mark.parametrize("name", [*NO_CHARSETS, "a\ud800", "a\0b"])
def test_codecs_that_are_no_character_sets_count_as_unknown(name):
    assert not encodings.known(name)
    assert encodings.known("windows-1252")


@pytest.mark.parametrize("charset", ["nonsense", "base64"])
def test_what_http_declares_wrongly_is_left(charset):
    assert decoded("Wałęsa".encode(), charset=charset) == "Wałęsa"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<meta charset=CHARSET><p>TEXT</p>"),
        ("a.eml", "From: a@b.example\nContent-Type: text/plain; charset=CHARSET\n\nTEXT"),
        ("a.rss", f"<?xml version='1.0' encoding='CHARSET'?>{ITEM}"),
    ],
)
@pytest.mark.parametrize("charset", ["idna", "punycode", "undefined", "unicode_escape"])
def test_what_declares_no_character_set_is_read_as_if_it_declared_none(tmp_path, name, content, charset):
    text = "\n".join(
        f"<p>The café in Málaga was shut on Monday for the {n}th time, its owner said.</p>" for n in range(20)
    )
    if name.endswith(".eml"):
        text = text.replace("<p>", "").replace("</p>", "\n")
    elif name.endswith(".rss"):
        text = text.replace("<", "&lt;")
    file = tmp_path / name
    file.write_bytes(content.replace("CHARSET", charset).replace("TEXT", text).encode("cp1252"))
    (found,) = read(file)
    assert isinstance(found, Article), str(found)
    assert "The café in Málaga" in texts(found)[0]


def test_a_table_whose_declared_charset_is_none_is_read_as_utf_8():
    source = Source("a.csv", io.BufferedReader(io.BytesIO(b'text\n"It rains in M\xc3\xa1laga."\n')), charset="idna")
    (found,) = read_source(source, Options(language="en"))
    assert isinstance(found, Article)
    assert texts(found) == ["It rains in Málaga."]


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("“No deal,” she said. It’s over — for now", "cp1252"),
        ("The café in Málaga cost £5m", "cp1252"),
        ("Peña Nieto and São Paulo’s mayor made a naïve plan", "cp1252"),
        ("President Wałęsa met Mr Kaczyński in Łódź", "cp1250"),
        ("President Vondráček met Mr Žižka in Plzeň", "cp1250"),
        ("President Erdoğan met Mr Şimşek in İzmir", "cp1254"),
        ("The paper «Известия» wrote of it", "cp1251"),
        ("The paper Известия wrote of it", "koi8-r"),
        ("The daily Καθημερινή wrote of it", "cp1253"),
        ("“No deal,” she said. It’s over — for now", "mac-roman"),
    ],
)
def test_an_encoding_is_found_where_only_it_makes_words_of_all_bytes(words, encoding, caplog):
    assert texts(one(f"{words}. {BODY}".encode(encoding)))[0].startswith(words)
    assert "-: this is not UTF-8, it is read as" in caplog.text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (f"Mr Erdoğan said no. {BODY}".encode("cp1254"), "such as cp1252 or"),
        ("Café.".encode("cp1252"), "such as cp1252"),
        (("Kraków “ok” " * 10).encode() + b"\xe9 " + BODY.encode(), "such as cp1252"),
    ],
)
def test_an_encoding_that_is_not_sure_is_asked_for(text, hint):
    with pytest.raises(SourceError, match="this is not UTF-8: byte") as error:
        one(text)
    assert f"--encoding tells another one, {hint}" in str(error.value)


def test_a_text_of_another_language_is_refused_by_it_though_its_encoding_is_not_told():
    russian = "Министр иностранных дел объявил в понедельник, что правительство вышлет двух дипломатов. " * 3
    (refused,) = read("-", io.BytesIO(russian.encode("koi8-r")))
    assert "Russian: kg reads English" in str(refused)


def test_a_file_that_is_no_text_is_left_alone_by_an_encoding_that_is_told(tmp_path: Path):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"It rains."))
    with path.open("rb") as stream:
        from kg.article.sources import opened

        with opened("-", stream, Options(encoding="utf-16")) as file:
            assert file.read() == path.read_bytes()


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_what_is_encoded_with_a_mark_comes_back(text, encoding):
    assume(not text.startswith(("\ufeff", "\0")))
    assert decoded(text.encode(encoding), encoding) == text
    assert decoded(text.encode(encoding)) == text or encoding in ("utf-16", "utf-32")


@given(st.text(st.characters(codec="cp1252"), min_size=1))
def test_what_is_encoded_as_told_comes_back(text):
    assert decoded(text.encode("cp1252"), "cp1252") == text


NAMES = [
    "Peña",
    "São",
    "Müller",
    "Kraków",
    "Çelik",
    "Ségolène",
    "Ångström",
    "Šimić",
    "Žižek",
    "Wałęsa",
    "Ştefan",
    "Łódź",
]
SIGNS = ["“No”", "it’s", "—", "£5", "20°", "wait…"]


@given(
    st.lists(st.sampled_from([*NAMES, *SIGNS]), min_size=1), st.sampled_from(["cp1252", "cp1250", "cp1254", "cp1257"])
)
def test_what_is_found_out_is_what_was_meant_or_is_asked_for(words, encoding):
    text = f"{' '.join(words)} {BODY}"
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return
    try:
        found = decoded(data)
    except SourceError as error:
        found = str(error)
    assert found == text or "--encoding tells another one" in found


# --- wrong decodings


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("Russiaâ€™s war … â€œno dealâ€\x9d", "Russia’s war … “no deal”"),
        ("Itâ€™s â€œno dealâ€, he said", "It’s “no deal”, he said"),
        ("â€œNo dealâ€\ufffd he said", "“No deal” he said"),
        ("Russiaâ\x80\x99s war", "Russia’s war"),
        ("it\x92s \x93no deal\x94", "it’s “no deal”"),
        ("KrakÃ³w and SÃ£o Paulo", "Kraków and São Paulo"),
        ("BrasÃ\xadlia", "Brasília"),
        ("naÃ ̄ve and SÃ©golÃ ̈ne", "naïve and Ségolène"),
        ("FranÃƒÂ§ois", "François"),
        ("Â£5m at 20Â°C â€“ a deal", "£5m at 20°C – a deal"),
        ("Russiaвђ™s", "Russiaвђ™s"),
    ],
)
def test_wrong_decodings_are_mended(damaged, meant):
    assert mojibake.mended(damaged) == meant


@pytest.mark.parametrize(
    "text",
    [
        "naïve café",
        "“Voilà”",
        "MARQUÉ…",
        "Ångström",
        "5 € – 10 £",
        "Über “Öl”",
        "The â is a letter",
        "Россия’s",
        "Łódź",
    ],
)
def test_what_is_written_rightly_is_left(text):
    assert mojibake.mended(text) == text


def test_all_that_is_told_of_an_article_is_mended():
    item = {
        "title": "Russiaâ€™s war",
        "text": "Itâ€™s raining.",
        "byline": ["JosÃ© Roe"],
        "publisher": "Le MondeÂ®",
        "section": "Smith &amp; Sons",
        "keywords": ["SÃ£o Paulo"],
    }
    article = one(json.dumps(item))
    assert (article.title, texts(article, "title")) == ("Russia’s war", ["Russia’s war"])
    assert texts(article) == ["It’s raining."]
    assert (article.byline, article.publisher, article.section) == (("José Roe",), "Le Monde®", "Smith & Sons")
    assert article.keywords == ("São Paulo",)


def test_damage_that_is_not_sure_is_told_once_and_left(caplog):
    article = one("The realÃ¢€world problem.\n\nThe longÃ¢€term problem, officials said.")
    assert "€world" in texts(article)[0]
    assert caplog.text.count("decoded wrongly") == 1


def test_lost_characters_are_counted(caplog):
    one("It\ufffds raining in K\ufffdln, officials said.")
    assert "-: 2 characters were lost before it came here, and stand as \ufffd" in caplog.text


def test_nothing_is_told_of_an_article_that_came_well(caplog):
    one(f"“It’s over,” he said in Kraków — naïve. {BODY}")
    assert not caplog.text


# --- entities and tags


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (
            "Russia&#8217;s war was a crime. &quot;No deal,&quot; said Macron.",
            'Russia’s war was a crime. "No deal," said Macron.',
        ),
        ("Macron &amp; Tusk met.", "Macron & Tusk met."),
        ("&amp;quot;No deal,&amp;quot; he said.", '"No deal," he said.'),
        ("&amp;amp;amp; so on.", "& so on."),
        ("Yemen&rsquo;s government &#x2014; no.", "Yemen’s government — no."),
        ("Russia&acirc;&euro;&trade;s war.", "Russia’s war."),
        ("AT&T and R&D; the rest.", "AT&T and R&D; the rest."),
        ("Tom&Jerry; and &nonsense; too.", "Tom&Jerry; and &nonsense; too."),
        ("Five &lt; six.", "Five < six."),
    ],
)
def test_entities_become_characters_where_they_are_some(written, meant):
    assert texts(one(written)) == [meant]
    assert texts(one(json.dumps({"text": written}))) == [meant]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (
            "<b>Norland</b> expelled two diplomats.</p><p>Yemen said no.",
            ["Norland expelled two diplomats.", "Yemen said no."],
        ),
        ("It rains.<br>It snows.<br/>It hails.", ["It rains.", "It snows.", "It hails."]),
        ("It rains. &lt;p&gt;It snows.&lt;/p&gt;", ["It rains.", "It snows."]),
        ('It <a\nhref="https://example.org">rains</a>.', ["It rains."]),
    ],
)
def test_tags_part_paragraphs(written, meant):
    assert texts(one(written)) == meant


@pytest.mark.parametrize(
    "text", ["The <p> tag begins a paragraph.", "Five < six and seven > six.", "<NORLAND> said no."]
)
def test_a_tag_that_is_only_spoken_of_stays(text):
    assert texts(one(text)) == [text]


def test_tags_without_text_are_no_article():
    for content in ("&lt;p&gt;&lt;/p&gt;", json.dumps({"text": "<p></p><br>"})):
        (refused,) = read("-", io.BytesIO(content.encode()))
        assert isinstance(refused, RefusedError)


# --- lost blanks


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("He left on Monday.The minister stayed.", "He left on Monday. The minister stayed."),
        ("It accused Norland of piracy.Sudland denied it.", "It accused Norland of piracy. Sudland denied it."),
        ("It ended in 2023.The war went on.", "It ended in 2023. The war went on."),
        ("“No deal.”The minister left.", "“No deal.” The minister left."),
        ("Will it end?Nobody knows.", "Will it end? Nobody knows."),
    ],
)
def test_sentences_that_run_together_are_parted(written, meant):
    assert texts(one(written)) == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S.Embassy is shut.",
        "Such as e.g.Norland and i.e.Sudland did.",
        "He lives in St.Petersburg now.",
        "Orders at Amazon.Com and www.News.example.Org rose.",
        "The file README.Md and java.util.List were named.",
        "Mr.Smith and Gen.Jones met.",
        "Version v1.2.Three is out.",
        "J.R.R.Tolkien wrote it.",
        "See https://example.org/a.Html for more.",
        "Write to ann.Quill@example.org today.",
    ],
)
def test_points_within_words_part_nothing(text):
    assert texts(one(text)) == [text]


# --- properties


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_mending_twice_changes_nothing_more(text):
    assume(clean.squeeze(text))
    article = Article("a", (Block("paragraph", clean.squeeze(text)),))
    assert_mended_once(article)


def assert_mended_once(article: Article) -> None:
    try:
        once = mending.mended(article)
    except RefusedError:
        return  # nothing but tags
    assert mending.mended(once) == once


DAMAGE = [
    "â€™",
    "â€œ",
    "â€",
    "Ã©",
    "&amp;",
    "&quot;",
    "#38;",
    "lt;",
    "p>",
    "<",
    "/p>",
    "<br>",
    "a",
    "Norland",
    ".",
    " ",
    "The",
]


@given(st.lists(st.sampled_from(DAMAGE), min_size=1).map("".join))
def test_damage_upon_damage_is_mended_at_once(text):
    assume(clean.squeeze(text))
    article = Article("a", (Block("paragraph", clean.squeeze(text)),))
    assert_mended_once(article)


@given(
    st.lists(st.sampled_from(["The", "minister’s", "“no", "deal”", "said", "in", "Kraków,", "—", "café."]), min_size=1)
)
def test_english_that_is_written_rightly_is_left(words):
    article = Article("a", (Block("paragraph", " ".join(words)),))
    assert mending.mended(article) == article


# --- bylines and times


def told(header: str) -> Article:
    return one(f"Norland expels diplomats\n{header}\n\n{BODY}")


@pytest.mark.parametrize(
    ("line", "byline", "publisher"),
    [
        ("By Ann Quill | March 6, 2024 |", ("Ann Quill",), None),
        ("Ann Quill, Newsline Staff Writer", ("Ann Quill",), None),
        ("Ann Quill and Bo Scribe, Senior Correspondents in Norstad", ("Ann Quill", "Bo Scribe"), None),
        ("By Ann Quill in Norstad", ("Ann Quill",), None),
        ("By Ann Quill in Norstad and Bo Scribe in Port Sud", ("Ann Quill", "Bo Scribe"), None),
        ("By Ann Quill/Newsline; photo by Bo Scribe", ("Ann Quill",), "Newsline"),
        ("Ann Quill/Newsline; photo by Bo Scribe", ("Ann Quill",), "Newsline"),
        ("By ANN QUILL, BO SCRIBE and CY WOLF", ("ANN QUILL", "BO SCRIBE", "CY WOLF"), None),
    ],
)
def test_a_byline_is_no_title(line, byline, publisher):
    article = told(line)
    assert (article.title, article.byline, article.publisher) == ("Norland expels diplomats", byline, publisher)


@pytest.mark.parametrize("title", ["John Roe, former editor of Newsline, dies", "Norland/Sudland: talks fail"])
def test_a_title_is_no_byline(title):
    article = one(f"{title}\n\n{BODY}")
    assert (article.title, article.byline) == (title, ())


@pytest.mark.parametrize(
    "line", ["Updated 10:15 AM EST, Wed March 6, 2024", "Updated: 10.15 am EST on Wednesday, 6 March 2024"]
)
def test_the_clock_may_stand_before_the_day(line):
    assert told(line).modified == datetime(2024, 3, 6, 10, 15, tzinfo=timezone(timedelta(hours=-5)))


def test_a_dateline_may_have_a_day_and_no_place():
    article = one(f"Norland expels diplomats\n\nMarch 6, 2024 (Newsline) – {BODY}")
    assert (article.published, article.publisher) == (datetime(2024, 3, 6, tzinfo=UTC), "Newsline")
    assert texts(article)[0].startswith("The foreign minister")


@pytest.mark.parametrize(("days", "is_told"), [(30 * 365, True), (10, True), (1, False), (-10, False)])
def test_a_date_that_is_still_to_come_is_told(days, is_told, caplog):
    day = (datetime.now(UTC) + timedelta(days=days)).date()
    assert one(json.dumps({"text": BODY, "published": day.isoformat()})).published is not None
    assert (f"-: it is dated {day}, which is still to come" in caplog.text.replace("-:1", "-")) == is_told


# --- wrapped lines

WRAPPED = (
    "Norland will close the border on Friday,\nthe interior ministry said.\n\n"
    "The foreign minister of Norland said on Monday that talks with its\n"
    "neighbour had failed after a week of hard bargaining in the capital.\n"
    "Officials in the capital declined to comment on the report, which was\npublished by the Norland Times."
)


def test_wrapped_paragraphs_may_break_anywhere():
    first, second = texts(one(WRAPPED))
    assert first == "Norland will close the border on Friday, the interior ministry said."
    assert second.endswith("which was published by the Norland Times.")


def test_narrow_columns_are_put_together():
    words = BODY.split("\n\n")[0].split()
    lines = [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]
    assert len(texts(one("\n".join(lines)))) <= len(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["The talks failed.", "The border was shut.", "Nobody knows why."],
        ["We watched the snow,", "the rivers flow,", "and nobody could know."],
    ],
)
def test_lines_that_are_paragraphs_stay_apart(lines):
    assert clean.units("\n".join(lines)) == lines


# --- several articles in one file


def repeated(count: int, form: str) -> str:
    return "".join(form.format(n=n, day=n * 4, body=BODY) for n in range(1, count + 1))


@pytest.mark.parametrize(
    "text",
    [
        repeated(2, "Title: Talks fail again {n}\nDate: {day} March 2024\n\n{body}\n\n"),
        repeated(2, "URL: https://news.example/{n}\nTalks fail once more\n\n{body}\n\n"),
        repeated(3, "Document {n} of 50\n\nTalks fail once more\n\n{body}\n\n"),
        repeated(3, "Talks fail in round {n}\n\nNORSTAD, March {day} (Wire) - {body}\n\n"),
        repeated(3, "Talks fail in round {n}\n\nNORSTAD, March {day}, 2024 - {body}\n\n"),
        repeated(4, "=====\nTalks fail in round {n}\nBy Ann Quill\n\n{body}\n\n"),
        repeated(5, "----------\nTalks fail in round {n}\n\n{body}\n\n"),
        repeated(4, "Talks fail in round {n}\nBy Ann Quill\n{day} March 2024\n\n{body}\n\n"),
    ],
)
def test_several_articles_in_one_text_are_refused(text):
    (refused,) = read("-", io.BytesIO(text.encode()))
    assert isinstance(refused, RefusedError)
    assert str(refused) == "-: several articles in one file (one a file, or JSON lines)"


@pytest.mark.parametrize(
    "text",
    [
        "Norland talks live\nBy Ann Quill\n4 March 2024\n\n"
        + repeated(6, "Minister speaks in town {n}\nBy Bo Scribe\n4 March 2024 1{n}:15 GMT\n\n{body}\n\n"),
        f"Talks fail\nPublished: 4 March 2024\n\n{BODY}\n\n" + repeated(4, "Updated {day} March 2024\n\n{body}\n\n"),
        "A war in ten dates\n\n" + repeated(5, "{day} March 2024\n\n{body}\n\n"),
        "A treaty in five parts\n\n" + repeated(5, "Article {n}\n\n{body}\n\n"),
        "Talks fail\n\n" + repeated(9, "What comes next in part {n}\n\n{body}\n\n"),
        "Talks fail\n\n" + repeated(9, "*****\n\n{body}\n\n"),
        "Talks fail\n\n" + repeated(9, "*****\nPart {n}\n\n{body}\n\n"),
        "World in brief\n\n" + "".join(f"{town} - {BODY}\n\n" for town in ("NORSTAD", "PORT SUD", "WESTON", "OSTHAM")),
        f"Talks fail\nBy Ann Quill\n\n{BODY}\n\nBy Ann Quill\nNorland Times\n",
    ],
)
def test_one_article_of_many_parts_is_read(text):
    assert len(texts(one(text))) > 1


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\ufdd0", "\x01"])
def test_what_is_no_character_stands_in_no_field(sign: str, tmp_path: Path) -> None:
    """XML cannot hold it, and a store that does is none for whoever asks in XML."""
    fields = ("title", "publisher", "section", "id")
    told = {**dict.fromkeys(fields, f"Norland{sign} Times"), "text": f"Norland denied{sign} it on Monday."}
    (tmp_path / "a.json").write_text(json.dumps(told))
    (found,) = read(str(tmp_path / "a.json"))
    assert isinstance(found, Article)
    assert {getattr(found, name) for name in fields} == {"Norland Times"}
    assert found.blocks[-1].text == "Norland denied it on Monday."


def test_blanks_that_a_decoding_brings_to_light_are_none():
    assert texts(one("xÂ\x1fÄ»")) == texts(one("xÂ Ä»"))
    assert all(text == " ".join(text.split()) for text in texts(one("xÂ\x1fÄ»")))
