"""What a reader does with an application: declare, judge, save, hand back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.actions.panel import hand_over
from laju.apps.programme.actions.rules import BadReason
from laju.apps.programme.models import Cohort, Reading
from laju.core.errors import DomainError
from laju.core.rubrics import read_points, read_rubric, total_points


class NotYourReading(DomainError):
    message = "Bacaan ini bukan bagian Anda, atau sudah dialihkan."
    remedy = "Kembali ke daftar bacaan Anda."
    status = 404


class ReadingClosed(DomainError):
    message = "Kurasi {cohort} sudah ditutup."
    remedy = "Nilai yang sudah Anda simpan tetap tersimpan; tidak ada lagi yang perlu dikerjakan."


class NotDeclared(DomainError):
    message = "Pernyataan benturan kepentingan belum diisi."
    remedy = "Nyatakan lebih dahulu bahwa Anda tidak punya hubungan dengan usaha ini."


@action
def start_reading(*, reading: Reading, by: User, at: datetime) -> Reading:
    """Declare to have no part in the business, and begin. Raises: NotYourReading, ReadingClosed."""
    row = _own(reading, by)
    if row.declared_at is None:
        row.declared_at, row.status = at, Reading.Status.STARTED
        row.save(update_fields=["declared_at", "status"])
    return row


@action
def save_reading(
    *,
    reading: Reading,
    points: Mapping[str, Any],
    note: str = "",
    is_done: bool = False,
    by: User,
    at: datetime,
) -> Reading:
    """Keep the steps chosen so far; with `is_done`, all of them as the reader's judgement.

    A finished reading can be changed until the list is locked.
    Raises: NotYourReading, ReadingClosed, NotDeclared, BadPoints.
    """
    row = _own(reading, by)
    if row.declared_at is None:
        raise NotDeclared
    rubric = read_rubric(row.application.cohort.rubric)
    is_done = is_done or row.status == Reading.Status.DONE
    row.points = read_points(rubric=rubric, points=points, is_done=is_done)
    row.note = note.strip()[:1000]
    if is_done:
        row.status, row.done_at = Reading.Status.DONE, at
        row.total = total_points(rubric=rubric, points=row.points)
    row.save(update_fields=["points", "note", "status", "done_at", "total"])
    return row


@action
def hand_back_reading(*, reading: Reading, reason: str, by: User, at: datetime) -> Reading | None:
    """Give an application back for conflict of interest; another reader takes over if one may.

    Points given before are dropped. Returns: the new reading, or None when the panel has nobody
    left, which the officer sees.
    Raises: NotYourReading, ReadingClosed, BadReason.
    """
    row = _own(reading, by)
    if not reason.strip():
        raise BadReason
    row.points, row.total, row.done_at = {}, None, None
    row.save(update_fields=["points", "total", "done_at"])
    return hand_over(row, reason, at)


def _own(reading: Reading, by: User) -> Reading:
    """Return the reading if it is this person's to judge now."""
    row = (
        Reading.objects.select_for_update(of=("self",))
        .select_related("application__cohort", "reader")
        .get(pk=reading.pk)
    )
    is_gone = row.status in {Reading.Status.CONFLICT, Reading.Status.MOVED}
    if row.reader.user_id != by.pk or row.reader.left_at or is_gone:
        raise NotYourReading
    if row.application.cohort.status != Cohort.Status.READING:
        raise ReadingClosed(cohort=row.application.cohort)
    return row
