import csv
from pathlib import Path

import pytest

from laju.core.places import How, Outcome

SOLO = ["Banjarsari", "Jebres", "Laweyan", "Pasar Kliwon", "Serengan "]
SOLO_LIST = Path(__file__).parents[4] / "shared" / "data" / "umkm" / "solo_2023_mentah.csv"


def test_resolve_district_finds_a_unique_name(gazetteer):
    assert gazetteer.resolve_district(text="Kec. Medan Tembung").code == "12.71.14"


def test_resolve_district_says_when_a_name_repeats(gazetteer):
    match = gazetteer.resolve_district(text="Teluk Dalam", within="12")
    assert match.outcome is Outcome.AMBIGUOUS
    assert len(match.candidates) == 2
    in_nias = gazetteer.resolve_district(text="Teluk Dalam", region="12.14")
    assert in_nias.place.parent == "12.14"


@pytest.mark.parametrize(
    ("text", "how"),
    [("Tembung", How.SHORT), ("Mdn Tembung", How.SHORT), ("Medan Tembun", How.SPELLING)],
)
def test_resolve_district_reads_parts_and_slips_inside_a_region(gazetteer, text, how):
    match = gazetteer.resolve_district(text=text, region="12.71")
    assert (match.code, match.how) == ("12.71.14", how)


def test_resolve_district_reads_no_slips_in_the_whole_country(gazetteer):
    assert gazetteer.resolve_district(text="Medan Tembun").outcome is Outcome.UNKNOWN
    assert gazetteer.resolve_district(text="").outcome is Outcome.UNKNOWN


def test_resolve_village_needs_a_place_above(gazetteer):
    assert gazetteer.resolve_village(text="Bantan").outcome is Outcome.UNKNOWN
    village = gazetteer.resolve_village(text="Kel. Bantan", district="12.71.14")
    assert village.place.name == "Bantan"
    assert gazetteer.resolve_village(text="Bantan", region="12.71").code == village.code


def test_infer_region_explains_the_districts_of_solo(gazetteer):
    inference = gazetteer.infer_region(districts=SOLO * 3)
    assert (inference.code, inference.names, inference.share) == ("33.72", 5, 1.0)


def test_infer_region_finds_every_region_by_its_own_districts(gazetteer):
    missed = []
    for region in gazetteer.index.regions:
        names = [place.name for place in gazetteer.districts_in(region=region.code)]
        inference = gazetteer.infer_region(districts=names)
        if inference.code != region.code:
            missed.append(region.name)
    assert missed == []


@pytest.mark.parametrize(
    "districts",
    [
        [],
        ["", " "],
        ["Laweyan"],  # one name may be a village or a slip
        ["Banjarsari"],
        ["Laweyan", "Jebres", "a@b.id", "0812", "kelontong"],  # explains too few rows
        ["Medan Tembung", "Medan Amplas", "Laweyan", "Jebres"],  # two offices in one sheet
    ],
)
def test_infer_region_stays_undecided_rather_than_wrong(gazetteer, districts):
    inference = gazetteer.infer_region(districts=districts)
    assert inference.region is None
    assert inference.sentence


def test_infer_region_lets_villages_break_a_tie(gazetteer):
    rows = [*["Medan Tembung", "Medan Amplas"] * 5, "Air Batu", "Air Joman"]
    villages = [
        village.name
        for district in gazetteer.districts_in(region="12.71")
        for village in gazetteer.villages_in(district=district.code)
    ]
    assert gazetteer.infer_region(districts=rows).region is None
    assert gazetteer.infer_region(districts=rows, villages=villages).code == "12.71"


@pytest.mark.local_data
@pytest.mark.skipif(not SOLO_LIST.is_file(), reason="the Solo list may not be shipped")
def test_infer_region_reads_the_solo_list(gazetteer):
    with SOLO_LIST.open(encoding="utf-8", newline="") as file:
        column = [row.get("Kecamatan") or "" for row in csv.DictReader(file, delimiter=";")]
    inference = gazetteer.infer_region(districts=column)
    assert len(column) > 11_000
    assert inference.code == "33.72"
    assert inference.share > 0.95
