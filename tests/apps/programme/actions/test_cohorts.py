"""A cohort is opened once, its seats spread exactly, its participants picked once."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laju.apps.ledger.recording import NotAllowed
from laju.apps.programme.actions import (
    curate_application,
    curate_applications,
    fill_cohort,
    open_cohort,
    select_cohort,
    set_quotas,
)
from laju.apps.programme.actions.cohorts import (
    AlreadySelected,
    CohortExists,
    NothingToSelect,
    NotYetCurated,
    SeatsNotSet,
)
from laju.apps.programme.draws import repeat_draw
from laju.apps.programme.models import Application, Cohort, Participant
from laju.core.quotas import NotEnoughSeats, TooManySeats
from laju.core.selection import SeedMissing
from tests.factories import (
    MEDAN,
    NORTH_SUMATRA,
    TOBA,
    ApplicationFactory,
    BusinessFactory,
    CohortFactory,
    region,
)

KARO = "12.06"


def test_open_cohort_refuses_a_second_one_in_the_year(agency, north_sumatra, at):
    open_cohort(year=2027, area=north_sumatra, seats=100, by=agency, at=at)
    with pytest.raises(CohortExists):
        open_cohort(year=2027, area=north_sumatra, seats=50, by=agency, at=at)


def test_open_cohort_refuses_floors_above_its_seats(agency, north_sumatra, at):
    with pytest.raises(NotEnoughSeats, match="66"):  # 33 kabupaten and kota, two each
        open_cohort(year=2027, area=north_sumatra, seats=65, floor=2, by=agency, at=at)


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    seats=st.integers(66, 400),
    counts=st.dictionaries(st.sampled_from([MEDAN, TOBA, KARO]), st.integers(1, 12), min_size=1),
    floor=st.integers(0, 2),
)
def test_set_quotas_hands_out_every_seat_within_floor_and_cap(agency, at, seats, counts, floor):
    Cohort.objects.all().delete()
    from laju.apps.registry.models import Business

    Business.objects.all().delete()
    for code, count in counts.items():
        BusinessFactory.create_batch(count, region=region(code))
    cap = max(seats, floor)
    cohort = CohortFactory(seats=seats, floor=floor, cap=cap)
    set_quotas(cohort=cohort, by=agency, at=at)
    given_seats = dict(cohort.quotas.values_list("region_id", "seats"))
    assert sum(given_seats.values()) == seats
    assert set(given_seats) == {r.pk for r in cohort.area.regencies.all()}
    assert all(floor <= n <= cap for n in given_seats.values())
    assert {code: n for code, n in cohort.quotas.values_list("region_id", "weight") if n} == counts


def test_set_quotas_keeps_to_the_cap_and_says_so(agency, at):
    BusinessFactory.create_batch(8, region=region(MEDAN))
    BusinessFactory.create_batch(2, region=region(TOBA))
    cohort = CohortFactory(seats=10, cap=6)
    set_quotas(cohort=cohort, by=agency, at=at)
    medan = cohort.quotas.get(region=MEDAN)
    assert (medan.seats, cohort.quotas.get(region=TOBA).seats) == (6, 4)
    assert "batas atas" in medan.reason


def test_set_quotas_refuses_caps_that_leave_seats_over(agency, at):
    BusinessFactory(region=region(MEDAN))
    with pytest.raises(TooManySeats):
        set_quotas(cohort=CohortFactory(seats=10, cap=5), by=agency, at=at)


def test_set_quotas_twice_replaces(agency, at):
    BusinessFactory(region=region(MEDAN))
    cohort = CohortFactory(seats=5, rules_published_at=None)
    set_quotas(cohort=cohort, by=agency, at=at)
    BusinessFactory.create_batch(4, region=region(TOBA))
    set_quotas(cohort=cohort, by=agency, at=at)
    assert cohort.quotas.get(region=TOBA).seats == 4
    assert sum(cohort.quotas.values_list("seats", flat=True)) == 5


def test_set_quotas_counts_businesses_known_only_by_province(agency, at):
    BusinessFactory.create_batch(3, region=region(NORTH_SUMATRA))
    BusinessFactory.create_batch(3, region=region(MEDAN))
    cohort = CohortFactory(seats=4)
    set_quotas(cohort=cohort, by=agency, at=at)
    assert cohort.quotas.get(region=NORTH_SUMATRA).seats == 2
    assert "belum diketahui" in cohort.quotas.get(region=NORTH_SUMATRA).reason


def applied(cohort, *, codes, score=50.0):
    return [
        ApplicationFactory(cohort=cohort, business__region=region(code), score=score)
        for code in codes
    ]


def test_select_cohort_fills_the_seats_and_the_rest_wait(agency, at):
    cohort = CohortFactory(seats=4)
    applied(cohort, codes=[MEDAN] * 6 + [TOBA] * 2)
    set_quotas(cohort=cohort, by=agency, at=at)
    assert select_cohort(cohort=cohort, seed="dadu 4 2 6", by=agency, at=at) == 4
    cohort.refresh_from_db()
    assert cohort.status == Cohort.Status.SELECTED
    assert Participant.objects.count() == 4
    by_region = Application.objects.filter(business__region=MEDAN)
    chosen = by_region.filter(status="CHOSEN").values_list("place", flat=True)
    waiting = by_region.filter(status="WAITING").values_list("place", flat=True)
    assert (sorted(chosen), sorted(waiting)) == ([1, 2, 3], [4, 5, 6])
    assert repeat_draw(cohort=cohort).is_same


def test_select_cohort_twice_is_refused(agency, at):
    cohort = CohortFactory(seats=1)
    applied(cohort, codes=[MEDAN])
    set_quotas(cohort=cohort, by=agency, at=at)
    select_cohort(cohort=cohort, seed="a", by=agency, at=at)
    with pytest.raises(AlreadySelected):  # `cohort` still says OPEN in memory
        select_cohort(cohort=cohort, seed="b", by=agency, at=at)
    cohort.refresh_from_db()
    assert cohort.seed == "a"
    with pytest.raises(AlreadySelected):
        set_quotas(cohort=cohort, by=agency, at=at)


def test_select_cohort_gives_empty_seats_to_those_who_wait(agency, at):
    BusinessFactory.create_batch(9, region=region(TOBA))  # seats for Toba, where nobody applies
    cohort = CohortFactory(seats=3)
    applied(cohort, codes=[MEDAN] * 3)
    set_quotas(cohort=cohort, by=agency, at=at)
    assert cohort.quotas.get(region=MEDAN).seats < 3
    assert select_cohort(cohort=cohort, seed="a", by=agency, at=at) == 3
    cohort.refresh_from_db()
    assert repeat_draw(cohort=cohort).is_same


@pytest.mark.parametrize("reorder", [list, lambda rows: list(reversed(rows))])
def test_select_cohort_depends_on_the_seed_not_on_the_order_of_rows(agency, at, reorder):
    businesses = [BusinessFactory(pk=900 + n, region=region(MEDAN)) for n in range(12)]
    cohort = CohortFactory(seats=5)
    for business in reorder(businesses):
        ApplicationFactory(cohort=cohort, business=business, score=50.0)
    set_quotas(cohort=cohort, by=agency, at=at)
    select_cohort(cohort=cohort, seed="benih umum", by=agency, at=at)
    chosen = Participant.objects.values_list("application__business_id", flat=True)
    # lots are SHA-256 of "seed|code": anybody can work out who must be in
    from laju.core.codes import format_code
    from laju.core.selection import ticket

    by_lot = sorted(businesses, key=lambda b: ticket("benih umum", format_code(number=b.pk)))
    assert set(chosen) == {business.pk for business in by_lot[:5]}


def test_select_cohort_prefers_scores_to_lots(agency, at):
    cohort = CohortFactory(seats=3)
    low = applied(cohort, codes=[MEDAN] * 5, score=40.0)
    high = applied(cohort, codes=[MEDAN] * 3, score=40.01)
    set_quotas(cohort=cohort, by=agency, at=at)
    select_cohort(cohort=cohort, seed=str(random.random()), by=agency, at=at)
    chosen = set(Participant.objects.values_list("application_id", flat=True))
    assert chosen == {application.pk for application in high}
    assert not chosen & {application.pk for application in low}


def test_select_cohort_refuses_what_would_lose_somebody(agency, at):
    cohort = CohortFactory(seats=3)
    with pytest.raises(NothingToSelect):
        select_cohort(cohort=cohort, seed="a", by=agency, at=at)
    applied(cohort, codes=[MEDAN])
    with pytest.raises(SeatsNotSet):
        select_cohort(cohort=cohort, seed="a", by=agency, at=at)
    set_quotas(cohort=cohort, by=agency, at=at)
    applied(cohort, codes=[TOBA], score=None)
    with pytest.raises(NotYetCurated, match="1 pendaftar"):
        select_cohort(cohort=cohort, seed="a", by=agency, at=at)
    curate_applications(cohort=cohort, by=agency, at=at)
    with pytest.raises(SeedMissing):
        select_cohort(cohort=cohort, seed="  ", by=agency, at=at)
    assert Participant.objects.count() == 0
    assert select_cohort(cohort=cohort, seed="a", by=agency, at=at) == 2


def test_select_cohort_is_for_the_agency(owner, at):
    with pytest.raises(NotAllowed):
        select_cohort(cohort=CohortFactory(), seed="a", by=owner, at=at)


def test_the_draw_can_be_told_again_after_late_ones_came(agency, at):
    cohort = CohortFactory(seats=5)
    applied(cohort, codes=[MEDAN] * 2)
    set_quotas(cohort=cohort, by=agency, at=at)
    select_cohort(cohort=cohort, seed="a", by=agency, at=at)
    cohort.refresh_from_db()
    applied(cohort, codes=[TOBA] * 4)
    assert fill_cohort(cohort=cohort, by=agency, at=at) == 3
    assert Participant.objects.count() == cohort.seats
    assert repeat_draw(cohort=cohort).is_same


def test_the_draw_shows_a_score_changed_afterwards(agency, at):
    cohort = CohortFactory(seats=1)
    rows = applied(cohort, codes=[MEDAN] * 2)
    set_quotas(cohort=cohort, by=agency, at=at)
    select_cohort(cohort=cohort, seed="a", by=agency, at=at)
    cohort.refresh_from_db()
    from laju.apps.programme.actions.applications import CohortClosed

    rows[0].refresh_from_db()
    with pytest.raises(CohortClosed):
        curate_application(application=rows[0], score=99, reason="x", by=agency, at=at)
    Application.objects.filter(pk=rows[0].pk).update(score=99)
    assert not repeat_draw(cohort=cohort).is_same_list
