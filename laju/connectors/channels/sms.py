"""SMS through a gateway that speaks as Twilio does: one form, one answer with `sid`."""

from dataclasses import dataclass

from laju.connectors.channels.delivery import Receipt, hand_over


@dataclass(frozen=True, slots=True)
class Sms:
    """An account at a gateway. url: up to the API's version; sender: number or name shown.

    Source: twilio.com, "Message resource".
    """

    url: str
    account: str
    token: str
    sender: str
    name: str = "sms"

    def send(self, *, to: str, text: str, key: str) -> Receipt:  # noqa: ARG002 - it has no field for our key
        """Hand one message over."""
        return hand_over(
            f"{self.url.rstrip('/')}/Accounts/{self.account}/Messages.json",
            reference=lambda told: told["sid"],
            data={"To": to, "From": self.sender, "Body": text},
            auth=(self.account, self.token),
        )
