"""Where work is done: SQL over Parquet, and a function of Python spread over its rows.

What is written against `Runner` runs unchanged on one machine (DuckDB) and on a cluster (Spark).
A table is a path: one Parquet file, or a folder of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

PART = 5_000  # rows a function of Python is given at once
Function = Callable[[pa.Table], pa.Table]


class Runner(Protocol):
    """Does two things with tables; both write `out` and return it."""

    def query(self, *, sql: str, tables: Mapping[str, Path], out: Path) -> Path:
        """Store what a statement gives; only functions that DuckDB and Spark both have."""
        ...

    def spread(
        self, *, function: Function, schema: pa.Schema, table: Path, out: Path, by: str = ""
    ) -> Path:
        """Store what a function gives for each part of a table, as `schema`.

        by: a column; rows with an equal value are in one part.
        """
        ...


class OneMachine:
    """DuckDB and this process."""

    def __init__(self, *, threads: int = 0, memory_mb: int = 0) -> None:
        self.threads, self.memory_mb = threads, memory_mb

    def query(self, *, sql: str, tables: Mapping[str, Path], out: Path) -> Path:
        """Store what a statement gives as one Parquet file."""
        with self._connection() as connection:
            for name, path in tables.items():
                view = connection.read_parquet(parquet_files(path))
                connection.register(name, view)
            connection.sql(sql).write_parquet(str(out), compression="zstd")
        return out

    def spread(
        self, *, function: Function, schema: pa.Schema, table: Path, out: Path, by: str = ""
    ) -> Path:
        """Store what a function gives for each part of a table as one Parquet file."""
        with self._connection() as connection, pq.ParquetWriter(out, schema) as writer:
            rows = connection.read_parquet(parquet_files(table))
            rows = rows.order(f'"{by}"') if by else rows
            for part in whole_parts(rows.to_arrow_reader(PART), by=by):
                writer.write_table(function(part).cast(schema))
        return out

    def _connection(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        if self.threads:
            connection.execute(f"SET threads = {int(self.threads)}")
        if self.memory_mb:
            connection.execute(f"SET memory_limit = '{int(self.memory_mb)}MB'")
        return connection


def parquet_files(path: Path) -> list[str]:
    """Return the files of a table, in order of name."""
    if path.is_dir():
        return sorted(str(file) for file in path.glob("*.parquet"))
    return [str(path)]


def read_table(path: Path) -> pa.Table:
    """Read a whole table into memory."""
    return pa.concat_tables(pq.read_table(file) for file in parquet_files(path))


def whole_parts(batches: Iterable[pa.RecordBatch], *, by: str) -> Iterator[pa.Table]:
    """Yield the rows in parts; with `by`, rows in its order, no value is cut in two."""
    rest: pa.Table | None = None
    for batch in batches:
        told = pa.Table.from_batches([batch])
        if not by:
            yield from (told.slice(start, PART) for start in range(0, told.num_rows, PART))
            continue
        rest = told if rest is None else pa.concat_tables([rest, told])
        last = rest[by][-1] if rest.num_rows else None
        cut = _first_of(rest[by], last) if rest.num_rows else 0
        if cut:
            yield rest.slice(0, cut)
            rest = rest.slice(cut)
    if rest is not None and rest.num_rows:
        yield rest


def _first_of(values: pa.ChunkedArray, value: pa.Scalar) -> int:
    """Return where the last run of equal values begins."""
    found: int = pc.index(values, value).as_py()
    return found
