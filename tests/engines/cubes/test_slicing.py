from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from laju.engines.cubes import BUSINESSES, CELL, DIMENSIONS, Slicer, UnknownDimension, count_sql
from tests.engines.scale.samples import business_rows


@pytest.fixture
def rows():
    return business_rows(400)


@pytest.fixture
def slicer(tmp_path, rows):
    pq.write_table(pa.Table.from_pylist(rows, schema=BUSINESSES), tmp_path / "b.parquet")
    with Slicer(tmp_path / "b.parquet") as opened:
        yield opened


@pytest.mark.parametrize("dimensions", [(), ("region",), CELL, ("year", "division"), DIMENSIONS])
def test_counts_equal_a_count_by_hand(slicer, rows, dimensions):
    by_hand = Counter(tuple(row[name] for name in dimensions) for row in rows)
    assert slicer.count(dimensions=dimensions) == by_hand


def test_counts_keep_what_is_asked_for(slicer, rows):
    where = {"region": ["12.71", "12.12"], "level": [-1, 2], "size": [""]}
    kept = [row for row in rows if all(row[name] in some for name, some in where.items())]
    assert kept
    assert slicer.count(dimensions=(), where=where) == {(): len(kept)}
    assert slicer.count(dimensions=("sector",), where={"region": []}) == {}


@pytest.mark.parametrize("name", ["id", "1; DROP TABLE businesses", ""])
def test_no_other_word_gets_into_the_statement(name):
    with pytest.raises(UnknownDimension):
        count_sql(dimensions=[name])
    with pytest.raises(UnknownDimension):
        count_sql(dimensions=[], where={name: ["x"]})


def test_values_never_become_part_of_the_statement(slicer):
    assert slicer.count(dimensions=(), where={"region": ["x') OR ('1' = '1"]}) == {}
