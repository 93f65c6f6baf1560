"""How many businesses there are of each region, size, sector and level, from the kept cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.indicators.models import Cell, Cube, Measure
from laju.apps.programme.queries import in_area
from laju.apps.regions.models import Region

DIMENSIONS = ("region", "size", "sector", "level")
Key = tuple[str | int, ...]  # values of the dimensions asked for, in their order

# From the rows themselves: what the cells must say. The level is that of the latest measure.
COUNT_ROWS = f"""
SELECT b.region_id, b.size, b.sector,
  COALESCE((SELECT m.level FROM indicators_measure m WHERE m.business_id = b.id
            ORDER BY m."on" DESC LIMIT 1), {Cell.UNMEASURED}) AS level,
  COUNT(*)
FROM registry_business b WHERE b.merged_into_id IS NULL
GROUP BY 1, 2, 3, 4
"""  # noqa: S608  a number of our own


@dataclass(frozen=True, slots=True)
class CubeState:
    """Whether the cells are in step with the rows; if not, the moment they speak of."""

    is_exact: bool
    holds_at: datetime | None = None
    rebuilt_at: datetime | None = None
    checked_at: datetime | None = None


class Difference(NamedTuple):
    """A cell that does not say what the rows say."""

    key: Key
    kept: int
    counted: int


def cube_state() -> CubeState:
    """Return whether the cells are exact, and when they were last recounted."""
    cube = Cube.objects.filter(pk=Cube.ONLY).first()
    if cube is None:
        return CubeState(is_exact=True)
    holds_at = cube.holds_at if cube.is_paused else None
    return CubeState(not cube.is_paused, holds_at, cube.rebuilt_at, cube.checked_at)


def cells_by(
    *,
    dimensions: Sequence[str] = DIMENSIONS,
    by: User | None = None,
    area: Region | None = None,
    where: Mapping[str, Sequence[str | int]] | None = None,
) -> dict[Key, int]:
    """Return the number of businesses per value of the given dimensions; empty cells are left out.

    by: only what this person may see. area: only a programme area.
    where: per dimension the values to keep; a dimension that is not named is not narrowed.
    """
    rows = Cell.objects.filter(
        **{f"{name}__in": list(some) for name, some in (where or {}).items()}
    )
    if by is not None:
        rows = rows.filter(within_scope(user=by, path="region"))
    if area is not None:
        rows = rows.filter(in_area(area=area, path="region"))
    if not dimensions:
        whole = rows.aggregate(n=Sum("count"))["n"]
        return {(): whole} if whole else {}
    if len(dimensions) == len(DIMENSIONS):  # next to nothing to add up: faster than sorting
        counts = _added(list(rows.values_list(*dimensions, "count")))
    else:
        counts = _added(list(rows.order_by().values_list(*dimensions).annotate(n=Sum("count"))))
    return {key: n for key, n in counts.items() if n} if 0 in counts.values() else counts


def count_cells(
    *,
    by: User | None = None,
    area: Region | None = None,
    where: Mapping[str, Sequence[str | int]] | None = None,
) -> int:
    """Return the number of businesses in all cells that fit, as `cells_by` narrows them."""
    return sum(cells_by(dimensions=(), by=by, area=area, where=where).values())


def cells_kept() -> dict[Key, int]:
    """Return every cell as it is kept; one that is empty or wrongly below zero too."""
    return _added(list(Cell.objects.values_list(*DIMENSIONS, "count")))


def differences() -> list[Difference]:
    """Recount every cell from the rows and return those that differ, in order."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ROWS)
        counted = {tuple(key): int(count) for *key, count in cursor.fetchall()}
    kept = cells_kept()
    keys = sorted({*kept, *counted})
    told = (Difference(key, kept.get(key, 0), counted.get(key, 0)) for key in keys)
    return [each for each in told if each.kept != each.counted]


def _added(rows: Sequence[tuple[Any, ...]]) -> dict[Key, int]:
    """Add up the last value of each row under the others; mostly there is one row of each."""
    counts: dict[Key, int] = {row[:-1]: row[-1] for row in rows}
    if len(counts) < len(rows):
        counts = dict.fromkeys(counts, 0)
        for row in rows:
            counts[row[:-1]] += row[-1]
    return counts


def at_level(*, level: int, path: str = "pk") -> Q:
    """Return the filter that keeps businesses whose latest measure has a level.

    level: Cell.UNMEASURED keeps those never measured. path: leads to the business.
    """
    own = Measure.objects.filter(business=OuterRef(path))
    if level == Cell.UNMEASURED:
        return ~Q(Exists(own))
    later = Measure.objects.filter(business=OuterRef("business"), on__gt=OuterRef("on"))
    return Q(Exists(own.filter(~Exists(later), level=level)))


def businesses_measured(*, level: int) -> QuerySet[Measure, int]:
    """Return the numbers of businesses whose latest measure has a level.

    level: Cell.UNMEASURED gives those ever measured, so that the rest is known without a list of it.
    """
    rows = Measure.objects.values_list("business", flat=True)
    if level == Cell.UNMEASURED:
        return rows.distinct()
    later = Measure.objects.filter(business=OuterRef("business"), on__gt=OuterRef("on"))
    return rows.filter(~Exists(later), level=level)
