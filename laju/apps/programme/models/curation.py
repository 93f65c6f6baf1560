"""Reader, Reading, Signature and Override: how a list came about, and who answers for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from laju.apps.programme.models.applications import Application
from laju.apps.programme.models.cohorts import Cohort


class Reader(models.Model):
    """A person on the panel of one cohort."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="readers")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    most = models.PositiveIntegerField()  # readings at most
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user"], name="programme_reader_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class Reading(models.Model):
    """One application in the hands of one reader."""

    class Status(models.TextChoices):
        ASSIGNED = "ASSIGNED", _("Belum dibaca")
        STARTED = "STARTED", _("Sedang dibaca")
        DONE = "DONE", _("Selesai")
        CONFLICT = "CONFLICT", _("Dikembalikan: benturan kepentingan")
        MOVED = "MOVED", _("Dialihkan")

    application = models.ForeignKey(Application, models.PROTECT, related_name="readings")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="readings")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ASSIGNED)
    points = models.JSONField(default=dict)  # by criterion of the rubric
    total = models.FloatField(null=True)  # 0..100, once done
    note = models.CharField(max_length=1000, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # of a conflict, or of moving it
    assigned_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True)  # when the reader declared no conflict
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "reader"], name="programme_reading_once")
        ]
        indexes = [models.Index(fields=["reader", "status"])]

    def __str__(self) -> str:
        return f"{self.reader}: {self.application_id}"


class Signature(models.Model):
    """One person's yes to the final list, bound to its hash."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="signatures")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    list_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)  # when the list was opened again

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user"],
                condition=models.Q(voided_at=None),
                name="programme_signature_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.list_sha256[:12]}"


class Override(models.Model):
    """A decision of a person against or beside the rules, with its reason; never changed."""

    class Kind(models.TextChoices):
        ELIGIBILITY = "ELIGIBILITY", _("Syarat diputuskan petugas")
        FEWER_READERS = "FEWER_READERS", _("Pembaca lebih sedikit dari aturan")
        REOPEN = "REOPEN", _("Daftar dibuka lagi sebelum undian")
        SEAT = "SEAT", _("Kursi ditawarkan di luar urutan")

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="overrides")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="overrides"
    )
    kind = models.CharField(max_length=13, choices=Kind.choices)
    before = models.CharField(max_length=120, blank=True)
    after = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.before} → {self.after}"
