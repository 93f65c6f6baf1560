"""The advertising purse of a month: split it, see why, take it along as a table."""

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import User
from laju.apps.ads import actions
from laju.apps.ads.models import Line, Plan
from laju.apps.ads.queries import lines_of, plan_for, plans_of, shares_of, totals_by
from laju.apps.programme.models import Cohort
from laju.apps.regions.models import Region
from laju.core.budgets import FloorsAbovePurse, LimitsClash, PurseAboveCaps
from laju.core.channels import LABELS
from laju.core.codes import format_code
from laju.core.errors import DomainError
from laju.core.notation import format_count
from laju.core.periods import BadMonth, parse_month
from laju.web.agency.ad_forms import REASONS, FilterForm, PurseForm
from laju.web.agency.money_forms import default_month, say_month
from laju.web.agency.scope import cohort_asked, cohort_of, insist_on_whole_area, may_decide
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv, values_in_key_order

TITLES = ("Kode", "Usaha", "Kode wilayah", "Wilayah", "Saluran", "Minggu", "Mulai", "Rupiah")
FIELDS: Mapping[type[DomainError], str] = {
    FloorsAbovePurse: "business_floor",
    PurseAboveCaps: "business_cap",
    LimitsClash: "business_cap",
    actions.NobodyToPromote: "rupiah",
}


@for_role("AGENCY")
@require_GET
def ad_plan(request: HttpRequest) -> HttpResponse:
    """Show the plan of a month, or ask for its purse."""
    cohort = cohort_asked(request)
    context: dict[str, Any] = {"page_title": _("Anggaran iklan"), "cohort": cohort}
    if cohort:
        month = _month_asked(request, cohort)
        plan = plan_for(cohort=cohort, month=month)
        context |= _page(request, cohort, month, plan, PurseForm(initial=_start(month, plan)))
    return render(request, "agency/ad_plan.html", context)


@for_role("AGENCY")
@require_POST
def plan_budget(request: HttpRequest, year: int) -> HttpResponse:
    """Split the purse; a limit that does not fit comes back at its field."""
    cohort = cohort_of(year)
    insist_on_whole_area(request, cohort)
    form = PurseForm(request.POST)
    if form.is_valid() and _plan(request, cohort, form):
        query = urlencode({"angkatan": year, "bulan": form.cleaned_data["month"]})
        return redirect(f"{reverse('agency:ad_plan')}?{query}")
    month = form.cleaned_data.get("month") or default_month()
    plan = plan_for(cohort=cohort, month=month)
    context = {"page_title": _("Anggaran iklan"), "cohort": cohort}
    context |= _page(request, cohort, month, plan, form)
    return render(request, "agency/ad_plan.html", context, status=422)


@for_role("AGENCY")
@require_GET
def export_plan(request: HttpRequest, year: int, month: str) -> StreamingHttpResponse:
    """Download the plan line by line: business, region, channel, week, rupiah."""
    try:
        plan = plan_for(cohort=cohort_of(year), month="{}-{:02d}".format(*parse_month(month)))
    except BadMonth as error:
        raise Http404 from error
    if plan is None:
        raise Http404
    rows = _lines(lines_of(plan=plan, by=person(request)))
    return stream_csv(name=f"iklan-{plan.month}.csv", titles=TITLES, rows=rows)


def _plan(request: HttpRequest, cohort: Cohort, form: PurseForm) -> bool:
    try:
        actions.plan_budget(
            cohort=cohort, **form.cleaned_data, by=person(request), at=timezone.now()
        )
    except DomainError as error:
        if type(error) not in FIELDS:
            raise
        form.add_error(FIELDS[type(error)], f"{error} {error.remedy}")
        return False
    messages.success(request, _("Anggaran dibagi sampai rupiah terakhir."))
    return True


def _month_asked(request: HttpRequest, cohort: Cohort) -> str:
    form = FilterForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data.get("bulan")
    latest = plans_of(cohort=cohort).first()
    return str(asked) if asked else latest.month if latest else default_month()


def _start(month: str, plan: Plan | None) -> dict[str, Any]:
    return {"month": month, "rupiah": format_count(plan.rupiah) if plan else ""}


def _page(
    request: HttpRequest, cohort: Cohort, month: str, plan: Plan | None, form: PurseForm
) -> dict[str, Any]:
    by = person(request)
    context: dict[str, Any] = {
        "page_lede": f"{cohort}, {say_month(month)}",
        "month": month,
        "form": form,
        "plan": plan,
        "plans": [
            {
                "url": f"?angkatan={cohort.year}&bulan={row.month}",
                "label": say_month(row.month),
                "is_current": row.month == month,
            }
            for row in plans_of(cohort=cohort)[:24]
        ],
        "may_decide": may_decide(request, cohort),
    }
    return context | _told(request, plan, by) if plan else context


def _told(request: HttpRequest, plan: Plan, by: User) -> dict[str, Any]:
    """Return totals, shares and the certificate of a plan, as far as the person sees."""
    shares = shares_of(plan=plan, by=by)
    filters = FilterForm(request.GET)
    found = filters.found(shares)
    sums = shares.aggregate(rupiah=Sum("rupiah"), clicks=Sum("expected_clicks"))
    seen = int(sums["rupiah"] or 0)
    regions = totals_by(plan=plan, what="region", by=by)
    names = dict(Region.objects.filter(pk__in=regions).values_list("pk", "name"))
    by_region = {names.get(code, code): amount for code, amount in regions.items()}
    channels = totals_by(plan=plan, what="channel", by=by)
    by_channel = {str(dict(LABELS).get(key, key)): amount for key, amount in channels.items()}  # type: ignore[call-overload]
    weeks = totals_by(plan=plan, what="week", by=by)
    by_week = {_say_week(week): amount for week, amount in weeks.items()}
    page = page_of(request, found.order_by("-rupiah", "pk"))
    for share in page:
        share.reason_name = REASONS.get(share.reason, share.reason)
        share.why = share.explanation.partition(": ")[2]
    price = plan.certificate.get("rupiah_per_click")
    return {
        "filters": filters,
        "page": page,
        "seen": seen,
        "is_whole": seen == plan.rupiah,
        "clicks": round(float(sums["clicks"] or 0)),
        "people": shares.count(),
        "price": round(price) if isinstance(price, int | float) and isfinite(price) else None,
        "is_optimal": bool(plan.certificate.get("is_optimal")),
        "tables": [
            _table(_("Per saluran"), _("Saluran"), by_channel),
            _table(_("Per minggu"), _("Minggu"), by_week),
            _table(_("Per wilayah"), _("Wilayah"), by_region, largest_first=True),
        ],
        "exports": [("CSV", reverse("agency:export_plan", args=[plan.cohort.year, plan.month]))],
    }


def _table(
    title: str, label: str, amounts: Mapping[str, int], *, largest_first: bool = False
) -> dict[str, Any]:
    """Return a table of amounts with its exact sum and the widest bar."""
    rows = list(amounts.items())
    if largest_first:
        rows.sort(key=lambda row: (-row[1], row[0]))
    return {
        "title": title,
        "label": label,
        "rows": rows,
        "sum": sum(amounts.values()),
        "most": max(amounts.values(), default=0),
    }


def _say_week(label: str) -> str:
    """Write "2027-W09" with the days people know it by."""
    year, number = (int(part) for part in label.split("-W"))
    starts, ends = (date.fromisocalendar(year, number, day) for day in (1, 7))
    return f"{date_format(starts, 'j M')} – {date_format(ends, 'j M')} ({label})"


def _lines(rows: QuerySet[Line]) -> Iterator[tuple[object, ...]]:
    business = "share__participant__application__business"
    told = values_in_key_order(
        rows,
        business,
        f"{business}__name",
        f"{business}__region_id",
        f"{business}__region__name",
        "channel",
        "week",
        "starts_on",
        "rupiah",
    )
    for key, *row in told:
        yield (format_code(number=key), *row)
