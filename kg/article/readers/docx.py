"""Word files (.docx): one article a document."""

import logging
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, Any, BinaryIO, Final, cast

import docx
from docx.opc.exceptions import OpcError, PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from kg.article import clean, people, sources
from kg.article.assembly import Line, assemble
from kg.article.labels import Labels
from kg.article.model import BlockKind
from kg.article.readers import archives
from kg.article.source import Inner, Options, Read, Source
from kg.article.titles import is_title
from kg.errors import FormatError, RefusedError, SourceError

_log = logging.getLogger(__name__)

_LARGEST: Final = 200 * 1024 * 1024
"""Bytes of all parts of a document together, images and all, which the library holds in memory."""

_MOST_TIMES: Final = 200
_LEFT_OUT: Final = frozenset(
    qn(tag) for tag in ("w:del", "w:txbxContent", "w:instrText", "w:footnoteReference", "w:endnoteReference", "w:pPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_WORDS: Final = {qn("w:tab"): " ", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n", qn("w:br"): "\n"}
_AROUND: Final = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:moveTo"))
_CAPTIONS: Final = ("caption", "toc", "table of", "footnote", "endnote", "header", "footer")
_FEWEST_NAMES: Final = 2
_FEWEST_WORDS: Final = 8
"""Of a sentence in a table: shorter ones stand in cells of data, too."""

_DEEPEST: Final = 10
"""Tables within tables; layouts have two or three."""

_AGAIN: Final = "save it again"


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style makes of a paragraph; ``is_foremost`` where it is that of the headings of the first level."""

    kind: BlockKind | None = None
    is_left_out: bool = False
    is_foremost: bool = False


@dataclass(frozen=True, slots=True)
class _Styled(Line):
    """A line, and whether it is a heading of the first level."""

    is_foremost: bool = False


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The one article of a document."""
    with sources.seekable(source) as file:
        document = _opened(file, source.name)
    lines = _titled(_styled(document, source.name))
    title, author = (clean.squeeze(_property(document, name)) for name in ("title", "author"))
    labels = Labels()
    if is_title(title) and not any(line.kind == "title" for line in lines):
        labels.title = title
    try:
        article = assemble(lines, source.name, labels)
    except RefusedError as refused:
        yield refused
        return
    byline = article.byline or tuple(name for name in people.names([author]) if len(name.split()) >= _FEWEST_NAMES)
    yield replace(article, byline=byline)


def _property(document: Any, name: str) -> str:
    """A property of a document; empty where its part is missing, or not of the type that the library expects."""
    try:
        return str(getattr(document.core_properties, name) or "")
    except Exception as error:  # the library meets odd parts with whatever error comes of them
        _log.debug("the property %s of a Word document cannot be read", name, exc_info=error)
        return ""


def _styled(document: Any, where: str) -> list[_Styled]:
    """All lines of a document.

    Raises:
        SourceError: it has no body, or one that the library stumbles over.
    """
    styles: dict[str | None, _Style] = {}
    try:
        paragraphs = _paragraphs(document.element.body)
        return [line for element in paragraphs for line in _lines(element, document, styles)]
    except Exception as error:  # the same
        _log.debug("while reading %s", where, exc_info=error)
        raise SourceError("this Word document is damaged: its text cannot be read", where=where, hint=_AGAIN) from None


def _opened(file: BinaryIO, where: str) -> Any:
    """The document, once it is sure that it can be held.

    Raises:
        FormatError: this is a ZIP file, but no document.
        SourceError: it breaks off, or unpacks to more than a document may.
    """
    with archives.opened(file, where) as archive:
        _measure(archive.infolist(), where)
    file.seek(0)
    try:
        return docx.Document(cast("IO[bytes]", file))
    except (PackageNotFoundError, OpcError, KeyError, ValueError):
        hint = "save it as .docx, .pdf or plain text"
        raise FormatError("this is no Word document", where=where, hint=hint) from None
    except Exception as error:  # of XML, of ZIP, of the library on parts that are not what it takes them for
        what = f"this Word document is damaged: {clean.squeeze(str(error))[:80]}"
        raise SourceError(what, where=where, hint=_AGAIN) from None


def _measure(infos: list[zipfile.ZipInfo], where: str) -> None:
    large = next((info for info in infos if info.filename.endswith(".xml") and info.file_size > sources.LIMIT), None)
    if large or sum(info.file_size for info in infos) > _LARGEST:
        raise SourceError("this document is too large", where=where, hint="save its text as plain text")
    if any(info.file_size > sources.LIMIT and info.file_size > _MOST_TIMES * info.compress_size for info in infos):
        raise SourceError(f"a part of it unpacks to more than {_MOST_TIMES} times its size", where=where)


def _paragraphs(around: Any, depth: int = 0) -> Iterator[Any]:
    """Paragraphs in their order, also those that a control or a change stands around, and those of layout tables."""
    left = [iter(around)]
    while left:
        element = next(left[-1], None)
        if element is None:
            left.pop()
        elif element.tag == qn("w:p"):
            yield element
        elif element.tag == qn("w:tbl") and depth < _DEEPEST:
            yield from _of_table(element, depth + 1)
        elif element.tag in _AROUND:
            left.append(iter(element))


def _of_table(table: Any, depth: int) -> Iterator[Any]:
    """The paragraphs of a table that lays out a page; none of one that holds data."""
    rows = [row for row in _parts(table, "w:tr") if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]
    filled = [[cell for part in _parts(row, "w:tc") if (cell := _cell(part, depth))] for row in rows]
    cells = [cell for row in filled for cell in row]
    sentences = [sum(_is_sentence(text) for _, text in cell) for cell in cells]
    prose = sum(number > 0 for number in sentences)
    # Of two columns of which one holds sentences each row is one of data: a country and a remark.
    is_more = prose * 2 > len(cells) or (len(rows) == 1 and prose * 2 == len(cells))
    if prose and (is_more or max(sentences) > 1):
        yield from (element for cell in cells for element, _ in cell)


def _cell(cell: Any, depth: int) -> list[tuple[Any, str]]:
    """The paragraphs of a cell that have words, with these."""
    found = [(element, clean.squeeze(_text(element))) for element in _paragraphs(cell, depth)]
    return [(element, text) for element, text in found if text]


def _is_sentence(text: str) -> bool:
    return len(text.split(maxsplit=_FEWEST_WORDS)) >= _FEWEST_WORDS and clean.is_prose(text)


def _parts(around: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, also those that a control or a change stands around."""
    for element in around:
        if element.tag == qn(tag):
            yield element
        elif element.tag in _AROUND:
            yield from _parts(element, tag)


def _lines(element: Any, document: Any, styles: dict[str | None, _Style]) -> Iterator[_Styled]:
    """The lines of a paragraph, by its style; what a style means is looked up once."""
    units = clean.units(_text(element))
    if not units:
        return
    if element.style not in styles:
        styles[element.style] = _style(element, document)
    style = styles[element.style]
    kind = style.kind
    if kind is None and element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
        kind = "paragraph"
    if not style.is_left_out:
        yield from (_Styled(unit, kind, style.is_foremost) for unit in units)


def _text(element: Any) -> str:
    """What is printed of a paragraph: what was inserted, not what was deleted or is hidden."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start",))
    for _, node in walk:
        if node.tag in _LEFT_OUT or (node.tag == qn("w:r") and _is_hidden(node)):
            walk.skip_subtree()
        elif node.tag == qn("w:t"):
            parts.append(node.text or "")
        else:
            parts.append(_WORDS.get(node.tag, ""))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")


def _style(element: Any, document: Any) -> _Style:
    """What a paragraph is by its style; of one whose style cannot be found out nothing is known."""
    try:
        name = (Paragraph(element, document).style.name or "").lower()  # type: ignore[union-attr]
    except Exception as error:  # the part of the styles is missing, or odd
        _log.debug("the style of a paragraph cannot be read", exc_info=error)
        return _Style()
    if name.startswith(_CAPTIONS):
        return _Style(is_left_out=True)
    if name == "title":
        return _Style("title")
    if name.startswith(("heading", "subtitle")):
        return _Style("heading", is_foremost=name == "heading 1")
    return _Style("paragraph" if name.startswith("list") else None)


def _titled(lines: list[_Styled]) -> list[Line]:
    """The lines, where none is styled as the title with the heading as one that all else stands below."""
    at = None if any(line.kind == "title" for line in lines) else _heading_of_all(lines)
    return [Line(line.text, "title" if number == at else line.kind) for number, line in enumerate(lines)]


def _heading_of_all(lines: list[_Styled]) -> int | None:
    """Where the heading stands that is the title: the first line, or below a letterhead."""
    if not lines or lines[0].kind == "heading":
        return 0 if lines else None
    found = [number for number, line in enumerate(lines) if line.is_foremost]
    above = lines[: found[0]] if found else []
    if not found or any(clean.is_prose(line.text) or line.kind is not None for line in above):
        return None
    # Where there are several of its style, they part the text, and the title may be a line above that has none.
    is_title = len(found) == 1 or all(line.text.isupper() for line in above)
    return found[0] if is_title else None
