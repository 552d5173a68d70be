"""Flat tables: statements, events, sanctions and what they name, a row each, with the voice in every row of a fact."""

from kg.tables.rows import rows, rows_of
from kg.tables.schema import schema
from kg.tables.write import write

__all__ = ["rows", "rows_of", "schema", "write"]
