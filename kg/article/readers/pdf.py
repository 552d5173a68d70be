"""PDF: one article a document, such as ministries publish their statements in."""

import ctypes
import logging
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from unicodedata import normalize

import pypdfium2
from lxml import etree
from pypdfium2 import raw

from kg.article import layout, times
from kg.article.assembly import Line, assemble
from kg.article.clean import squeeze
from kg.article.confined import confined
from kg.article.labels import Labels
from kg.article.layout import Page, Run
from kg.article.source import Inner, Options, Read, Source
from kg.article.titles import is_title
from kg.errors import RefusedError, SourceError

_log = logging.getLogger(__name__)

_LARGEST: Final = 100 * 1024 * 1024
"""Bytes of a document: its images count, and are not read."""

_MOST_PAGES: Final = 300
_MOST_CHARACTERS: Final = 2_000_000
_FEWEST_CHARACTERS: Final = 20
"""On a page with fewer, and on all of them, there is a picture and no text."""

_MOST_TOLD: Final = 10
_PACKET: Final = (b"<rdf:RDF", b"</rdf:RDF>")
_LONGEST_PACKET: Final = 200_000
_PUBLISHED: Final = ("publicationDate", "issued", "coverDate")
_BLANK_GAP: Final = 0.15
_SUPERSCRIPT: Final = 0.78
_LIGATURES: Final = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
_UNKNOWN: Final = re.compile("[\x00\ufffd\ue000-\uf8ff]")
_MOST_UNKNOWN: Final = 0.1
_STRAIGHT: Final = 0.05
_SAME_BASE: Final = 0.4
_COLUMN_GAP: Final = 1.2


@dataclass(frozen=True, slots=True)
class _Printed:
    """A document's pages, its title as its metadata tell, and the numbers of pages that cannot be read."""

    pages: list[Page]
    title: str
    damaged: list[int]


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The one article of a document."""
    data = source.file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise SourceError(f"this is larger than {_LARGEST // 1024 // 1024} MB", where=source.name, hint="split it")
    printed = confined(lambda: _printed(data, source.name), source.name)
    if printed.damaged:
        told = ", ".join(map(str, printed.damaged[:_MOST_TOLD]))
        _log.warning("%s: damaged and not read: page %s", source.name, told)
    pages, title = printed.pages, printed.title
    try:
        _refuse_images(pages, source.name)
        lines = layout.lines([page for page in pages if page.runs])
        labels = Labels(published=_published(data))
        if is_title(title):
            lines, labels.title = _titled(lines, title)
        yield assemble(lines, source.name, labels)
    except RefusedError as refused:
        yield refused


def _printed(data: bytes, where: str) -> _Printed:
    """What PDFium reads of a document: a stream of 5 KB may unpack to gigabytes in it."""
    with _opened(data, where) as document:
        if len(document) > _MOST_PAGES:
            hint = "split it, one article a file"
            raise SourceError(f"this has more than {_MOST_PAGES} pages", where=where, hint=hint)
        damaged: list[int] = []
        pages = list(_pages(document, damaged, where))
        return _Printed(pages, squeeze(document.get_metadata_value("Title")), damaged)


def _titled(lines: list[Line], title: str) -> tuple[list[Line], str | None]:
    """The lines and the title of the metadata, which counts where it is printed, or nothing is printed as a title."""
    printed = next((line for line in lines if _folded(line.text) == _folded(title)), None)
    if printed:
        lines = [Line(line.text, "heading") if line.kind == "title" else line for line in lines]
        return [Line(line.text, "title") if line.text == printed.text else line for line in lines], printed.text
    return lines, None if any(line.kind == "title" for line in lines) else title


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _opened(data: bytes, where: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise SourceError("it is encrypted", where=where, hint="save it without its password") from None
        what = f"this PDF cannot be read: {squeeze(str(error))[:100]}"
        raise SourceError(what, where=where, hint="it may be cut off") from None


def _refuse_images(pages: list[Page], where: str) -> None:
    """Holds the pages against what can be read of them.

    Raises:
        RefusedError: they are images, all of them, or their letters are.
    """
    bare = [number for number, page in enumerate(pages, 1) if _characters(page) < _FEWEST_CHARACTERS]
    if len(bare) == len(pages):
        what = "the pages are images" if pages else "there are no pages in it"
        raise RefusedError(what, where=where, hint="kg reads no letters in images; give its text")
    unknown = sum(len(_UNKNOWN.findall(run.text)) for page in pages for run in page.runs)
    if unknown > _MOST_UNKNOWN * sum(map(_characters, pages)):
        raise RefusedError("its fonts do not tell which letters they draw", where=where, hint="give its text")
    if bare:
        _log.warning("%s: no text on page %s, it may be an image", where, ", ".join(map(str, bare[:_MOST_TOLD])))


def _characters(page: Page) -> int:
    return sum(len(run.text) for run in page.runs)


def _pages(document: pypdfium2.PdfDocument, damaged: list[int], where: str) -> Iterator[Page]:
    left = _MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            damaged.append(number + 1)
            continue
        left -= text.count_chars()
        if left < 0:
            what = f"this has more than {_MOST_CHARACTERS:,} characters"
            raise SourceError(what, where=where, hint="split it, one article a file")
        yield Page(page.get_width(), page.get_height(), tuple(_runs(text)))
        text.close()
        page.close()


def _runs(page: Any) -> Iterator[Run]:
    """What stands on a line without a gap, in the order of its drawing; what is turned or raised is left out."""
    text, left, right, base, size = "", 0.0, 0.0, 0.0, 0.0
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(page, at))
        if letter in _LIGATURES:
            letter = normalize("NFKC", letter)
        if raw.FPDFText_IsGenerated(page, at) == 1:
            text += " " if letter == " " else ""
            continue
        if not letter.strip() or abs(math.sin(raw.FPDFText_GetCharAngle(page, at))) > _STRAIGHT:
            text += " " if text and not letter.strip() else ""
            continue
        begin, bottom, end, top = page.get_charbox(at, loose=True)
        raw.FPDFText_GetCharOrigin(page, at, x, y)
        height = top - bottom
        if text and letter.isdigit() and height < size * _SUPERSCRIPT and y.value > base + size * 0.1:
            continue  # the number of a footnote
        goes_on = abs(y.value - base) < size * _SAME_BASE and -size < begin - right < size * _COLUMN_GAP
        if text and (not goes_on or abs(height - size) > size * _SAME_BASE):
            yield Run(text.rstrip(), left, right, base, size)
            text = ""
        if not text:
            left, base, size = begin, y.value, height
        elif begin - right > size * _BLANK_GAP and not text.endswith(" "):
            text += " "
        text, right = text + letter, end
    if text.strip():
        yield Run(text.rstrip(), left, right, base, size)


def _published(data: bytes) -> datetime | None:
    """The date of publication that the document's XMP tells; the one of its making is none."""
    end = data.rfind(_PACKET[1])
    begin = data.rfind(_PACKET[0], max(0, end - _LONGEST_PACKET), max(0, end))
    if begin < 0:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(data[begin : end + len(_PACKET[1])], parser)
    if root is None:
        return None
    told = [(etree.QName(element).localname, "".join(element.itertext())) for element in root.iter(etree.Element)]
    told += [
        (etree.QName(name).localname, value) for element in root.iter(etree.Element) for name, value in element.items()
    ]
    dates = (times.told(squeeze(value)) for wanted in _PUBLISHED for name, value in told if name == wanted)
    return next((date for date in dates if date), None)
