"""Service, Referral, Training with its Attendance, and ServiceRequest."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Field(models.TextChoices):
    """The seven fields of a PLUT."""

    INSTITUTION = "INSTITUTION", _("Kelembagaan")
    PEOPLE = "PEOPLE", _("Sumber daya manusia")
    PRODUCTION = "PRODUCTION", _("Produksi")
    FINANCE = "FINANCE", _("Pembiayaan")
    MARKETING = "MARKETING", _("Pemasaran")
    IT = "IT", _("Teknologi informasi")
    NETWORK = "NETWORK", _("Jejaring dan kemitraan")


class Service(models.Model):
    """One consultation or visit as it was written down; a correction is another one that replaces it."""

    class Kind(models.TextChoices):
        CONSULTATION = "CONSULTATION", _("Konsultasi")
        VISIT = "VISIT", _("Kunjungan")

    uuid = models.UUIDField(
        unique=True, default=uuid.uuid4
    )  # made on the phone: once, however often sent
    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    field = models.CharField(max_length=11, choices=Field.choices)
    happened_at = models.DateTimeField()
    told = models.CharField(max_length=1000)  # what was asked, or seen
    advised = models.CharField(max_length=1000, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True)
    done_on = models.DateField(null=True)  # the next step was taken
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    photo_sha256 = models.CharField(max_length=64, blank=True)
    photo_files = models.JSONField(default=list)  # path below PHOTOS, width, height, bytes
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")
    is_current = models.BooleanField(default=True)  # False: replaced, or set aside in a conflict
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [
            models.Index(fields=["business", "is_current"], name="services_service_of"),
            models.Index(fields=["next_on"], name="services_service_next"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.business}"


class ServiceRequest(models.Model):
    """An owner asks for a consultation; answered by the one that was given."""

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    field = models.CharField(max_length=11, choices=Field.choices)
    text = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    answer = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.business}: {self.text[:40]}"


class Referral(models.Model):
    """A business is sent on to somebody who can do more."""

    class State(models.TextChoices):
        OPEN = "OPEN", _("Menunggu")
        TAKEN = "TAKEN", _("Sedang ditangani")
        CLOSED = "CLOSED", _("Selesai")

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    to = models.CharField(max_length=120)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.business} → {self.to}"


class Training(models.Model):
    """A session people come to."""

    topic = models.CharField(max_length=120)
    field = models.CharField(max_length=11, choices=Field.choices)
    place = models.CharField(max_length=200)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField(default=30)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.topic


class Attendance(models.Model):
    """A business was there: by the code on the wall, or ticked by the facilitator."""

    class How(models.TextChoices):
        CODE = "CODE", _("Memindai kode")
        TICKED = "TICKED", _("Ditandai pendamping")

    training = models.ForeignKey(Training, models.PROTECT, related_name="attendances")
    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    how = models.CharField(max_length=6, choices=How.choices)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training", "business"], name="services_attendance_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.training}: {self.business}"
