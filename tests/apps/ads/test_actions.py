"""One purse, split to the rupiah."""

import pytest
from django.db.models import Sum

from laju.apps.ads.actions import EmptyPurse, NobodyToPromote, plan_budget
from laju.apps.ads.models import Line, Plan, Share
from laju.apps.ads.queries import lines_of, plan_for, share_of, shares_of, totals_by
from laju.core.budgets import FloorsAbovePurse, PurseAboveCaps
from laju.core.periods import BadMonth
from laju.core.profile import Sector
from tests.factories import MEDAN, TOBA, CohortFactory, ParticipantFactory, region

REGIONS = [MEDAN, TOBA, "12.06", "12.01", "12"]


def cohort_of(count):
    cohort = CohortFactory()
    for n in range(count):
        ParticipantFactory(
            application__cohort=cohort,
            application__business__region=region(REGIONS[n % len(REGIONS)]),
            application__business__sector=list(Sector)[n % len(Sector)],
        )
    return cohort


def sums(plan):
    shares = Share.objects.filter(plan=plan)
    lines = Line.objects.filter(share__plan=plan)
    return shares.aggregate(n=Sum("rupiah"))["n"], lines.aggregate(n=Sum("rupiah"))["n"]


@pytest.mark.parametrize("rupiah", [1, 999, 12_345_678, 100_000_000])
@pytest.mark.parametrize("count", [1, 3, 50])
def test_plan_budget_loses_no_rupiah(agency, at, rupiah, count):
    cohort = cohort_of(count)
    plan = plan_budget(cohort=cohort, month="2027-03", rupiah=rupiah, by=agency, at=at)
    assert plan.rupiah == rupiah
    assert sums(plan) == (rupiah, rupiah)
    assert Share.objects.count() == count
    for share in Share.objects.annotate(told=Sum("lines__rupiah")):
        assert share.rupiah == (share.told or 0)
        assert share.explanation
    for what in ("channel", "week", "region"):
        assert sum(totals_by(plan=plan, what=what).values()) == rupiah
    assert plan.certificate["is_optimal"]


@pytest.mark.parametrize("month", ["2027-02", "2028-02", "2027-12"])
def test_plan_budget_stays_in_its_month(agency, at, month):
    plan = plan_budget(cohort=cohort_of(3), month=month, rupiah=5_000_001, by=agency, at=at)
    assert sums(plan) == (5_000_001, 5_000_001)
    assert all(f"{day:%Y-%m}" <= month for day in Line.objects.values_list("starts_on", flat=True))


def test_plan_budget_again_replaces_the_month_s_plan(agency, at):
    cohort = cohort_of(3)
    for rupiah in (1_000_000, 2_000_000):
        plan = plan_budget(cohort=cohort, month="2027-03", rupiah=rupiah, by=agency, at=at)
    plan_budget(cohort=cohort, month="2027-04", rupiah=1_000_000, by=agency, at=at)
    assert Plan.objects.count() == 2
    assert plan_for(cohort=cohort, month="2027-03") == plan
    assert Share.objects.filter(plan=plan).count() == 3
    assert sums(plan) == (2_000_000, 2_000_000)


def test_plan_budget_keeps_to_limits_of_one_s_own(agency, at):
    plan = plan_budget(
        cohort=cohort_of(4),
        month="2027-03",
        rupiah=10_000_001,
        business_floor=2_000_000,
        business_cap=3_000_000,
        by=agency,
        at=at,
    )
    amounts = list(Share.objects.values_list("rupiah", flat=True))
    assert sum(amounts) == plan.rupiah
    assert min(amounts) >= 2_000_000
    assert max(amounts) <= 3_000_001  # the rupiah below one unit joins one of them


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        ({"business_floor": 400_000}, FloorsAbovePurse),
        ({"business_cap": 100_000}, PurseAboveCaps),
    ],
)
def test_plan_budget_refuses_limits_that_do_not_fit_and_keeps_the_old_plan(
    agency, at, limits, error
):
    cohort = cohort_of(3)
    kept = plan_budget(cohort=cohort, month="2027-03", rupiah=1_000_000, by=agency, at=at)
    with pytest.raises(error):
        plan_budget(cohort=cohort, month="2027-03", rupiah=1_000_000, **limits, by=agency, at=at)
    assert Plan.objects.get() == kept
    assert sums(kept) == (1_000_000, 1_000_000)


def test_plan_budget_needs_participants_and_a_month(agency, at):
    with pytest.raises(NobodyToPromote):
        plan_budget(cohort=CohortFactory(), month="2027-03", rupiah=1, by=agency, at=at)
    with pytest.raises(BadMonth):
        plan_budget(cohort=cohort_of(1), month="2027-13", rupiah=1, by=agency, at=at)


@pytest.mark.parametrize("rupiah", [0, -5])
def test_plan_budget_refuses_an_empty_purse(agency, at, rupiah):
    with pytest.raises(EmptyPurse):
        plan_budget(cohort=cohort_of(2), month="2027-03", rupiah=rupiah, by=agency, at=at)


def test_those_who_left_get_nothing(agency, at):
    cohort = cohort_of(3)
    gone = ParticipantFactory(application__cohort=cohort, left_at=at)
    plan = plan_budget(cohort=cohort, month="2027-03", rupiah=1_000_000, by=agency, at=at)
    assert sums(plan) == (1_000_000, 1_000_000)
    assert share_of(participant=gone) is None


def test_shares_of_shows_one_s_own_region_only(agency, agency_of_region, at):
    plan = plan_budget(cohort=cohort_of(5), month="2027-03", rupiah=9_999_999, by=agency, at=at)
    assert shares_of(plan=plan, by=agency).count() == 5
    mine = shares_of(plan=plan, by=agency_of_region).get()
    assert mine.participant.application.business.region_id == MEDAN
    told = lines_of(plan=plan, by=agency_of_region)
    assert sum(line.rupiah for line in told) == mine.rupiah
