"""Cells of an ad budget, nested in businesses and regions with floors and caps."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laju.core.errors import DomainError
from laju.core.notation import format_rupiah
from laju.core.waterfilling import Group, Leaf

NO_LIMIT = 10**15  # rupiah; more money than there is
Bound = int | Mapping[str, int]


class LimitsClash(DomainError):
    message = "Batas {whose} tidak dapat dipenuhi: paling sedikit {least}, paling banyak {most}."
    remedy = "Sesuaikan batas bawah dan batas atas, atau pakai satuan rupiah yang lebih kecil."
    status = 422


class BadCells(DomainError):
    message = "Data iklan usaha {business} tidak dapat dipakai: {why}."
    remedy = "Perbaiki data usaha itu, lalu susun rencana iklan lagi."
    status = 422


@dataclass(frozen=True, slots=True)
class Cell:
    """One business on one channel: rupiah x bring `gain` * ln(1 + x / scale_rupiah) clicks."""

    business: str
    region: str
    channel: str
    gain: float
    scale_rupiah: float
    floor_rupiah: int = 0
    cap_rupiah: int | None = None

    def clicks(self, rupiah: int) -> float:
        """Return the clicks expected from an amount."""
        return self.gain * math.log1p(rupiah / self.scale_rupiah)


def check_cells(cells: Sequence[Cell]) -> None:
    """Pass when every business has one region, each channel once and a usable curve.

    Raises: BadCells.
    """
    region_of: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for cell in cells:
        why = ""
        if (cell.business, cell.channel) in seen:
            why = f"saluran {cell.channel} tercantum dua kali"
        elif region_of.setdefault(cell.business, cell.region) != cell.region:
            why = "tercatat di dua daerah"
        elif not (0 <= cell.gain < math.inf and 0 < cell.scale_rupiah < math.inf):
            why = "kurva tanggapan harus berupa angka positif"
        if why:
            raise BadCells(business=cell.business, why=why)
        seen.add((cell.business, cell.channel))


def _bound(bound: Bound | None, key: str, default: int) -> int:
    if isinstance(bound, Mapping):
        return bound.get(key, default)
    return default if bound is None else bound


def _limits(whose: str, least: int, most: int, unit: int) -> tuple[int, int]:
    if least > most:
        amounts = {"least": format_rupiah(least * unit), "most": format_rupiah(most * unit)}
        raise LimitsClash(whose=whose, **amounts)
    return least, most


def leaf_of(cell: Cell, unit: int) -> Leaf:
    """Return the cell as a leaf counted in whole units; floors round up, caps round down.

    Raises: LimitsClash.
    """
    cap = NO_LIMIT if cell.cap_rupiah is None else cell.cap_rupiah
    whose = f"usaha {cell.business} di {cell.channel}"
    low, high = _limits(whose, -(-max(0, cell.floor_rupiah) // unit), max(0, cap) // unit, unit)
    return Leaf(cell.gain, cell.scale_rupiah / unit, low, high)


def _group(
    whose: str, nodes: Sequence[Leaf] | Sequence[Group], floor: int, cap: int, unit: int
) -> Group:
    low = max(-(-floor // unit), sum(node.low for node in nodes))
    high = min(cap // unit, sum(node.high for node in nodes))
    return Group(nodes, *_limits(whose, low, high, unit))


def group_businesses(
    cells: Sequence[Cell],
    leaves: Mapping[tuple[str, str], Leaf],
    floor: Bound,
    cap: Bound | None,
    unit: int,
) -> dict[str, Group]:
    """Return the group of each business, by business code; leaves by channel code.

    Raises: LimitsClash.
    """
    members: dict[str, list[Leaf]] = {}
    for cell in sorted(cells, key=lambda c: (c.business, c.channel)):
        members.setdefault(cell.business, []).append(leaves[cell.business, cell.channel])
    return {
        key: _group(f"usaha {key}", nodes, _bound(floor, key, 0), _bound(cap, key, NO_LIMIT), unit)
        for key, nodes in members.items()
    }


def group_regions(
    cells: Sequence[Cell],
    businesses: Mapping[str, Group],
    floor: Bound,
    cap: Bound | None,
    unit: int,
) -> dict[str, Group]:
    """Return the group of each region, by region code; a limit without a business is idle.

    Raises: LimitsClash.
    """
    region_of = {cell.business: cell.region for cell in cells}
    members: dict[str, list[Group]] = {}
    for key, group in businesses.items():
        members.setdefault(region_of[key], []).append(group)
    return {
        code: _group(
            f"daerah {code}",
            members[code],
            _bound(floor, code, 0),
            _bound(cap, code, NO_LIMIT),
            unit,
        )
        for code in sorted(members)
    }
