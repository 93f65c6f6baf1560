import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.engines.search import correct, likeness, mark, read


def marked(text, asked):
    return [piece.text for piece in mark(text=text, words=read(asked).words) if piece.is_marked]


@pytest.mark.parametrize(
    ("text", "asked", "parts"),
    [
        ("Toko Maju Jaya", "madju", ["Maju"]),
        ("Toko Maju Jaya", "tk mjau", ["Toko", "Maju"]),
        ("Keripik Singkong", "sing", ["Singkong"]),
        ("Warung Bu Ani", "ibu ani", ["Bu", "Ani"]),
        ("Kopi d'Besto", "dbesto", ["d'Besto"]),
        ("Salon Melur", "bengkel", []),
    ],
)
def test_mark_shows_what_was_searched_for(text, asked, parts):
    assert marked(text, asked) == parts


@given(st.text(max_size=80), st.text(max_size=40))
def test_mark_loses_no_letter(text, asked):
    pieces = mark(text=text, words=read(asked).words)
    assert "".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("toko maju jaya", ""),
        ("tko maju jya", "tko maju jaya"),
        ("madju", ""),  # sounds the same
        ("soto lamongan", ""),
        ("keripk singkog", "keripik singkong"),
    ],
)
def test_correct_says_what_was_perhaps_meant(asked, meant):
    assert correct(text=asked, texts=["Toko Maju Jaya", "Keripik Singkong Bu Ani"]) == meant


def test_likeness_knows_left_out_spaces():
    assert likeness(words=["majujaja"], text="Toko Maju Jaya") == 100
    assert likeness(words=["soto"], text="Toko Maju Jaya") < 70
    assert likeness(words=[], text="Toko") == likeness(words=["toko"], text="") == 0
