"""Two records made one: which stays, what it takes over, and what is left when they part again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Values = Mapping[str, Any]  # what a record tells: only what is not empty


class Pair(NamedTuple):
    """Two records that are one, and how strongly that is known (log2)."""

    left: int
    right: int
    bits: float


class Step(NamedTuple):
    """One merge: who stays, who goes, and the pair that says so."""

    kept: int
    gone: int
    pair: Pair


class Plan(NamedTuple):
    """The merges in the order they are done, and the pairs that must not be followed."""

    steps: list[Step]
    refused: list[Pair]


def plan_merges(
    *,
    pairs: Iterable[Pair],
    apart: Iterable[tuple[int, int]] = (),
    held: Collection[int] = frozenset(),
    numbers: Mapping[int, str] | None = None,
) -> Plan:
    """Make one of all that pairs connect, the surest pair first.

    The older record (lower number) stays. apart: records that were said to be two; nothing that
    would join them is followed. held: records that must stay, for others refer to them; two of
    them are never joined. numbers: what only one person has (NIK), where it is known; two different
    ones are never joined, through a third record neither.

    >>> plan_merges(pairs=[Pair(1, 2, 9), Pair(2, 3, 8)], held={3}).steps
    [Step(kept=1, gone=2, pair=Pair(left=1, right=2, bits=9)), Step(kept=3, gone=1, pair=Pair(left=2, right=3, bits=8))]
    """
    above: dict[int, int] = {}
    has = dict(numbers or {})
    enemies: dict[int, set[int]] = {}
    for left, right in apart:
        enemies.setdefault(left, set()).add(right)
        enemies.setdefault(right, set()).add(left)

    def top(number: int) -> int:
        while number in above:
            above[number] = number = above.get(above[number], above[number])
        return number

    plan = Plan([], [])
    for pair in sorted(pairs, key=lambda pair: (-pair.bits, pair.left, pair.right)):
        kept, gone = sorted((top(pair.left), top(pair.right)), key=lambda n: (n not in held, n))
        if kept == gone:
            continue
        are_two = bool(has.get(kept) and has.get(gone) and has[kept] != has[gone])
        if are_two or gone in held or gone in enemies.get(kept, ()):
            plan.refused.append(pair)
            continue
        above[gone] = kept
        has[kept] = has.get(kept) or has.get(gone, "")
        for enemy in enemies.pop(gone, ()):
            enemies[enemy].discard(gone)
            enemies[enemy].add(kept)
            enemies.setdefault(kept, set()).add(enemy)
        plan.steps.append(Step(kept, gone, pair))
    return plan


def fill_gaps(*, own: Values, other: Values, groups: Mapping[str, str]) -> dict[str, Any]:
    """Return what a record takes over from another: what it does not know itself.

    groups: fields that mean something only together, such as the parts of an address, by group; a
    group is only completed by a record that contradicts no part of it.

    >>> place = {"street": "place", "district": "place"}
    >>> fill_gaps(own={"district": "A"}, other={"district": "B", "street": "C", "phone": "1"}, groups=place)
    {'phone': '1'}
    """
    shut = {
        groups.get(name, name) for name, value in other.items() if own.get(name, value) != value
    }
    return {
        name: value
        for name, value in other.items()
        if name not in own and groups.get(name, name) not in shut
    }


def replay(
    *,
    held: Values,
    given: Sequence[Values],
    others: Sequence[Values],
    start: int,
    touched: Collection[str],
    groups: Mapping[str, str],
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what a record holds, and what each merge gave it, when one of its merges changes.

    It is what would be there had the changed merge been as it is now from the beginning; only a
    group in which something was changed by others since then loses no more than it must.
    held: what the record holds now. given: what each merge into it gave, in order. others: what
    each of the merged records tells now; an empty one parts. start: the merge that changes.
    touched: the groups to look at.
    """
    values, gifts = dict(held), [dict(gift) for gift in given]
    for group in sorted(touched):
        later = [
            (gift, name)
            for gift in gifts[start:]
            for name in list(gift)
            if groups.get(name, name) == group
        ]
        if any(values.get(name) != gift[name] for gift, name in later):
            _take_back(values, gifts[start], others[start], group, groups)
            continue
        for gift, name in later:
            del values[name], gift[name]
        for gift, other in zip(gifts[start:], others[start:], strict=True):
            told = {name: v for name, v in other.items() if groups.get(name, name) == group}
            gained = fill_gaps(own=values, other=told, groups=groups)
            values |= gained
            gift.update(gained)
    return values, gifts


def _take_back(
    values: dict[str, Any],
    gift: dict[str, Any],
    other: Values,
    group: str,
    groups: Mapping[str, str],
) -> None:
    """Take back what a merge gave and its record no longer tells, where it still stands."""
    for name in [name for name in gift if groups.get(name, name) == group]:
        value = gift[name]
        if other.get(name) == value:
            continue
        del gift[name]
        if values.get(name) == value:
            del values[name]
