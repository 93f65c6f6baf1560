"""How far two people who rate the same agree beyond chance."""

import math
from collections.abc import Sequence
from typing import NamedTuple

_Z = 1.96


class Agreement(NamedTuple):
    """Cohen's kappa with a 95 % interval over `pairs` pairs; None where it cannot be told."""

    pairs: int
    observed: float
    kappa: float | None
    low: float | None = None
    high: float | None = None


def cohen_kappa(pairs: Sequence[tuple[bool, bool]]) -> Agreement:
    """Return the agreement of two raters on yes or no.

    kappa is None without pairs, and where both always say the same thing: then chance alone explains
    everything. Source: Cohen 1960; standard error of Fleiss, Cohen and Everitt 1969 in its simple
    form sqrt(po (1 - po) / (n (1 - pe)^2)).

    >>> agreement = cohen_kappa([(True, True)] * 20 + [(False, False)] * 15 + [(True, False)] * 15)
    >>> round(agreement.kappa, 2)
    0.44
    """
    count = len(pairs)
    if not count:
        return Agreement(0, 0.0, None)
    observed = sum(first == second for first, second in pairs) / count
    yes_first = sum(first for first, _ in pairs) / count
    yes_second = sum(second for _, second in pairs) / count
    chance = yes_first * yes_second + (1 - yes_first) * (1 - yes_second)
    if chance >= 1:
        return Agreement(count, observed, None)
    kappa = (observed - chance) / (1 - chance)
    error = math.sqrt(observed * (1 - observed) / (count * (1 - chance) ** 2))
    return Agreement(
        count, observed, kappa, max(kappa - _Z * error, -1.0), min(kappa + _Z * error, 1.0)
    )
