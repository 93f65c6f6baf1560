"""The functions of `engines.scale` on a real cluster, equal to one machine to the row and the byte.

A master and two workers of their own processes talk over loopback. Skipped, with the reason, where
Java or pyspark is absent; `pytest -m spark` runs only these, `-m "not spark"` all others.
"""

import os

import pyarrow.parquet as pq
import pytest

from laju.core.errors import DomainError
from laju.engines.scale import OneMachine, count_cells, link, measure, publish, read_table
from laju.engines.spark import insist_on_spark, local_cluster, open_runner
from laju.engines.synthesis import synthesise_linkage
from tests.engines.scale.samples import ON, write_samples

BUSINESSES = 1500
pytestmark = [
    pytest.mark.spark,
    # of Spark's own files and sockets, and of pandas inside it
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def runners():
    """Yield one machine and a cluster, both ready."""
    try:
        insist_on_spark()
    except DomainError as error:
        if os.environ.get("LAJU_SPARK"):  # CI has installed it: absence is a fault there
            raise
        pytest.skip(str(error))
    with local_cluster(workers=2, memory="1g") as cluster, open_runner(cluster=cluster) as spark:
        assert spark.session.sparkContext.master == cluster.master
        yield OneMachine(), spark


@pytest.fixture
def both(runners, tmp_path):
    """Return a function that does one thing on both runners and gives both tables."""

    def done(work):
        return [read_table(work(runner, tmp_path / name)) for runner, name in named]

    named = list(zip(runners, ("one", "many"), strict=True))
    for _runner, name in named:
        (tmp_path / name).mkdir()
    return done


def rows_of(table):
    return sorted(map(repr, table.to_pylist()))


def test_work_is_done_by_two_workers(runners):
    _one, spark = runners
    numbers = spark.session.sparkContext.parallelize(range(40), 8)
    processes = numbers.mapPartitions(lambda _rows: [os.getppid()]).collect()
    assert len(set(processes)) == 2
    assert os.getpid() not in processes


def test_cells_are_equal(both, tmp_path):
    paths = write_samples(tmp_path)
    one, many = both(
        lambda runner, folder: count_cells(
            runner=runner,
            businesses=paths["businesses"],
            out=folder / "cells",
            dimensions=("region", "size", "sector", "level", "division", "year"),
        )
    )
    assert one.num_rows > 50
    assert rows_of(one) == rows_of(many)


def test_levels_are_equal(both, tmp_path):
    paths = write_samples(tmp_path)
    one, many = both(
        lambda runner, folder: measure(
            runner=runner,
            businesses=paths["businesses"],
            evidence=paths["evidence"],
            on=ON,
            out=folder / "levels",
        )
    )
    assert one.num_rows == 300
    assert rows_of(one) == rows_of(many)


def test_pages_are_equal_to_the_byte(both, tmp_path):
    paths = write_samples(tmp_path)
    one, many = both(
        lambda runner, folder: publish(runner=runner, sites=paths["sites"], out=folder / "pages")
    )
    files = one.column("page").to_pylist()
    assert len(files) == 120 and len(set(one.column("slug").to_pylist())) == 30
    assert {name.rpartition(".")[2] for name in files} == {"html", "css", "js"}
    assert rows_of(one) == rows_of(many)


def test_links_are_equal(both, tmp_path):
    given = tmp_path / "given.parquet"
    pq.write_table(synthesise_linkage(businesses=BUSINESSES, seed=5), given)
    one, many = both(
        lambda runner, folder: link(runner=runner, table=given, folder=folder / "links")
    )
    assert one.num_rows > 20
    assert verdicts(one) == verdicts(many)


def verdicts(pairs):
    return {
        frozenset((row["left"], row["right"])): (
            row["verdict"],
            round(row["owner_bits"], 6),
            round(row["unit_bits"], 6),
        )
        for row in pairs.to_pylist()
    }
