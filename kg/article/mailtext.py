"""The text of a mail: without what it quotes, its signature, and what newsletters put around theirs."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree, html

from kg.article import clean, markup
from kg.article.assembly import Line
from kg.datafile import read_words

_TABLE: Final = Path(__file__).with_name("mail.yaml")
_LONGEST: Final = 400
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_LIST_NAME: Final = re.compile(r"\s*\[[^\[\]]{1,60}\]\s*(?=\S)")
_SIGNATURE: Final = "-- "
_SECOND_HALF: Final = 0.5


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """What is told of mails, by its kind."""
    table = read_words(_TABLE)
    return {
        kind: re.compile("|".join(f"(?:{entry})" for entry in listed), re.IGNORECASE) for kind, listed in table.items()
    }


def subject(text: str) -> str:
    """What a mail is about: "Talks fail" in "Fwd: [press] RE: Talks fail"."""
    line, before = clean.squeeze(text)[:_LONGEST], None
    while line != before:
        before = line
        line = _LIST_NAME.sub("", line, count=1) if _LIST_NAME.match(line) else line
        prefix = patterns()["prefixes"].match(line)
        if prefix and (rest := re.match(r"(?:\[\d+\])?\s*:\s*", line[prefix.end() :])):
            line = line[prefix.end() + rest.end() :]
    return line


def plain(text: str, *, is_flowed: bool, is_closed_up: bool) -> list[Line]:
    """The lines of a plain text; ``is_flowed`` as RFC 3676 says, without the blank at ends where it is closed up."""
    rows = re.sub(r"\r\n?", "\n", text).split("\n")
    kept = "\n".join(_own(_unflowed(rows, is_closed_up) if is_flowed else iter(rows)))
    return without_furniture([Line(unit) for unit in clean.units(kept)])


def marked_up(text: str) -> list[Line]:
    """The lines of HTML, without what is only shown in lists of mails, and what it quotes."""
    if not text.strip():
        return []
    try:
        root = html.fragment_fromstring(markup.trimmed(re.sub(r"^\s*<\?xml[^>]*>", "", text)), create_parent="div")
    except (etree.ParserError, ValueError):
        return []
    for element in list(root.iter(etree.Element)):
        if _is_hidden(element) and element.getparent() is not None:
            element.drop_tree()
    return without_furniture(markup.lines_of(root))


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines without those that lead to a browser, and without the end that tells how to get no more of it."""
    told = patterns()
    lines = [line for line in lines if len(line.text) > _LONGEST or not told["furniture"].fullmatch(line.text)]
    for at, line in enumerate(lines):
        if at >= len(lines) * _SECOND_HALF and len(line.text) <= _LONGEST and told["endings"].fullmatch(line.text):
            return lines[:at]
    return lines


def _is_hidden(element: etree._Element) -> bool:
    if _HIDDEN.search(element.get("style") or ""):
        return True
    return element.tag == "blockquote" and (element.get("type") == "cite" or "quote" in (element.get("class") or ""))


def _unflowed(rows: list[str], is_closed_up: bool) -> Iterator[str]:
    """Rows of which one that ends in a blank goes on in the next; quoted ones stay by themselves."""
    whole = ""
    for row in rows:
        if row == _SIGNATURE or row.startswith(">"):
            if whole:
                yield whole
            whole = ""
            yield row
            continue
        row = row.removeprefix(" ")
        if row.endswith(" "):
            whole += row[:-1] if is_closed_up else row
        else:
            yield whole + row
            whole = ""
    if whole:
        yield whole


def _own(rows: Iterator[str]) -> Iterator[str]:
    """Rows that the sender wrote, or passes on."""
    told = patterns()
    is_head = False
    for row in rows:
        if row == _SIGNATURE:
            return
        line = row.strip()
        if told["forwarding"].fullmatch(line):
            is_head = True
        elif is_head and told["forwarded_fields"].fullmatch(line):
            continue
        elif not row.startswith(">") and not (len(line) <= _LONGEST and told["quoting"].fullmatch(line)):
            is_head = is_head and not line
            yield row
