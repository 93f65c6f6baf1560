"""Seats nobody took at the selection go to those who came later."""

from laju.apps.programme.actions import fill_cohort, select_cohort, set_quotas
from laju.apps.programme.models import Application, Participant
from tests.factories import ApplicationFactory, CohortFactory


def selected(agency, at, *, seats, early):
    cohort = CohortFactory(seats=seats)
    ApplicationFactory.create_batch(early, cohort=cohort, score=50.0)
    set_quotas(cohort=cohort, by=agency, at=at)
    select_cohort(cohort=cohort, seed="a", by=agency, at=at)
    cohort.refresh_from_db()
    return cohort


def test_fill_cohort_takes_the_best_and_never_more_than_the_seats(agency, at):
    cohort = selected(agency, at, seats=3, early=1)
    best = [ApplicationFactory(cohort=cohort, score=80.0 + n) for n in range(2)]
    last = ApplicationFactory(cohort=cohort, score=10.0)
    assert fill_cohort(cohort=cohort, by=agency, at=at) == 2
    assert set(
        Participant.objects.filter(application__score__gt=60).values_list(
            "application_id", flat=True
        )
    ) == {row.pk for row in best}
    last.refresh_from_db()
    assert last.status == Application.Status.WAITING
    assert fill_cohort(cohort=cohort, by=agency, at=at) == 0


def test_fill_cohort_does_nothing_before_the_selection(agency, at):
    cohort = CohortFactory(seats=3)
    ApplicationFactory(cohort=cohort, score=50.0)
    assert fill_cohort(cohort=cohort, by=agency, at=at) == 0


def test_fill_cohort_does_not_take_anybody_back_who_left(agency, at):
    cohort = selected(agency, at, seats=2, early=2)
    Participant.objects.filter(pk=Participant.objects.first().pk).update(left_at=at)
    assert fill_cohort(cohort=cohort, by=agency, at=at) == 0
