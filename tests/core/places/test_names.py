from hypothesis import given
from hypothesis import strategies as st

from laju.core.places.names import allowed_slips, distance, key, readings, split_kind, words

LETTERS = st.text(alphabet="abcd", max_size=8)


@given(one=LETTERS, other=LETTERS)
def test_distance_is_symmetric_and_zero_only_for_equals(one, other):
    assert distance(one, other, most=8) == distance(other, one, most=8)
    assert (distance(one, other, most=8) == 0) == (one == other)


@given(one=LETTERS, other=LETTERS, most=st.integers(0, 3))
def test_distance_stops_just_above_most(one, other, most):
    assert distance(one, other, most=most) == min(distance(one, other, most=8), most + 1)


def test_distance_counts_a_swap_once():
    assert distance("mdean", "medan", most=2) == 1


@given(text=st.text(max_size=30))
def test_key_is_stable_and_plain(text):
    assert key(key(text)) == key(text)
    assert key(text) == "".join(words(text))


def test_readings_are_bounded():
    assert len(readings(["t"] * 12)) <= 32


def test_split_kind_leaves_a_lone_word():
    assert split_kind(("kota",)) == (None, ("kota",))


def test_allowed_slips_grow_with_the_name():
    assert [allowed_slips(length) for length in (4, 5, 7, 8, 20)] == [0, 1, 1, 2, 2]
