"""Writing down what was given, asking for it, sending on, meeting."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.regions.models import Region
from laju.apps.registry.models import Business
from laju.apps.services.codes import is_code
from laju.apps.services.models import (
    Attendance,
    Field,
    Referral,
    Service,
    ServiceRequest,
    Training,
)
from laju.core.errors import DomainError

AHEAD = timedelta(hours=24)  # a phone's clock may be wrong by as much
OLD = timedelta(days=400)


class BadMoment(DomainError):
    message = "Tanggal {at} tidak mungkin untuk catatan ini."
    remedy = "Periksa tanggal dan jam di HP Anda."
    status = 422


class NotThere(DomainError):
    message = "Catatan yang diperbaiki bukan tentang usaha ini."
    remedy = "Buka catatan itu lagi, lalu perbaiki."
    status = 422


class HasPhoto(DomainError):
    message = "Catatan ini sudah punya foto."
    remedy = "Buat catatan lain untuk foto yang lain."
    status = 409


class WrongCode(DomainError):
    message = "Kode hadir ini tidak berlaku lagi."
    remedy = "Pindai kode yang sekarang tampil di layar."
    status = 422


class OutcomeMissing(DomainError):
    message = "Tulis hasil rujukannya."
    remedy = "Satu kalimat cukup: apa yang didapat usaha ini."
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is written down of one consultation or visit; texts are cut to size."""

    uuid: uuid.UUID
    kind: str
    field: str
    happened_at: datetime
    told: str
    advised: str = ""
    next_step: str = ""
    next_on: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: int | None = None
    refer_to: str = ""  # who can do more; not stored with the service, but as a referral


@action
def keep_service(
    *,
    business: Business,
    entry: Entry,
    replaces: Service | None = None,
    by: User,
    at: datetime,
) -> Service:
    """Write a service down; the same uuid again is the same service, and nothing changes.

    A referral in it is sent on with it, once; a correction refers nobody again.
    replaces: what it corrects. If somebody else corrected that too, both stay and wait for a choice.
    Raises: BadMoment, NotThere.
    """
    found = Service.objects.filter(uuid=entry.uuid).first()
    if found:
        return found
    if not at - OLD <= entry.happened_at <= at + AHEAD:
        raise BadMoment(at=entry.happened_at.date())
    if replaces and replaces.business_id != business.pk:
        raise NotThere
    made = Service.objects.create(
        uuid=entry.uuid,
        business=business,
        kind=Service.Kind(entry.kind),
        field=Field(entry.field),
        happened_at=entry.happened_at,
        told=entry.told.strip()[:1000],
        advised=entry.advised.strip()[:1000],
        next_step=entry.next_step.strip()[:300],
        next_on=entry.next_on,
        latitude=entry.latitude,
        longitude=entry.longitude,
        accuracy_m=entry.accuracy_m,
        replaces=replaces,
        by=by,
        kept_at=at,
    )
    if replaces:
        Service.objects.filter(pk=replaces.pk).update(is_current=False)
    if entry.refer_to.strip() and not replaces:
        Referral.objects.create(
            business=business,
            to=entry.refer_to.strip()[:120],
            reason=entry.told.strip()[:500],
            by=by,
            at=at,
            changed_at=at,
        )
    ServiceRequest.objects.filter(
        business=business, field=entry.field, answer=None, asked_at__lte=entry.happened_at
    ).update(answer=made)
    return made


@action
def show_service(
    *, service: Service, sha256: str, files: Sequence[Mapping[str, Any]], by: User, at: datetime
) -> bool:
    """Put a photo beside what was written down; only by its writer, and only one.

    It shows the work to the office and is never published. Returns: whether it is new.
    Raises: NotThere, HasPhoto.
    """
    row = Service.objects.select_for_update().get(pk=service.pk)
    if row.by_id != by.pk:
        raise NotThere
    if row.photo_sha256 == sha256:
        return False
    if row.photo_sha256:
        raise HasPhoto
    row.photo_sha256, row.photo_files = sha256, list(files)
    row.save(update_fields=["photo_sha256", "photo_files"])
    return True


@action
def choose_service(*, service: Service, by: User, at: datetime) -> None:
    """Let one of several corrections of the same service stand; the others stay, set aside."""
    rivals = Service.objects.filter(replaces=service.replaces_id).exclude(pk=service.pk)
    rivals.update(is_current=False)
    Service.objects.filter(pk=service.pk).update(is_current=True)


@action
def finish_step(*, service: Service, by: User, at: datetime) -> None:
    """Note that the next step was taken."""
    Service.objects.filter(pk=service.pk, done_on=None).update(done_on=at.date())


@action
def request_service(
    *, business: Business, field: str, text: str, by: User, at: datetime
) -> ServiceRequest:
    """Ask for a consultation; asked twice about the same field, the newer words stand."""
    told = text.strip()[:500]
    open_ = ServiceRequest.objects.filter(business=business, field=field, answer=None).first()
    if open_:
        open_.text = told
        open_.save(update_fields=["text"])
        return open_
    return ServiceRequest.objects.create(
        business=business, field=Field(field), text=told, asked_at=at
    )


@action
def refer_business(*, business: Business, to: str, reason: str, by: User, at: datetime) -> Referral:
    """Send a business on."""
    return Referral.objects.create(
        business=business,
        to=to.strip()[:120],
        reason=reason.strip()[:500],
        by=by,
        at=at,
        changed_at=at,
    )


@action
def follow_referral(
    *, referral: Referral, state: str, outcome: str = "", by: User, at: datetime
) -> None:
    """Note how far a referral is. Raises: OutcomeMissing when it is closed without a word."""
    if state == Referral.State.CLOSED and not outcome.strip():
        raise OutcomeMissing
    referral.state, referral.changed_at = Referral.State(state), at
    referral.outcome = outcome.strip()[:500] or referral.outcome
    referral.save(update_fields=["state", "outcome", "changed_at"])


@action
def plan_training(
    *,
    topic: str,
    field: str,
    place: str,
    region: Region,
    starts_at: datetime,
    capacity: int,
    by: User,
    at: datetime,
) -> Training:
    """Announce a training session."""
    return Training.objects.create(
        topic=topic.strip()[:120],
        field=Field(field),
        place=place.strip()[:200],
        region=region,
        starts_at=starts_at,
        capacity=capacity,
        by=by,
    )


@action
def attend_training(
    *, training: Training, business: Business, code: str = "", by: User, at: datetime
) -> Attendance:
    """Note who is there, once: with the code of the moment, or ticked by staff.

    code: what the screen shows now; "" only for staff. Raises: WrongCode.
    """
    is_owner = business.owner.user_id == by.pk
    if (is_owner or code) and not is_code(training=training.pk, code=code, at=at):
        raise WrongCode
    made, _is_new = Attendance.objects.get_or_create(
        training=training,
        business=business,
        defaults={
            "how": Attendance.How.CODE if code else Attendance.How.TICKED,
            "by": by.username,
            "at": at,
        },
    )
    return made


@action
def forget_attendance(*, training: Training, business: Business, by: User, at: datetime) -> None:
    """Take a tick back."""
    Attendance.objects.filter(
        training=training, business=business, how=Attendance.How.TICKED
    ).delete()
