"""One application: score with its reasons, decision, place in the draw, replacement."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from laju.apps.ledger.queries import story_of
from laju.apps.programme import actions
from laju.apps.programme.models import Application, Cohort
from laju.apps.programme.queries import application_for
from laju.core.scoring import VERSION
from laju.web.agency.cohort_forms import ReasonForm, ScoreForm
from laju.web.agency.scope import trail
from laju.web.shared.access import for_role, person
from laju.web.shared.story import tell_entries

CRITERIA = {
    "COMPLETE": gettext_lazy("Data pokok"),
    "REACHABLE": gettext_lazy("Dapat dihubungi"),
    "PRODUCTS": gettext_lazy("Produk"),
    "PRICES": gettext_lazy("Harga"),
    "NEED": gettext_lazy("Kebutuhan"),
    "AGE": gettext_lazy("Lama usaha"),
    "TYPICAL": gettext_lazy("Produk khas daerah"),
    "SHEET": gettext_lazy("Nilai dari lembar dinas"),
    "READER": gettext_lazy("Penilaian kurator"),
    "REPLACED": gettext_lazy("Menggantikan peserta lain"),
}


@for_role("AGENCY")
@require_GET
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one application."""
    row = _find(request, pk)
    return render(request, "agency/application.html", _context(row))


@for_role("AGENCY")
@require_POST
def curate_application(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a score by hand."""
    row = _find(request, pk)
    form = ScoreForm(request.POST)
    if not form.is_valid():
        context = _context(row) | {"score_form": form}
        return render(request, "agency/application.html", context, status=422)
    actions.curate_application(
        application=row, **form.cleaned_data, by=person(request), at=timezone.now()
    )
    messages.success(request, _("Nilai disimpan beserta alasannya."))
    return redirect("agency:application", pk=pk)


@for_role("AGENCY")
@require_POST
def replace_participant(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a participant leave, and the next one waiting follow."""
    row = _find(request, pk)
    participant = getattr(row, "participant", None)
    if participant is None or participant.left_at is not None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        context = _context(row) | {"reason_form": form}
        return render(request, "agency/application.html", context, status=422)
    follower = actions.replace_participant(
        participant=participant,
        reason=form.cleaned_data["reason"],
        by=person(request),
        at=timezone.now(),
    )
    messages.success(request, _("%(name)s menggantikan.") % {"name": follower})
    return redirect("agency:application", pk=follower.application_id)


def _find(request: HttpRequest, pk: int) -> Application:
    row = application_for(by=person(request), pk=pk)
    if row is None:
        raise Http404
    return row


def _context(row: Application) -> dict[str, Any]:
    participant = getattr(row, "participant", None)
    subjects = [f"programme.application:{row.pk}"]
    if participant:
        subjects.append(f"programme.participant:{participant.pk}")
    return {
        "application": row,
        "business": row.business,
        "cohort": row.cohort,
        "participant": participant,
        "has_left": bool(participant and participant.left_at),
        "page_title": row.business.name,
        "crumbs": trail(row.cohort),
        "parts": [
            {**part, "label": CRITERIA.get(part["criterion"], part["criterion"])}
            for part in row.score_parts
        ],
        "scale": VERSION,
        "is_open": row.cohort.status == Cohort.Status.OPEN,
        "score_form": ScoreForm(),
        "reason_form": ReasonForm(),
        "story": tell_entries(reversed(story_of(subjects=subjects))),
    }
