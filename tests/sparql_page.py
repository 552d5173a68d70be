"""docs/sparql.md as the tests read it: its SPARQL blocks, and answers in the one form in which it shows them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from kg import namespaces as ns
from kg.query import SEPARATOR

SHOWN = 5
"""Rows that the page shows."""

WIDEST = 44
"""Characters of a cell that the page shows."""

_BLOCK = re.compile(
    r"^```sparql\n(?P<text>.*?)^```$(?P<answer>\n\n```text\n(?P<shown>.*?)^```$)?", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_LIST = re.compile(r"GROUP_CONCAT\([^\n]*?\) AS \?(\w+)\)")
_MINTED = re.compile(r"^https://kg\.example/(?:article/\w+#)?")

Table = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Block:
    """One query of the page.

    Attributes:
        name: the last heading before it.
        before: the words before it, from that heading or the last query on.
        shown: the answer as the page has it.
    """

    name: str
    before: str
    text: str
    shown: str

    @property
    def lists(self) -> frozenset[str]:
        """The columns that are sets: no engine promises the order in them."""
        return frozenset(_LIST.findall(self.text))


def prologue(page: str) -> str:
    """The first block: the prefixes that every other one takes for granted."""
    return next(_BLOCK.finditer(page))["text"]


def blocks(page: str) -> list[Block]:
    first, *rest = _BLOCK.finditer(page)
    found, last = [], first.end()
    for block in rest:
        *_, heading = _HEADING.finditer(page, 0, block.start())
        before = page[max(heading.end(), last) : block.start()]
        found.append(Block(heading[1], before, block["text"], block["shown"] or ""))
        last = block.end()
    return found


def with_answers(page: str, answers: Mapping[str, str]) -> str:
    """The page with these answers (text of a query -> what is shown) below their queries."""

    def anew(block: re.Match[str]) -> str:
        shown = answers.get(block["text"])
        return block[0] if shown is None else f"```sparql\n{block['text']}```\n\n```text\n{shown}```"

    return _BLOCK.sub(anew, page)


# ---------------------------------------------------------------- answers


def table(columns: list[str], rows: Iterable[Mapping[str, Any]], lists: Iterable[str]) -> Table:
    """Rows of Python values or of SPARQL's JSON, cell for cell as text."""
    return [tuple(cell(row.get(column), is_list=column in lists) for column in columns) for row in rows]


def cell(value: Any, *, is_list: bool = False) -> str:
    if isinstance(value, dict):
        value = value["value"]
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else str(value)
    if is_list:
        return SEPARATOR.join(sorted(text.split(SEPARATOR)))
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return text


def printed(columns: list[str], rows: Table) -> str:
    """What the page shows: the first rows, cells cut, and how many rows there are."""
    if not rows:
        return "no rows\n"
    lines = [[_short(each) for each in row] for row in rows[:SHOWN]]
    widths = [max(map(len, column)) for column in zip(columns, *lines, strict=True)]
    told = [
        "  ".join(each.ljust(width) for each, width in zip(line, widths, strict=True)).rstrip()
        for line in [columns, *lines]
    ]
    count = f"{len(rows)} row{'s' * (len(rows) > 1)}" + (f", {SHOWN} shown" if len(rows) > SHOWN else "")
    return "\n".join([*told, f"({count})", ""])


def _short(value: str) -> str:
    value = _MINTED.sub("", ns.short(value)) if value.startswith("http") else " ".join(value.split()) or "-"
    return value if len(value) <= WIDEST else value[: WIDEST - 3].rstrip() + "..."
