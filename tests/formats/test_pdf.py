"""PDF: paragraphs as a reader sees them, from pages that these tests print."""

import io
import zlib
from datetime import UTC, datetime

import fpdf
import pytest
from formats.given import PARAGRAPHS, SAMPLE, TITLE, blocks, faults, items, one

from kg.article import Article, confined
from kg.errors import SourceError

LONG = (
    "The ministry of foreign affairs of Norland announced on Monday that the negotiations about the border with Sud"
    "land, which began in the spring and were interrupted twice, have ended without an agreement after a week of talks."
)
SECOND = (
    "The representatives of both governments had met in Norstad under the chairmanship of the United Council, whose "
    "envoy told reporters that the differences about fishing rights and the railway could not be overcome this time."
)
THIRD = (
    "A third round of negotiations will be held in the capital of Sudland before the end of the year, the ministry said"
    ", adding that Norland remains prepared to discuss every question that was left open by the commission of experts."
)


class Paper(fpdf.FPDF):
    """A document with a running head and numbered pages."""

    head = ""
    foot = "Page {page} of 3"

    def header(self) -> None:
        self.set_font("Times", "", 9)
        self.set_y(8)
        self.cell(0, 5, self.head, align="C", new_x="LMARGIN", new_y="NEXT")
        self.set_y(20)

    def footer(self) -> None:
        self.set_font("Times", "", 9)
        self.set_y(-12)
        self.cell(0, 5, self.foot.format(page=self.page_no()), align="C")


def say(pdf: fpdf.FPDF, text: str, *, size: int = 11, width: float = 0, gap: float = 4, indent: str = "") -> None:
    pdf.set_font("Times", "", size)
    printed = indent + text.replace("“", '"').replace("”", '"')
    pdf.multi_cell(width, size * 0.5, printed, align="J", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(gap)


def paper(head: str = "", foot: str = "Page {page} of 3", **metadata: str) -> Paper:
    pdf = Paper()
    pdf.head, pdf.foot = head, foot
    for name, value in metadata.items():
        getattr(pdf, f"set_{name}")(value)
    pdf.add_page()
    return pdf


def printed(pdf: fpdf.FPDF) -> bytes:
    return bytes(pdf.output())


def sample() -> bytes:
    pdf = paper("Ministry of Foreign Affairs")
    say(pdf, TITLE, size=18)
    for paragraph in PARAGRAPHS:
        say(pdf, paragraph)
    return printed(pdf)


def paragraphs(data: bytes) -> list[str]:
    return [block.text for block in one("a.pdf", data).blocks if block.kind == "paragraph"]


def test_wrapped_lines_are_paragraphs_and_what_is_largest_is_the_title():
    expected = [(kind, text.replace("“", '"').replace("”", '"')) for kind, text in SAMPLE]
    assert blocks(one("a.pdf", sample())) == expected


@pytest.mark.parametrize(("gap", "indent"), [(4, ""), (0, ""), (0, "      ")])
def test_paragraphs_are_told_by_a_gap_by_a_short_line_or_by_an_indent(gap, indent):
    pdf = paper()
    for text in (LONG, SECOND, THIRD):
        say(pdf, text, gap=gap, indent=indent)
    assert paragraphs(printed(pdf)) == [LONG, SECOND, THIRD]


def test_running_heads_and_page_numbers_are_no_text_and_a_paragraph_goes_on_over_a_page():
    pdf = paper("Ministry of Foreign Affairs - Statement 17/2024")
    letters = "ABCDEFGHIJKLMNOP"
    said = [
        f"{text.replace(' the ', f' the {letter} ')[:-1]} {letter}."
        for letter in letters
        for text in (LONG, SECOND, THIRD)
    ]
    for text in said:
        say(pdf, text)
    data = printed(pdf)
    assert pdf.page_no() >= 3
    assert paragraphs(data) == said


def test_two_columns_are_read_one_after_the_other_below_their_title():
    pdf = paper()
    say(pdf, TITLE, size=18)
    top = pdf.get_y()
    for text in (LONG, SECOND):
        say(pdf, text, width=85)
    pdf.set_left_margin(110)
    pdf.set_xy(110, top)
    for text in (THIRD, LONG):
        say(pdf, text, width=85)
    found = blocks(one("a.pdf", printed(pdf)))
    assert found == [("title", TITLE), *(("paragraph", text) for text in (LONG, SECOND, THIRD, LONG))]


def test_words_that_a_line_tore_apart_are_whole_and_those_with_a_hyphen_keep_it():
    pdf = paper()
    pdf.set_font("Times", "", 11)
    for line in (
        "The well-known envoy said on Monday in the capital of Norland that the long nego-",
        "tiations had failed, and that he, a man who was well-",
        "known for his patience, would not return before the summer of next year.",
    ):
        pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    (text,) = paragraphs(printed(pdf))
    assert "the long negotiations had failed" in text
    assert "well-known for his patience" in text


def test_a_heading_is_one():
    pdf = paper()
    say(pdf, TITLE, size=20)
    say(pdf, LONG)
    say(pdf, "What comes next", size=14)
    say(pdf, THIRD)
    assert blocks(one("a.pdf", printed(pdf)))[2] == ("heading", "What comes next")


@pytest.mark.parametrize(
    ("title", "kept"), [("Norland ends its talks", "Norland ends its talks"), ("Microsoft Word - st_17.doc", None)]
)
def test_a_title_of_the_metadata_is_taken_where_it_is_one(title, kept):
    pdf = paper(title=title)
    say(pdf, LONG)
    assert one("a.pdf", printed(pdf)).title == kept


def test_a_title_of_the_metadata_that_is_printed_comes_before_what_is_larger():
    pdf = paper(title=TITLE)
    say(pdf, "Republic of Norland", size=24)
    say(pdf, TITLE, size=14)
    say(pdf, LONG)
    article = one("a.pdf", printed(pdf))
    assert article.title == TITLE
    assert [text for kind, text in blocks(article) if kind == "paragraph"] == [LONG]


def test_items_of_a_list_are_paragraphs_without_their_marks():
    pdf = paper()
    say(pdf, LONG)
    for item in ("1. A round of talks in Norstad", "2. A round of talks in Sudland"):
        say(pdf, item, gap=0)
    assert paragraphs(printed(pdf))[1:] == ["1. A round of talks in Norstad", "2. A round of talks in Sudland"]


def test_a_date_is_taken_where_it_is_told_and_not_of_the_making():
    pdf = paper()
    pdf.set_creation_date(datetime(2011, 1, 1, tzinfo=UTC))
    say(pdf, LONG)
    assert one("a.pdf", printed(pdf)).published is None
    pdf = paper()
    say(pdf, TITLE, size=18)
    say(pdf, "Published: 6 March 2024")
    say(pdf, LONG)
    assert one("a.pdf", printed(pdf)).published == datetime(2024, 3, 6, tzinfo=UTC)


def test_a_date_of_publication_in_xmp_is_taken():
    pdf = paper()
    say(pdf, LONG)
    pdf.set_xmp_metadata(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><prism:publicationDate>2024-03-06'
        "</prism:publicationDate></rdf:Description></rdf:RDF>"
    )
    pdf.set_compression(False)
    assert one("a.pdf", printed(pdf)).published == datetime(2024, 3, 6, tzinfo=UTC)


def test_numbers_of_footnotes_and_words_that_are_turned_are_no_text():
    pdf = paper()
    pdf.set_font("Times", "", 11)
    pdf.write(5, "The minister said that the talks had failed")
    pdf.char_vpos = "SUP"
    pdf.write(5, "3")
    pdf.char_vpos = "LINE"
    pdf.write(5, " on Monday.")
    with pdf.rotation(90, 100, 100):
        pdf.text(100, 100, "CONFIDENTIAL DRAFT")
    assert paragraphs(printed(pdf)) == ["The minister said that the talks had failed on Monday."]


def test_pages_that_are_images_are_told():
    pdf = paper(foot="")
    pdf.rect(10, 10, 50, 50)
    (line,) = faults(items("a.pdf", printed(pdf)))
    assert line == "a.pdf: the pages are images (kg reads no letters in images; give its text)"


def written(words: str, to_unicode: str) -> bytes:
    """A page whose font tells by a map of its own which letters the codes 1 and 2 draw."""
    pairs = f"2 beginbfchar\n<01> <{to_unicode}>\n<02> <{to_unicode}>\nendbfchar"
    codes = f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{pairs}"
    streams = (
        f"BT /F 11 Tf 40 700 Td ({words}) Tj ET",
        f"/CIDInit /ProcSet findresource begin\nbegincmap\n{codes}\nendcmap",
    )
    drawn, mapped = (f"<</Length {len(stream)}>>stream\n{stream}\nendstream" for stream in streams)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        drawn,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        mapped,
    ]
    body = "".join(f"{number} 0 obj{content}\nendobj\n" for number, content in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>".encode("latin-1")


def test_letters_that_are_drawn_as_one_are_several():
    data = written("The \\001rst talks of the week had failed in Norland, he said.", "FB01")
    assert paragraphs(data) == ["The first talks of the week had failed in Norland, he said."]


def test_letters_that_nobody_can_know_are_told():
    data = written("\\001\\002 \\002\\001" * 30, "E001")
    assert "do not tell which letters" in faults(items("a.pdf", data))[0]


def test_a_document_that_is_encrypted_is_told():
    pdf = paper()
    say(pdf, LONG)
    pdf.set_encryption(owner_password="a", user_password="b")
    with pytest.raises(SourceError, match=r"a\.pdf: it is encrypted \(save it without its password\)"):
        items("a.pdf", printed(pdf))


def test_a_document_that_only_may_not_be_changed_is_read():
    pdf = paper()
    say(pdf, LONG)
    pdf.set_encryption(owner_password="a")
    assert paragraphs(printed(pdf)) == [LONG]


def test_a_document_without_end_is_told():
    pdf = paper()
    for _ in range(301):
        pdf.add_page()
    with pytest.raises(SourceError, match="more than 300 pages"):
        items("a.pdf", printed(pdf))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"x" * 5000, b"%PDF-1.4\n%%EOF"])
def test_what_only_begins_as_a_pdf_is_told(data):
    with pytest.raises(SourceError, match=r"a\.pdf: this PDF cannot be read"):
        items("a.pdf", data)


def test_a_document_that_is_cut_off_is_read_or_told():
    data = sample()
    for size in (len(data) // 3, len(data) // 2, len(data) - 50):
        try:
            found = items("a.pdf", io.BytesIO(data[:size]).getvalue())
        except SourceError as error:
            found = [error]
        assert all(isinstance(item, Article) or "a.pdf" in str(item) for item in found)


def unpacking_to(megabytes: int) -> bytes:
    """A document whose page is so many blanks, packed twice."""
    stream = zlib.compress(zlib.compress(b" " * megabytes * 1_000_000, 9))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % told for told in enumerate(objects, 1))
        + (b"trailer<</Size 5/Root 1 0 R>>\n%%EOF")
    )


def test_a_document_that_unpacks_beyond_its_memory_is_refused_by_that(monkeypatch):
    monkeypatch.setattr(confined, "MEMORY", 50 * 1024 * 1024)
    with pytest.raises(SourceError, match=r"a\.pdf: it takes more than 50 MB of memory to read"):
        items("a.pdf", unpacking_to(200))
    assert faults(items("a.pdf", unpacking_to(1)))[0].startswith("a.pdf: the pages are images")


def test_work_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(confined, "SECONDS", 1)
    with pytest.raises(SourceError, match="a: it takes more than 1 s to read"):
        confined.confined(lambda: sum(iter(int, 1)), "a")


def test_work_that_is_confined_returns_and_raises_as_any():
    def refused() -> None:
        raise SourceError("no", where="a", hint="b")

    assert confined.confined(lambda: ["a", 1], "a") == ["a", 1]
    with pytest.raises(SourceError, match=r"^a: no \(b\)$"):
        confined.confined(refused, "a")
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        confined.confined(lambda: 1 // 0, "a")
