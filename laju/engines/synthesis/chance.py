"""Choices made from a seed, a column at a time."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from laju.engines.synthesis.vocabulary import Indices, Shares


class Chance:
    """A stream of choices; the same seed and topic give the same choices for ever."""

    def __init__(self, *, seed: int, topic: str) -> None:
        self.random = np.random.default_rng([seed, *topic.encode()])

    def words(self, words: Sequence[str], count: int, *, is_even: bool = False) -> pl.Series:
        """Return so many words, the first ones of the list more often unless `is_even`."""
        if is_even:
            picks = self.random.integers(0, len(words), count)
        else:
            picks = self.picks(falling(len(words)), count)
        return take(words, picks)

    def picks(self, weights: Shares, count: int) -> Indices:
        """Return so many positions, each as often as its weight says."""
        edges = np.cumsum(weights / weights.sum())
        found = np.searchsorted(edges, self.random.random(count), side="right")
        return np.minimum(found, len(weights) - 1).astype(np.int64)

    def coin(self, share: float | Shares, count: int) -> np.ndarray:
        """Return true for about that share of so many."""
        return self.random.random(count) < share


def take(words: Sequence[str], picks: Indices) -> pl.Series:
    """Return the words at those positions."""
    return pl.Series(words, dtype=pl.String).gather(picks)


def falling(count: int) -> Shares:
    """Return weights that fall slowly along a list, as names and words do in life."""
    weights: Shares = np.power(np.arange(count, dtype=np.float64) + 6.0, -0.75)
    return weights


def largest_remainder(shares: Shares, total: int) -> Indices:
    """Return whole numbers in the proportion of the shares that sum to the total."""
    exact = shares / shares.sum() * total
    whole: Indices = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def digits_of(numbers: Indices, width: int) -> pl.Series:
    """Return whole numbers as digits with zeros in front."""
    return pl.Series(numbers).cast(pl.String).str.zfill(width)
