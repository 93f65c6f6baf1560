"""Two identities: Owner (a person) and Business (what the person runs).

What was merged stays stored as it was, and `merged_into` names the one that stands for it: always
one that stands itself, however many merges led there. The way of each merge is in `Merge`.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from laju.core.codes import format_code
from laju.core.profile import Sector
from laju.core.slugs import make_slug


class Standing(models.Manager[Any]):
    """Those that stand for themselves: not merged into another."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Leave out what was merged."""
        return super().get_queryset().filter(merged_into=None)


class Owner(models.Model):
    """A person who owns one or many businesses (pelaku usaha)."""

    name = models.CharField(max_length=200, blank=True)
    name_folded = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    nik = models.CharField(max_length=16, blank=True)
    nib = models.CharField(max_length=13, blank=True)
    npwp = models.CharField(max_length=16, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    user = models.OneToOneField("accounts.User", models.SET_NULL, null=True, related_name="+")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = Standing()
    everything = models.Manager()  # those merged into another, too

    class Meta:
        # Only what is told is indexed: a query names the same condition (`exclude(nik="")`).
        constraints = [
            models.UniqueConstraint(
                fields=["nik"],
                condition=~models.Q(nik="") & models.Q(merged_into=None),
                name="registry_owner_one_per_nik",
            )
        ]
        indexes = [
            models.Index(fields=["nik"], condition=~models.Q(nik=""), name="registry_owner_nik"),
            models.Index(fields=["nib"], condition=~models.Q(nib=""), name="registry_owner_nib"),
            models.Index(
                fields=["phone"], condition=~models.Q(phone=""), name="registry_owner_phone"
            ),
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="registry_owner_merged",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "(belum diketahui)"


class Business(models.Model):
    """A business (unit usaha): known by name, place and activity; its number is never reused."""

    class Size(models.TextChoices):
        UNKNOWN = "", _("Belum diketahui")
        MICRO = "MICRO", _("Mikro")
        SMALL = "SMALL", _("Kecil")
        MEDIUM = "MEDIUM", _("Menengah")
        LARGE = "LARGE", _("Besar")

    owner = models.ForeignKey(Owner, models.PROTECT, related_name="businesses")
    name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200)
    activity = models.TextField(blank=True)
    sector = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Sector])
    kbli_version = models.CharField(max_length=4, blank=True)
    kbli_code = models.CharField(max_length=5, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", db_index=False)
    district = models.ForeignKey(
        "regions.District", models.PROTECT, null=True, related_name="+", db_index=False
    )
    district_name = models.CharField(max_length=80, blank=True)
    village_name = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    products_text = models.TextField(blank=True)
    prices_text = models.CharField(max_length=300, blank=True)
    hours_text = models.CharField(max_length=200, blank=True)
    channels = models.JSONField(default=dict)
    permits = models.JSONField(default=dict)
    photo_name = models.CharField(max_length=120, blank=True)
    founded_year = models.PositiveSmallIntegerField(null=True)
    employees = models.PositiveIntegerField(null=True)
    capital_rupiah = models.BigIntegerField(null=True)
    sales_rupiah = models.BigIntegerField(null=True)
    size = models.CharField(max_length=6, choices=Size.choices, blank=True)
    size_criterion = models.CharField(max_length=10, blank=True)
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    # whose it was before owners were merged; null while `owner` has never been merged
    original_owner = models.ForeignKey(
        Owner, models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = Standing()
    everything = models.Manager()  # those merged into another, too

    class Meta:
        indexes = [
            # Each holds all a list is narrowed by, so that its pages are found in the index alone.
            models.Index(
                fields=["name_folded", "region", "sector", "size"],
                condition=models.Q(merged_into=None),
                name="registry_business_by_name",
            ),
            models.Index(
                fields=["region", "name_folded", "sector", "size"],
                condition=models.Q(merged_into=None),
                name="registry_business_in_region",
            ),
            models.Index(
                fields=["phone"], condition=~models.Q(phone=""), name="registry_business_phone"
            ),
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="registry_business_merged",
            ),
            models.Index(
                fields=["original_owner"],
                condition=models.Q(original_owner__isnull=False),
                name="registry_business_moved",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """Return the public code, for example LJ-000042-7."""
        return format_code(number=self.pk)

    @property
    def slug(self) -> str:
        """Return the name for addresses; a released site keeps the one it first had."""
        return make_slug(self.name, suffix=str(self.pk))
