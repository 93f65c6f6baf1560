"""What people do with messages, and what gateways and owners tell about them."""

from datetime import datetime

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.outbox.models import Message, Wish
from laju.core.errors import DomainError
from laju.core.notices import Purpose

_ARRIVED, _FAILED = {"delivered", "read"}, {"failed", "undelivered"}


class NotByHand(DomainError):
    message = "Pesan ini sudah {status}."
    remedy = "Muat ulang halaman untuk melihat keadaan terakhir."
    status = 409


@action
def mark_sent(*, message: Message, by: User, at: datetime) -> None:
    """Note that a person sent the message from their own phone. Raises: NotByHand."""
    row = _by_hand(message)
    row.status, row.way = Message.Status.SENT, Message.Way.HAND
    row.sent_at, row.sent_by, row.tried_at = at, by.username, at
    row.save(update_fields=["status", "way", "sent_at", "sent_by", "tried_at"])


@action
def drop_message(*, message: Message, by: User, at: datetime) -> None:
    """Decide that a message is not sent any more. Raises: NotByHand."""
    row = _by_hand(message)
    row.status, row.sent_by = Message.Status.DROPPED, by.username
    row.save(update_fields=["status", "sent_by"])


@action
def keep_wish(*, phone: str, is_stopped: bool, how: str, by: User, at: datetime) -> Wish:
    """Keep what the holder of a number wants, and say so; who stops is sent nothing that waits."""
    wish, _is_new = Wish.objects.update_or_create(
        phone=phone, defaults={"is_stopped": is_stopped, "said_at": at, "how": how[:40]}
    )
    if is_stopped:
        Message.objects.filter(
            to=phone,
            purpose=Purpose.NEWS,
            status__in=(Message.Status.DUE, Message.Status.BY_HAND),
        ).update(status=Message.Status.DROPPED, said="BERHENTI")
    return wish


@action
def note_report(*, reference: str, key: str, status: str, by: User, at: datetime) -> int:
    """Note what a gateway tells of a message it took; settles a doubt. Returns: 1 if it is ours."""
    rows = Message.objects.select_for_update().filter(
        status__in=(Message.Status.SENT, Message.Status.DOUBT, Message.Status.SENDING)
    )
    row = rows.filter(once=key).first() if key else None
    row = row or (rows.filter(reference=reference).first() if reference else None)
    if row is None:
        return 0
    if status in _FAILED:
        row.status, row.said = Message.Status.BY_HAND, "tidak sampai"
    else:
        row.status, row.sent_at = Message.Status.SENT, row.sent_at or at
        row.reference = row.reference or reference
        row.arrived_at = at if status in _ARRIVED else row.arrived_at
    row.save(update_fields=["status", "said", "sent_at", "reference", "arrived_at"])
    return 1


def _by_hand(message: Message) -> Message:
    row = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if row.status not in {Message.Status.BY_HAND, Message.Status.DOUBT, Message.Status.FAILED}:
        raise NotByHand(status=str(row.get_status_display()).lower())
    return row
