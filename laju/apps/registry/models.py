"""Sheets as they arrived (Batch, Row, Finding), Owner, Business, and Link between doubtful pairs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from laju.core.codes import format_code
from laju.core.profile import Sector
from laju.core.slugs import make_slug


class CodeSystem(models.TextChoices):
    """Whose region codes a sheet uses; the same digits mean different places."""

    NONE = "", _("Tidak ada kode wilayah")
    KEMENDAGRI = "KEMENDAGRI", "Kemendagri"
    BPS = "BPS", "BPS"


class ColumnMapping(models.Model):
    """How one office's header reads; found again by the header's hash."""

    header_sha256 = models.CharField(max_length=64, unique=True)
    header = models.JSONField()
    fields = models.JSONField()  # one canonical field name, or "", per column
    code_system = models.CharField(max_length=10, choices=CodeSystem.choices, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.header_sha256[:8]} ({self.made_by})"


class Batch(models.Model):
    """One table of one file, received once; rows in = the five outcomes, always."""

    class Status(models.TextChoices):
        OPEN = "OPEN", _("Sedang dibaca")
        DONE = "DONE", _("Selesai")

    file_name = models.CharField(max_length=200)
    sheet_name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    occasion = models.CharField(max_length=40, blank=True)
    header = models.JSONField(default=list)
    header_row = models.PositiveIntegerField(default=1)
    fields = models.JSONField(default=list)
    mapping_evidence = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    code_system = models.CharField(max_length=10, choices=CodeSystem.choices, blank=True)
    code_system_evidence = models.CharField(max_length=300, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    region_evidence = models.CharField(max_length=300, blank=True)
    reading = models.JSONField(default=dict)  # the rest of core.records.Reader
    status = models.CharField(max_length=4, choices=Status.choices, default=Status.OPEN)
    rows_total = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    received_by = models.CharField(max_length=150)
    received_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "sheet_name", "occasion"], name="registry_batch_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.sheet_name}".strip()

    @property
    def rows_done(self) -> int:
        """Return how many rows have an outcome."""
        return self.created + self.updated + self.unchanged + self.duplicates + self.rejected


class Owner(models.Model):
    """A person who owns one or many businesses (pelaku usaha)."""

    name = models.CharField(max_length=200, blank=True)
    name_folded = models.CharField(max_length=200, blank=True, db_index=True)
    sex = models.CharField(max_length=1, blank=True)
    nik = models.CharField(max_length=16, blank=True)
    nib = models.CharField(max_length=13, blank=True, db_index=True)
    npwp = models.CharField(max_length=16, blank=True)
    phone = models.CharField(max_length=20, blank=True, db_index=True)
    email = models.EmailField(blank=True)
    user = models.OneToOneField("accounts.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nik"], condition=~models.Q(nik=""), name="registry_owner_one_per_nik"
            )
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
    name_folded = models.CharField(max_length=200, db_index=True)
    activity = models.TextField(blank=True)
    sector = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Sector])
    kbli_version = models.CharField(max_length=4, blank=True)
    kbli_code = models.CharField(max_length=5, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    district = models.ForeignKey("regions.District", models.PROTECT, null=True, related_name="+")
    district_name = models.CharField(max_length=80, blank=True)
    village_name = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    phone = models.CharField(max_length=20, blank=True, db_index=True)
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
    fingerprint = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["region", "name_folded"])]

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


class Row(models.Model):
    """One row of a sheet as it stood there, and what became of it."""

    class Outcome(models.TextChoices):
        CREATED = "CREATED", _("Baru")
        UPDATED = "UPDATED", _("Diperbarui")
        UNCHANGED = "UNCHANGED", _("Tidak berubah")
        DUPLICATE = "DUPLICATE", _("Berulang")
        REJECTED = "REJECTED", _("Ditolak")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    business = models.ForeignKey(Business, models.PROTECT, null=True, related_name="rows")
    same_as_number = models.PositiveIntegerField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    applied_on = models.DateField(null=True)
    stated_score = models.FloatField(null=True)

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="registry_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch} baris {self.number}"


class Finding(models.Model):
    """What was wrong with a cell: an error holds the row, a warning or repair keeps it."""

    class Severity(models.TextChoices):
        ERROR = "ERROR", _("Ditolak")
        WARNING = "WARNING", _("Perlu diperiksa")
        REPAIRED = "REPAIRED", _("Diperbaiki")

    row = models.ForeignKey(Row, models.PROTECT, related_name="findings")
    severity = models.CharField(max_length=8, choices=Severity.choices)
    column = models.CharField(max_length=120)
    value = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300)
    remedy = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.row}: {self.reason}"


class Link(models.Model):
    """Two businesses that may be one; people decide, nothing is merged by itself."""

    class Status(models.TextChoices):
        PROPOSED = "PROPOSED", _("Menunggu keputusan")
        SAME = "SAME", _("Sama")
        DIFFERENT = "DIFFERENT", _("Berbeda")

    left = models.ForeignKey(Business, models.PROTECT, related_name="+")
    right = models.ForeignKey(Business, models.PROTECT, related_name="+")
    score = models.FloatField()
    evidence = models.JSONField(default=list)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.PROPOSED)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["left", "right"], name="registry_link_once")]

    def __str__(self) -> str:
        return f"{self.left} / {self.right}"
