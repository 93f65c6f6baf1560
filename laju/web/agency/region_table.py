"""How far the programme is in each kabupaten and kota."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import scope_of
from laju.apps.indicators.queries import cells_by
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import (
    count_applications_by_region,
    count_participants_by_region,
)
from laju.apps.publishing.queries import count_sites_by_region
from laju.apps.regions.models import Region

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
        """Return the name for a table with little room: what is no Kota is a Kabupaten."""
        return self.name.removeprefix("Kabupaten ")


def region_rows(
    *, by: User, cohort: Cohort | None, regions: Sequence[Region], digital: Mapping[str, int]
) -> list[RegionRow]:
    """Return one row per region a person sees, in order of code; four queries in all.

    For those who see everything the rows add up to all there is: what lies only in the province,
    or outside, has rows of its own.
    """
    asked = count_applications_by_region(cohort=cohort) if cohort else {}
    counts: tuple[Mapping[str, int], ...] = (
        {str(code): count for (code,), count in cells_by(dimensions=("region",), by=by).items()},
        {code: told["applications"] for code, told in asked.items()},
        count_participants_by_region(cohort=cohort) if cohort else {},
        count_sites_by_region(cohort=cohort) if cohort else {},
        digital,
    )
    rows = [_row(region.pk, region.name, [region.pk], counts) for region in regions]
    if scope_of(user=by) is None:
        known = {region.pk for region in regions}
        rest = {code for count in counts for code in count if code not in known}
        area = {cohort.area_id} & rest if cohort else set()
        if cohort and area:
            name = _("{area}, kabupaten/kota belum diketahui").format(area=cohort.area.name)
            rows.append(_row(cohort.area_id, name, [cohort.area_id], counts))
        if rest - area:
            rows.append(_row("", _("Di luar wilayah program"), sorted(rest - area), counts))
    return rows


def _row(
    code: str, name: str, codes: Sequence[str], counts: Sequence[Mapping[str, int]]
) -> RegionRow:
    """Return the figures of some region codes added up."""
    sums = [sum(count.get(each, 0) for each in codes) for count in counts]
    return RegionRow(code, name, sums[0], sums[1], sums[2], sums[3], sums[4], _share(sums))


def _share(sums: Sequence[int]) -> float | None:
    return 100 * sums[4] / sums[0] if sums[0] else None


def total_of(rows: Sequence[RegionRow]) -> RegionRow:
    """Return the sum of all rows."""
    sums = [sum(getattr(row, name) for row in rows) for name in SORTS[1:]]
    return RegionRow("", "", sums[0], sums[1], sums[2], sums[3], sums[4], _share(sums))


def sorted_rows(rows: Sequence[RegionRow], *, sort: str) -> list[RegionRow]:
    """Return the rows by a column ("-participants": greatest first); anything else by code."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        return list(rows)
    return sorted(rows, key=lambda row: (getattr(row, name), row.code), reverse=sort[0] == "-")
