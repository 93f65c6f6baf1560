"""From pairs to owners and businesses: what hangs together, except where it must not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from laju.engines.linkage.units import SAME, SAME_OWNER


@dataclass(frozen=True, slots=True)
class Clusters:
    """Whose rows are whose, by certain pairs only.

    `table`: id, owner, unit, one line per row in the order of ids; the number of an owner or
    business is the smallest id in it. `refused`: certain pairs (left, right) that would have joined
    two NIK, or two businesses known to differ; they are for people to look at.
    """

    table: pa.Table
    refused: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Forest:
    """Sets that grow together; `apart` holds who may never meet."""

    parent: dict[int, int] = field(default_factory=dict)
    niks: dict[int, str] = field(default_factory=dict)
    apart: dict[int, set[int]] = field(default_factory=dict)

    def find(self, one: int) -> int:
        while (up := self.parent.get(one, one)) != one:
            self.parent[one] = self.parent.get(up, up)
            one = up
        return one

    def keep_apart(self, one: int, other: int) -> None:
        self.apart.setdefault(one, set()).add(other)
        self.apart.setdefault(other, set()).add(one)

    def join(self, one: int, other: int) -> bool:
        """Make two sets one, under the smaller number; False if they may not meet."""
        low, high = sorted((self.find(one), self.find(other)))
        if low == high:
            return True
        nik, another = self.niks.get(low, ""), self.niks.get(high, "")
        if (nik and another and nik != another) or high in self.apart.get(low, ()):
            return False
        self.parent[high] = low
        if another:
            self.niks[low] = another
        for enemy in self.apart.pop(high, ()):
            self.apart[enemy].discard(high)
            self.keep_apart(low, enemy)
        return True


def cluster(*, pairs: pa.Table, table: pa.Table) -> Clusters:
    """Join the rows of certain pairs, the surest first.

    `table` needs id and nik. An owner never has two NIK; a business never holds two rows that are
    certainly two businesses.
    """
    ids = sorted(table["id"].to_pylist())
    niks = {
        number: nik
        for number, nik in zip(table["id"].to_pylist(), table["nik"].to_pylist(), strict=True)
        if nik
    }
    edges = sorted(_edges(pairs))
    owners, units = _Forest(niks=dict(niks)), _Forest(niks=dict(niks))
    for _, left, right, verdict in edges:
        if verdict == SAME_OWNER:
            units.keep_apart(left, right)
    refused = []
    for _, left, right, verdict in edges:
        joined = owners.join(left, right)
        if joined and verdict == SAME:
            joined = units.join(left, right)
        if not joined:
            refused.append((left, right))
    told = pa.table(
        {
            "id": pa.array(ids, pa.int64()),
            "owner": pa.array([owners.find(each) for each in ids], pa.int64()),
            "unit": pa.array([units.find(each) for each in ids], pa.int64()),
        }
    )
    return Clusters(told, tuple(sorted(refused)))


def _edges(pairs: pa.Table) -> Iterable[tuple[float, int, int, str]]:
    names = ("owner_bits", "unit_bits", "left", "right", "verdict")
    columns: Mapping[str, list[object]] = {name: pairs[name].to_pylist() for name in names}
    for owner_bits, unit_bits, left, right, verdict in zip(
        *(columns[name] for name in names), strict=True
    ):
        if verdict in {SAME, SAME_OWNER}:
            extra = unit_bits if verdict == SAME else 0
            yield -(owner_bits + extra), left, right, verdict
