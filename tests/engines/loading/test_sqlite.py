import contextlib
import sqlite3
from datetime import date

import polars as pl
import pytest

from laju.engines.aside import Aside, AsideFailed
from laju.engines.loading import (
    Guard,
    Insert,
    NotAsExpected,
    Update,
    load_sqlite,
    packed,
    run_statements,
    write_changes,
)

TABLE = """CREATE TABLE things (
    "id" integer PRIMARY KEY AUTOINCREMENT, "name" text NOT NULL, "on" date, "share" real,
    "is_good" integer, "left_out" text DEFAULT 'x')"""
ROWS = pl.DataFrame(
    {
        "id": pl.Series([7, 8], dtype=pl.UInt32),
        "name": ["", 'kopi "é"'],
        "on": [date(2026, 1, 2), None],
        "share": [0.5, None],
        "is_good": [True, None],
    }
)
STORED = [(7, "", "2026-01-02", 0.5, 1, "x"), (8, 'kopi "é"', None, None, None, "x")]
NEWS = pl.DataFrame({"id": [8, 9], "name": ["teh", "nobody"], "share": [None, 1.0]})


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "a b?.sqlite3"
    with contextlib.closing(sqlite3.connect(where)) as connection:
        connection.execute(TABLE)
    return where


def stored(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM things ORDER BY id").fetchall()


def by_loading(path, changes):
    with Aside() as aside:
        aside.do(load_sqlite, path=path, changes=packed(changes))


def by_writing(path, changes):
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        write_changes(connection=connection, changes=changes)


@pytest.mark.parametrize("way", [by_loading, by_writing])
def test_both_ways_store_the_same(path, way):
    way(path, [Insert("things", ROWS), Insert("things", ROWS.clear())])
    assert stored(path) == STORED
    way(path, [Update("things", NEWS)])
    assert stored(path) == [STORED[0], (8, "teh", None, None, None, "x")]


def test_load_sqlite_writes_all_or_nothing(path):
    with pytest.raises(AsideFailed, match="UNIQUE"):
        by_loading(path, [Insert("things", ROWS), Insert("things", ROWS)])
    assert stored(path) == []


def test_load_sqlite_writes_nothing_when_somebody_was_faster(path):
    guard = Guard("SELECT count(*) FROM things", (0,))
    load_sqlite(path=path, changes=packed([Insert("things", ROWS)]), guard=guard)
    with pytest.raises(NotAsExpected):
        load_sqlite(path=path, changes=packed([Update("things", NEWS)]), guard=guard)
    assert stored(path) == STORED


def test_run_statements_runs_each_in_its_turn(path, tmp_path):
    told = ["CREATE INDEX a ON things (name)", "CREATE INDEX b ON things (share)"]
    run_statements(path=path, turn=tmp_path / "turn", statements=told)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index'")
        assert [sql for (sql,) in found] == told
