"""What leaves the command line: rows as a table on a terminal, as JSON when piped, in other forms when asked.

Articles come from strangers. Nothing that drives a terminal or turns its writing round reaches one as it is.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from time import monotonic
from typing import Any, Final

import click

from kg.answers.words import NO_BREAK
from kg.answers.written import json_records, separated
from kg.errors import UsageError

FORMATS: Final = ("table", "records", "json", "csv", "tsv")
"""A table becomes records, one field a line, where it would be wider than the terminal."""

ELSEWHERE: Final = 120
"""Columns of what is no terminal, where COLUMNS does not say."""

_ESCAPE: Final = "\x1b"
_PATIENCE: Final = 0.1
"""Seconds that a written line may wait for others."""

_BAR: Final = f"{NO_BREAK}| "
_GAP: Final = "  "
_LONGEST: Final = 16
"""Words of a text that are longer may be broken; what is a cell or an entry of a list (an id, a code, an IRI) never."""

MEASURED: Final = 1000
"""Rows of a table that decide on its widths; what follows is written as it comes, so that no result is too large."""

_NARROW: Final = 24
"""Columns that a text needs to be read in; one is a text that would take more than twice as many."""

_HOSTILE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters, and those that change the direction of writing; not the line feed and the tabulator."""

_GLUE: Final = re.compile(rf"{NO_BREAK}(?!\|)")
_BLANK: Final = re.compile(rf"[^\S{NO_BREAK}]+")


def chosen(format: str | None) -> str:
    """The format in force: as asked, else a table on a terminal and JSON elsewhere."""
    return format or ("table" if sys.stdout.isatty() else "json")


def emit(lines: str | Iterable[str]) -> None:
    """Writes lines to stdout as they come; to a terminal without what could drive it."""
    written = [lines] if isinstance(lines, str) else lines
    if sys.stdout.isatty():
        for line in written:
            click.echo(printable(line))
    else:
        _pipe(written)


def _pipe(lines: Iterable[str]) -> None:
    """Writes lines to a file or program: in blocks as long as they come fast, at once where they do not."""
    flushed = monotonic()
    for line in lines:
        sys.stdout.write(f"{click.unstyle(line) if _ESCAPE in line else line}\n")
        if (now := monotonic()) - flushed > _PATIENCE:
            sys.stdout.flush()
            flushed = now
    sys.stdout.flush()


def each(ids: Iterable[str], told: Callable[[str], str]) -> int:
    """Writes what is told of each id, an empty line between; one that is wrong is complained of, the others come.

    Returns the exit code.
    """
    code, before = 0, ""
    for id in dict.fromkeys(ids):
        try:
            text = told(id)
        except UsageError as error:
            code = error.exit_code
            complain(f"error: {error}")
        else:
            emit(f"{before}{printable(text)}")
            before = "\n"
    return code


def complain(line: str) -> None:
    """One line on stderr, whatever is in it."""
    click.echo(printable(" ".join(line.split())), err=True)


def printable(text: str) -> str:
    """Text for a terminal: each character that could drive it is shown as one that cannot."""
    return _HOSTILE.sub("\ufffd", text)


def rows(columns: Sequence[str], records: Iterable[Sequence[Any]], format: str) -> Iterator[str]:
    """Records in one of ``FORMATS``, line by line; None is an unknown value."""
    if format == "json":
        return json_records(columns, records)
    if format in ("table", "records"):
        return table(columns, records, as_records=format == "records")
    return separated(columns, records, "," if format == "csv" else "\t")


def width() -> int:
    """Columns of the terminal, or of whatever is there instead."""
    import shutil

    return shutil.get_terminal_size((ELSEWHERE, 40)).columns


def paragraph(text: str, first: str = "", below: str = "") -> list[str]:
    """Text of our own, wrapped for the terminal: what stands before its first line, and before those below it."""
    line, *others = _wrapped(text, width() - len(below)) or [""]
    return [first + line, *(below + other for other in others)]


def table(
    columns: Sequence[str], records: Iterable[Sequence[Any]], available: int | None = None, *, as_records: bool = False
) -> Iterator[str]:
    """A plain table: headings in capitals, long texts wrapped at spaces, no wider than the terminal.

    Where the columns do not fit, or ``as_records`` says so, each record is a block of its own, one known field a line.
    """
    available = available or width()
    rest = iter([_cell(value) for value in record] for record in records)
    first = list(islice(rest, MEASURED))
    widths = _fitted(columns, first, available)
    rows: Iterator[list[str]] = chain(first, rest)
    if widths is None and (widths := _fitted(columns, [_loose(row) for row in first], available)):
        rows = map(_loose, rows)
    heads = [name.upper() for name in columns]
    if as_records or (widths is None and first):
        yield from _blocks(heads, rows, available)
        return
    widths = widths or [_width(name) for name in columns]
    yield _row(heads, widths)
    for row in rows:
        wrapped = [_wrapped(cell, w) for cell, w in zip(row, widths, strict=True)]
        for number in range(max(map(len, wrapped), default=0)):
            yield _row([cell[number] if number < len(cell) else "" for cell in wrapped], widths)


def _blocks(heads: list[str], rows: Iterable[list[str]], available: int) -> Iterator[str]:
    """Records below each other, an empty line after each; what is unknown is left out."""
    below = " " * max(map(_width, heads), default=0) + _GAP
    heads = [head + below[_width(head) :] for head in heads]
    for row in rows:
        for head, cell in zip(heads, row, strict=True):
            if cell:
                line, *others = _wrapped(cell, available - len(below))
                yield _spaced(head + line)
                yield from (_spaced(below + other) for other in others)
        yield ""


def _fitted(names: Sequence[str], rows: list[list[str]], available: int) -> list[int] | None:
    """Widths of columns, so that all fit; None where that cannot be.

    What is to spare is taken from the columns that need the fewest lines, so that a row gets no higher than it must.
    """
    columns = [[name, *(row[i] for row in rows)] for i, name in enumerate(names)]
    natural = [max(map(_width, cells)) for cells in columns]
    least = [
        max(_width(cells[0]), _NARROW if wide > 2 * _NARROW else 0, *map(_unbroken, cells))
        for cells, wide in zip(columns, natural, strict=True)
    ]
    widths = list(natural)
    room = available - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        wide = [i for i, w in enumerate(widths) if w > least[i]]
        if not wide:
            return None
        widths[min(wide, key=lambda i: (natural[i] / (widths[i] - 1), -widths[i]))] -= 1
    return widths


def _loose(row: list[str]) -> list[str]:
    """A row whose cells are wrapped wherever they can be, but for the bars of a list."""
    return [_GLUE.sub(" ", cell) for cell in row]


def _unbroken(cell: str) -> int:
    """How wide a cell is at least."""
    longest = max(map(_width, cell.split(" ")))
    return min(longest, _LONGEST) if _is_text(cell) else longest


def _is_text(cell: str) -> bool:
    return " " in cell and _BAR not in cell


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    if not (text.isascii() and text.isprintable()) or "  " in text or text != text.strip():
        text = printable(_BLANK.sub(" ", text).strip())
    return text.replace(" | ", _BAR)


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _row(parts: Sequence[str], widths: Sequence[int]) -> str:
    padded = (part + " " * (width - _width(part)) for part, width in zip(parts, widths, strict=True))
    return _spaced(_GAP.join(padded))


def _spaced(line: str) -> str:
    return line.replace(NO_BREAK, " ").rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a text; a word that is too long for one stands by itself, or is broken if it is too long for all."""
    if _width(text) <= width:
        return [text]
    words = text.split(" ")
    if _is_text(text):
        words = [part for word in words for part in _parts(word, max(width, _LONGEST))]
    lines = [words[0]]
    for word in words[1:]:
        if _width(lines[-1]) + 1 + _width(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return lines


def _parts(word: str, width: int) -> Iterator[str]:
    while _width(word) > width:
        head = _head(word, width)
        yield head
        word = word[len(head) :]
    yield word


def _head(word: str, width: int) -> str:
    head = ""
    for character in word:
        if _width(head + character) > width and head:
            break
        head += character
    return head
