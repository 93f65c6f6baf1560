import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.bands import Band, Standing, above_mark, count_bands, sort_bands

values = st.floats(0, 100)
standings = st.lists(
    st.tuples(st.sampled_from(["12.01", "12.02", "12.71"]), values, st.floats(0, 15)), max_size=40
).map(lambda rows: [Standing(f"k{n}", *row) for n, row in enumerate(rows)])
seats_any = st.dictionaries(st.sampled_from(["12.01", "12.02", "12.71"]), st.integers(0, 15))


@given(standings, seats_any, st.none() | values, st.floats(0.5, 0.99))
def test_sort_bands_never_promises_more_than_the_seats_nor_leaves_one_empty(
    rows, seats, least, confidence
):
    placed = sort_bands(standings=rows, seats=seats, least=least, confidence=confidence)
    assert set(placed) == {row.key for row in rows}
    counted = count_bands(placed.values())
    for region, bands in counted.items():
        here = seats.get(region, 0)
        able = sum(
            row.region == region and above_mark(row, least=least, confidence=confidence)
            for row in rows
        )
        assert bands[Band.IN] <= here
        assert bands[Band.IN] + bands[Band.DRAW] >= min(here, able)
        if not here:
            assert bands[Band.IN] == bands[Band.DRAW] == 0


@given(standings, seats_any)
def test_a_higher_value_with_no_more_doubt_is_never_in_a_lower_band(rows, seats):
    rank = {Band.IN: 2, Band.DRAW: 1, Band.OUT: 0}
    placed = sort_bands(standings=rows, seats=seats)
    for one in rows:
        for other in rows:
            if one.region == other.region and one.value >= other.value and one.sd == other.sd:
                assert rank[placed[one.key].band] >= rank[placed[other.key].band]


@given(standings, seats_any)
def test_bands_do_not_depend_on_the_order_nor_on_other_regions(rows, seats):
    whole = sort_bands(standings=rows, seats=seats)
    assert sort_bands(standings=rows[::-1], seats=seats) == whole
    alone = [row for row in rows if row.region == "12.71"]
    assert sort_bands(standings=alone, seats=seats) == {
        key: place for key, place in whole.items() if place.region == "12.71"
    }


def test_sort_bands_worked_example():
    """Two seats, line at (70 + 66) / 2 = 68, reach 1.28 sd = 6.4: 80 is in, 50 out, two are drawn."""
    rows = [Standing(k, "r", v, 5.0) for k, v in (("a", 80), ("b", 70), ("c", 66), ("d", 50))]
    placed = sort_bands(standings=rows, seats={"r": 2})
    assert {key: place.band for key, place in placed.items()} == {
        "a": Band.IN,
        "b": Band.DRAW,
        "c": Band.DRAW,
        "d": Band.OUT,
    }
    assert placed["a"].sentence == (
        "Nilai setara 80,0, dengan keraguan antara 73,6 dan 86,4. "
        "Seluruhnya di atas garis 68,0 untuk 2 kursi di daerahnya."
    )
    assert "undian yang menentukan" in placed["b"].sentence


def test_a_mark_puts_out_even_where_seats_are_free():
    rows = [Standing("a", "r", 80, 1), Standing("b", "r", 20, 1), Standing("c", "r", 49, 4)]
    placed = sort_bands(standings=rows, seats={"r": 5}, least=50)
    assert [placed[key].band for key in "abc"] == [Band.IN, Band.OUT, Band.IN]
    assert "nilai terendah 50,0" in placed["b"].sentence


@pytest.mark.parametrize("count", [2, 5])
def test_equal_values_without_doubt_go_to_the_lottery(count):
    rows = [Standing(f"k{n}", "r", 60.0, 0.0) for n in range(count + 1)]
    placed = sort_bands(standings=rows, seats={"r": count})
    assert {place.band for place in placed.values()} == {Band.DRAW}
