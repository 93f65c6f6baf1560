"""Live pages that were not as they were left: what was found, what became of it, and what to do."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role
from laju.apps.jobs.queries import jobs_of
from laju.apps.publishing.actions import settle_trouble
from laju.apps.publishing.queries import troubles
from laju.core.errors import DomainError
from laju.web.journey.tasks import ask_for_check, look_after_sites
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of


@require_GET
@for_role(Role.AGENCY)
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the troubles that wait for a person, or those that are over."""
    by = person(request)
    is_open = request.GET.get("keadaan") != "selesai"
    last = jobs_of(task=look_after_sites.module_path).first()
    url = reverse("agency:troubles")
    context: dict[str, Any] = {
        "page_title": _("Pemeriksaan halaman"),
        "page_lede": _(
            "Setiap malam semua halaman tayang dibandingkan dengan yang diterbitkan. Yang berubah "
            "ditulis lagi, yang disusupkan dipindahkan."
        ),
        "page": page_of(request, troubles(by=by, is_open=is_open)),
        "is_open": is_open,
        "last": last,
        "tabs": [
            {
                "label": _("Perlu dilihat"),
                "url": url,
                "count": troubles(by=by, is_open=True).count(),
                "is_current": is_open,
            },
            {"label": _("Selesai"), "url": f"{url}?keadaan=selesai", "is_current": not is_open},
        ],
    }
    return render(request, "agency/troubles.html", context)


@require_POST
@for_role(Role.AGENCY)
def check_now(request: HttpRequest) -> HttpResponse:
    """Leave a check of all live pages to the worker."""
    if ask_for_check(at=timezone.now(), is_asked=True):
        messages.success(request, _("Pemeriksaan dimulai. Hasilnya muncul di sini."))
    else:
        messages.info(request, _("Pemeriksaan sedang berjalan, atau belum ada halaman tayang."))
    return redirect("agency:troubles")


@require_POST
@for_role(Role.AGENCY)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a person took care of a trouble."""
    by = person(request)
    rows = troubles(by=by, is_open=True) | troubles(by=by, is_open=False)
    row = get_object_or_404(rows, pk=min(pk, 2**63 - 1))
    try:
        settle_trouble(trouble=row, by=by, at=timezone.now())
    except DomainError as error:
        messages.error(request, f"{error} {error.remedy}")
    else:
        messages.success(request, _("Tercatat selesai."))
    return redirect("agency:troubles")
