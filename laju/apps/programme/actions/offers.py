"""Free seats after the draw: offered along the waiting list, taken one by one."""

from datetime import datetime

from django.db.models import F, QuerySet

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.programme.actions.rules import BadReason
from laju.apps.programme.draws import seats_by_region
from laju.apps.programme.models import Application, Cohort, Override, Participant
from laju.apps.programme.news import RELATED, tell_offers
from laju.apps.regions.models import Region
from laju.core.errors import DomainError


class NoFreeSeat(DomainError):
    message = "Tidak ada kursi kosong di {region}."
    remedy = "Tawarkan kursi setelah ada peserta yang mundur."


class NoSeatLeft(DomainError):
    message = "Kursi terakhir di {region} baru saja terisi."
    remedy = "Tempat Anda di daftar tunggu tetap; bila ada kursi lagi, dinas menghubungi Anda."


class NotOffered(DomainError):
    message = "Belum ada kursi yang ditawarkan untuk pendaftaran ini."
    remedy = "Tunggu kabar dari dinas; urutan daftar tunggu tidak berubah."


class OfferEnded(DomainError):
    message = "Batas waktu tawaran kursi sudah lewat."
    remedy = "Hubungi dinas; bila kursinya masih kosong, tawaran dapat dibuka lagi."


class NotYours(DomainError):
    message = "Pendaftaran ini bukan milik akun Anda."
    remedy = "Masuk dengan akun pemilik usaha itu."
    status = 404


@action
def offer_seats(
    *,
    cohort: Cohort,
    region: Region,
    count: int | None = None,
    ends_at: datetime,
    reason: str = "",
    by: User,
    at: datetime,
) -> int:
    """Offer the free seats of a region to the next on its waiting list, until a moment.

    count: of offers; more than there are free seats, so that the first to answer take them, needs
    a reason, which is kept.
    Returns: number of offers made, fewer when the list ends.
    Raises: NoFreeSeat, BadReason.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    free = free_seats(cohort=cohort, region=region)
    open_ = _waiting(cohort, region).filter(offer_ends_at__gt=at).count()
    if free <= 0 or (count is None and free <= open_):
        raise NoFreeSeat(region=region)
    wanted = free - open_ if count is None else count
    if wanted + open_ > free and not reason.strip():
        raise BadReason
    rows = list(
        _waiting(cohort, region)
        .exclude(offer_ends_at__gt=at)
        .exclude(offered_at__isnull=False)
        .order_by(F("place").asc(nulls_last=True), "-score", "ticket")
        .values_list("pk", flat=True)[: max(wanted, 0)]
    )
    Application.objects.filter(pk__in=rows).update(offered_at=at, offer_ends_at=ends_at)
    tell_offers(
        applications=Application.objects.filter(pk__in=rows).select_related(*RELATED), at=at
    )
    if wanted + open_ > free:
        Override.objects.create(
            cohort=cohort,
            kind=Override.Kind.SEAT,
            before=f"{free} kursi kosong di {region}"[:120],
            after=f"{len(rows) + open_} tawaran",
            reason=reason.strip()[:300],
            by=by.username,
            at=at,
        )
    return len(rows)


@action
def accept_seat(*, application: Application, by: User, at: datetime) -> Participant:
    """Take an offered seat: by the owner, or by an officer who was told so.

    Any number may try at once; as many get in as there are seats.
    Raises: NotYours, NotOffered, OfferEnded, NoSeatLeft.
    """
    cohort = Cohort.objects.select_for_update().get(pk=application.cohort_id)
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("business__region", "business__owner")
        .get(pk=application.pk)
    )
    if by.role == Role.OWNER and row.business.owner.user_id != by.pk:
        raise NotYours
    if row.status == Application.Status.CHOSEN:
        return row.participant
    if row.status != Application.Status.WAITING or row.offer_ends_at is None:
        raise NotOffered
    if row.offer_ends_at < at:
        raise OfferEnded
    if free_seats(cohort=cohort, region=row.business.region) <= 0:
        raise NoSeatLeft(region=row.business.region)
    row.status = Application.Status.CHOSEN
    row.save(update_fields=["status"])
    return Participant.objects.create(application=row, chosen_at=at)


@action
def give_up_seat(*, application: Application, reason: str, by: User, at: datetime) -> None:
    """Let somebody go who was chosen or waits; a seat that was taken is free again.

    Raises: NotYours, BadReason.
    """
    if by.role == Role.OWNER and application.business.owner.user_id != by.pk:
        raise NotYours
    if not reason.strip():
        raise BadReason
    Cohort.objects.select_for_update().get(pk=application.cohort_id)
    note = {"criterion": "GAVE_UP", "points": 0, "most": 0, "reason": reason.strip()[:300]}
    Participant.objects.filter(application=application, left_at=None).update(left_at=at)
    Application.objects.filter(pk=application.pk).update(
        status=Application.Status.DECLINED, score_parts=[*application.score_parts, note]
    )


def free_seats(*, cohort: Cohort, region: Region) -> int:
    """Return the seats of a region in the draw that nobody has."""
    taken = Participant.objects.filter(
        application__cohort=cohort, application__business__region=region, left_at=None
    ).count()
    return seats_by_region(cohort=cohort).get(region.pk, 0) - taken


def _waiting(cohort: Cohort, region: Region) -> QuerySet[Application]:
    return cohort.applications.filter(status=Application.Status.WAITING, business__region=region)
