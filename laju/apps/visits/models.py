"""Visits per site, page and day; and per day what was left out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from laju.core.visits import Kind


class Visits(models.Model):
    """How often something happened on one page on one day, and by how many visitors.

    A visitor is known for a day only, so visitors of several days cannot be added up to people.
    """

    class What(models.TextChoices):
        VIEW = Kind.VIEW.value, _("Halaman dilihat")
        CHAT = Kind.CHAT.value, _("Tombol WhatsApp ditekan")
        LINK = Kind.LINK.value, _("Tautan pendek dibuka")

    site = models.ForeignKey("publishing.Site", models.CASCADE, related_name="+")
    page = models.CharField(max_length=80)  # "index", or the campaign's slug
    what = models.CharField(max_length=1, choices=What.choices)
    on = models.DateField()
    hits = models.PositiveIntegerField()
    visitors = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "page", "what", "on"], name="visits_visits_once"
            )
        ]
        indexes = [models.Index(fields=["on", "what"], name="visits_visits_day")]

    def __str__(self) -> str:
        return f"{self.site} {self.on}: {self.hits}"


class CountedDay(models.Model):
    """A day that was counted: how many lines came in, and why some do not count."""

    on = models.DateField(unique=True)
    lines = models.PositiveIntegerField()
    hits = models.PositiveIntegerField()
    bots = models.PositiveIntegerField(default=0)
    own = models.PositiveIntegerField(default=0)
    capped = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)  # of sites that are not there, or broken
    is_final = models.BooleanField(default=False)
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.on}: {self.hits}"
