"""Reviews: the owner is asked by a link, and answers once."""

from datetime import datetime, timedelta

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Participant
from laju.apps.studio.actions.contents import approve_content, check_seen, hold_content
from laju.apps.studio.actions.versions import locked
from laju.apps.studio.models import Content, Review
from laju.core.errors import DomainError

DAYS = 14
BY_LINK = "pemilik (lewat tautan)"


class ReviewOver(DomainError):
    message = "Tautan ini sudah lewat waktunya."
    remedy = "Minta tautan baru kepada pendamping Anda lewat WhatsApp."
    status = 410


class ReviewAnswered(DomainError):
    message = "Tautan ini sudah dijawab."
    remedy = "Kalau ingin mengubah jawaban, minta tautan baru kepada pendamping Anda."
    status = 410


class NoWordsOfChange(DomainError):
    message = "Belum tertulis apa yang perlu diperbaiki."
    remedy = "Tulis seperti bicara, misalnya: harga keripik seharusnya Rp20.000."
    status = 422


@action
def send_review(*, participant: Participant, by: User, at: datetime) -> Review:
    """Make a link by which the owner sees the draft and answers; earlier ones no longer count."""
    locked(participant)
    waiting = Review.objects.filter(participant=participant, answer="", expires_at__gt=at)
    waiting.update(expires_at=at)
    return Review.objects.create(
        participant=participant,
        sent_by=by.username,
        sent_at=at,
        expires_at=at + timedelta(days=DAYS),
    )


@action
def open_review(*, review: Review, by: User, at: datetime) -> None:
    """Note that the owner has opened the link; the first time counts."""
    Review.objects.filter(pk=review.pk, opened_at=None).update(opened_at=at)


@action
def answer_review(
    *, review: Review, sha256: str, is_approved: bool, note: str = "", by: User, at: datetime
) -> str:
    """Take the answer of the owner to exactly the state that was shown, once.

    Returns: the hash of the state that was answered to.
    Raises: ReviewOver, ReviewAnswered, NoWordsOfChange; DraftMoved when the draft has changed.
    """
    kept = Review.objects.select_for_update().get(pk=review.pk)
    if kept.answer:
        raise ReviewAnswered
    if kept.expires_at <= at:
        raise ReviewOver
    if not is_approved and not note.strip():
        raise NoWordsOfChange
    content = locked(kept.participant)
    assert content.head is not None
    check_seen(content.head, sha256)
    if not is_approved and content.status == Content.Status.HELD:  # held already; now with words
        told = {"note": note.strip()[:300], "decided_by": BY_LINK, "decided_at": at}
        Content.objects.filter(pk=content.pk).update(**told)
    elif not is_approved:
        hold_content(content=content, note=note, sha256=sha256, name=BY_LINK, by=by, at=at)
    elif content.head_id != content.approved_id:
        approve_content(content=content, sha256=sha256, name=BY_LINK, by=by, at=at)
    kept.answer = Review.Answer.APPROVED if is_approved else Review.Answer.CHANGES
    kept.note, kept.version, kept.answered_at = note.strip()[:300], content.head, at
    kept.save()
    return content.head.sha256
