"""WhatsApp Cloud API: free text inside the 24 hours, templates outside, as the office has them."""

from dataclasses import dataclass

from laju.connectors.channels.delivery import Receipt, hand_over


@dataclass(frozen=True, slots=True)
class WhatsApp:
    """The office's number.

    url: of the API with its version. phone_id: of the number. template: one with a single body
    field {{1}}, for messages the office begins; "" sends plain text, which arrives only within
    24 hours of the owner's own message.
    Source: developers.facebook.com, Cloud API, "messages".
    """

    url: str
    phone_id: str
    token: str
    template: str = ""
    language: str = "id"
    name: str = "whatsapp"

    def send(self, *, to: str, text: str, key: str) -> Receipt:
        """Hand one message over."""
        body: dict[str, object] = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": to.removeprefix("+"),
            "biz_opaque_callback_data": key,
        }
        if self.template:
            parameters = [{"type": "text", "text": text}]
            body |= {
                "type": "template",
                "template": {
                    "name": self.template,
                    "language": {"code": self.language},
                    "components": [{"type": "body", "parameters": parameters}],
                },
            }
        else:
            body |= {"type": "text", "text": {"preview_url": False, "body": text}}
        return hand_over(
            f"{self.url.rstrip('/')}/{self.phone_id}/messages",
            reference=lambda told: told["messages"][0]["id"],
            json=body,
            headers={"authorization": f"Bearer {self.token}"},
        )
