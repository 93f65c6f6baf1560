"""The functions on one machine: equal to the rules and engines they spread."""

import hashlib
from collections import Counter
from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.digital import Evidence, EvidenceKind, Level, grade_business
from laju.engines.linkage import link_all
from laju.engines.scale import (
    OneMachine,
    count_cells,
    link,
    measure,
    place_pages,
    publish,
    read_table,
)
from laju.engines.scale.runner import whole_parts
from laju.engines.sites import render_site
from laju.engines.synthesis import synthesise_linkage
from tests.engines.scale.samples import (
    ON,
    business_rows,
    evidence_rows,
    site_inputs,
    write_samples,
)


@pytest.fixture
def runner():
    return OneMachine(threads=1, memory_mb=500)


def test_cells_are_counted(runner, tmp_path):
    paths = write_samples(tmp_path)
    told = read_table(
        count_cells(runner=runner, businesses=paths["businesses"], out=tmp_path / "cells.parquet")
    ).to_pylist()
    names = ("region", "size", "sector", "level")
    by_hand = Counter(tuple(row[name] for name in names) for row in business_rows(300))
    assert {tuple(row[name] for name in names): row["count"] for row in told} == by_hand


def test_levels_are_those_of_the_core(runner, tmp_path):
    paths = write_samples(tmp_path)
    told = read_table(
        measure(
            runner=runner,
            businesses=paths["businesses"],
            evidence=paths["evidence"],
            on=ON,
            out=tmp_path / "levels",
        )
    ).to_pylist()
    assert sorted(row["business"] for row in told) == list(range(1, 301))
    assert {row["level"] for row in told} == {0, 1, 2, 3}
    rows = evidence_rows(300)
    for row in told:
        known = {
            Evidence(EvidenceKind(e["kind"]), e["reference"], e["seen_on"], e["is_verified"]): e
            for e in rows
            if e["business"] == row["business"]
        }
        grade = grade_business(evidence=known, on=ON)
        assert row["level"] == list(Level).index(grade.level)
        assert row["is_verified"] == grade.is_verified
        assert row["next_step"] == grade.next_step
        assert (row["carried_by"] or []) == sorted(known[e]["presence"] for e in grade.carried_by)


def test_pages_have_the_bytes_of_the_engine_and_are_put_in_place(runner, tmp_path):
    paths = write_samples(tmp_path)
    pages = publish(runner=runner, sites=paths["sites"], out=tmp_path / "pages.parquet")
    written = list(place_pages(pages=pages, root=tmp_path / "sites"))
    assert len(written) == 30
    for number in range(30):
        for name, body in render_site(**site_inputs(number)).items():
            assert (tmp_path / "sites" / f"keripik-{number}" / name).read_bytes() == body
    for row in read_table(pages).to_pylist():
        assert hashlib.sha256(row["body"]).hexdigest() == row["sha256"]


def test_links_are_those_of_the_linkage_engine(runner, tmp_path):
    table = synthesise_linkage(businesses=1500, seed=5)
    pq.write_table(table, tmp_path / "given.parquet")
    told = read_table(link(runner=runner, table=tmp_path / "given.parquet", folder=tmp_path / "t"))
    wanted = link_all(table=table).pairs
    assert wanted.num_rows > 20
    assert verdicts(told) == verdicts(wanted)


def verdicts(pairs):
    return {
        frozenset((row["left"], row["right"])): (
            row["verdict"],
            round(row["owner_bits"], 6),
            round(row["unit_bits"], 6),
        )
        for row in pairs.to_pylist()
    }


@given(
    st.lists(st.integers(0, 5), max_size=30),
    st.lists(st.integers(1, 7), min_size=1, max_size=10),
)
def test_parts_keep_equal_values_together_and_lose_nothing(values, sizes):
    table = pa.table({"key": sorted(values), "n": range(len(values))})
    batches, start = [], 0
    while start < table.num_rows:
        size = sizes[len(batches) % len(sizes)]
        batches += table.slice(start, size).to_batches()
        start += size
    parts = list(whole_parts(batches, by="key"))
    assert [row for part in parts for row in part.to_pylist()] == table.to_pylist()
    keys = [set(part["key"].to_pylist()) for part in parts]
    assert all(not one & other for one, other in pairwise(keys))
