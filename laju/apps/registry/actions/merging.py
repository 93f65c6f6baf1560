"""Two records made one by a person, and taken apart again."""

from datetime import datetime
from typing import Any

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.registry.actions.merged_records import BUSINESS, OWNER, Joining, join, part
from laju.apps.registry.models import Business, Link, Merge, Owner
from laju.apps.registry.queries.merges import referred_to
from laju.core.errors import DomainError


class BothInUse(DomainError):
    message = "{kept} dan {gone} sama-sama sudah dipakai dalam program, jadi tidak dapat digabung."
    remedy = (
        "Pilih “Satu pemilik, dua usaha”: pemiliknya menjadi satu, dan riwayat program keduanya "
        "tetap utuh."
    )


class OwnersInUse(DomainError):
    message = "{kept} dan {gone} masing-masing sudah punya akun, jadi tidak dapat digabung."
    remedy = "Lepaskan dulu salah satu akun dari pemiliknya, lalu gabungkan lagi."


class NotStanding(DomainError):
    message = "{name} sudah digabung ke catatan lain."
    remedy = "Muat ulang halaman untuk melihat catatan yang berlaku."


class OneAndTheSame(DomainError):
    message = "Keduanya sudah catatan yang sama."
    remedy = "Muat ulang halaman; untuk memisahkannya lagi, buka daftar yang digabung."


class AlreadySplit(DomainError):
    message = "Penggabungan ini sudah dipisahkan oleh {by}."
    remedy = "Muat ulang halaman untuk melihat keadaan sekarang."


@action
def merge_businesses(
    *, kept: Business, gone: Business, link: Link | None = None, by: User, at: datetime
) -> Merge:
    """Make two businesses one: `gone` leads to `kept`, which takes over what it did not know.

    Their owners become one too, unless both have a NIK and the two differ (a business that was
    handed on), or both have an account. One that other apps refer to always stays, whichever was
    named. Raises: OneAndTheSame, NotStanding, BothInUse.
    """
    return unite_businesses(kept=kept, gone=gone, link=link, by=by, at=at)


@action
def merge_owners(
    *, kept: Owner, gone: Owner, link: Link | None = None, by: User, at: datetime
) -> Merge:
    """Make two owners one person: the businesses of `gone` are from now on those of `kept`.

    An owner with an account always stays, whichever was named.
    Raises: OneAndTheSame, NotStanding, OwnersInUse.
    """
    return unite_owners(kept=kept, gone=gone, link=link, by=by, at=at)


@action
def split(*, merge: Merge, with_owners: bool = False, by: User, at: datetime) -> None:
    """Undo a merge: what it joined stands again as it was, with all merged into it before.

    What the kept record took over only from it goes back; what others changed since stays. Rows
    that came while the two were one stay with the kept record. Later merges stay as they are.
    The pair is kept as decided, so that it is never joined by itself again.
    with_owners: two strangers, so what made their owners one for the same pair is undone, too.
    Raises: AlreadySplit, merged_records.NumberTaken.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        raise AlreadySplit(by=merge.undone_by)
    part(merge=merge, by=by, at=at)
    if with_owners and merge.kind == BUSINESS:
        live = Merge.objects.filter(kind=OWNER, undone_at=None, moved__pair=merge.moved["pair"])
        for owners in live.order_by("-pk"):
            part(merge=owners, by=by, at=at)
    _remember(merge, by, at)


def unite_businesses(
    *, kept: Business, gone: Business, link: Link | None, by: User, at: datetime
) -> Merge:
    """Do what merge_businesses says, within another action."""
    kept, gone = _in_order(kept, gone, BothInUse)
    merge = _join(BUSINESS, kept, gone, link, (kept, gone), by, at)
    one, other = kept.owner, gone.owner
    if one.pk != other.pk and not _are_two_people(one, other):
        unite_owners(kept=one, gone=other, link=link, pair=(kept, gone), by=by, at=at)
    return merge


def unite_owners(
    *,
    kept: Owner,
    gone: Owner,
    link: Link | None,
    pair: tuple[Business, Business] | None = None,
    by: User,
    at: datetime,
) -> Merge:
    """Do what merge_owners says, within another action. pair: the businesses that told of it."""
    kept, gone = _in_order(kept, gone, OwnersInUse)
    if pair is None and link:
        pair = (link.left, link.right)
    return _join(OWNER, kept, gone, link, pair, by, at)


def _in_order(kept: Any, gone: Any, in_use: type[DomainError]) -> tuple[Any, Any]:
    """Return two records as they stand now, one that others refer to first."""
    if kept.pk == gone.pk:
        raise OneAndTheSame
    model = type(kept)
    stored = model.everything.select_for_update().in_bulk([kept.pk, gone.pk])
    kept, gone = stored[kept.pk], stored[gone.pk]
    for record in (kept, gone):
        if record.merged_into_id:
            raise NotStanding(name=record)
    held = referred_to(model=model, keys=[kept.pk, gone.pk])
    if len(held) == 2:  # noqa: PLR2004  both of them
        raise in_use(kept=kept, gone=gone)
    return (gone, kept) if gone.pk in held else (kept, gone)


def _join(
    kind: str,
    kept: Any,
    gone: Any,
    link: Link | None,
    pair: tuple[Business, Business] | None,
    by: User,
    at: datetime,
) -> Merge:
    joining = Joining(
        kept.pk,
        gone.pk,
        pair=(pair[0].pk, pair[1].pk) if pair else None,
        bits=link.score if link else None,
        evidence=link.evidence if link else (),
        link=link.pk if link else None,
    )
    version = link.model_version if link else ""
    [merge] = join(kind=kind, joinings=[joining], model_version=version, by=by, at=at)
    return merge


def _are_two_people(one: Owner, other: Owner) -> bool:
    if one.nik and other.nik and one.nik != other.nik:
        return True
    return len(referred_to(model=Owner, keys=[one.pk, other.pk])) == 2  # noqa: PLR2004


def _remember(merge: Merge, by: User, at: datetime) -> None:
    """Keep what a split says of the pair it was decided on."""
    pair = merge.moved.get("pair") or ([merge.kept, merge.gone] if merge.kind == BUSINESS else [])
    if not pair:
        return
    left, right = Business.everything.filter(pk__in=pair).order_by("pk")
    status = Link.Status.DIFFERENT
    if (left.merged_into_id or left.pk) == (right.merged_into_id or right.pk):
        status = Link.Status.SAME
    elif left.owner_id == right.owner_id:
        status = Link.Status.SAME_OWNER
    decided = {"status": status, "decided_by": by.username, "decided_at": at}
    told = {
        "score": merge.bits or 0,
        "evidence": merge.evidence,
        "model_version": merge.model_version,
    }
    Link.objects.update_or_create(
        left=left, right=right, defaults=decided, create_defaults={**told, **decided}
    )
