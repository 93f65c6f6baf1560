"""Cohort and Seats."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Cohort(models.Model):
    """One year of the programme in one programme area."""

    class Status(models.TextChoices):
        OPEN = "OPEN", _("Pendaftaran dibuka")
        READING = "READING", _("Sedang dikurasi")
        LISTED = "LISTED", _("Daftar undian dikunci")
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
    # the rules as data, published before applications open (core.eligibility, core.rubrics)
    rules = models.JSONField(default=list)
    rubric = models.JSONField(default=list)
    readers_each = models.PositiveSmallIntegerField(default=2)  # per application
    confidence = models.FloatField(default=0.8)  # of the interval that sorts into bands
    least_value = models.FloatField(null=True)  # below it nobody takes part
    crossing = models.JSONField(default=list)  # quotas across regions (core.crossing)
    rules_published_at = models.DateTimeField(null=True)
    rules_sha256 = models.CharField(max_length=64, blank=True)
    read_until = models.DateField(null=True)
    # the draw: committed to by hash, signed by two, then drawn from a beacon round and dice
    calibration = models.JSONField(default=dict)
    draw_file = models.TextField(blank=True)
    beacon_round = models.PositiveBigIntegerField(null=True)
    beacon_signature = models.CharField(max_length=96, blank=True)
    committed_at = models.DateTimeField(null=True)
    result_sha256 = models.CharField(max_length=64, blank=True)

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
