import pytest

from laju.core.coding.index import Index, Vocabulary
from laju.core.kbli import Classification, Kbli, Level, Version

V = Version.KBLI_2020


@pytest.fixture
def index():
    entries = (
        Kbli(V, "10", "Industri Makanan", Level.DIVISION),
        Kbli(
            V, "10794", "Industri Keripik", Level.SUBCLASS, "Kelompok ini mencakup keripik pisang."
        ),
        Kbli(V, "10710", "Industri Roti", Level.SUBCLASS, "Roti tawar. Tidak termasuk keripik."),
        Kbli(V, "47249", "Perdagangan Eceran", Level.SUBCLASS, "Menjual keripik, roti dan lainnya"),
    )
    return Index(Classification(V, entries), ["gorengan"])


def test_search_weighs_titles_more_than_descriptions(index):
    scores = index.search(["keripik"], [1.0])
    assert scores["10794"] > scores["47249"] > 0


def test_search_leaves_out_what_a_class_does_not_hold(index):
    assert "10710" not in index.search(["keripik"], [1.0])


def test_search_counts_a_guessed_word_less(index):
    assert index.search(["roti"], [0.5])["10710"] < index.search(["roti"], [1.0])["10710"]


def test_search_finds_by_what_stands_above(index):
    assert set(index.search(["makanan"], [1.0])) == {"10794", "10710"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("keripik", "keripik"),
        ("kerpiik", "keripik"),
        ("keripikk", "keripik"),
        ("grengan", "gorengan"),
    ],
)
def test_nearest_reads_slips_of_one_and_two_letters(index, written, meant):
    word, sure = index.vocabulary.nearest(written)
    assert word == meant
    assert (sure == 1) == (written == meant)


def test_nearest_leaves_short_and_strange_words_alone():
    vocabulary = Vocabulary(["roti", "keripik"])
    assert vocabulary.nearest("rti") == ("rti", 0.0)
    assert vocabulary.nearest("sepeda") == ("sepeda", 0.0)
