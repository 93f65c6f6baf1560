"""Plan, Share and Line of an ad budget."""

from django.db import models


class Plan(models.Model):
    """One purse for one month; the lines sum to `rupiah`, to the rupiah."""

    cohort = models.ForeignKey("programme.Cohort", models.PROTECT, related_name="+")
    month = models.CharField(max_length=7)  # "2027-03"
    rupiah = models.PositiveBigIntegerField()
    limits = models.JSONField(default=dict)  # floors and caps used
    certificate = models.JSONField(default=dict)  # price of the last rupiah, largest violation
    planned_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "month"], name="ads_plan_once")]

    def __str__(self) -> str:
        return f"{self.cohort} {self.month}"


class Share(models.Model):
    """What one participant gets, and why."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="shares")
    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    rupiah = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=20)
    explanation = models.CharField(max_length=300)
    expected_clicks = models.FloatField(default=0)

    class Meta:
        ordering = ["plan", "participant"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "participant"], name="ads_share_once")
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.rupiah}"


class Line(models.Model):
    """Rupiah of one participant on one channel in one week."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="lines")
    channel = models.CharField(max_length=20)
    week = models.CharField(max_length=8)  # ISO week, "2027-W09"
    starts_on = models.DateField()
    rupiah = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["share", "channel", "week"]

    def __str__(self) -> str:
        return f"{self.channel} {self.week}: {self.rupiah}"
