"""Asking about the own data, and answering within the time the law gives."""

from datetime import datetime

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.privacy.models import CLOCK, DataRequest
from laju.apps.registry.models import Owner
from laju.core.errors import DomainError


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
