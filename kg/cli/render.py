"""Rows as a table on a terminal, as JSON when piped, as CSV or TSV when asked."""

import csv
import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

FORMATS: Final = ("table", "json", "csv", "tsv")

_GAP: Final = "  "
_NARROWEST: Final = 8
_BIDI: Final = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def chosen(format: str | None) -> str:
    """The format in force: as asked, else a table on a terminal and JSON elsewhere."""
    return format or ("table" if sys.stdout.isatty() else "json")


def rows(columns: Sequence[str], records: Sequence[Sequence[Any]], format: str) -> str:
    """Records in one of ``FORMATS``; None is an unknown value."""
    if format == "json":
        objects = [dict(zip(columns, record, strict=True)) for record in records]
        return json.dumps(objects, ensure_ascii=False, indent=1)
    if format in ("csv", "tsv"):
        out = io.StringIO()
        writer = csv.writer(out, delimiter="," if format == "csv" else "\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(["" if value is None else value for value in record] for record in records)
        return out.getvalue().rstrip("\n")
    return table(columns, records)


def table(columns: Sequence[str], records: Sequence[Sequence[Any]], width: int | None = None) -> str:
    """A plain table: headings in capitals, long cells wrapped, no wider than the terminal where that can be."""
    cells = [[_printable(value) for value in record] for record in records]
    natural = [max([_width(name), *(_width(row[i]) for row in cells)]) for i, name in enumerate(columns)]
    widths = _fitted(natural, [_width(name) for name in columns], width or shutil.get_terminal_size((120, 40)).columns)
    lines = [_GAP.join(_padded(name.upper(), w) for name, w in zip(columns, widths, strict=True)).rstrip()]
    for row in cells:
        wrapped = [_wrapped(cell, w) for cell, w in zip(row, widths, strict=True)]
        for number in range(max(map(len, wrapped), default=0)):
            parts = [cell[number] if number < len(cell) else "" for cell in wrapped]
            lines.append(_GAP.join(_padded(part, w) for part, w in zip(parts, widths, strict=True)).rstrip())
    return "\n".join(lines)


def _fitted(natural: list[int], heads: list[int], available: int) -> list[int]:
    """Takes from the widest columns until the table fits, but none gets narrower than its heading."""
    widths = list(natural)
    room = available - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        shrinkable = [i for i, w in enumerate(widths) if w > max(heads[i], _NARROWEST)]
        if not shrinkable:
            break
        widths[max(shrinkable, key=lambda i: widths[i])] -= 1
    return widths


def _printable(value: Any) -> str:
    """Text for a terminal: control characters, which could drive it, are shown and not sent."""
    text = "" if value is None else str(value)
    return "".join(" " if c in "\n\t\r" else "�" if unicodedata.category(c) == "Cc" or c in _BIDI else c for c in text)


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _wrapped(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        while _width(word) > width:
            room = width - _width(line) - (1 if line else 0)
            if room < _NARROWEST // 2:
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
