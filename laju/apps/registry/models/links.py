"""Pairs that may be one (Link) and what was made one (Merge)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from laju.apps.registry.models.businesses import Business


class Link(models.Model):
    """Two businesses that may be one, or may have one owner; what is not certain, people decide."""

    class Status(models.TextChoices):
        PROPOSED = "PROPOSED", _("Menunggu keputusan")
        SAME = "SAME", _("Usaha yang sama")
        SAME_OWNER = "SAME_OWNER", _("Satu pemilik, dua usaha")
        DIFFERENT = "DIFFERENT", _("Berbeda")

    left = models.ForeignKey(Business, models.PROTECT, related_name="+")
    right = models.ForeignKey(Business, models.PROTECT, related_name="+")
    score = models.FloatField()
    evidence = models.JSONField(default=list)  # sentences
    waterfall = models.JSONField(default=list)  # per comparison: label, left, right, bits
    model_version = models.CharField(max_length=20, blank=True)  # which linkage model proposed it
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["left", "right"], name="registry_link_once")]

    def __str__(self) -> str:
        return f"{self.left} / {self.right}"


class Merge(models.Model):
    """Two owners or two businesses made one: a reversible event, never deleted.

    kept, gone: their numbers. The one that is gone stays stored with `merged_into`.
    moved: `filled`, what the kept one took over where it knew nothing, by field; `pair`, the two
    businesses it was decided on.
    """

    class Kind(models.TextChoices):
        OWNER = "OWNER", _("Pemilik")
        BUSINESS = "BUSINESS", _("Usaha")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    kept = models.BigIntegerField(db_index=True)
    gone = models.BigIntegerField(db_index=True)
    link = models.ForeignKey(Link, models.PROTECT, null=True, related_name="merges")
    bits = models.FloatField(null=True)  # match weight, log2 of the likelihood ratio
    model_version = models.CharField(max_length=20, blank=True)
    evidence = models.JSONField(default=list)
    is_automatic = models.BooleanField(default=False)
    moved = models.JSONField(default=dict)  # what was moved or filled, so that it can be undone
    merged_by = models.CharField(max_length=150)
    merged_at = models.DateTimeField()
    undone_by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "gone"],
                condition=models.Q(undone_at=None),
                name="registry_merge_gone_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.gone} -> {self.kept}"
