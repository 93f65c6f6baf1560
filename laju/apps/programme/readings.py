"""What readers have before them, and how far a panel is."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.programme.models import Application, Cohort, Override, Reader, Reading

GONE = (Reading.Status.CONFLICT, Reading.Status.MOVED)


def readings_of(*, by: User) -> QuerySet[Reading]:
    """Return what a person has to read, of cohorts being read; unfinished first."""
    return (
        Reading.objects.filter(
            reader__user=by,
            reader__left_at=None,
            application__cohort__status=Cohort.Status.READING,
        )
        .exclude(status__in=GONE)
        .select_related("application__cohort", "reader")
        .order_by("done_at", "pk")
    )


def reading_for(*, by: User, pk: int) -> Reading | None:
    """Return one reading of a person with the business behind it, or None."""
    rows = readings_of(by=by).select_related("application__business__owner", "application__cohort")
    return rows.filter(pk=pk).first()


def panel_of(*, cohort: Cohort) -> QuerySet[Reader]:
    """Return the readers of a cohort with `given`, `done` and `open` readings each."""
    mine = ~Q(readings__status__in=GONE)
    return (
        cohort.readers.select_related("user")
        .annotate(
            given=Count("readings", filter=mine),
            done=Count("readings", filter=Q(readings__status=Reading.Status.DONE)),
        )
        .order_by("left_at", "user__username")
    )


def count_by_eligibility(*, cohort: Cohort, by: User) -> dict[str, int]:
    """Return the number of applications a person sees per answer to the conditions ("" none yet)."""
    rows = _seen(cohort, by).order_by().values_list("eligibility").annotate(n=Count("pk"))
    return dict(rows)


def count_by_band(*, cohort: Cohort, by: User | None = None) -> list[dict[str, Any]]:
    """Return per region how many are in, in the lottery, out; in order of region.

    Without `by` all regions: that is published with the list.
    """
    rows = (
        _seen(cohort, by)
        .order_by("business__region_id")
        .values("business__region_id", "business__region__name")
        .annotate(
            sure=Count("pk", filter=Q(band="IN")),
            lottery=Count("pk", filter=Q(band="DRAW")),
            out=Count("pk", filter=Q(band="OUT")),
        )
    )
    return [dict(row) for row in rows]


def undecided(*, cohort: Cohort, by: User) -> QuerySet[Application]:
    """Return applications a person has to look at: the conditions could not be answered."""
    return (
        _seen(cohort, by)
        .filter(eligibility=Application.Eligibility.UNKNOWN)
        .select_related("business__owner", "business__region")
        .order_by("pk")
    )


def overrides_of(*, cohort: Cohort, by: User) -> QuerySet[Override]:
    """Return decisions beside the rules that a person sees, newest first."""
    near = within_scope(user=by, path="application__business__region_id")
    rows = cohort.overrides.filter(Q(application=None) | near)
    return rows.select_related("application__business").order_by("-pk")


def _seen(cohort: Cohort, by: User | None) -> QuerySet[Application]:
    rows = cohort.applications.all()
    return rows.filter(within_scope(user=by, path="business__region_id")) if by else rows
