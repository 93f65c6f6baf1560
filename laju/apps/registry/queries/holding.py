"""Why a sheet cannot be taken back: what has come to lean on it since."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Count, Model, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from laju.apps.registry.models import Batch, Business, Link, Merge, Owner, Row

_SLICE = 5_000
OWN_APP = "registry"


class Hold(NamedTuple):
    """One business or owner that holds a sheet, and why, as the office needs it."""

    name: str
    reason: str


def holds_of(*, batch: Batch, most: int = 20) -> list[Hold]:
    """Return why a sheet cannot be taken back, some of the reasons; none when it can be."""
    holds: list[Hold] = []
    seen: set[str] = set()
    for hold in _holds(batch):
        if hold.name not in seen:
            seen.add(hold.name)
            holds.append(hold)
        if len(holds) == most:
            break
    return holds


def created_by(*, batch: Batch) -> QuerySet[Business]:
    """Return the businesses a sheet made, those merged since too."""
    made = Row.objects.filter(batch=batch, outcome=Row.Outcome.CREATED)
    return Business.everything.filter(pk__in=made.values("business"))


def changed_by(*, batch: Batch) -> QuerySet[Row]:
    """Return the rows of a sheet that replaced something, oldest first."""
    return Row.objects.filter(batch=batch, before__isnull=False).order_by("pk")


def owners_only_of(*, businesses: Collection[int]) -> list[int]:
    """Return the owners who have, or had before owners were merged, these businesses only."""
    keys: set[int] = set()
    first = Coalesce("original_owner_id", "owner_id")
    for some in _sliced(businesses):
        rows = Business.everything.filter(pk__in=some)
        keys.update(rows.values_list(first, flat=True))
    counted: dict[int, int] = {}
    for some in _sliced(keys):
        theirs = Business.everything.annotate(first=first).filter(
            Q(owner__in=some) | Q(original_owner__in=some)
        )
        counted |= dict(
            theirs.values_list("first").annotate(n=Count("pk")).filter(first__in=some).order_by()
        )
    own: dict[int, int] = {}
    for some in _sliced(businesses):
        rows = Business.everything.filter(pk__in=some)
        for owner in rows.values_list(first, flat=True):
            own[owner] = own.get(owner, 0) + 1
    return sorted(key for key in keys if own[key] == counted.get(key, 0))


def merges_among(*, businesses: Collection[int], owners: Collection[int]) -> list[Merge]:
    """Return the merges in force that join one of these records, newest first."""
    found: dict[int, Merge] = {}
    for kind, keys in ((Merge.Kind.BUSINESS, businesses), (Merge.Kind.OWNER, owners)):
        for some in _sliced(keys):
            joined = Q(kept__in=some) | Q(gone__in=some)
            live = Merge.objects.filter(joined, kind=kind, undone_at=None)
            found |= {merge.pk: merge for merge in live}
    return [found[pk] for pk in sorted(found, reverse=True)]


def _holds(batch: Batch) -> Iterator[Hold]:
    created = list(created_by(batch=batch).values_list("pk", flat=True))
    changed, completed = _changed(batch)
    yield from _later_rows(batch, {*created, *changed}, completed)
    owners = owners_only_of(businesses=created)
    for model, keys in ((Business, created), (Owner, owners)):
        yield from _used_elsewhere(model, keys)
    for merge in merges_among(businesses=created, owners=owners):
        if not merge.is_automatic:
            reason = _("sudah digabung oleh {by}; pisahkan dulu").format(by=merge.merged_by)
            yield Hold(_name_of(merge), reason)
    yield from _decided(created)


def _changed(batch: Batch) -> tuple[set[int], set[int]]:
    """Return the businesses a sheet changed and the owners it completed."""
    businesses: set[int] = set()
    owners: set[int] = set()
    rows: Any = changed_by(batch=batch).values_list("business_id", "before")
    for pk, before in rows:
        if "business" in before:
            businesses.add(pk)
        if "owner" in before:
            owners.add(before["owner"]["id"])
    return businesses, owners


def _later_rows(batch: Batch, businesses: set[int], owners: set[int]) -> Iterator[Hold]:
    """Yield what sheets that came later speak of as well: they are taken back first."""
    last = Row.objects.filter(batch=batch).order_by("-pk").values_list("pk", flat=True).first()
    rows = Row.objects.filter(pk__gt=last or 0).exclude(batch=batch)
    rows = rows.select_related("batch", "business").order_by("pk")
    for name, keys in (("business", businesses), ("business__owner", owners)):
        for some in _sliced(keys):
            for row in rows.filter(**{f"{name}__in": some}):
                reason = _("disebut juga di {sheet}; batalkan impor itu dulu")
                sheet = f"{row.batch} ({_('baris')} {row.number})"
                yield Hold(str(row.business), reason.format(sheet=sheet))


def _used_elsewhere(model: type[Any], keys: Collection[int]) -> Iterator[Hold]:
    """Yield what other apps refer to."""
    words = {
        "programme": _("sudah menjadi pendaftar"),
        "indicators": _("jejak digitalnya sudah diukur"),
        "studio": _("sudah punya keterangan, foto atau isi halaman"),
    }
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        other: type[Model] = relation.related_model
        if other._meta.app_label == OWN_APP:
            continue
        reason = words.get(other._meta.app_label, _("sudah dipakai dalam program"))
        column = relation.field.attname
        for some in _sliced(keys):
            told = other._base_manager.filter(**{f"{column}__in": some})
            used = told.values_list(column, flat=True).distinct()
            for thing in model.everything.filter(pk__in=list(used)):
                yield Hold(str(thing), reason)
    if model is Owner:
        for some in _sliced(keys):
            for owner in Owner.everything.filter(pk__in=some, user__isnull=False):
                yield Hold(str(owner), _("sudah punya akun"))


def _decided(created: Collection[int]) -> Iterator[Hold]:
    for some in _sliced(created):
        touching = Link.objects.filter(Q(left__in=some) | Q(right__in=some))
        by_people = touching.exclude(status=Link.Status.PROPOSED).select_related("left", "right")
        for link in by_people.exclude(merges__is_automatic=True):
            reason = _("kemiripannya dengan {other} sudah diputuskan oleh {by}")
            yield Hold(
                str(link.left), reason.format(other=link.right, by=link.decided_by or "Laju")
            )


def _name_of(merge: Merge) -> str:
    model = Business if merge.kind == Merge.Kind.BUSINESS else Owner
    return str(model.everything.filter(pk=merge.gone).first() or merge)


def _sliced(keys: Iterable[int]) -> Iterator[list[int]]:
    listed = sorted(keys)
    for start in range(0, len(listed), _SLICE):
        yield listed[start : start + _SLICE]
