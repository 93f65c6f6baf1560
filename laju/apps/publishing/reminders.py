"""Owners hear of a permit that ends soon, while there is time to renew it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from laju.apps.outbox.posting import Letter, put_letters
from laju.apps.outbox.ways import office_link
from laju.apps.programme.models import Participant
from laju.apps.publishing.models import Site
from laju.apps.publishing.states import public_state
from laju.apps.studio.models import Content
from laju.core.notices import Notice
from laju.core.permits import KINDS, stands_until
from laju.core.profile import Permit

DAYS_BEFORE = (7, 60)  # days before the end at which owners are told, nearest first
RELATED = ("application__business__owner", "application__business__region__province")


def permits_on(sites: Sequence[Site]) -> dict[int, tuple[Permit, ...]]:
    """Return the permits per site key that its released state speaks of."""
    by_participant = {site.participant_id: site.pk for site in sites}
    contents = Content.objects.filter(participant__in=by_participant)
    return {
        by_participant[content.participant_id]: public_state(content).profile.permits
        for content in contents.select_related("approved", "head")
    }


def tell_ending(
    *, sites: Sequence[Site], shown: Mapping[int, Sequence[Permit]], at: datetime
) -> int:
    """Tell owners once at each distance of `DAYS_BEFORE`. Returns: number of messages written."""
    today = timezone.localdate(at)
    ending = []
    for site in sites:
        for permit in shown.get(site.pk, ()):
            until = stands_until(permit)
            left = (until - today).days if until else -1
            near = next((days for days in DAYS_BEFORE if 0 <= left <= days), None)
            if near is not None and until is not None:
                ending.append((site.participant_id, permit, until, near))
    rows = Participant.objects.select_related(*RELATED).in_bulk([key for key, *_ in ending])
    letters = [
        Letter(
            notice=Notice.PERMIT_ENDS,
            once=f"permit_ends:{key}:{permit.kind}:{until}:{near}",
            business=rows[key].application.business,
            fields={
                "permit": KINDS[permit.kind].label if permit.kind in KINDS else permit.kind,
                "until": date_format(until, "j F Y"),
                "url": office_link("/pemilik/"),
            },
        )
        for key, permit, until, near in ending
    ]
    return put_letters(letters=letters, at=at)
