"""Word files (.docx): one article a document."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
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


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The one article of a document."""
    with sources.seekable(source) as file:
        document = _opened(file, source.name)
    kinds: dict[str | None, tuple[BlockKind | None, bool]] = {}
    lines = [line for element in _paragraphs(document.element.body) for line in _lines(element, document, kinds)]
    properties = document.core_properties
    labels = Labels()
    title = clean.squeeze(properties.title or "")
    if is_title(title) and not any(line.kind == "title" for line in lines):
        labels.title = title
    try:
        article = assemble(_titled(lines), source.name, labels)
    except RefusedError as refused:
        yield refused
        return
    names = people.names([properties.author or ""])
    byline = article.byline or tuple(name for name in names if len(name.split()) >= _FEWEST_NAMES)
    yield replace(article, byline=byline)


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
    except (etree.XMLSyntaxError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        what = f"this Word document is damaged: {clean.squeeze(str(error))[:80]}"
        raise SourceError(what, where=where, hint="save it again") from None


def _measure(infos: list[zipfile.ZipInfo], where: str) -> None:
    large = next((info for info in infos if info.filename.endswith(".xml") and info.file_size > sources.LIMIT), None)
    if large or sum(info.file_size for info in infos) > _LARGEST:
        raise SourceError("this document is too large", where=where, hint="save its text as plain text")
    if any(info.file_size > sources.LIMIT and info.file_size > _MOST_TIMES * info.compress_size for info in infos):
        raise SourceError(f"a part of it unpacks to more than {_MOST_TIMES} times its size", where=where)


def _paragraphs(around: Any) -> Iterator[Any]:
    """Paragraphs in their order, also those that a control or a change stands around; tables are left out."""
    left = [iter(around)]
    while left:
        element = next(left[-1], None)
        if element is None:
            left.pop()
        elif element.tag == qn("w:p"):
            yield element
        elif element.tag in _AROUND:
            left.append(iter(element))


def _lines(element: Any, document: Any, kinds: dict[str | None, tuple[BlockKind | None, bool]]) -> Iterator[Line]:
    """The lines of a paragraph, by its style; what a style means is looked up once."""
    units = clean.units(_text(element))
    if not units:
        return
    if element.style not in kinds:
        kinds[element.style] = _kind(element, document)
    kind, is_left_out = kinds[element.style]
    if kind is None and element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
        kind = "paragraph"
    if not is_left_out:
        yield from (Line(unit, kind) for unit in units)


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


def _kind(element: Any, document: Any) -> tuple[BlockKind | None, bool]:
    """What a paragraph is by its style, and whether it is left out for it."""
    style = (Paragraph(element, document).style.name or "").lower()  # type: ignore[union-attr]
    if style.startswith(_CAPTIONS):
        return None, True
    if style == "title":
        return "title", False
    if style.startswith(("heading", "subtitle")):
        return "heading", False
    return ("paragraph" if style.startswith("list") else None), False


def _titled(lines: list[Line]) -> list[Line]:
    """The lines, where none is styled as the title with the heading as one that all else stands below."""
    if not lines or lines[0].kind != "heading" or any(line.kind == "title" for line in lines):
        return lines
    return [Line(lines[0].text, "title"), *lines[1:]]
