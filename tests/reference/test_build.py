"""reference.sqlite is what its sources say: built from the tables as they are, the same bytes each time."""

import csv
import importlib.util
import re
import shutil
import sqlite3
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from kg.reference import lookup

KIND_OF_POST = re.compile(r"^- `(\w+)`", re.MULTILINE)


@pytest.fixture(scope="session")
def data(checkout: Path) -> Path:
    return checkout / "data" / "reference"


@pytest.fixture(scope="session")
def builder(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_build", data / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(data: Path, name: str) -> list[dict[str, str]]:
    with (data / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_file_is_built_from_the_tables_as_they_are(builder: ModuleType) -> None:
    assert lookup.sources_hash() == builder.sources_hash(), "run data/reference/build.py"


def test_another_table_has_another_hash(builder: ModuleType, data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data" / "reference"
    shutil.copytree(data, copy, ignore=shutil.ignore_patterns("*.sqlite", "__pycache__"))
    (tmp_path / "kg" / "reference").mkdir(parents=True)
    for code in builder.CODE:
        shutil.copy(data.parents[1] / code, tmp_path / code)
    assert builder.sources_hash(copy) == builder.sources_hash()
    with (copy / "states.csv").open("a", encoding="utf-8") as states:
        states.write("\n")
    assert builder.sources_hash(copy) != builder.sources_hash()


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(builder: ModuleType, tmp_path: Path) -> None:
    one, other = (builder.build(target=tmp_path / name) for name in ("one.sqlite", "other.sqlite"))
    assert one.read_bytes() == other.read_bytes()


def test_one_id_is_never_two_things(builder: ModuleType) -> None:
    tables = builder.rows.Tables()
    tables.add("Q1", "One", "person")
    with pytest.raises(ValueError, match="Q1 is two things"):
        tables.add("Q1", "Other", "person")


def with_row(data: Path, folder: Path, table: str, row: str) -> Path:
    copy = folder / "data"
    shutil.copytree(data, copy, ignore=shutil.ignore_patterns("*.sqlite", "__pycache__"))
    with (copy / f"{table}.csv").open("a", encoding="utf-8") as rows:
        rows.write(row)
    return copy


@pytest.mark.parametrize(
    ("table", "row", "refusal"),
    [
        ("positions", "P1,Queen of Nowhere,,\n", r"positions.csv, line \d+: id P1 is given twice"),
        ("positions", "queen,Queen of Nowhere,,\n", r"positions.csv, line \d+: 'queen' is no id"),
        ("tenures", "T1,Q1,other,P1,,,,own\n", r"tenures.csv, line \d+: id T1 is given twice"),
        ("tenures", ",Q1,other,P1,,,,own\n", r"tenures.csv, line \d+: '' is no id"),
        ("places", ",Nowhere,,region,RU,00,1,1,1\n", r"places.csv, line \d+: '' is no key"),
        ("disputed", "D1,Nowhere,,RUS,,,1,1,point,\n", r"disputed.csv, line \d+: key D1 is given twice"),
        ("organisations", "O1,Nowhere League,,,igo,,,own\n", r"organisations.csv, line \d+: key O1 is given twice"),
        ("organisations", "league,Nowhere League,,,igo,,,own\n", r"organisations.csv, line \d+: 'league' is no key"),
        ("organisations", ",Nowhere League,,,igo,,,own\n", "organisations.csv: 'Nowhere League' has neither"),
        ("persons", "dmitry-peskov-RUS,,Nobody,,,\n", r"persons.csv, line \d+: id dmitry-peskov-RUS is given twice"),
        ("persons", "dmitry/peskov,,Nobody,,,\n", r"persons.csv, line \d+: 'dmitry/peskov' is no id"),
        ("states_past", "YUG,,Nowhere,,,,,,,own\n", r"states_past.csv, line \d+: code YUG is given twice"),
        ("organs", "Qassam Brigades,Hamas,own\n", r"organ Qassam Brigades is given twice"),
    ],
)
def test_a_key_is_given_once_and_never_made_up(
    builder: ModuleType, data: Path, tmp_path: Path, table: str, row: str, refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        builder.rows.tables(with_row(data, tmp_path, table, row))


@pytest.mark.parametrize(
    ("table", "row", "refusal"),
    [
        ("positions", "P999999,Queen of Nowhere,,\n", "positions.csv: nobody holds P999999"),
        ("positions", "P999999,Queen of Nowhere,,Nowhere\n", "P999999: organisations.csv has no 'Nowhere'"),
        ("tenures", "T999999,Q58217,other,P999999,,,,own\n", "tenures.csv: positions.csv has no P999999"),
        (
            "organs",
            "Chancery of Nowhere,United Nations,own\n",
            "organs.csv: organisations.csv has no 'Chancery of Nowhere'",
        ),
        ("organs", "NATO Defence Office,Kosovo Force,own\n", "organs.csv: organisations.csv has no"),
        ("organs", "Hamas,Palestine Liberation Organization,own\n", "'Hamas' is an organ and has organs"),
    ],
)
def test_what_names_nothing_is_refused(
    builder: ModuleType, data: Path, tmp_path: Path, table: str, row: str, refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        builder.rows.tables(with_row(data, tmp_path, table, row))


def test_every_wikidata_id_is_well_formed_and_given_once(data: Path) -> None:
    ids = [row["qid"] for name in ("states", "persons", "organisations") for row in table(data, name) if row["qid"]]
    assert all(re.fullmatch(r"Q[1-9]\d*", qid) for qid in ids)
    assert [qid for qid, n in Counter(ids).items() if n > 1] == []


def test_every_tenure_is_of_a_person_in_the_tables(data: Path) -> None:
    people = {row["id"] for row in table(data, "persons")}
    held = {row["person"] for row in table(data, "tenures")}
    assert held == people


def test_every_kind_of_post_is_described(data: Path) -> None:
    described = set(KIND_OF_POST.findall((data / "README.md").read_text("utf-8")))
    assert {row["role"] for row in table(data, "tenures")} == described


def test_every_table_is_described_with_its_source(data: Path) -> None:
    readme = (data / "README.md").read_text("utf-8")
    assert [path.name for path in sorted(data.glob("*.csv")) if f"`{path.name}`" not in readme] == []


def test_every_state_has_an_adjective(data: Path) -> None:
    words = {row["iso3"]: row["adjectives"] for row in table(data, "demonyms")}
    assert {row["iso3"] for row in table(data, "states")} == {iso3 for iso3, adjective in words.items() if adjective}


def test_no_tenure_ends_before_it_starts() -> None:
    wrong = 'SELECT path FROM tenure WHERE start > "end" OR start > known_until OR known_until > "end"'
    assert lookup._rows(wrong) == []


def test_days_are_days() -> None:
    query = 'SELECT start FROM tenure UNION SELECT "end" FROM tenure UNION SELECT known_until FROM tenure'
    days = [day for (day,) in lookup._rows(query) if day is not None]
    assert len(days) > 1000
    assert [day for day in days if not re.fullmatch(r"\d{4}-\d\d-\d\d", day)] == []


def test_claims_and_states_point_to_what_is_there() -> None:
    query = "SELECT claimants || '|' || held_by || '|' || coalesce(state, '') FROM entity"
    query += " UNION SELECT body FROM entity WHERE body IS NOT NULL"
    named = {path for (cell,) in lookup._rows(query) for path in cell.split("|") if path}
    known = {path for (path,) in lookup._rows("SELECT path FROM entity WHERE type <> 'place'")}
    assert named - known == set()


def test_the_file_cannot_be_written() -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        lookup._rows("DELETE FROM entity")


def test_a_missing_file_says_how_to_make_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lookup.resources, "_root", lambda: tmp_path)
    with pytest.raises(lookup.ResourceError, match=r"build\.py"):
        lookup._connection.__wrapped__()
