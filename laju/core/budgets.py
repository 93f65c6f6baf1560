"""Advertising money: one purse split over businesses and channels, exact to the rupiah."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laju.core.adcells import (
    NO_LIMIT,
    BadCells,
    Bound,
    Cell,
    LimitsClash,
    check_cells,
    group_businesses,
    group_regions,
    leaf_of,
)
from laju.core.errors import DomainError
from laju.core.notation import format_rupiah
from laju.core.periods import Week, weeks_of_month
from laju.core.waterfilling import Group, Leaf, split_units

__all__ = [
    "UNIT",
    "BadCells",
    "BusinessShare",
    "Cell",
    "CellShare",
    "Certificate",
    "FloorsAbovePurse",
    "LimitsClash",
    "Plan",
    "PurseAboveCaps",
    "ShareRule",
    "WeekShare",
    "plan_budget",
    "spread_weeks",
]

UNIT = 1_000


class FloorsAbovePurse(DomainError):
    message = "Batas bawah seluruhnya {least}, melebihi anggaran {purse}."
    remedy = "Tambah anggaran menjadi sedikitnya {least} atau turunkan batas bawah."


class PurseAboveCaps(DomainError):
    message = "Anggaran {purse} melebihi jumlah batas atas {most}."
    remedy = "Kurangi anggaran menjadi {most}, naikkan batas atas, atau izinkan sisa."


class ShareRule(StrEnum):
    """Why a business gets its amount."""

    EQUAL = "EQUAL"  # its next click costs what it costs everywhere in its region
    FLOOR = "FLOOR"
    CAP = "CAP"
    NOTHING = "NOTHING"  # its first click costs more than others' next click


@dataclass(frozen=True, slots=True)
class CellShare:
    business: str
    region: str
    channel: str
    rupiah: int
    clicks: float


@dataclass(frozen=True, slots=True)
class BusinessShare:
    business: str
    region: str
    rupiah: int
    clicks: float
    rule: ShareRule
    sentence: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """Proof that no other split is expected to bring more.

    rupiah_per_click: what the next click costs in the whole plan.
    regions: the same per region; it differs where a region's floor or cap binds.
    swap_gain: the most clicks won by moving one unit anywhere; optimal when not above zero.
    """

    rupiah_per_click: float
    regions: Mapping[str, float]
    clicks: float
    swap_gain: float

    @property
    def is_optimal(self) -> bool:
        """Allow for rounding of floats only."""
        return self.swap_gain <= 1e-9 * max(1.0, self.clicks)


@dataclass(frozen=True, slots=True)
class Plan:
    """Cells as given, businesses by first appearance; shares + unspent = rupiah, exactly."""

    rupiah: int
    unspent_rupiah: int
    cells: tuple[CellShare, ...]
    businesses: tuple[BusinessShare, ...]
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class WeekShare:
    week: Week
    rupiah: int


def plan_budget(
    *,
    rupiah: int,
    cells: Iterable[Cell],
    business_floor: Bound = 0,
    business_cap: Bound | None = None,
    region_floor: Bound = 0,
    region_cap: Bound | None = None,
    unit: int = UNIT,
    is_rest_allowed: bool = False,
) -> Plan:
    """Split a purse so that the expected clicks are as many as the limits allow.

    Every amount is a multiple of `unit`; rupiah below one unit join one cell that has room.
    floors and caps: one number for all or one per business or region; a missing key is no limit.
    is_rest_allowed: keep what all caps together cannot take as `unspent_rupiah` instead of raising.
    Equal cases are settled by the order of business and channel codes.
    Raises: FloorsAbovePurse, PurseAboveCaps, LimitsClash, BadCells.
    Source: docs/adr/0009-ad-budget.md.

    >>> cells = [Cell("A", "12.71", "META", 100, 50_000), Cell("B", "12.71", "META", 50, 50_000)]
    >>> [share.rupiah for share in plan_budget(rupiah=110_000, cells=cells).cells]
    [90000, 20000]
    """
    cells = list(cells)
    check_cells(cells)
    leaves = {(c.business, c.channel): leaf_of(c, unit) for c in cells}
    businesses = group_businesses(cells, leaves, business_floor, business_cap, unit)
    regions = group_regions(cells, businesses, region_floor, region_cap, unit)
    least = sum(group.low for group in regions.values())
    most = sum(group.high for group in regions.values())
    if least * unit > rupiah:
        raise FloorsAbovePurse(least=format_rupiah(least * unit), purse=format_rupiah(rupiah))
    units, rest = divmod(rupiah, unit)
    extra: tuple[str, str] | None = None
    if units < most and regions:
        root = Group(list(regions.values()), least, most)
        split_units(root=root, units=units)
        extra = _with_room(leaves, businesses, regions, cells) if rest else None
        rest = rest if extra is None else 0
    elif regions:
        root = Group(list(regions.values()), most, most)
        split_units(root=root, units=most)
        rest = rupiah - most * unit
    if (rest or not regions) and rupiah and not is_rest_allowed:
        raise PurseAboveCaps(purse=format_rupiah(rupiah), most=format_rupiah(most * unit))
    return _report(rupiah, rest, extra, cells, leaves, businesses, regions, unit)


def spread_weeks(*, rupiah: int, year: int, month: int, unit: int = 1) -> tuple[WeekShare, ...]:
    """Spread an amount over the ISO weeks touching a month, pro rata by days, losing nothing.

    Whole units by largest remainder, earlier weeks first; rupiah below one unit join the first
    week that gets any.

    >>> [share.rupiah for share in spread_weeks(rupiah=100_000, year=2027, month=3)]
    [22581, 22581, 22581, 22580, 9677]
    """
    weeks = weeks_of_month(year=year, month=month)
    units, rest = divmod(rupiah, unit)
    days = sum(week.days for week in weeks)
    whole = [units * week.days // days for week in weeks]
    order = sorted(range(len(weeks)), key=lambda i: (-(units * weeks[i].days % days), i))
    for i in order[: units - sum(whole)]:
        whole[i] += 1
    amounts = [count * unit for count in whole]
    amounts[next((i for i, amount in enumerate(amounts) if amount), 0)] += rest
    return tuple(WeekShare(week, amount) for week, amount in zip(weeks, amounts, strict=True))


def _with_room(
    leaves: Mapping[tuple[str, str], Leaf],
    businesses: Mapping[str, Group],
    regions: Mapping[str, Group],
    cells: Sequence[Cell],
) -> tuple[str, str]:
    """Find the cell where further rupiah bring most and no limit is in the way."""
    open_cells = [
        cell
        for cell in cells
        if all(
            node.given < node.high
            for node in (
                leaves[cell.business, cell.channel],
                businesses[cell.business],
                regions[cell.region],
            )
        )
    ]
    best = max(open_cells, key=lambda c: leaves[c.business, c.channel].gain())
    return best.business, best.channel


def _report(
    rupiah: int,
    rest: int,
    extra: tuple[str, str] | None,
    cells: Sequence[Cell],
    leaves: Mapping[tuple[str, str], Leaf],
    businesses: Mapping[str, Group],
    regions: Mapping[str, Group],
    unit: int,
) -> Plan:
    shares = []
    for cell in cells:
        key = (cell.business, cell.channel)
        amount = leaves[key].given * unit + (rupiah % unit if key == extra else 0)
        shares.append(
            CellShare(cell.business, cell.region, cell.channel, amount, cell.clicks(amount))
        )
    totals: dict[str, tuple[str, int, float]] = {}
    for share in shares:
        _, amount, clicks = totals.get(share.business, ("", 0, 0.0))
        totals[share.business] = (share.region, amount + share.rupiah, clicks + share.clicks)
    explained = tuple(
        _explain(key, region, amount, clicks, businesses[key], regions[region].price, unit)
        for key, (region, amount, clicks) in totals.items()
    )
    return Plan(rupiah, rest, tuple(shares), explained, _certify(shares, regions, unit))


def _certify(shares: Sequence[CellShare], regions: Mapping[str, Group], unit: int) -> Certificate:
    gains = [group.gain() for group in regions.values()]
    losses = [group.loss() for group in regions.values()]
    inside = [group.imbalance() for group in regions.values()]
    swap = max([max(gains) - min(losses), *inside]) if regions else 0.0
    return Certificate(
        rupiah_per_click=_cost(max((g for g in gains if g > 0), default=0.0), unit),
        regions={code: _cost(group.price, unit) for code, group in regions.items()},
        clicks=math.fsum(share.clicks for share in shares),
        swap_gain=swap,
    )


def _cost(clicks_per_unit: float, unit: int) -> float:
    return unit / clicks_per_unit if clicks_per_unit > 0 else math.inf


def _explain(
    key: str, region: str, amount: int, clicks: float, group: Group, price: float, unit: int
) -> BusinessShare:
    """Compare what the business would take at its region's price with what it got."""
    wish = group.wish(price)
    cost = _cost(price, unit)
    each = ""
    if cost < NO_LIMIT:
        each = f" (setara tambahan klik {format_rupiah(round(cost))} per klik)"
    money = format_rupiah(amount)
    if wish < group.low:
        rule, text = ShareRule.FLOOR, f"{money}: dinaikkan ke batas bawah agar semua kebagian."
    elif wish > group.high or (group.given == group.high and price == 0):
        rule, text = ShareRule.CAP, f"{money}: ditahan di batas atas agar usaha lain kebagian."
    elif not group.given:
        rule = ShareRule.NOTHING
        text = f"{money}: klik pertamanya masih lebih mahal daripada usaha lain{each}."
    else:
        rule = ShareRule.EQUAL
        text = f"{money}: tambahan klik berikutnya sama murahnya dengan usaha lain{each}."
    return BusinessShare(key, region, amount, clicks, rule, text)
