"""Message: something a person is to be told. Wish: what somebody said about being told things."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from laju.core.notices import Notice, Purpose


class Message(models.Model):
    """One message to one number, or to an address where no number takes it; sent at most once, or given to somebody to send by hand."""

    class Status(models.TextChoices):
        DUE = "DUE", _("Menunggu dikirim")
        SENDING = "SENDING", _("Sedang dikirim")
        SENT = "SENT", _("Terkirim")
        BY_HAND = "BY_HAND", _("Perlu dikirim dari HP")
        DOUBT = "DOUBT", _("Mungkin terkirim")
        FAILED = "FAILED", _("Tidak terkirim")
        DROPPED = "DROPPED", _("Tidak jadi dikirim")

    class Way(models.TextChoices):
        WHATSAPP = "whatsapp", "WhatsApp"
        SMS = "sms", "SMS"
        MAIL = "mail", _("Surel")
        HAND = "hand", _("Dari HP petugas")

    business = models.ForeignKey("registry.Business", models.PROTECT, null=True, related_name="+")
    notice = models.CharField(max_length=20, choices=[(n.value, n.value) for n in Notice])
    purpose = models.CharField(max_length=10, choices=[(p.value, p.value) for p in Purpose])
    to = models.CharField(max_length=20)  # E.164; "" when only an address is known
    mail = models.EmailField(blank=True)
    text = models.TextField()
    once = models.CharField(max_length=120, unique=True)  # the same news is told once
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DUE)
    way = models.CharField(max_length=8, choices=Way.choices, blank=True)
    reference = models.CharField(max_length=120, blank=True)  # the gateway's number for it
    said = models.CharField(max_length=200, blank=True)  # by the gateway, last
    attempts = models.PositiveSmallIntegerField(default=0)
    cost = models.PositiveIntegerField(default=0)  # rupiah, by the office's price list
    asked_at = models.DateTimeField()
    send_after = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=150, blank=True)  # user name, when sent by hand

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["status", "send_after"], name="outbox_message_next"),
            models.Index(fields=["sent_at"], name="outbox_message_sent"),
            models.Index(
                fields=["reference"],
                condition=~models.Q(reference=""),
                name="outbox_message_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.pk}"


class Wish(models.Model):
    """What the holder of a number wants: to be told things, or nothing any more."""

    phone = models.CharField(max_length=20, unique=True)  # E.164
    is_stopped = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    how = models.CharField(max_length=40)  # "whatsapp", "form", or a user name

    def __str__(self) -> str:
        return f"…{self.phone[-3:]}"
