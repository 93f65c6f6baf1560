"""Django's tasks interface (django.tasks from Django 6 on) over the table of jobs.

Declare a task in a module `tasks.py` with `@task(title=…)` from `django_tasks`, ask for it with
`.enqueue(…)`; `laju work` does it. The job is written in the caller's transaction: it exists if
and only if the change it belongs to does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json
from typing_extensions import ParamSpec

from laju.apps.jobs.models import Job

P = ParamSpec("P")
T = TypeVar("T")
SECONDS, MOST_ATTEMPTS = 60, 5


@dataclass(frozen=True, slots=True)
class Again:
    """What a task returns when it has done a part and wants to go on.

    What it has written and how far it is are kept together. kwargs: for the next part, None for
    the same again.
    """

    done: int
    total: int = 0
    kwargs: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedTask(Task[P, T]):
    """A task with what its lease needs to know.

    title: what people see. seconds: length of a lease. most_attempts: before it is left FAILED.
    is_atomic: effect and completion are one transaction, so that the effect happens exactly once;
    the part must be short, for on SQLite nobody else writes meanwhile. A task that is not atomic
    commits by itself, is begun again after a kill, and must bear that.
    """

    title: str = ""
    seconds: int = SECONDS
    most_attempts: int = MOST_ATTEMPTS
    is_atomic: bool = True


class LeaseBackend(BaseTaskBackend):
    """Keeps jobs in the database of the programme, for workers that lease them."""

    task_class: Callable[..., Any] = LeasedTask  # type: ignore[assignment]
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[P, T], args: Any, kwargs: Any) -> TaskResult[T]:
        """Write the job down; it is seen by workers when the transaction around it commits.

        kwargs may hold `by`, a user name, which is kept as the one who asked.
        """
        self.validate_task(task)
        now = timezone.now()
        job = Job.objects.create(
            task=task.module_path,
            title=str(getattr(task, "title", ""))[:120],
            queue=task.queue_name,
            priority=task.priority,
            args=normalize_json(list(args)),
            kwargs=normalize_json(dict(kwargs)),
            run_after=task.run_after or now,
            asked_by=str(kwargs.get("by", ""))[:150],
            asked_at=now,
        )
        return result_of(job=job, task=task, backend=self.alias)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Return how a job stands. Raises: TaskResultDoesNotExist."""
        job = Job.objects.filter(pk=result_id).first() if result_id.isdigit() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(job=job, task=task_of(path=job.task), backend=self.alias)


class UnknownTask(Exception):
    """A job names a task that this version of the programme does not have."""


def task_of(*, path: str) -> LeasedTask[Any, Any]:
    """Return the task a job names. Raises: UnknownTask."""
    module, _, name = path.rpartition(".")
    try:
        task = getattr(__import__(module, fromlist=[name]), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise UnknownTask(path) from error
    if not isinstance(task, LeasedTask):
        raise UnknownTask(path)
    return task


def result_of(*, job: Job, task: Task[Any, Any], backend: str) -> TaskResult[Any]:
    """Return a job as Django's tasks interface tells it."""
    status = TaskResultStatus.FAILED
    if job.status in TaskResultStatus.values:
        status = TaskResultStatus(job.status)
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=str(job.pk),
        status=status,
        enqueued_at=job.asked_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.attempted_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=backend,
        errors=[
            TaskError(exception_class_path=e["kind"], traceback=e["trace"]) for e in job.errors
        ],
        worker_ids=list(job.workers),
    )
    object.__setattr__(result, "_return_value", job.result)
    return result
