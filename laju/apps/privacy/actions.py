"""Asking about the own data, answering within the time the law gives, and erasing a person."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from laju.apps.accounts.models import Role, User
from laju.apps.accounts.people import forget_person
from laju.apps.accounts.queries import covers
from laju.apps.ledger.models import Secret
from laju.apps.ledger.recording import action
from laju.apps.outbox.models import Message, Wish
from laju.apps.passes.models import Pass
from laju.apps.privacy.erasure import (
    DELETED,
    EMPTIED,
    GONE,
    businesses_of,
    emptied_fields,
    empty,
    people_merged,
    personal_fields,
    rows_about,
)
from laju.apps.privacy.models import CLOCK, DataRequest
from laju.apps.privacy.queries import subjects_of
from laju.apps.privacy.wall import beyond_wall
from laju.apps.programme.actions import give_up_seat
from laju.apps.programme.models import Participant
from laju.apps.publishing.actions import Folders, take_down_site
from laju.apps.publishing.models import Site
from laju.apps.registry.models import Business, Link, Merge, Owner
from laju.apps.skills.actions import revoke_certificate
from laju.apps.skills.models import Certificate
from laju.core.errors import DomainError

REASON = "Pemilik meminta datanya dihapus."


class NotYourData(DomainError):
    message = "Data ini bukan milik akun Anda."
    remedy = "Masuk dengan akun pemiliknya."
    status = 404


class OutcomeMissing(DomainError):
    message = "Tulis apa yang dilakukan."
    remedy = "Pemilik data membaca kalimat ini sebagai jawaban."
    status = 422


class AlreadyAnswered(DomainError):
    message = "Permintaan ini sudah dijawab {by}."
    remedy = "Muat ulang halaman untuk melihat jawabannya."
    status = 409


class NotAllInRegion(DomainError):
    message = "Pemilik ini juga mempunyai usaha di luar wilayah Anda."
    remedy = "Mintalah petugas provinsi menghapusnya."
    status = 403


class AlreadyErased(DomainError):
    message = "Data orang ini sudah dihapus."
    remedy = "Tidak ada lagi yang perlu dilakukan; jawab permintaannya bila masih terbuka."
    status = 409


@dataclass(frozen=True, slots=True)
class Erased:
    """Rows deleted and emptied per model, and files the caller removes from PHOTOS and POSTERS."""

    deleted: dict[str, int] = field(default_factory=dict)
    emptied: dict[str, int] = field(default_factory=dict)
    photos: list[str] = field(default_factory=list)
    posters: list[str] = field(default_factory=list)


@action
def ask_about_data(
    *, owner: Owner, kind: str, text: str = "", by: User, at: datetime
) -> DataRequest:
    """Begin the clock of a request; the same kind asked while one is open adds to its words.

    Raises: NotYourData.
    """
    if by.role == Role.OWNER and owner.user_id != by.pk:
        raise NotYourData
    told = text.strip()[:500]
    open_ = (
        DataRequest.objects.select_for_update().filter(owner=owner, kind=kind, done_at=None).first()
    )
    if open_:
        if told and told not in open_.text:
            open_.text = f"{open_.text} {told}".strip()[:1000]
            open_.save(update_fields=["text"])
        return open_
    return DataRequest.objects.create(
        owner=owner,
        kind=DataRequest.Kind(kind),
        text=told,
        asked_by=by.username,
        asked_at=at,
        due_at=at + CLOCK,
    )


@action
def answer_request(*, request: DataRequest, outcome: str, by: User, at: datetime) -> None:
    """Stop the clock with what was done, in words the person reads.

    Raises: OutcomeMissing, AlreadyAnswered.
    """
    if not outcome.strip():
        raise OutcomeMissing
    row = DataRequest.objects.select_for_update().get(pk=request.pk)
    if row.done_at:
        raise AlreadyAnswered(by=row.done_by)
    row.outcome, row.done_by, row.done_at = outcome.strip()[:1000], by.username, at
    row.save(update_fields=["outcome", "done_by", "done_at"])


@action
def erase_person(*, owner: Owner, folders: Folders, by: User, at: datetime) -> Erased:
    """Erase an owner, and all that tells of the person in every business, past ones too.

    Rows that are counted stay, emptied: published figures, quotas and draws hold. Lines of the
    ledger stay; the keys of their hashes are destroyed. Cannot be undone.
    Raises: AlreadyErased, NotAllInRegion.
    """
    with beyond_wall():
        return _erased(owner, folders, by, at)


def _erased(owner: Owner, folders: Folders, by: User, at: datetime) -> Erased:
    owner = Owner.everything.select_for_update().get(pk=owner.pk)
    people = people_merged(owner=owner)
    keys = businesses_of(owners=people)
    regions = Business.everything.filter(pk__in=keys).values_list("region", flat=True).distinct()
    if not all(covers(user=by, code=code) for code in regions):
        raise NotAllInRegion
    if owner.name == GONE:
        raise AlreadyErased
    told, subjects = Erased(), subjects_of(owner=owner)
    for row in rows_about(label="studio.photo", businesses=keys):
        told.photos.extend(str(file["path"]) for file in row.files)
    for row in rows_about(label="services.service", businesses=keys):
        told.photos.extend(str(file["path"]) for file in row.photo_files)
    posters = rows_about(label="studio.poster", businesses=keys)
    told.posters.extend(posters.values_list("path", flat=True))
    _leave_programme(keys, folders, by, at)
    Message.objects.filter(business__in=keys, status=Message.Status.DUE).delete()
    for label in DELETED:
        told.deleted[label] = rows_about(label=label, businesses=keys).delete()[0]
    for label in EMPTIED:
        rows = rows_about(label=label, businesses=keys)
        told.emptied[label] = empty(rows=rows, names=emptied_fields(label))
    Link.objects.filter(Q(left__in=keys) | Q(right__in=keys)).update(evidence=[])
    Merge.objects.filter(kind=Merge.Kind.BUSINESS, kept__in=keys).update(moved={})
    Merge.objects.filter(kind=Merge.Kind.OWNER, kept__in=people).update(moved={})
    _forget_people(people)
    Secret.objects.filter(subject__in=subjects).delete()
    return told


def _leave_programme(keys: list[int], folders: Folders, by: User, at: datetime) -> None:
    """Free the seats, take the pages off the web, and end what anybody can look up."""
    rows = Participant.objects.filter(application__business__in=keys)
    for row in rows.filter(left_at=None).select_related("application"):
        give_up_seat(application=row.application, reason=REASON, by=by, at=at)
    for site in Site.objects.filter(participant__in=rows):
        if site.status != Site.Status.DOWN:
            take_down_site(site=site, folders=folders, by=by, at=at)
        Site.objects.filter(pk=site.pk).update(slug=f"dihapus-{site.pk}")
    for certificate in Certificate.objects.filter(participant__in=rows, revoked_at=None):
        revoke_certificate(certificate=certificate, reason=REASON, by=by, at=at)


def _forget_people(people: list[int]) -> None:
    rows = Owner.everything.filter(pk__in=people)
    Wish.objects.filter(phone__in=rows.exclude(phone="").values("phone")).delete()
    Pass.objects.filter(owner__in=people).delete()
    for user in User.objects.filter(pk__in=rows.exclude(user=None).values("user")):
        forget_person(user=user)
    names = [name for name in personal_fields("registry.owner") if name not in {"user", "name"}]
    empty(rows=rows, names=names)
    rows.update(name=GONE)
