"""Ranking for endorsement: fixed published scales, so nobody's place hangs on a rival's papers."""

import heapq
import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul

from laju.core.errors import DomainError
from laju.core.notation import format_decimal

SIZE = 100
DRAWS = 500
STEADINESS = 50.0  # of the weightings drawn: weight .25 spreads by about +-.06
DECIMALS = 6  # scores closer than this are equal
SURE, LIKELY = 0.95, 0.5


class BadCriteria(DomainError):
    message = "Skala penilaian {key} tidak dapat dipakai: {why}."
    remedy = "Perbaiki skala dan bobot yang diterbitkan, lalu susun peringkat lagi."
    status = 422


@dataclass(frozen=True, slots=True)
class Criterion:
    """A fixed scale: points 0..100 between (value, points) corners, straight lines between.

    scale: values strictly rising; beyond the ends the points stay as at the end.
    """

    key: str
    label: str
    scale: tuple[tuple[float, float], ...]
    version: str = ""  # of the published scale, for example "2027-01"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is proved of one business; a missing or None value is worth nothing."""

    key: str
    values: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Part:
    criterion: str
    points: float  # 0..100 on the scale
    weight: float  # 0..1
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """One business: equal scores share a place.

    probability: share of the weightings drawn in which it is among the best `size`.
    """

    key: str
    score: float
    place: int
    probability: float
    is_best: bool
    parts: tuple[Part, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """All candidates, best first; `tied_at_cut` share the last place and outnumber the seats."""

    places: tuple[Place, ...]
    size: int
    seed: str
    draws: int
    tied_at_cut: tuple[str, ...]


def rank_businesses(
    *,
    candidates: Iterable[Candidate],
    criteria: Sequence[Criterion],
    weights: Mapping[str, float],
    size: int = SIZE,
    seed: str = "laju",
    draws: int = DRAWS,
) -> Ranking:
    """Rank by the weighted sum of points on fixed scales and say how sure each place is.

    weights: above zero per criterion key; only their proportions matter.
    A withdrawal never changes the order of the others. Those who tie at the cut are not marked
    best: `tied_at_cut` names them, a site visit or a draw decides.
    Raises: BadCriteria.
    Source: docs/adr/0011-ranking.md (weighted sum; SMAA, Lahdelma and Salminen 2001).
    """
    _check(criteria, weights)
    total = math.fsum(weights[c.key] for c in criteria)
    shares = [weights[c.key] / total for c in criteria]
    people = sorted(candidates, key=lambda c: c.key)
    points = [[_points(c, person.values.get(c.key)) for c in criteria] for person in people]
    scores = [_score(row, shares) for row in points]
    chances = _chances(points, shares, size, random.Random(f"{seed}"), draws)  # noqa: S311  repeatable
    descending = sorted(scores, reverse=True)
    first = {score: place for place, score in reversed(list(enumerate(descending, 1)))}
    tied = _tied(people, scores, descending, size)
    places = [
        Place(
            key=person.key,
            score=score,
            place=first[score],
            probability=chance,
            is_best=first[score] <= size and person.key not in tied,
            parts=_parts(person, criteria, row, shares),
            sentence=_sentence(first[score], score, chance, size),
        )
        for person, row, score, chance in zip(people, points, scores, chances, strict=True)
    ]
    places.sort(key=lambda p: (p.place, p.key))
    return Ranking(tuple(places), size, seed, draws, tied)


def _check(criteria: Sequence[Criterion], weights: Mapping[str, float]) -> None:
    if not criteria:
        raise BadCriteria(key="-", why="belum ada kriteria")
    for c in criteria:
        values = [value for value, _ in c.scale]
        if not values or any(a >= b for a, b in pairwise(values)):
            raise BadCriteria(key=c.key, why="nilai pada skala harus menaik")
        if not all(0 <= points <= 100 for _, points in c.scale):  # noqa: PLR2004  the scale's end
            raise BadCriteria(key=c.key, why="angka pada skala harus 0 sampai 100")
        if not 0 < weights.get(c.key, 0) < math.inf:
            raise BadCriteria(key=c.key, why="bobotnya harus di atas nol")


def _points(criterion: Criterion, value: float | None) -> float:
    if value is None or math.isnan(value):
        return 0.0
    low, points = criterion.scale[0]
    if value <= low:
        return points
    for high, above in criterion.scale[1:]:
        if value <= high:
            return points + (above - points) * (value - low) / (high - low)
        low, points = high, above
    return points


def _score(points: Sequence[float], shares: Sequence[float]) -> float:
    return round(math.fsum(p * w for p, w in zip(points, shares, strict=True)), DECIMALS)


def _tied(
    people: Sequence[Candidate], scores: Sequence[float], descending: Sequence[float], size: int
) -> tuple[str, ...]:
    """Name those at the cut when they are more than the seats left."""
    if not 0 < size < len(descending) or descending[size - 1] != descending[size]:
        return ()
    cut = descending[size]
    return tuple(p.key for p, score in zip(people, scores, strict=True) if score == cut)


def _chances(
    points: Sequence[Sequence[float]],
    shares: Sequence[float],
    size: int,
    rng: random.Random,
    draws: int,
) -> list[float]:
    """Count memberships over Dirichlet weightings around the published weights.

    Ties at a cut share what is left, so the chances sum to the smaller of size and candidates.
    The weightings depend on the seed alone, never on who takes part.
    """
    counts = [0.0] * len(points)
    if not 0 < size < len(points):
        return [float(size > 0)] * len(points)
    for _ in range(draws):
        drawn = [rng.gammavariate(STEADINESS * share, 1.0) for share in shares]
        total = math.fsum(drawn)
        weights = [weight / total for weight in drawn]
        scores = [round(sum(map(mul, row, weights)), DECIMALS) for row in points]
        cut = heapq.nlargest(size, scores)[-1]
        above = sum(score > cut for score in scores)
        share = (size - above) / scores.count(cut)
        for i, score in enumerate(scores):
            if score >= cut:
                counts[i] += 1.0 if score > cut else share
    return [count / draws for count in counts]


def _parts(
    person: Candidate,
    criteria: Sequence[Criterion],
    points: Sequence[float],
    shares: Sequence[float],
) -> tuple[Part, ...]:
    return tuple(
        Part(c.key, value, share, _reason(c, person.values.get(c.key), value))
        for c, value, share in zip(criteria, points, shares, strict=True)
    )


def _reason(criterion: Criterion, value: float | None, points: float) -> str:
    if value is None or math.isnan(value):
        return f"{criterion.label}: belum ada bukti, 0 angka."
    shown = format_decimal(value, decimals=2) if math.isfinite(value) else "di luar skala"
    return f"{criterion.label}: {shown}, menjadi {format_decimal(points, decimals=1)} angka."


def _sentence(place: int, score: float, chance: float, size: int) -> str:
    how = "hampir pasti" if chance >= SURE else "mungkin" if chance >= LIKELY else "kecil"
    percent = format_decimal(100 * chance, decimals=0)
    return (
        f"Peringkat {place} dengan nilai {format_decimal(score, decimals=2)}; peluang masuk "
        f"{size} terbaik {how} ({percent} % dari susunan bobot yang dicoba)."
    )
