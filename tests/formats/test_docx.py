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
