"""Skills of a cohort: levels, how far raters agree, certificates."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role, User
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import BUSINESS_REGION, participants_of
from laju.apps.regions.models import Region
from laju.apps.skills.actions import check_tasks, issue_certificate, revoke_certificate
from laju.apps.skills.queries import (
    agreement,
    certificate_for,
    certificates_of,
    certified_by_region,
    levels_by_lesson,
    levels_by_region,
    ready_for_certificate,
)
from laju.core.notation import format_count
from laju.core.skills import NEEDED, Level, load_lessons
from laju.web.agency.scope import cohort_asked, cohort_of
from laju.web.shared.access import for_role, person
from laju.web.shared.certificates import base_of
from laju.web.shared.lists import page_of, stream_csv

CHUNK, AT_ONCE = 500, 50
TITLES = ("Sertifikat", "Pemegang", "Usaha", "Wilayah", "Terbit", "Dicabut", "Alasan")


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=300,
        error_messages={"required": gettext_lazy("Tulis alasan pencabutan.")},
    )


@require_GET
@for_role(Role.AGENCY)
def skills(request: HttpRequest) -> HttpResponse:
    """Show the levels of a cohort by lesson, certificates by region, and what can be issued."""
    cohort = cohort_asked(request)
    if cohort is None:
        return render(request, "agency/skills.html", {"cohort": None})
    return render(request, "agency/skills.html", _shown(request, cohort))


@require_POST
@for_role(Role.AGENCY)
def check(request: HttpRequest, year: int) -> HttpResponse:
    """Look for the proof of all tasks of the participants in own regions."""
    by, fresh = person(request), 0
    rows = list(participants_of(cohort=cohort_of(year), by=by))
    for at in range(0, len(rows), CHUNK):
        fresh += check_tasks(participants=rows[at : at + CHUNK], by=by, at=timezone.now())
    messages.success(request, _("%(count)s tugas baru terbukti.") % {"count": format_count(fresh)})
    return redirect("agency:skills")


@require_POST
@for_role(Role.AGENCY)
def issue(request: HttpRequest, year: int) -> HttpResponse:
    """Issue certificates to those who proved enough, some at a time."""
    by, base = person(request), base_of(request)
    ready = ready_for_certificate(cohort=cohort_of(year), by=by)
    rows = list(ready[:AT_ONCE])
    for participant in rows:
        issue_certificate(participant=participant, base_url=base, by=by, at=timezone.now())
    left = ready.count()
    text = _("%(count)s sertifikat terbit.") % {"count": len(rows)}
    if left:
        text += " " + _("%(left)s lagi menunggu; tekan sekali lagi.") % {"left": left}
    messages.success(request, text)
    return redirect("agency:skills")


@require_POST
@for_role(Role.AGENCY)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a certificate with a reason."""
    found = certificate_for(by=person(request), pk=min(pk, 2**63 - 1))
    if found is None:
        raise Http404
    form = RevokeForm(request.POST)
    if not form.is_valid():
        context = _shown(request, found.participant.application.cohort)
        context |= {"revoke_form": form, "revoke_pk": pk}
        return render(request, "agency/skills.html", context, status=422)
    revoke_certificate(
        certificate=found,
        reason=form.cleaned_data["reason"],
        by=person(request),
        at=timezone.now(),
    )
    messages.success(request, _("Sertifikat dicabut; halamannya mengatakan alasannya."))
    return redirect("agency:skills")


@require_GET
@for_role(Role.AGENCY)
def export(request: HttpRequest, year: int) -> Any:
    """Send the certificates as CSV."""
    rows = certificates_of(cohort=cohort_of(year), by=person(request))
    lines = (
        (
            row.code,
            row.holder,
            row.participant.application.business.name,
            row.participant.application.business.region.name,
            timezone.localtime(row.issued_at).date(),
            timezone.localtime(row.revoked_at).date() if row.revoked_at else "",
            row.reason,
        )
        for row in rows.iterator(CHUNK)
    )
    return stream_csv(name=f"sertifikat-{year}.csv", titles=TITLES, rows=lines)


def _shown(request: HttpRequest, cohort: Cohort) -> dict[str, Any]:
    by = person(request)
    levels = levels_by_lesson(cohort=cohort, by=by)
    regions = _regions(cohort, by)
    return {
        "cohort": cohort,
        "total": sum(row["participants"] for row in regions),
        "rows": [
            {
                "title": lesson.title,
                "unit": lesson.unit,
                "known": levels.get(lesson.key, {}).get(Level.KNOWS, 0),
                "can": levels.get(lesson.key, {}).get(Level.CAN, 0),
                "masters": levels.get(lesson.key, {}).get(Level.MASTERS, 0),
            }
            for lesson in load_lessons()
        ],
        "needed": NEEDED,
        "agreement": agreement(cohort=cohort, by=by),
        "ready": ready_for_certificate(cohort=cohort, by=by).count(),
        "regions": regions,
        "page": page_of(request, certificates_of(cohort=cohort, by=by)),
        "revoke_form": RevokeForm(),
        "revoke_pk": 0,
    }


def _regions(cohort: Cohort, by: User) -> list[dict[str, Any]]:
    """Return the people and levels of each region where anybody takes part, in order of code."""
    rows = participants_of(cohort=cohort, by=by).order_by(BUSINESS_REGION)
    people = Counter(rows.values_list(BUSINESS_REGION, flat=True))
    levels = levels_by_region(cohort=cohort, by=by)
    certified = certified_by_region(cohort=cohort, by=by)
    names = dict(Region.objects.filter(pk__in=people).values_list("pk", "name"))
    return [
        {
            "name": names[code],
            "participants": count,
            "known": levels.get(code, {}).get(Level.KNOWS, 0),
            "can": levels.get(code, {}).get(Level.CAN, 0),
            "masters": levels.get(code, {}).get(Level.MASTERS, 0),
            "certified": certified.get(code, 0),
        }
        for code, count in people.items()
    ]
