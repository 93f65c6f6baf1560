"""DataRequest: a person asks about the own data, with the clock of the law."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

CLOCK = timedelta(hours=72)  # 3 x 24 hours, UU 27/2022 articles 30, 32, 40 and 41


class DataRequest(models.Model):
    """One request of one owner; what was done about it stands beside it."""

    class Kind(models.TextChoices):
        ACCESS = "ACCESS", _("Melihat data saya")
        CORRECTION = "CORRECTION", _("Memperbaiki data saya")
        WITHDRAWAL = "WITHDRAWAL", _("Menarik persetujuan")
        ERASURE = "ERASURE", _("Menghapus data saya")

    owner = models.ForeignKey("registry.Owner", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(max_length=1000, blank=True)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=1000, blank=True)
    done_by = models.CharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
