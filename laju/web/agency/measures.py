"""Figures of the apps on top of the programme, as the dashboard needs them."""

from collections.abc import Iterable

from django.db.models import Sum

from laju.apps.accounts.models import User
from laju.apps.ads.queries import plans_of, shares_of
from laju.apps.indicators.queries import cells_by
from laju.apps.programme.models import Cohort
from laju.apps.regions.models import Region
from laju.core.digital import Level

DIGITAL = tuple(number for number, level in enumerate(Level) if level is not Level.D0)


def month_ahead(*, months: Iterable[str], now: str) -> str:
    """Return the month at hand when it is among those planned, else the next one that is.

    >>> month_ahead(months=["2027-02", "2026-12"], now="2026-11")
    '2026-12'
    """
    return min((month for month in months if month >= now), default=now)


def budget_ahead(*, by: User, cohort: Cohort | None, month: str) -> tuple[str, int | None]:
    """Return the month at hand or the next with a plan, and its rupiah: None without a plan."""
    plans = plans_of(cohort=cohort).filter(month__gte=month) if cohort else None
    plan = plans.order_by("month").first() if plans is not None else None
    if plan is None:
        return month, None
    total: int | None = shares_of(plan=plan, by=by).order_by().aggregate(n=Sum("rupiah"))["n"]
    return plan.month, total or 0


def digital_by_region(*, area: Region) -> dict[str, int]:
    """Return the businesses at D1 or higher when last measured, by region code."""
    cells = cells_by(dimensions=("region",), area=area, where={"level": DIGITAL})
    return {str(code): count for (code,), count in cells.items()}
