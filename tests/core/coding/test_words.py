import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.coding.words import (
    Intent,
    Way,
    edit_distance,
    neighbours,
    phrase_key,
    read_activity,
    split_words,
    stem_word,
)

KNOWN = {"giling", "masak", "sate", "tenun", "pangkas", "sapu", "rambut", "jahit", "cuci"}


def test_split_words_folds_spelling_numbers_and_accents():
    assert split_words("Kripik  Kopí, anak2 & LOUNDRY 24 jam") == [
        "keripik",
        "kopi",
        "anak",
        "laundry",
        "jam",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Menjual aneka sembako di rumah", "jual SEMBAKO"),
        ("membuat keripik pisang", "Bikin kripik pisang"),
        ("jasa laundry", "melayani loundry"),
        ("jual beras dan jual telur", "jual beras telur"),
    ],
)
def test_phrase_key_is_equal_for_what_means_the_same(one, other):
    assert phrase_key(one) == phrase_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("jual sepatu", "buat sepatu"), ("jual sepatu", "jual sandal")]
)
def test_phrase_key_differs_for_another_deed_or_thing(one, other):
    assert phrase_key(one) != phrase_key(other)


@given(st.text(max_size=300))
def test_phrase_key_takes_any_text_and_fits_its_column(text):
    key = phrase_key(text)
    assert len(key) <= 200
    assert "\x00" not in key


def test_read_activity_tells_what_is_done_and_how_it_is_sold():
    reading = read_activity("Membuat dan jualan bakso keliling di pasar")
    assert reading.intents == (Intent.MAKE, Intent.SELL)
    assert reading.ways == (Way.ROAM, Way.STALL)
    assert [word for word in reading.words if word not in reading.fillers] == ["bakso"]


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("penggilingan", "giling"),
        ("memasak", "masak"),
        ("menyate", "sate"),
        ("pertenunan", "tenun"),
        ("memangkas", "pangkas"),
        ("jahitan", "jahit"),
        ("cucian", "cuci"),
        ("rambutan", "rambutan"),  # a fruit, not hair
        ("tahu", "tahu"),
    ],
)
def test_stem_word_strips_affixes_only_to_a_known_word(word, root):
    assert stem_word(word, KNOWN) == root


def test_neighbours_are_trigrams_with_marked_ends():
    assert list(neighbours("kue")) == ["^ku", "kue", "ue$"]


WORDS = st.text("abkr", min_size=1, max_size=8)


@given(WORDS, WORDS)
def test_edit_distance_is_symmetric_and_zero_only_for_equals(one, other):
    distance = edit_distance(one, other, most=8)
    assert distance == edit_distance(other, one, most=8)
    assert (distance == 0) == (one == other)


def test_edit_distance_stops_beyond_what_is_asked():
    assert edit_distance("keripik", "kerupuk", most=1) == 2
    assert edit_distance("a", "abcdef", most=2) == 3
