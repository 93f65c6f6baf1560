"""Sheets as they arrived: Batch, Row, Finding, and how a header reads (ColumnMapping)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from laju.apps.registry.models.businesses import Business


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
        UNDONE = "UNDONE", _("Dibatalkan")

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
    status = models.CharField(max_length=6, choices=Status.choices, default=Status.OPEN)
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
    quality = models.JSONField(default=list)  # per column: field, filled, valid, repaired, wrong
    undone_by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True)
    linked_at = models.DateTimeField(null=True)  # when its businesses were compared with all others

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


class Row(models.Model):
    """One row of a sheet as it stood there, and what became of it."""

    class Outcome(models.TextChoices):
        CREATED = "CREATED", _("Baru")
        UPDATED = "UPDATED", _("Diperbarui")
        UNCHANGED = "UNCHANGED", _("Tidak berubah")
        DUPLICATE = "DUPLICATE", _("Berulang")
        REJECTED = "REJECTED", _("Ditolak")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    # the record it made or told of, for ever; what stands for that one: queries.standing()
    business = models.ForeignKey(Business, models.PROTECT, null=True, related_name="rows")
    same_as_number = models.PositiveIntegerField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    applied_on = models.DateField(null=True)
    stated_score = models.FloatField(null=True)
    # what the row replaced, so that it can be undone: business and owner, per field [old, new]
    before = models.JSONField(null=True)

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="registry_row_once")
        ]
        indexes = [models.Index(fields=["fingerprint"], name="registry_row_fingerprint")]

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
