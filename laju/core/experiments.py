"""Two ways of making pages, tried on whole businesses: who gets which, and what came of it.

One page has far too few visits to compare anything on it, so each business gets one variant for the
whole trial, and businesses are compared, not visitors: their visitors resemble each other, and
counting each visitor as an independent case would make every trial look sure.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from laju.core.errors import DomainError

CONFIDENCE = 0.95
FEWEST = 20  # businesses with visits per variant, below which no interval is told


class TooFewVariants(DomainError):
    message = "Percobaan membutuhkan sedikitnya dua pilihan yang berbeda."
    remedy = "Tambahkan satu pilihan lagi."
    status = 422


@dataclass(frozen=True, slots=True)
class Arm:
    """One variant: its businesses with visits, their visits, and the visits that went on."""

    variant: str
    businesses: int
    visits: int
    events: int

    @property
    def rate(self) -> float | None:
        """Return events per visit; None without visits."""
        return self.events / self.visits if self.visits else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A variant against the first one.

    difference: of the rates, as adjusted for the strata; low, high: its interval, None when there
    is too little to tell one. verdict: "MORE", "LESS", "NOT_SURE" or "TOO_FEW".
    """

    arm: Arm
    base: Arm
    difference: float | None
    low: float | None
    high: float | None
    verdict: str


def assign_variants(
    *, strata: Mapping[str, str], variants: Sequence[str], seed: str
) -> dict[str, str]:
    """Give every business a variant, evenly within its stratum, by a draw anybody can repeat.

    strata: stratum (say "12.71 FOOD") per key of a business. In each stratum the businesses are
    put in the order of SHA-256("seed|key") and dealt out in turn, beginning with a variant that
    changes from stratum to stratum, so that small strata do not all favour the first.
    Returns: variant per key. In no stratum do two variants differ by more than one business.
    Raises: TooFewVariants.

    >>> told = assign_variants(strata={"a": "x", "b": "x", "c": "y"}, variants=["A", "B"], seed="7")
    >>> sorted((told["a"], told["b"]))
    ['A', 'B']
    """
    if len(set(variants)) != len(variants) or len(variants) < 2:  # noqa: PLR2004
        raise TooFewVariants
    groups: dict[str, list[str]] = defaultdict(list)
    for key, stratum in strata.items():
        groups[stratum].append(key)
    told: dict[str, str] = {}
    begin = 0
    for stratum in sorted(groups, key=lambda name: _lot(seed, f"stratum {name}")):
        for place, key in enumerate(
            sorted(groups[stratum], key=lambda key: (_lot(seed, key), key))
        ):
            told[key] = variants[(begin + place) % len(variants)]
        begin += len(groups[stratum])
    return told


def compare_variants(
    *,
    variants: Sequence[str],
    assigned: Mapping[str, str],
    strata: Mapping[str, str],
    counts: Mapping[str, tuple[int, int]],
    confidence: float = CONFIDENCE,
) -> list[Comparison]:
    """Compare every further variant with the first by events per visit.

    counts: (visits, events) per key of a business; one without visits tells nothing.
    The difference is that of the rates within each stratum, strata weighted by the harmonic mean of
    their visits (Mantel-Haenszel weights), so that a variant gains nothing from where its
    businesses lie. Its standard error is the jackknife over businesses: each is left out once. The
    interval is for as many comparisons as there are (Bonferroni).
    Source: Cochran (1977) section 6; Efron and Tibshirani (1993) chapter 11.
    """
    cells: dict[str, dict[str, dict[str, tuple[int, int]]]] = {
        v: defaultdict(dict) for v in variants
    }
    for key, (visits, events) in counts.items():
        if visits > 0 and (variant := assigned.get(key)) in cells:
            cells[str(variant)][strata.get(key, "")][key] = (visits, min(events, visits))
    base = cells[variants[0]]
    share = 1 - (1 - confidence) / max(len(variants) - 1, 1)
    return [
        _compare(_arm(v, cells[v]), _arm(variants[0], base), cells[v], base, share)
        for v in variants[1:]
    ]


_Cells = Mapping[str, Mapping[str, tuple[int, int]]]


def _arm(variant: str, cells: _Cells) -> Arm:
    rows = [row for stratum in cells.values() for row in stratum.values()]
    return Arm(variant, len(rows), sum(v for v, _ in rows), sum(e for _, e in rows))


def _compare(arm: Arm, base: Arm, mine: _Cells, theirs: _Cells, share: float) -> Comparison:
    sums = {s: (_sum(mine.get(s, {})), _sum(theirs.get(s, {}))) for s in {*mine, *theirs}}
    difference = _difference(sums.values())
    if difference is None or min(arm.businesses, base.businesses) < FEWEST:
        return Comparison(arm, base, difference, None, None, "TOO_FEW")
    spread = _jackknife(mine, theirs, sums)
    reach = NormalDist().inv_cdf(0.5 + share / 2) * spread
    low, high = difference - reach, difference + reach
    verdict = "MORE" if low > 0 else "LESS" if high < 0 else "NOT_SURE"
    return Comparison(arm, base, difference, low, high, verdict)


_Sums = tuple[tuple[int, int], tuple[int, int]]


def _difference(sums: Iterable[_Sums]) -> float | None:
    above, below = 0.0, 0.0
    for (visits, events), (other_visits, other_events) in sums:
        if visits and other_visits:
            weight = visits * other_visits / (visits + other_visits)
            above += weight * (events / visits - other_events / other_visits)
            below += weight
    return above / below if below else None


def _jackknife(mine: _Cells, theirs: _Cells, sums: Mapping[str, _Sums]) -> float:
    """Return the standard error from leaving each business out once, arms taken apart."""
    variance = 0.0
    for side, cells in enumerate((mine, theirs)):
        left_out = []
        for stratum, rows in cells.items():
            for visits, events in rows.values():
                pair = [*sums[stratum]]
                pair[side] = (pair[side][0] - visits, pair[side][1] - events)
                changed = {**sums, stratum: (pair[0], pair[1])}
                if (value := _difference(changed.values())) is not None:
                    left_out.append(value)
        n = len(left_out)
        if n > 1:
            mean = math.fsum(left_out) / n
            variance += (n - 1) / n * math.fsum((value - mean) ** 2 for value in left_out)
    return math.sqrt(variance)


def _sum(rows: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    return sum(v for v, _ in rows.values()), sum(e for _, e in rows.values())


def _lot(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()
