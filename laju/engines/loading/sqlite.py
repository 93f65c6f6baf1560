"""Rows into SQLite: by ADBC in a process of its own, or through a connection that is open here.

Two copies of SQLite in one process (Python's and ADBC's) undo each other's file locks, so
`load_sqlite` never runs beside an open connection: call it through engines.aside.
"""

import contextlib
import fcntl
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import adbc_driver_sqlite.dbapi
import polars as pl
import pyarrow as pa

from laju.core.errors import DomainError
from laju.engines.loading.changes import (
    Change,
    Guard,
    Insert,
    Update,
    filled,
    quoted,
    update_from,
)

_SETTINGS = (
    "PRAGMA busy_timeout=60000",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
    # a checkpoint every 64 MB instead of every 4 MB: pages written twice are copied once
    "PRAGMA wal_autocheckpoint=16384",
    # what is loaded was checked by the rules of the core, and JSON was written by us: 15 % of time
    "PRAGMA ignore_check_constraints=1",
)


class Packed(NamedTuple):
    """A change on its way to another process: plain columns, copied once and not turned again."""

    statement: str  # of an update, from temp."told"; "" for new rows
    table: str
    rows: pa.Table


class NotAsExpected(DomainError):
    message = "Sementara itu proses lain sudah meneruskan impor ini."
    remedy = "Jalankan perintah yang sama sekali lagi; tidak ada baris yang terulang."


def packed(changes: Sequence[Change]) -> list[Packed]:
    """Return the changes that change anything as `load_sqlite` takes them."""
    return [
        Packed(
            update_from(change, 'temp."told"') if isinstance(change, Update) else "",
            change.table,
            plain(change.rows).to_arrow(),
        )
        for change in filled(changes)
    ]


def load_sqlite(*, path: Path, changes: Sequence[Packed], guard: Guard | None = None) -> None:
    """Write all changes in one transaction of their own.

    Raises: NotAsExpected when the guard's question has another answer; then nothing is written.
    """
    with (
        contextlib.closing(
            adbc_driver_sqlite.dbapi.connect(_address(path), autocommit=True)
        ) as connection,
        contextlib.closing(connection.cursor()) as cursor,
    ):
        for setting in _SETTINGS:
            _run(cursor, setting)
        _run(cursor, "BEGIN IMMEDIATE")
        try:
            if guard is not None:
                _check(cursor, guard)
            for change in changes:
                _load(cursor, change)
        except BaseException:
            _run(cursor, "ROLLBACK")
            raise
        _run(cursor, "COMMIT")


def run_statements(*, path: Path, turn: Path, statements: Sequence[str]) -> None:
    """Run statements one after the other, each in its turn, so that others write in between.

    turn: the file whose lock is the queue of all writers.
    """
    with (
        contextlib.closing(
            adbc_driver_sqlite.dbapi.connect(_address(path), autocommit=True)
        ) as connection,
        contextlib.closing(connection.cursor()) as cursor,
        turn.open("a") as queue,
    ):
        for setting in _SETTINGS:
            _run(cursor, setting)
        for statement in statements:
            fcntl.flock(queue, fcntl.LOCK_EX)
            try:
                _run(cursor, statement)
            finally:
                fcntl.flock(queue, fcntl.LOCK_UN)


def _address(path: Path) -> str:
    return "file:///" + quote(str(path.absolute()).lstrip("/"))


def _check(cursor: Any, guard: Guard) -> None:
    found = _run(cursor, guard.sql)
    if [tuple(row) for row in found] != [guard.expected]:
        raise NotAsExpected


def _load(cursor: Any, change: Packed) -> None:
    if not change.statement:
        cursor.adbc_ingest(change.table, change.rows, mode="append")
        return
    cursor.adbc_ingest("told", change.rows, mode="create", temporary=True)
    _run(cursor, change.statement)
    _run(cursor, 'DROP TABLE temp."told"')


def _run(cursor: Any, sql: str) -> list[Any]:
    cursor.execute(sql)
    rows: list[Any] = cursor.fetchall()
    return rows


def write_changes(*, connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Write the changes through a connection, within the transaction it has open."""
    for change in filled(changes):
        rows, names = plain(change.rows), quoted(change.rows.columns)
        if isinstance(change, Insert):
            marks = ", ".join("?" * len(names))
            sql = f'INSERT INTO "{change.table}" ({", ".join(names)}) VALUES ({marks})'  # noqa: S608
        else:
            rows = rows.select(pl.exclude("id"), "id")
            sets = ", ".join(f'"{name}" = ?' for name in rows.columns if name != "id")
            sql = f'UPDATE "{change.table}" SET {sets} WHERE "id" = ?'  # noqa: S608
        connection.executemany(sql, rows.iter_rows())


def plain(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows in the types SQLite has: texts, whole numbers, floats."""
    return rows.with_columns(
        pl.col(pl.Date).dt.to_string("%Y-%m-%d"),
        pl.col(pl.Boolean).cast(pl.Int64),
        pl.selectors.unsigned_integer().cast(pl.Int64),
    )
