"""Rows that slipped sideways: put right with certainty, or left alone."""

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.columns import AlignedRow, Column, ColumnMapping, align_row, propose_mapping, slips
from laju.core.columns.slips import may_have_slipped
from laju.engines.sheets import read_sheets

EXAMPLE = Path(__file__).parents[3] / "example"
HIGHLANDS = EXAMPLE / "dataran-tinggi-dan-toba.csv"


@cache
def _sheet(name: str) -> tuple[ColumnMapping, list[tuple[str, ...]]]:
    sheet = read_sheets(path=EXAMPLE / name)[0]
    width = len(sheet.header)
    rows = [row.cells + ("",) * (width - len(row.cells)) for row in sheet.rows]
    return propose_mapping(header=sheet.header, rows=rows), rows


@pytest.mark.parametrize(
    ("number", "start"),
    [
        ("53", ("53", "Keripik Hj. Ummi", "Ummi Kalsum Nasution", "P")),
        ("187", ("187", "Laundri Kiloan Maju", "Juliana br Sihombing", "P")),
        ("54", ("54", "Toko Sembako", "JONTER SILALAHI", "Laki-laki", "1216090210889978", "")),
        ("188", ("188", "Simamora Motor", "RAMSES SIMAMORA", "Laki-laki", "1216052708809996", "")),
    ],
)
def test_align_row_puts_the_slipped_example_rows_right(number, start):
    mapping, rows = _sheet(HIGHLANDS.name)
    aligned = align_row(mapping=mapping, row=next(row for row in rows if row[0] == number))
    assert aligned.cells[: len(start)] == start
    assert abs(aligned.shift) == 1
    assert not aligned.overflow


@pytest.mark.parametrize("name", ["mebidangro.xlsx", HIGHLANDS.name, "pantai-dan-nias.csv"])
def test_align_row_never_touches_a_row_that_stands_right(name):
    mapping, rows = _sheet(name)
    touched = [row[0] for row in rows if align_row(mapping=mapping, row=row).shift]
    assert touched == (["53", "54", "187", "188"] if name == HIGHLANDS.name else [])


@pytest.mark.parametrize("name", ["mebidangro.xlsx", HIGHLANDS.name, "pantai-dan-nias.csv"])
def test_align_row_never_puts_a_slip_wrong(name):
    """500 slips of good rows; about a third can be put right, none may become another row."""
    mapping, rows = _sheet(name)
    good = [row for row in rows if not align_row(mapping=mapping, row=row).note]
    chance, right = random.Random(54), 0
    for _ in range(500):
        row = chance.choice(good)
        at = chance.randrange(len(row))
        if chance.random() < 0.5:
            slipped, meant = (*row[:at], *row[at + 1 :], ""), (*row[:at], "", *row[at + 1 :])
        else:
            slipped, meant = (*row[:at], "", *row[at:]), row
        aligned = align_row(mapping=mapping, row=slipped)
        if aligned.shift:
            assert aligned.cells[: len(meant)] == meant
            right += 1
        else:
            assert aligned.cells == slipped
    assert right > 100


def test_align_row_says_so_when_it_cannot_decide():
    mapping, rows = _sheet(HIGHLANDS.name)
    row = next(row for row in rows if row[0] == "2")
    aligned = align_row(
        mapping=mapping, row=(row[0], *row[2:], "")
    )  # the name is gone, or the owner
    assert (aligned.cells, aligned.shift) == ((row[0], *row[2:], ""), 0)
    assert "tidak pasti" in aligned.note


FIELDS = ("number", "name", "nik", "nib", "phone", "region_code", "kbli", "employees", "email")
CELLS = (
    *("", "1", "12", "Mawar", "Jl. Merdeka 5", "1271015512809914", "9120001234567", "081000005001"),
    *("12.71", "10794", "3 orang", "ani@contoh.test", "-", "lumayan", "12345"),
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(CELLS), min_size=3, max_size=len(FIELDS) + 2))
def test_may_have_slipped_spares_only_rows_no_repair_would_be_found_for(cells):
    columns = (Column(index, field, field, 1.0, "") for index, field in enumerate(FIELDS))
    mapping = ColumnMapping(tuple(columns))
    aligned = align_row(mapping=mapping, row=cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slips, "_may_come_right", lambda *_: True)
        assert align_row(mapping=mapping, row=cells) == aligned
    assert may_have_slipped(mapping=mapping, row=cells) or aligned == AlignedRow(tuple(cells))
