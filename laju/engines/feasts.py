"""Feasts of a year: public holidays, days of trade, and feasts of the regions."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

import holidays

from laju.core.errors import DomainError
from laju.core.posting import Feast, FeastKind

FIRST_YEAR, LAST_YEAR = 2000, 2100
ESTIMATE = " (perkiraan)"
LEAVE = "Cuti Bersama"
NATIONAL_WORDS = ("Kemerdekaan", "Pancasila", "Buruh", "Tahun Baru Masehi")
# Days on which a caption about orders and opening hours is welcome. The others (Good Friday,
# Isra Mikraj, Maulid, Waisak, Ascension) are kept in the calendar, but nobody advertises on them.
POSTED_WORDS = ("Hari Raya Idul Fitri", "Hari Raya Natal", "Tahun Baru Imlek", "Hari Suci Nyepi")
NOT_POSTED = ("Hari Buruh", "Hari kedua")
# The Islamic calendar follows the moon as seen; until the decree of the three ministers (SKB) the
# day is an estimate, whatever the library says.
MOON_WORDS = ("Idul", "Isra", "Maulid", "Tahun Baru Islam")
DECREED_UNTIL = 2026


class YearOutOfRange(DomainError):
    message = "Tahun {year} di luar kalender."
    remedy = "Pilih tahun antara 2000 dan 2100."
    status = 422


def feasts_of(*, year: int, month: int | None = None) -> tuple[Feast, ...]:
    """Return the feasts of a year or of one month, in order of days.

    Raises YearOutOfRange. Source: `holidays` (public and government days of Indonesia), and the
    editable lists in laju/data/feasts.

    >>> [feast.name for feast in feasts_of(year=2026, month=8) if feast.on.day == 17]
    ['Hari Kemerdekaan Republik Indonesia']
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearOutOfRange(year=year)
    return tuple(feast for feast in _year(year) if month is None or feast.on.month == month)


@cache
def _year(year: int) -> tuple[Feast, ...]:
    feasts = [*_holidays(year), *_trade_days(year), *_regional(year)]
    return tuple(sorted(feasts, key=lambda feast: (feast.on, feast.name)))


def _holidays(year: int) -> Iterator[Feast]:
    days = holidays.country_holidays(
        "ID", years=year, categories=("public", "government"), language="id"
    )
    for on, names in days.items():
        # Two feasts on one day come as one name with a semicolon.
        for stated in names.split("; "):
            name = stated.removesuffix(ESTIMATE)
            is_leave = name.startswith(LEAVE)
            is_national = any(word in name for word in NATIONAL_WORDS)
            kind = FeastKind.NATIONAL if is_national else FeastKind.RELIGIOUS
            welcome = is_national or name.startswith(POSTED_WORDS)
            by_moon = any(word in name for word in MOON_WORDS)
            yield Feast(
                on=on,
                name=name,
                kind=FeastKind.LEAVE if is_leave else kind,
                is_estimate=stated.endswith(ESTIMATE) or (by_moon and year > DECREED_UNTIL),
                is_posted=welcome and not is_leave and not name.startswith(NOT_POSTED),
            )


def _trade_days(year: int) -> Iterator[Feast]:
    for row in _rows("trade_days.csv"):
        on = date(year, int(row["month"]), int(row["day"]))
        yield Feast(on=on, name=row["name"], kind=FeastKind(row["kind"]))


def _regional(year: int) -> Iterator[Feast]:
    """Feasts of the regions; their days move, so each is an estimate until the office says so."""
    for row in _rows("regional.csv"):
        on = date(year, int(row["month"]), int(row["day"]))
        moves = "berubah" in row["note"]
        yield Feast(
            on=on,
            name=row["name"],
            kind=FeastKind.REGIONAL,
            is_estimate=moves,
            region=row["region"],
            # Nobody greets a feast on a day that may be the wrong one.
            is_posted=not moves,
        )


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("laju").joinpath("data", "feasts", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
