"""Doubtful pairs: proposed by likeness, decided by people, never merged by themselves."""

import re
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
_NAME_EQUAL, _LONG_STORY = 97, 6  # six words of one's own are hardly written twice by chance
_NAME_ALIKE_WITH_PROOF = 75  # a number in common speaks for itself
_DOOR = re.compile(r"\b(?:\w*\d\w*|[a-z]{1,2})\b")
_NO_DOOR = frozenset({"jl", "gg", "no", "nr", "rt", "rw", "lk", "km", "lt", "kp", "ds", "di"})
_LARGEST_BLOCK = 60  # a block of stalls with one generic name tells nothing


class AlreadyDecided(DomainError):
    message = "Pasangan ini sudah diputuskan oleh {by}."
    remedy = "Muat ulang daftar untuk melihat pasangan berikutnya."


@action
def propose_links(*, batch: Batch, by: User, at: datetime) -> int:
    """Propose pairs that may be one business: a row of this sheet and any in the same region.

    Names must be alike and a second thing must agree: NIK, NIB, phone, the owner's name, an
    address with its number, or a long description. Name and place alone never do: stalls side
    by side share both.
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
    name = _alike(left.name_folded, right.name_folded)
    if name < _NAME_ALIKE_WITH_PROOF:
        return None
    proofs = _proofs(left, right)
    if name < _NAME_ALIKE and not proofs:
        return None
    evidence = [(name * 0.6, f"Nama mirip {name:.0f} %"), *proofs]
    owner = _alike(left.owner.name_folded, right.owner.name_folded)
    if left.owner.name_folded and owner >= _NAME_ALIKE:
        evidence.append((25, f"Nama pemilik mirip {owner:.0f} %"))
    address = _alike(fold(left.address), fold(right.address))
    if address >= _ADDRESS_ALIKE and _is_one_door(left.address, right.address):
        evidence.append((20, f"Alamat mirip {address:.0f} %"))
    elif name >= _NAME_EQUAL and address == 100 and _is_one_story(left.activity, right.activity):  # noqa: PLR2004
        evidence.append((20, "Alamat dan kegiatan ditulis sama persis"))
    if len(evidence) == 1:
        return None
    return min(sum(weight for weight, _ in evidence), 100.0), [words for _, words in evidence]


def _proofs(left: Business, right: Business) -> list[tuple[float, str]]:
    """Return the numbers both have in common: with one of them a name may be further off."""
    one, other = left.owner, right.owner
    numbers = (
        (40.0, "NIK pemilik sama", one.nik, other.nik),
        (40.0, "NIB sama", one.nib, other.nib),
        (30.0, "Nomor telepon sama", left.phone or one.phone, right.phone or other.phone),
    )
    return [(weight, words) for weight, words, mine, yours in numbers if mine and mine == yours]


def _alike(left: str, right: str) -> float:
    """Return how alike two names are; sorted words alone would miss "Syaur" for "Sayur"."""
    one, other = left.casefold(), right.casefold()
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def _is_one_door(left: str, right: str) -> bool:
    """Say whether two addresses bear the same numbers and block letters, and bear any at all.

    Stalls of one market differ in nothing else: "Blok A 41" is not "Blok B 41".
    """
    doors = [_DOOR.findall(fold(address)) for address in (left, right)]
    plain = [sorted(mark.lstrip("0") for mark in marks if mark not in _NO_DOOR) for marks in doors]
    return plain[0] == plain[1] and any(map(str.isdigit, "".join(plain[0])))


def _is_one_story(left: str, right: str) -> bool:
    """Say whether two owners describe their business in the same words, and in many."""
    story = fold(left)
    return len(story.split()) >= _LONG_STORY and story == fold(right)
