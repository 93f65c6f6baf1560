"""Keys of rows that are written in bulk: taken in blocks, never given twice."""

import polars as pl
from django.db import connection, models


class Keys:
    """Gives keys in rising order; those of rows since deleted do not come back.

    On SQLite nobody else may write until the rows are stored: the sequence counts stored rows, and
    what is given but not stored yet is remembered here.
    """

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def take(self, *, model: type[models.Model], count: int) -> pl.Series:
        """Return so many new keys."""
        table = model._meta.db_table
        if not count:
            return pl.Series("id", [], dtype=pl.Int64)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
                found = cursor.fetchone()
                last = max(found[0] if found else 0, self._given.get(table, 0))
                self._given[table] = last + count
                return pl.int_range(last + 1, last + count + 1, eager=True).alias("id")
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return pl.Series("id", [key for (key,) in cursor.fetchall()], dtype=pl.Int64).sort()
