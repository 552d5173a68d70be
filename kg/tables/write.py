"""Writes the tables of a store, or of one article, with their dictionary: row by row, holding none."""

import hashlib
import io
from collections.abc import Callable, Iterable
from typing import BinaryIO, Protocol, cast

from kg.tables.dictionary import PACKAGE, README, Written, notes, package, readme
from kg.tables.parquet import ParquetTable
from kg.tables.rows import Row
from kg.tables.schema import Schema
from kg.tables.text import CsvTable

Open = Callable[[str], BinaryIO]


class _Table(Protocol):
    def write(self, row: Row) -> None: ...

    def close(self) -> None: ...


def write(
    rows: Iterable[tuple[str, Row]], schema: Schema, format: str, create: Open, *, spreadsheet: bool = False
) -> None:
    """Writes each row into the file of its table, then datapackage.json and README.md.

    ``format`` is csv or parquet; ``create`` opens a new file; with ``spreadsheet`` CSV is safe to open in one.

    Raises:
        UsageError: Parquet without pyarrow.
    """
    files: dict[str, _File] = {}
    tables: dict[str, _Table] = {}
    try:
        for table in schema.tables:
            files[table.name] = file = _File(create(f"{table.name}.{format}"))
            out = cast("BinaryIO", file)
            tables[table.name] = (
                ParquetTable(table, out) if format == "parquet" else CsvTable(table, out, spreadsheet=spreadsheet)
            )
        for name, row in rows:
            tables[name].write(row)
            files[name].rows += 1
        for each in tables.values():
            each.close()
    finally:
        for file in files.values():
            file.close()
    written = [
        Written(name, f"{name}.{format}", file.size, file.hash.hexdigest(), file.rows) for name, file in files.items()
    ]
    told = notes(format, spreadsheet=spreadsheet)
    for name, data in ((README, readme(schema, written, told)), (PACKAGE, package(schema, format, written, told))):
        with create(name) as out:
            out.write(data)


class _File(io.BufferedIOBase):
    """A file that knows what was written to it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.size, self.rows, self.hash = 0, 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self.hash.update(data)
        self.size += len(data)
        return self._out.write(data)

    def tell(self) -> int:
        return self.size

    def close(self) -> None:
        self._out.close()
        super().close()
