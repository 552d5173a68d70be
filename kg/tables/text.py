"""Tables as CSV (RFC 4180): UTF-8, lines end in CR LF, empty where nothing is known."""

import csv
import io
import re
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO, Final

from kg.tables.rows import Row, Value
from kg.tables.schema import Table

SEPARATOR: Final = " | "
"""Between the values of a list."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_BOM: Final = "\ufeff"


class CsvTable:
    """One file to write.

    With ``spreadsheet`` it is safe to open in one: a text that would be taken for a formula (it begins with =, +, -,
    @, a tab or a carriage return) gets an apostrophe before it, and a byte order mark tells that it is UTF-8. Whoever
    reads such a file takes one apostrophe from what begins with apostrophes and then one of these.
    """

    def __init__(self, table: Table, out: BinaryIO, *, spreadsheet: bool = False) -> None:
        self._out = out
        self._spreadsheet = spreadsheet
        self._text = io.StringIO()
        self._writer = csv.writer(self._text)
        if spreadsheet:
            self._text.write(_BOM)
        self._writer.writerow(field.name for field in table.fields)

    def write(self, row: Row) -> None:
        self._writer.writerow(self._cell(value) for value in row)
        self._out.write(self._text.getvalue().encode("utf-8"))
        self._text.seek(0)
        self._text.truncate()

    def close(self) -> None:
        self._out.write(self._text.getvalue().encode("utf-8"))
        self._out.close()

    def _cell(self, value: Value) -> str:
        text = cell(value)
        risky = self._spreadsheet and isinstance(value, str | list) and _FORMULA.match(text)
        return f"'{text}" if risky else text


def cell(value: Value) -> str:
    """A value as CSV has it; in a list, a bar and a backslash that belong to a value have a backslash before them."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return SEPARATOR.join(re.sub(r"[\\|]", r"\\\g<0>", item) for item in value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case Decimal():
            return f"{value:f}"
    return str(value)


def items(text: str) -> list[str]:
    """The values of a list: the reverse of ``cell``."""
    return [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in text.split(SEPARATOR)] if text else []
