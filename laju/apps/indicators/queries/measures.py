"""The evidence and the levels of businesses."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When

from laju.apps.indicators.models import Measure, Presence
from laju.apps.programme.queries import in_area
from laju.apps.regions.models import Region
from laju.apps.registry.models import Business
from laju.core.digital import Level

LEVELS = [level.value for level in Level]


def latest_day() -> date | None:
    """Return the last day on which businesses were measured, or None."""
    return Measure.objects.order_by("-on").values_list("on", flat=True).first()


def measure_of(*, business: Business) -> Measure | None:
    """Return the latest measure of a business, or None."""
    return Measure.objects.filter(business=business).order_by("-on").first()


def presence_of(*, business: Business) -> QuerySet[Presence]:
    """Return the evidence on record of a business, oldest first."""
    own = Q(business=business) | Q(business__merged_into=business)
    return Presence.objects.filter(own)


def levels_by_region(*, on: date, area: Region) -> dict[str, dict[str, int]]:
    """Return per region code how many businesses stand at D0..D3, and their sum as "all"."""
    rows = (
        measures_of_standing(on=on, area=area)
        .values("business__region_id")
        .annotate(
            all=Count("pk"),
            **{f"D{n}": Count("pk", filter=Q(level=n)) for n in range(len(LEVELS))},
        )
        .order_by("business__region_id")
    )
    names = ("all", *(f"D{n}" for n in range(len(LEVELS))))
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        told: dict[str, Any] = {**row}
        found[told["business__region_id"]] = {name: int(told[name]) for name in names}
    return found


def measures_of_standing(*, on: date, area: Region) -> QuerySet[Measure]:
    """Return the measures of a day in an area, without those of businesses merged since."""
    inside = in_area(area=area, path="business__region_id")
    return Measure.objects.filter(inside, on=on, business__merged_into=None)


def measures_on(*, on: date, area: Region) -> QuerySet[Measure]:
    """Return the measures of a day in an area, highest level first."""
    return (
        measures_of_standing(on=on, area=area)
        .select_related("business__region")
        .order_by(Case(When(level=0, then=1), default=0, output_field=IntegerField()), "pk")
    )
