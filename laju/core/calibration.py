"""Scores of several readers, with each reader's severity taken out and the doubt left in.

points = mean + quality of the application + severity of the reader + noise, the last three normal.
Their spreads are estimated by restricted likelihood (REML), then each quality by best linear
prediction. All that is needed are sums per pair of readers, so a step of the search costs the same
for two hundred applications and for twenty thousand.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import mul
from statistics import NormalDist

from laju.core.assignments import count_components
from laju.core.errors import DomainError

LEAST_REPEATED = 2  # applications read twice or more, without which noise cannot be told
WIDEST = 12.0  # natural logarithm of the largest ratio of two variances that is tried
FINEST = 0.02  # of that logarithm, where the search ends
ZERO = 1e-9

Matrix = list[list[float]]


class TooFewReadings(DomainError):
    message = "Nilai pembaca belum dapat disetarakan: {why}."
    remedy = "Tunggu sampai sedikitnya dua pendaftaran dibaca oleh dua pembaca, lalu coba lagi."
    status = 409


@dataclass(frozen=True, slots=True)
class Reading:
    """The points (0..100) that one reader gave one application."""

    application: str
    reader: str
    points: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its standard deviation, and the readings it rests on."""

    value: float
    sd: float
    count: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Qualities per application, severities per reader (below 0 is strict), and the spreads."""

    mean: float
    sd_application: float
    sd_reader: float
    sd_noise: float
    components: int  # groups of readers without a shared application; 1 is what is wanted
    applications: dict[str, Estimate] = field(repr=False)
    readers: dict[str, Estimate] = field(repr=False)


def calibrate(*, readings: Iterable[Reading]) -> Calibration:
    """Estimate the quality of every application as if all had been read by the average reader.

    Raises: TooFewReadings if noise and quality cannot be told apart.
    Source: Patterson and Thompson 1971 (REML); Henderson 1975 (best linear prediction);
    docs/adr/0030-cohorts.md. The sd is that of prediction, given the estimated spreads.

    >>> told = calibrate(readings=[
    ...     Reading("a", "mild", 80), Reading("a", "strict", 70),
    ...     Reading("b", "mild", 60), Reading("c", "strict", 50), Reading("c", "mild", 60)])
    >>> round(told.readers["mild"].value - told.readers["strict"].value)
    10
    """
    told = list(readings)
    rows = _group(told)
    if sum(len(row) > 1 for row in rows.values()) < LEAST_REPEATED:
        raise TooFewReadings(why="belum cukup pendaftaran yang dibaca lebih dari satu orang")
    keys = sorted({reading.reader for reading in told})
    sums = _Sums(rows, {key: at for at, key in enumerate(keys, 1)})
    ratios = _search(sums)
    solved = sums.solve(*ratios)
    return _tell(rows, keys, sums, ratios, solved)


def _group(told: Sequence[Reading]) -> dict[str, dict[str, float]]:
    """Return the points by application and reader. Raises: TooFewReadings for odd values."""
    rows: dict[str, dict[str, float]] = {}
    for reading in told:
        row = rows.setdefault(reading.application, {})
        if reading.reader in row or not math.isfinite(reading.points):
            raise TooFewReadings(why=f"bacaan {reading.application} berulang atau bukan angka")
        row[reading.reader] = reading.points
    return rows


@dataclass(slots=True)
class _Solved:
    """The mixed-model equations solved for one pair of variance ratios."""

    fixed: list[float]  # mean, then the readers, less the centre
    factor: Matrix  # Cholesky factor of the system
    noise: float  # variance
    deviance: float


class _Sums:
    """What the equations need of the data, once the applications are worked out of them."""

    def __init__(self, rows: dict[str, dict[str, float]], at: dict[str, int]) -> None:
        self.at = at
        self.size = len(at) + 1
        self.count = sum(map(len, rows.values()))
        self.centre = sum(sum(row.values()) for row in rows.values()) / self.count
        self.plain: Matrix = [[0.0] * self.size for _ in range(self.size)]
        self.right = [0.0] * self.size
        self.square = 0.0
        # per number of readings: applications, pairs of readers, totals, squares of totals
        self.numbers: dict[int, int] = {}
        self.pairs: dict[int, Matrix] = {}
        self.totals: dict[int, list[float]] = {}
        self.squares: dict[int, float] = {}
        for row in rows.values():
            self._add(row)

    def _add(self, row: dict[str, float]) -> None:
        n = len(row)
        pairs = self.pairs.setdefault(n, [[0.0] * self.size for _ in range(self.size)])
        totals = self.totals.setdefault(n, [0.0] * self.size)
        total = sum(row.values()) - n * self.centre
        ats = [self.at[reader] for reader in row]
        for at, points in zip(ats, row.values(), strict=True):
            value = points - self.centre
            self.plain[0][at] += 1
            self.plain[at][at] += 1
            self.right[at] += value
            self.square += value * value
            totals[at] += total
            pairs[0][at] += n
            for other in ats:
                pairs[at][other] += 1
        self.plain[0][0] += n
        self.right[0] += total
        pairs[0][0] += n * n
        totals[0] += n * total
        self.squares[n] = self.squares.get(n, 0.0) + total * total
        self.numbers[n] = self.numbers.get(n, 0) + 1

    def solve(self, quality: float, severity: float) -> _Solved:
        """Solve for noise / quality and noise / severity variance ratios."""
        size = self.size
        system = [list(row) for row in self.plain]
        right = list(self.right)
        square, deviance = self.square, 0.0
        for n, number in self.numbers.items():
            share = 1 / (n + quality)
            pairs, totals = self.pairs[n], self.totals[n]
            for i in range(size):
                line, pair = system[i], pairs[i]
                for j in range(i, size):
                    line[j] -= share * pair[j]
                right[i] -= share * totals[i]
            square -= share * self.squares[n]
            deviance += number * (math.log(n + quality) - math.log(quality))
        for i in range(1, size):
            system[i][i] += severity
            for j in range(i):
                system[i][j] = system[j][i]
        factor = _cholesky(system)
        fixed = _backward(factor, _forward(factor, right))
        noise = max((square - sum(map(mul, fixed, right))) / max(self.count - 1, 1), ZERO)
        deviance += 2 * sum(math.log(factor[i][i]) for i in range(size))
        deviance += (self.count - 1) * math.log(noise) - (size - 1) * math.log(severity)
        return _Solved(fixed, factor, noise, deviance)


def _search(sums: _Sums) -> tuple[float, float]:
    """Walk downhill on the logarithms of both ratios, halving the step where nothing is lower."""
    place, step = (0.0, 0.0), 2.0
    best = sums.solve(1.0, 1.0).deviance
    while step > FINEST:
        moved = False
        for dx, dy in ((step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)):
            there = (place[0] + dx, place[1] + dy)
            if max(map(abs, there)) > WIDEST:
                continue
            deviance = sums.solve(math.exp(there[0]), math.exp(there[1])).deviance
            if deviance < best - ZERO:
                place, best, moved = there, deviance, True
        step = step if moved else step / 2
    return math.exp(place[0]), math.exp(place[1])


def _tell(
    rows: dict[str, dict[str, float]],
    keys: Sequence[str],
    sums: _Sums,
    ratios: tuple[float, float],
    solved: _Solved,
) -> Calibration:
    quality, severity = ratios
    inverse = _inverse(solved.factor)
    mean = sums.centre + solved.fixed[0]
    applications = {
        key: _estimate(row, sums, quality, solved, inverse) for key, row in rows.items()
    }
    readers = {
        key: Estimate(
            solved.fixed[at],
            math.sqrt(solved.noise * max(inverse[at][at], 0.0)),
            int(sums.plain[at][at]),
        )
        for at, key in enumerate(keys, 1)
    }
    return Calibration(
        mean=mean,
        sd_application=math.sqrt(solved.noise / quality),
        sd_reader=math.sqrt(solved.noise / severity),
        sd_noise=math.sqrt(solved.noise),
        components=count_components(rows),
        applications=applications,
        readers=readers,
    )


def _estimate(
    row: dict[str, float], sums: _Sums, quality: float, solved: _Solved, inverse: Matrix
) -> Estimate:
    """Predict one application: its points less the severities, drawn towards the mean."""
    n = len(row)
    share = 1 / (n + quality)
    ats = [sums.at[reader] for reader in row]
    points = sum(row.values()) - n * sums.centre
    severity = sum(solved.fixed[at] for at in ats)
    own = 1 - n * share  # weight of the mean
    value = sums.centre + share * (points - severity) + own * solved.fixed[0]
    doubt = own * own * inverse[0][0]
    doubt -= 2 * own * share * sum(inverse[0][at] for at in ats)
    doubt += share * share * sum(inverse[i][j] for i in ats for j in ats)
    return Estimate(value, math.sqrt(solved.noise * max(share + doubt, 0.0)), n)


def interval(estimate: Estimate, *, confidence: float = 0.95) -> tuple[float, float]:
    """Return between which values the truth lies.

    >>> [round(edge, 1) for edge in interval(Estimate(70, 5, 3))]
    [60.2, 79.8]
    """
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * estimate.sd
    return estimate.value - reach, estimate.value + reach


def _cholesky(system: Matrix) -> Matrix:
    """Factor a positive definite matrix; a vanishing pivot is held just above zero."""
    factor: Matrix = []
    for i, row in enumerate(system):
        line: list[float] = []
        for j in range(i):
            other = factor[j]
            line.append((row[j] - sum(map(mul, line, other))) / other[j])
        line.append(math.sqrt(max(row[i] - sum(map(mul, line, line)), ZERO)))
        factor.append(line)
    return factor


def _forward(factor: Matrix, right: Sequence[float]) -> list[float]:
    found: list[float] = []
    for line, value in zip(factor, right, strict=True):
        found.append((value - sum(map(mul, line, found))) / line[-1])
    return found


def _backward(factor: Matrix, right: Sequence[float]) -> list[float]:
    found = list(right)
    for i in range(len(factor) - 1, -1, -1):
        found[i] /= factor[i][i]
        for j in range(i):
            found[j] -= factor[i][j] * found[i]
    return found


def _inverse(factor: Matrix) -> Matrix:
    size = len(factor)
    return [
        _backward(factor, _forward(factor, [float(i == j) for j in range(size)]))
        for i in range(size)
    ]
