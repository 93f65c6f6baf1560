"""What can be asked of visits."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.publishing.models import Site
from laju.apps.publishing.queries import live_sites
from laju.apps.visits.models import CountedDay, Visits

_REGION = "site__participant__application__business__region_id"


class Shown(NamedTuple):
    """Views, presses of the WhatsApp button and openings of the short link over some days."""

    views: int = 0
    chats: int = 0
    links: int = 0

    @property
    def orders_begun(self) -> int:
        """Return how often somebody went on to WhatsApp."""
        return self.chats + self.links


def visits_of(*, sites: Collection[int], since: date, until: date) -> dict[int, Shown]:
    """Return per site key what happened from `since` to `until`, both included."""
    rows = Visits.objects.filter(site__in=sites, on__gte=since, on__lte=until)
    found: dict[int, dict[str, int]] = {site: {} for site in sites}
    for site, what, hits in rows.values_list("site", "what").annotate(n=Sum("hits")).order_by():
        found[site][what] = hits
    return {site: _shown(told) for site, told in found.items()}


def views_by_day(*, site: int, until: date, days: int = 30) -> list[tuple[date, int]]:
    """Return the views of a site on each of the last days, oldest first; a day without is 0."""
    since = until - timedelta(days=days - 1)
    rows = Visits.objects.filter(site=site, what=Visits.What.VIEW, on__gte=since, on__lte=until)
    told = dict(rows.values_list("on").annotate(n=Sum("hits")).order_by())
    return [
        (since + timedelta(days=n), told.get(since + timedelta(days=n), 0)) for n in range(days)
    ]


def visits_by_region(*, by: User, since: date, until: date) -> dict[str, Shown]:
    """Return per region code what happened on the sites a person may see."""
    rows = Visits.objects.filter(within_scope(user=by, path=_REGION), on__gte=since, on__lte=until)
    found: dict[str, dict[str, int]] = {}
    told = rows.values_list(_REGION, "what").annotate(n=Sum("hits")).order_by()
    for region, what, hits in told:
        found.setdefault(region, {})[what] = hits
    return {region: _shown(counts) for region, counts in sorted(found.items())}


def sites_by_views(*, by: User, since: date, until: date) -> QuerySet[Site]:
    """Return the sites a person may see with `views` and `begun` (orders), the most seen first."""
    seen = Q(on__gte=since, on__lte=until)
    return (
        live_sites()
        .filter(within_scope(user=by, path="participant__application__business__region_id"))
        .annotate(
            views=_sum(seen & Q(what=Visits.What.VIEW)),
            begun=_sum(seen & ~Q(what=Visits.What.VIEW)),
        )
        .select_related("participant__application__business__region")
        .order_by("-views", "-begun", "slug")
    )


def _sum(condition: Q) -> Coalesce:
    """Return the hits of a site under a condition, 0 when there are none."""
    rows = Visits.objects.filter(condition, site=OuterRef("pk")).order_by().values("site")
    return Coalesce(Subquery(rows.annotate(n=Sum("hits")).values("n")), 0)


def counted_days(*, since: date) -> QuerySet[CountedDay]:
    """Return the days that were counted with what was left out, newest first."""
    return CountedDay.objects.filter(on__gte=since)


def finished_days() -> list[date]:
    """Return the days whose counts are final; nothing of their lines is needed any more."""
    return list(CountedDay.objects.filter(is_final=True).values_list("on", flat=True))


def _shown(told: dict[str, int]) -> Shown:
    what = Visits.What
    return Shown(told.get(what.VIEW, 0), told.get(what.CHAT, 0), told.get(what.LINK, 0))
