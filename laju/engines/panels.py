"""Seat plans for a lottery under crossing quotas: equally likely, and as fair as can be.

A cell is who is alike in region and in every quota; the seed picks one of the plans, and lots decide
inside each cell. The chances are those of the leximin rule (the smallest is as large as possible, then
the next; Flanigan et al. 2021), found on cells instead of persons, so that 20,000 applicants are a few
hundred columns. Solver: HiGHS.
Source: docs/adr/0030-cohorts.md.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

PLANS = 300
_NEAR = 1e-7

Row = tuple[float, float, Mapping[int, float]]  # lowest, highest, coefficient per column
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cell:
    """Applicants alike: `sure` of them are in, `lottery` of them hope."""

    key: str
    region: str
    tags: tuple[int, ...]  # the quotas they count for
    sure: int
    lottery: int


@dataclass(frozen=True, slots=True)
class Seating:
    """What was found.

    plans: seats per cell, each as likely as the other; a cell without seats is missing.
    reached: per quota what every plan holds; lower than asked where nobody is left to draw.
    worst: the smallest chance of anybody in the lottery, over the plans; `possible`: of the rule.
    off_most: the largest distance of a chance from that of the rule.
    """

    plans: tuple[Mapping[str, int], ...]
    reached: tuple[int, ...]
    worst: float
    possible: float
    off_most: float


def plan_seats(
    *,
    cells: Sequence[Cell],
    seats: Mapping[str, int],
    least: Sequence[int],
    plans: int = PLANS,
) -> Seating:
    """Plan the seats of every cell so that regions and quotas hold in each plan.

    seats: per region, between those sure and all who stand there; others are cut to that.
    least: seats per quota, by its number; one that cannot be reached is lowered as little as can be.
    """
    if not cells:
        return Seating(({},) * plans, (0,) * len(least), 1.0, 1.0, 0.0)
    told = _Task(cells, seats)
    reached = told.reach(least)
    fair = told.leximin(reached)
    made = told.herd(fair, reached, plans)
    hopes = told.lottery > 0
    chances = (made.mean(axis=0) - told.sure)[hopes] / told.lottery[hopes]
    wanted = (fair - told.sure)[hopes] / told.lottery[hopes]
    keys = [cell.key for cell in cells]
    return Seating(
        plans=tuple(
            {key: int(count) for key, count in zip(keys, row, strict=True) if count} for row in made
        ),
        reached=reached,
        worst=float(chances.min(initial=1.0)),
        possible=float(wanted.min(initial=1.0)),
        off_most=float(np.abs(chances - wanted).max(initial=0.0)),
    )


class _Task:
    """The cells as columns of a linear program."""

    def __init__(self, cells: Sequence[Cell], seats: Mapping[str, int]) -> None:
        self.sure = np.array([cell.sure for cell in cells], dtype=float)
        self.lottery = np.array([cell.lottery for cell in cells], dtype=float)
        self.most = self.sure + self.lottery
        self.tags = [cell.tags for cell in cells]
        regions: dict[str, list[int]] = {}
        for n, cell in enumerate(cells):
            regions.setdefault(cell.region, []).append(n)
        self.regions: list[Row] = []
        for region, columns in regions.items():
            low, high = self.sure[columns].sum(), self.most[columns].sum()
            count = min(max(seats.get(region, 0), low), high)
            self.regions.append((count, count, dict.fromkeys(columns, 1.0)))

    def quotas(self, least: Sequence[int]) -> list[Row]:
        """Return a row per quota: at least so many seats."""
        return [
            (count, math.inf, {n: 1.0 for n, tags in enumerate(self.tags) if number in tags})
            for number, count in enumerate(least)
        ]

    def reach(self, least: Sequence[int]) -> tuple[int, ...]:
        """Lower the quotas as little as can be, all together, until one plan holds them."""
        size = len(self.sure)
        rows = [
            (low, high, {**row, size + number: 1.0})
            for number, (low, high, row) in enumerate(self.quotas(least))
        ]
        count = len(least)
        found, _ = _solve(
            costs=np.concatenate([np.zeros(size), np.ones(count)]),
            low=np.concatenate([self.sure, np.zeros(count)]),
            high=np.concatenate([self.most, np.array(least, dtype=float)]),
            rows=[*self.regions, *rows],
            is_whole=True,
        )
        return tuple(
            number - round(short) for number, short in zip(least, found[size:], strict=True)
        )

    def leximin(self, least: Sequence[int]) -> Numbers:
        """Return the expected seats per cell under the leximin rule.

        Each round raises the smallest chance as far as it goes; the cells that hold it there
        (their row has a price) keep it.
        """
        size = len(self.sure)
        fixed = np.where(self.lottery == 0, self.sure, np.nan)
        base = [*self.regions, *self.quotas(least)]
        while np.isnan(fixed).any():
            free = np.flatnonzero(np.isnan(fixed))
            rows: list[Row] = [
                (self.sure[n], math.inf, {int(n): 1.0, size: -self.lottery[n]}) for n in free
            ]
            found, prices = _solve(
                costs=np.append(np.zeros(size), -1.0),
                low=np.append(np.where(np.isnan(fixed), self.sure, fixed - _NEAR), 0.0),
                high=np.append(np.where(np.isnan(fixed), self.most, fixed + _NEAR), 1.0),
                rows=[*base, *rows],
            )
            tight = free[np.abs(prices[len(base) :]) > _NEAR]
            if found[size] >= 1 - _NEAR or not len(tight):
                tight = free
            chance = found[size]
            fixed[tight] = np.minimum(self.sure + chance * self.lottery, self.most)[tight]
        return fixed

    def herd(self, fair: Numbers, least: Sequence[int], plans: int) -> NDArray[np.int64]:
        """Return whole-numbered plans whose mean comes as near to `fair` as can be.

        Each plan pays first what the plans before it owe, most where the fewest share it. It stays
        within one seat of the fair number where that can be done.
        """
        low, high = np.floor(fair + _NEAR), np.ceil(fair - _NEAR)
        rows = [*self.regions, *self.quotas(least)]
        weight = 1 / np.sqrt(np.maximum(self.lottery, 1))
        solver = _model(np.zeros(len(fair)), low, high, rows, is_whole=True)
        owed = np.zeros(len(fair))
        made = np.zeros((plans, len(fair)), dtype=np.int64)
        columns = np.arange(len(fair), dtype=np.int32)
        for n in range(plans):
            owed += fair
            costs = -(owed - low) * weight
            solver.changeColsCost(len(columns), columns, costs)
            solver.run()
            if n == 0 and solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                solver = _model(costs, self.sure, self.most, rows, is_whole=True)
                solver.run()
            made[n] = np.rint(np.array(solver.getSolution().col_value)).astype(np.int64)
            owed -= made[n]
        return made


def _solve(
    *, costs: Numbers, low: Numbers, high: Numbers, rows: Sequence[Row], is_whole: bool = False
) -> tuple[Numbers, Numbers]:
    """Return the cheapest columns and the price of each row."""
    solver = _model(costs, low, high, rows, is_whole=is_whole)
    solver.run()
    told = solver.getSolution()
    return np.array(told.col_value), np.array(told.row_dual)


def _model(
    costs: Numbers, low: Numbers, high: Numbers, rows: Sequence[Row], *, is_whole: bool
) -> highspy.Highs:
    task = highspy.HighsLp()
    task.num_col_, task.num_row_ = len(costs), len(rows)
    task.col_cost_, task.col_lower_, task.col_upper_ = costs, low, high
    task.row_lower_ = np.array([row[0] for row in rows])
    task.row_upper_ = np.array([row[1] for row in rows])
    starts = np.cumsum([0, *(len(row[2]) for row in rows)])
    task.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    task.a_matrix_.start_ = starts.astype(np.int32)
    task.a_matrix_.index_ = np.array([n for row in rows for n in row[2]], dtype=np.int32)
    task.a_matrix_.value_ = np.array([value for row in rows for value in row[2].values()])
    if is_whole:
        task.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("threads", 1)  # the same plans on every machine
    solver.passModel(task)
    return solver
