"""Pass: a way in for one person, once, for ten minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pass(models.Model):
    """A way in: asked for on a phone and proven by a WhatsApp message, or handed over by staff.

    Codes are kept as keyed hashes. `browser` ties a pass to the session that asked for it.
    """

    class Kind(models.TextChoices):
        PHONE = "PHONE", _("Lewat WhatsApp")
        PAIRING = "PAIRING", _("Dibantu petugas")

    kind = models.CharField(max_length=7, choices=Kind.choices)
    code_hash = models.CharField(max_length=64, unique=True)  # PHONE: the word to send
    answer_hash = models.CharField(max_length=64, blank=True)  # PHONE: the code sent back
    browser = models.CharField(max_length=64, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # E.164, once proven
    owner = models.ForeignKey("registry.Owner", models.CASCADE, null=True, related_name="+")
    made_by = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="passes_pass_end")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
