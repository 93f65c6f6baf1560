"""Quotas across regions as data, sentences and cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.crossing import (
    BadCrossing,
    Quota,
    Trait,
    What,
    cell_of,
    is_counted,
    quota_sentence,
    quotas_data,
    quotas_of,
    read_quotas,
    region_of,
    whom,
)

WOMEN, CRAFT, SMALL = (
    Quota(What.WOMEN, 3),
    Quota(What.SECTOR, 2, "CRAFT"),
    Quota(What.SIZE, 1, "SMALL"),
)
ALL = (WOMEN, CRAFT, SMALL)


def test_quotas_are_stored_and_read_back():
    assert read_quotas(quotas_data(ALL)) == ALL


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ([{"what": "AGE", "least": 1}], "jenisnya"),
        ([{"what": "WOMEN"}], "jenisnya"),
        (["WOMEN"], "jenisnya"),
        ([None], "jenisnya"),
        ([{"what": "WOMEN", "least": 0}], "antara"),
        ([{"what": "WOMEN", "least": -1}], "antara"),
        ([{"what": "WOMEN", "least": 10**9}], "antara"),
        ([{"what": "WOMEN", "least": True}], "bulat"),
        ([{"what": "WOMEN", "least": "9"}], "bulat"),
        ([{"what": "WOMEN", "least": 1, "value": "X"}], "golongannya"),
        ([{"what": "SECTOR", "least": 1, "value": ["FOOD"]}], "golongannya"),
        ([{"what": "SIZE", "least": 1, "value": "HUGE"}], "golongannya"),
        ([{"what": "WOMEN", "least": 1}, {"what": "WOMEN", "least": 2}], "dua kali"),
        ([{"what": "WOMEN", "least": 1}] * 9, "paling banyak"),
        ("WOMEN", "paling banyak"),
    ],
)
def test_what_is_no_quota_says_why(told, why):
    with pytest.raises(BadCrossing, match=why):
        read_quotas(told)


def test_what_is_not_known_counts_for_nothing():
    assert not any(is_counted(Trait(), quota) for quota in ALL)
    assert is_counted(Trait(sex="P"), WOMEN)
    assert not is_counted(Trait(sex="L"), WOMEN)


def test_sentences_say_whom():
    assert [whom(quota) for quota in ALL] == [
        "usaha milik perempuan",
        "usaha bidang kriya",
        "usaha kecil",
    ]
    assert quota_sentence(CRAFT) == "Paling sedikit 2 kursi untuk usaha bidang kriya."


@given(
    sex=st.sampled_from(["", "P", "L"]),
    sector=st.sampled_from(["", "FOOD", "CRAFT"]),
    size=st.sampled_from(["", "MICRO", "SMALL"]),
    region=st.from_regex(r"\d\d\.\d\d", fullmatch=True),
)
def test_a_cell_tells_its_region_and_its_quotas(sex, sector, size, region):
    trait = Trait(sex, sector, size)
    cell = cell_of(region=region, trait=trait, quotas=ALL)
    assert region_of(cell) == region
    assert quotas_of(cell) == tuple(n for n, q in enumerate(ALL) if is_counted(trait, q))
    assert cell_of(region=region, trait=trait, quotas=()) == region
