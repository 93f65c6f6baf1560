import polars as pl
import pytest
from django.db import connection

from laju.engines.loading import Insert, Update, copy_changes
from tests.engines.loading.test_sqlite import NEWS, ROWS

TABLE = """CREATE TEMPORARY TABLE things (
    "id" bigint PRIMARY KEY, "name" text NOT NULL, "on" date, "share" double precision,
    "is_good" boolean, "left_out" text DEFAULT 'x') ON COMMIT DROP"""


def test_copy_changes_stores_what_sqlite_stores(db):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL")
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        odd = ROWS.with_columns(name=pl.Series(["", '\\N, "é"\n;']))
        copy_changes(cursor=cursor.cursor, changes=[Insert("things", odd)])
        cursor.execute('SELECT "name", "on"::text, "share", "is_good", "left_out" FROM things')
        assert cursor.fetchall() == [
            ("", "2026-01-02", 0.5, True, "x"),
            ('\\N, "é"\n;', None, None, None, "x"),
        ]
        copy_changes(cursor=cursor.cursor, changes=[Update("things", NEWS), Update("things", NEWS)])
        cursor.execute('SELECT "name", "share" FROM things ORDER BY "id"')
        assert cursor.fetchall() == [("", 0.5), ("teh", None)]
