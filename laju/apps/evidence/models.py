"""Figure: a number that was claimed, with the rows behind it."""

from django.db import models


class Figure(models.Model):
    """A published number; `rows_sha256` fixes the list of rows, `parts` must make the whole."""

    name = models.CharField(max_length=60)  # "participants", "go_digital", ...
    title = models.CharField(max_length=200)
    definition = models.TextField()
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    value = models.PositiveBigIntegerField()
    total = models.PositiveBigIntegerField(null=True)  # of a share: the denominator
    unit = models.CharField(max_length=30, default="usaha")
    parts = models.JSONField(default=dict)  # region code -> value
    rows_kind = models.CharField(max_length=60)  # model label of the rows
    rows = models.JSONField()  # their keys, sorted
    rows_sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    sealed_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-on", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "region", "on"], name="evidence_figure_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["name", "on"],
                condition=models.Q(region=None),
                name="evidence_figure_whole_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.value}"
