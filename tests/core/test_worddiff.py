from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.worddiff import MOST_PIECES, Change, Words, diff_words, is_changed

texts = st.text(st.sampled_from("ab .\n1é🍜"), max_size=60)


@given(texts, texts)
def test_diff_words_holds_both_texts_to_the_letter(before, after):
    pieces = diff_words(before=before, after=after)
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == before
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == after
    assert is_changed(pieces) == (before != after)


@given(texts, texts)
def test_diff_words_joins_what_belongs_together(before, after):
    pieces = diff_words(before=before, after=after)
    assert all(p.text for p in pieces)
    kinds = [p.change for p in pieces]
    assert all(a is not b for a, b in pairwise(kinds))
    assert (Change.ADDED, Change.REMOVED) not in set(pairwise(kinds))


@given(texts)
def test_diff_words_of_the_same_text_is_one_piece(text):
    assert diff_words(before=text, after=text) == ((Words(Change.SAME, text),) if text else ())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Harga Rp15.000", "Harga Rp20.000", ["Harga ", "-Rp15.000", "+Rp20.000"]),
        ("Kami buka 08:00", "Kami buka 09:00", ["Kami buka ", "-08:00", "+09:00"]),
        ("a lama sekali b", "a baru saja b", ["a ", "-lama sekali", "+baru saja", " b"]),
        ("", "Baru", ["+Baru"]),
        ("Lama", "", ["-Lama"]),
    ],
)
def test_diff_words_changes_whole_words_and_phrases(before, after, told):
    marks = {Change.SAME: "", Change.ADDED: "+", Change.REMOVED: "-"}
    pieces = diff_words(before=before, after=after)
    assert [marks[p.change] + p.text for p in pieces] == told


def test_diff_words_of_huge_texts_stays_quick():
    before, after = "a " * MOST_PIECES, "b " * MOST_PIECES
    assert [p.change for p in diff_words(before=before, after=after)] == [
        Change.REMOVED,
        Change.ADDED,
    ]
    assert not is_changed(diff_words(before=before, after=before))
