"""Readers for applications: equal loads, no conflicts, and one connected graph."""

import heapq
import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from laju.core.errors import DomainError

Edge = tuple[str, str]  # application, reader


class TooFewReaders(DomainError):
    message = "{count} pendaftaran tidak mendapat {wanted} pembaca: terlalu sedikit yang boleh."
    remedy = "Tambah pembaca, naikkan batas bacaan mereka, atau kurangi pembaca per pendaftaran."
    status = 422


class NotConnected(DomainError):
    message = "Pembaca terbelah menjadi {count} kelompok yang tidak punya bacaan bersama."
    remedy = "Tambah pembaca tanpa benturan kepentingan, atau pembaca per pendaftaran."
    status = 422


@dataclass(frozen=True, slots=True)
class Panelist:
    """One reader: how many applications at most, and how many already."""

    key: str
    most: int
    load: int = 0


def assign_readers(
    *,
    applications: Iterable[str],
    readers: Iterable[Panelist],
    per_application: int,
    conflicts: Mapping[str, Collection[str]] | None = None,
    seed: str,
) -> dict[str, tuple[str, ...]]:
    """Give every application its readers, loads as equal as conflicts allow.

    The least loaded come first, equals in an order shuffled by the seed, so that pairs of readers
    mix. A graph that fell apart is joined by moving readings that are not needed to hold it.
    conflicts: readers who may not read an application, by application.
    Raises: TooFewReaders; NotConnected if no allowed move joins the graph.
    Source: docs/adr/0030-cohorts.md.

    >>> given = assign_readers(applications=["a", "b", "c"], per_application=2, seed="s",
    ...     readers=[Panelist("x", 9), Panelist("y", 9), Panelist("z", 9)])
    >>> sorted(len(readers) for readers in given.values()), count_components(given)
    ([2, 2, 2], 1)
    """
    keys = sorted(set(applications))
    barred = {key: frozenset(who) for key, who in (conflicts or {}).items()}
    panel = _panel(readers, barred, len(keys) * (per_application - 1) + 1)
    given, load = _deal(keys, panel, per_application, barred, seed)
    short = sum(len(who) < per_application for who in given.values())
    if short:
        raise TooFewReaders(count=short, wanted=per_application)
    return _join(given, load, panel, barred)


def next_reader(*, readers: Iterable[Panelist], barred: Collection[str], seed: str) -> str | None:
    """Return who takes over a reading: the least loaded who may, or None."""
    free = [r for r in readers if r.key not in barred and r.load < r.most]
    shuffler = random.Random(seed)  # noqa: S311  repeatable, not secret
    free.sort(key=lambda reader: reader.key)
    shuffler.shuffle(free)
    return min(free, key=lambda reader: reader.load).key if free else None


def count_components(given: Mapping[str, Collection[str]]) -> int:
    """Count the groups of readers that share no application, those without any left out.

    >>> count_components({"a": ("x", "y"), "b": ("z",)})
    2
    """
    roots = _Roots()
    for application, readers in given.items():
        for reader in readers:
            roots.join(f"a{application}", f"r{reader}")
    return len({roots.find(node) for node in list(roots.parent)})


class _Roots:
    """Union-find: which nodes hang together."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, node: str) -> str:
        parent = self.parent
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def join(self, left: str, right: str) -> bool:
        """Join two nodes; False if they hung together already."""
        one, other = self.find(left), self.find(right)
        self.parent[one] = other
        return one != other


def _panel(
    readers: Iterable[Panelist], barred: Mapping[str, frozenset[str]], most: int
) -> dict[str, Panelist]:
    """Leave out readers whom so few applications could not hold together, the most barred first."""
    bars = Counter(key for who in barred.values() for key in who)
    ordered = sorted(readers, key=lambda reader: (bars[reader.key], reader.load, reader.key))
    return {reader.key: reader for reader in ordered[: max(most, 1)]}


def _deal(
    applications: list[str],
    panel: Mapping[str, Panelist],
    per_application: int,
    barred: Mapping[str, frozenset[str]],
    seed: str,
) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Deal readers to the most constrained applications first."""
    shuffler = random.Random(seed)  # noqa: S311  repeatable, not secret
    shuffler.shuffle(applications)
    applications.sort(key=lambda key: -len(barred.get(key, ())))
    load = {key: reader.load for key, reader in sorted(panel.items())}
    heap = [(count, shuffler.random(), key) for key, count in load.items()]
    heapq.heapify(heap)
    given: dict[str, list[str]] = {}
    for application in applications:
        no = barred.get(application, frozenset())
        chosen: list[str] = []
        passed = []
        while heap and len(chosen) < per_application:
            entry = heapq.heappop(heap)
            key = entry[2]
            if load[key] >= panel[key].most:
                continue  # full for good
            if key in no:
                passed.append(entry)
                continue
            chosen.append(key)
        for key in chosen:
            load[key] += 1
            heapq.heappush(heap, (load[key], shuffler.random(), key))
        for entry in passed:
            heapq.heappush(heap, entry)
        given[application] = chosen
    return given, load


def _join(
    given: dict[str, list[str]],
    load: dict[str, int],
    panel: Mapping[str, Panelist],
    barred: Mapping[str, frozenset[str]],
) -> dict[str, tuple[str, ...]]:
    """Move readings that close a circle to readers of another group until one group is left."""
    while True:
        roots, spare = _forest(given)
        groups: dict[str, list[str]] = {}
        for key in sorted({reader for who in given.values() for reader in who}):
            groups.setdefault(roots.find(f"r{key}"), []).append(key)
        if len(groups) <= 1:
            return {key: tuple(sorted(who)) for key, who in given.items()}
        move = _move(spare, roots, load, panel, barred, groups)
        if move is None:
            raise NotConnected(count=len(groups))
        (application, old), new = move
        given[application][given[application].index(old)] = new
        load[old] -= 1
        load[new] += 1


def _forest(given: Mapping[str, list[str]]) -> tuple[_Roots, list[Edge]]:
    """Return what hangs together, and the readings that could go without tearing it apart."""
    roots = _Roots()
    spare = [
        (application, reader)
        for application, readers in given.items()
        for reader in readers
        if not roots.join(f"a{application}", f"r{reader}")
    ]
    return roots, spare


def _move(
    spare: list[Edge],
    roots: _Roots,
    load: Mapping[str, int],
    panel: Mapping[str, Panelist],
    barred: Mapping[str, frozenset[str]],
    groups: Mapping[str, list[str]],
) -> tuple[Edge, str] | None:
    """Find a spare reading, and a reader of another group who may take it over."""
    for application, old in spare:
        no = barred.get(application, frozenset())
        here = roots.find(f"a{application}")
        others = [
            key
            for root, members in groups.items()
            if root != here
            for key in members
            if key not in no and load[key] < panel[key].most
        ]
        if others:
            return (application, old), min(others, key=lambda key: (load[key], key))
    return None
