"""Fact, Product, Photo, Content and Poster."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Who told us."""

    SHEET = "SHEET", _("Lembar dinas")
    OWNER = "OWNER", _("Pemilik usaha")
    FACILITATOR = "FACILITATOR", _("Pendamping")
    AGENCY = "AGENCY", _("Dinas")


class Fact(models.Model):
    """One thing known of a business, with who said so; a newer fact follows, none is changed."""

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)  # a field of core.profile.Profile
    value = models.JSONField()
    origin = models.CharField(max_length=11, choices=Origin.choices)
    row = models.ForeignKey("registry.Row", models.PROTECT, null=True, related_name="+")
    told_by = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "name"],
                condition=models.Q(is_current=True),
                name="studio_fact_one_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class Product(models.Model):
    """One thing a business sells."""

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    price_rupiah = models.PositiveBigIntegerField(null=True)
    unit = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=11, choices=Origin.choices)
    position = models.PositiveSmallIntegerField(default=0)
    is_shown = models.BooleanField(default=True)
    photo = models.ForeignKey("studio.Photo", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["business", "key"], name="studio_product_key_once")
        ]

    def __str__(self) -> str:
        return self.name


class Photo(models.Model):
    """A checked photo: turned, stripped of its metadata, in several widths."""

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)  # of the original bytes
    files = models.JSONField()  # [{"path", "width", "height", "bytes"}], relative to PHOTOS
    hints = models.JSONField(default=list)
    origin = models.CharField(max_length=11, choices=Origin.choices)
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "sha256"], name="studio_photo_once")
        ]

    def __str__(self) -> str:
        return f"{self.business} {self.sha256[:8]}"


class Content(models.Model):
    """All texts of one participant; composed again whenever its facts change."""

    class Status(models.TextChoices):
        READY = "READY", _("Siap, lolos pemeriksaan klaim")
        APPROVED = "APPROVED", _("Disetujui pemilik")
        HELD = "HELD", _("Ditahan pemilik")

    participant = models.OneToOneField("programme.Participant", models.PROTECT, related_name="+")
    profile = models.JSONField()  # core.profile.Profile as plain values
    texts = models.JSONField()  # core.texts.Texts as plain values
    profile_sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.READY)
    note = models.CharField(max_length=300, blank=True)  # what the owner wants changed
    version = models.PositiveIntegerField(default=1)
    composed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.participant)


class Poster(models.Model):
    """One drawn poster file."""

    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    product_key = models.SlugField(max_length=60)
    size = models.CharField(max_length=8)  # square, portrait, story, card
    path = models.CharField(max_length=200)  # relative to POSTERS
    input_sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "product_key", "size"], name="studio_poster_once"
            )
        ]

    def __str__(self) -> str:
        return self.path
