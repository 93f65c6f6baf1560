"""Application and Participant."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from laju.apps.programme.models.cohorts import Cohort


class Application(models.Model):
    """A business asking to take part."""

    class Origin(models.TextChoices):
        SHEET = "SHEET", _("Lembar dinas")
        FORM = "FORM", _("Formulir")

    class Status(models.TextChoices):
        SUBMITTED = "SUBMITTED", _("Diterima, menunggu kurasi")
        CHOSEN = "CHOSEN", _("Terpilih")
        WAITING = "WAITING", _("Daftar tunggu")
        OUT = "OUT", _("Belum terpilih")
        DECLINED = "DECLINED", _("Tidak mengambil kursi")

    class Eligibility(models.TextChoices):
        UNCHECKED = "", _("Belum diperiksa")
        YES = "YES", _("Memenuhi syarat")
        UNKNOWN = "UNKNOWN", _("Perlu dilihat petugas")
        NO = "NO", _("Tidak memenuhi syarat")

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="applications")
    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    origin = models.CharField(max_length=5, choices=Origin.choices)
    submitted_at = models.DateTimeField()
    score = models.FloatField(null=True)  # 0..100; null until curated
    score_parts = models.JSONField(default=list)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.SUBMITTED)
    place = models.PositiveIntegerField(null=True)  # within its region, chosen first
    ticket = models.CharField(max_length=64, blank=True)
    eligibility = models.CharField(max_length=7, choices=Eligibility.choices, blank=True)
    findings = models.JSONField(default=list)  # per rule: kind, answer, sentence
    value = models.FloatField(null=True)  # calibrated, as if read by the average reader
    sd = models.FloatField(null=True)  # its standard deviation
    band = models.CharField(max_length=4, blank=True)  # of core.bands.Band
    band_reason = models.CharField(max_length=300, blank=True)
    group = models.CharField(max_length=80, blank=True)  # in the draw: region, or cell of it
    offered_at = models.DateTimeField(null=True)
    offer_ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "business"], name="programme_application_once"
            )
        ]
        indexes = [models.Index(fields=["cohort", "status"])]

    def __str__(self) -> str:
        return f"{self.business} ({self.cohort})"


class Participant(models.Model):
    """An application that was chosen."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="participant")
    facilitator = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.application.business)


class ApplicationDraft(models.Model):
    """Answers of somebody who has not sent the form yet; gone when it is sent, or after 30 days."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64, unique=True)  # of the key only the phone holds
    answers = models.JSONField(default=dict)  # name of the question to what was typed
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kept_at"], name="programme_draft_kept")]

    def __str__(self) -> str:
        return f"{self.cohort} {self.pk}"
