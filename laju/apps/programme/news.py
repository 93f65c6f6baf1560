"""What applicants are told, and when: each piece of news once, in the transaction it belongs to."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from laju.apps.outbox.posting import Letter, put_letters
from laju.apps.outbox.ways import office_link
from laju.apps.programme.models import Application
from laju.core.notices import Notice

RESULTS = {
    Application.Status.CHOSEN: Notice.CHOSEN,
    Application.Status.WAITING: Notice.WAITING,
    Application.Status.OUT: Notice.OUT,
}
RELATED = ("business__owner", "business__region__province", "cohort")


def tell_applied(*, application: Application, at: datetime) -> None:
    """Send the number to keep."""
    put_letters(letters=[_letter(application, Notice.APPLIED)], at=at)


def tell_offers(*, applications: Iterable[Application], at: datetime) -> int:
    """Say that a seat is free, and until when. Returns: number of messages."""
    letters = [
        _letter(
            row,
            Notice.SEAT_OFFERED,
            until=date_format(timezone.localtime(row.offer_ends_at), "j F Y, H.i"),
        )
        for row in applications
        if row.offer_ends_at
    ]
    return put_letters(letters=letters, at=at)


def tell_results(*, applications: Iterable[Application], at: datetime) -> int:
    """Say how the draw ended for each. Returns: number of messages written now."""
    letters = [
        _letter(row, RESULTS[Application.Status(row.status)], place=row.place or "–")
        for row in applications
        if row.status in RESULTS
    ]
    return put_letters(letters=letters, at=at)


def link_of(application: Application) -> str:
    """Return where an applicant finds how the application stands."""
    return office_link(f"/daftar/kabar/?kode={application.business.code}")


def _letter(application: Application, notice: Notice, **fields: object) -> Letter:
    common = {
        "cohort": str(application.cohort),
        "region": application.business.region.name,
        "url": link_of(application),
    }
    return Letter(
        notice=notice,
        once=f"{notice.lower()}:{application.pk}",
        fields=common | fields,
        business=application.business,
    )
