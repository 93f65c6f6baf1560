"""Choices that anyone can repeat: SHA-256 of a seed and of what is being chosen."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Choice = TypeVar("Choice")


def pick(options: Sequence[Choice], *, seed: str, purpose: str) -> Choice:
    """Return one of `options` (at least one); the same seed and purpose pick the same.

    >>> pick("abc", seed="LJ-1", purpose="hook") == pick("abc", seed="LJ-1", purpose="hook")
    True
    """
    return options[number_of(seed=seed, purpose=purpose) % len(options)]


def shuffled(options: Sequence[Choice], *, seed: str, purpose: str) -> list[Choice]:
    """Return `options` in an order that depends on seed and purpose only."""
    order = sorted(
        range(len(options)), key=lambda place: number_of(seed=seed, purpose=f"{purpose}/{place}")
    )
    return [options[place] for place in order]


def number_of(*, seed: str, purpose: str) -> int:
    """Return a large number that depends on seed and purpose only."""
    digest = hashlib.sha256(f"{seed}\x1f{purpose}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big")
