"""Tables: CSV in all its dialects, TSV, Parquet. Each row is an article, its columns are named in the first line."""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from kg.article import encodings, keys, sources
from kg.article.keys import Keys
from kg.article.record import article
from kg.article.source import Inner, Item, Options, Read, Source
from kg.errors import FormatError, RefusedError, SourceError

_DELIMITERS: Final = ",;\t|"
_TOLD_DELIMITER: Final = re.compile(r"sep=(?P<mark>[,;|\t])\s*", re.IGNORECASE)
_BARE_RETURN: Final = re.compile(r"(?<=\r)(?!\n)")
_LIST: Final = re.compile(r"\[\s*(?:'[^']*'|\"[^\"]*\")(?:\s*,\s*(?:'[^']*'|\"[^\"]*\"))*\s*\]|\[\s*\]")
_MOST_COLUMNS: Final = 1000
_ROWS: Final = 64
_PARQUET: Final = b"PAR1"


def read(source: Source, options: Options, inner: Inner) -> Read:
    """The articles of a table."""
    known = Keys(source.name, options.mapping)
    if source.file.peek(len(_PARQUET)).startswith(_PARQUET):
        yield from _parquet(source, known)
    else:
        yield from _text(source, options, known)
    yield from known.told()


def _text(source: Source, options: Options, known: Keys) -> Read:
    csv.field_size_limit(sources.LIMIT)
    listed = _lines(source, options)
    first = next(listed, "")
    before = 1
    if told := _TOLD_DELIMITER.fullmatch(first):
        first = next(listed, "")
        before += 1
    mark = told["mark"] if told else _delimiter(first)
    columns = _header(next(csv.reader([first], delimiter=mark), []), known)
    fed = _Fed(listed)
    rows = csv.reader(fed, delimiter=mark)
    while True:
        where = f"{source.name}:{before + rows.line_num + 1}"
        fed.row.clear()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield RefusedError(f"this row cannot be read: {error}", where=where, hint="nor can what follows it")
            return
        if fed.is_torn(mark):
            what = f"a quotation mark in this row has no second one, so that it takes {len(fed.row)} lines"
            yield RefusedError(what, where=where, hint="close it, and write quotation marks within a cell twice")
        elif any(cell.strip() for cell in row):
            yield _row(row, columns, where, known)


@dataclass(slots=True)
class _Fed:
    """Lines as they are asked for, and which of them made the last row."""

    lines: Iterator[str]
    row: list[str] = field(default_factory=list)
    is_at_end: bool = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.lines, None)
        if line is None:
            self.is_at_end = True
            raise StopIteration
        self.row.append(line)
        return line

    def is_torn(self, mark: str) -> bool:
        """Whether a quotation mark that opens a cell of the row is closed by none, or by the one of a later row."""
        if self.is_at_end:  # for only within a cell is another line asked for
            return True
        try:
            return len(self.row) > 1 and not list(csv.reader(self.row, delimiter=mark, strict=True))
        except csv.Error:
            return True


def _lines(source: Source, options: Options) -> Iterator[str]:
    """The lines, each with its end, as the csv module takes them.

    Raises:
        SourceError: a line is too long, or fits no character.
    """
    encoding = options.encoding or encodings.declared(source.charset) or "utf-8"
    for number, line in enumerate(sources.lines(source.file), 1):
        where = f"{source.name}:{number}"
        if isinstance(line, RefusedError):
            raise SourceError(line.what, where=where, hint="split it, or quote what holds line breaks")
        try:
            text = line.decode(encoding)
        except UnicodeError:
            hint = "--encoding tells another one, such as cp1252"
            raise SourceError(f"this is not {encoding}", where=where, hint=hint) from None
        yield from _BARE_RETURN.split(text.removeprefix("\ufeff") if number == 1 else text)


def _delimiter(header: str) -> str:
    """What parts the names of columns: whichever gives the most of them."""
    return max(_DELIMITERS, key=lambda mark: len(next(csv.reader([header], delimiter=mark), [])))


def _header(row: list[str], known: Keys) -> list[str]:
    """The keys of the columns.

    Raises:
        SourceError: there are too many, one is there twice, or none holds a text.
    """
    mapped = {*known.mapping.values()}
    columns = [cell.strip() if cell.strip() in mapped else keys.canonical(cell) for cell in row]
    if len(columns) > _MOST_COLUMNS:
        raise SourceError(f"this table has more than {_MOST_COLUMNS} columns", where=known.source)
    twice = next((name for at, name in enumerate(columns) if name and name in columns[:at]), None)
    if twice:
        raise SourceError(f'the column "{twice}" is there twice', where=known.source, hint="rename one of them")
    known.of_columns([column for column in columns if column])
    return columns


def _row(row: list[str], columns: list[str], where: str, known: Keys) -> Item:
    if len(row) > len(columns) and any(row[len(columns) :]):
        what = f"this row has {len(row)} cells, the first line names {len(columns)} columns"
        return RefusedError(what, where=where, hint="quote what holds a delimiter")
    cells = zip(columns, row, strict=False)
    return _article({name: _cell(cell) for name, cell in cells if name and cell.strip()}, where, known)


def _cell(cell: str) -> Any:
    """What a cell holds; a list of words as Python or JSON writes it is one: ['Ann Quill', 'Bo Scribe']."""
    return ast.literal_eval(cell.strip()) if cell.startswith("[") and _LIST.fullmatch(cell.strip()) else cell


def _article(record: dict[str, Any], where: str, known: Keys) -> Item:
    try:
        return article(record, where, known)
    except RefusedError as refused:
        return refused


def _parquet(source: Source, known: Keys) -> Read:
    pyarrow, parquet = _pyarrow(source.name)
    with sources.seekable(source) as file:
        table = _opened(parquet, pyarrow, file, source.name)
        columns = _header(table.schema_arrow.names, known)
        number = 0
        batches = table.iter_batches(batch_size=_ROWS)
        while True:
            try:
                batch = next(batches, None)
            except (pyarrow.ArrowException, OSError, ValueError) as error:
                what = f"this table is damaged: {' '.join(str(error).split())[:80]}"
                yield RefusedError(what, where=f"{source.name}[{number + 1}]", hint="nor can what follows be read")
                return
            if batch is None:
                return
            for cells in _rows(batch, pyarrow):
                number += 1
                named = zip(columns, cells, strict=True)
                record = {name: cell for name, cell in named if cell not in (None, "")}
                yield _article(record, f"{source.name}[{number}]", known)


def _opened(parquet: Any, pyarrow: Any, file: BinaryIO, where: str) -> Any:
    try:
        table = parquet.ParquetFile(file)
    except (pyarrow.ArrowException, OSError) as error:
        what = f"this table cannot be read: {' '.join(str(error).split())[:120]}"
        raise SourceError(what, where=where, hint="it may be cut off") from None
    groups = (table.metadata.row_group(at) for at in range(table.metadata.num_row_groups))
    if any(group.total_byte_size > sources.SPOOLED for group in groups):
        raise SourceError("a group of rows of this table is too large", where=where, hint="write smaller ones")
    return table


def _rows(batch: Any, pyarrow: Any) -> Iterator[tuple[Any, ...]]:
    """Rows, times as ISO 8601 writes them: not all that Parquet can hold is one to Python."""
    types = pyarrow.types
    columns = [
        (column.cast(pyarrow.string()) if types.is_temporal(column.type) else column).to_pylist()
        for column in batch.columns
    ]
    return zip(*columns, strict=True)


def _pyarrow(where: str) -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        hint = "pip install 'geopolitical-kg[parquet]'"
        raise FormatError("Parquet needs pyarrow", where=where, hint=hint) from None
    return pyarrow, pyarrow.parquet
