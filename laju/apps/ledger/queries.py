"""What can be asked of the ledger."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from laju.apps.ledger.models import Entry, Seal


class SealCheck(NamedTuple):
    """Whether a stretch of the ledger still reads as it was sealed."""

    seal: Seal
    is_intact: bool


def story_of(*, subjects: Iterable[str]) -> QuerySet[Entry]:
    """Return the entries about things such as "registry.batch:3", or that made them; oldest first."""
    names = list(subjects)
    return Entry.objects.filter(Q(subject__in=names) | Q(result__in=names)).order_by("pk")


def leaf_of(*, entry: Entry) -> bytes:
    """Return the bytes of an entry that a seal covers; times in UTC to the microsecond."""
    told = (
        str(entry.pk),
        entry.action,
        entry.by,
        str(int(entry.at.timestamp() * 1_000_000)),
        entry.inputs_sha256,
        entry.subject,
        entry.result,
    )
    return "\x1f".join(told).encode()


def root_between(*, first: int, last: int) -> str:
    """Return the Merkle root, in hexadecimal, over the entries from `first` to `last`."""
    from laju.core.merkle import root_of

    entries = Entry.objects.filter(pk__gte=first, pk__lte=last).order_by("pk")
    return root_of(leaves=[leaf_of(entry=entry) for entry in entries]).hex()


def check_seals() -> list[SealCheck]:
    """Recompute every seal; one that no longer fits tells that its lines were touched."""
    checks, previous = [], ""
    for seal in Seal.objects.order_by("pk"):
        fits = (
            seal.root_sha256 == root_between(first=seal.first, last=seal.last)
            and seal.previous_sha256 == previous
        )
        checks.append(SealCheck(seal, fits))
        previous = digest_of(seal=seal)
    return checks


def digest_of(*, seal: Seal) -> str:
    """Return the hash by which the next seal names this one."""
    told = f"{seal.first}|{seal.last}|{seal.root_sha256}|{seal.previous_sha256}"
    return hashlib.sha256(told.encode()).hexdigest()


def latest_entries(*, by: str = "", limit: int = 10) -> list[Entry]:
    """Return the last entries, newest first; only those of one person (`by`) when named."""
    rows = Entry.objects.filter(by=by) if by else Entry.objects.all()
    return list(rows.order_by("-pk")[:limit])


def entries_of(*, action: str = "", by: str = "", subject: str = "") -> QuerySet[Entry]:
    """Return the entries that fit, newest first; an empty word fits all."""
    told = {"action": action, "by": by, "subject": subject}
    return Entry.objects.filter(**{name: word for name, word in told.items() if word}).order_by(
        "-pk"
    )


def actions_seen() -> list[str]:
    """Return the names of the actions the ledger knows, in order."""
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())
