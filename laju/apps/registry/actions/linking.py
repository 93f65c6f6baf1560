"""What a linkage found, done: the certain is merged, the doubtful waits for people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.registry.actions.merged_records import (
    BUSINESS,
    CHUNK,
    OWNER,
    Joining,
    insert,
    join,
)
from laju.apps.registry.models import Batch, Business, Link, Owner
from laju.apps.registry.queries.linking import Found, FoundPair, Verdict
from laju.apps.registry.queries.merges import referred_to
from laju.core.merges import Pair, Step, plan_merges


class Linked(NamedTuple):
    """What became of what was found."""

    businesses_merged: int
    owners_merged: int
    proposed: int


class _Standing(NamedTuple):
    """The business that stands for a record, and its owner."""

    business: int
    owner: int
    nik: str


@action
def link_registry(*, found: Found, batch: Batch | None = None, by: User, at: datetime) -> Linked:
    """Merge what is certainly one, and queue what is doubtful with its evidence.

    A pair that people decided on is never proposed again, and nothing that would join two
    records which people keep apart is followed, however many others lie between. What cannot be
    merged because both sides are in use is queued instead. Finding takes long and holds nothing
    (queries.find_links); this is one short transaction.
    batch: the one sheet it was looked for, so that the sheet's story tells of it.
    """
    plan = _Plan(found)
    businesses = plan.merge_businesses(by, at)
    owners = plan.merge_owners(by, at)
    proposed = plan.propose()
    batches = Batch.objects.filter(status=Batch.Status.DONE)
    if found.batches is not None:
        batches = batches.filter(pk__in=found.batches)
    batches.update(linked_at=at)
    return Linked(businesses, owners, proposed)


class _Plan:
    """Reads in a few queries what stands for what and what was decided; writes in a few more."""

    def __init__(self, found: Found) -> None:
        self.found = found
        decided = list(Link.objects.values_list("left_id", "right_id", "status"))
        keys = {key for pair in found.pairs for key in (pair.left, pair.right)}
        keys |= {key for left, right, _ in decided for key in (left, right)}
        self.standing = _standing(keys)
        self.pairs = [
            pair
            for pair in found.pairs
            if pair.left in self.standing and pair.right in self.standing
        ]
        self.exact = {(left, right): status for left, right, status in decided}
        self.refused: set[tuple[int, int]] = set()
        self.gone: dict[int, int] = {}  # businesses merged here -> the one they went into

    def merge_businesses(self, by: User, at: datetime) -> int:
        """Join the businesses that are certainly one."""
        apart = {Link.Status.DIFFERENT, Link.Status.SAME_OWNER}
        by_pair = self._strongest("business", (Verdict.SAME,))
        plan = plan_merges(
            pairs=(Pair(*ends, pair.unit_bits) for ends, pair in by_pair.items()),
            apart=self._apart("business", apart),
            held=referred_to(model=Business, keys={key for ends in by_pair for key in ends}),
            numbers={one.business: one.nik for one in self.standing.values()},
        )
        self.refused = {(pair.left, pair.right) for pair in plan.refused}
        self.gone = {step.gone: step.kept for step in plan.steps}
        return self._join(BUSINESS, plan.steps, by_pair, by, at)

    def merge_owners(self, by: User, at: datetime) -> int:
        """Join the owners of what is certainly of one person."""
        by_pair = self._strongest("owner", (Verdict.SAME, Verdict.SAME_OWNER))
        plan = plan_merges(
            pairs=(Pair(*ends, pair.owner_bits) for ends, pair in by_pair.items()),
            apart=self._apart("owner", {Link.Status.DIFFERENT}),
            held=referred_to(model=Owner, keys={key for ends in by_pair for key in ends}),
            numbers={one.owner: one.nik for one in self.standing.values()},
        )
        return self._join(OWNER, plan.steps, by_pair, by, at)

    def propose(self) -> int:
        """Queue what a person has to look at, once per two businesses that stand."""
        seen = {self._now(left, right) for left, right in self.exact}
        links = []
        for pair in sorted(self.pairs, key=lambda p: (-p.unit_bits, p.left, p.right)):
            ends = self._ends(pair, "business")
            is_doubtful = pair.verdict == Verdict.REVIEW or ends in self.refused
            now = self._now(pair.left, pair.right)
            if not is_doubtful or now[0] == now[1] or now in seen:
                continue
            seen.add(now)
            links.append(
                Link(
                    left_id=pair.left,
                    right_id=pair.right,
                    score=pair.owner_bits + min(pair.unit_bits, 0),
                    evidence=list(pair.evidence),
                    waterfall=list(pair.waterfall),
                    model_version=self.found.model_version,
                )
            )
        insert(links)
        return len(links)

    def _join(
        self,
        kind: str,
        steps: Sequence[Step],
        by_pair: Mapping[tuple[int, int], FoundPair],
        by: User,
        at: datetime,
    ) -> int:
        joinings = []
        for step in steps:
            pair = by_pair[step.pair.left, step.pair.right]
            ends = (pair.left, pair.right)
            joinings.append(Joining(step.kept, step.gone, ends, step.pair.bits, pair.evidence))
        join(
            kind=kind,
            joinings=joinings,
            model_version=self.found.model_version,
            is_automatic=True,
            by=by,
            at=at,
        )
        return len(joinings)

    def _strongest(self, what: str, verdicts: tuple[str, ...]) -> dict[tuple[int, int], FoundPair]:
        """Return per two records that stand the strongest pair with one of the verdicts.

        What was decided on is left out: people have spoken.
        """
        best: dict[tuple[int, int], FoundPair] = {}
        for pair in self.pairs:
            if pair.verdict not in verdicts or self._is_decided(pair):
                continue
            ends = self._ends(pair, what)
            known = best.get(ends)
            if ends[0] != ends[1] and (known is None or known.unit_bits < pair.unit_bits):
                best[ends] = pair
        return best

    def _is_decided(self, pair: FoundPair) -> bool:
        status = self.exact.get((pair.left, pair.right), Link.Status.PROPOSED)
        return status != Link.Status.PROPOSED

    def _apart(self, what: str, statuses: Iterable[str]) -> list[tuple[int, int]]:
        wanted = set(statuses)
        ends = [
            self._sorted(getattr(self.standing[left], what), getattr(self.standing[right], what))
            for (left, right), status in self.exact.items()
            if status in wanted
        ]
        return [pair for pair in ends if pair[0] != pair[1]]

    def _ends(self, pair: FoundPair, what: str) -> tuple[int, int]:
        left, right = self.standing[pair.left], self.standing[pair.right]
        return self._sorted(getattr(left, what), getattr(right, what))

    def _now(self, left: int, right: int) -> tuple[int, int]:
        """Return what stands for two records after the merges of this run."""
        return self._sorted(*(self._top(self.standing[key].business) for key in (left, right)))

    def _top(self, key: int) -> int:
        while key in self.gone:
            key = self.gone[key]
        return key

    @staticmethod
    def _sorted(one: int, other: int) -> tuple[int, int]:
        return (one, other) if one < other else (other, one)


def _standing(keys: Iterable[int]) -> dict[int, _Standing]:
    """Return what stands for each record, and whose it is."""
    wanted = sorted(keys)
    standing: dict[int, _Standing] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = Business.everything.filter(pk__in=wanted[start : start + CHUNK])
        owners = [
            f"{there}owner{what}" for there in ("", "merged_into__") for what in ("_id", "__nik")
        ]
        told = rows.values_list("pk", "merged_into_id", *owners)
        for key, into, owner, nik, owner_there, nik_there in told:
            here = (owner_there, nik_there) if into else (owner, nik)
            standing[key] = _Standing(into or key, *here)
    return standing
