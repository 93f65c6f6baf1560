"""A word is a fact, or approved, or named."""

from laju.core.claims.vocabulary import split, unknown_words


def unknown(text, *facts):
    return list(unknown_words(text=text, facts=facts))


def test_unknown_words_lets_derived_words_of_facts_pass():
    assert unknown("Penjahitan dan jahitan kami.", "menjahit kebaya") == []
    assert unknown("Mau memesan keripik ubi?", "keripik ubi") == []


def test_unknown_words_names_each_once_as_it_stands():
    assert unknown("Cabai dan cabai, Rempah!", "keripik") == ["Cabai", "Rempah"]


def test_unknown_words_says_nothing_of_how_goods_are():
    said = "gurih renyah pedas segar tebal kilat ramah terpercaya berkhasiat alami pilihan rempah"
    assert unknown(said.replace(" pilihan", ""), "keripik") == said.replace(" pilihan", "").split()


def test_unknown_words_passes_numbers_and_nothing():
    assert unknown("12.000, 3 kg?", "3 kg") == []
    assert unknown("") == []


def test_split_parts_doubled_and_joined_words():
    assert list(split("Sayur-mayur, Jum'at — P-IRT 12")) == [
        "Sayur",
        "mayur",
        "Jum",
        "at",
        "P",
        "IRT",
    ]
