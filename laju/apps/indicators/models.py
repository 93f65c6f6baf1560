"""Presence: seen of a business online; Measure: its level on a day; Cell: how many are alike."""

from django.db import models


class Presence(models.Model):
    """One piece of evidence that a business is online, with where it can be looked up."""

    follows_merges = True  # measuring counts it for the business that stands

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

    follows_merges = True  # made anew each time, for businesses that stand

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


class Cell(models.Model):
    """How many standing businesses have one region, size, sector and level; kept by triggers.

    level: of the latest Measure, UNMEASURED without one. writer: on PostgreSQL each session adds
    in cells of its own, so that no writer waits for another; a figure is the sum over them.
    """

    UNMEASURED = -1

    region = models.CharField(max_length=5)
    size = models.CharField(max_length=6, blank=True)
    sector = models.CharField(max_length=10)
    level = models.SmallIntegerField()
    writer = models.IntegerField(default=0)
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "size", "sector", "level", "writer"],
                name="indicators_cell_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.size} {self.sector} {self.level}: {self.count}"


class Cube(models.Model):
    """The state of all cells; one line, and without it they are kept in step."""

    ONLY = 1

    is_paused = models.BooleanField(default=False)  # the triggers rest, a rebuild is due
    holds_at = models.DateTimeField(null=True)  # while paused: the moment the cells speak of
    rebuilt_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)  # last recount from rows without a difference

    def __str__(self) -> str:
        return "paused" if self.is_paused else "exact"
