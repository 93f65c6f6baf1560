"""Who sees which participants, and how often the database is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laju.apps.programme.queries import (
    applications_matching,
    applications_of,
    batches_awaiting,
    cohorts_of,
    count_participants_by_region,
    participant_for,
    participants_of,
    participants_of_facilitator,
    participants_of_owner,
)
from tests.factories import (
    MEDAN,
    TOBA,
    ApplicationFactory,
    BatchFactory,
    CohortFactory,
    ParticipantFactory,
    RowFactory,
    UserFactory,
    region,
)


@pytest.fixture
def cohort(db):
    cohort = CohortFactory()
    for code in (MEDAN, TOBA, TOBA):
        ParticipantFactory(application__cohort=cohort, application__business__region=region(code))
    return cohort


def test_an_officer_of_one_region_sees_only_theirs(cohort, agency, agency_of_region):
    assert participants_of(cohort=cohort, by=agency).count() == 3
    assert applications_of(cohort=cohort, by=agency).count() == 3
    seen = participants_of(cohort=cohort, by=agency_of_region)
    assert [p.application.business.region_id for p in seen] == [MEDAN]
    assert applications_of(cohort=cohort, by=agency_of_region).count() == 1
    told = cohorts_of(by=agency_of_region).get()
    assert (told.applicants, told.helped) == (1, 1)
    other = participants_of(cohort=cohort).exclude(pk=seen[0].pk).first()
    assert participant_for(by=agency_of_region, pk=other.pk) is None
    assert participant_for(by=agency_of_region, pk=seen[0].pk) == seen[0]


def test_an_officer_of_a_province_sees_all_of_it(cohort, north_sumatra):
    ParticipantFactory(application__cohort=cohort, application__business__region=region("11.71"))
    officer = UserFactory(regions=[north_sumatra])
    assert participants_of(cohort=cohort, by=officer).count() == 3


def test_owner_and_facilitator_see_their_own(cohort, owner, facilitator, assessor):
    mine, helped, other = participants_of(cohort=cohort)
    mine.application.business.owner.user = owner
    mine.application.business.owner.save()
    helped.facilitator = facilitator
    helped.save()
    assert list(participants_of_owner(by=owner)) == [mine]
    assert list(participants_of_facilitator(by=facilitator)) == [helped]
    assert participant_for(by=owner, pk=mine.pk) == mine
    assert participant_for(by=facilitator, pk=helped.pk) == helped
    for person in (owner, facilitator):
        assert participant_for(by=person, pk=other.pk) is None
        assert participant_for(by=person, pk=10**9) is None


@pytest.mark.parametrize("words", ["%", "_", "'; --", "LJ-999999-9", "x" * 500, "\\", "١٢"])
def test_applications_matching_takes_any_words(cohort, agency, words):
    assert list(applications_matching(cohort=cohort, by=agency, words=words)) == []


def test_applications_matching_finds_by_name_and_code(cohort, agency):
    one = ApplicationFactory(cohort=cohort, business__name="Kue Lapis Melati")
    assert list(applications_matching(cohort=cohort, by=agency, words="melati LAPIS")) == [one]
    assert list(applications_matching(cohort=cohort, by=agency, words=one.business.code)) == [one]


def test_participants_who_left_are_not_counted(cohort, at):
    participants_of(cohort=cohort).filter(application__business__region=MEDAN).update(left_at=at)
    assert count_participants_by_region(cohort=cohort) == {TOBA: 2}


def test_batches_awaiting_tells_sheets_not_entered(cohort):
    applied = participants_of(cohort=cohort)[0].application.business
    RowFactory(batch=BatchFactory(), business=applied)
    waiting = BatchFactory()
    RowFactory(batch=waiting, business=applied)
    RowFactory(batch=waiting, business=ApplicationFactory().business)
    assert list(batches_awaiting(cohort=cohort)) == [waiting]


def told(cohort, by):
    with CaptureQueriesContext(connection) as asked:
        for participant in participants_of(cohort=cohort, by=by):
            business = participant.application.business
            _ = (business.name, business.owner.name, business.region.name, participant.facilitator)
        for row in applications_matching(cohort=cohort, by=by):
            _ = (row.business.owner.name, getattr(row, "participant", None))
    return len(asked)


def test_lists_ask_as_often_for_one_as_for_many(agency):
    small, large = CohortFactory(), CohortFactory()
    ParticipantFactory(application__cohort=small)
    ParticipantFactory.create_batch(5, application__cohort=large)
    told(small, agency)  # the scope of a person is asked once and kept
    assert told(small, agency) == told(large, agency) == 2
