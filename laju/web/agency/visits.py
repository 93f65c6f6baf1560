"""Visits of the pages: per region, per business, and what was left out of the counts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import Role
from laju.apps.regions.models import Region
from laju.apps.visits.queries import counted_days, sites_by_views, visits_by_region
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv

PERIODS = (7, 30, 90, 365)
TITLES = ("Kode", "Usaha", "Wilayah", "Halaman", "Dilihat", "Lanjut ke WhatsApp", "Dari", "Sampai")


@require_GET
@for_role(Role.AGENCY)
def visits(request: HttpRequest) -> HttpResponse:
    """Show the visits of some days, the most seen pages first."""
    days, since, until = _period(request)
    by = person(request)
    regions = visits_by_region(by=by, since=since, until=until)
    names = dict(Region.objects.filter(pk__in=regions).values_list("pk", "name"))
    views = sum(shown.views for shown in regions.values())
    begun = sum(shown.orders_begun for shown in regions.values())
    context: dict[str, Any] = {
        "page_title": _("Kunjungan halaman"),
        "page_lede": _("Dihitung tanpa cookie dan tanpa menyimpan alamat pengunjung."),
        "is_counting": bool(settings.COUNTING),
        "since": since,
        "until": until,
        "views": views,
        "begun": begun,
        "regions": [(names.get(code, code), shown) for code, shown in regions.items()],
        "page": page_of(request, sites_by_views(by=by, since=since, until=until)),
        "days": list(counted_days(since=since)[:60]),
        "tabs": [
            {
                "url": f"?hari={n}",
                "label": _("%(n)s hari") % {"n": n},
                "count": 0,
                "is_current": n == days,
            }
            for n in PERIODS
        ],
        "exports": [("CSV", f"{reverse('agency:visits_export')}?hari={days}")],
    }
    return render(request, "agency/visits.html", context)


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest) -> HttpResponseBase:
    """Send the visits per business as CSV."""
    _days, since, until = _period(request)
    rows = sites_by_views(by=person(request), since=since, until=until)
    return stream_csv(name="kunjungan.csv", titles=TITLES, rows=_lines(list(rows), since, until))


def _lines(sites: list[Any], since: date, until: date) -> Iterator[tuple[object, ...]]:
    for site in sites:
        business = site.participant.application.business
        yield (
            business.code, business.name, business.region.name, site.slug,
            site.views, site.begun, since.isoformat(), until.isoformat(),
        )  # fmt: skip


def _period(request: HttpRequest) -> tuple[int, date, date]:
    """Return the number of days asked for, and the first and last of them."""
    asked = request.GET.get("hari", "")
    days = int(asked) if asked in map(str, PERIODS) else PERIODS[1]
    until = timezone.localdate()
    return days, until - timedelta(days=days - 1), until
