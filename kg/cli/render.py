"""What leaves the command line: rows as a table on a terminal, as JSON when piped, as CSV or TSV when asked.

Articles come from strangers. Nothing that drives a terminal or turns its writing round reaches one as it is.
"""

import csv
import io
import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final

import click

FORMATS: Final = ("table", "json", "csv", "tsv")

_GAP: Final = "  "
_NARROWEST: Final = 8
_LONGEST: Final = 24
_MEASURED: Final = 1000
"""Rows of a table that decide on its widths; what follows is written as it comes, so that no result is too large."""

_HOSTILE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters, and those that change the direction of writing; not the line feed and the tabulator."""

_UNSAFE_JSON: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def chosen(format: str | None) -> str:
    """The format in force: as asked, else a table on a terminal and JSON elsewhere."""
    return format or ("table" if sys.stdout.isatty() else "json")


def emit(lines: str | Iterable[str]) -> None:
    """Writes lines to stdout as they come; to a terminal without what could drive it."""
    safe: Callable[[str], str] = printable if sys.stdout.isatty() else str
    for line in [lines] if isinstance(lines, str) else lines:
        click.echo(safe(line))


def complain(line: str) -> None:
    """One line on stderr, whatever is in it."""
    click.echo(printable(" ".join(line.split())), err=True)


def printable(text: str) -> str:
    """Text for a terminal: each character that could drive it is shown as one that cannot."""
    return _HOSTILE.sub("\ufffd", text)


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON that is safe to print: the same value, with escapes for what a terminal would obey."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def rows(columns: Sequence[str], records: Iterable[Sequence[Any]], format: str) -> Iterator[str]:
    """Records in one of ``FORMATS``, line by line; None is an unknown value."""
    if format == "json":
        return _json(columns, records)
    if format == "table":
        return table(columns, records)
    return _separated(columns, records, "," if format == "csv" else "\t")


def _json(columns: Sequence[str], records: Iterable[Sequence[Any]]) -> Iterator[str]:
    before = "["
    for record in records:
        written = json_text(dict(zip(columns, record, strict=True)), indent=1)
        yield before if before == "[" else f"{before},"
        before = " " + written.replace("\n", "\n ")
    yield from ["[]"] if before == "[" else [before, "]"]


def _separated(columns: Sequence[str], records: Iterable[Sequence[Any]], delimiter: str) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="")
    for record in chain([columns], records):
        writer.writerow(["" if value is None else value for value in record])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def table(columns: Sequence[str], records: Iterable[Sequence[Any]], width: int | None = None) -> Iterator[str]:
    """A plain table: headings in capitals, long cells wrapped, no wider than the terminal where that can be."""
    rest = iter([_cell(value) for value in record] for record in records)
    first = list(islice(rest, _MEASURED))
    available = width or shutil.get_terminal_size((120, 40)).columns
    widths = _fitted([[name, *(row[i] for row in first)] for i, name in enumerate(columns)], available)
    yield _GAP.join(_padded(name.upper(), w) for name, w in zip(columns, widths, strict=True)).rstrip()
    for row in chain(first, rest):
        wrapped = [_wrapped(cell, w) for cell, w in zip(row, widths, strict=True)]
        for number in range(max(map(len, wrapped), default=0)):
            parts = [cell[number] if number < len(cell) else "" for cell in wrapped]
            yield _GAP.join(_padded(part, w) for part, w in zip(parts, widths, strict=True)).rstrip()


def _fitted(columns: list[list[str]], available: int) -> list[int]:
    """Widths of columns, given as their cells from the heading on, so that all fit where that can be.

    What is to spare is taken from the columns that need the fewest lines, so that a row gets no higher than it must;
    words are broken only where that does not do, and headings never.
    """
    natural = [max(map(_width, cells)) for cells in columns]
    words = [min(_LONGEST, max(_width(word) for cell in cells for word in cell.split(" "))) for cells in columns]
    heads = [max(_width(cells[0]), min(_NARROWEST, length)) for cells, length in zip(columns, natural, strict=True)]
    widths = list(natural)
    room = available - len(_GAP) * (len(widths) - 1)
    for least in ([max(pair) for pair in zip(words, heads, strict=True)], heads):
        while sum(widths) > room and (wide := [i for i, w in enumerate(widths) if w > least[i]]):
            widths[min(wide, key=lambda i: (natural[i] / (widths[i] - 1), -widths[i]))] -= 1
    return widths


def _cell(value: Any) -> str:
    return "" if value is None else printable(" ".join(str(value).split()))


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _wrapped(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        while _width(word) > width:
            room = width - _width(line) - (1 if line else 0)
            if line and room < _NARROWEST // 2:
                lines.append(line)
                line = ""
                continue
            head = _head(word, room)
            line, word = (f"{line} {head}" if line else head), word[len(head) :]
            lines.append(line)
            line = ""
        if line and _width(line) + 1 + _width(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line or not lines else lines


def _head(word: str, width: int) -> str:
    head = ""
    for character in word:
        if _width(head + character) > width and head:
            break
        head += character
    return head
