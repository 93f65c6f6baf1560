"""Jobs that failed: tried again, or put away for good."""

from datetime import datetime

from laju.apps.accounts.models import User
from laju.apps.jobs.models import Job
from laju.apps.ledger.recording import action
from laju.core.errors import DomainError


class JobNotFailed(DomainError):
    message = "Pekerjaan ini tidak sedang gagal: {status}."
    remedy = "Muat ulang halaman untuk melihat keadaannya sekarang."


@action
def retry_job(*, job: Job, by: User, at: datetime) -> Job:
    """Let a failed job begin again, with all its attempts before it. Raises: JobNotFailed."""
    job = _failed(job)
    job.status, job.attempts, job.run_after, job.finished_at = Job.Status.READY, 0, at, None
    job.save()
    return job


@action
def discard_job(*, job: Job, by: User, at: datetime) -> Job:
    """Put a failed job away; it stays on record. Raises: JobNotFailed."""
    job = _failed(job)
    job.status, job.finished_at = Job.Status.DISCARDED, at
    job.save()
    return job


def _failed(job: Job) -> Job:
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.status != Job.Status.FAILED:
        raise JobNotFailed(status=job.get_status_display().lower())
    return job
