"""Figures of the apps on top of the programme, as the dashboard needs them."""

from datetime import date

from django.db.models import Sum

from laju.apps.accounts.models import User
from laju.apps.ads.queries import plan_for, shares_of
from laju.apps.indicators.queries import latest_day, levels_by_region
from laju.apps.programme.models import Cohort
from laju.apps.regions.models import Region
from laju.core.digital import Level


def budget_of_month(*, by: User, cohort: Cohort | None, on: date) -> int | None:
    """Return the rupiah planned for ads in the month of a day, None when no plan was made."""
    plan = plan_for(cohort=cohort, month=f"{on:%Y-%m}") if cohort else None
    if plan is None:
        return None
    total: int | None = shares_of(plan=plan, by=by).order_by().aggregate(n=Sum("rupiah"))["n"]
    return total or 0


def digital_by_region(*, area: Region) -> dict[str, int]:
    """Return the businesses at D1 or higher on the last day that was measured, by region code."""
    on = latest_day()
    if on is None:
        return {}
    levels = levels_by_region(on=on, area=area)
    return {code: told["all"] - told[Level.D0.value] for code, told in levels.items()}
