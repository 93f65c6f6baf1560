import math
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from laju.core.budgets import (
    BadCells,
    Cell,
    FloorsAbovePurse,
    LimitsClash,
    PurseAboveCaps,
    ShareRule,
    plan_budget,
    spread_weeks,
)

gains = st.floats(0, 500, allow_subnormal=False)
scales = st.floats(500, 200_000)


@st.composite
def problems(draw, unit=1000, most=60):
    """Businesses in nested regions with floors and caps that can be met, and a purse between."""
    cells, floors, caps = [], {}, {}
    room = {"R1": 0, "R2": 0}
    for business in "ABCD"[: draw(st.integers(1, 4))]:
        region = draw(st.sampled_from(["R1", "R2"]))
        high = 0
        for channel in ["META", "TIKTOK"][: draw(st.integers(1, 2))]:
            cap = draw(st.integers(1, 8)) * unit
            cells.append(Cell(business, region, channel, draw(gains), draw(scales), cap_rupiah=cap))
            high += cap
        caps[business] = draw(st.integers(1, high // unit)) * unit
        floors[business] = draw(st.integers(0, caps[business] // unit)) * unit
        room[region] += caps[business]
    low = {
        region: sum(floors[b] for b in {c.business for c in cells if c.region == region})
        for region in room
    }
    region_cap = {r: draw(st.integers(low[r] // unit, room[r] // unit)) * unit for r in room}
    region_floor = {r: draw(st.integers(0, region_cap[r] // unit)) * unit for r in room}
    least = sum(max(low[r], region_floor[r]) for r in room)
    rupiah = draw(st.integers(least // unit, sum(region_cap.values()) // unit)) * unit
    assume(rupiah <= most * unit)
    return {
        "rupiah": rupiah,
        "cells": cells,
        "business_floor": floors,
        "business_cap": caps,
        "region_floor": region_floor,
        "region_cap": region_cap,
        "unit": unit,
    }


def sums(shares, attribute):
    totals = {}
    for share in shares:
        totals[getattr(share, attribute)] = totals.get(getattr(share, attribute), 0) + share.rupiah
    return totals


@given(problems())
def test_plan_budget_is_exact_and_keeps_every_limit(problem):
    plan = plan_budget(**problem)
    assert sum(share.rupiah for share in plan.cells) == problem["rupiah"]
    assert plan.unspent_rupiah == 0
    for cell, share in zip(problem["cells"], plan.cells, strict=True):
        assert (cell.business, cell.channel) == (share.business, share.channel)
        assert 0 <= share.rupiah <= cell.cap_rupiah
        assert share.rupiah % problem["unit"] == 0
    for level, attribute in (("business", "business"), ("region", "region")):
        for key, amount in sums(plan.cells, attribute).items():
            assert problem[f"{level}_floor"][key] <= amount <= problem[f"{level}_cap"][key]
    assert {b.business: b.rupiah for b in plan.businesses} == sums(plan.cells, "business")


@given(problems())
def test_plan_budget_proves_its_own_optimum(problem):
    certificate = plan_budget(**problem).certificate
    assert certificate.is_optimal
    assert certificate.clicks >= 0


def is_allowed(problem, split):
    """Restate the limits without using the module."""
    if sum(split) * problem["unit"] != problem["rupiah"]:
        return False
    for level in ("business", "region"):
        totals = {}
        for cell, units in zip(problem["cells"], split, strict=True):
            key = getattr(cell, level)
            totals[key] = totals.get(key, 0) + units * problem["unit"]
        floor, cap = problem[f"{level}_floor"], problem[f"{level}_cap"]
        if any(not floor[key] <= amount <= cap[key] for key, amount in totals.items()):
            return False
    return True


@settings(deadline=None, max_examples=60)
@given(problems(most=14))
def test_plan_budget_beats_every_other_split(problem):
    """Try every allowed split of a small purse."""
    cells, unit = problem["cells"], problem["unit"]
    ranges = [range(cell.cap_rupiah // unit + 1) for cell in cells]
    assume(math.prod(map(len, ranges)) <= 20_000)
    best = max(
        math.fsum(cell.clicks(k * unit) for cell, k in zip(cells, split, strict=True))
        for split in product(*ranges)
        if is_allowed(problem, split)
    )
    found = plan_budget(**problem).certificate.clicks
    assert found == pytest.approx(best, rel=1e-9, abs=1e-12)


@given(st.integers(1_000, 10_000_000), st.integers(1, 7), st.sampled_from([1, 500, 1000, 10_000]))
def test_plan_budget_keeps_odd_rupiah(rupiah, count, unit):
    cells = [Cell(f"B{i}", "R", "META", 10, 50_000) for i in range(count)]
    plan = plan_budget(rupiah=rupiah, cells=cells, unit=unit)
    amounts = sorted(share.rupiah for share in plan.cells)
    assert sum(amounts) == rupiah
    assert amounts[-1] - amounts[0] < 2 * unit  # equals are treated as equals


@given(problems(), st.randoms())
def test_plan_budget_does_not_depend_on_order(problem, random):
    plan = plan_budget(**problem)
    cells = random.sample(problem["cells"], len(problem["cells"]))
    again = plan_budget(**{**problem, "cells": cells})
    assert {(s.business, s.channel): s.rupiah for s in plan.cells} == {
        (s.business, s.channel): s.rupiah for s in again.cells
    }


def test_plan_budget_explains_each_business():
    cells = [
        Cell("kuat", "R", "META", 1000, 50_000),
        Cell("sedang", "R", "META", 100, 50_000),
        Cell("lemah", "R", "META", 1, 50_000),
        Cell("nol", "R", "META", 0.001, 50_000),
    ]
    plan = plan_budget(
        rupiah=400_000,
        cells=cells,
        business_floor={"lemah": 20_000},
        business_cap={"kuat": 150_000},
    )
    rules = {share.business: share.rule for share in plan.businesses}
    assert rules == {
        "kuat": ShareRule.CAP,
        "sedang": ShareRule.EQUAL,
        "lemah": ShareRule.FLOOR,
        "nol": ShareRule.NOTHING,
    }
    assert "per klik" in plan.businesses[1].sentence
    assert plan.businesses[0].sentence.startswith("Rp150.000: ditahan di batas atas")


def test_plan_budget_says_when_limits_and_purse_do_not_fit():
    cells = [Cell("A", "R", "META", 1, 1000, cap_rupiah=5000), Cell("B", "R", "META", 1, 1000)]
    with pytest.raises(FloorsAbovePurse, match=r"Rp20\.000, melebihi anggaran Rp10\.000"):
        plan_budget(rupiah=10_000, cells=cells[1:] * 1, business_floor=20_000)
    with pytest.raises(PurseAboveCaps, match=r"Rp9\.500 melebihi jumlah batas atas Rp5\.000"):
        plan_budget(rupiah=9_500, cells=cells[:1])
    with pytest.raises(
        LimitsClash, match=r"usaha A.*paling sedikit Rp6\.000, paling banyak Rp5\.000"
    ):
        plan_budget(rupiah=10_000, cells=cells, business_floor=6000)
    with pytest.raises(LimitsClash, match="daerah R"):
        plan_budget(rupiah=10_000, cells=cells[:1], region_floor=6000)
    with pytest.raises(PurseAboveCaps):
        plan_budget(rupiah=1, cells=[])
    with pytest.raises(FloorsAbovePurse):
        plan_budget(rupiah=-1, cells=cells)


def test_plan_budget_keeps_the_rest_when_asked_to():
    cells = [Cell("A", "R", "META", 1, 1000, cap_rupiah=5000)]
    plan = plan_budget(rupiah=9_500, cells=cells, is_rest_allowed=True)
    assert (plan.cells[0].rupiah, plan.unspent_rupiah) == (5000, 4500)
    assert plan_budget(rupiah=7, cells=[], is_rest_allowed=True).unspent_rupiah == 7
    assert plan_budget(rupiah=0, cells=[]).cells == ()


@pytest.mark.parametrize(
    "cells",
    [
        [Cell("A", "R", "META", 1, 1), Cell("A", "R", "META", 1, 1)],
        [Cell("A", "R", "META", 1, 1), Cell("A", "S", "TIKTOK", 1, 1)],
        [Cell("A", "R", "META", float("nan"), 1)],
        [Cell("A", "R", "META", 1, 0)],
    ],
)
def test_plan_budget_refuses_cells_it_cannot_judge(cells):
    with pytest.raises(BadCells):
        plan_budget(rupiah=1000, cells=cells)


@given(
    st.integers(0, 10**10), st.integers(2020, 2060), st.integers(1, 12), st.sampled_from([1, 1000])
)
def test_spread_weeks_loses_nothing(rupiah, year, month, unit):
    shares = spread_weeks(rupiah=rupiah, year=year, month=month, unit=unit)
    days = sum(share.week.days for share in shares)
    assert sum(share.rupiah for share in shares) == rupiah
    for share in shares:
        assert abs(share.rupiah - rupiah * share.week.days / days) < 2 * unit
