"""The draw of a cohort, before and after."""

import hashlib

import pytest

from laju.apps.programme.actions import select_cohort
from laju.apps.programme.draws import applicant_list, filled_seats, repeat_draw
from tests.factories import ApplicationFactory, BusinessFactory, CohortFactory


@pytest.fixture
def cohort(db, toba):
    cohort = CohortFactory(seats=3)
    for score in (90, 80, 80, 70):
        ApplicationFactory(cohort=cohort, score=score)
    ApplicationFactory(cohort=cohort, score=60, business=BusinessFactory(region=toba))
    cohort.quotas.create(region_id="12.71", weight=4, seats=1, reason="")
    cohort.quotas.create(region_id="12.12", weight=1, seats=2, reason="")
    return cohort


def test_filled_seats_go_where_people_wait(cohort):
    assert filled_seats(cohort=cohort) == {"12.71": 2, "12.12": 1}


def test_applicant_list_hashes_to_its_digest(cohort):
    text, digest = applicant_list(cohort=cohort)
    assert hashlib.sha256(text.encode()).hexdigest() == digest
    assert len(text.splitlines()) == 5


def test_repeat_draw_gives_the_same_again(cohort, agency, at):
    select_cohort(cohort=cohort, seed="dadu", by=agency, at=at)
    cohort.refresh_from_db()
    repeat = repeat_draw(cohort=cohort)
    assert repeat.is_same
    assert repeat.same == repeat.applicants == 5


def test_repeat_draw_notices_a_score_changed_afterwards(cohort, agency, at):
    select_cohort(cohort=cohort, seed="dadu", by=agency, at=at)
    cohort.applications.filter(score=90).update(score=10)
    cohort.refresh_from_db()
    repeat = repeat_draw(cohort=cohort)
    assert not repeat.is_same_list
    assert repeat.same < repeat.applicants
