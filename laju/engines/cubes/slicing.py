"""Businesses counted by any dimensions of a snapshot, in milliseconds."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from laju.core.errors import DomainError

CELL = ("region", "size", "sector", "level")  # those the database keeps in step
DIMENSIONS = (*CELL, "district", "kbli_version", "division", "kbli", "year")
Value = str | int


class UnknownDimension(DomainError):
    message = "Rekap tidak mengenal dimensi {name}."
    remedy = "Pilih salah satu: {known}."
    status = 422


def count_sql(
    *, dimensions: Sequence[str], where: Mapping[str, Sequence[Value]] | None = None
) -> tuple[str, list[Value]]:
    """Return the statement that counts `businesses`, and the values for its question marks.

    One text for DuckDB and Spark. Raises: UnknownDimension, so that no other word gets into it.
    """
    for name in (*dimensions, *(where or {})):
        if name not in DIMENSIONS:
            raise UnknownDimension(name=name[:40], known=", ".join(DIMENSIONS))
    kept = " AND ".join(
        f"{name} IN ({', '.join('?' for _ in some)})" if some else "1 = 0"
        for name, some in (where or {}).items()
    )
    named = ", ".join(dimensions)
    sql = f"SELECT {named}{', ' if named else ''}count(*) AS count FROM businesses"  # noqa: S608
    sql += f" WHERE {kept}" if kept else ""
    sql += f" GROUP BY {named} ORDER BY {named}" if named else ""
    return sql, [value for some in (where or {}).values() for value in some]


class Slicer:
    """A snapshot held open for questions; DuckDB reads only the columns and rows it needs."""

    def __init__(self, businesses: Path, *, threads: int = 2) -> None:
        self._connection = duckdb.connect()
        self._connection.execute(f"SET threads = {int(threads)}")
        self._connection.execute("SET parquet_metadata_cache = true")
        view = self._connection.read_parquet(str(businesses))
        view.create_view("businesses")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def count(
        self, *, dimensions: Sequence[str], where: Mapping[str, Sequence[Value]] | None = None
    ) -> dict[tuple[Value, ...], int]:
        """Return the number of businesses per value of the dimensions. Raises: UnknownDimension."""
        sql, values = count_sql(dimensions=dimensions, where=where)
        rows = self._connection.cursor().execute(sql, values).fetchall()
        return {row[:-1]: row[-1] for row in rows if row[-1]}
