import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.identity.names import sound_key
from laju.core.identity.spelling import (
    MOST_WORDS,
    plain_words,
    searched_words,
    sound_of,
    trigrams_of,
)

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tk. Madju Djaja", "TOKO MAJU JAYA"),
        ("Waroeng Soerjani", "wr suryani"),
        ("R.M. Ibu Ani", "Rumah Makan Bu Ani"),
        ("Mhd. Yusuf", "Muhammad Jusup"),
        ("Café d'Besto", "cafe dbesto"),
    ],
)
def test_sound_of_is_one_for_every_spelling(one, other):
    assert sound_of(one) == sound_of(other)


def test_sound_of_keeps_numbers_as_they_are():
    assert sound_of("Warung 88 dan 1990") != sound_of("Warung 8 dan 190")


@given(WORDS)
def test_sound_of_folds_a_word_as_names_are_folded(word):
    assert sound_of(f"x {word}").split()[1:] == sound_key(f"x {word}").split()[1:] or (
        sound_of(word) != word  # a short form that is written out
    )


@given(st.text(max_size=400))
def test_searched_words_bear_any_text(text):
    words = searched_words(text)
    assert len(words) <= MOST_WORDS
    assert all(word and " " not in word for word in words)


def test_searched_words_leave_out_titles_unless_nothing_else_is_said():
    assert searched_words("Hj. Siti, Drs. Budi") == ["siti", "budi"]
    assert searched_words("H.") == ["h"]


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_trigrams_of_say_each_three_letters_once(words):
    grams = trigrams_of(words)
    assert len(grams) == len(set(grams))
    assert all(len(gram) == 3 and gram in f" {' '.join(words)} " for gram in grams)


def test_plain_words_know_no_signs():
    assert plain_words('"; DROP TABLE (x) AND name:[* TO *] \x00 \u202e') == [
        "drop", "table", "x", "and", "name", "to",
    ]  # fmt: skip
