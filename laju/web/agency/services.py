"""What the service centre gave: counts, referrals, training, all to be downloaded."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laju.apps.accounts.models import Role
from laju.apps.services.actions import follow_referral, refer_business
from laju.apps.services.models import Referral, Service
from laju.apps.services.queries import (
    count_by_field,
    count_by_region,
    referrals_for,
    requests_for,
    services_for,
    trainings_for,
)
from laju.core.errors import DomainError
from laju.web.agency.business import find
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of, stream_csv
from laju.web.shared.photos import send_smallest
from laju.web.shared.services import posted
from laju.web.shared.trainings import list_page, training_page

DAYS = 90
TITLES = (
    "Usaha", "Kode", "Wilayah", "Jenis", "Bidang", "Waktu", "Ditanyakan", "Saran", "Langkah",
    "Paling lambat", "Selesai", "Pendamping",
)  # fmt: skip


class ReferralForm(forms.Form):
    to = forms.CharField(
        label=gettext_lazy("Dirujuk ke mana?"),
        max_length=120,
        help_text=gettext_lazy("Misalnya bank penyalur KUR, BPOM, atau Dinas Perindustrian."),
        error_messages={"required": gettext_lazy("Tulis ke mana usaha ini dirujuk.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Kenapa?"),
        max_length=500,
        error_messages={"required": gettext_lazy("Tulis alasannya.")},
    )


@require_GET
@for_role(Role.AGENCY)
def services(request: HttpRequest) -> HttpResponse:
    """Show what was given in the last 90 days, what waits, and referrals."""
    by, until = person(request), timezone.localdate()
    since = until - timedelta(days=DAYS)
    context = {
        "days": DAYS,
        "fields": count_by_field(by=by, since=since, until=until),
        "regions": count_by_region(by=by, since=since, until=until),
        "waiting": requests_for(by=by).count(),
        "referrals": referrals_for(by=by)[:50],
        "states": Referral.State.choices,
        "page": page_of(request, services_for(by=by).filter(is_current=True)),
    }
    return render(request, "agency/services.html", context)


@require_GET
@for_role(Role.AGENCY)
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the photo of a visit, small."""
    row = get_object_or_404(services_for(by=person(request)), pk=min(pk, 2**63 - 1))
    return send_smallest(row.photo_files)


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest) -> HttpResponseBase:
    """Send all services of own regions as CSV."""
    rows = services_for(by=person(request)).filter(is_current=True).order_by("pk")
    return stream_csv(name="layanan.csv", titles=TITLES, rows=_lines(rows))


@require_http_methods(["GET", "POST"])
@for_role(Role.AGENCY)
def refer(request: HttpRequest, code: str) -> HttpResponse:
    """Send a business on."""
    business, form = find(request, code), ReferralForm(posted(request))
    if request.method == "POST" and form.is_valid():
        refer_business(
            business=business, **form.cleaned_data, by=person(request), at=timezone.now()
        )
        messages.success(request, _("Rujukan tercatat."))
        return redirect("agency:services")
    context: dict[str, Any] = {"business": business, "form": form}
    return render(request, "agency/refer.html", context, status=422 if form.errors else 200)


@require_POST
@for_role(Role.AGENCY)
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how far a referral is."""
    referral = get_object_or_404(referrals_for(by=person(request)), pk=min(pk, 2**63 - 1))
    state = request.POST.get("state", "")
    if state in Referral.State.values:
        try:
            follow_referral(
                referral=referral,
                state=state,
                outcome=request.POST.get("outcome", "")[:500],
                by=person(request),
                at=timezone.now(),
            )
        except DomainError as error:
            messages.warning(request, f"{error} {error.remedy}")
        else:
            messages.success(request, _("Tercatat."))
    return redirect("agency:services")


@require_http_methods(["GET", "POST"])
@for_role(Role.AGENCY)
def trainings(request: HttpRequest) -> HttpResponse:
    """Show the training sessions, and announce one."""
    return list_page(request, trainings_for(by=person(request)), room="agency")


@require_http_methods(["GET", "POST"])
@for_role(Role.AGENCY)
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one session."""
    found = get_object_or_404(trainings_for(by=person(request)), pk=min(pk, 2**63 - 1))
    return training_page(request, found, room="agency")


def _lines(rows: Any) -> Iterator[tuple[object, ...]]:
    service: Service
    for service in rows.iterator(500):
        happened = timezone.localtime(service.happened_at)
        done: date | None = service.done_on
        yield (
            service.business.name,
            service.business.code,
            service.business.region.name,
            service.get_kind_display(),
            service.get_field_display(),
            happened.strftime("%Y-%m-%d %H:%M"),
            service.told,
            service.advised,
            service.next_step,
            service.next_on or "",
            done or "",
            service.by.get_full_name() or service.by.username,
        )
