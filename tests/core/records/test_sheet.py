"""What holds for a whole sheet is found from its rows, unless somebody has said it."""

from datetime import date

import pytest

from laju.core.columns import Column, ColumnMapping
from laju.core.kbli import Version
from laju.core.places import System
from laju.core.records import understand_sheet
from laju.engines.reference import load_classification, load_gazetteer


def understand(fields, *rows, titles=(), units=(), **more):
    columns = tuple(
        Column(i, titles[i] if titles else field, field, 1.0, "", units[i] if units else 1)
        for i, field in enumerate(fields)
    )
    return understand_sheet(
        mapping=ColumnMapping(columns),
        rows=rows,
        gazetteer=load_gazetteer(),
        kbli=tuple(load_classification(version=version) for version in Version),
        today=date(2026, 11, 23),
        **more,
    )


BPS_ROWS = [("1275", "Kota Medan"), ("1271", "Kota Sibolga"), ("1276", "Kota Binjai")] * 3
KEMENDAGRI_ROWS = [("12.71", "Kota Medan"), ("12.73", "Kota Sibolga"), ("12.75", "Kota Binjai")] * 3


@pytest.mark.parametrize(
    ("rows", "system"), [(BPS_ROWS, System.BPS), (KEMENDAGRI_ROWS, System.KEMENDAGRI)]
)
def test_understand_sheet_proves_the_code_system_by_the_names_beside_it(rows, system):
    told = understand(("region_code", "region"), *rows)
    assert told.reader.system is system
    assert told.system_evidence


def test_understand_sheet_leaves_the_code_system_open_where_nothing_proves_it():
    told = understand(("name", "region_code"), ("Mawar", "12.03"), ("Melur", "12.03"))
    assert told.reader.system is None


def test_understand_sheet_believes_the_office():
    told = understand(("region_code", "region"), *BPS_ROWS, system=System.KEMENDAGRI)
    assert told.reader.system is System.KEMENDAGRI
    assert told.system_evidence == "Sistem kode Kemendagri ditetapkan oleh petugas."
    told = understand(("name",), ("Mawar",), region="12.12")
    assert (told.reader.region, told.reader.area) == ("12.12", "12")
    assert told.region_evidence == "Kabupaten Toba ditetapkan oleh petugas."


def test_understand_sheet_says_that_it_holds_no_codes():
    told = understand(("name",), ("Mawar",))
    assert told.system_evidence == "Lembar ini tidak memuat kode wilayah."
    assert told.reader.region == "12"
    assert "tidak disebut" in told.region_evidence


@pytest.mark.parametrize(
    ("fields", "rows", "region"),
    [
        (("district",), [("Medan Tembung",), ("Medan Area",), ("Medan Kota",)] * 4, "12.71"),
        (("district",), [("Laweyan",), ("Serengan",), ("Jebres",), ("Banjarsari",)] * 4, "33.72"),
        (("address",), [("Jl. Melati 5, Kota Medan",), ("Jl. Kenanga 7, Kota Medan",)] * 4, "12.71"),
    ],
)  # fmt: skip
def test_understand_sheet_finds_the_place_no_row_names(fields, rows, region):
    told = understand(fields, *rows)
    assert told.reader.region == region
    assert not told.reader.is_region_needed
    assert told.region_evidence


@pytest.mark.parametrize(("filled", "is_needed"), [(6, True), (5, False)])
def test_understand_sheet_asks_for_a_region_where_most_rows_have_one(filled, is_needed):
    rows = [("Mawar", "Kota Medan" if n < filled else "") for n in range(10)]
    assert understand(("name", "region"), *rows).reader.is_region_needed is is_needed


def test_understand_sheet_reads_units_and_months_from_titles():
    told = understand(
        ("sales_rupiah", "capital_rupiah"),
        ("5", "10"),
        titles=("Omzet per Bulan", "Aset (juta)"),
        units=(1, 1_000_000),
    )
    assert told.reader.months == {"sales_rupiah"}
    assert told.reader.units == {"sales_rupiah": 1, "capital_rupiah": 1_000_000}


def test_understand_sheet_tells_whether_businesses_have_names():
    assert understand(("name",), ("Mawar",)).reader.is_name_needed
    assert not understand(("owner_name",), ("Ani",)).reader.is_name_needed


@pytest.mark.parametrize(
    ("title", "codes", "version"),
    [
        ("KBLI", ["10794"], "2020"),  # in both: the older one
        ("KBLI 2025", ["10794"], "2025"),
        ("KBLI", ["13122", "16292"], "2020"),
    ],
)
def test_understand_sheet_finds_the_version_of_the_kbli(title, codes, version):
    told = understand(("kbli",), *[(code,) for code in codes], titles=(title,))
    assert told.reader.kbli_version == version


def test_understand_sheet_sees_a_column_of_niks_that_excel_has_rounded():
    rounded = [(f"12710115128{i:02d}110",) for i in range(8)]
    assert understand(("nik",), *rounded).reader.is_nik_rounded
    whole = [(f"12710115128{i:02d}11{i + 1}",) for i in range(8)]
    assert not understand(("nik",), *whole).reader.is_nik_rounded


def test_understand_sheet_reads_an_empty_sheet():
    assert understand(("name",)).reader.region == "12"
