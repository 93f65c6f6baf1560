"""Putting messages into the outbox, inside the transaction of the change they tell of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from django.conf import settings

from laju.apps.outbox.models import Message, Wish
from laju.apps.outbox.tasks import send_due
from laju.apps.registry.models import Business
from laju.core.notices import WORDS, Notice, Purpose, earliest, write_notice
from laju.core.whatsapp import is_phone
from laju.core.zones import zone_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message to be: what it tells, about whom, and the key under which it is told once.

    to: E.164; "" takes the number of the business, then of its owner, and the owner's mail beside it.
    """

    notice: Notice
    once: str
    fields: Mapping[str, object]
    business: Business | None = None
    to: str = ""


def put_letters(*, letters: Iterable[Letter], at: datetime) -> int:
    """Write messages into the outbox; who does not want any is passed over.

    Owners with neither number nor mail are told in person: theirs wait for a hand from the start.
    The same `once` twice is one message. Nothing is sent before the transaction commits.
    Returns: number written.
    """
    rows = [row for letter in letters if (row := _row_of(letter, at))]
    numbers = {row.to for row in rows if row.to}
    wishes = {wish.phone: wish for wish in Wish.objects.filter(phone__in=numbers)}
    rows = [row for row in rows if _is_welcome(row, wishes.get(row.to))]
    if not rows:
        return 0
    before = set(
        Message.objects.filter(once__in=[row.once for row in rows]).values_list("once", flat=True)
    )
    rows = [row for row in rows if row.once not in before]
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    for moment in sorted({row.send_after for row in rows if row.status == Message.Status.DUE}):
        send_due.using(run_after=moment).enqueue()
    return len(rows)


def phone_of(business: Business) -> str:
    """Return the number under which the people of a business are reached, or ""."""
    found = [business.phone, business.owner.phone]
    return next((phone for phone in found if is_phone(phone)), "")


def _row_of(letter: Letter, at: datetime) -> Message | None:
    to = letter.to or (phone_of(letter.business) if letter.business else "")
    mail = letter.business.owner.email if letter.business and not letter.to else ""
    if to and not is_phone(to):
        return None
    is_by_hand = not to and not (mail and settings.MAIL_HOST)
    if is_by_hand and letter.business is None:
        return None
    purpose = WORDS[letter.notice].purpose
    local = at.astimezone(_clock_of(letter.business))
    fields = dict(letter.fields)
    if letter.business:
        fields |= {
            "owner": letter.business.owner.name or letter.business.name,
            "business": letter.business.name,
            "code": letter.business.code,
        }
    return Message(
        business=letter.business,
        notice=letter.notice,
        purpose=purpose,
        to=to,
        mail=mail,
        text=write_notice(letter.notice, fields),
        once=letter.once,
        status=Message.Status.BY_HAND if is_by_hand else Message.Status.DUE,
        asked_at=at,
        send_after=earliest(local=local, purpose=purpose),
    )


def _clock_of(business: Business | None) -> timezone:
    """Return the clock of the place; of the capital where no place is known."""
    place = ""
    if business:
        place = (business.region.province or business.region).name
    return timezone(timedelta(hours=zone_of(province_name=place).hours))


def _is_welcome(row: Message, wish: Wish | None) -> bool:
    return row.purpose == Purpose.ANSWER or not (wish and wish.is_stopped)
