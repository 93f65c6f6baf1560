"""Sheets as they arrived, and whether every row is accounted for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import scope_of
from laju.apps.registry.models import Batch, ColumnMapping, Finding, Row
from laju.engines.staging import Choice

OUTCOMES = ("created", "updated", "unchanged", "duplicates", "rejected")


class Reject(NamedTuple):
    """One reason why a row was held back, as the office needs it."""

    file: str
    row: int
    column: str
    value: str
    reason: str
    remedy: str


def mapping_for(*, digest: str) -> ColumnMapping | None:
    """Return the mapping an office saved for this header, or None."""
    return ColumnMapping.objects.filter(header_sha256=digest).select_related("region").first()


def choices_saved() -> dict[str, Choice]:
    """Return by digest of the header what offices have saved of their sheets."""
    return {
        saved.header_sha256: Choice(tuple(saved.fields), saved.code_system, saved.region_id or "")
        for saved in ColumnMapping.objects.all()
    }


def batches(*, by: User) -> QuerySet[Batch]:
    """Return the sheets a person may see, newest first: within a scope only their own."""
    rows = Batch.objects.select_related("region")
    if scope_of(user=by) is not None:
        rows = rows.filter(Q(received_by=by.username))
    return rows


def sum_of_batches(*, by: User) -> dict[str, int]:
    """Return over all sheets a person sees: rows in, rejected, sheets with rejects, unfinished."""
    told = batches(by=by).aggregate(
        rows_in=Sum("rows_total"),
        with_rejects=Count("pk", filter=Q(rejected__gt=0)),
        unfinished=Count("pk", filter=Q(status=Batch.Status.OPEN)),
        rejected=Sum("rejected"),  # last: from here on the name means the sum
    )
    return {name: int(value or 0) for name, value in told.items()}


def findings_of(*, batch: Batch, severity: str = "") -> QuerySet[Finding]:
    """Return the findings of a sheet in order of row."""
    rows = Finding.objects.filter(row__batch=batch).select_related("row")
    if severity:
        rows = rows.filter(severity=severity)
    return rows.order_by("row__number", "pk")


def rejected_rows(*, batch: Batch) -> QuerySet[Row]:
    """Return the rows that were held back with their errors, in order."""
    errors = Finding.objects.filter(severity=Finding.Severity.ERROR).order_by("pk")
    return (
        Row.objects.filter(batch=batch, outcome=Row.Outcome.REJECTED)
        .prefetch_related(Prefetch("findings", queryset=errors))
        .order_by("number")
    )


def rejects_of(*, batches: Sequence[Batch], severity: str = "ERROR") -> Iterator[Reject]:
    """Yield every finding of a severity in the given sheets, in order of file and row."""
    rows = Finding.objects.filter(row__batch__in=batches, severity=severity).order_by(
        "row__batch_id", "row__number", "pk"
    )
    columns = ("row__batch__file_name", "row__number", "column", "value", "reason", "remedy")
    for told in rows.values_list(*columns).iterator(chunk_size=2000):
        yield Reject(*told)


def reconcile(*, batches: Sequence[Batch]) -> dict[str, int]:
    """Return rows in and the five outcomes over some sheets; their sum is always rows in."""
    keys = [batch.pk for batch in batches]
    told = Batch.objects.filter(pk__in=keys).aggregate(
        rows_in=Sum("rows_total"), **{name: Sum(name) for name in OUTCOMES}
    )
    return {name: int(value or 0) for name, value in told.items()}
