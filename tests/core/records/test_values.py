"""Comparison forms: what makes two rows the same row, and what does not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.profile import Sector
from laju.core.records import Record, Severity
from laju.core.records.values import fold, told

FULL = Record(
    name="Keripik Mawar",
    owner_name="Ani Siregar",
    nik="1271015512809914",
    nib="1234567890123",
    phone="+6281000005001",
    email="ani@contoh.test",
    activity="jual keripik ubi",
    kbli_code="10794",
    region_code="12.71",
    district_name="Medan Tembung",
    village_name="Tembung",
    address="Jl. Melati 5",
    latitude=3.6,
    longitude=98.7,
    products_text="Keripik ubi",
    prices_text="15.000",
    hours_text="08.00-17.00",
    channels={"instagram": "@mawar"},
    permits={"PIRT": "2061271010123"},
    founded_year=2019,
    employees=3,
    capital_rupiah=5,
    sales_rupiah=7,
)
TELLING = {
    **dict.fromkeys(("name", "owner_name", "nik", "nib", "phone", "email", "activity"), "lain"),
    **dict.fromkeys(("kbli_code", "region_code", "district_name", "village_name"), "lain"),
    **dict.fromkeys(("address", "products_text", "prices_text", "hours_text"), "lain"),
    **dict.fromkeys(("founded_year", "employees", "capital_rupiah", "sales_rupiah"), 9),
    **dict.fromkeys(("latitude", "longitude"), 1.5),
    "channels": {"instagram": "@melati"},
    "permits": {"HALAL": "2061271010123"},
}
SILENT = {
    "photo_name": "mawar.jpg",
    "score": 80.0,
    "applied_on": date(2026, 2, 10),
    # Guessed or read from what is counted already.
    "sector": Sector.CRAFT,
    "kbli_version": "2025",
    "district_code": "12.71.14",
    "owner_sex": "P",
    "npwp": "1271015512809914",
}


@pytest.mark.parametrize("field", sorted(TELLING))
def test_fingerprint_changes_with_what_tells_one_business_from_another(field):
    assert replace(FULL, **{field: TELLING[field]}).fingerprint != FULL.fingerprint


@pytest.mark.parametrize("field", sorted(SILENT))
def test_fingerprint_ignores_what_differs_when_a_business_is_entered_twice(field):
    assert replace(FULL, **{field: SILENT[field]}).fingerprint == FULL.fingerprint


def test_fingerprint_speaks_of_every_field():
    told_of = {*TELLING, *SILENT, "findings"}
    assert told_of == {name for name in Record.__dataclass_fields__}  # noqa: C416


@given(st.text(st.characters(codec="ascii", min_codepoint=32), max_size=30))
def test_fingerprint_ignores_capitals_and_blanks(text):
    spaced = "  ".join(f" {text} ".split(" "))
    for other in (text.upper(), text.lower(), spaced):
        assert replace(FULL, address=other).fingerprint == replace(FULL, address=text).fingerprint


@given(st.lists(st.sampled_from(["mawar", "melati", "5", ""]), min_size=2, max_size=4, unique=True))
def test_fingerprint_does_not_mix_up_neighbouring_fields(words):
    first, second = " ".join(words[:1]), " ".join(words[1:])
    one = replace(FULL, activity=first, address=second)
    two = replace(FULL, activity=second, address=first)
    assert (one.fingerprint == two.fingerprint) == (fold(first) == fold(second))


@given(st.text(max_size=30))
def test_fold_is_settled_after_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("cell", ["", " - ", "N/A", "tidak  ada", "'-'", "#REF!", "\u00a0"])
def test_told_hears_nothing_in_an_empty_cell(cell):
    assert told(cell) == ""


def test_told_keeps_the_words_of_a_cell_and_folds_its_blanks():
    assert told("  Jl.  Melati\n5 ") == "Jl. Melati 5"


def test_note_cuts_a_value_to_what_a_report_can_show():
    record = Record()
    record.note(Severity.WARNING, "activity", "a" * 301, "Terlalu panjang.")
    assert len(record.findings[0].value) == 300
    assert record.findings[0].value.endswith("…")
    assert not record.is_rejected
