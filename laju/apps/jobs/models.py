"""Job: something to be done in the background, with how far it is and what went wrong."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """A call of a task; leased to one worker at a time, and done at most once.

    A worker that dies leaves the lease to run out; the next worker then begins again. A job that
    failed too often, or was refused, stays FAILED until a person tries it again or discards it.
    """

    class Status(models.TextChoices):
        READY = "READY", _("Menunggu")
        RUNNING = "RUNNING", _("Sedang dikerjakan")
        SUCCESSFUL = "SUCCESSFUL", _("Selesai")
        FAILED = "FAILED", _("Gagal")
        DISCARDED = "DISCARDED", _("Dibuang")

    task = models.CharField(max_length=200)  # dotted path of the task
    title = models.CharField(max_length=120, blank=True)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)  # the higher, the sooner
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.READY)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known
    result = models.JSONField(null=True)
    errors = models.JSONField(default=list)  # oldest first: at, kind, message, remedy, trace
    attempts = models.PositiveSmallIntegerField(default=0)  # since it last got any further
    workers = models.JSONField(default=list)
    lease = models.CharField(max_length=64, blank=True)  # token of the worker that holds it
    leased_until = models.DateTimeField(null=True)
    run_after = models.DateTimeField()
    asked_by = models.CharField(max_length=150, blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    attempted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "queue", "run_after"], name="jobs_job_next")]

    def __str__(self) -> str:
        return self.title or self.task.rpartition(".")[2]

    @property
    def is_open(self) -> bool:
        """Say whether there is still something to be done."""
        return self.status in {self.Status.READY, self.Status.RUNNING}
