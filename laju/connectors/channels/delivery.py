"""What became of handing a message over, told so that nothing is ever sent twice."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import httpx

SECONDS = 15.0
_TOO_MANY = 429


class Outcome(StrEnum):
    """SENT; REFUSED for good; BUSY or AWAY: try another way or later; DOUBT: it may have arrived."""

    SENT = "SENT"
    REFUSED = "REFUSED"
    BUSY = "BUSY"
    AWAY = "AWAY"
    DOUBT = "DOUBT"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Outcome, the gateway's own number for the message, and what it said."""

    outcome: Outcome
    reference: str = ""
    said: str = ""


class Channel(Protocol):
    """A way to reach a person."""

    @property
    def name(self) -> str:
        """Return "whatsapp", "sms" or "mail"."""
        ...

    def send(self, *, to: str, text: str, key: str) -> Receipt:
        """Hand one message over. to: E.164; for mail an address. key: ours, unique, to find the message again."""
        ...


def hand_over(url: str, *, reference: Any, timeout: float = SECONDS, **request: Any) -> Receipt:
    """Post a message and say what became of it; only what surely did not arrive may be sent again.

    reference: takes the decoded answer and returns the gateway's number, raising when there is none.
    """
    try:
        with httpx.Client(timeout=timeout, trust_env=False) as client:
            answer = client.post(url, **request)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        return Receipt(Outcome.AWAY, said=type(error).__name__)  # nothing was handed over
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Receipt(Outcome.DOUBT, said=type(error).__name__)
    return _judged(answer, reference)


def _judged(answer: httpx.Response, reference: Any) -> Receipt:
    said = answer.text[:200]
    if answer.status_code == _TOO_MANY:
        return Receipt(Outcome.BUSY, said=said)
    if answer.is_client_error or answer.is_redirect:
        return Receipt(Outcome.REFUSED, said=said)
    try:
        if answer.is_success:
            return Receipt(Outcome.SENT, reference=str(reference(answer.json()))[:120])
    except (ValueError, KeyError, IndexError, TypeError):
        pass  # taken perhaps, but not as agreed
    return Receipt(Outcome.DOUBT, said=said)  # it may have broken after taking the message
