"""The state of the programme in one look."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.models import Role, User
from laju.apps.accounts.queries import scope_of
from laju.apps.ledger.queries import latest_entries
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import latest_cohort
from laju.apps.registry.queries import batches, links_waiting, reconcile
from laju.apps.social.models import Post
from laju.apps.social.queries import posts_in
from laju.apps.studio.models import Content
from laju.apps.studio.queries import contents_of
from laju.core.notation import format_count, format_percent, format_rupiah
from laju.engines.drawing import indonesian
from laju.web.agency.choices import programme_area, visible_regions
from laju.web.agency.maps import draw_area
from laju.web.agency.measures import budget_of_month, digital_by_region
from laju.web.agency.region_table import RegionRow, region_rows, sorted_rows, total_of
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import stream_csv
from laju.web.shared.story import tell_entries
from laju.web.templatetags.laju import url_or_nothing

MAPS = {
    "peserta": ("participants", "Peserta"),
    "pendaftar": ("applications", "Pendaftar"),
    "usaha": ("businesses", "Usaha tercatat"),
    "go-digital": ("share", "Go digital"),
}
TITLES = (
    "Kode", "Kabupaten/kota", "Usaha tercatat", "Pendaftar", "Peserta", "Beranda tayang", "Go digital",
    "Go digital (%)",
)  # fmt: skip


@require_GET
@for_role(Role.AGENCY)
def show(request: HttpRequest) -> HttpResponse:
    """Show figures, funnel, map, what waits and what was done last."""
    by, on = person(request), timezone.localdate()
    cohort = latest_cohort()
    rows = _rows(by, cohort)
    total = total_of(rows)
    held = _held(by, cohort)
    return render(
        request,
        "agency/dashboard.html",
        {
            "page_title": _("Ringkasan"),
            "page_lede": str(cohort) if cohort else "",
            "cohort": cohort,
            "figures": _figures(rows, _posts(by, cohort, on), budget_of_month(by=by, on=on)),
            "funnel": _funnel(by, total, held["contents"]),
            "is_begun": bool(total.businesses),
            **_map(request, by, rows),
            "rows": sorted_rows(rows, sort=request.GET.get("sort", "")),
            "total": total,
            "waiting": _waiting(by, held["held"]),
            "entries": tell_entries(latest_entries(by=_seen_by(by), limit=8)),
        },
    )


@require_GET
@for_role(Role.AGENCY)
def export_regions(request: HttpRequest) -> HttpResponseBase:
    """Send the table beside the map as CSV."""
    rows = _rows(person(request), latest_cohort())
    lines = ((*row[:7], "" if row.share is None else f"{row.share:.2f}") for row in rows)
    return stream_csv(name="wilayah.csv", titles=TITLES, rows=lines)


def _rows(by: User, cohort: Cohort | None) -> list[RegionRow]:
    return region_rows(
        by=by, cohort=cohort, regions=visible_regions(by=by), digital=digital_by_region()
    )


def _seen_by(by: User) -> str:
    """The ledger names no regions, so staff of one region see only what they did themselves."""
    return "" if scope_of(user=by) is None else by.username


def _posts(by: User, cohort: Cohort | None, on: date) -> tuple[int, int]:
    """Return the posts of the month, and those with proof."""
    if cohort is None:
        return 0, 0
    statuses = posts_in(cohort=cohort, month=f"{on:%Y-%m}", by=by).order_by()
    found = list(statuses.values_list("status", flat=True))
    return len(found), found.count(Post.Status.PROVEN)


def _held(by: User, cohort: Cohort | None) -> dict[str, int]:
    if cohort is None:
        return {"contents": 0, "held": 0}
    found = list(contents_of(cohort=cohort, by=by).order_by().values_list("status", flat=True))
    return {"contents": len(found), "held": found.count(Content.Status.HELD)}


def _figures(
    rows: Sequence[RegionRow], posts: tuple[int, int], budget: int | None
) -> Sequence[Mapping[str, Any]]:
    total = total_of(rows)
    spread = _("{count} dari {all}").format(
        count=sum(r.participants > 0 for r in rows), all=len(rows)
    )
    businesses = reverse("agency:businesses")
    participants = f"{businesses}?participant=ya"
    share = "–" if total.share is None else format_percent(total.share, decimals=1)
    digital = _("{count} usaha berbukti digital").format(count=format_count(total.digital))
    proven = _("{count} sudah berbukti tayang").format(count=format_count(posts[1]))
    return [
        _figure(_("Usaha tercatat"), format_count(total.businesses), businesses, lead=True),
        _figure(_("Pendaftar"), format_count(total.applications), url_or_nothing("agency:cohorts")),
        _figure(_("Peserta"), format_count(total.participants), participants),
        _figure(_("Beranda tayang"), format_count(total.sites), participants),
        _figure(_("Posting bulan ini"), format_count(posts[0]), "", note=proven),
        _figure(
            _("Anggaran iklan bulan ini"), "–" if budget is None else format_rupiah(budget), ""
        ),
        _figure(_("Go digital"), share, "?peta=go-digital#peta", note=digital),
        _figure(_("Wilayah dengan peserta"), spread, "?peta=peserta#peta"),
    ]


def _figure(
    label: str, value: str, url: str, *, note: str = "", lead: bool = False
) -> dict[str, Any]:
    return {"label": label, "value": value, "url": url, "note": note, "lead": lead}


def _funnel(by: User, total: RegionRow, contents: int) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = [
        {
            "label": _("Usaha tercatat"),
            "value": total.businesses,
            "url": reverse("agency:businesses"),
        },
        {"label": _("Mendaftar"), "value": total.applications, "url": ""},
        {"label": _("Terpilih"), "value": total.participants, "url": ""},
        {"label": _("Isi halaman tertulis"), "value": contents, "url": ""},
        {"label": _("Beranda tayang"), "value": total.sites, "url": ""},
    ]
    if scope_of(user=by) is not None:
        return steps  # rows name no region before they are read, so they have no place here
    rows_in = reconcile(batches=list(batches(by=by)))["rows_in"]
    first = {"label": _("Baris masuk"), "value": rows_in, "url": reverse("agency:batches")}
    return [first, *steps] if rows_in >= total.businesses else steps


def _map(request: HttpRequest, by: User, rows: Sequence[RegionRow]) -> dict[str, Any]:
    asked = request.GET.get("peta", "")
    begun = (name for name, (field, _label) in MAPS.items() if any(getattr(r, field) for r in rows))
    key = asked if asked in MAPS else next(begun, "peserta")  # the furthest step that has begun
    field, title = MAPS[key]
    listed = reverse("agency:businesses")
    area = programme_area()
    is_share = field == "share"
    svg = draw_area(
        area=area,
        regions=visible_regions(by=by),
        values={row.code: getattr(row, field) for row in rows},
        title=f"{_(title)}, {area.name}",
        description=_("Angka tiap kabupaten dan kota ada di tabel di sebelah peta."),
        href=lambda code: f"{listed}?region={code}",
        show=(lambda value: format_percent(value, decimals=1)) if is_share else indonesian,
    )
    tabs = [
        {"url": f"?peta={name}#peta", "label": _(label), "is_current": name == key}
        for name, (_field, label) in MAPS.items()
    ]
    return {"map": svg, "map_tabs": tabs, "area": area}


def _waiting(by: User, held: int) -> list[dict[str, Any]]:
    rejected = [batch for batch in batches(by=by) if batch.rejected]
    unfinished = [batch for batch in batches(by=by) if batch.status == "OPEN"]
    waits = [
        (len(unfinished), _("impor belum selesai"), reverse("agency:batches"), "upload"),
        (
            sum(batch.rejected for batch in rejected),
            _("baris ditolak, kirim balik ke {count} berkas asalnya").format(count=len(rejected)),
            reverse("agency:batches"),
            "file",
        ),
        (
            links_waiting(by=by).count(),
            _("pasangan catatan mungkin ganda"),
            reverse("agency:links"),
            "merge",
        ),
        (held, _("halaman ditahan pemiliknya"), url_or_nothing("agency:contents"), "warning"),
    ]
    return [
        {"count": count, "label": label, "url": url, "icon": icon}
        for count, label, url, icon in waits
        if count
    ]
