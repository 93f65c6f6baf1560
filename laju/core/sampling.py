"""Audit samples anybody can draw again, and what they say about the whole list."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from laju.core.errors import DomainError
from laju.core.notation import format_count, format_percent
from laju.core.selection import ticket

CONFIDENCE = 0.95


class BadSample(DomainError):
    message = "Sampel tidak dapat diambil atau dihitung: {why}."
    remedy = "Periksa ukuran sampel, benih, dan daftarnya."
    status = 422


class Method(StrEnum):
    WILSON = "WILSON"  # close to the stated confidence on average
    CLOPPER_PEARSON = "CLOPPER_PEARSON"  # never below it, hence wider; for small regions


@dataclass(frozen=True, slots=True)
class Interval:
    """Shares 0..1: what was found and between which shares the truth lies."""

    found: float
    low: float
    high: float
    method: Method
    sentence: str


def draw_sample(*, rows: Iterable[str], size: int, seed: str) -> tuple[str, ...]:
    """Draw `size` row keys: those with the lowest tickets, in the order of their tickets.

    A longer sample with the same seed begins with the shorter one, so an auditor can go on.
    Raises: BadSample for repeated keys, an empty seed or more rows than there are.

    >>> len(draw_sample(rows=["a", "b", "c"], size=2, seed="17 08 45"))
    2
    """
    keys = list(rows)
    if not seed.strip():
        raise BadSample(why="benih undian masih kosong")
    if len(set(keys)) != len(keys):
        raise BadSample(why="ada baris yang tercantum dua kali")
    if not 0 <= size <= len(keys):
        raise BadSample(why=f"diminta {format_count(size)} dari {format_count(len(keys))} baris")
    return tuple(sorted(keys, key=lambda key: (ticket(seed, key), key))[:size])


def estimate_share(
    *,
    hits: int,
    size: int,
    confidence: float = CONFIDENCE,
    method: Method = Method.CLOPPER_PEARSON,
) -> Interval:
    """Say what share of the list holds, judged by `hits` of `size` rows looked at.

    Raises: BadSample.
    Source: Wilson 1927; Clopper and Pearson 1934. No correction for a finite list, so a sample
    that is a large part of its list gets a wider interval than it needs.

    >>> interval = estimate_share(hits=97, size=100)
    >>> interval.sentence
    '97 dari 100 sampel benar (97,0 %); sebenarnya antara 91,5 % dan 99,4 %, keyakinan 95 %.'
    """
    if not (0 <= hits <= size and size > 0 and 0 < confidence < 1):
        raise BadSample(why=f"{format_count(hits)} dari {format_count(size)} tidak masuk akal")
    bounds = _wilson if method is Method.WILSON else _clopper_pearson
    low, high = bounds(hits, size, 1 - confidence)
    found = hits / size
    sentence = (
        f"{format_count(hits)} dari {format_count(size)} sampel benar ({_percent(found)}); "
        f"sebenarnya antara {_percent(low)} dan {_percent(high)}, "
        f"keyakinan {format_percent(100 * confidence, decimals=0)}."
    )
    return Interval(found, low, high, method, sentence)


def _percent(share: float) -> str:
    return format_percent(100 * share, decimals=1)


def _wilson(hits: int, size: int, error: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf(1 - error / 2)
    share, spread = hits / size, z * z / size
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / size + spread / (4 * size))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    return low, 1.0 if hits == size else min(1.0, middle + half)


def _clopper_pearson(hits: int, size: int, error: float) -> tuple[float, float]:
    """Find the shares at which so few or so many hits become too rare to believe."""
    low, high = 0.0, 1.0
    if hits > 0:
        low = _solve(lambda p: 1 - _at_most(hits - 1, size, p) - error / 2)
    if hits < size:
        high = _solve(lambda p: error / 2 - _at_most(hits, size, p))
    return low, high


def _solve(rising: Callable[[float], float]) -> float:
    """Halve 0..1 until the rising function's zero is as near as floats allow."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def _at_most(hits: int, size: int, share: float) -> float:
    """Return the chance of at most `hits` of `size`: I_{1-p}(n - k, k + 1)."""
    if hits >= size:
        return 1.0
    return _incomplete_beta(1 - share, size - hits, hits + 1)


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function by Lentz's continued fraction.

    Source: NIST DLMF 8.17.22; steps on the fast side of the mean, so about sqrt(max(a, b)).
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(log_front + a * math.log(x) + b * math.log1p(-x)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    tiny = 1e-300
    c, d = 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or tiny)
    value = d
    for m in range(1, 10_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + term * d) or tiny)
            c = (1 + term / c) or tiny
            value *= c * d
        if abs(c * d - 1) < 1e-15:  # noqa: PLR2004  the last bit of a float
            break
    return value
