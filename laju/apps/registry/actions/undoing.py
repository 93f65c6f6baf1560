"""A sheet taken back: whole or not at all."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.registry.actions.known import fetched, sliced
from laju.apps.registry.actions.matching import UPDATED
from laju.apps.registry.actions.merged_records import part
from laju.apps.registry.actions.storing import frame_of, wait_for_others, write
from laju.apps.registry.models import Batch, Business, Link, Owner, Row
from laju.apps.registry.queries.holding import (
    changed_by,
    created_by,
    holds_of,
    merges_among,
    owners_only_of,
)
from laju.core.errors import DomainError
from laju.engines.loading import Update

_TOLD = 5  # names in the message; the page shows more
_OWNER = ("name", "name_folded", "sex", "nik", "nib", "npwp", "phone", "email")


class AlreadyUndone(DomainError):
    message = "Impor {sheet} sudah dibatalkan oleh {by}."
    remedy = "Muat ulang halaman untuk melihat keadaan sekarang."


class SheetInUse(DomainError):
    message = "Impor {sheet} tidak dapat dibatalkan: {names}."
    remedy = "Selesaikan dulu yang disebut itu; sampai saat itu tidak ada yang diubah."


class Undone(NamedTuple):
    """How many businesses were taken back, and how many got back what they were."""

    businesses: int
    restored: int


@action
def undo_batch(*, batch: Batch, by: User, at: datetime) -> Undone:
    """Take a sheet back: what it made goes, what it changed is again as it was.

    Its rows stay, with the batch marked UNDONE; the same file can be imported anew. Merges that
    Laju made by itself are taken apart first. What people or other parts of the programme built
    on the sheet holds it (queries.holds_of): then nothing is changed. Keys are never reused.
    Raises: AlreadyUndone, SheetInUse.
    """
    wait_for_others()
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.status == Batch.Status.UNDONE:
        raise AlreadyUndone(sheet=batch, by=batch.undone_by)
    if holds := holds_of(batch=batch, most=_TOLD):
        raise SheetInUse(sheet=batch, names="; ".join(f"{h.name} {h.reason}" for h in holds))
    created = list(created_by(batch=batch).values_list("pk", flat=True))
    owners = owners_only_of(businesses=created)
    for merge in merges_among(businesses=created, owners=owners):
        part(merge=merge, by=by, at=at)
    restored = _restore(batch, set(created), set(owners), at)
    Row.objects.filter(batch=batch).update(business=None)
    for some in sliced(created):
        Link.objects.filter(Q(left__in=some) | Q(right__in=some)).delete()
    _remove(Business._meta.db_table, created)
    _remove(Owner._meta.db_table, owners)
    batch.status, batch.undone_by, batch.undone_at = Batch.Status.UNDONE, by.username, at
    batch.occasion = f"undone-{batch.pk}"  # leaves room for the same file on the same occasion
    batch.save(update_fields=["status", "undone_by", "undone_at", "occasion"])
    return Undone(len(created), restored)


def _restore(batch: Batch, created: set[int], owners: set[int], at: datetime) -> int:
    """Give businesses and owners back what rows of the batch replaced, the last row first."""
    rows: list[Any] = list(changed_by(batch=batch).values_list("business_id", "before"))
    businesses: dict[int, Business] = fetched(
        Business.everything.all(), "pk", {pk for pk, _ in rows if pk not in created}
    )
    people: dict[int, Owner] = fetched(
        Owner.everything.all(),
        "pk",
        {told["owner"]["id"] for _, told in rows if "owner" in told} - owners,
    )
    changed: dict[int, Business] = {}
    for pk, told in reversed(rows):
        if pk in businesses and "business" in told:
            _give_back(businesses[pk], told["business"])
            businesses[pk].updated_at = at
            changed[pk] = businesses[pk]
        if "owner" in told and told["owner"]["id"] in people:
            fields = {name: pair for name, pair in told["owner"].items() if name != "id"}
            _give_back(people[told["owner"]["id"]], fields)
    write(
        changes=[
            Update(Business._meta.db_table, frame_of(changed.values(), UPDATED)),
            Update(Owner._meta.db_table, frame_of(people.values(), _OWNER)),
        ]
    )
    return len(changed)


def _give_back(thing: Any, fields: Mapping[str, Any]) -> None:
    """Set each field to what it was, unless it has been changed again since."""
    for name, (old, new) in fields.items():
        if getattr(thing, name) == new:
            setattr(thing, name, old)


def _remove(table: str, keys: Collection[int]) -> None:
    """Delete rows nothing refers to; the database refuses otherwise."""
    with connection.cursor() as cursor:
        for some in sliced(keys):
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f'DELETE FROM "{table}" WHERE id IN ({marks})', some)  # noqa: S608
