"""Mail through the office's own server (SMTP with submission and STARTTLS, RFC 6409 and 3207)."""

import hashlib
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr, formatdate

from laju.connectors.channels.delivery import SECONDS, Outcome, Receipt

_FOR_GOOD = 500  # from here on a server says no for good; below, not now


@dataclass(frozen=True, slots=True)
class Mail:
    """An account at a mail server. sender: the address shown; office: its name, also the subject's.

    is_encrypted: insist on TLS; only a server on this machine may go without.
    """

    host: str
    port: int
    user: str
    password: str
    sender: str
    office: str
    is_encrypted: bool = True
    name: str = "mail"

    def send(self, *, to: str, text: str, key: str) -> Receipt:
        """Hand one message over; the same key is the same Message-ID, so that doubles show."""
        try:
            letter = self._letter(to, text, key)
        except ValueError as error:  # an address no header can hold
            return Receipt(Outcome.REFUSED, said=str(error)[:200])
        try:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        except (OSError, smtplib.SMTPException) as error:
            return Receipt(Outcome.AWAY, said=type(error).__name__)
        with server:
            return self._hand_over(server, letter)

    def _hand_over(self, server: smtplib.SMTP, letter: EmailMessage) -> Receipt:
        try:
            if self.is_encrypted:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
        except (OSError, smtplib.SMTPException) as error:
            return Receipt(Outcome.AWAY, said=_said(error))
        try:
            server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            (code, _), *_rest = error.recipients.values()
            outcome = Outcome.REFUSED if code >= _FOR_GOOD else Outcome.BUSY
            return Receipt(outcome, said=_said(error))
        except smtplib.SMTPResponseException as error:
            outcome = Outcome.REFUSED if error.smtp_code >= _FOR_GOOD else Outcome.BUSY
            return Receipt(outcome, said=_said(error))
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            return Receipt(Outcome.DOUBT, said=_said(error))  # it may have been taken already
        return Receipt(Outcome.SENT, reference=str(letter["Message-ID"]))

    def _letter(self, to: str, text: str, key: str) -> EmailMessage:
        letter = EmailMessage()
        first = text.strip().split(".")[0].split("\n")[0][:60]
        letter["Subject"] = f"{self.office}: {first}"
        letter["From"] = formataddr((self.office, self.sender))
        letter["To"] = to
        letter["Date"] = formatdate(localtime=True)
        place = self.sender.rpartition("@")[2]
        letter["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{place}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(f"{text}\n\n-- \n{self.office}\n")
        return letter


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
