"""Quotas across regions: at least so many seats for women, for a sector, for a size class.

They work inside the lottery only. Nobody surely in gives way, nobody out is drawn in, and the seats
of a region stay as published. Applicants alike in region and in every quota form one cell.
Source: docs/adr/0030-cohorts.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from laju.core.eligibility import SIZES
from laju.core.errors import DomainError
from laju.core.notation import format_count
from laju.core.profile import SECTOR_NAMES, Sector

MOST_QUOTAS = 8
MOST_SEATS = 1_000_000
SEPARATOR = "/"  # between the region and the quotas of a cell


class BadCrossing(DomainError):
    message = "Kuota lintas wilayah tidak dapat disimpan: {why}."
    remedy = "Perbaiki kuota itu, lalu simpan lagi."
    status = 422


class What(StrEnum):
    """Whom a quota is for."""

    WOMEN = "WOMEN"  # the owner is a woman
    SECTOR = "SECTOR"  # value: a sector
    SIZE = "SIZE"  # value: a size class of PP 7/2021


@dataclass(frozen=True, slots=True)
class Quota:
    """At least so many of all seats for one kind of applicant."""

    what: What
    least: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Trait:
    """What the quotas look at; "" means: not known, and then it counts for no quota."""

    sex: str = ""  # P (perempuan) or L
    sector: str = ""
    size: str = ""


def read_quotas(told: Sequence[Mapping[str, Any]]) -> tuple[Quota, ...]:
    """Read quotas from stored data. Raises: BadCrossing.

    >>> read_quotas([{"what": "SECTOR", "value": "FOOD", "least": 200}])[0].least
    200
    """
    if not isinstance(told, list | tuple) or len(told) > MOST_QUOTAS:
        raise BadCrossing(why=f"paling banyak {MOST_QUOTAS} kuota")
    quotas = tuple(_read(item) for item in told)
    if len({(quota.what, quota.value) for quota in quotas}) != len(quotas):
        raise BadCrossing(why="ada kuota yang tertulis dua kali")
    return quotas


def quotas_data(quotas: Iterable[Quota]) -> list[dict[str, Any]]:
    """Return quotas as they are stored; `read_quotas` reads them back."""
    return [
        {"what": str(quota.what), "least": quota.least}
        | ({"value": quota.value} if quota.value else {})
        for quota in quotas
    ]


def quota_sentence(quota: Quota) -> str:
    """Say a quota as it is published.

    >>> quota_sentence(Quota(What.WOMEN, 300))
    'Paling sedikit 300 kursi untuk usaha milik perempuan.'
    """
    return f"Paling sedikit {format_count(quota.least)} kursi untuk {whom(quota)}."


def whom(quota: Quota) -> str:
    """Say whom a quota is for, without its number.

    >>> whom(Quota(What.SIZE, 1, "MICRO"))
    'usaha mikro'
    """
    if quota.what == What.WOMEN:
        return "usaha milik perempuan"
    if quota.what == What.SIZE:
        return f"usaha {SIZES[quota.value]}"
    return f"usaha bidang {SECTOR_NAMES[Sector(quota.value)].lower()}"


def is_counted(trait: Trait, quota: Quota) -> bool:
    """Say whether an applicant counts for a quota."""
    if quota.what == What.WOMEN:
        return trait.sex == "P"
    return quota.value == (trait.sector if quota.what == What.SECTOR else trait.size)


def cell_of(*, region: str, trait: Trait, quotas: Sequence[Quota]) -> str:
    """Return the cell of an applicant: the region, and a 1 or 0 for each quota in its order.

    >>> cell_of(region="12.71", trait=Trait(sex="P"), quotas=[Quota(What.WOMEN, 3)])
    '12.71/1'
    """
    if not quotas:
        return region
    return region + SEPARATOR + "".join(str(int(is_counted(trait, quota))) for quota in quotas)


def region_of(cell: str) -> str:
    """Return the region of a cell; a region itself is its own.

    >>> region_of("12.71/10"), region_of("12.71")
    ('12.71', '12.71')
    """
    return cell.partition(SEPARATOR)[0]


def quotas_of(cell: str) -> tuple[int, ...]:
    """Return the numbers of the quotas a cell counts for, from 0.

    >>> quotas_of("12.71/101")
    (0, 2)
    """
    return tuple(n for n, mark in enumerate(cell.partition(SEPARATOR)[2]) if mark == "1")


def _read(item: Mapping[str, Any]) -> Quota:
    try:
        quota = Quota(What(item["what"]), item["least"], item.get("value", ""))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadCrossing(why="jenisnya tidak dikenal") from error
    known: dict[What, tuple[str, ...]] = {
        What.WOMEN: ("",),
        What.SECTOR: tuple(Sector),
        What.SIZE: tuple(SIZES),
    }
    if quota.value not in known[quota.what]:
        raise BadCrossing(why="golongannya tidak dikenal")
    if not isinstance(quota.least, int) or isinstance(quota.least, bool):
        raise BadCrossing(why=f"jumlah kursi {whom(quota)} bukan bilangan bulat")
    if not 1 <= quota.least <= MOST_SEATS:
        raise BadCrossing(
            why=f"jumlah kursi {whom(quota)} harus antara 1 dan {format_count(MOST_SEATS)}"
        )
    return quota
