import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.kbli import (
    Level,
    UnknownKbli,
    Version,
    check_kbli,
    guess_sector,
    read_kbli_code,
    versions_of,
)
from laju.core.profile import Sector
from laju.engines.reference import load_classification

KNOWN = tuple(load_classification(version=version) for version in Version)


def test_check_kbli_reads_the_same_code_differently_by_version():
    old = check_kbli(code="11040", version=Version.KBLI_2020, known=KNOWN)
    new = check_kbli(code="11040.0", version=Version.KBLI_2025, known=KNOWN)
    assert old.level is new.level is Level.SUBCLASS
    assert old.title.casefold() != new.title.casefold()


@pytest.mark.parametrize("code", ["", "99999", "1079", "A", "kuliner", "107941"])
def test_check_kbli_refuses_what_is_no_five_digit_entry(code):
    with pytest.raises(UnknownKbli) as error:
        check_kbli(code=code, version=Version.KBLI_2020, known=KNOWN)
    assert error.value.remedy


def test_check_kbli_names_the_version_that_has_the_code():
    codes = [
        {code for code, entry in edition.by_code.items() if entry.level is Level.SUBCLASS}
        for edition in KNOWN
    ]
    gone = sorted(codes[0] - codes[1])
    assert (len(gone), len(codes[1] - codes[0])) == (738, 507)
    with pytest.raises(UnknownKbli) as error:
        check_kbli(code=gone[0], version=Version.KBLI_2025, known=KNOWN)
    assert "KBLI 2020" in error.value.remedy
    assert versions_of(code=gone[0], known=KNOWN) == (Version.KBLI_2020,)


def test_versions_of_lists_both_for_a_kept_code():
    assert versions_of(code="11040", known=KNOWN) == (Version.KBLI_2020, Version.KBLI_2025)
    assert versions_of(code="1", known=KNOWN) == ()


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("10794", Sector.FOOD),
        ("11040", Sector.FOOD),
        ("56101", Sector.FOOD),
        ("01111", Sector.FARM),
        ("03111", Sector.FARM),
        ("13121", Sector.CRAFT),  # tenun
        ("13134", Sector.CRAFT),  # batik
        ("14111", Sector.FASHION),
        ("15201", Sector.FASHION),
        ("16291", Sector.CRAFT),
        ("31001", Sector.WORKSHOP),
        ("32402", Sector.CRAFT),
        ("45201", Sector.WORKSHOP),
        ("47111", Sector.RETAIL),
        ("95240", Sector.WORKSHOP),
        ("96021", Sector.BEAUTY),
        ("62010", Sector.SERVICE),
        ("", Sector.OTHER),
        ("05100", Sector.OTHER),
    ],
)
def test_guess_sector_follows_the_divisions(code, sector):
    assert guess_sector(code=code) is sector


def test_guess_sector_minds_codes_that_changed_meaning():
    assert guess_sector(code="96111", version=Version.KBLI_2020) is Sector.BEAUTY
    assert guess_sector(code="96111", version=Version.KBLI_2025) is Sector.SERVICE


@given(text=st.text(max_size=12))
def test_reading_and_guessing_never_crash(text):
    assert read_kbli_code(text).isdigit() or read_kbli_code(text) == ""
    assert guess_sector(code=text) in Sector


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10794 - Industri Kerupuk", "10794"),
        ("KBLI 10794", "10794"),
        ("10794 (kerupuk)", "10794"),
        ("10794A", ""),
        ("10794, 47111", ""),  # which one is meant?
    ],
)
def test_read_kbli_code_takes_a_code_with_its_title(text, code):
    assert read_kbli_code(text) == code
