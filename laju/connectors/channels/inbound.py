"""What WhatsApp tells us: messages people wrote, and what became of ours."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

MOST_MESSAGES, MOST_TEXT = 200, 1000


class Inbound(NamedTuple):
    """A message somebody wrote: their number in E.164, the words, WhatsApp's own number for it."""

    phone: str
    text: str
    reference: str


def is_signed(*, body: bytes, signature: str, secret: str) -> bool:
    """Test the X-Hub-Signature-256 of a call; without a secret nothing is believed.

    >>> is_signed(body=b"{}", signature="sha256=00", secret="")
    False
    """
    told = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return bool(secret) and hmac.compare_digest(f"sha256={told}".encode(), signature.encode())


def read_inbound(body: bytes) -> list[Inbound]:
    """Return the text messages of a call, at most 200; whatever else it holds is passed over.

    >>> read_inbound(b'{"entry":[{"changes":[{"value":{"messages":[{"from":"62811","id":"w",'
    ...              b'"text":{"body":"MASUK 123456"}}]}}]}]}')
    [Inbound(phone='+62811', text='MASUK 123456', reference='w')]
    """
    found = []
    for message in _items(body, "messages"):
        text = message.get("text")
        words = text.get("body") if isinstance(text, dict) else None
        sender, reference = message.get("from"), message.get("id")
        if isinstance(words, str) and isinstance(sender, str) and sender.isascii():
            phone = f"+{sender.removeprefix('+')}"[:20]
            found.append(Inbound(phone, words[:MOST_TEXT], str(reference or "")[:120]))
    return found[:MOST_MESSAGES]


def read_reports(body: bytes) -> list[tuple[str, str, str]]:
    """Return (reference, our key, status) of messages of ours: sent, delivered, read or failed."""
    return [
        (
            str(report.get("id", ""))[:120],
            str(report.get("biz_opaque_callback_data", ""))[:120],
            str(report.get("status", ""))[:20],
        )
        for report in _items(body, "statuses")
    ][:MOST_MESSAGES]


def _items(body: bytes, kind: str) -> Iterator[dict[str, Any]]:
    """Walk entry[].changes[].value.<kind>[] and pass over what has another shape."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return
    for entry in _list(told, "entry"):
        for change in _list(entry, "changes"):
            value = change.get("value")
            yield from _list(value, kind)


def _list(holder: object, name: str) -> list[dict[str, Any]]:
    found = holder.get(name) if isinstance(holder, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
