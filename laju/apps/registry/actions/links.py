"""Doubtful pairs: proposed by likeness, decided by people, never merged by themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from rapidfuzz import fuzz

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.registry.models import Batch, Business, Link, Row
from laju.core.errors import DomainError
from laju.core.records.values import fold

_NAME_ALIKE, _ADDRESS_ALIKE = 88, 85
_LARGEST_BLOCK = 60  # a block of stalls with one generic name tells nothing


class AlreadyDecided(DomainError):
    message = "Pasangan ini sudah diputuskan oleh {by}."
    remedy = "Muat ulang daftar untuk melihat pasangan berikutnya."


@action
def propose_links(*, batch: Batch, by: User, at: datetime) -> int:
    """Propose pairs that may be one business: a row of this sheet and any in the same region.

    Names must be alike and a second thing must agree: NIK, phone, the owner's name, or the
    address. Name and place alone never do: stalls side by side share both.
    Returns: number of new proposals.
    """
    new = list(
        Business.objects.filter(
            pk__in=Row.objects.filter(batch=batch, outcome=Row.Outcome.CREATED).values("business")
        ).select_related("owner")
    )
    regions = {business.region_id for business in new}
    everyone = Business.objects.filter(region__in=regions).select_related("owner")
    known = set(Link.objects.values_list("left_id", "right_id"))
    links = []
    for left, right, score, evidence in _pairs(new, everyone):
        if (left.pk, right.pk) not in known:
            known.add((left.pk, right.pk))
            links.append(Link(left=left, right=right, score=score, evidence=evidence))
    return len(Link.objects.bulk_create(links, batch_size=500))


@action
def decide_link(*, link: Link, status: str, by: User, at: datetime) -> None:
    """Say whether two businesses are the same, different, or (PROPOSED) undecided again.

    Raises: AlreadyDecided when somebody else was faster.
    """
    link = Link.objects.select_for_update().get(pk=link.pk)
    is_undo = status == Link.Status.PROPOSED
    if link.status != Link.Status.PROPOSED and link.decided_by != by.username:
        raise AlreadyDecided(by=link.decided_by)
    link.status = status
    link.decided_by = "" if is_undo else by.username
    link.decided_at = None if is_undo else at
    link.save(update_fields=["status", "decided_by", "decided_at"])


def _pairs(
    new: Sequence[Business], everyone: Iterable[Business]
) -> Iterator[tuple[Business, Business, float, list[str]]]:
    blocks: dict[tuple[str, str, str], list[Business]] = defaultdict(list)
    for business in everyone:
        for key in _keys(business):
            blocks[key].append(business)
    seen: set[tuple[int, int]] = set()
    for business in new:
        for key in _keys(business):
            block = blocks[key]
            if len(block) > _LARGEST_BLOCK:
                continue
            for other in block:
                left, right = sorted((business, other), key=lambda b: b.pk)
                if left.pk == right.pk or (left.pk, right.pk) in seen:
                    continue
                seen.add((left.pk, right.pk))
                if found := _compare(left, right):
                    yield left, right, *found


def _keys(business: Business) -> Iterator[tuple[str, str, str]]:
    """Yield what must be equal before two businesses are compared at all."""
    region, owner = business.region_id, business.owner
    words = business.name_folded.split()
    for kind, value in (
        ("nik", owner.nik),
        ("nib", owner.nib),
        ("phone", business.phone or owner.phone),
        ("owner", owner.name_folded),
        ("name", " ".join(sorted(words)[:2])),
        ("end", words[-1] if words else ""),
        ("address", fold(business.address)),
    ):
        if value:
            yield region, kind, value


def _compare(left: Business, right: Business) -> tuple[float, list[str]] | None:
    """Return the score (0..100) and the evidence in words, or None when it is not enough."""
    name = fuzz.token_sort_ratio(left.name_folded, right.name_folded)
    if name < _NAME_ALIKE:
        return None
    evidence = [f"Nama mirip {name:.0f} %"]
    score = name * 0.6
    left_phone, right_phone = left.phone or left.owner.phone, right.phone or right.owner.phone
    if left.owner.nik and left.owner.nik == right.owner.nik:
        evidence.append("NIK pemilik sama")
        score += 40
    if left_phone and left_phone == right_phone:
        evidence.append("Nomor telepon sama")
        score += 30
    owner = fuzz.token_sort_ratio(left.owner.name_folded, right.owner.name_folded)
    if left.owner.name_folded and owner >= _NAME_ALIKE:
        evidence.append(f"Nama pemilik mirip {owner:.0f} %")
        score += 25
    if left.address and right.address:
        address = fuzz.token_sort_ratio(fold(left.address), fold(right.address))
        if address >= _ADDRESS_ALIKE and any(map(str.isdigit, left.address)):
            evidence.append(f"Alamat mirip {address:.0f} %")
            score += 20
    return (min(score, 100.0), evidence) if len(evidence) > 1 else None
