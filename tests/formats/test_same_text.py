"""The same text comes out of every format with the same blocks."""

import gzip
import io
import json

import docx
import pyarrow
import pyarrow.parquet
import pytest
from formats.given import HTML, PARAGRAPHS, TEXT, TITLE, blocks, one
from formats.test_agencies import NITF, PLAIN, XHTML, newsml, ninjs
from formats.test_archives import tarred, zipped
from formats.test_feeds import ATOM, JSON_FEED, RSS
from formats.test_mail import message
from formats.test_pdf import paper, printed, say
from formats.test_rows import table

HEADING = "What comes next"
MARKED_UP = HTML.replace("</p><p>A second", f"</p><h2>{HEADING}</h2><p>A second")
WRITTEN = TEXT.replace("\n\nA second", f"\n\n{HEADING}\n\nA second")
RECORD = {"title": TITLE, "text": WRITTEN}
EXPECTED = [
    ("title", TITLE),
    ("paragraph", PARAGRAPHS[0]),
    ("paragraph", PARAGRAPHS[1]),
    ("heading", HEADING),
    ("paragraph", PARAGRAPHS[2]),
]


def word() -> bytes:
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(TITLE, style="Title")
    for line in WRITTEN.split("\n\n"):
        document.add_paragraph(line, style="Heading 1" if line == HEADING else "Normal")
    document.save(file)
    return file.getvalue()


def pdf() -> bytes:
    made = paper()
    say(made, TITLE, size=18)
    for line in WRITTEN.split("\n\n"):
        say(made, line, size=13 if line == HEADING else 11)
    return printed(made)


def parquet() -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([RECORD]), file)
    return file.getvalue()


MARKDOWN = f"# {TITLE}\n\n{WRITTEN.replace(HEADING, f'## {HEADING}')}\n"
JSON = json.dumps(RECORD)
FORMATS = {
    "a.txt": f"{TITLE}\n\n{WRITTEN}",
    "a.md": MARKDOWN,
    "a.json": JSON,
    "a.jsonl": f"{JSON}\n",
    "html.jsonl": json.dumps({"headline": TITLE, "body_html": MARKED_UP}) + "\n",
    "a.csv": table(RECORD),
    "a.tsv": table(RECORD, delimiter="\t"),
    "a.parquet": parquet(),
    "a.rss": RSS.replace(HTML, MARKED_UP),
    "a.atom": ATOM.replace(HTML.replace("<", "&lt;"), MARKED_UP.replace("<", "&lt;")),
    "feed.json": JSON_FEED.replace(json.dumps(HTML)[1:-1], json.dumps(MARKED_UP)[1:-1]),
    "newsml.xml": newsml(XHTML.replace(HTML, MARKED_UP)),
    "plain.newsml": newsml(PLAIN.replace(TEXT, WRITTEN)),
    "a.nitf": NITF.replace(HTML, MARKED_UP.replace("h2>", "hl2>")),
    "a.ninjs": ninjs(body_text=WRITTEN),
    "a.pdf": pdf(),
    "a.docx": word(),
    "a.eml": message(WRITTEN).as_bytes(),
    "html.eml": message("-", html=MARKED_UP, List_Id="<a.news.example>").as_bytes(),
    "a.mbox": b"From a@b.example Wed Mar  6 08:44:00 2024\n" + message(WRITTEN).as_bytes(),
    "a.zip": zipped(("a.md", MARKDOWN)),
    "a.tar": tarred(("a.md", MARKDOWN)),
    "a.tar.gz": tarred(("a.docx", word()), mode="w:gz"),
    "a.jsonl.gz": gzip.compress(f"{JSON}\n".encode()),
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_text_comes_out_of_every_format(name):
    found = blocks(one(name, FORMATS[name]))
    if name.endswith(".pdf"):  # printed in letters that have no marks of quotation of their own
        found = [(kind, text.replace('"declined"', "“declined”")) for kind, text in found]
    assert found == EXPECTED
