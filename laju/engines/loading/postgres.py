"""Rows into PostgreSQL: COPY through psycopg, within the transaction the connection has open."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from laju.engines.loading.changes import Change, Insert, filled, quoted, update_from

_BLOCK = 10_000  # rows turned into text at a time


def copy_changes(*, cursor: Any, changes: Sequence[Change]) -> None:
    """Write the changes; `cursor` is psycopg's."""
    for change in filled(changes):
        names = ", ".join(quoted(change.rows.columns))
        if isinstance(change, Insert):
            _copy(cursor, f'"{change.table}" ({names})', change.rows)
            continue
        cursor.execute(
            f'CREATE TEMPORARY TABLE told ON COMMIT DROP AS SELECT {names} FROM "{change.table}" WITH NO DATA'  # noqa: S608
        )
        _copy(cursor, f"told ({names})", change.rows)
        cursor.execute(update_from(change, "told"))
        cursor.execute("DROP TABLE told")


def _copy(cursor: Any, into: str, rows: pl.DataFrame) -> None:
    # what is unknown is written without quotes, what is empty with them
    with cursor.copy(f"COPY {into} FROM STDIN (FORMAT csv, NULL '')") as copy:
        for block in rows.iter_slices(_BLOCK):
            text = block.write_csv(include_header=False, quote_style="non_numeric")
            copy.write(text.encode())
