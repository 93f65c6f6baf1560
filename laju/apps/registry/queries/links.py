"""Pairs of records that may be one: those that wait, and those decided."""

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.registry.models import Link


def links_of(*, by: User) -> QuerySet[Link]:
    """Return all pairs a person may see, both sides within the regions, decided or not."""
    inside = within_scope(user=by, path="left__region_id")
    inside &= within_scope(user=by, path="right__region_id")
    return Link.objects.filter(inside).select_related("left", "right").order_by("pk")


def links_waiting(*, by: User, region: str = "", reason: str = "") -> QuerySet[Link]:
    """Return the doubtful pairs nobody has decided on yet, the likeliest first.

    What has become one by another way waits no longer.
    region: one side lies there. reason: a word of the evidence.
    """
    rows = (
        links_of(by=by)
        .filter(status=Link.Status.PROPOSED)
        .alias(one=_top("left"), other=_top("right"))
        .exclude(one=F("other"))
    )
    if region:
        rows = rows.filter(Q(left__region=region) | Q(right__region=region))
    if reason:
        rows = rows.filter(evidence__icontains=reason)
    ends = [f"{side}{into}" for side in ("left", "right") for into in ("", "__merged_into")]
    rows = rows.select_related(*(f"{end}__{name}" for end in ends for name in ("owner", "region")))
    return rows.order_by("-score", "pk")


def count_links(*, by: User) -> dict[str, int]:
    """Return how many pairs a person may see wait, and how many people have decided."""
    waiting = links_waiting(by=by).count()
    return {
        "waiting": waiting,
        "decided": links_of(by=by).exclude(status=Link.Status.PROPOSED).count(),
    }


def twins_of(*, link: Link, among: QuerySet[Link]) -> list[int]:
    """Return the other pairs whose two sides are, as they stand, those of this one."""
    ends = [side.merged_into_id or side.pk for side in (link.left, link.right)]
    rows = among.exclude(pk=link.pk).annotate(one=_top("left"), other=_top("right"))
    rows = rows.filter(one__in=ends, other__in=ends).exclude(one=F("other"))
    return list(rows.values_list("pk", flat=True))


def _top(side: str) -> Coalesce:
    return Coalesce(f"{side}__merged_into", f"{side}_id")
