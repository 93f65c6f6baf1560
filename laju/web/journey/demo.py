"""People of the demonstration: one account per role, without passwords."""

from django.utils import timezone

from laju.apps.accounts.models import Role
from laju.apps.accounts.people import ensure_person
from laju.apps.accounts.queries import system_user
from laju.apps.programme.actions import (
    assign_facilitator,
    open_cohort,
    publish_rules,
    set_quotas,
)
from laju.apps.programme.models import Cohort, Participant
from laju.apps.programme.queries import participants_of
from laju.apps.registry.actions import connect_owner
from laju.apps.registry.models import Owner
from laju.apps.studio.models import Photo

CHARGES = 30  # businesses in the demonstration facilitator's care
PEOPLE = {
    "demo-dinas": (Role.AGENCY, "Rina (dinas, contoh)"),
    "demo-pendamping": (Role.FACILITATOR, "Togar (pendamping, contoh)"),
    "demo-pemilik": (Role.OWNER, "Pemilik usaha (contoh)"),
    "demo-penilai": (Role.ASSESSOR, "Penilai (contoh)"),
}


def prepare_people(*, cohort: Cohort) -> None:
    """Make the four accounts, give the facilitator a round and the owner a business."""
    people = {
        name: ensure_person(username=name, role=role, name=label)
        for name, (role, label) in PEOPLE.items()
    }
    by, at = system_user(), timezone.now()
    if not Participant.objects.filter(facilitator=people["demo-pendamping"]).exists():
        charges = list(participants_of(cohort=cohort).filter(facilitator=None)[:CHARGES])
        assign_facilitator(
            participants=charges, facilitator=people["demo-pendamping"], by=by, at=at
        )
    if not Owner.objects.filter(user=people["demo-pemilik"]).exists():
        owner = _owner_with_photo(cohort)
        if owner:
            connect_owner(owner=owner, user=people["demo-pemilik"], by=by, at=at)


def open_next_cohort(*, cohort: Cohort) -> None:
    """Open next year's cohort with its rules published, so that the form can be tried."""
    if not Cohort.objects.filter(year=cohort.year + 1).exists():
        by, at = system_user(), timezone.now()
        following = open_cohort(
            year=cohort.year + 1,
            area=cohort.area,
            seats=cohort.seats,
            floor=cohort.floor,
            cap=cohort.cap,
            by=by,
            at=at,
        )
        set_quotas(cohort=following, by=by, at=at)
        publish_rules(cohort=following, by=by, at=at)


def _owner_with_photo(cohort: Cohort) -> Owner | None:
    """Return the owner of a participant with a photo, in the facilitator's care if possible."""
    photographed = Photo.objects.values("business")
    rows = participants_of(cohort=cohort)
    with_photo = rows.filter(application__business__in=photographed)
    helped = with_photo.filter(facilitator__role=Role.FACILITATOR)
    chosen = helped.first() or with_photo.first() or rows.first()
    return chosen.application.business.owner if chosen else None
