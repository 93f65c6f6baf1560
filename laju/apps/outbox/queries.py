"""What can be asked of messages."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from laju.apps.accounts.models import Role, User
from laju.apps.accounts.queries import within_scope
from laju.apps.outbox.models import Message, Wish


def messages_for(*, by: User, facing: Q | None = None) -> QuerySet[Message]:
    """Return the messages a person may see: an officer those of own regions.

    facing: which businesses a facilitator looks after; without it a facilitator sees none.
    Codes to sign in are nobody's to read.
    """
    rows = Message.objects.filter(business__isnull=False).select_related(
        "business__region", "business__owner"
    )
    if by.role == Role.AGENCY:
        return rows.filter(within_scope(user=by, path="business__region_id"))
    return rows.filter(facing) if facing is not None else rows.none()


def count_by_status(rows: QuerySet[Message]) -> dict[str, int]:
    """Return how many messages stand in each status."""
    told = rows.order_by().values_list("status").annotate(n=Count("pk"))
    return dict.fromkeys(Message.Status.values, 0) | dict(told)


def spent(*, since: datetime, rows: QuerySet[Message] | None = None) -> dict[str, tuple[int, int]]:
    """Return per way how many messages went out since a moment, and their cost in rupiah."""
    rows = Message.objects.all() if rows is None else rows
    told = (
        rows.filter(tried_at__gte=since, status__in=(Message.Status.SENT, Message.Status.DOUBT))
        .order_by()
        .values_list("way")
        .annotate(n=Count("pk"), rupiah=Sum("cost"))
    )
    return {way: (n, rupiah or 0) for way, n, rupiah in told}


def wish_of(*, phone: str) -> Wish | None:
    """Return what the holder of a number said, or None."""
    return Wish.objects.filter(phone=phone).first()


def answer_to(*, once: str) -> str:
    """Return the words of one message; only a demo may ask, where no phone receives it."""
    return Message.objects.filter(once=once).values_list("text", flat=True).first() or ""
