"""The text of a mail: without what it quotes, its signature, and what newsletters put around theirs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree, html

from kg.article import clean, forwarded, markup
from kg.article.assembly import Line
from kg.article.clean import squeeze
from kg.article.forwarded import Head
from kg.article.mailwords import is_a, is_reply, patterns

_LONGEST: Final = 400
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_SIGNATURE: Final = "-- "
_SECOND_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a mail; of one that passes on another, those of that one, and its header."""

    lines: list[Line]
    passed_on: Head | None = None


def plain(text: str, head: Head, *, is_flowed: bool, is_closed_up: bool) -> Text:
    """A plain text below this header; it flows as RFC 3676 says, without the blank at ends where it is closed up."""
    rows = re.sub(r"\r\n?", "\n", text).split("\n")
    rows = list(_unflowed(rows, is_closed_up)) if is_flowed else rows
    passed_on, listed = forwarded.innermost([Line(row) for row in _with_whole_quoting(rows)], head)
    kept = "\n".join(_own(line.text for line in listed))
    return Text(without_furniture([Line(unit) for unit in clean.units(kept)]), passed_on)


def marked_up(text: str, head: Head) -> Text:
    """HTML below this header, without what is only shown in lists of mails, and what it quotes."""
    if not text.strip():
        return Text([])
    try:
        root = html.fragment_fromstring(markup.trimmed(re.sub(r"^\s*<\?xml[^>]*>", "", text)), create_parent="div")
    except (etree.ParserError, ValueError):
        return Text([])
    quotation = _passed_on(root, head)
    for element in list((root if quotation is None else quotation).iter(etree.Element)):
        if element.tag == "tr":
            _join_field(element)
        if element is not quotation and _is_hidden(element) and element.getparent() is not None:
            element.drop_tree()
    passed_on: Head | None
    if quotation is None:
        passed_on, lines = forwarded.innermost(markup.lines_of(root), head)
    else:
        passed_on, lines = forwarded.within(markup.lines_of(quotation))
    return Text(without_furniture(lines), passed_on)


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines without those that lead to a browser, and without the end that tells how to get no more of it."""
    told = patterns()
    lines = [line for line in lines if len(line.text) > _LONGEST or not told["furniture"].fullmatch(line.text)]
    for at, line in enumerate(lines):
        if at >= len(lines) * _SECOND_HALF and len(line.text) <= _LONGEST and told["endings"].fullmatch(line.text):
            return lines[:at]
    return lines


def _passed_on(root: etree._Element, head: Head) -> etree._Element | None:
    """The innermost quotation that is passed on: the last words above it say so, or its own first ones.

    What is within a quotation that is none of these is of who is quoted.
    """
    found, said = None, ""
    others: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        if is_start and others is None and _is_quotation(element):
            if is_a("forwarding", said) or (
                _says_so(element) and not said.endswith(":") and not is_reply(head.subject)
            ):
                found = element if found is None or _is_in(element, found) else found
            else:
                others = element
        elif element is others:
            others = None
        words = element.text if is_start and isinstance(element.tag, str) else None
        said = squeeze((words if is_start else element.tail) or "") or said
    return found


def _says_so(quotation: etree._Element) -> bool:
    first = next((words for words in quotation.itertext() if words.strip()), "")
    return is_a("forwarding", squeeze(first))


def _is_in(element: etree._Element, outer: etree._Element) -> bool:
    return any(above is outer for above in element.iterancestors())


def _is_quotation(element: etree._Element) -> bool:
    return element.tag == "blockquote" and (element.get("type") == "cite" or "quote" in (element.get("class") or ""))


def _is_hidden(element: etree._Element) -> bool:
    return bool(_HIDDEN.search(element.get("style") or "")) or _is_quotation(element)


def _join_field(row: etree._Element) -> None:
    """Makes a row of a table one line where its first cell is the name of a field of a header."""
    cells = [cell for cell in row if cell.tag in ("th", "td")]
    if cells and (told := forwarded.field_of(squeeze("".join(cells[0].itertext())))) and not told[1]:
        for cell in cells:
            cell.tag = "span"


def _unflowed(rows: list[str], is_closed_up: bool) -> Iterator[str]:
    """Rows of which one that ends in a blank goes on in the next, where both are quoted as often."""
    whole, depth = "", 0
    for row in rows:
        quoted = len(row) - len(row.lstrip(">"))
        words = row[quoted:].removeprefix(" ")
        if whole and (quoted != depth or words == _SIGNATURE):
            yield _quoted(whole, depth)
            whole = ""
        depth = quoted
        if words.endswith(" ") and words != _SIGNATURE:
            whole += words[:-1] if is_closed_up else words
        else:
            yield _quoted(whole + words, depth)
            whole = ""
    if whole:
        yield _quoted(whole, depth)


def _quoted(words: str, depth: int) -> str:
    return f"{'>' * depth} {words}" if depth else words


def _with_whole_quoting(rows: list[str]) -> Iterator[str]:
    """Rows of which two are one where they say together who wrote what is quoted: programs wrap such lines."""
    rest = iter(zip(rows, [*rows[1:], ""], strict=True))
    for row, after in rest:
        both = f"{row.strip()} {after.strip()}"
        if after and not is_a("quoting", after.strip()) and not row.startswith(">") and is_a("quoting", both):
            next(rest)
            yield both
        else:
            yield row


def _own(rows: Iterable[str]) -> Iterator[str]:
    """Rows that the sender wrote, or passes on."""
    for row in rows:
        if row == _SIGNATURE:
            return
        line = row.strip()
        if not row.startswith(">") and not any(is_a(kind, line) for kind in ("quoting", "forwarding", "originals")):
            yield row
