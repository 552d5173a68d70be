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
from kg.article.mailwords import is_a, patterns

_LONGEST: Final = 400
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_SIGNATURE: Final = "-- "
_SECOND_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a mail; of one that passes on another, those of that one, and its header."""

    lines: list[Line]
    passed_on: Head | None = None


def plain(text: str, subject: str, *, is_flowed: bool, is_closed_up: bool) -> Text:
    """A plain text; ``is_flowed`` as RFC 3676 says, without the blank at ends where it is closed up."""
    rows = re.sub(r"\r\n?", "\n", text).split("\n")
    listed = [Line(row) for row in (_unflowed(rows, is_closed_up) if is_flowed else rows)]
    head, listed = forwarded.innermost(listed, subject)
    kept = "\n".join(_own(line.text for line in listed))
    return Text(without_furniture([Line(unit) for unit in clean.units(kept)]), head)


def marked_up(text: str, subject: str) -> Text:
    """HTML, without what is only shown in lists of mails, and what it quotes."""
    if not text.strip():
        return Text([])
    try:
        root = html.fragment_fromstring(markup.trimmed(re.sub(r"^\s*<\?xml[^>]*>", "", text)), create_parent="div")
    except (etree.ParserError, ValueError):
        return Text([])
    passed_on = _passed_on(root)
    for element in [*root.iter(etree.Element)] if passed_on is None else [*passed_on.iter(etree.Element)]:
        if element.tag == "tr":
            _join_field(element)
        if element is not passed_on and _is_hidden(element) and element.getparent() is not None:
            element.drop_tree()
    if passed_on is None:
        head, lines = forwarded.innermost(markup.lines_of(root), subject)
    else:
        head, lines = forwarded.within(markup.lines_of(passed_on))
    return Text(without_furniture(lines), head)


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines without those that lead to a browser, and without the end that tells how to get no more of it."""
    told = patterns()
    lines = [line for line in lines if len(line.text) > _LONGEST or not told["furniture"].fullmatch(line.text)]
    for at, line in enumerate(lines):
        if at >= len(lines) * _SECOND_HALF and len(line.text) <= _LONGEST and told["endings"].fullmatch(line.text):
            return lines[:at]
    return lines


def _passed_on(root: etree._Element) -> etree._Element | None:
    """The innermost quotation above which the last words say that it is passed on; what others quote is theirs."""
    found, said = None, ""
    others: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        if is_start and others is None and _is_quotation(element):
            if is_a("forwarding", said):
                found = element if found is None or _is_in(element, found) else found
            else:
                others = element
        elif element is others:
            others = None
        words = element.text if is_start and isinstance(element.tag, str) else None
        said = squeeze((words if is_start else element.tail) or "") or said
    return found


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


def _own(rows: Iterable[str]) -> Iterator[str]:
    """Rows that the sender wrote, or passes on."""
    for row in rows:
        if row == _SIGNATURE:
            return
        line = row.strip()
        if not row.startswith(">") and not any(is_a(kind, line) for kind in ("quoting", "forwarding", "originals")):
            yield row
