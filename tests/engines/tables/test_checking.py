"""Whole tables are checked exactly as the core checks row by row."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.columns import FIELDS, Column, ColumnMapping
from laju.core.places import System
from laju.engines.sheets import read_sheets
from laju.engines.tables import FINDINGS, ROWS, Table, check_table, checking
from tests.engines.tables.cells import CELLS, sheets
from tests.engines.tables.conftest import sheet_of

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(p for p in (ROOT / "example").iterdir() if p.suffix in {".csv", ".xlsx"})
LOCAL = ROOT.parent / "shared" / "data" / "umkm"


def columns_of(*fields: str) -> ColumnMapping:
    return ColumnMapping(
        tuple(Column(i, field.title(), field or None, 1.0, "") for i, field in enumerate(fields))
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_check_table_reads_the_examples_as_the_core_does(path, understood, assert_equal):
    for sheet in read_sheets(path=path):
        columns, reader = understood(Table.of(sheet))
        checked = assert_equal(sheet, columns, reader)
        assert checked.rows.schema == ROWS
        assert checked.findings.schema == FINDINGS
        assert checked.findings.height


@pytest.mark.local_data
@pytest.mark.skipif(not LOCAL.is_dir(), reason="the real lists may not be shipped")
def test_check_table_reads_real_lists_as_the_core_does(understood, assert_equal):
    for path in sorted(LOCAL.glob("*.csv")) + sorted(LOCAL.glob("*.xlsx")):
        for sheet in read_sheets(path=path):
            assert_equal(sheet, *understood(Table.of(sheet)))


def test_check_table_takes_a_table_without_rows(reader, assert_equal):
    checked = assert_equal(sheet_of(("Nama Usaha",), []), columns_of("name"), reader)
    assert checked.rows.schema == ROWS
    assert checked.findings.schema == FINDINGS


def test_every_field_has_cells_to_be_tried_with():
    assert set(CELLS) == set(FIELDS)


@settings(max_examples=40)
@given(sheet=sheets(), data=st.data())
def test_check_table_says_what_the_core_says_of_any_sheet(sheet, data, reader, assert_equal):
    fields, rows = sheet
    flag = st.booleans()
    told = replace(
        reader,
        region=data.draw(st.sampled_from(["12", "12.71"])),
        area=data.draw(st.sampled_from(["", "12"])),
        system=data.draw(st.sampled_from([None, *System])),
        units=data.draw(st.sampled_from([{}, {"sales_rupiah": 1_000_000, "capital_rupiah": 1000}])),
        months=data.draw(st.sampled_from([frozenset(), frozenset({"sales_rupiah"})])),
        is_region_needed=data.draw(flag),
        is_name_needed=data.draw(flag),
        is_nik_rounded=data.draw(flag),
    )
    columns = columns_of(*fields)
    assert_equal(sheet_of([c.title for c in columns.columns], rows), columns, told)


@pytest.mark.parametrize("seed", range(4))
def test_check_table_says_what_the_core_says_of_a_long_mixed_sheet(seed, reader, assert_equal):
    random = Random(seed)
    fields = random.sample(sorted(FIELDS), len(FIELDS) - 6 * seed)
    fields = [*dict.fromkeys(["name", "owner_name", *fields, "products"])]
    good = {field: texts[0] for field, texts in CELLS.items()}
    rows = [
        [good[f] if random.random() < 0.5 else random.choice(["", *CELLS[f]]) for f in fields]
        for _ in range(400)
    ]
    told = replace(
        reader,
        is_region_needed=bool(seed % 2),
        is_nik_rounded=bool(seed % 2),
        months=frozenset({"sales_rupiah"}),
        system=System.BPS,
    )
    columns = columns_of(*fields)
    titles = [column.title for column in columns.columns]
    assert_equal(sheet_of(titles, [*rows, titles]), columns, told)


def test_check_table_adds_up_a_large_table_from_its_slices(reader, monkeypatch):
    rows = [(text, "12345") for text in CELLS["name"]]
    table = Table.of(sheet_of(("Nama", "HP"), rows))
    columns = columns_of("name", "phone")
    whole = check_table(table=table, columns=columns, reader=reader)
    monkeypatch.setattr(checking, "_MOST_ROWS", 7)
    sliced = check_table(table=table, columns=columns, reader=reader, few=0)
    assert sliced.rows.equals(whole.rows)
    assert sliced.findings.equals(whole.findings)
    assert sliced.quality == whole.quality


def test_check_table_looks_at_the_same_addresses_as_the_core(reader, assert_equal):
    places = product(
        ["Kota Medan", "", "-"],
        ["Medan Tembung", "", "tidak ada"],
        ["Bandar Selamat", "", "-"],
        [
            *(
                "Jl. A, kel. Tembung, Kecamatan Medan Tembung",
                "Desa Suka Maju",
                "DS. Setia",
                "Kampung Baru",
            ),
            *(
                "Nagari Bandar Selamat",
                "Jl. B, Kel. Bandar Selamat, Kec. Medan Tembung, Kota Medan",
                "Kél. Tembung",
                "",
            ),
        ],
    )
    rows = [("Mawar", *place) for place in places]
    columns = columns_of("name", "region", "district", "village", "address")
    sheet = sheet_of([column.title for column in columns.columns], rows)
    for is_needed in (True, False):
        assert_equal(sheet, columns, replace(reader, is_region_needed=is_needed))


def test_check_table_hears_the_same_words_of_a_sector_as_the_core(reader, assert_equal):
    told = [
        "oleh-oleh",
        "sigale-gale",
        "kos-kosan",
        "Es Teh/Kopi",
        "es  teh",
        "MIE AYAM, bakso",
        "hik",
        "hikmah",
    ]
    told += [
        "jahitan baju",
        "toko_kue",
        "kuenya",
        "roti.kue",
        "servis hp",
        "café kopi",
        "ikan (asin)",
        "x",
    ]
    rows = [(f"Usaha {name}", words) for name, words in product(told, repeat=2)]
    columns = columns_of("name", "activity")
    assert_equal(sheet_of(("Name", "Activity"), rows), columns, reader)
