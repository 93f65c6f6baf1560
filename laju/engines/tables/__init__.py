"""Sheets of any size as columns: read whole, checked like core.records reads them row by row."""

from laju.engines.tables.checking import check_table, line_of
from laju.engines.tables.reading import read_tables
from laju.engines.tables.values import FINDINGS, ROWS, CheckedTable, Table

__all__ = [
    "FINDINGS",
    "ROWS",
    "CheckedTable",
    "Table",
    "check_table",
    "line_of",
    "read_tables",
]
