"""Numbers that last: after a new run everything keeps its number, or an event says why not."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

MERGE, SPLIT = "MERGE", "SPLIT"


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """`members` went from number `old` to number `new`: into another (MERGE), or out (SPLIT)."""

    kind: str
    old: int
    new: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """`ids`: the lasting number of each member; `events`: every change against before."""

    ids: Mapping[int, int]
    events: tuple[Event, ...]


def carry_over(
    *, before: Mapping[int, int], after: Mapping[int, int], next_id: int | None = None
) -> Carried:
    """Give the clusters of a new run the lasting numbers of the run before.

    `before`: the lasting number of each member; `after`: its cluster now, under any name. The
    largest overlap keeps a number, the smaller number at a tie. New clusters count up from
    `next_id`, past every number ever used; without it from the largest known.
    """
    overlaps = Counter((before[member], name) for member, name in after.items() if member in before)
    given: dict[int, int] = {}
    taken: set[int] = set()
    for (number, name), _ in sorted(overlaps.items(), key=lambda item: (-item[1], item[0])):
        if name not in given and number not in taken:
            given[name] = number
            taken.add(number)
    fresh = next_id if next_id is not None else max(before.values(), default=0) + 1
    smallest: dict[int, int] = {}
    for member, name in after.items():
        smallest[name] = min(member, smallest.get(name, member))
    for name in sorted(smallest, key=lambda each: smallest[each]):
        if name not in given:
            given[name] = fresh
            fresh += 1
    ids = {member: given[name] for member, name in after.items()}
    return Carried(ids, _events(before, ids))


def _events(before: Mapping[int, int], ids: Mapping[int, int]) -> tuple[Event, ...]:
    moved: dict[tuple[int, int], list[int]] = defaultdict(list)
    for member, number in ids.items():
        if member in before and before[member] != number:
            moved[before[member], number].append(member)
    standing, known = set(ids.values()), set(before.values())
    return tuple(
        sorted(
            Event(_kind(old, new, standing, known), old, new, tuple(sorted(members)))
            for (old, new), members in moved.items()
        )
    )


def _kind(old: int, new: int, standing: set[int], known: set[int]) -> str:
    """A number that stands on lost members; one that is gone went into another."""
    return SPLIT if old in standing or new not in known else MERGE
