"""Telling every applicant how the selection ended, each once."""

from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat, Lower

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.outbox.models import Message
from laju.apps.programme.models import Cohort
from laju.apps.programme.news import RELATED, RESULTS, tell_results
from laju.core.errors import DomainError

AT_ONCE = 2000


class NothingToAnnounce(DomainError):
    message = "Hasil {cohort} belum ada."
    remedy = "Pilih peserta lebih dahulu, lalu kabari pendaftar."
    status = 409


@action
def announce_results(*, cohort: Cohort, by: User, at: datetime) -> int:
    """Put the result of each applicant into the outbox, at most 2,000 at once; again goes on.

    Returns: number of messages written; 0 when everybody was told.
    Raises: NothingToAnnounce before participants are selected.
    """
    if cohort.status != Cohort.Status.SELECTED:
        raise NothingToAnnounce(cohort=cohort)
    told = Message.objects.filter(
        once=Concat(Lower(OuterRef("status")), Value(":"), Cast(OuterRef("pk"), CharField()))
    )
    last, written = 0, 0
    while written < AT_ONCE:
        rows = list(
            cohort.applications.filter(~Exists(told), pk__gt=last, status__in=list(RESULTS))
            .select_related(*RELATED)
            .order_by("pk")[: AT_ONCE - written]
        )
        if not rows:
            break
        last = rows[-1].pk
        written += tell_results(applications=rows, at=at)
    return written
