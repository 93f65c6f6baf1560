"""One DuckDB connection and the tables of a run in it."""

import tempfile
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from laju.engines.linkage.features import INPUT_COLUMNS
from laju.engines.linkage.model import Model
from laju.engines.linkage.steps import Step, terms_table

THREADS = 2


class Session:
    """Runs steps, each of which makes one table; values come in as tables too."""

    def __init__(self, *, path: str = ":memory:", memory_mb: int = 0, threads: int = THREADS):
        self.connection = duckdb.connect(path)
        self.connection.execute(f"SET threads = {int(threads)}")
        self.connection.execute("SET preserve_insertion_order = false")
        # In memory, DuckDB would put what does not fit beside whatever directory one stands in.
        self._overflow = tempfile.TemporaryDirectory(prefix="laju-linkage-")
        self.connection.execute("SET temp_directory = ?", [self._overflow.name])
        if memory_mb:
            self.connection.execute(f"SET memory_limit = '{int(memory_mb)}MB'")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free memory and disk."""
        self.connection.close()
        self._overflow.cleanup()

    def run(self, *steps: Step) -> None:
        """Make the table of each step and drop what only it needed."""
        for step in steps:
            self.create(step.name, step.sql)
            for name in step.drops:
                self.connection.execute(f"DROP TABLE IF EXISTS {name}")

    def create(self, name: str, sql: str) -> None:
        """Store what a query gives."""
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")

    def count(self, name: str) -> int:
        """Return how many rows a table has."""
        return int(self.connection.sql(f"SELECT count(*) FROM {name}").fetchall()[0][0])

    def take(self, table: pa.Table, *, into: str) -> None:
        """Store a table of values."""
        self.connection.register("taken", table)
        self.create(into, "SELECT * FROM taken")
        self.connection.unregister("taken")

    def take_terms(self, model: Model) -> None:
        """Store the frozen terms of a model."""
        for column, found in model.terms.items():
            shares = pa.array(found.values(), pa.float64())
            terms = pa.table({"term": pa.array(found, pa.string()), "share": shares})
            self.take(terms, into=terms_table(column))

    def read(self, table: pa.Table, *steps: Step) -> None:
        """Run steps over the linkage input, seen as the table `given`, without copying it."""
        self.connection.register("given", table.select(INPUT_COLUMNS))
        self.run(*steps)
        self.connection.unregister("given")
