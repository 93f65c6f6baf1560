"""A business entered by hand: the same checks as a row of a sheet."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

import polars as pl
from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.registry.actions.known import Asked
from laju.apps.registry.actions.reach import hold_outside
from laju.apps.registry.actions.receiving import take_in
from laju.apps.registry.actions.storing import write
from laju.apps.registry.models import Batch, Business, Row
from laju.core.columns import FIELDS
from laju.core.errors import DomainError
from laju.core.kbli import Version
from laju.core.records import DEFAULT_AREA, Reader, Record, Severity, read_record
from laju.core.records import Finding as Problem
from laju.engines.reference import load_classification, load_gazetteer
from laju.engines.tables import FINDINGS, ROWS, CheckedTable, line_of

FORM = "Formulir"


class NotABusiness(DomainError):
    message = "{reason}"
    remedy = "{remedy}"
    status = 422


class Recorded(NamedTuple):
    """The business, whether it is new, and what was doubtful about single fields."""

    business: Business
    is_new: bool
    findings: tuple[Problem, ...]


@action
def record_business(
    *,
    values: Mapping[str, str],
    area: str = DEFAULT_AREA,
    may_update: bool = True,
    about: Business | None = None,
    by: User,
    at: datetime,
) -> Recorded:
    """Enter a business from a form; the same answers again find the same business.

    values: raw text by canonical field (core.columns.FIELDS). area: programme's region code.
    may_update: whether a known business takes the answers over; never for an unknown sender.
    about: the business that stands and is meant, when a person has chosen it.
    Raises: NotABusiness when the name is missing or the region means no place.
    """
    values = {name: text for name, text in values.items() if name in FIELDS and text.strip()}
    record = read_record(values=values, reader=_reader(area, at))
    batch = Batch(
        file_name=FORM,
        sha256="",
        occasion=f"form-{uuid.uuid4().hex}",
        header=list(values),
        fields=list(values),
        rows_total=1,
        status=Batch.Status.DONE,
        received_by=by.username,
        received_at=at,
        finished_at=at,
    )
    checked = hold_outside(checked=_checked(values, record), by=by)
    for number, severity, _, _, reason, remedy in checked.findings.iter_rows():
        if checked.rows["is_rejected"][0] and severity == Severity.ERROR:
            raise NotABusiness(number=number, reason=reason, remedy=remedy)
    batch.save()
    known = Asked()
    write(
        changes=take_in(
            batch=batch,
            checked=checked,
            known=known,
            may_update=may_update,
            about=about,
            by=by,
            at=at,
        )
    )
    batch.save()
    row = Row.objects.select_related("business__owner").get(batch=batch)
    assert row.business is not None
    findings = (*record.findings, *_doubts(row, len(record.findings)))
    return Recorded(row.business, row.outcome == Row.Outcome.CREATED, findings)


def _reader(area: str, at: datetime) -> Reader:
    return Reader(
        gazetteer=load_gazetteer(),
        today=timezone.localdate(at),
        region=area,
        area=area,
        kbli=tuple(load_classification(version=version) for version in Version),
    )


def _checked(values: Mapping[str, str], record: Record) -> CheckedTable:
    """Return the answers of a form as a table of one row."""
    return CheckedTable(
        pl.DataFrame([line_of(1, values.values(), record)], schema=ROWS, orient="row"),
        pl.DataFrame(
            [(1, n.severity.value, n.field, n.value, n.reason, n.remedy) for n in record.findings],
            schema=FINDINGS,
            orient="row",
        ),
    )


def _doubts(row: Row, told: int) -> Iterator[Problem]:
    """Yield what was found doubtful only when the answers were compared with the registry."""
    columns = ("severity", "column", "value", "reason", "remedy")
    for severity, *rest in list(row.findings.order_by("pk").values_list(*columns))[told:]:
        yield Problem(Severity(severity), *rest)
