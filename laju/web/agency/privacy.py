"""The queue of requests about personal data, each with its clock."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role
from laju.apps.privacy.actions import answer_request
from laju.apps.privacy.models import DataRequest
from laju.apps.privacy.queries import requests_done, requests_waiting
from laju.core.errors import DomainError
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of

SOON_HOURS = 24


@require_GET
@for_role(Role.AGENCY)
def requests(request: HttpRequest) -> HttpResponse:
    """Show what waits, the most urgent first, and what was answered."""
    return render(request, "agency/data_requests.html", shown(request))


@require_POST
@for_role(Role.AGENCY)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a clock with what was done."""
    by = person(request)
    rows = requests_waiting(by=by) | requests_done(by=by)
    row = get_object_or_404(rows.distinct(), pk=min(pk, 2**63 - 1))
    try:
        answer_request(
            request=row, outcome=request.POST.get("outcome", "")[:1000], by=by, at=timezone.now()
        )
    except DomainError as error:
        context = shown(request) | {"failed": error, "failed_pk": pk}
        return render(request, "agency/data_requests.html", context, status=error.status)
    messages.success(request, _("Terjawab. Pemilik membacanya di halaman Data saya."))
    return redirect("agency:data_requests")


def shown(request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows."""
    now = timezone.now()
    return {
        "cards": [card_of(row, now) for row in requests_waiting(by=person(request))],
        "page": page_of(request, requests_done(by=person(request))),
    }


def card_of(row: DataRequest, now: datetime) -> dict[str, Any]:
    """Return one request with the time left in words; colour only repeats what the words say."""
    hours = int((row.due_at - now).total_seconds() // 3600)
    if hours < 0:
        left, tone = _("terlambat %(hours)s jam") % {"hours": -hours}, "error"
    else:
        left = _("sisa %(hours)s jam") % {"hours": hours}
        tone = "warning" if hours < SOON_HOURS else "info"
    return {"row": row, "left": left, "tone": tone}
