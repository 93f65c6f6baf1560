"""How far the programme is in each kabupaten and kota."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import scope_of
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import (
    count_applications_by_region,
    count_participants_by_region,
)
from laju.apps.publishing.queries import count_sites_by_region
from laju.apps.regions.models import Region
from laju.apps.registry.queries import count_businesses_by_region

SORTS = ("name", "businesses", "applications", "participants", "sites", "digital")


class RegionRow(NamedTuple):
    """The figures of one region; `share` is go-digital in percent of its businesses."""

    code: str
    name: str
    businesses: int
    applications: int
    participants: int
    sites: int
    digital: int
    share: float | None

    @property
    def short(self) -> str:
        """Return the name with "Kab." for a table with little room."""
        return self.name.replace("Kabupaten ", "Kab. ", 1)


def region_rows(
    *, by: User, cohort: Cohort | None, regions: Sequence[Region], digital: Mapping[str, int]
) -> list[RegionRow]:
    """Return one row per region a person sees, in order of code; four queries in all."""
    businesses = count_businesses_by_region(by=by)
    asked = count_applications_by_region(cohort=cohort) if cohort else {}
    chosen = count_participants_by_region(cohort=cohort) if cohort else {}
    live = count_sites_by_region(cohort=cohort) if cohort else {}
    names = {region.pk: region.name for region in regions}
    if cohort and scope_of(user=by) is None and businesses.get(cohort.area_id):
        names[cohort.area_id] = f"{cohort.area.name}, kabupaten/kota belum diketahui"
    return [
        RegionRow(
            code,
            name,
            businesses.get(code, 0),
            asked.get(code, {}).get("applications", 0),
            chosen.get(code, 0),
            live.get(code, 0),
            digital.get(code, 0),
            100 * digital.get(code, 0) / businesses[code] if businesses.get(code) else None,
        )
        for code, name in sorted(names.items())
    ]


def total_of(rows: Sequence[RegionRow]) -> RegionRow:
    """Return the sum of all rows."""
    sums = [sum(getattr(row, name) for row in rows) for name in SORTS[1:]]
    share = 100 * sums[4] / sums[0] if sums[0] else None
    return RegionRow("", "", sums[0], sums[1], sums[2], sums[3], sums[4], share)


def sorted_rows(rows: Sequence[RegionRow], *, sort: str) -> list[RegionRow]:
    """Return the rows by a column ("-participants": greatest first); anything else by code."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        return list(rows)
    return sorted(rows, key=lambda row: (getattr(row, name), row.code), reverse=sort[0] == "-")
