import pytest

from laju.core.adcells import Cell, LimitsClash, group_businesses, group_regions, leaf_of


def nest(cells, unit=1000, **limits):
    leaves = {(c.business, c.channel): leaf_of(c, unit) for c in cells}
    floor, cap = limits.get("business", (0, None))
    businesses = group_businesses(cells, leaves, floor, cap, unit)
    floor, cap = limits.get("region", (0, None))
    return businesses, group_regions(cells, businesses, floor, cap, unit)


def test_group_businesses_rounds_limits_to_units_that_keep_them():
    cells = [Cell("A", "R", "META", 1, 1, floor_rupiah=1001, cap_rupiah=9999)]
    businesses, _ = nest(cells, business=(2001, 8999))
    assert (businesses["A"].low, businesses["A"].high) == (3, 8)


def test_group_regions_cannot_hold_more_than_its_businesses():
    cells = [
        Cell("B", "R2", "META", 1, 1, cap_rupiah=4000),
        Cell("A", "R1", "META", 1, 1, floor_rupiah=2000, cap_rupiah=5000),
        Cell("C", "R1", "META", 1, 1, cap_rupiah=1000),
    ]
    _, regions = nest(cells, region=({"R1": 1000, "R9": 7}, {"R2": 3000}))
    assert list(regions) == ["R1", "R2"]
    assert {k: (g.low, g.high) for k, g in regions.items()} == {"R1": (2, 6), "R2": (0, 3)}


def test_leaf_of_refuses_limits_no_whole_unit_can_meet():
    with pytest.raises(LimitsClash, match="usaha A di META"):
        leaf_of(Cell("A", "R", "META", 1, 1, floor_rupiah=1001, cap_rupiah=1999), 1000)


def test_cell_clicks_double_in_cost_after_the_scale():
    cell = Cell("A", "R", "META", 100, 50_000)
    first = cell.clicks(1) - cell.clicks(0)
    later = cell.clicks(50_001) - cell.clicks(50_000)
    assert first == pytest.approx(2 * later, rel=1e-4)
