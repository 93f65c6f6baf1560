"""Cohort, Seats, Application and Participant."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Cohort(models.Model):
    """One year of the programme in one programme area."""

    class Status(models.TextChoices):
        OPEN = "OPEN", _("Pendaftaran dibuka")
        SELECTED = "SELECTED", _("Peserta terpilih")

    year = models.PositiveSmallIntegerField(unique=True)
    area = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    seats = models.PositiveIntegerField()
    floor = models.PositiveIntegerField(default=0)  # seats each region gets at least
    cap = models.PositiveIntegerField(null=True)  # seats no region may exceed
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    seed = models.CharField(max_length=120, blank=True)
    list_sha256 = models.CharField(max_length=64, blank=True)  # committed before the seed
    selected_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return gettext("Angkatan %(year)s") % {"year": self.year}


class Seats(models.Model):
    """The seats of one region in one cohort, with the reason in words."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="quotas")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    weight = models.PositiveIntegerField()  # businesses it was computed from
    seats = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["region"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "region"], name="programme_seats_once")
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.seats}"


class Application(models.Model):
    """A business asking to take part."""

    class Origin(models.TextChoices):
        SHEET = "SHEET", _("Lembar dinas")
        FORM = "FORM", _("Formulir")

    class Status(models.TextChoices):
        SUBMITTED = "SUBMITTED", _("Diterima, menunggu kurasi")
        CHOSEN = "CHOSEN", _("Terpilih")
        WAITING = "WAITING", _("Daftar tunggu")

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="applications")
    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    origin = models.CharField(max_length=5, choices=Origin.choices)
    submitted_at = models.DateTimeField()
    score = models.FloatField(null=True)  # 0..100; null until curated
    score_parts = models.JSONField(default=list)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.SUBMITTED)
    place = models.PositiveIntegerField(null=True)  # within its region, chosen first
    ticket = models.CharField(max_length=64, blank=True)

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
