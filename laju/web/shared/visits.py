"""How often a page was seen, as owners, facilitators and the office read it."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from laju.apps.visits.queries import Shown, views_by_day, visits_of
from laju.core.notation import format_count
from laju.engines.charts import draw_sparkline

DAYS = 30


def visit_cards(*, sites: Collection[int], until: date) -> dict[int, dict[str, Any]]:
    """Return per site key what shared/_visits.html shows: the last 30 days and a line of them."""
    since = until - timedelta(days=DAYS - 1)
    return {
        site: {"shown": shown, "line": line_of(site=site, shown=shown, until=until)}
        for site, shown in visits_of(sites=sites, since=since, until=until).items()
    }


def line_of(*, site: int, shown: Shown, until: date) -> SafeString:
    """Return the views per day as a small line with its figures as text."""
    if not shown.views:
        return SafeString()
    days = views_by_day(site=site, until=until, days=DAYS)
    most = max(count for _day, count in days)
    svg = draw_sparkline(
        values=[float(count) for _day, count in days],
        title=_("Halaman dilihat per hari"),
        description=_("%(n)s kali dalam 30 hari, paling banyak %(most)s sehari.")
        % {"n": format_count(shown.views), "most": format_count(most)},
        key=f"visits-{site}",
    )
    return mark_safe(svg)  # noqa: S308  drawn and escaped by the engine
