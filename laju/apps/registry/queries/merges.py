"""What was made one: what stands for a record, what lies behind it, and whether it adds up."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Exists, F, IntegerField, Model, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.registry.models import Batch, Business, Merge, Owner, Row

OWN_APP = "registry"
_MANY = 500  # above it a table is read whole rather than asked number by number


def standing(path: str = "business") -> Coalesce:
    """Return the expression for what stands for the business or owner at the end of a path."""
    return Coalesce(f"{path}__merged_into", path)


def rows_of(*, businesses: Iterable[int]) -> QuerySet[Any]:
    """Return the rows that told of some businesses or of what was merged into them, oldest first.

    Each carries `about`, the number of the business that stands.
    """
    keys = list(businesses)
    rows = Row.objects.filter(Q(business__in=keys) | Q(business__merged_into__in=keys))
    return rows.annotate(about=standing()).order_by("pk")


def businesses_of(*, batches: Iterable[Batch]) -> QuerySet[Business]:
    """Return the businesses that rows of some sheets told of, as they stand."""
    rows = Row.objects.filter(batch__in=batches, business__isnull=False)
    return Business.objects.filter(pk__in=rows.values(about=standing()))


def joined_to(*, business: Business) -> list[tuple[Merge, Business]]:
    """Return each record that a business stands for, with the merge that led to it, newest first."""
    gone = Business.everything.filter(merged_into=business).in_bulk()
    live = Merge.objects.filter(kind=Merge.Kind.BUSINESS, undone_at=None, gone__in=list(gone))
    return [(merge, gone[merge.gone]) for merge in live.order_by("-pk")]


def merges(*, by: User, kind: str = Merge.Kind.BUSINESS, region: str = "") -> QuerySet[Merge]:
    """Return the merges a person may see, newest first: both sides lie within the regions.

    An owner lies where any business does that is or was the owner's. region: one side lies there.
    """
    rows = Merge.objects.filter(kind=kind)
    scope = within_scope(user=by)
    if scope:
        rows = rows.filter(_lies(kind, "kept", scope), _lies(kind, "gone", scope))
    if region:
        there = Q(region=region)
        rows = rows.filter(Q(_lies(kind, "kept", there)) | Q(_lies(kind, "gone", there)))
    return rows.order_by("-pk")


def _lies(kind: str, side: str, where: Q) -> Exists:
    key = OuterRef(side)
    whose = Q(pk=key) if kind == Merge.Kind.BUSINESS else Q(owner=key) | Q(original_owner=key)
    return Exists(Business.everything.filter(where, whose))


def referred_to(*, model: type[Model], keys: Collection[int]) -> set[int]:
    """Return which of some businesses or owners other apps refer to, however many those are.

    A model above says `follows_merges = True` when its readers find the business that stands by
    themselves (`standing`); any other reference holds a record where it is.
    """
    few = list(keys) if len(keys) <= _MANY else None
    relations: list[Any] = list(model._meta.get_fields(include_hidden=True))
    rows = [
        _pointing(relation.related_model._base_manager.all(), relation.field.attname, few)
        for relation in relations
        if relation.auto_created and not relation.concrete and _holds(relation.related_model)
    ]
    if model is Owner:  # an account belongs to one owner, and stays with that one
        with_account = Owner.everything.filter(user__isnull=False)
        rows.append(_pointing(with_account, "pk", few))
    if not rows:
        return set()
    return set(rows[0].union(*rows[1:])) & set(keys)


def _holds(model: Any) -> bool:
    return model._meta.app_label != OWN_APP and not getattr(model, "follows_merges", False)


def _pointing(rows: QuerySet[Any], column: str, keys: Sequence[int] | None) -> QuerySet[Any]:
    rows = rows.filter(**{f"{column}__isnull": False})
    if keys is not None:
        rows = rows.filter(**{f"{column}__in": keys})
    return rows.order_by().values_list(column, flat=True).distinct()


def reconcile_businesses() -> dict[str, int]:
    """Return how the number of businesses comes about: rows created, less merged, is standing.

    `apart` is what is left over, and always 0.
    """
    told = Batch.objects.exclude(status=Batch.Status.UNDONE).aggregate(n=Sum("created"))
    created = int(told["n"] or 0)
    made = Merge.objects.filter(kind=Merge.Kind.BUSINESS)
    merged, split = made.count(), made.filter(undone_at__isnull=False).count()
    standing_now = Business.objects.count()
    return {
        "created": created,
        "merged": merged,
        "split": split,
        "standing": standing_now,
        "apart": standing_now - (created - merged + split),
    }


def broken_merges() -> dict[str, int]:
    """Count what must never be: each is 0 in a registry whose merges are whole."""
    live = Merge.objects.filter(undone_at=None)
    counts = {}
    for kind, model in ((Merge.Kind.BUSINESS, Business), (Merge.Kind.OWNER, Owner)):
        gone = model.everything.filter(merged_into__isnull=False)
        of_kind = live.filter(kind=kind, gone=Cast(OuterRef("pk"), IntegerField()))
        name = kind.lower()
        counts[f"{name} leading to one that is gone"] = gone.filter(
            merged_into__merged_into__isnull=False
        ).count()
        counts[f"{name} gone without a merge"] = gone.filter(~Exists(of_kind)).count()
        counts[f"{name} standing in spite of a merge"] = model.objects.filter(
            Exists(of_kind)
        ).count()
    counts["business of an owner who is gone"] = Business.everything.filter(
        owner__merged_into__isnull=False
    ).count()
    counts["business away from its owner"] = (
        Business.everything.filter(original_owner__isnull=False)
        .exclude(original_owner__merged_into=F("owner"))
        .count()
    )
    return counts
