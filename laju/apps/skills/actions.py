"""Learning, proving, rating, and what is issued for it."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Participant
from laju.apps.skills.models import Certificate, NameConsent, Progress, Rating
from laju.apps.skills.proofs import seen_of
from laju.apps.skills.queries import progress_of
from laju.core.errors import DomainError
from laju.core.skills import (
    NEEDED,
    Lesson,
    Level,
    is_double_rated,
    is_passed,
    lesson_by_key,
    level_of,
    load_lessons,
    may_have_certificate,
)
from laju.engines.certificates import Signer, achievement_of, sign_credential
from laju.engines.certificates.credential import LIST_BITS

TITLE = "Sertifikat Keterampilan Digital UMKM"
LETTERS = "ABCDEFGHJKMNPQRTUVWXY346789"  # no look-alikes
NARRATIVE = (
    "Pemegang membuktikan paling sedikit {needed} dari {count} keterampilan dengan tugas nyata yang "
    "diperiksa sistem; sebagian disaksikan pendamping. Ini bukan sertifikat kompetensi BNSP."
)


class NotProven(DomainError):
    message = "Tugas “{title}” belum terbukti."
    remedy = "Selesaikan tugasnya dahulu, lalu periksa lagi."
    status = 409


class AlreadyRated(DomainError):
    message = "Anda sudah menilai tugas ini."
    remedy = "Penilaian tidak diubah lagi; orang lain boleh menilai sebagai orang kedua."
    status = 409


class NotInSample(DomainError):
    message = "Tugas ini tidak termasuk contoh yang dinilai dua orang."
    remedy = "Pilih tugas dari daftar penilaian kedua."
    status = 409


class NotEnough(DomainError):
    message = "Baru {count} dari {needed} keterampilan yang terbukti."
    remedy = "Lanjutkan tugasnya; sertifikat terbit setelah cukup."
    status = 409


class HasCertificate(DomainError):
    message = "Sertifikat {code} masih berlaku."
    remedy = "Cabut yang lama dengan alasan bila perlu diganti."
    status = 409


class NotValid(DomainError):
    message = "Sertifikat ini sudah dicabut."
    remedy = "Terbitkan yang baru bila syaratnya terpenuhi."
    status = 409


class ReasonMissing(DomainError):
    message = "Tulis alasan pencabutan."
    remedy = "Alasan itu tampil di halaman sertifikat."
    status = 422


@dataclass(frozen=True, slots=True)
class Achieved:
    """One lesson as it stands on a certificate."""

    key: str
    title: str
    level: int
    evidence: str
    proven_at: str  # ISO


@action
def answer_check(
    *, participant: Participant, lesson: str, answers: Sequence[int], by: User, at: datetime
) -> bool:
    """Note an attempt at the three questions of a lesson; once passed stays passed."""
    found = _lesson(lesson)
    row, _is_new = Progress.objects.select_for_update().get_or_create(
        participant=participant, lesson=found.key
    )
    passed = is_passed(found, answers=answers)
    row.tries = min(row.tries + 1, 999)
    row.known_at = row.known_at or (at if passed else None)
    _keep(row)
    return passed


@action
def check_tasks(*, participants: Sequence[Participant], by: User, at: datetime) -> int:
    """Look for the proof of every task and keep what was found first. Returns: newly proven."""
    seen = seen_of(participants=participants)
    keys = [row.pk for row in participants]
    stored = {
        (row.participant_id, row.lesson): row
        for row in Progress.objects.select_for_update().filter(participant__in=keys)
    }
    fresh = 0
    for lesson in load_lessons():
        for key, words in seen[lesson.proof].items():
            row = stored.get((key, lesson.key)) or Progress(participant_id=key, lesson=lesson.key)
            if row.proven_at is None:
                row.proven_at, row.evidence = at, words[:300]
                _keep(row)
                fresh += 1
    return fresh


@action
def rate_task(
    *,
    participant: Participant,
    lesson: str,
    is_able: bool,
    note: str = "",
    by: User,
    at: datetime,
) -> Rating:
    """Note what a facilitator saw; the second rating of a sampled task is by somebody else.

    Raises: NotProven, AlreadyRated, NotInSample.
    """
    found = _lesson(lesson)
    row = (
        Progress.objects.select_for_update()
        .filter(participant=participant, lesson=found.key)
        .first()
    )
    if row is None or row.proven_at is None:
        raise NotProven(title=found.title)
    told = list(Rating.objects.filter(participant=participant, lesson=found.key))
    if any(rating.rater_id == by.pk for rating in told):
        raise AlreadyRated
    if told and not is_double_rated(participant=participant.pk, lesson=found.key):
        raise NotInSample
    rating = Rating.objects.create(
        participant=participant,
        lesson=found.key,
        rater=by,
        is_able=is_able,
        note=note.strip()[:300],
        at=at,
    )
    _keep(row)
    return rating


@action
def say_name(*, participant: Participant, is_agreed: bool, by: User, at: datetime) -> None:
    """Keep whether the owner's name may stand on a certificate anybody can open."""
    NameConsent.objects.update_or_create(
        participant=participant,
        defaults={"is_agreed": is_agreed, "said_by": by.username, "said_at": at},
    )


@action
def issue_certificate(
    *, participant: Participant, base_url: str, by: User, at: datetime
) -> Certificate:
    """Issue a certificate for what is proven now.

    base_url: of the pages that verify it, without a slash at the end.
    Raises: HasCertificate, NotEnough.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    valid = Certificate.objects.filter(participant=participant, revoked_at=None).first()
    if valid:
        raise HasCertificate(code=valid.code)
    rows = [row for row in progress_of(participant=participant) if row.level >= Level.CAN]
    if not may_have_certificate(Level(row.level) for row in rows):
        raise NotEnough(count=len(rows), needed=NEEDED)
    business = participant.application.business
    agreed = NameConsent.objects.filter(participant=participant, is_agreed=True).exists()
    holder = (business.owner.name if agreed else "") or business.name
    last = Certificate.objects.aggregate(last=Max("index"))["last"]
    index = 0 if last is None else last + 1
    code = "".join(secrets.choice(LETTERS) for _ in range(10))
    lessons = [asdict(_achieved(row)) for row in rows]
    return Certificate.objects.create(
        participant=participant,
        code=code,
        holder=holder[:150],
        lessons=lessons,
        token=_signed(base_url, code, holder, lessons, at, index),
        index=index,
        issued_by=by.username,
        issued_at=at,
    )


@action
def revoke_certificate(*, certificate: Certificate, reason: str, by: User, at: datetime) -> None:
    """End a certificate, with a reason that everybody can read. Raises: ReasonMissing, NotValid."""
    if not reason.strip():
        raise ReasonMissing
    done = Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=at, revoked_by=by.username, reason=reason.strip()[:300]
    )
    if not done:
        raise NotValid


def signer() -> Signer:
    """Return the office's key."""
    return Signer.from_file(settings.CERTIFICATE_KEY)


def _signed(
    base_url: str,
    code: str,
    holder: str,
    lessons: list[dict[str, object]],
    at: datetime,
    index: int,
) -> str:
    assert index < LIST_BITS, "a second list of revocations is needed"
    units = {lesson.unit for lesson in load_lessons() if lesson.unit}
    narrative = NARRATIVE.format(needed=NEEDED, count=len(load_lessons()))
    achievement = achievement_of(
        url=f"{base_url}/belajar/", name=TITLE, narrative=narrative, units=sorted(units)
    )
    evidence = [
        {
            "id": f"{base_url}/sertifikat/{code}/#{each['key']}",
            "name": str(each["title"]),
            "narrative": f"{each['evidence']} ({str(each['proven_at'])[:10]})",
        }
        for each in lessons
    ]
    return sign_credential(
        signer=signer(),
        base_url=base_url,
        code=code,
        issuer=settings.OFFICE_NAME,
        holder=holder,
        achievement=achievement,
        evidence=evidence,
        issued_at=at,
        index=index,
    )


def _achieved(row: Progress) -> Achieved:
    proven = row.proven_at.isoformat() if row.proven_at else ""
    return Achieved(row.lesson, row.title, row.level, row.evidence, proven)


def _keep(row: Progress) -> None:
    ratings = Rating.objects.filter(participant=row.participant_id, lesson=row.lesson)
    row.level = level_of(
        is_known=row.known_at is not None,
        is_proven=row.proven_at is not None,
        ratings=list(ratings.values_list("is_able", flat=True)) if row.pk else [],
    )
    row.save()


def _lesson(key: str) -> Lesson:
    found = lesson_by_key(key)
    assert found is not None, key  # the caller has looked it up
    return found
