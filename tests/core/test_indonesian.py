"""Names, numbers and hours are written as Indonesians write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.indonesian import (
    clean_text,
    clip_text,
    closed_days,
    display_name,
    format_hours,
    full_region,
    inside_sentence,
    join_words,
    product_name,
    short_region,
)
from laju.core.profile import Opening


@given(st.text(max_size=300), st.integers(5, 80))
def test_clean_text_returns_one_plain_line_within_the_limit(text, limit):
    cleaned = clean_text(text, limit=limit)
    assert len(cleaned) <= limit
    assert cleaned == cleaned.strip()
    assert not any(mark in cleaned for mark in "\n\r\t\x00\u202e\u2066\ud800")


@given(st.text(max_size=100), st.integers(2, 60))
def test_clip_text_keeps_the_limit(text, limit):
    assert len(clip_text(text, limit=limit)) <= limit


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("WARUNG BU PAR", "Warung Bu Par"),
        ("ud. sinar jaya", "UD. Sinar Jaya"),
        ("CV MAJU", "CV Maju"),
        ("Warung bu Par", "Warung bu Par"),
        ("AVV", "AVV"),
    ],
)
def test_display_name_calms_capitals(written, shown):
    assert display_name(written) == shown


def test_inside_sentence_keeps_places_and_acronyms():
    assert inside_sentence(product_name("kopi sidikalang")) == "kopi Sidikalang"
    assert inside_sentence("HP bekas") == "HP bekas"


def test_join_words_puts_dan_before_the_last():
    assert join_words(["a", "b", "c"]) == "a, b, dan c"


def test_format_hours_says_days_apart_when_they_differ():
    week = [Opening(day, "08:00", "17:00") for day in range(5)]
    assert format_hours([*week, Opening(5, "08:00", "12:00")]) == (
        "Senin sampai Jumat, pukul 08.00–17.00; Sabtu, pukul 08.00–12.00"
    )
    assert format_hours([]) == ""
    noon = [Opening(0, "08:00", "12:00"), Opening(0, "13:00", "17:00")]
    assert format_hours(noon) == "Senin, pukul 08.00–12.00 dan 13.00–17.00"


def test_closed_days_are_none_when_hours_are_unknown():
    assert closed_days([]) == frozenset()
    assert closed_days([Opening(day, "08:00", "17:00") for day in range(6)]) == {6}


def test_regions_lose_and_gain_their_kind():
    assert short_region("KOTA TEBING TINGGI") == "Tebing Tinggi"
    assert full_region("Kab. Karo") == "Kabupaten Karo"
