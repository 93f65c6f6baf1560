"""Pass: a way in for one person, once, for ten minutes. Factor, SpareCode: the second step of staff."""

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


class Factor(models.Model):
    """What a person proves beside the password: an app's codes, or a passkey of a device.

    secret: CODES: the app's secret, enciphered; PASSKEY: the public key of the device.
    last: CODES: the newest time step used; PASSKEY: uses counted by the device. Neither goes back.
    """

    class Kind(models.TextChoices):
        CODES = "CODES", _("Aplikasi kode")
        PASSKEY = "PASSKEY", _("Kunci perangkat")

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    name = models.CharField(max_length=60)
    identity = models.CharField(max_length=2100, blank=True)  # PASSKEY: hexadecimal
    secret = models.BinaryField()
    last = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["identity"], condition=~models.Q(identity=""), name="passes_factor_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SpareCode(models.Model):
    """A code on paper, for the day the phone is gone; kept as keyed hash, used once."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} {self.pk}"
