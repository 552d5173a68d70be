"""Tables as Parquet, by way of pyarrow, which is an extra."""

from typing import Any, BinaryIO, Final

from kg.errors import UsageError
from kg.tables.rows import Row
from kg.tables.schema import Field, Table

_BATCH: Final = 1000
"""Rows that are packed together: packed, they take far less memory."""

_GROUP: Final = 8 << 20
"""Bytes of packed rows from which on they are written, as a row group."""


class ParquetTable:
    """One file to write: the same rows give the same bytes with the same pyarrow.

    Raises:
        UsageError: pyarrow is not installed.
    """

    def __init__(self, table: Table, out: BinaryIO) -> None:
        self._arrow, parquet = _pyarrow()
        self._out = out
        self._schema = self._arrow.schema([self._column(field) for field in table.fields])
        self._writer = parquet.ParquetWriter(
            out, self._schema, version="2.6", data_page_version="1.0", compression="zstd", compression_level=3
        )
        self._rows: list[Row] = []
        self._batches: list[Any] = []

    def write(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) == _BATCH:
            self._pack()
            if sum(batch.nbytes for batch in self._batches) >= _GROUP:
                self._flush()

    def close(self) -> None:
        self._pack()
        self._flush()
        self._writer.close()
        self._out.close()

    def _pack(self) -> None:
        if self._rows:
            columns = [
                self._arrow.array([_plain(row[at]) for row in self._rows], type=column.type)
                for at, column in enumerate(self._schema)
            ]
            self._batches.append(self._arrow.record_batch(columns, schema=self._schema))
            self._rows = []

    def _flush(self) -> None:
        if self._batches:
            table = self._arrow.Table.from_batches(self._batches, schema=self._schema)
            self._writer.write_table(table, row_group_size=table.num_rows)
            self._batches = []

    def _column(self, field: Field) -> Any:
        a = self._arrow
        one = {
            "boolean": a.bool_(),
            "date": a.date32(),
            "datetime": a.timestamp("us", tz="UTC"),
            "integer": a.int64(),
            "number": a.float64(),
        }.get(field.form, a.string())
        return a.field(field.name, a.list_(one) if field.is_list else one, nullable=not field.required)


def _plain(value: Any) -> Any:
    from decimal import Decimal

    return float(value) if isinstance(value, Decimal) else value


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow", hint="pip install 'geopolitical-kg[parquet]'") from None
    return pyarrow, pyarrow.parquet
