"""Months and weeks of the programme."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from laju.core.errors import DomainError


class BadMonth(DomainError):
    message = "Bulan {written} tidak dikenali."
    remedy = "Tulis bulan sebagai tahun dan angka bulan, misalnya 2027-03."
    status = 422


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week, Monday to Sunday; `days` of it lie in the month asked for."""

    year: int  # of the ISO week, which may differ from the month's year
    number: int
    starts_on: date
    ends_on: date
    days: int

    @property
    def label(self) -> str:
        """Return the week as ISO 8601 writes it, for example "2027-W09"."""
        return f"{self.year}-W{self.number:02d}"


def parse_month(written: str) -> tuple[int, int]:
    """Read "YYYY-MM" as (year, month).

    Raises: BadMonth.

    >>> parse_month("2027-03")
    (2027, 3)
    """
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", written.strip())
    if not match or not 1 <= int(match[2]) <= 12 or not 1900 <= int(match[1]) <= 9000:  # noqa: PLR2004  a calendar
        raise BadMonth(written=written[:20])
    return int(match[1]), int(match[2])


def weeks_of_month(*, year: int, month: int) -> tuple[Week, ...]:
    """Return the ISO weeks that touch a month, in order; their days sum to the month's.

    >>> [(week.label, week.days) for week in weeks_of_month(year=2027, month=2)]
    [('2027-W05', 7), ('2027-W06', 7), ('2027-W07', 7), ('2027-W08', 7)]
    """
    first = date(year, month, 1)
    last = date(year, month, monthrange(year, month)[1])
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        sunday = monday + timedelta(days=6)
        iso = monday.isocalendar()
        days = (min(sunday, last) - max(monday, first)).days + 1
        weeks.append(Week(iso.year, iso.week, monday, sunday, days))
        monday += timedelta(days=7)
    return tuple(weeks)
