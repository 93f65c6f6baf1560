import stat

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from laju.engines.cubes import (
    BUSINESSES,
    ChangedSnapshot,
    NoSnapshot,
    Source,
    check_snapshot,
    latest_snapshot,
    write_snapshot,
)
from tests.engines.scale.samples import business_rows
from tests.factories import AT


def write(root, rows, sheets=(3, 4)):
    table = pa.Table.from_pylist(rows, schema=BUSINESSES)
    source = Source(BUSINESSES, lambda: table.to_batches(max_chunksize=70), "region, id")
    return write_snapshot(root=root, tables={"businesses": source}, sheets=sheets, taken_at=AT)


def test_snapshots_are_numbered_sorted_and_say_where_they_come_from(tmp_path):
    rows = business_rows(200)
    first, second = write(tmp_path, rows), write(tmp_path, rows[:10], sheets=(5,))
    assert (first.number, second.number) == (1, 2)
    told = pq.read_table(first.table("businesses"))
    assert told.schema.names == BUSINESSES.names
    assert told.to_pylist() == sorted(rows, key=lambda row: (row["region"], row["id"]))
    assert latest_snapshot(root=tmp_path) == second
    assert (second.rows, second.sheets) == ({"businesses": 10}, (5,))
    assert first.taken_at == AT.isoformat()


def test_only_the_owner_can_read_a_snapshot(tmp_path):
    told = write(tmp_path / "new", business_rows(3))
    for path in (tmp_path / "new", told.folder):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE(told.table("businesses").stat().st_mode) == 0o600


def test_equal_rows_have_equal_hashes_and_a_change_is_found(tmp_path):
    rows = business_rows(50)
    first, second = write(tmp_path, rows), write(tmp_path, rows[::-1])
    assert first.sha256 == second.sha256
    check_snapshot(snapshot=first)
    with first.table("businesses").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ChangedSnapshot):
        check_snapshot(snapshot=first)
    second.table("businesses").unlink()
    with pytest.raises(ChangedSnapshot):
        check_snapshot(snapshot=second)


def test_a_snapshot_that_was_cut_off_has_no_number(tmp_path):
    with pytest.raises(NoSnapshot):
        latest_snapshot(root=tmp_path)
    (tmp_path / ".writing-1").mkdir()
    assert write(tmp_path, []).number == 1
    assert not list(tmp_path.glob(".writing-*"))
