import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.places import How, Outcome
from laju.engines.reference import load_gazetteer

NORTH_SUMATRA = load_gazetteer().regions_in(province="12")

SPELLINGS = {
    "Kota Medan": "12.71",
    "MEDAN": "12.71",
    "Medan (Kota)": "12.71",
    "12.71 - Kota Medan": "12.71",
    "Kota Medan, Sumatera Utara": "12.71",
    "Sumut, Medan": "12.71",
    "Kab. Deli Serdang": "12.07",
    "Kab.Deliserdang": "12.07",
    "KabDeliserdang": "12.07",
    "deli serdang": "12.07",
    "Kabupaten Tapanuli Tengah": "12.01",
    "Tap. Teng": "12.01",
    "Tapteng": "12.01",
    "TAPUT": "12.02",
    "Tapsel": "12.03",
    "Tanah Karo": "12.06",
    "Labuhan Batu": "12.10",
    "Toba Samosir": "12.12",
    "Madina": "12.13",
    "Humbahas": "12.16",
    "Sergai": "12.18",
    "Batubara": "12.19",
    "Paluta": "12.20",
    "Palas": "12.21",
    "Labusel": "12.22",
    "Labura": "12.23",
    "Simalungun": "12.08",
    "Simalungn": "12.08",
    "Pematang Siantar": "12.72",
    "P. Siantar": "12.72",
    "Siantar": "12.72",
    "T. Balai": "12.74",
    "T. Tinggi": "12.76",
    "Padangsidimpuan": "12.77",
    "P. Sidempuan": "12.77",
    "Gunung Sitoli": "12.78",
    "Solo": "33.72",
    "SURAKARTA": "33.72",
    "Kota Bandung": "32.73",
    "Kab. Bandung": "32.04",
    "Kota Baru": "63.02",  # Kabupaten Kotabaru
    "Jaksel": "31.74",
}


@pytest.mark.parametrize(("text", "code"), SPELLINGS.items())
def test_resolve_region_reads_usual_spellings(gazetteer, text, code):
    assert gazetteer.resolve_region(text=text).code == code


def test_resolve_region_finds_every_region_by_its_name(gazetteer):
    missed = [
        place.name
        for place in gazetteer.index.regions
        if gazetteer.resolve_region(text=place.name).code != place.code
    ]
    assert missed == []


@given(
    place=st.sampled_from(NORTH_SUMATRA),
    change=st.sampled_from([str.upper, str.lower, str.title, str.strip]),
    padding=st.sampled_from(["", " ", "  ", "\t"]),
)
def test_resolve_region_ignores_case_and_padding(place, change, padding):
    text = padding + change(place.name).replace(" ", " " + padding) + padding
    assert load_gazetteer().resolve_region(text=text, within="12").code == place.code


@given(text=st.text(max_size=40))
def test_resolve_region_never_crashes_and_explains_every_refusal(text):
    match = load_gazetteer().resolve_region(text=text)
    assert match.is_found == bool(match.place)
    assert match.is_found or match.reason


@pytest.mark.parametrize("text", ["Bandung", "Bogor", "Solok", "Sorong", "Kediri"])
def test_resolve_region_needs_the_kind_for_shared_names(gazetteer, text):
    match = gazetteer.resolve_region(text=text)
    assert match.outcome is Outcome.AMBIGUOUS
    assert {place.kind for place in match.candidates} == {"KABUPATEN", "KOTA"}
    assert "Kabupaten atau Kota" in match.reason


@pytest.mark.parametrize("text", ["Banjai", "Tapanuli"])
def test_resolve_region_does_not_guess_between_near_names(gazetteer, text):
    match = gazetteer.resolve_region(text=text)
    assert match.outcome is Outcome.AMBIGUOUS
    assert len(match.candidates) > 1


def test_resolve_region_reads_a_slip_that_is_unambiguous_in_the_province(gazetteer):
    match = gazetteer.resolve_region(text="Banjai", within="12")
    assert (match.code, match.how) == ("12.75", How.SPELLING)
    assert "Banjai" in match.reason


@pytest.mark.parametrize("text", ["", "  ", "???", "Mdan", "Wakanda", "Sumatera Utara", "12.71"])
def test_resolve_region_refuses_what_names_no_region(gazetteer, text):
    match = gazetteer.resolve_region(text=text)
    assert match.outcome is Outcome.UNKNOWN
    assert match.place is None


def test_resolve_region_refuses_the_wrong_kind_and_shows_the_right_one(gazetteer):
    match = gazetteer.resolve_region(text="Kab. Medan")
    assert match.outcome is Outcome.UNKNOWN
    assert [place.name for place in match.candidates] == ["Kota Medan"]


def test_resolve_region_keeps_to_the_province(gazetteer):
    match = gazetteer.resolve_region(text="Surakarta", within="12")
    assert match.outcome is Outcome.UNKNOWN
    assert "tidak ada di provinsi ini" in match.reason


@pytest.mark.parametrize(
    ("text", "code"),
    [("Jawa Timur", "35"), ("Prov. Sumut", "12"), ("DKI JAKARTA", "31"), ("Jogja", "")],
)
def test_resolve_province_reads_names_and_short_names(gazetteer, text, code):
    assert gazetteer.resolve_province(text=text).code == code
