"""Readers of a cohort: who they are, what they read, and who takes over."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, Q

from laju.apps.accounts.models import Role, User
from laju.apps.accounts.queries import scope_of
from laju.apps.ledger.recording import action
from laju.apps.programme.actions.cohorts import NothingToSelect
from laju.apps.programme.actions.rules import AlreadyListed, BadReason
from laju.apps.programme.models import Application, Cohort, Reader, Reading
from laju.core.assignments import Panelist, assign_readers, next_reader
from laju.core.errors import DomainError

HELD = (Reading.Status.ASSIGNED, Reading.Status.STARTED, Reading.Status.DONE)
OPEN = (Reading.Status.ASSIGNED, Reading.Status.STARTED)


class NotAReader(DomainError):
    message = "{user} bukan kurator."
    remedy = "Pilih akun dengan peran Kurator; buat dengan: laju person NAMA --role kurator."


class AlreadyReader(DomainError):
    message = "{user} sudah menjadi pembaca angkatan ini."
    remedy = "Ubah batas bacaannya pada baris yang sudah ada."


class Undecided(DomainError):
    message = "{count} pendaftaran belum jelas memenuhi syarat atau tidak."
    remedy = "Periksa syarat sampai selesai, lalu putuskan yang perlu dilihat petugas."


class NoReaderLeft(DomainError):
    message = "{count} bacaan tidak dapat dialihkan: semua pembaca lain penuh atau berbenturan."
    remedy = "Tambah pembaca atau naikkan batas bacaan, lalu alihkan lagi."


@action
def add_reader(*, cohort: Cohort, user: User, most: int, by: User, at: datetime) -> Reader:
    """Put a person on the panel, or back on it; `most` readings at most.

    Raises: NotAReader, AlreadyReader, AlreadyListed.
    """
    _insist_open(cohort)
    if user.role != Role.READER or not user.is_active:
        raise NotAReader(user=user)
    reader = Reader.objects.filter(cohort=cohort, user=user).first()
    if reader is None:
        return Reader.objects.create(cohort=cohort, user=user, most=most)
    if reader.left_at is None:
        raise AlreadyReader(user=user)
    reader.left_at, reader.most = None, most
    reader.save(update_fields=["left_at", "most"])
    return reader


@action
def assign_readings(*, cohort: Cohort, by: User, at: datetime) -> int:
    """Close applications and give each eligible one its readers; again: only what is missing.

    A reader bound to a region reads nothing from there.
    Returns: number of readings given.
    Raises: AlreadyListed, Undecided, NothingToSelect, TooFewReaders, NotConnected.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    _insist_open(cohort)
    undecided = cohort.applications.filter(eligibility__in=["", "UNKNOWN"]).count()
    if undecided:
        raise Undecided(count=undecided)
    waiting = list(
        cohort.applications.filter(eligibility=Application.Eligibility.YES)
        .annotate(held=Count("readings", filter=Q(readings__status__in=HELD)))
        .filter(held__lt=cohort.readers_each)
        .order_by("pk")
    )
    if not waiting and not Reading.objects.filter(application__cohort=cohort).exists():
        raise NothingToSelect(cohort=cohort)
    fresh = [application for application in waiting if not application.held]
    given = _deal(cohort, fresh)
    rows = [
        Reading(application_id=int(key), reader_id=int(reader), assigned_at=at)
        for key, readers in given.items()
        for reader in readers
    ]
    Reading.objects.bulk_create(rows, batch_size=1000)
    count = len(rows)
    for application in waiting:
        if application.held:
            count += _top_up(cohort, application, at)
    cohort.status = Cohort.Status.READING
    cohort.save(update_fields=["status"])
    return count


@action
def move_readings(*, readings: Sequence[Reading], reason: str, by: User, at: datetime) -> int:
    """Take unfinished readings from their readers and give them to others of the panel.

    Returns: number moved. Raises: BadReason, NoReaderLeft, AlreadyListed.
    """
    if not reason.strip():
        raise BadReason
    keys = [reading.pk for reading in readings]
    rows = list(
        Reading.objects.filter(pk__in=keys, status__in=OPEN).select_related("application__cohort")
    )
    for cohort in {row.application.cohort for row in rows}:
        _insist_open(cohort)
    moved = [row for row in rows if _move(row, Reading.Status.MOVED, reason, at)]
    if len(moved) < len(rows):
        raise NoReaderLeft(count=len(rows) - len(moved))
    return len(moved)


@action
def release_reader(*, reader: Reader, reason: str, by: User, at: datetime) -> int:
    """Let a reader go: what is read stays, what is not goes to the others.

    Returns: number of readings moved. Raises: BadReason, NoReaderLeft, AlreadyListed.
    """
    if not reason.strip():
        raise BadReason
    _insist_open(reader.cohort)
    Reader.objects.filter(pk=reader.pk).update(left_at=at)
    rows = list(reader.readings.filter(status__in=OPEN).select_related("application__cohort"))
    left = [row for row in rows if not _move(row, Reading.Status.MOVED, reason, at)]
    if left:
        raise NoReaderLeft(count=len(left))
    return len(rows)


def hand_over(reading: Reading, reason: str, at: datetime) -> Reading | None:
    """Give back a reading for conflict and find who takes over; None when nobody may."""
    return _move(reading, Reading.Status.CONFLICT, reason, at, is_needed=False)


def _insist_open(cohort: Cohort) -> None:
    if cohort.status not in {Cohort.Status.OPEN, Cohort.Status.READING}:
        raise AlreadyListed(cohort=cohort)


def _deal(cohort: Cohort, applications: Sequence[Application]) -> dict[str, tuple[str, ...]]:
    if not applications:
        return {}
    keys = [application.pk for application in applications]
    regions = dict(
        Application.objects.filter(pk__in=keys).values_list("pk", "business__region_id")
        if len(keys) < 500  # noqa: PLR2004  parameters SQLite takes
        else cohort.applications.values_list("pk", "business__region_id")
    )
    bound = _bound(cohort)
    conflicts = {str(pk): barred for pk in keys if (barred := bound.get(regions[pk], frozenset()))}
    return assign_readers(
        applications=map(str, keys),
        readers=_panelists(cohort),
        per_application=cohort.readers_each,
        conflicts=conflicts,
        seed=f"{cohort.year}|{cohort.rules_sha256}|pembaca",
    )


def _bound(cohort: Cohort) -> dict[str, frozenset[str]]:
    """Return the readers bound to a region, by its code."""
    bound: dict[str, set[str]] = {}
    for reader in cohort.readers.filter(left_at=None).select_related("user"):
        for code in scope_of(user=reader.user) or ():
            bound.setdefault(code, set()).add(str(reader.pk))
    return {code: frozenset(readers) for code, readers in bound.items()}


def _panelists(cohort: Cohort) -> list[Panelist]:
    held = Count("readings", filter=Q(readings__status__in=HELD))
    rows = cohort.readers.filter(left_at=None).annotate(held=held).order_by("pk")
    return [Panelist(str(row.pk), row.most, row.held) for row in rows]


def _top_up(cohort: Cohort, application: Application, at: datetime) -> int:
    """Give an application the readers it lacks, as far as there are any."""
    held = application.readings.filter(status__in=HELD).count()
    return sum(
        _next(application, cohort, at) is not None for _ in range(cohort.readers_each - held)
    )


def _next(application: Application, cohort: Cohort, at: datetime) -> Reading | None:
    barred = {str(pk) for pk in application.readings.values_list("reader_id", flat=True)}
    barred |= _bound(cohort).get(application.business.region_id, frozenset())
    chosen = next_reader(
        readers=_panelists(cohort), barred=barred, seed=f"{cohort.year}|{application.pk}"
    )
    if chosen is None:
        return None
    return Reading.objects.create(application=application, reader_id=int(chosen), assigned_at=at)


def _move(
    reading: Reading, status: str, reason: str, at: datetime, *, is_needed: bool = True
) -> Reading | None:
    cohort = reading.application.cohort
    successor = _next(reading.application, cohort, at)
    if successor or not is_needed:
        reading.status, reading.reason = status, reason.strip()[:300]
        reading.save(update_fields=["status", "reason"])
    return successor


def active(readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings that still count."""
    return [reading for reading in readings if reading.status in HELD]
