"""What a worker does: lease a job, do it, keep its effect and its completion together."""

import logging
import secrets
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connections, models, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskContext

from laju.apps.jobs.models import Job
from laju.apps.jobs.tasks import Again, LeasedTask, UnknownTask, result_of, task_of
from laju.core.errors import DomainError

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(minutes=10)
_KEPT_ERRORS, _LONGEST_TRACE = 5, 4_000


class LeaseLost(Exception):
    """Somebody else has the job now; what was done of it here is taken back."""


def claim(*, worker: str, queues: frozenset[str] = frozenset()) -> Job | None:
    """Lease the next job that is due, or whose worker is gone; None when nothing waits.

    A job that was begun too often without getting any further is put aside as FAILED on the way.
    """
    with transaction.atomic():
        now = timezone.now()
        due = Q(status=Job.Status.READY, run_after__lte=now)
        due |= Q(status=Job.Status.RUNNING, leased_until__lt=now)
        rows = Job.objects.select_for_update(skip_locked=True).filter(due)
        if queues:
            rows = rows.filter(queue__in=queues)
        job = rows.order_by("-priority", "run_after", "pk").first()
        if job is None:
            return None
        try:
            task = task_of(path=job.task)
        except UnknownTask as error:
            _give_up(job, error, now)
            return job
        if job.attempts >= task.most_attempts:
            _give_up(job, None, now)
            return job
        job.status, job.lease = Job.Status.RUNNING, f"{worker}:{secrets.token_hex(8)}"
        job.leased_until = now + timedelta(seconds=task.seconds)
        job.attempts += 1
        job.attempted_at = now
        job.started_at = job.started_at or now
        job.workers = [*job.workers, worker][-20:]
        job.save()
        return job


def work_on(*, job: Job) -> None:
    """Do a leased job once, or one part of it, and write down how it went."""
    if job.status != Job.Status.RUNNING:
        return
    task = task_of(path=job.task)
    try:
        if task.is_atomic:
            with transaction.atomic():
                _hold(job)
                _settle(job, _call(task, job))
        else:
            with _heartbeat(job, task.seconds):
                value = _call(task, job)
            with transaction.atomic():
                _hold(job)
                _settle(job, value)
    except LeaseLost:
        logger.warning("job %s is with another worker now", job.pk)
    except Exception as error:  # noqa: BLE001  whatever it is, the job keeps it for a person
        _fail(job, task, error)


def work_off(*, worker: str, queues: frozenset[str] = frozenset(), most: int = 0) -> int:
    """Do jobs until none is due, at most `most` (0: all); return how many turns it took."""
    turns = 0
    while (not most or turns < most) and (job := claim(worker=worker, queues=queues)):
        work_on(job=job)
        turns += 1
    return turns


def _call(task: LeasedTask[Any, Any], job: Job) -> Any:
    if task.takes_context:
        context = TaskContext(task_result=result_of(job=job, task=task, backend=task.backend))
        return task.call(context, *job.args, **job.kwargs)
    return task.call(*job.args, **job.kwargs)


def _hold(job: Job) -> None:
    """Make sure that the lease is still ours, and let nobody else take it before the commit."""
    held = Job.objects.select_for_update().filter(
        pk=job.pk, lease=job.lease, status=Job.Status.RUNNING
    )
    if not held.exists():
        raise LeaseLost


def _settle(job: Job, value: Any) -> None:
    now = timezone.now()
    job.lease, job.leased_until, job.attempts = "", None, 0
    if isinstance(value, Again):
        job.status, job.run_after = Job.Status.READY, now
        job.done, job.total = value.done, value.total
        job.kwargs = job.kwargs if value.kwargs is None else value.kwargs
    else:
        job.status, job.finished_at, job.result = Job.Status.SUCCESSFUL, now, value
        job.done = job.total = max(job.total, job.done)
    job.save()


def _fail(job: Job, task: LeasedTask[Any, Any], error: Exception) -> None:
    """Write the error down; try again later, unless it was refused or tried too often."""
    now = timezone.now()
    with transaction.atomic():
        rows = Job.objects.select_for_update().filter(pk=job.pk, lease=job.lease)
        fresh = rows.first()
        if fresh is None:
            return
        if isinstance(error, DomainError) or fresh.attempts >= task.most_attempts:
            _give_up(fresh, error, now)
            return
        fresh.errors = _noted(fresh, error, now)
        fresh.status, fresh.lease, fresh.leased_until = Job.Status.READY, "", None
        fresh.run_after = now + min(timedelta(seconds=5 * 2**fresh.attempts), LONGEST_WAIT)
        fresh.save()


def _give_up(job: Job, error: Exception | None, now: datetime) -> None:
    job.errors = _noted(job, error, now)
    job.status, job.lease, job.leased_until, job.finished_at = Job.Status.FAILED, "", None, now
    job.save()


def _noted(job: Job, error: Exception | None, now: datetime) -> list[dict[str, str]]:
    """Return the errors with one more; only a refusal's own sentences are shown to people."""
    noted = {
        "at": now.isoformat(),
        "kind": "",
        "message": "Pekerjaan ini berulang kali terhenti di tengah jalan.",
        "remedy": "Coba lagi; bila terhenti lagi, beri tahu pengelola sistem.",
        "trace": "",
    }
    if error is not None:
        kind = type(error)
        noted["kind"] = f"{kind.__module__}.{kind.__qualname__}"
        noted["trace"] = "".join(traceback.format_exception(error))[-_LONGEST_TRACE:]
        noted["message"] = "Terjadi kesalahan yang tidak terduga."
    if isinstance(error, DomainError):
        noted |= {"message": str(error), "remedy": error.remedy, "trace": ""}
    return [*job.errors, noted][-_KEPT_ERRORS:]


@contextmanager
def _heartbeat(job: Job, seconds: int) -> Iterator[None]:
    """Renew the lease from a second connection while a long task works."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(seconds / 3):
            until = timezone.now() + timedelta(seconds=seconds)
            rows: models.QuerySet[Job] = Job.objects.filter(pk=job.pk, lease=job.lease)
            try:
                rows.update(leased_until=until)
            except Exception:  # a busy database: the next beat comes in time
                logger.warning("lease of job %s was not renewed", job.pk, exc_info=True)
        connections.close_all()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
