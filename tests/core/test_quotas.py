from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laju.core.quotas import (
    BadQuota,
    NotEnoughSeats,
    SeatRule,
    TooManySeats,
    allocate_seats,
    explain_seats,
    fill_seats,
)

CODES = ["12.01", "12.02", "12.71", "12.72"]


@st.composite
def problems(draw, most=40):
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    weights = {code: draw(st.integers(1, 1000)) for code in codes}
    floor = {code: draw(st.integers(0, 5)) for code in codes}
    cap = {code: floor[code] + draw(st.integers(0, 12)) for code in codes}
    low, high = sum(floor.values()), min(sum(cap.values()), most)
    assume(low <= high)
    return {
        "seats": draw(st.integers(low, high)),
        "weights": weights,
        "floor": floor,
        "cap": cap,
    }


@given(problems())
def test_allocate_seats_sums_exactly_within_bounds(problem):
    given_ = allocate_seats(**problem)
    assert sum(given_.values()) == problem["seats"]
    assert list(given_) == list(problem["weights"])
    for code, seats in given_.items():
        assert problem["floor"][code] <= seats <= problem["cap"][code]


@given(problems(most=14))
def test_allocate_seats_is_sainte_lague_by_exhaustion(problem):
    """Sainte-Laguë makes the sum of seats^2 / weight smallest; try every split within bounds."""
    weights, floor, cap = problem["weights"], problem["floor"], problem["cap"]
    ranges = [range(floor[code], cap[code] + 1) for code in weights]

    def spread(split):
        return sum(Fraction(s * s, w) for s, w in zip(split, weights.values(), strict=True))

    best = min(spread(s) for s in product(*ranges) if sum(s) == problem["seats"])
    assert spread(allocate_seats(**problem).values()) == best


@given(problems())
def test_allocate_seats_takes_no_seat_away_when_one_is_added(problem):
    assume(problem["seats"] < sum(problem["cap"].values()))
    before = allocate_seats(**problem)
    after = allocate_seats(**{**problem, "seats": problem["seats"] + 1})
    assert all(after[code] >= before[code] for code in before)


@given(problems(), st.integers(1, 500))
def test_allocate_seats_never_punishes_a_region_that_grows(problem, more):
    code = next(iter(problem["weights"]))
    grown = {**problem["weights"], code: problem["weights"][code] + more}
    before = allocate_seats(**problem)[code]
    assert allocate_seats(**{**problem, "weights": grown})[code] >= before


@given(problems(), st.randoms())
def test_allocate_seats_does_not_depend_on_order(problem, random):
    codes = list(problem["weights"])
    random.shuffle(codes)
    shuffled = {code: problem["weights"][code] for code in codes}
    assert allocate_seats(**{**problem, "weights": shuffled}) == allocate_seats(**problem)


def test_allocate_seats_gives_a_tie_to_the_lower_code():
    assert allocate_seats(seats=1, weights={"b": 5, "a": 5}) == {"b": 0, "a": 1}


def test_allocate_seats_says_what_is_wrong():
    with pytest.raises(NotEnoughSeats, match=r"2 kursi tidak cukup.*berjumlah 3"):
        allocate_seats(seats=2, weights={"a": 1, "b": 1, "c": 1}, floor=1)
    with pytest.raises(TooManySeats, match="hanya dapat menampung 4"):
        allocate_seats(seats=5, weights={"a": 1, "b": 1}, cap=2)
    with pytest.raises(TooManySeats):
        allocate_seats(seats=1, weights={"a": 0})
    with pytest.raises(BadQuota, match=r"12\.01"):
        allocate_seats(seats=5, weights={"12.01": 1}, floor=3, cap=2)
    with pytest.raises(BadQuota):
        allocate_seats(seats=5, weights={"12.01": -1, "12.02": 3})


def test_explain_seats_names_floor_cap_and_proportion():
    reasons = explain_seats(
        seats=20,
        weights={"big": 1000, "mid": 300, "low": 3, "none": 0},
        floor={"low": 2},
        cap={"big": 10},
        names={"big": "Kota Medan"},
    )
    assert {code: reason.rule for code, reason in reasons.items()} == {
        "big": SeatRule.CAP,
        "mid": SeatRule.PROPORTIONAL,
        "low": SeatRule.FLOOR,
        "none": SeatRule.EMPTY,
    }
    assert reasons["big"].sentence.startswith("Kota Medan mendapat 10 kursi: ditahan")


@given(problems())
def test_explain_seats_without_bounds_is_all_proportional(problem):
    reasons = explain_seats(seats=problem["seats"], weights=problem["weights"])
    assert {reason.rule for reason in reasons.values()} == {SeatRule.PROPORTIONAL}


@given(
    st.dictionaries(st.sampled_from(CODES), st.integers(0, 20)),
    st.dictionaries(st.sampled_from(CODES), st.integers(0, 20)),
)
def test_fill_seats_wastes_no_seat_and_takes_none(seats, applicants):
    filled = fill_seats(seats=seats, applicants=applicants)
    assert sum(filled.values()) == min(sum(seats.values()), sum(applicants.values()))
    for code, count in filled.items():
        assert count <= applicants.get(code, 0)
        assert count >= min(seats.get(code, 0), applicants.get(code, 0))


def test_fill_seats_serves_regions_with_seats_before_regions_without():
    filled = fill_seats(seats={"a": 5, "b": 1}, applicants={"a": 2, "b": 3, "c": 9})
    assert filled == {"a": 2, "b": 3, "c": 1}
