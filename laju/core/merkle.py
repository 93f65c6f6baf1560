"""Merkle trees over rows, so that one hash seals a list and one row can be proved in it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from laju.core.errors import DomainError


class NoSuchLeaf(DomainError):
    message = "Baris ke-{index} tidak ada; daftar ini berisi {size} baris."
    remedy = "Periksa nomor barisnya; hitungan dimulai dari nol."
    status = 404


@dataclass(frozen=True, slots=True)
class Proof:
    """Hashes beside the way from leaf `index` up to the root of `size` leaves, lowest first."""

    index: int
    size: int
    path: tuple[bytes, ...]


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of one leaf; the prefix keeps a leaf from passing for a node."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def root_of(*, leaves: Sequence[bytes]) -> bytes:
    """Return the root of the tree over leaves in the given order.

    Source: RFC 6962 section 2.1.

    >>> root_of(leaves=[]).hex()[:16]
    'e3b0c44298fc1c14'
    """
    if not leaves:
        return hashlib.sha256().digest()
    return _levels(leaves)[-1][0]


def prove_leaf(*, leaves: Sequence[bytes], index: int) -> Proof:
    """Return the audit path of one leaf.

    Raises: NoSuchLeaf.
    Source: RFC 6962 section 2.1.1.
    """
    if not 0 <= index < len(leaves):
        raise NoSuchLeaf(index=index, size=len(leaves))
    path = []
    at = index
    for level in _levels(leaves):
        beside = at ^ 1
        if beside < len(level):
            path.append(level[beside])
        at //= 2
    return Proof(index, len(leaves), tuple(path))


def is_proved(*, leaf: bytes, proof: Proof, root: bytes) -> bool:
    """Say whether the leaf stands at its place in the list that has this root.

    Source: RFC 9162 section 2.1.3.2.
    """
    if not 0 <= proof.index < proof.size:
        return False
    at, last, found = proof.index, proof.size - 1, leaf_hash(leaf)
    for beside in proof.path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = _node_hash(beside, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = _node_hash(found, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def _node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Hash pair by pair; an odd last node climbs unchanged, which is RFC 6962's split."""
    levels = [[leaf_hash(leaf) for leaf in leaves]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        above = [_node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)]
        levels.append(above + below[len(below) & ~1 :])
    return levels
