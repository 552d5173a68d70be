"""Builds reference.sqlite, the look-up file of kg.reference, from the CSV files beside this script.

Needs nothing but the standard library and the checkout; the same sources give the same bytes. ``python
data/reference/build.py`` writes it, the build of a wheel or an editable install does so too (hatch_build.py).
"""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parents[1]))

import rows  # noqa: E402
from tables import read  # noqa: E402

TARGET = "reference.sqlite"
MODULES = ("build.py", "places.py", "posts.py", "rows.py", "tables.py")
SCHEMA = "schema.sql"
CODE = ("kg/namespaces.py", "kg/reference/days.py", "kg/reference/names.py")  # whose rules are in the file


def sources_hash(folder: Path = HERE) -> str:
    """SHA-256 over all that the file is built from: the tables, the schema, and the code with its rules."""
    digest = hashlib.sha256()
    for path in sorted(_sources(folder), key=lambda p: p.as_posix().removeprefix(folder.parents[1].as_posix())):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    yield from folder.glob("*.csv")
    yield from (folder / name for name in (SCHEMA, *MODULES))
    yield from (folder.parents[1] / code for code in CODE)


def build(folder: Path = HERE, target: Path | None = None) -> Path:
    """Writes the file anew, whole or not at all."""
    target = target or folder / TARGET
    partial = target.with_suffix(f".{os.getpid()}.partial")
    connection = sqlite3.connect(partial, isolation_level=None)
    try:
        connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        connection.executescript((folder / SCHEMA).read_text("utf-8"))
        connection.execute("BEGIN")
        for table, content in rows.tables(folder).items():
            _fill(connection, table, content)
        past = "|".join(row["code"] for row in read(folder, "states_past"))
        alpha2 = "|".join(f"{row['iso2']}={row['iso3']}" for row in read(folder, "states"))
        _fill(connection, "meta", [("sources", sources_hash(folder)), ("past", past), ("alpha2", alpha2)])
        connection.execute("COMMIT")
        connection.executescript("ANALYZE; VACUUM;")
        connection.close()
        partial.replace(target)
    finally:
        connection.close()
        partial.unlink(missing_ok=True)
    return target


def _fill(connection: sqlite3.Connection, table: str, content: Iterable[tuple[object, ...]]) -> None:
    content = list(content)
    if content:
        marks = ",".join("?" * len(content[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", content)


if __name__ == "__main__":
    print(build())
