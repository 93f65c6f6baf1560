"""Post: one line of a posting calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Post(models.Model):
    """What to post, when, with which poster; the token opens its ready-to-share page."""

    class Status(models.TextChoices):
        PLANNED = "PLANNED", _("Direncanakan")
        OPENED = "OPENED", _("Dibuka")
        PROVEN = "PROVEN", _("Sudah tayang")

    participant = models.ForeignKey("programme.Participant", models.PROTECT, related_name="+")
    on = models.DateField()
    time = models.TimeField()
    theme = models.CharField(max_length=30)
    channel = models.CharField(max_length=20)
    product_key = models.SlugField(max_length=60, blank=True)
    feast = models.CharField(max_length=80, blank=True)
    caption = models.TextField()
    hashtags = models.JSONField(default=list)
    token = models.CharField(max_length=22, unique=True)
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.PLANNED)
    proof_url = models.URLField(max_length=300, blank=True)
    proven_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "time", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "on"], name="social_post_one_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.on}"
