"""Participants of a cohort, picked from applicants so that anybody can repeat it."""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from laju.core.errors import DomainError
from laju.core.notation import format_count, format_decimal

DECIMALS = 4  # scores are compared, and committed to, with four decimals


class DuplicateApplicant(DomainError):
    message = "Pendaftar {key} tercantum lebih dari satu kali."
    remedy = "Satukan pendaftaran yang berulang, lalu jalankan seleksi lagi."


class BadScore(DomainError):
    message = "Nilai pendaftar {key} bukan angka yang dapat dibandingkan."
    remedy = "Perbaiki nilai pendaftar itu, lalu jalankan seleksi lagi."
    status = 422


class SeedMissing(DomainError):
    message = "Benih undian masih kosong."
    remedy = "Isi benih undian yang sudah diumumkan, misalnya hasil lempar dadu di depan umum."
    status = 422


class SelectionRule(StrEnum):
    """Why an applicant is where they are."""

    SCORE = "SCORE"  # chosen by score alone
    DRAW = "DRAW"  # chosen among equal scores by the draw
    WAITING = "WAITING"
    NO_SEATS = "NO_SEATS"  # the region has no seats in this cohort


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application as the rules see it; `score` 0..100, higher is better."""

    key: str
    region: str
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one applicant; `place` counts from 1 within the region."""

    key: str
    region: str
    score: float
    place: int
    ticket: str
    rule: SelectionRule
    sentence: str

    @property
    def is_chosen(self) -> bool:
        """Say whether the applicant takes part."""
        return self.rule in {SelectionRule.SCORE, SelectionRule.DRAW}


@dataclass(frozen=True, slots=True)
class Selection:
    """Applicant keys per region, best first; `decisions` holds every applicant, by key."""

    seed: str
    commitment: str
    chosen: Mapping[str, tuple[str, ...]]
    waiting: Mapping[str, tuple[str, ...]]
    decisions: Mapping[str, Decision] = field(repr=False)


def ticket(seed: str, key: str) -> str:
    """Return the lot of one applicant: SHA-256 of "seed|key" in hexadecimal; low lots come first.

    Anybody can repeat it: printf '%s' 'seed|key' | sha256sum

    >>> ticket("2024", "A-1")[:12]
    '6fb8472a7b6f'
    """
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def list_text(*, applicants: Iterable[Applicant]) -> str:
    """Write the applicant list to be published: one JSON line each, sorted by key.

    >>> print(list_text(applicants=[Applicant("A-1", "12.71", 70.5)]), end="")
    ["A-1","12.71","70.5000"]
    """
    rows = sorted((a.key, a.region, f"{a.score:.{DECIMALS}f}") for a in applicants)
    return "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    )


def commit_list(*, applicants: Iterable[Applicant]) -> str:
    """Return the SHA-256 of `list_text`, to be published before the seed is drawn.

    Whoever holds the list can check it: sha256sum daftar.jsonl
    """
    return hashlib.sha256(list_text(applicants=applicants).encode()).hexdigest()


def pick_participants(
    *, applicants: Iterable[Applicant], seats: Mapping[str, int], seed: str
) -> Selection:
    """Pick the best of each region; equal scores are ordered by a public draw.

    applicants: in any order; the result does not depend on it.
    seats: seats per region code; a region with fewer applicants stays short (see
    quotas.fill_seats). A region that is missing here has no seats.
    seed: made public only after the list's commitment.
    Returns: the waiting list of a region is simply its next applicants in the same order.
    Raises: DuplicateApplicant, BadScore, SeedMissing.
    Source: docs/adr/0008-selection.md.
    """
    everyone = list(applicants)
    _check(everyone, seed)
    groups: dict[str, list[tuple[float, str, str]]] = {code: [] for code in sorted(seats)}
    for a in everyone:
        score = round(a.score, DECIMALS) + 0.0
        groups.setdefault(a.region, []).append((-score, ticket(seed, a.key), a.key))
    chosen: dict[str, tuple[str, ...]] = {}
    waiting: dict[str, tuple[str, ...]] = {}
    decisions: dict[str, Decision] = {}
    for region, group in groups.items():
        group.sort()
        count = max(0, seats.get(region, 0))
        keys = tuple(key for _, _, key in group)
        chosen[region], waiting[region] = keys[:count], keys[count:]
        decisions.update({d.key: d for d in _decide(region, group, count)})
    return Selection(seed, commit_list(applicants=everyone), chosen, waiting, decisions)


def _check(applicants: list[Applicant], seed: str) -> None:
    if not seed.strip():
        raise SeedMissing
    seen: set[str] = set()
    for a in applicants:
        if a.key in seen:
            raise DuplicateApplicant(key=a.key)
        if not math.isfinite(a.score):
            raise BadScore(key=a.key)
        seen.add(a.key)


def _decide(region: str, group: list[tuple[float, str, str]], count: int) -> list[Decision]:
    """Give every applicant of one region, already in order, a place and a reason."""
    is_split = 0 < count < len(group) and group[count - 1][0] == group[count][0]
    cut = group[count - 1][0] if is_split else None
    tied = sum(score == cut for score, _, _ in group)
    return [
        _decision(region, place, row, count, tied if row[0] == cut else 0)
        for place, row in enumerate(group, 1)
    ]


def _decision(
    region: str, place: int, row: tuple[float, str, str], count: int, tied: int
) -> Decision:
    """`tied` counts those who share the score at the cut, 0 when this one does not."""
    score, lot, key = 0.0 - row[0], row[1], row[2]
    value = format_decimal(score, decimals=2)
    seats = format_count(count)
    drawn = (
        f"{tied} pendaftar bernilai sama ({value}) di batas kursi, urutannya dari undian terbuka"
    )
    if count == 0:
        rule, text = SelectionRule.NO_SEATS, "Daerah ini tidak mendapat kursi pada angkatan ini."
    elif place <= count and tied:
        rule, text = SelectionRule.DRAW, f"Terpilih lewat undian: {drawn}."
    elif place <= count:
        rule = SelectionRule.SCORE
        text = f"Terpilih: nilai {value}, urutan {place} untuk {seats} kursi di daerahnya."
    else:
        rule = SelectionRule.WAITING
        text = f"Daftar tunggu urutan {place - count}: nilai {value}, {seats} kursi sudah terisi."
        if tied:
            text = f"Daftar tunggu urutan {place - count}: {drawn}."
    return Decision(key, region, score, place, lot, rule, text)
