"""A business entered by hand: the same checks as a row of a sheet."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.registry.actions.matching import Matcher
from laju.apps.registry.actions.reach import hold_outside
from laju.apps.registry.models import Batch, Business, Row
from laju.core.columns import FIELDS
from laju.core.errors import DomainError
from laju.core.kbli import Version
from laju.core.records import DEFAULT_AREA, Reader, Severity, read_record
from laju.core.records import Finding as Problem
from laju.engines.reference import load_classification, load_gazetteer
from laju.engines.sheets import Row as SheetRow

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
    by: User,
    at: datetime,
) -> Recorded:
    """Enter a business from a form; the same answers again find the same business.

    values: raw text by canonical field (core.columns.FIELDS). area: programme's region code.
    may_update: whether a known business takes the answers over; never for an unknown sender.
    Raises: NotABusiness when the name is missing or the region means no place.
    """
    values = {name: text for name, text in values.items() if name in FIELDS and text.strip()}
    reader = Reader(
        gazetteer=load_gazetteer(),
        today=timezone.localdate(at),
        region=area,
        area=area,
        kbli=tuple(load_classification(version=version) for version in Version),
    )
    record = read_record(values=values, reader=reader)
    hold_outside(record=record, by=by)
    for finding in record.findings:
        if record.is_rejected and finding.severity is Severity.ERROR:
            raise NotABusiness(reason=finding.reason, remedy=finding.remedy)
    batch = Batch.objects.create(
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
    row = SheetRow(number=1, cells=tuple(values.values()))
    [stored] = Matcher(batch=batch, at=at, may_update=may_update).place(
        rows=[row], records=[record]
    )
    stored.save()
    is_new = stored.outcome == Row.Outcome.CREATED
    counter = {Row.Outcome.CREATED: "created", Row.Outcome.UPDATED: "updated"}
    setattr(batch, counter.get(Row.Outcome(stored.outcome), "unchanged"), 1)
    batch.save()
    assert stored.business is not None
    return Recorded(stored.business, is_new, tuple(record.findings))
