"""Exact split of whole units over nested groups whose last unit brings less and less."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

DEEPEST = 1e-15  # prices below this share of the highest count as zero
STEEPEST = 700.0  # beyond it exp overflows; no unit is worth that much
NEARLY_ALL = 1e300  # demand beyond counting
STEPS = 80  # halvings of the logarithm of the price; 60 reach the last bit of a float


class Node(Protocol):
    """A leaf or a group: units between `low` and `high`, `given` after the split."""

    low: int
    high: int
    given: int

    def demand(self, price: float) -> int:
        """Return how many units are worth `price` or more each, within bounds."""

    def highest(self) -> float:
        """Return what the very first unit is worth at most."""

    def hand(self, units: int, bracket: tuple[float, float]) -> None:
        """Take `units` and pass them on in the best way."""

    def gain(self) -> float:
        """Return what one more unit brings, minus infinity when there is no room."""

    def loss(self) -> float:
        """Return what one unit less costs, infinity when none can be taken."""

    def imbalance(self) -> float:
        """Return the best gain from moving one unit inside; not above zero at the optimum."""


@dataclass(slots=True)
class Leaf:
    """Units k bring `worth` * ln(1 + k / `scale`); `scale` in units, above zero."""

    worth: float
    scale: float
    low: int
    high: int
    given: int = 0

    def demand(self, price: float) -> int:
        """Return how many units are worth `price` or more each, within bounds."""
        if price <= 0:
            return self.high
        ratio = price / self.worth if self.worth > 0 else math.inf
        if ratio > STEEPEST:
            return self.low
        if ratio < 1 / NEARLY_ALL:
            return self.high
        wanted = 1 + 1 / math.expm1(ratio) - self.scale
        return self.high if wanted >= self.high else max(self.low, math.floor(wanted))

    def highest(self) -> float:
        """Return what the very first unit is worth."""
        return self.worth * math.log1p(1 / self.scale)

    def hand(self, units: int, bracket: tuple[float, float]) -> None:  # noqa: ARG002  same face as Group
        """Take `units`."""
        self.given = units

    def gain(self) -> float:
        """Return what one more unit brings."""
        if self.given >= self.high:
            return -math.inf
        return self.worth * math.log1p(1 / (self.scale + self.given))

    def loss(self) -> float:
        """Return what one unit less costs."""
        if self.given <= self.low:
            return math.inf
        return self.worth * math.log1p(1 / (self.scale + self.given - 1))

    def imbalance(self) -> float:
        """Return minus infinity: nothing to move inside."""
        return -math.inf


@dataclass(slots=True)
class Group:
    """Nodes that together get between `low` and `high` units; earlier nodes win ties."""

    nodes: Sequence[Node]
    low: int
    high: int
    given: int = 0
    price: float = field(default=0.0)  # worth of the last unit inside, known after the split

    def demand(self, price: float) -> int:
        """Return how many units are worth `price` or more each, within bounds."""
        return min(self.high, max(self.low, self.wish(price)))

    def wish(self, price: float) -> int:
        """Return the same without the group's own bounds."""
        return sum([node.demand(price) for node in self.nodes])

    def highest(self) -> float:
        """Return what the very first unit is worth at most."""
        return max(node.highest() for node in self.nodes)

    def hand(self, units: int, bracket: tuple[float, float]) -> None:
        """Take `units` and give each node what it demands at the one price that uses them up.

        bracket: (lower, upper) price; at the upper one at most `units` are demanded.
        """
        self.given = units
        if not self.wish(bracket[1]) <= units <= self.wish(bracket[0]):
            bracket = self._search(units)
        least = [node.demand(bracket[1]) for node in self.nodes]
        left = units - sum(least)
        for node, units_sure in zip(self.nodes, least, strict=True):
            more = min(left, node.demand(bracket[0]) - units_sure) if left else 0
            left -= more
            node.hand(units_sure + more, bracket)
        self.price = bracket[1]

    def _search(self, units: int) -> tuple[float, float]:
        """Close in on the price by halving; the two ends differ by float rounding at most."""
        upper = self.highest() * (1 + 1e-12) + 1e-300
        lower = upper * DEEPEST
        if self.wish(lower) < units:
            return 0.0, lower
        for _ in range(STEPS):
            middle = math.sqrt(lower) * math.sqrt(upper)
            if not lower < middle < upper:
                break
            wish = self.wish(middle)
            if wish == units:
                return middle, middle
            if wish > units:
                lower = middle
            else:
                upper = middle
        return lower, upper

    def gain(self) -> float:
        """Return what one more unit brings."""
        if self.given >= self.high:
            return -math.inf
        return max(node.gain() for node in self.nodes)

    def loss(self) -> float:
        """Return what one unit less costs."""
        if self.given <= self.low:
            return math.inf
        return min(node.loss() for node in self.nodes)

    def imbalance(self) -> float:
        """Return the best gain from moving one unit inside; not above zero at the optimum.

        For nested groups no better split exists once no single move helps (Murota 2003, Discrete
        Convex Analysis, theorem 6.26), so this number is a proof, not a test.
        """
        here = max(node.gain() for node in self.nodes) - min(node.loss() for node in self.nodes)
        return max(here, *(node.imbalance() for node in self.nodes))


def split_units(*, root: Group, units: int) -> None:
    """Split `units` (between root.low and root.high) so that their total worth is greatest.

    Fills `given` in every node and `price` in every group.
    Source: docs/adr/0009-ad-budget.md.

    >>> leaves = [Leaf(worth=2.0, scale=1.0, low=0, high=9), Leaf(1.0, 1.0, 0, 9)]
    >>> split_units(root=Group(leaves, 0, 18), units=4)
    >>> [leaf.given for leaf in leaves]
    [3, 1]
    """
    root.hand(units, (math.inf, 0.0))
