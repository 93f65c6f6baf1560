"""Permits: what their numbers look like, and until when each may be spoken of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from laju.core.identity.nib import read_nib
from laju.core.profile import Permit, Profile

CENTURY = 2000
FURTHEST_YEARS = 10


@dataclass(frozen=True, slots=True)
class PermitKind:
    """One kind of permit; `needs_expiry` unless the law lets it stand until it is withdrawn."""

    label: str
    example: str
    pattern: re.Pattern[str]
    needs_expiry: bool = True
    source: str = ""


KINDS: Mapping[str, PermitKind] = {
    "HALAL": PermitKind(
        "Sertifikat halal",
        "ID12110000123450722",
        re.compile(r"ID\d{17}|\d{11,17}"),
        source="UU 33/2014, PP 42/2024: BPJPH numbers (ID and 17 digits) stand until withdrawn",
    ),
    "PIRT": PermitKind(
        "P-IRT",
        "2061271010042-29",
        re.compile(r"\d{13}-\d{2}"),
        source="BPOM 22/2018: 15 digits, the last two are the year it runs out",
    ),
    "BPOM": PermitKind(
        "Izin edar BPOM",
        "MD 123456789012",
        re.compile(r"M[DL]\d{12}(?:\d{3})?|N[A-E]\d{11}|(?:TR|TI|TL|SD|SI|SL|QD|QI|QL)\d{9}"),
        source="BPOM 27/2017, 12/2020, 32/2019",
    ),
    "SNI": PermitKind(
        "Sertifikat SNI",
        "SNI 3719:2014",
        re.compile(r"SNI\d{2,5}(?:[-.]\d{1,5}){0,2}[:-](?:19|20)\d{2}"),
        source="UU 20/2014",
    ),
    "NIB": PermitKind(
        "NIB", "9120001234567", re.compile(r"\d{13}"), needs_expiry=False, source="PP 28/2025"
    ),
}


@dataclass(frozen=True, slots=True)
class PermitReading:
    """The number as it is stored, or a reason and what to do; `until` is what the number tells."""

    number: str = ""
    reason: str = ""
    until: date | None = None


def read_permit(*, kind: str, text: str) -> PermitReading:
    """Read the number of a permit however it is written.

    >>> read_permit(kind="PIRT", text="P-IRT No. 206127101004229")
    PermitReading(number='2061271010042-29', reason='', until=datetime.date(2028, 12, 31))
    >>> read_permit(kind="HALAL", text="sudah ada").reason
    'Nomor Sertifikat halal tidak terbaca. Contoh: ID12110000123450722.'
    """
    rule = KINDS.get(kind)
    if rule is None:
        return PermitReading(reason="Jenis izin ini tidak dikenal.")
    if kind == "NIB":
        reading = read_nib(text)
        return PermitReading(reading.value, reading.reason if not reading.value else "")
    plain = re.sub(r"[\s./]", "", text[:80].upper())
    plain = re.sub(r"^(?:P-?IRT|BPOM(?:RI)?|POM|HALAL|SERTIFIKAT)?(?:NOMOR|NO)?:?", "", plain)
    if kind in {"HALAL", "BPOM"}:
        plain = plain.replace("-", "")
    if kind == "PIRT":
        digits = plain.replace("-", "")
        plain = f"{digits[:13]}-{digits[13:]}" if len(digits) == len("206127101004229") else plain
    digits = re.sub(r"\D", "", plain)
    made_up = len(set(digits)) == 1
    if not rule.pattern.fullmatch(plain) or made_up:
        return PermitReading(reason=f"Nomor {rule.label} tidak terbaca. Contoh: {rule.example}.")
    number = re.sub(r"^(M[DL]|N[A-E]|[TSQ][RILD]|SNI)(?=\d)", r"\1 ", plain)
    return PermitReading(number, until=_told_by_number(kind, number))


def needs_expiry(*, kind: str, number: str) -> bool:
    """Tell whether a permit stands only with the day it runs out.

    NIB and the halal certificate of BPJPH ("ID…") stand until they are withdrawn.
    """
    if kind == "HALAL" and number.startswith("ID"):
        return False
    return KINDS[kind].needs_expiry if kind in KINDS else True


def stands_until(permit: Permit) -> date | None:
    """Return the last day a permit may be spoken of; None when no day is known."""
    if permit.expires_on:
        return permit.expires_on
    return read_permit(kind=permit.kind, text=permit.number).until


def may_be_shown(*, permit: Permit, on: date) -> bool:
    """Tell whether a permit has a number that can be one, and has not run out by `on`.

    >>> may_be_shown(permit=Permit("PIRT", "2061271010042-29"), on=date(2028, 12, 31))
    True
    >>> may_be_shown(permit=Permit("HALAL", "ID12110000123450722", date(2026, 1, 1)), on=date(2026, 1, 2))
    False
    """
    if not read_permit(kind=permit.kind, text=permit.number).number:
        return False
    until = stands_until(permit)
    if until is None:
        number = read_permit(kind=permit.kind, text=permit.number).number
        return not needs_expiry(kind=permit.kind, number=number)
    return until >= on


def standing_profile(profile: Profile, *, on: date) -> Profile:
    """Return the profile without the permits that may not be shown on this day."""
    permits = tuple(each for each in profile.permits if may_be_shown(permit=each, on=on))
    return profile if permits == profile.permits else replace(profile, permits=permits)


def first_expiry(*, permits: tuple[Permit, ...]) -> date | None:
    """Return the day on which the first of these permits falls silent; None when none ever does."""
    days = [day for day in map(stands_until, permits) if day]
    return min(days, default=None)


def _told_by_number(kind: str, number: str) -> date | None:
    """A P-IRT number ends with the year it runs out, not the day: only the years before are sure."""
    if kind != "PIRT":
        return None
    return date(CENTURY + int(number[-2:]) - 1, 12, 31)
