"""Rows of a query for a reader: short ids, values of codes, what belongs together in one column; and a count."""

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from kg import namespaces as ns
from kg.answers.amounts import readable
from kg.answers.words import NO_BREAK, number
from kg.query import SEPARATOR, Cell, Row, Rows

_VERBS: Final = ("kind", "type", "status", "act")
"""Columns that say what is told of; the first of them says also that it is not so, or not certain."""

_FACTUALITY: Final = re.compile(r"(?P<polarity>positive|negative|unknown) (?P<certainty>[a-z]+) (?P<tense>[a-z]+)")
_SUBJECTS: Final = 3
"""How many of those that words are about are named."""

Record: TypeAlias = "dict[str, str | None]"


def short(cell: Cell, *, values: bool) -> str:
    """What a table shows of a term: a code by its value, a fact or article by its id, other IRIs with a prefix."""
    if cell.kind != "iri":
        return cell.text
    if values and (value := ns.value(cell.text)):
        return value
    short = ns.short(cell.text)
    if short != cell.text:
        return short
    return cell.text.rpartition("#" if "#" in cell.text else "/")[2] or cell.text


class Tally:
    """Counts over how many rows, articles and outlets a table speaks, while it is written."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = columns
        self._rows = 0
        self._articles: set[str] = set()
        self._outlets: set[str] = set()
        self._unpublished: set[str] = set()

    def records(self, found: Rows, *, values: bool, iris: bool = False) -> Iterator[tuple[Row, Record]]:
        """Each row, and what a reader sees of it by column, ``PUT_TOGETHER`` among them."""
        for row in found:
            cells = zip(found.columns, row, strict=True)
            record = {c: cell and (cell.text if iris else short(cell, values=values)) for c, cell in cells}
            _put_together(record)
            self._rows += 1
            if article := record.get("article"):
                self._articles.add(article)
                outlet = record.get("outlet")
                (self._outlets if outlet else self._unpublished).add(outlet or article)
            yield row, record

    def foot(self) -> str:
        """Over how many rows, articles and outlets the table spoke."""
        told = [number(self._rows, "row")]
        if "article" in self._columns:
            told.append(number(len(self._articles), "article"))
        if "article" in self._columns and "outlet" in self._columns and self._articles:
            told += [number(len(self._outlets), "outlet")] if self._outlets else []
            told += [self._unknown()] if self._unpublished else []
        return " · ".join(told)

    def _unknown(self) -> str:
        some = f" of {number(len(self._unpublished), 'article')}" if self._outlets else ""
        return f"publisher{some} unknown"


def _put_together(record: Record) -> None:
    """Adds what a table shows of several columns in one."""
    record.setdefault("when", _when(record.get("earliest"), record.get("latest")))
    record.setdefault("whom", _whom(record))
    if amounts := record.get("amounts"):
        record["amounts"] = SEPARATOR.join(map(readable, amounts.split(SEPARATOR)))
    verb = next((column for column in _VERBS if record.get(column)), None)
    if verb and (factuality := _FACTUALITY.fullmatch(record.get("factuality") or "")):
        record[verb] = _told(str(record[verb]), **factuality.groupdict())


def _told(verb: str, polarity: str, certainty: str, tense: str) -> str:
    """A kind of fact with what must not be overlooked: "not support", "ASSAULT (possible)"."""
    doubt = certainty if certainty != "certain" else "future" if tense == "future" else ""
    told = f"not{NO_BREAK}{verb}" if polarity == "negative" else verb
    return f"{told} ({doubt})" if doubt else told


def _whom(record: Record) -> str | None:
    """Whom words are against, whom they are said to, else whom they are about."""
    targets, addressees, subjects = (
        value.split(SEPARATOR) if (value := record.get(column)) else []
        for column in ("targets", "addressees", "subjects")
    )
    named = targets + [f"to {addressee}" for addressee in addressees if addressee not in targets]
    if not named and subjects:
        rest = ["…"] if len(subjects) > _SUBJECTS else []
        named = [f"about {subjects[0]}", *subjects[1:_SUBJECTS], *rest]
    return SEPARATOR.join(named) or None


def _when(earliest: str | None, latest: str | None) -> str:
    match earliest, latest:
        case None, None:
            return "unknown"
        case None, _:
            return f"by{NO_BREAK}{latest}"
        case _, None:
            return f"from{NO_BREAK}{earliest}"
    return str(earliest) if earliest == latest else f"{earliest} to{NO_BREAK}{latest}"
