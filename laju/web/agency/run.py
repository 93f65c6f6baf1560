"""The steps after selection: what waits in each, and running them in small pieces."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laju.apps.ads.queries import plan_for, plans_of
from laju.apps.jobs.models import Job
from laju.apps.jobs.queries import jobs_of
from laju.apps.programme.models import Cohort
from laju.core.errors import DomainError
from laju.core.notation import format_count
from laju.web.agency.money_forms import MoneyField, MonthField, default_month
from laju.web.agency.scope import cohort_of, insist_on_whole_area, may_decide, trail
from laju.web.journey.run import Run, run_of
from laju.web.journey.steps import STEPS, Step, is_ready, work
from laju.web.journey.tasks import advance_cohort
from laju.web.shared.access import for_role, person

ALL = "semua"
OPEN = (Job.Status.READY, Job.Status.RUNNING)
LONGEST = 14  # digits of a purse


class FrameForm(forms.Form):
    """For which month, and with how much advertising money."""

    bulan = MonthField()
    rupiah = MoneyField(required=False)


@for_role("AGENCY")
@require_GET
def run(request: HttpRequest, year: int) -> HttpResponse:
    """List the steps with what waits in each; the counts are of the whole area."""
    cohort = cohort_of(year)
    insist_on_whole_area(request, cohort)
    form = frame_of(request.GET, cohort)
    job = run_of(cohort=cohort, by=person(request), **chosen(form, cohort))
    context = part_of(request, job) | {
        "page_title": _("Jalankan layanan"),
        "page_lede": _("Dari fakta sampai angka, selangkah demi selangkah. Aman diulang."),
        "crumbs": trail(cohort),
        "form": form,
        "goes_on": False,
    }
    return render(request, "agency/run.html", context)


@for_role("AGENCY")
@require_POST
def run_behind(request: HttpRequest, year: int) -> HttpResponse:
    """Leave all that waits to the worker in the background; asking twice asks once."""
    cohort = cohort_of(year)
    insist_on_whole_area(request, cohort)
    frame = chosen(frame_of(request.POST, cohort), cohort)
    if not jobs_of(task=advance_cohort.module_path, year=year).filter(status__in=OPEN).exists():
        advance_cohort.enqueue(year=year, by=person(request).username, **frame)
    messages.success(request, _("Semua langkah dikerjakan di latar. Halaman ini boleh ditutup."))
    query = urlencode({"bulan": frame["month"], "rupiah": frame["rupiah"] or ""})
    return redirect(f"{reverse('agency:run', args=[year])}?{query}")


@for_role("AGENCY")
@require_POST
def run_step(request: HttpRequest, year: int, step: str) -> HttpResponse:
    """Do one chunk of a step, or of whichever waits, and show how far it is."""
    cohort = cohort_of(year)
    insist_on_whole_area(request, cohort)
    if step != ALL and step not in {known.key for known in STEPS}:
        raise Http404
    form = frame_of(request.POST, cohort)
    job = run_of(cohort=cohort, by=person(request), **chosen(form, cohort))
    started = request.POST.get("kini", "") if step == ALL else step
    refused: DomainError | None = None
    worked: Step | None = None
    try:
        worked = work(job, started, is_alone=step != ALL)
    except DomainError as error:
        refused = error
    if request.headers.get("HX-Request"):
        now = worked.key if worked else ""
        told = part_of(request, job, now=now, asked=step) | {
            "goes_on": bool(worked),
            "refused": refused,
            "form": form,
        }
        return render(request, "agency/run.html#job", told)
    return _answer_plainly(request, job, worked, refused)


def frame_of(told: Any, cohort: Cohort) -> FrameForm:
    """Return the form with what was asked, or with the month and purse planned last."""
    if told.get("bulan"):
        digits = str(told.get("rupiah", ""))
        plain = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST
        return FrameForm(
            {"bulan": told["bulan"], "rupiah": format_count(int(digits)) if plain else digits}
        )
    plan = plans_of(cohort=cohort).first()
    month = plan.month if plan else default_month()
    return FrameForm({"bulan": month, "rupiah": format_count(plan.rupiah) if plan else ""})


def chosen(form: FrameForm, cohort: Cohort) -> dict[str, Any]:
    """Return month and purse; without a purse the one planned for that month."""
    form.is_valid()
    month = form.cleaned_data.get("bulan") or default_month()
    rupiah = form.cleaned_data.get("rupiah")
    if not rupiah:
        plan = plan_for(cohort=cohort, month=month)
        rupiah = plan.rupiah if plan else 0
    return {"month": month, "rupiah": rupiah}


def part_of(request: HttpRequest, job: Run, *, now: str = "", asked: str = "") -> dict[str, Any]:
    """Return the list of steps with what waits, the one at work marked."""
    rows = []
    for step in STEPS:
        waiting = step.count_waiting(job) if is_ready(step, job) else 0
        state = "done" if not waiting else "now" if step.key == now else "wait"
        if not is_ready(step, job):
            state = "wait"
        rows.append(
            {
                "key": step.key,
                "label": step.title,
                "waiting": waiting,
                "state": state,
                "is_ready": is_ready(step, job),
            }
        )
    return {
        "cohort": job.cohort,
        "month": job.month,
        "rupiah": job.rupiah,
        "steps": rows,
        "count_steps": len(rows),
        "count_done": sum(row["state"] == "done" for row in rows),
        "left": sum(row["waiting"] for row in rows),
        "now": now,
        "asked": asked or ALL,
        "may_decide": may_decide(request, job.cohort),
        "behind": jobs_of(task=advance_cohort.module_path, year=job.cohort.year)
        .filter(status__in=OPEN)
        .first(),
        "is_selected": job.cohort.status == Cohort.Status.SELECTED,
    }


def _answer_plainly(
    request: HttpRequest, job: Run, worked: Step | None, refused: DomainError | None
) -> HttpResponse:
    """Without htmx: say what was done and lead back to the list."""
    if refused:
        messages.error(request, f"{refused} {refused.remedy}")
    elif worked:
        text = _("%(step)s: satu bagian selesai. Tekan Lanjutkan untuk bagian berikutnya.")
        messages.success(request, text % {"step": worked.title})
    else:
        messages.success(request, _("Tidak ada lagi yang menunggu."))
    query = urlencode({"bulan": job.month, "rupiah": job.rupiah or ""})
    return redirect(f"{reverse('agency:run', args=[job.cohort.year])}?{query}")
