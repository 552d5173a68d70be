"""What the CSV files are gathered into: entities, their names and what hangs on them."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.reference import names

Row = dict[str, str]

SCORES = {
    "name": 1.0,
    "alias": 0.95,
    "adjective": 0.9,
    "demonym": 0.9,
    "metonym": 0.85,
    "capital": 0.8,
    "surname": 0.6,
    "place": 0.9,
    "contextual": 0.3,
}
# Whose acts are acts of their state; a company's, an outlet's or an armed group's are not.
OF_STATE = {"person", "government-body", "position", "place"}
# Parties to international affairs of their own; de facto authorities are too: a government body of no state.
BODIES = {"international-organisation", "alliance", "armed-group"}


def read(folder: Path, table: str) -> list[Row]:
    """The rows of one CSV file."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def keyed(folder: Path, table: str, pattern: str, column: str = "id") -> Iterator[Row]:
    """The rows of a table whose keys are given once and for ever; where the pattern allows it, a row may have none.

    Raises:
        ValueError: a key is missing, of another form, or given twice.
    """
    seen: set[str] = set()
    for number, row in enumerate(read(folder, table), 2):
        key = row[column]
        if not re.fullmatch(pattern, key):
            raise ValueError(f"{table}.csv, line {number}: {key!r} is no {column} of the form {pattern}")
        if key and key in seen:
            raise ValueError(f"{table}.csv, line {number}: {column} {key} is given twice")
        seen.add(key)
        yield row


def split(cell: str) -> list[str]:
    """The values of a cell with several."""
    return [value.strip() for value in cell.split("|") if value.strip()]


@dataclass
class Tables:
    """What has been gathered so far; ids are given in the order of the sources, which is that of the files."""

    ids: dict[str, int] = field(default_factory=dict)
    entity: list[tuple[Any, ...]] = field(default_factory=list)
    name: dict[tuple[str, int, str], tuple[str, float]] = field(default_factory=dict)
    skeleton: set[tuple[str, int, str]] = field(default_factory=set)
    tenure: list[tuple[Any, ...]] = field(default_factory=list)
    member: list[tuple[Any, ...]] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)  # name of an organisation -> path of the body that it acts for

    def add(self, path: str, label: str, type_: str, country: str = "", **more: Any) -> int:
        """A new entity; its path may not be taken: one id is never two things."""
        if path in self.ids:
            raise ValueError(f"{path} is two things: the second is {label}")
        self.ids[path] = len(self.ids) + 1
        state = self.states.get(country) if type_ in OF_STATE else path if type_ == "state" else None
        self.entity.append(
            (
                self.ids[path],
                path,
                label,
                type_,
                country or None,
                more.get("state", state),
                more.get("latitude"),
                more.get("longitude"),
                more.get("precision"),
                more.get("population"),
                "|".join(more.get("claimants", ())),
                "|".join(more.get("held_by", ())),
                more.get("body"),
                "|".join(dict.fromkeys(form for form in more.get("also", ()) if form != label)),
            )
        )
        return self.ids[path]

    def call(self, entity: int, forms: Iterable[str], how: str, score: float | None = None) -> None:
        """Forms of an entity's name; of two readings of one form the surer stays."""
        for form in forms:
            key = (names.key(form), entity, names.shape(form))
            value = (how, SCORES[how] if score is None else score)
            if key[0] and (key not in self.name or self.name[key][1] < value[1]):
                self.name[key] = value


def place_path(key: str) -> str:
    """The path of a place of the reference facts."""
    return f"place-{key}"


def actor_path(qid: str, kind: str, key: str) -> str:
    """The path of a state, body or person of the reference facts: by the key of its table where Wikidata has no id."""
    return qid or f"{kind}-{key}"
