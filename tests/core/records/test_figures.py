"""Numbers and dates as offices write them, each with one meaning or none."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("written", "rupiah"),
    [
        ("Rp 1.500.000,00", 1_500_000),
        ("1,2 jt", 1_200_000),
        ("15 rb", 15_000),
        ("2 juta/bulan", 24_000_000),
        ("1 juta per minggu", 52_000_000),
        ("Rp 1 500 000", 1_500_000),
        ("50 jt/tahun", 50_000_000),
    ],
)
def test_read_sales_gives_a_year(read, written, rupiah):
    assert read({"name": "Mawar", "sales_rupiah": written}).sales_rupiah == rupiah


def test_read_sales_believes_the_cell_before_the_title(read):
    values = {"name": "Mawar", "sales_rupiah": "50 jt/tahun"}
    assert read(values, months=frozenset({"sales_rupiah"})).sales_rupiah == 50_000_000


def test_read_sales_of_a_day_are_no_sales_of_a_year(read):
    record = read({"name": "Mawar", "sales_rupiah": "500 rb/hari"})
    assert record.sales_rupiah is None
    [found] = record.findings
    assert found.reason == "Penjualan ditulis per hari; hari usaha setahun tidak diketahui."


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("10 Februari 2023", date(2023, 2, 10)),
        ("Senin, 2 Maret 2026", date(2026, 3, 2)),
        ("10 Peb. 24", date(2024, 2, 10)),
        ("10-Mei-2025", date(2025, 5, 10)),
        ("10 Februari", date(2026, 2, 10)),
        ("31 Desember", date(2025, 12, 31)),  # this year's is still to come
        ("29 Februari", date(2024, 2, 29)),
        ("2026-02-10 09:15:00", date(2026, 2, 10)),
        ("10 Februari 20233", None),
        ("30 Februari 2026", None),
        ("3 orang", None),
        ("segera", None),
    ],
)
def test_read_applied_on_reads_months_in_words(read, written, day):
    record = read({"name": "Mawar", "applied_on": written})
    assert record.applied_on == day
    assert bool(record.findings) is (day is None)
