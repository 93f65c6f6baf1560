"""Tables in, tables out, on Spark: the runner of `engines.scale` with a cluster behind it."""

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from laju.engines.linkage import in_spark
from laju.engines.scale.runner import Function, parquet_files, whole_parts
from laju.engines.spark.cluster import HOST, ROOT, Cluster, insist_on_spark


class SparkRunner:
    """A Spark session; every machine of its cluster must see the paths it is given."""

    def __init__(self, session: Any, *, partitions: int) -> None:
        self.session, self.partitions = session, partitions

    def query(self, *, sql: str, tables: Mapping[str, Path], out: Path) -> Path:
        """Store what a statement gives as a folder of Parquet files."""
        for name, path in tables.items():
            self._read(path).createOrReplaceTempView(name)
        self.session.sql(in_spark(sql)).write.mode("overwrite").parquet(str(out))
        return out

    def spread(
        self, *, function: Function, schema: pa.Schema, table: Path, out: Path, by: str = ""
    ) -> Path:
        """Store what a function gives for each part of a table, all partitions at once."""
        from pyspark.sql.pandas.types import from_arrow_schema

        rows = self._read(table)
        if by:
            rows = rows.repartition(self.partitions, by).sortWithinPartitions(by)
        else:
            rows = rows.repartition(self.partitions)

        def each(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for part in whole_parts(batches, by=by):
                yield from function(part).cast(schema).to_batches()

        told = rows.mapInArrow(each, from_arrow_schema(schema))
        told.write.mode("overwrite").parquet(str(out))
        return out

    def _read(self, path: Path) -> Any:
        return self.session.read.parquet(*parquet_files(path))


@contextlib.contextmanager
def open_runner(
    *, cluster: Cluster | None = None, master: str = "", memory: str = "768m", partitions: int = 4
) -> Iterator[SparkRunner]:
    """Open a session on a cluster, or on `master` ("spark://host:7077", "yarn", "local[2]").

    Raises: NoSpark.
    """
    insist_on_spark()
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if cluster:
        os.environ.setdefault("SPARK_LOCAL_IP", HOST)
    builder = SparkSession.builder.appName("laju").master(cluster.master if cluster else master)
    for name, value in _settings(cluster, memory, partitions).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    # Faults come as exceptions; at ERROR Spark also prints 200 lines whenever a statement is too long
    # to be compiled, and then does it another way.
    session.sparkContext.setLogLevel("FATAL")
    try:
        yield SparkRunner(session, partitions=partitions)
    finally:
        session.stop()


def _settings(cluster: Cluster | None, memory: str, partitions: int) -> dict[str, str]:
    """Return the settings that make Spark answer as DuckDB does, and stay on loopback if local."""
    settings = {
        "spark.sql.ansi.enabled": "false",  # an odd value is NULL, as our statements expect
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.sql.execution.arrow.maxRecordsPerBatch": "5000",
        "spark.executor.memory": memory,
        "spark.driver.memory": memory,
        "spark.executorEnv.PYTHONPATH": str(ROOT),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if cluster:
        settings |= {
            "spark.driver.host": HOST,
            "spark.driver.bindAddress": HOST,
            "spark.authenticate": "true",
            "spark.authenticate.secret": cluster.secret,
        }
    return settings
