"""Word files: what is printed of them, by the styles that they are written in."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from formats.given import PARAGRAPHS, SAMPLE, TITLE, blocks, faults, items, one

from kg.errors import FormatError, SourceError


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def sample(style: str = "Title") -> "docx.document.Document":
    document = docx.Document()
    document.add_paragraph(TITLE, style=style)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    return document


def wrapped(paragraph, tag: str) -> None:
    """Puts the last run of a paragraph into an element, as tracked changes do."""
    run = paragraph.runs[-1]._r
    around = OxmlElement(tag)
    run.addprevious(around)
    around.append(run)
    if tag == "w:del":
        run.find(qn("w:t")).tag = qn("w:delText")


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
def test_paragraphs_are_read_below_their_title(style):
    assert blocks(one("a.docx", saved(sample(style)))) == SAMPLE


def test_a_heading_is_one_and_items_of_a_list_are_none():
    document = sample()
    document.add_paragraph("What comes next", style="Heading 2")
    document.add_paragraph("A second round in Norstad", style="List Bullet")
    document.add_paragraph("A third one in Sudland", style="List Bullet")
    assert blocks(one("a.docx", saved(document)))[4:] == [
        ("heading", "What comes next"),
        ("paragraph", "A second round in Norstad"),
        ("paragraph", "A third one in Sudland"),
    ]


def test_title_and_author_of_the_properties_are_taken_where_they_are_such():
    document = docx.Document()
    document.add_paragraph(PARAGRAPHS[0])
    document.core_properties.title, document.core_properties.author = TITLE, "Ann Quill"
    article = one("a.docx", saved(document))
    assert (article.title, article.byline) == (TITLE, ("Ann Quill",))
    document.core_properties.title, document.core_properties.author = "Document1", "admin"
    article = one("a.docx", saved(document))
    assert (article.title, article.byline) == (None, ())


def test_tables_captions_and_tables_of_contents_are_left_out():
    document = sample()
    document.add_table(1, 2).cell(0, 0).text = "17 percent"
    document.add_paragraph("Figure 1: the border", style="Caption")
    assert blocks(one("a.docx", saved(document))) == SAMPLE


def test_what_was_inserted_is_read_and_what_was_deleted_or_is_hidden_is_not():
    document = docx.Document()
    paragraph = document.add_paragraph("The talks ")
    for words, tag in (("failed", "w:ins"), ("succeeded", "w:del")):
        paragraph.add_run(words)
        wrapped(paragraph, tag)
    paragraph.add_run(" on Monday.")
    paragraph.add_run(" Secret.").font.hidden = True
    assert blocks(one("a.docx", saved(document))) == [("paragraph", "The talks failed on Monday.")]


def test_a_document_without_words_is_refused():
    assert faults(items("a.docx", saved(docx.Document()))) == ["a.docx: there is no article in it"]


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


@pytest.mark.parametrize("data", [zipped(a=b"x"), zipped(word__document=b"<a/>")])
def test_a_zip_file_that_is_no_document_is_of_no_format(data):
    with pytest.raises(FormatError, match=r"a\.docx: this is no Word document \(save it as"):
        items("a.docx", data)


def rewritten(change) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(sample()))) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == "word/document.xml" else data)
    return file.getvalue()


def test_a_document_that_unpacks_without_end_is_refused():
    with pytest.raises(SourceError, match="too large"):
        items("a.docx", rewritten(lambda data: data + b" " * 30_000_000))
    file = io.BytesIO(saved(sample()))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.png", b"0" * 60_000_000)
    with pytest.raises(SourceError, match="more than 200 times its size"):
        items("a.docx", file.getvalue())


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:300],
        lambda data: data.replace(b"<w:body>", b"<w:body>" + b"<w:p>" * 5000),
        lambda data: b"<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" + data.split(b"?>", 1)[1],
    ],
)
def test_a_document_that_is_damaged_is_told_in_one_line(change):
    try:
        found = items("a.docx", rewritten(change))
    except SourceError as error:
        found = [error]
    assert len(found) == 1


def test_a_document_that_breaks_off_is_told():
    with pytest.raises(SourceError, match="breaks off or is damaged"):
        items("a.docx", saved(sample())[:-500])


# --- tables


def tabled(document, *rows: tuple[str, ...]):
    """Adds a table; a cell of several lines has as many paragraphs."""
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for paragraph in more:
                cell.add_paragraph(paragraph)
    return table


ALL = "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "rows",
    [
        ((ALL,),),
        tuple((paragraph,) for paragraph in PARAGRAPHS),
        (("", ALL),),
        ((PARAGRAPHS[0], "\n".join(PARAGRAPHS[1:])),),
    ],
)
def test_the_text_of_a_layout_table_is_read_in_its_place(rows):
    document = docx.Document()
    document.add_paragraph(TITLE, style="Heading 1")
    document.add_paragraph("It began in Norstad on Sunday, when the envoy was called home.")
    tabled(document, *rows)
    document.add_paragraph("Nobody knows how it will end, the envoy said on Friday.")
    found = [text for kind, text in blocks(one("a.docx", saved(document))) if kind == "paragraph"]
    assert found[1:-1] == list(PARAGRAPHS)
    assert found[-1].startswith("Nobody knows")


def test_a_table_within_a_layout_table_is_judged_by_itself():
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    cell = tabled(document, (PARAGRAPHS[0],)).cell(0, 0)
    inner = cell.add_table(2, 2)
    for number, text in enumerate(("Year", "Tonnes", "2023", "17")):
        inner.cell(number // 2, number % 2).text = text
    cell.add_paragraph(PARAGRAPHS[1])
    nested = cell.add_table(1, 1).cell(0, 0)
    nested.text = PARAGRAPHS[2]
    assert blocks(one("a.docx", saved(document))) == SAMPLE


@pytest.mark.parametrize(
    "rows",
    [
        (("Country", "Tonnes"), ("Norland", "17.5"), ("Sudland", "12.")),
        (("Norland", "It exports more wheat than it did a year ago, the ministry says."), ("Sudland", "Nothing.")),
        (
            ("Norland", "It exports more wheat than it did a year ago, the ministry says."),
            ("Sudland", "It exports less wheat than it did a year ago, the ministry says."),
        ),
        (("Said on Monday.",), ("17 percent",)),
    ],
)
def test_a_table_of_data_stays_out(rows):
    document = sample()
    tabled(document, *rows)
    assert blocks(one("a.docx", saved(document))) == SAMPLE


def test_a_row_that_was_deleted_stays_out():
    document = sample()
    table = tabled(document, (ALL,), ("This is what the ministry wanted to say at first, and then took back.",))
    properties = table.rows[1]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))
    assert "took back" not in str(blocks(one("a.docx", saved(document))))


# --- odd parts


def changed(name: str, old: bytes, new: bytes) -> bytes:
    """A document with other words in one of its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(sample()))) as before, zipfile.ZipFile(file, "w") as after:
        for info in before.infolist():
            data = before.read(info)
            if info.filename == name:
                assert old in data
                data = data.replace(old, new)
            after.writestr(info.filename, data)
    return file.getvalue()


CORE = (
    b'<Override PartName="/docProps/core.xml" '
    b'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
)
STYLES = (
    b'<Override PartName="/word/styles.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("[Content_Types].xml", CORE, b""),
        ("docProps/core.xml", b"<dc:title/>", b"<dc:title><a/></dc:title>"),
        ("[Content_Types].xml", STYLES, b""),
    ],
)
def test_of_a_document_with_an_odd_part_the_text_is_read(name, old, new):
    texts = [text for _, text in blocks(one("a.docx", changed(name, old, new)))]
    assert texts == [TITLE, *PARAGRAPHS]


def test_a_document_with_a_part_that_does_not_parse_is_refused_by_name():
    with pytest.raises(SourceError, match=r"a\.docx: this Word document is damaged"):
        items("a.docx", changed("docProps/core.xml", b"<dc:title/>", b"<dc:title>"))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"w:body>", b"w:other>"),
        lambda data: data.replace(b"w:document ", b"w:other ").replace(b"</w:document>", b"</w:other>"),
    ],
)
def test_a_document_without_a_body_is_refused_by_name(change):
    with pytest.raises(SourceError, match=r"a\.docx: this Word document is damaged"):
        items("a.docx", rewritten(change))


# --- titles below a letterhead


LETTERHEAD = "MINISTRY OF FOREIGN AFFAIRS OF NORLAND"


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
@pytest.mark.parametrize("above", [(LETTERHEAD,), ("Republic of Norland", "Ministry of Trade"), ("NORLAND",)])
def test_a_styled_title_wins_over_what_stands_above(style, above):
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    document.add_paragraph(TITLE, style=style)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    found = blocks(one("a.docx", saved(document)))
    assert [block for block in found if block[0] != "heading"] == SAMPLE


def test_headings_that_part_a_text_are_no_title_of_it():
    document = docx.Document()
    document.add_paragraph(TITLE)
    for paragraph in PARAGRAPHS:
        document.add_paragraph("What is known", style="Heading 1")
        document.add_paragraph(paragraph)
    assert one("a.docx", saved(document)).title == TITLE


def test_a_heading_below_a_paragraph_is_no_title():
    document = docx.Document()
    document.add_paragraph(PARAGRAPHS[0])
    document.add_paragraph("What comes next", style="Heading 1")
    document.add_paragraph(PARAGRAPHS[1])
    assert one("a.docx", saved(document)).title is None
