"""Ranking and Place."""

from django.db import models


class Ranking(models.Model):
    """One published ranking; the scales it used are fixed and named."""

    cohort = models.ForeignKey("programme.Cohort", models.PROTECT, related_name="+")
    on = models.DateField()
    scale_version = models.CharField(max_length=20)
    seed = models.CharField(max_length=120)
    size = models.PositiveIntegerField(default=100)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "on"], name="endorsement_ranking_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.cohort} {self.on}"


class Place(models.Model):
    """One line of a ranking; equal scores share a place."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="places")
    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    score = models.FloatField()
    parts = models.JSONField(default=list)  # [{"criterion", "points", "weight", "reason"}]
    probability = models.FloatField()  # share of weightings in which it is among the best
    is_best = models.BooleanField(default=False)

    class Meta:
        ordering = ["ranking", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ranking", "participant"], name="endorsement_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.participant}"
