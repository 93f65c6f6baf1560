import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.identity.nik import is_rounded_column, likely_births, mask_nik, read_nik
from laju.core.identity.verdict import Verdict

TODAY = date(2026, 11, 23)
PLACES = {"12.71", "1207"}
VECTORS = Path(__file__).resolve().parents[4] / "shared" / "data" / "identitas" / "vektor_nik.csv"


@pytest.mark.parametrize(
    ("text", "verdict", "born_on", "sex"),
    [
        ("1271011512809912", Verdict.VALID, date(1980, 12, 15), "L"),
        ("1271015512059913", Verdict.VALID, date(2005, 12, 15), "P"),
        ("1271012902009902", Verdict.VALID, date(2000, 2, 29), "L"),
        ("'1271011512809914", Verdict.REPAIRED, date(1980, 12, 15), "L"),
        ("12.07.01.711280.9912", Verdict.REPAIRED, date(1980, 12, 31), "P"),
        ("1271011512809912.0", Verdict.REPAIRED, date(1980, 12, 15), "L"),
        ("1271011512209912", Verdict.SUSPECT, date(2020, 12, 15), "L"),
    ],
)
def test_read_nik_reads_date_and_sex(text, verdict, born_on, sex):
    nik = read_nik(text, places=PLACES, today=TODAY)
    assert (nik.verdict, nik.born_on, nik.sex) == (verdict, born_on, sex)


@pytest.mark.parametrize(
    ("text", "verdict", "word"),
    [
        ("", Verdict.EMPTY, "kosong"),
        ("1,27101E+15", Verdict.DAMAGED, "notasi ilmiah"),
        ("1.27101151280991E+15", Verdict.DAMAGED, "notasi ilmiah"),
        ("1271O11512809915", Verdict.INVALID, "huruf O"),
        ("127101151280991", Verdict.INVALID, "di sini 15"),
        ("1279011512809910", Verdict.INVALID, "12.79"),
        ("1271012902019903", Verdict.INVALID, "kalender"),
        ("1271017212809905", Verdict.INVALID, "kalender"),
        ("1271011512800000", Verdict.INVALID, "0000"),
        ("belum punya", Verdict.INVALID, "angka"),
    ],
)
def test_read_nik_says_what_is_wrong(text, verdict, word):
    nik = read_nik(text, places=PLACES, today=TODAY)
    assert (nik.verdict, nik.value) == (verdict, "")
    assert word in nik.reason


def test_read_nik_suspects_a_rounded_number_only_in_number_cells():
    text = "1271011512809910"
    assert read_nik(text, places=PLACES, today=TODAY).caution
    assert read_nik(text, places=PLACES, today=TODAY).is_usable
    assert read_nik(text, places=PLACES, today=TODAY, is_number=True).verdict is Verdict.SUSPECT


def test_is_rounded_column_needs_several_niks():
    assert not is_rounded_column(["1271011512809910"] * 4)
    assert is_rounded_column(["1271011512809910"] * 9 + ["1271011512809911"])


def test_mask_nik_hides_the_birth_date():
    assert mask_nik("1271011512809912") == "1271••••••••••12"
    assert "8" not in mask_nik("98")


@given(st.text(max_size=40))
def test_read_nik_never_crashes_and_never_invents(text):
    nik = read_nik(text, places=PLACES, today=TODAY)
    assert nik.reason or nik.value
    if nik.value:
        assert [char for char in text if char.isdecimal()][:16] == list(nik.value)


@given(
    st.dates(min_value=date(1925, 1, 1), max_value=date(2014, 1, 1)),
    st.booleans(),
    st.integers(1, 9999),
)
def test_read_nik_gives_back_any_birth_date(born_on, is_woman, serial):
    digits = f"127101{born_on.day + 40 * is_woman:02d}{born_on:%m%y}{serial:04d}"
    nik = read_nik(digits, places=PLACES, today=TODAY)
    assert nik.sex == ("P" if is_woman else "L")
    assert (nik.born_on.day, nik.born_on.month, nik.born_on.year % 100) == (
        born_on.day,
        born_on.month,
        born_on.year % 100,
    )


@pytest.mark.local_data
def test_read_nik_agrees_with_every_vector():
    regions = VECTORS.parents[1] / "wilayah" / "kabkota_514_indonesia.csv"
    if not VECTORS.exists() or not regions.exists():
        pytest.skip("the NIK vectors are not on this machine")
    with regions.open(encoding="utf-8") as file:
        places = {row["kode_kemendagri"] for row in csv.DictReader(file)}
    with VECTORS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 54
    for row in rows:
        nik = read_nik(row["nik"], places=places, today=TODAY)
        wanted = row["harapan"]
        assert nik.is_usable is (wanted != "tidak"), row
        if wanted == "tidak":
            continue
        assert (nik.verdict is Verdict.REPAIRED) is wanted.startswith("perlu dibersihkan"), row
        assert nik.caution or wanted != "perlu ditandai", row
        assert (nik.born_on.isoformat(), nik.sex) == (row["tanggal_lahir"], row["jenis_kelamin"]), (
            row
        )


def test_likely_births_holds_just_the_dates_of_owners():
    births = likely_births(TODAY)
    for day in range(1, 72):
        for month in (1, 2, 12):
            for year in range(0, 100, 7):
                told = f"{day:02d}{month:02d}{year:02d}"
                nik = read_nik(f"127101{told}9912", places=PLACES, today=TODAY)
                assert (told in births) is (nik.verdict is Verdict.VALID)
