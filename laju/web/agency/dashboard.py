"""The state of the programme in one look."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import Role
from laju.apps.ledger.queries import latest_entries
from laju.web.agency.overview import (
    draw_map,
    figures_of,
    funnel_of,
    look_over,
    map_tabs,
    waiting_of,
)
from laju.web.agency.region_table import sorted_rows
from laju.web.shared.access import for_role, person
from laju.web.shared.freshness import say_freshness
from laju.web.shared.lists import stream_csv
from laju.web.shared.story import tell_entries

TITLES = (
    "Kode", "Kabupaten/kota", "Usaha tercatat", "Pendaftar", "Peserta", "Beranda tayang", "Go digital",
    "Go digital (%)",
)  # fmt: skip


@require_GET
@for_role(Role.AGENCY)
def show(request: HttpRequest) -> HttpResponse:
    """Show figures, funnel, map, what waits and what was done last."""
    view = look_over(by=person(request), on=timezone.localdate())
    # the ledger names no regions, so staff of one region see only what they did themselves
    entries = latest_entries(by="" if view.sees_all else view.by.username, limit=6)
    asked = request.GET.get("peta", "")
    context = {
        "page_title": _("Ringkasan"),
        "page_lede": str(view.cohort) if view.cohort else "",
        "is_begun": bool(view.total.businesses),
        "figures": figures_of(view),
        "funnel": funnel_of(view),
        "waiting": waiting_of(view),
        "entries": tell_entries(entries),
        "freshness": say_freshness(view.state),
        "measured_on": view.measured_on,
        "area": view.area,
        "count_regions": len(view.regions),
        "map": draw_map(view, asked=asked),
        "map_tabs": map_tabs(view, asked=asked),
        "rows": sorted_rows(view.rows, sort=request.GET.get("sort", "")),
        "total": view.total,
    }
    return render(request, "agency/dashboard.html", context)


@require_GET
@for_role(Role.AGENCY)
def export_regions(request: HttpRequest) -> HttpResponseBase:
    """Send the table beside the map as CSV."""
    view = look_over(by=person(request), on=timezone.localdate())
    lines = ((*row[:7], "" if row.share is None else f"{row.share:.2f}") for row in view.rows)
    return stream_csv(name="wilayah.csv", titles=TITLES, rows=lines)
