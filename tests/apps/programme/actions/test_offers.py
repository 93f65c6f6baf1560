"""Free seats go along the waiting list of their region; nobody gets one that is not there."""

from datetime import timedelta

import pytest

from laju.apps.accounts.models import Role
from laju.apps.ledger.recording import NotAllowed
from laju.apps.programme.actions import accept_seat, give_up_seat, offer_seats
from laju.apps.programme.actions.offers import (
    NoFreeSeat,
    NoSeatLeft,
    NotOffered,
    NotYours,
    OfferEnded,
    free_seats,
)
from laju.apps.programme.actions.rules import BadReason
from laju.apps.programme.models import Application, Override, Participant
from tests.apps.programme.curated import drawn_cohort
from tests.factories import MEDAN, UserFactory, region

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(agency, at):
    return drawn_cohort(by=agency, at=at, medan=14, toba=3, confidence=0.99)


@pytest.fixture
def later(at):
    return at + timedelta(hours=3)


def leave(cohort, agency, at, count=1):
    rows = Participant.objects.filter(
        application__cohort=cohort, application__business__region=MEDAN, left_at=None
    )[:count]
    for row in rows:
        give_up_seat(application=row.application, reason="Pindah kota", by=agency, at=at)


def offer(cohort, agency, at, **more):
    return offer_seats(
        cohort=cohort,
        region=region(MEDAN),
        ends_at=at + timedelta(days=2),
        by=agency,
        at=at,
        **more,
    )


def waiting(cohort):
    return cohort.applications.filter(status="WAITING", business__region=MEDAN).order_by("place")


def test_offer_seats_goes_to_the_next_in_order_and_only_for_free_seats(cohort, agency, later):
    with pytest.raises(NoFreeSeat):
        offer(cohort, agency, later)
    leave(cohort, agency, later, count=2)
    assert free_seats(cohort=cohort, region=region(MEDAN)) == 2
    first, second, third = waiting(cohort)[:3]
    assert offer(cohort, agency, later) == 2
    offered = set(cohort.applications.filter(offered_at__isnull=False).values_list("pk", flat=True))
    assert offered == {first.pk, second.pk}
    with pytest.raises(NoFreeSeat):  # both seats are on offer already
        offer(cohort, agency, later)
    taken = accept_seat(application=second, by=agency, at=later)
    assert taken.application == second
    with pytest.raises(NotOffered):
        accept_seat(application=third, by=agency, at=later)


def test_an_offer_that_lapsed_goes_to_the_next(cohort, agency, later):
    leave(cohort, agency, later)
    first, second = waiting(cohort)[:2]
    offer(cohort, agency, later)
    after = later + timedelta(days=3)
    with pytest.raises(OfferEnded):
        accept_seat(application=first, by=agency, at=after)
    assert offer(cohort, agency, after) == 1
    second.refresh_from_db()
    assert second.offered_at == after


def test_more_offers_than_seats_need_a_reason_and_the_first_to_answer_gets_in(
    cohort, agency, later
):
    leave(cohort, agency, later)
    with pytest.raises(BadReason):
        offer(cohort, agency, later, count=3)
    assert offer(cohort, agency, later, count=3, reason="Kelas mulai besok") == 3
    override = Override.objects.get(cohort=cohort, kind="SEAT")
    assert (override.after, override.reason) == ("3 tawaran", "Kelas mulai besok")
    rows = list(waiting(cohort)[:3])
    accept_seat(application=rows[2], by=agency, at=later)
    for row in rows[:2]:
        with pytest.raises(NoSeatLeft):
            accept_seat(application=row, by=agency, at=later)
    assert Participant.objects.filter(application__cohort=cohort, left_at=None).count() == 6


def test_accept_seat_twice_is_one_seat(cohort, agency, later):
    leave(cohort, agency, later)
    first = waiting(cohort)[0]
    offer(cohort, agency, later)
    one = accept_seat(application=first, by=agency, at=later)
    assert accept_seat(application=first, by=agency, at=later) == one


def test_an_owner_takes_and_gives_up_only_their_own_seat(cohort, agency, later):
    leave(cohort, agency, later)
    first = waiting(cohort)[0]
    offer(cohort, agency, later)
    owner = UserFactory(role=Role.OWNER, username="pemilik-lain")
    with pytest.raises(NotYours):
        accept_seat(application=first, by=owner, at=later)
    with pytest.raises(NotYours):
        give_up_seat(application=first, reason="x", by=owner, at=later)
    first.business.owner.user = owner
    first.business.owner.save()
    assert accept_seat(application=first, by=owner, at=later).application == first
    with pytest.raises(BadReason):
        give_up_seat(application=first, reason=" ", by=owner, at=later)
    give_up_seat(application=first, reason="Sakit", by=owner, at=later)
    first.refresh_from_db()
    assert first.status == Application.Status.DECLINED
    assert free_seats(cohort=cohort, region=region(MEDAN)) == 1


def test_offers_are_for_the_agency(cohort, facilitator, later):
    with pytest.raises(NotAllowed):
        offer(cohort, facilitator, later)
