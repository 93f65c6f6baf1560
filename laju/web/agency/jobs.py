"""Work in the background: how far it is, what failed, and what to do about it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role
from laju.apps.jobs.actions import discard_job, retry_job
from laju.apps.jobs.models import Job
from laju.apps.jobs.queries import count_jobs_by_status, oldest_due
from laju.apps.jobs.queries import jobs as find_jobs
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of

PATIENCE = timedelta(minutes=2)  # a worker that lives takes a job sooner
ANSWERS = {"ulang": retry_job, "buang": discard_job}


@require_GET
@for_role(Role.AGENCY)
def show_list(request: HttpRequest) -> HttpResponse:
    """Show the jobs, those that failed first when asked for."""
    status = request.GET.get("keadaan", "")
    status = status if status in Job.Status.values else ""
    waited = oldest_due(now=timezone.now())
    counts = count_jobs_by_status(by=person(request))
    context = {
        "page_title": _("Pekerjaan latar"),
        "page_lede": _("Yang lama dikerjakan di belakang layar. Halaman ini boleh ditutup."),
        "page": page_of(request, find_jobs(by=person(request), status=status)),
        "status": status,
        "tabs": _tabs(status, counts),
        "is_idle": waited is not None and waited > PATIENCE,
        "is_busy": bool(counts[Job.Status.READY] + counts[Job.Status.RUNNING]),
    }
    name = "agency/jobs.html#list" if request.htmx else "agency/jobs.html"  # type: ignore[attr-defined]
    return render(request, name, context)


@require_POST
@for_role(Role.AGENCY)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed job again, or put it away."""
    job = get_object_or_404(find_jobs(by=person(request)), pk=min(pk, 2**63 - 1))
    act = ANSWERS.get(request.POST.get("answer", ""))
    if act:
        act(job=job, by=person(request), at=timezone.now())
        said = {retry_job: _("Pekerjaan dicoba lagi."), discard_job: _("Pekerjaan dibuang.")}
        messages.success(request, said[act])
    return redirect("agency:jobs")


def _tabs(current: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = [("", _("Semua"), 0)]
    labels += [(s.value, str(s.label), counts[s.value]) for s in Job.Status]
    return [
        {
            "url": f"{reverse('agency:jobs')}?keadaan={key}",
            "label": label,
            "count": n if key in {Job.Status.READY, Job.Status.RUNNING, Job.Status.FAILED} else 0,
            "is_current": key == current,
        }
        for key, label, n in labels
    ]
