"""Presence: something seen of a business online; Measure: its level on a day."""

from django.db import models


class Presence(models.Model):
    """One piece of evidence that a business is online, with where it can be looked up."""

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)  # core.digital.EvidenceKind
    reference = models.CharField(max_length=300)
    source = models.CharField(max_length=120)  # "registry.row:17", "publishing.site:4", a user
    seen_on = models.DateField()
    is_verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "kind", "reference"], name="indicators_presence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Measure(models.Model):
    """The go-digital level (0..3, core.digital) of a business on a day, with its evidence."""

    business = models.ForeignKey("registry.Business", models.PROTECT, related_name="+")
    on = models.DateField()
    level = models.PositiveSmallIntegerField()
    evidence = models.JSONField(default=list)  # keys of Presence that carried the level
    next_step = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "on"], name="indicators_measure_once_a_day")
        ]
        indexes = [models.Index(fields=["on", "level"])]

    def __str__(self) -> str:
        return f"{self.business} {self.on}: D{self.level}"
