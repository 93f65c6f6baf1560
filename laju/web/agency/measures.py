"""Figures of the apps on top of the programme, as the dashboard needs them."""

from datetime import date

from django.db.models import Count, Max, Sum

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.ads.models import Share
from laju.apps.indicators.models import Measure


def budget_of_month(*, by: User, on: date) -> int | None:
    """Return the rupiah planned for ads in the month of a day, None when no plan was made."""
    path = "participant__application__business__region_id"
    shares = Share.objects.filter(within_scope(user=by, path=path), plan__month=f"{on:%Y-%m}")
    total: int | None = shares.aggregate(total=Sum("rupiah"))["total"]
    return total


def digital_by_region() -> dict[str, int]:
    """Return the businesses at D1 or higher on the last day that was measured, by region code."""
    last = Measure.objects.aggregate(last=Max("on"))["last"]
    rows = Measure.objects.filter(on=last, level__gte=1).values_list("business__region_id")
    return dict(rows.annotate(n=Count("pk")).order_by("business__region_id"))
