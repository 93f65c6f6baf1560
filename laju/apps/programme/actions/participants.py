"""Participants: who helps them, and who follows when one leaves."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Application, Participant
from laju.core.errors import DomainError


class NotAFacilitator(DomainError):
    message = "{user} bukan pendamping."
    remedy = "Pilih akun dengan peran Pendamping."


class NobodyWaits(DomainError):
    message = "Tidak ada lagi yang menunggu di {region}."
    remedy = "Kursi ini dibiarkan kosong, atau pindahkan lewat keputusan tertulis."


class AlreadyLeft(DomainError):
    message = "{participant} sudah tidak menjadi peserta."
    remedy = "Muat ulang halaman untuk melihat siapa penggantinya."


@action
def assign_facilitator(
    *, participants: Sequence[Participant], facilitator: User, by: User, at: datetime
) -> int:
    """Put participants in a facilitator's charge. Raises: NotAFacilitator."""
    if facilitator.role != Role.FACILITATOR:
        raise NotAFacilitator(user=facilitator)
    keys = [participant.pk for participant in participants]
    return Participant.objects.filter(pk__in=keys).update(facilitator=facilitator)


@action
def replace_participant(
    *, participant: Participant, reason: str, by: User, at: datetime
) -> Participant:
    """Let a participant leave and the next one waiting in the same region follow.

    reason: kept in the ledger with the inputs' hash, and shown on the application.
    Raises: AlreadyLeft, NobodyWaits.
    """
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.left_at is not None:
        raise AlreadyLeft(participant=participant)
    application = participant.application
    region = application.business.region
    successor = (
        Application.objects.select_for_update(of=("self",))
        .filter(
            cohort=application.cohort,
            status=Application.Status.WAITING,
            business__region=region,
        )
        .order_by(F("place").asc(nulls_last=True), "-score", "ticket")
        .first()
    )
    if successor is None:
        raise NobodyWaits(region=region)
    participant.left_at = at
    participant.save(update_fields=["left_at"])
    successor.status = Application.Status.CHOSEN
    note = {"criterion": "REPLACED", "points": 0, "most": 0, "reason": reason[:300]}
    successor.score_parts = [*successor.score_parts, note]
    successor.save(update_fields=["status", "score_parts"])
    return Participant.objects.create(application=successor, chosen_at=at)
