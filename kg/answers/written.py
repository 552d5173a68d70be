"""Records as JSON, CSV and TSV, line by line as they come."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from json.encoder import encode_basestring as _quoted
from typing import Any, Final

_encoded: Final = json.JSONEncoder(ensure_ascii=False).encode
_UNSAFE_JSON: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet takes for a formula, and runs (OWASP, "CSV Injection")."""
_END: Final = "\r\n"
_NUMBER: Final = re.compile(r"[-+]?\d[\d.]*(?:[eE][-+]?\d+)?")


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON that is safe to print: the same value, with escapes for what a terminal would obey."""
    return _escaped(_encoded(value) if indent is None else json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(written: str) -> str:
    return _UNSAFE_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def json_records(columns: Sequence[str], records: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Records as a list of objects; None is an unknown value."""
    names = [f"\n  {_encoded(column)}: " for column in columns]
    before = "["
    for record in records:
        fields = ",".join([name + _indented(value) for name, value in zip(names, record, strict=True)])
        yield before if before == "[" else f"{before},"
        before = f" {{{_escaped(fields)}\n }}" if names else " {}"
    yield from ["[]"] if before == "[" else [before, "]"]


def _indented(value: Any) -> str:
    """A value of a record, written as json.dumps does with an indent, which takes it four times as long."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list) and value:
        return "[\n   " + ",\n   ".join(map(_encoded, value)) + "\n  ]"
    return _encoded(value)


def separated(columns: Sequence[str], records: Iterable[Sequence[Any]], delimiter: str) -> Iterator[str]:
    """Records as CSV or TSV without what a spreadsheet would run: such a text has an apostrophe before it."""
    line = _Line()
    writer = csv.writer(line, delimiter=delimiter, lineterminator=_END)  # what ends a line is quoted in a cell
    for record in chain([columns], records):
        writer.writerow([_inert(value) for value in record])  # None becomes nothing
        yield line.text.removesuffix(_END)


def _inert(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


class _Line:
    """A file for the last line only."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text
