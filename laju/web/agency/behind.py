"""Sheets too large for a request: left to the worker in the background, and how that goes."""

from typing import Any

from django.utils.translation import gettext as _

from laju.apps.accounts.models import User
from laju.apps.jobs.models import Job
from laju.apps.jobs.queries import jobs, jobs_of
from laju.apps.registry.models import Batch
from laju.web.journey.tasks import receive_large, write_back
from laju.web.shared.sheet_files import LARGE

OPEN = (Job.Status.READY, Job.Status.RUNNING)


class Problem(str):
    """What a worker could not do, in words, with what to do about it."""

    __slots__ = ("remedy",)
    remedy: str


def ask_for(*, sha256: str, sheet: str, file_name: str, area: str, by: User) -> None:
    """Leave a table to the worker; asking twice asks once."""
    told = {"sha256": sha256, "sheet": sheet}
    if not jobs_of(task=receive_large.module_path, **told).filter(status__in=OPEN).exists():
        receive_large.enqueue(**told, file_name=file_name, area=area, by=by.username)


def go_on(*, batch: Batch, is_asked: bool, by: User) -> Problem | None:
    """See to it that a large sheet is read on; what went wrong stays until a person asks again."""
    told = {"sha256": batch.sha256, "sheet": batch.sheet_name}
    last = jobs_of(task=receive_large.module_path, **told).first()
    if last and last.status == Job.Status.FAILED and not is_asked:
        return _problem(last)
    ask_for(**told, file_name=batch.file_name, area=batch.reading.get("area", ""), by=by)
    return None


def ask_for_corrections(*, batch: Batch, kind: str, is_asked: bool, by: User) -> Problem | None:
    """Leave a table to give back to the worker, once; what went wrong stays until asked again."""
    last = jobs_of(task=write_back.module_path, batch=batch.pk, kind=kind).first()
    if last and last.status == Job.Status.FAILED and not is_asked:
        return _problem(last)
    if last is None or last.status not in OPEN:
        write_back.enqueue(batch=batch.pk, kind=kind, by=by.username)
    return None


def is_behind(batch: Batch) -> bool:
    """Say whether a sheet is read in the background."""
    return batch.status == Batch.Status.OPEN and batch.rows_total >= LARGE


def waiting_files(*, by: User) -> list[str]:
    """Return the names of the files a person has left to the worker and that are not done."""
    rows = jobs(by=by).filter(task=receive_large.module_path, status__in=OPEN)
    return [str(told["file_name"]) for told in rows.values_list("kwargs", flat=True)[:20]]


def _problem(job: Job) -> Problem:
    error: dict[str, Any] = job.errors[-1] if job.errors else {}
    problem = Problem(error.get("message") or _("Pekerjaan ini terhenti."))
    problem.remedy = str(error.get("remedy", ""))
    return problem
