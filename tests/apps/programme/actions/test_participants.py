"""Who helps whom, and who follows when one leaves."""

import pytest

from laju.apps.programme.actions import (
    assign_facilitator,
    replace_participant,
    select_cohort,
    set_quotas,
)
from laju.apps.programme.actions.participants import AlreadyLeft, NobodyWaits, NotAFacilitator
from laju.apps.programme.models import Application, Participant
from laju.apps.programme.queries import count_applications_by_region, participants_of
from tests.factories import MEDAN, ApplicationFactory, CohortFactory, ParticipantFactory


@pytest.fixture
def cohort(agency, at):
    cohort = CohortFactory(seats=2)
    ApplicationFactory.create_batch(4, cohort=cohort, score=50.0)
    set_quotas(cohort=cohort, by=agency, at=at)
    select_cohort(cohort=cohort, seed="a", by=agency, at=at)
    cohort.refresh_from_db()
    return cohort


def test_replace_participant_lets_the_next_one_waiting_follow(cohort, agency, at):
    for place in (3, 4):
        leaving = Participant.objects.filter(left_at=None).first()
        follower = replace_participant(participant=leaving, reason="Pindah", by=agency, at=at)
        assert follower.application.place == place
        assert follower.application.status == Application.Status.CHOSEN
        leaving.refresh_from_db()
        assert leaving.left_at == at
        assert participants_of(cohort=cohort).count() == 2
        assert count_applications_by_region(cohort=cohort)[MEDAN]["chosen"] == 2
    with pytest.raises(NobodyWaits):
        replace_participant(participant=follower, reason="Pindah", by=agency, at=at)
    follower.refresh_from_db()
    assert follower.left_at is None


def test_replace_participant_twice_brings_one_follower(cohort, agency, at):
    leaving = Participant.objects.first()
    replace_participant(participant=leaving, reason="Pindah", by=agency, at=at)
    leaving.left_at = None  # a page that was opened before
    with pytest.raises(AlreadyLeft):
        replace_participant(participant=leaving, reason="Pindah", by=agency, at=at)
    assert participants_of(cohort=cohort).count() == 2


def test_replace_participant_takes_late_applicants_last(cohort, agency, at):
    late = ApplicationFactory(cohort=cohort, score=99.0, status="WAITING", place=None)
    for _ in range(2):
        leaving = Participant.objects.filter(left_at=None).first()
        follower = replace_participant(participant=leaving, reason="x", by=agency, at=at)
        assert follower.application_id != late.pk
    follower = replace_participant(participant=follower, reason="x", by=agency, at=at)
    assert follower.application_id == late.pk


def test_assign_facilitator_wants_a_facilitator(agency, facilitator, at):
    participant = ParticipantFactory()
    with pytest.raises(NotAFacilitator):
        assign_facilitator(participants=[participant], facilitator=agency, by=agency, at=at)
    assert (
        assign_facilitator(participants=[participant], facilitator=facilitator, by=agency, at=at)
        == 1
    )
    participant.refresh_from_db()
    assert participant.facilitator == facilitator
