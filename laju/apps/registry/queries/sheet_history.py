"""Sheets of one list over time, and why rows of a sheet were held back."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Exists, Min, OuterRef, Q

from laju.apps.accounts.models import User
from laju.apps.registry.models import Batch, Finding, Row
from laju.apps.registry.queries.batches import batches
from laju.apps.registry.queries.links import links_waiting
from laju.engines.sheets import REMEDY_TITLE
from laju.engines.staging import own_titles

MOST_LOOKED_AT = 500  # newest sheets in which lists are found again


class Reason(NamedTuple):
    """Rows with an error or a warning in one column; `reason` and `remedy` are of the first."""

    column: str
    rows: int
    reason: str
    remedy: str


def series_of(*, batch: Batch, most: int = 8) -> list[Batch]:
    """Return the finished sheets of the same list up to this one, oldest first, itself last.

    The same list: from the same person, under the same titles; a sheet sent back with the column
    "Perbaikan" is the next one of its list. Sheets taken back do not count.
    """
    header = list(own_titles(header=batch.header))
    same = Q(header=header) | Q(header=[*header, REMEDY_TITLE])
    earlier = Batch.objects.filter(
        same, received_by=batch.received_by, status=Batch.Status.DONE, pk__lt=batch.pk
    ).order_by("-pk")[: most - 1]
    return [*reversed(earlier), batch]


def latest_series(*, by: User) -> list[list[Batch]]:
    """Return the lists a person sees, each with its sheets oldest first; the newest list first."""
    found: dict[tuple[str, ...], list[Batch]] = {}
    rows = batches(by=by).exclude(sha256="").exclude(status=Batch.Status.UNDONE)
    for batch in rows.order_by("-pk").defer("reading", "notes")[:MOST_LOOKED_AT]:
        key = (batch.received_by, *own_titles(header=batch.header))
        found.setdefault(key, []).insert(0, batch)
    return list(found.values())


def reasons_of(*, batch: Batch, severities: Iterable[str], most: int = 5) -> list[Reason]:
    """Return the columns with most rows in trouble, worst first, each with its first sentence."""
    rows = Finding.objects.filter(row__batch=batch, severity__in=list(severities))
    worst = list(
        rows.values("column")
        .annotate(count=Count("row", distinct=True), first=Min("pk"))
        .order_by("-count", "column")[:most]
    )
    told = Finding.objects.in_bulk([one["first"] for one in worst])
    return [
        Reason(one["column"], one["count"], told[one["first"]].reason, told[one["first"]].remedy)
        for one in worst
    ]


def count_links_of_batch(*, batch: Batch, by: User) -> int:
    """Return how many doubtful pairs wait of which one side stands in the sheet."""
    told = Row.objects.filter(batch=batch)
    left, right = (Exists(told.filter(business=OuterRef(side))) for side in ("left", "right"))
    return links_waiting(by=by).filter(left | right).count()
