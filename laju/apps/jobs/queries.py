"""What can be asked of the work in the background."""

from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import scope_of
from laju.apps.jobs.models import Job


def jobs(*, by: User, status: str = "") -> QuerySet[Job]:
    """Return the jobs a person may see, newest first: within a scope only what they asked for.

    status: one of Job.Status, "" for all.
    """
    rows = (
        Job.objects.all() if scope_of(user=by) is None else Job.objects.filter(asked_by=by.username)
    )
    return rows.filter(status=status) if status else rows


def jobs_of(*, task: str, **kwargs: object) -> QuerySet[Job]:
    """Return the jobs of a task whose arguments agree, newest first."""
    return Job.objects.filter(task=task, **{f"kwargs__{k}": v for k, v in kwargs.items()})


def count_jobs_by_status(*, by: User) -> dict[str, int]:
    """Return the number of jobs a person may see per status, all statuses named."""
    told = dict(jobs(by=by).order_by().values_list("status").annotate(n=Count("pk")))
    return {status.value: told.get(status.value, 0) for status in Job.Status}


def oldest_due(*, now: datetime) -> timedelta | None:
    """Return how long the oldest due job has waited; None when none waits."""
    due = Q(status=Job.Status.READY, run_after__lte=now)
    due |= Q(status=Job.Status.RUNNING, leased_until__lt=now)
    since = Job.objects.filter(due).aggregate(since=Min("run_after"))["since"]
    return now - since if since else None
