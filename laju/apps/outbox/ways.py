"""The ways this office can send a message, from its settings; none is a good answer too."""

from django.conf import settings

from laju.apps.outbox.models import Message
from laju.connectors.channels import Channel, Mail, Sms, WhatsApp
from laju.core.sms import count_parts


def ways() -> list[Channel]:
    """Return the ways in the order they are tried; empty: everything is sent by hand."""
    found: list[Channel] = []
    if settings.WHATSAPP_TOKEN and settings.WHATSAPP_PHONE_ID:
        found.append(
            WhatsApp(
                url=settings.WHATSAPP_URL,
                phone_id=settings.WHATSAPP_PHONE_ID,
                token=settings.WHATSAPP_TOKEN,
                template=settings.WHATSAPP_TEMPLATE,
            )
        )
    if settings.SMS_URL:
        found.append(
            Sms(
                url=settings.SMS_URL,
                account=settings.SMS_ACCOUNT,
                token=settings.SMS_TOKEN,
                sender=settings.SMS_SENDER,
            )
        )
    if settings.MAIL_HOST:
        found.append(
            Mail(
                host=settings.MAIL_HOST,
                port=settings.MAIL_PORT,
                user=settings.MAIL_USER,
                password=settings.MAIL_PASSWORD,
                sender=settings.MAIL_FROM,
                office=settings.OFFICE_NAME,
                is_encrypted=settings.MAIL_TLS,
            )
        )
    return found


def cost_of(*, way: str, text: str) -> int:
    """Return the price in rupiah of one message, by the office's own price list."""
    if way == Message.Way.WHATSAPP:
        return int(settings.WHATSAPP_PRICE)
    if way == Message.Way.SMS:
        return int(settings.SMS_PRICE) * count_parts(text)
    return 0


def office_link(path: str) -> str:
    """Return a link for a message; before the office has an address, words that lead there."""
    return f"{settings.OFFICE_URL}{path}" if settings.OFFICE_URL else "halaman Laju dinas Anda"
