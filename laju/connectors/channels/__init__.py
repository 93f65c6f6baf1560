"""Ways to reach a person: WhatsApp Cloud API, SMS through a Twilio-like gateway, and mail."""

from laju.connectors.channels.delivery import Channel, Outcome, Receipt
from laju.connectors.channels.inbound import Inbound, is_signed, read_inbound, read_reports
from laju.connectors.channels.mail import Mail
from laju.connectors.channels.sms import Sms
from laju.connectors.channels.whatsapp import WhatsApp

__all__ = [
    "Channel",
    "Inbound",
    "Mail",
    "Outcome",
    "Receipt",
    "Sms",
    "WhatsApp",
    "is_signed",
    "read_inbound",
    "read_reports",
]
