"""What the dashboard shows, from one look at every app; the number of queries is constant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import scope_of
from laju.apps.indicators.queries import CubeState, cube_state, latest_day
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import latest_cohort
from laju.apps.regions.models import Region
from laju.apps.registry.queries import links_waiting, sum_of_batches
from laju.apps.social.models import Post
from laju.apps.social.queries import months_planned, posts_in
from laju.apps.studio.models import Content
from laju.apps.studio.queries import contents_of
from laju.core.notation import format_count, format_percent, format_rupiah
from laju.engines.drawing import indonesian
from laju.web.agency.choices import area_of, visible_regions
from laju.web.agency.maps import draw_area
from laju.web.agency.measures import budget_ahead, digital_by_region, month_ahead
from laju.web.agency.money_forms import say_month
from laju.web.agency.region_table import RegionRow, region_rows, total_of

# The furthest step comes first: the map opens with the first that has begun.
MAPS = {
    "peserta": ("participants", gettext_lazy("Peserta")),
    "pendaftar": ("applications", gettext_lazy("Pendaftar")),
    "usaha": ("businesses", gettext_lazy("Usaha tercatat")),
    "go-digital": ("share", gettext_lazy("Go digital")),
}


@dataclass(frozen=True)
class Overview:
    """Everything the dashboard tells, counted for what one person may see."""

    by: User
    cohort: Cohort | None
    area: Region
    regions: list[Region]
    rows: list[RegionRow]
    total: RegionRow
    sheets: dict[str, int]
    contents: list[str]  # the status of each
    posts: list[str]  # the status of each post of its month
    posts_month: str  # "2027-03": the month at hand, or the next that is planned
    budget: int | None
    budget_month: str
    doubtful_pairs: int
    state: CubeState  # of the counts of businesses
    measured_on: date | None

    @property
    def sees_all(self) -> bool:
        """Say whether the person is bound to no region."""
        return scope_of(user=self.by) is None


def look_over(*, by: User, on: date) -> Overview:
    """Count everything once; posts and ads are of the month of `on`, else of the next planned."""
    cohort = latest_cohort()
    area = area_of(cohort=cohort)
    regions = visible_regions(by=by, within=area)
    digital = digital_by_region(area=area)
    rows = region_rows(by=by, cohort=cohort, regions=regions, digital=digital)
    contents: list[str] = []
    posts: list[str] = []
    now = posts_month = f"{on:%Y-%m}"
    budget_month, budget = budget_ahead(by=by, cohort=cohort, month=now)
    if cohort:
        found = contents_of(cohort=cohort, by=by).order_by().values_list("status", flat=True)
        contents = list(found)
        posts_month = month_ahead(months=months_planned(cohort=cohort), now=now)
        planned = posts_in(cohort=cohort, month=posts_month, by=by).order_by()
        posts = list(planned.values_list("status", flat=True))
    return Overview(
        by=by,
        cohort=cohort,
        area=area,
        regions=regions,
        rows=rows,
        total=total_of(rows),
        sheets=sum_of_batches(by=by),
        contents=contents,
        posts=posts,
        posts_month=posts_month,
        budget=budget,
        budget_month=budget_month,
        doubtful_pairs=links_waiting(by=by).count(),
        state=cube_state(),
        measured_on=latest_day(),
    )


def figures_of(view: Overview) -> Sequence[dict[str, Any]]:
    """Return the figure cards, each with the way to its rows where there is one."""
    total = view.total
    businesses = reverse("agency:businesses")
    chosen = f"{businesses}?participant=ya"
    spread = sum(row.participants > 0 for row in view.rows if "." in row.code)
    share = "–" if total.share is None else format_percent(total.share, decimals=1)
    budget = "–" if view.budget is None else format_rupiah(view.budget)
    digital = _("{count} usaha berbukti digital").format(count=format_count(total.digital))
    proven = _("{count} sudah berbukti tayang").format(
        count=format_count(view.posts.count(Post.Status.PROVEN))
    )
    asked = _address("agency:cohort", view)
    return [
        _figure(_("Usaha tercatat"), format_count(total.businesses), businesses, lead=True),
        _figure(_("Pendaftar"), format_count(total.applications), asked),
        _figure(_("Peserta"), format_count(total.participants), chosen),
        _figure(_("Beranda tayang"), format_count(total.sites), f"{businesses}?participant=tayang"),
        _figure(
            _("Posting {month}").format(month=say_month(view.posts_month)),
            format_count(len(view.posts)),
            f"{reverse('agency:calendar')}?bulan={view.posts_month}",
            note=proven,
        ),
        _figure(
            _("Anggaran iklan {month}").format(month=say_month(view.budget_month)),
            budget,
            f"{reverse('agency:ad_plan')}?bulan={view.budget_month}",
        ),
        _figure(_("Go digital"), share, "?peta=go-digital#peta", note=digital),
        _figure(
            _("Wilayah dengan peserta"),
            _("{count} dari {all}").format(count=spread, all=len(view.regions)),
            "?peta=peserta#peta",
        ),
    ]


def funnel_of(view: Overview) -> list[dict[str, Any]]:
    """Return the way from rows to live sites."""
    total, listed = view.total, reverse("agency:businesses")
    steps: list[tuple[str, int, str]] = [
        (_("Usaha tercatat"), total.businesses, listed),
        (_("Mendaftar"), total.applications, _address("agency:cohort", view)),
        (_("Terpilih"), total.participants, f"{listed}?participant=ya"),
        (_("Isi halaman tertulis"), len(view.contents), ""),
        (_("Beranda tayang"), total.sites, f"{listed}?participant=tayang"),
    ]
    # a row names no region before it is read, so staff of one region begin with the businesses
    if view.sees_all and view.sheets["rows_in"] >= total.businesses:
        steps.insert(0, (_("Baris masuk"), view.sheets["rows_in"], reverse("agency:batches")))
    return [{"label": label, "value": value, "url": url} for label, value, url in steps]


def waiting_of(view: Overview) -> list[dict[str, Any]]:
    """Return what waits for the agency, only what there is."""
    sheets = reverse("agency:batches")
    rejected = _("baris ditolak, kirim balik ke {count} berkas asalnya")
    waits = [
        (view.sheets["unfinished"], _("impor belum selesai"), sheets, "upload"),
        (
            view.sheets["rejected"],
            rejected.format(count=view.sheets["with_rejects"]),
            sheets,
            "file",
        ),
        (
            view.doubtful_pairs,
            _("pasangan catatan mungkin ganda"),
            reverse("agency:links"),
            "merge",
        ),
        (
            view.contents.count(Content.Status.HELD),
            _("halaman ditahan pemiliknya"),
            f"{reverse('agency:businesses')}?participant=ditahan",
            "warning",
        ),
    ]
    return [
        {"count": count, "label": label, "url": url, "icon": icon}
        for count, label, url, icon in waits
        if count
    ]


def map_tabs(view: Overview, *, asked: str) -> list[dict[str, Any]]:
    """Return the tabs over the map."""
    current = _map_key(view, asked)
    return [
        {"url": f"?peta={key}#peta", "label": label, "is_current": key == current}
        for key, (_field, label) in MAPS.items()
    ]


def draw_map(view: Overview, *, asked: str) -> SafeString:
    """Draw the regions by one figure; each leads to its businesses."""
    field, title = MAPS[_map_key(view, asked)]
    listed = reverse("agency:businesses")
    return draw_area(
        area=view.area,
        regions=view.regions,
        values={row.code: getattr(row, field) for row in view.rows},
        title=f"{title}, {view.area.name}",
        description=_("Angka tiap kabupaten dan kota ada di tabel di sebelah peta."),
        href=lambda code: f"{listed}?region={code}",
        show=_show_share if field == "share" else indonesian,
        no_data=_("belum ada data") if view.sees_all else _("di luar wilayah Anda"),
    )


def _map_key(view: Overview, asked: str) -> str:
    if asked in MAPS:
        return asked
    begun = (key for key, (field, _label) in MAPS.items() if getattr(view.total, field))
    return next(begun, "usaha")


def _show_share(value: float) -> str:
    return format_percent(value, decimals=1)


def _address(name: str, view: Overview) -> str:
    return reverse(name, args=[view.cohort.year]) if view.cohort else ""


def _figure(
    label: str, value: str, url: str = "", *, note: str = "", lead: bool = False
) -> dict[str, Any]:
    return {"label": label, "value": value, "url": url, "note": note, "lead": lead}
