"""Sending what is due: each message at most once, by the first way that takes it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from django_tasks import task

from laju.apps.jobs.tasks import Again
from laju.apps.outbox.models import Message
from laju.apps.outbox.ways import cost_of, ways
from laju.connectors.channels import Channel, Outcome, Receipt
from laju.core.notices import Notice

AT_A_TIME, MOST_ATTEMPTS = 20, 6
PATIENCE = timedelta(minutes=5)  # longer than any gateway is waited for
HIDDEN = "(kode sudah dikirim)"


@task(title="Mengirim pesan", is_atomic=False)
def send_due() -> Again | int:
    """Send what is due, some at a time; what no way takes now is tried later, then left by hand.

    A worker that is killed between asking a gateway and noting its answer leaves the message in
    SENDING; after some minutes it counts as perhaps sent, and a person decides.
    """
    now = timezone.now()
    Message.objects.filter(status=Message.Status.SENDING, tried_at__lt=now - PATIENCE).update(
        status=Message.Status.DOUBT
    )
    due = Message.objects.filter(status=Message.Status.DUE, send_after__lte=now).order_by("pk")
    keys = list(due.values_list("pk", flat=True)[:AT_A_TIME])
    for key in keys:
        send_one(key=key)
    left = due.count()
    return Again(done=len(keys), total=len(keys) + left) if left and keys else len(keys)


def send_one(*, key: int) -> None:
    """Send one message that is due, unless somebody else does it already."""
    now = timezone.now()
    mine = Message.objects.filter(pk=key, status=Message.Status.DUE)
    if not mine.update(status=Message.Status.SENDING, tried_at=now):
        return
    message = Message.objects.get(pk=key)
    message.attempts += 1
    open_ways = ways() if _is_paid_for(message, now) else []
    receipt, way = Receipt(Outcome.REFUSED, said="belum ada kanal"), ""
    for each in open_ways:
        if not _address(each, message):
            continue
        receipt, way = _ask(each, message), each.name
        if receipt.outcome in {Outcome.SENT, Outcome.DOUBT}:
            break
    _note(message, receipt, way, is_alone=not open_ways)


def _ask(way: Channel, message: Message) -> Receipt:
    return way.send(to=_address(way, message), text=message.text, key=message.once)


def _address(way: Channel, message: Message) -> str:
    return message.mail if way.name == Message.Way.MAIL else message.to


def _note(message: Message, receipt: Receipt, way: str, *, is_alone: bool) -> None:
    now = timezone.now()
    message.said, message.way = receipt.said[:200], way
    if receipt.outcome in {Outcome.SENT, Outcome.DOUBT}:
        is_sent = receipt.outcome is Outcome.SENT
        message.status = Message.Status.SENT if is_sent else Message.Status.DOUBT
        message.reference = receipt.reference
        message.sent_at = now if is_sent else None
        message.cost = cost_of(way=way, text=message.text)
    elif receipt.outcome is Outcome.REFUSED or message.attempts >= MOST_ATTEMPTS:
        message.status, message.way = Message.Status.BY_HAND, ""
    else:
        message.status, message.way = Message.Status.DUE, ""
        message.send_after = now + timedelta(minutes=2**message.attempts)
    if message.notice == Notice.SIGN_IN:  # a code is of no use to anybody afterwards
        if message.status in {Message.Status.BY_HAND, Message.Status.DUE} and not is_alone:
            message.status = Message.Status.FAILED
        message.text = HIDDEN if message.status != Message.Status.BY_HAND else message.text
    message.save()
    if message.status == Message.Status.DUE:
        send_due.using(run_after=message.send_after).enqueue()


def _is_paid_for(message: Message, now: datetime) -> bool:
    """Test whether the month's purse bears one more; answers are always sent."""
    if not settings.MESSAGE_BUDGET or message.notice == Notice.SIGN_IN:
        return True
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    spent = Message.objects.filter(tried_at__gte=month).aggregate(n=Sum("cost"))["n"] or 0
    return int(spent) + cost_of(way=Message.Way.WHATSAPP, text=message.text) <= int(
        settings.MESSAGE_BUDGET
    )
