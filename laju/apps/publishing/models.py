"""Site, Page and Trouble: what is out there, to the byte, and what was done to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Site(models.Model):
    """The folder of one participant: homepage and landing page."""

    class Status(models.TextChoices):
        LIVE = "LIVE", _("Tayang")
        DOWN = "DOWN", _("Diturunkan")

    participant = models.OneToOneField("programme.Participant", models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80, unique=True)
    campaign_slug = models.SlugField(max_length=80, blank=True)
    campaign_product = models.SlugField(max_length=60, blank=True)
    campaign_code = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=4, choices=Status.choices, default=Status.LIVE)
    input_sha256 = models.CharField(max_length=64)
    version_sha256 = models.CharField(max_length=64, blank=True)  # of the studio.Version shown
    released_at = models.DateTimeField()
    updated_on = models.DateField()

    def __str__(self) -> str:
        return self.slug


class Page(models.Model):
    """One file of a site with the hash of its very bytes."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="pages")
    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="publishing_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.site}/{self.name}"


class Trouble(models.Model):
    """A file out there that was not as we left it, and what became of it."""

    class Kind(models.TextChoices):
        CHANGED = "CHANGED", _("Isi berubah")
        MISSING = "MISSING", _("Hilang")
        FOREIGN = "FOREIGN", _("Bukan dari Laju")
        EXPIRED = "EXPIRED", _("Izin habis masa")

    class Ending(models.TextChoices):
        REWRITTEN = "REWRITTEN", _("Ditulis lagi")
        QUARANTINED = "QUARANTINED", _("Dipindahkan ke karantina")
        SETTLED = "SETTLED", _("Diselesaikan petugas")

    site = models.ForeignKey(Site, models.CASCADE, null=True, related_name="troubles")
    name = models.CharField(max_length=200)  # of the file, in its site; or at the root of all
    kind = models.CharField(max_length=8, choices=Kind.choices)
    told = models.CharField(max_length=300, blank=True)  # words of gambling, code from outside
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "name", "kind"],
                condition=models.Q(ended_at=None),
                name="publishing_trouble_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.site or ''}/{self.name}"
