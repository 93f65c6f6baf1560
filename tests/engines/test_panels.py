"""Every plan holds regions and quotas, and the chances are those of the leximin rule."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.engines.panels import Cell, plan_seats

PLANS = 60


def check(cells, seats, told):
    """Insist that each plan keeps the sure, the seats of each region and the quotas reached."""
    for plan in told.plans:
        for cell in cells:
            assert cell.sure <= plan.get(cell.key, 0) <= cell.sure + cell.lottery
        for region, count in seats.items():
            here = [cell for cell in cells if cell.region == region]
            low = sum(cell.sure for cell in here)
            high = low + sum(cell.lottery for cell in here)
            assert sum(plan.get(cell.key, 0) for cell in here) == min(max(count, low), high)
        for number, least in enumerate(told.reached):
            assert sum(plan.get(c.key, 0) for c in cells if number in c.tags) >= least


def test_without_pressure_everybody_in_a_region_has_the_same_chance():
    cells = [Cell("a/1", "a", (0,), 0, 30), Cell("a/0", "a", (), 0, 70), Cell("b/0", "b", (), 2, 8)]
    told = plan_seats(cells=cells, seats={"a": 10, "b": 6}, least=[2], plans=PLANS)
    check(cells, {"a": 10, "b": 6}, told)
    assert told.reached == (2,)
    assert told.possible == pytest.approx(0.1)
    assert told.off_most < 0.01
    assert sum(plan["a/1"] for plan in told.plans) / PLANS == pytest.approx(3, abs=0.05)
    assert sum(plan["b/0"] for plan in told.plans) / PLANS == pytest.approx(6)


def test_a_quota_moves_no_more_than_it_must():
    cells = [Cell("a/1", "a", (0,), 0, 10), Cell("a/0", "a", (), 0, 90)]
    told = plan_seats(cells=cells, seats={"a": 20}, least=[5], plans=PLANS)
    check(cells, {"a": 20}, told)
    assert sum(plan["a/1"] for plan in told.plans) / PLANS == pytest.approx(5)  # not one more
    assert told.possible == pytest.approx(15 / 90)


def test_a_quota_is_met_where_it_costs_least():
    # region a has women in plenty, region b hardly any: the quota is met in a
    cells = [
        Cell("a/1", "a", (0,), 0, 80), Cell("a/0", "a", (), 0, 20),
        Cell("b/1", "b", (0,), 0, 2), Cell("b/0", "b", (), 0, 98),
    ]  # fmt: skip
    told = plan_seats(cells=cells, seats={"a": 10, "b": 10}, least=[9], plans=PLANS)
    check(cells, {"a": 10, "b": 10}, told)
    chance = sum(plan.get("b/1", 0) for plan in told.plans) / PLANS / 2
    assert chance < 0.5


def test_what_cannot_be_reached_is_lowered_and_told():
    cells = [Cell("a/10", "a", (0,), 1, 2), Cell("a/01", "a", (1,), 0, 9)]
    told = plan_seats(cells=cells, seats={"a": 5}, least=[4, 9], plans=PLANS)
    check(cells, {"a": 5}, told)
    assert sum(told.reached) == 5  # five seats, each counts once
    assert told.reached[0] <= 3


def test_nobody_and_everybody():
    nobody = plan_seats(cells=[], seats={"a": 3}, least=[1], plans=4)
    assert nobody.plans == ({}, {}, {}, {}) and nobody.reached == (0,)
    cells = [Cell("a/1", "a", (0,), 1, 2)]
    everybody = plan_seats(cells=cells, seats={"a": 9}, least=[1], plans=4)
    assert everybody.plans[0] == {"a/1": 3} and everybody.worst == 1
    none = plan_seats(cells=cells, seats={}, least=[3], plans=4)
    assert none.plans[0] == {"a/1": 1} and none.reached == (1,) and none.worst == 0


COUNT = st.integers(0, 6)


@settings(max_examples=40, deadline=None)
@given(
    counts=st.lists(st.tuples(COUNT, COUNT), min_size=8, max_size=8),
    share=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    least=st.tuples(st.integers(0, 12), st.integers(0, 12)),
)
def test_every_plan_holds_whatever_comes(counts, share, least):
    keys = [(region, tags) for region in "ab" for tags in ((), (0,), (1,), (0, 1))]
    cells = [
        Cell(f"{region}/{tags}", region, tags, sure, lottery)
        for (region, tags), (sure, lottery) in zip(keys, counts, strict=True)
    ]
    seats = {}
    for region, part in zip("ab", share, strict=True):
        here = [cell for cell in cells if cell.region == region]
        seats[region] = sum(c.sure for c in here) + round(part * sum(c.lottery for c in here))
    told = plan_seats(cells=cells, seats=seats, least=least, plans=30)
    check(cells, seats, told)
    assert all(reached <= asked for reached, asked in zip(told.reached, least, strict=True))
    assert told.worst <= 1
