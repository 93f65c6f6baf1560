"""Three bands per region: surely in, the lottery, and out, each with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from laju.core.notation import format_count, format_decimal

CONFIDENCE = 0.80  # of the interval that decides; published with the rules


class Band(StrEnum):
    """Where an application stands before the draw."""

    IN = "IN"
    DRAW = "DRAW"
    OUT = "OUT"


@dataclass(frozen=True, slots=True)
class Standing:
    """The calibrated value of one application with its standard deviation."""

    key: str
    region: str
    value: float
    sd: float


@dataclass(frozen=True, slots=True)
class Placing:
    """The band of one application and why."""

    key: str
    region: str
    band: Band
    low: float
    high: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """The line of one region: halfway between the last who fits and the first who does not."""

    seats: int
    value: float | None  # None: nobody is left over, everybody fits
    reach: float
    least: float | None


def sort_bands(
    *,
    standings: Iterable[Standing],
    seats: Mapping[str, int],
    confidence: float = CONFIDENCE,
    least: float | None = None,
) -> dict[str, Placing]:
    """Put every application into a band of its region.

    In: the whole interval lies above the line. Out: all of it lies below. Between: the lottery.
    seats: per region; a region that is missing has none.
    least: a published mark; who lies below it with the whole interval is out wherever seats are.
    Returns: never more in than seats; never fewer in or in the lottery than seats, as long as
    there are applications above the mark.
    Source: docs/adr/0030-cohorts.md; Heyard et al. 2022.
    """
    reach = NormalDist().inv_cdf((1 + confidence) / 2)
    groups: dict[str, list[Standing]] = {}
    for standing in standings:
        groups.setdefault(standing.region, []).append(standing)
    placed: dict[str, Placing] = {}
    for region, group in groups.items():
        line = _line(group, max(seats.get(region, 0), 0), reach, least)
        placed.update({standing.key: _place(standing, line) for standing in group})
    return placed


def count_bands(placed: Iterable[Placing]) -> dict[str, dict[Band, int]]:
    """Count the bands of each region."""
    counted: dict[str, dict[Band, int]] = {}
    for placing in placed:
        row = counted.setdefault(placing.region, dict.fromkeys(Band, 0))
        row[placing.band] += 1
    return counted


def above_mark(standing: Standing, *, least: float | None, confidence: float = CONFIDENCE) -> bool:
    """Say whether an application may be above the published mark."""
    reach = NormalDist().inv_cdf((1 + confidence) / 2)
    return least is None or standing.value + reach * standing.sd >= least


def _line(group: list[Standing], seats: int, reach: float, least: float | None) -> Line:
    values = sorted(
        (s.value for s in group if least is None or s.value + reach * s.sd >= least), reverse=True
    )
    if seats >= len(values):
        return Line(seats, None, reach, least)
    if not seats:
        return Line(0, values[0], reach, least)
    return Line(seats, (values[seats - 1] + values[seats]) / 2, reach, least)


def _place(standing: Standing, line: Line) -> Placing:
    low = standing.value - line.reach * standing.sd
    high = standing.value + line.reach * standing.sd
    band, why = _band(line, low, high)
    told = (
        f"Nilai setara {_n(standing.value)}, dengan keraguan antara {_n(low)} dan {_n(high)}. {why}"
    )
    return Placing(standing.key, standing.region, band, low, high, told)


def _band(line: Line, low: float, high: float) -> tuple[Band, str]:
    seats = format_count(line.seats)
    if line.least is not None and high < line.least:
        return Band.OUT, f"Seluruhnya di bawah nilai terendah {_n(line.least)} yang diumumkan."
    if not line.seats:
        return Band.OUT, "Daerah ini tidak mendapat kursi pada angkatan ini."
    if line.value is None:
        return Band.IN, f"Kursi di daerahnya ({seats}) cukup untuk semua yang memenuhi syarat."
    cut = f"garis {_n(line.value)} untuk {seats} kursi di daerahnya"
    if low > line.value:
        return Band.IN, f"Seluruhnya di atas {cut}."
    if high < line.value:
        return Band.OUT, f"Seluruhnya di bawah {cut}."
    return Band.DRAW, f"Terlalu dekat dengan {cut} untuk dibedakan; undian yang menentukan."


def _n(value: float) -> str:
    return format_decimal(value, decimals=1)
