"""Seats of a cohort, spread over regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from heapq import heapify, heappop, heappush

from laju.core.errors import DomainError
from laju.core.notation import format_count, format_percent

Bound = int | Mapping[str, int]
Turn = tuple[Fraction, str]  # minus the quotient, then the region code: smallest comes first


class NotEnoughSeats(DomainError):
    message = "{seats} kursi tidak cukup: batas bawah seluruh daerah berjumlah {least} kursi."
    remedy = "Tambah jumlah kursi atau turunkan batas bawah per daerah."


class TooManySeats(DomainError):
    message = "{seats} kursi terlalu banyak: seluruh daerah hanya dapat menampung {most} kursi."
    remedy = "Kurangi jumlah kursi atau naikkan batas atas per daerah."


class BadQuota(DomainError):
    message = "Kuota daerah {region} tidak masuk akal: {why}."
    remedy = "Periksa jumlah usaha, batas bawah, dan batas atas daerah itu."
    status = 422


class SeatRule(StrEnum):
    """Why a region has its number of seats."""

    PROPORTIONAL = "PROPORTIONAL"
    FLOOR = "FLOOR"
    CAP = "CAP"
    EMPTY = "EMPTY"  # no business counted, no floor: no seat


@dataclass(frozen=True, slots=True)
class SeatReason:
    """The seats of one region with the rule that decided them, as a sentence."""

    region: str
    seats: int
    rule: SeatRule
    sentence: str


def allocate_seats(
    *, seats: int, weights: Mapping[str, int], floor: Bound = 0, cap: Bound | None = None
) -> dict[str, int]:
    """Split `seats` over regions by Sainte-Laguë, within a floor and a cap per region.

    Every region starts with its floor; each further seat goes to the region below its cap with
    the highest weight / (2 * seats + 1), equal quotients to the lower region code.
    weights: businesses (or people) per region code; a region of weight 0 gets its floor only.
    floor, cap: one number for all, or a number per region code; a missing key is 0 or no cap.
    Returns: seats per region code, same keys as `weights`, summing to `seats`.
    Raises: NotEnoughSeats, TooManySeats, BadQuota.
    Source: docs/adr/0007-seats.md.

    >>> allocate_seats(seats=10, weights={"12.71": 60, "12.01": 30, "12.02": 1}, floor=1)
    {'12.71': 6, '12.01': 3, '12.02': 1}
    """
    return _allocate(seats, weights, floor, cap)[0]


def explain_seats(
    *,
    seats: int,
    weights: Mapping[str, int],
    floor: Bound = 0,
    cap: Bound | None = None,
    names: Mapping[str, str] | None = None,
) -> dict[str, SeatReason]:
    """Say for each region in a sentence why `allocate_seats` gives it what it gives.

    names: region names for the sentences; a missing name shows the code.
    Raises: as allocate_seats.
    """
    given, last = _allocate(seats, weights, floor, cap)
    total = sum(weights.values())
    return {
        code: _reason(
            code,
            (names or {}).get(code, code),
            given[code],
            weights,
            total,
            _rule(code, weights[code], given[code], _bound(floor, code, 0), last),
        )
        for code in weights
    }


def fill_seats(*, seats: Mapping[str, int], applicants: Mapping[str, int]) -> dict[str, int]:
    """Hand seats that a region cannot fill to regions where applicants wait.

    No region loses a seat for which it has an applicant. Free seats are spread by Sainte-Laguë
    in proportion to the published seats; only what these regions cannot use goes to regions
    that had none, in proportion to their applicants.
    Returns: seats per region, never above its applicants; they sum to the smaller of all seats
    and all applicants.

    >>> fill_seats(seats={"a": 4, "b": 2, "c": 2}, applicants={"a": 1, "b": 9, "c": 9})
    {'a': 1, 'b': 4, 'c': 3}
    """
    codes = [*seats, *(code for code in applicants if code not in seats)]
    waiting = {code: applicants.get(code, 0) for code in codes}
    published = {code: seats.get(code, 0) for code in codes}
    kept = {code: min(published[code], waiting[code]) for code in codes}
    room = {code: waiting[code] if published[code] else 0 for code in codes}
    goal = min(sum(published.values()), sum(room.values()))
    given = allocate_seats(seats=goal, weights=published, floor=kept, cap=room)
    goal = min(sum(published.values()), sum(waiting.values()))
    return allocate_seats(seats=goal, weights=waiting, floor=given, cap=waiting)


def _allocate(
    seats: int, weights: Mapping[str, int], floor: Bound, cap: Bound | None
) -> tuple[dict[str, int], Turn | None]:
    """Return the seats and the turn that won the last seat (None when floors took all)."""
    least = {code: _bound(floor, code, 0) for code in weights}
    most = {code: _most(code, weights[code], least[code], cap, seats) for code in weights}
    if sum(least.values()) > seats:
        raise NotEnoughSeats(seats=format_count(seats), least=format_count(sum(least.values())))
    if sum(most.values()) < seats:
        raise TooManySeats(seats=format_count(seats), most=format_count(sum(most.values())))
    given = dict(least)
    turns = [
        _turn(code, weights[code], given[code]) for code in weights if given[code] < most[code]
    ]
    heapify(turns)
    last = None
    for _ in range(seats - sum(least.values())):
        last = heappop(turns)
        code = last[1]
        given[code] += 1
        if given[code] < most[code]:
            heappush(turns, _turn(code, weights[code], given[code]))
    return given, last


def _turn(code: str, weight: int, seats: int) -> Turn:
    return (Fraction(-weight, 2 * seats + 1), code)


def _bound(bound: Bound | None, code: str, default: int) -> int:
    if isinstance(bound, Mapping):
        return bound.get(code, default)
    return default if bound is None else bound


def _most(code: str, weight: int, least: int, cap: Bound | None, seats: int) -> int:
    most = _bound(cap, code, max(seats, least))
    if weight < 0 or least < 0:
        raise BadQuota(region=code, why="ada angka di bawah nol")
    if most < least:
        raise BadQuota(region=code, why=f"batas atas {most} di bawah batas bawah {least}")
    return most if weight else least


def _rule(code: str, weight: int, seats: int, floor: int, last: Turn | None) -> SeatRule:
    """Compare the region's own turns with the turn that won the last seat."""
    if seats == floor:
        if not seats:
            return SeatRule.PROPORTIONAL if weight else SeatRule.EMPTY
        if last is None or _turn(code, weight, seats - 1) > last:
            return SeatRule.FLOOR
    if last is not None and weight and _turn(code, weight, seats) < last:
        return SeatRule.CAP
    return SeatRule.PROPORTIONAL


def _reason(
    code: str, name: str, seats: int, weights: Mapping[str, int], total: int, rule: SeatRule
) -> SeatReason:
    share = format_percent(Fraction(100 * weights[code], total or 1), decimals=2)
    count = format_count(weights[code])
    why = {
        SeatRule.PROPORTIONAL: f"sebanding dengan {count} usahanya ({share} dari seluruhnya)",
        SeatRule.FLOOR: (
            f"dinaikkan ke batas bawah, sebab {count} usahanya ({share}) saja belum cukup"
        ),
        SeatRule.CAP: f"ditahan di batas atas, walau {count} usahanya ({share}) memberi lebih",
        SeatRule.EMPTY: "belum ada usaha yang tercatat di sana",
    }[rule]
    return SeatReason(code, seats, rule, f"{name} mendapat {format_count(seats)} kursi: {why}.")
