"""A month of posts as a grid of days."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from laju.apps.social.models import Post
from laju.core.notation import format_count
from laju.core.periods import parse_month
from laju.engines.feasts import feasts_of

FEW = 3  # posts of a day that are shown one by one
WEEK = 7


def month_grid(
    rows: QuerySet[Post], month: str, query: Any, *, name_of: Callable[[Post], str]
) -> list[dict[str, Any]]:
    """Return the days of a month from Monday; a full day is one link to its list."""
    year, number = parse_month(month)
    counts = {
        row["on"]: row
        for row in rows.order_by("on")
        .values("on")
        .annotate(n=Count("pk"), proven=Count("pk", filter=Q(status=Post.Status.PROVEN)))
    }
    few = [day for day, row in counts.items() if row["n"] <= FEW]
    single: dict[date, list[dict[str, str]]] = {}
    for planned in rows.filter(on__in=few):
        state = "posted" if planned.status == Post.Status.PROVEN else ""
        label = f"{planned.time:%H.%M} {name_of(planned)}"
        url = reverse("agency:post", args=[planned.pk])
        single.setdefault(planned.on, []).append({"url": url, "label": label, "state": state})
    feasts: dict[date, list[str]] = {}
    for feast in feasts_of(year=year, month=number):
        name = f"{feast.name} (perkiraan)" if feast.is_estimate else feast.name
        feasts.setdefault(feast.on, []).append(name)
    first = date(year, number, 1)
    day = first - timedelta(days=first.weekday())
    days = []
    while day.month == number or day <= first:
        for _unused in range(WEEK):
            days.append(_day(day, number, feasts, counts.get(day), single.get(day, []), query))
            day += timedelta(days=1)
    return days


def _day(
    day: date,
    month: int,
    feasts: dict[date, list[str]],
    count: Any,
    posts: list[dict[str, str]],
    query: Any,
) -> dict[str, Any]:
    if count and not posts:
        label = _("%(n)s kiriman") % {"n": format_count(count["n"])}
        if count["proven"]:
            label = _("%(n)s kiriman, %(proven)s terbukti") % {
                "n": format_count(count["n"]),
                "proven": format_count(count["proven"]),
            }
        url = with_query(query, tampilan="daftar", hari=day.isoformat())
        posts = [{"url": url, "label": label, "state": ""}]
    return {
        "number": day.day,
        "weekday": date_format(day, "l"),
        "is_out": day.month != month,
        "is_today": day == timezone.localdate(),
        "feast": ", ".join(feasts.get(day, [])),
        "posts": posts,
    }


def with_query(query: Any, **changes: str) -> str:
    """Return the address of the same page with some of its query changed."""
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"
