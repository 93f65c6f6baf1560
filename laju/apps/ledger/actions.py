"""What can be done to the ledger."""

from datetime import datetime

from django.db import connection

from laju.apps.accounts.models import User
from laju.apps.ledger.models import Entry, Seal
from laju.apps.ledger.queries import digest_of, root_between
from laju.apps.ledger.recording import action


@action
def seal_entries(*, by: User, at: datetime) -> Seal | None:
    """Seal all entries since the last seal under one Merkle root; None when there are none."""
    _wait_for_writers()
    previous = Seal.objects.order_by("-pk").first()
    start = previous.last + 1 if previous else 1
    entries = Entry.objects.filter(pk__gte=start)
    first = entries.order_by("pk").values_list("pk", flat=True).first()
    last = entries.order_by("-pk").values_list("pk", flat=True).first()
    if first is None or last is None:
        return None
    return Seal.objects.create(
        first=first,
        last=last,
        root_sha256=root_between(first=first, last=last),
        previous_sha256=digest_of(seal=previous) if previous else "",
        sealed_at=at,
    )


def _wait_for_writers() -> None:
    """Let entries that already have a number but are not stored yet come in first.

    PostgreSQL numbers rows before they are committed; one that came in late would fall between
    sealed ones and break a seal that nobody touched.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ledger_entry IN SHARE ROW EXCLUSIVE MODE")
