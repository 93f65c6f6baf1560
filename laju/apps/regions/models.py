"""Region, District and Village, with both national code systems."""

from django.db import models


class Region(models.Model):
    """A province ("12") or a kabupaten/kota ("12.71"); `code` is Kemendagri's, as printed.

    Kemendagri and BPS use the same digits for different places, so a code is never stored or
    compared without saying whose it is.
    """

    class Kind(models.TextChoices):
        PROVINCE = "PROVINCE", "Provinsi"
        KABUPATEN = "KABUPATEN", "Kabupaten"
        KOTA = "KOTA", "Kota"

    code = models.CharField(max_length=5, primary_key=True)
    bps_code = models.CharField(max_length=4, blank=True, db_index=True)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    province = models.ForeignKey("self", models.PROTECT, null=True, related_name="regencies")
    population = models.PositiveIntegerField(null=True)
    area_km2 = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A kecamatan, "12.71.01"."""

    code = models.CharField(max_length=8, primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="districts")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Village(models.Model):
    """A desa or kelurahan, "12.71.01.1001"; names repeat, so never match one by name alone."""

    code = models.CharField(max_length=13, primary_key=True)
    district = models.ForeignKey(District, models.PROTECT, related_name="villages")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
