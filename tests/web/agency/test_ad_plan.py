"""The advertising purse."""

import pytest
from django.urls import reverse

from laju.apps.ads.models import Plan
from laju.web.shared.lists import SEPARATOR
from tests.factories import ApplicationFactory, BusinessFactory, CohortFactory, ParticipantFactory


@pytest.fixture
def cohort(db, toba):
    cohort = CohortFactory(year=2027, status="SELECTED", seed="7")
    for business in (BusinessFactory(), BusinessFactory(), BusinessFactory(region=toba)):
        ParticipantFactory(
            application=ApplicationFactory(cohort=cohort, business=business, status="CHOSEN")
        )
    return cohort


def plan_url():
    return reverse("agency:plan_budget", args=[2027])


def page_url(query="bulan=2027-03"):
    return f"{reverse('agency:ad_plan')}?{query}"


TYPED = {"month": "2027-03", "rupiah": "1,5 juta", "business_floor": "", "business_cap": ""}


def test_ad_plan_opens_for_the_agency_only(client, people, cohort):
    answers = {}
    for role, user in people.items():
        client.force_login(user)
        answers[role] = client.get(page_url()).status_code
    assert answers == {
        "AGENCY": 200,
        "FACILITATOR": 403,
        "OWNER": 403,
        "ASSESSOR": 403,
        "READER": 403,
    }


@pytest.mark.parametrize(
    ("written", "rupiah"),
    [("1,5 juta", 1_500_000), ("Rp1.500.001", 1_500_001), ("750rb", 750_000), ("999", 999)],
)
def test_plan_budget_reads_any_notation_and_loses_nothing(sign_in, agency, cohort, written, rupiah):
    browser = sign_in(agency)
    answer = browser.post(plan_url(), TYPED | {"rupiah": written})
    assert answer.status_code == 302
    told = browser.get(answer["Location"]).context
    assert Plan.objects.get().rupiah == rupiah
    assert told["is_whole"]
    assert {table["sum"] for table in told["tables"]} == {rupiah}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rupiah": "banyak sekali"}, "rupiah"),
        ({"rupiah": "0"}, "rupiah"),
        ({"rupiah": "-5"}, "rupiah"),
        ({"rupiah": "1-2 juta"}, "rupiah"),
        ({"rupiah": "9" * 50}, "rupiah"),
        ({"rupiah": "\x00"}, "rupiah"),
        ({"month": "Maret"}, "month"),
        ({"business_floor": "600rb"}, "business_floor"),
        ({"business_cap": "1rb"}, "business_cap"),
        ({"business_floor": "500rb", "business_cap": "400rb"}, "business_cap"),
    ],
)
def test_plan_budget_keeps_what_was_typed(sign_in, agency, cohort, change, field):
    typed = TYPED | change
    answer = sign_in(agency).post(plan_url(), typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Plan.objects.exists()


def test_plan_budget_takes_the_whole_area(sign_in, agency_of_region, cohort):
    assert sign_in(agency_of_region).post(plan_url(), TYPED).status_code == 403


def test_ad_plan_shows_a_region_its_own_part(client, agency, agency_of_region, cohort):
    client.force_login(agency)
    client.post(plan_url(), TYPED)
    client.force_login(agency_of_region)
    told = client.get(page_url()).context
    assert not told["is_whole"]
    assert {table["sum"] for table in told["tables"]} == {told["seen"]}
    assert told["people"] == 2
    url = reverse("agency:export_plan", args=[2027, "2027-03"])
    assert "12.12" not in client.get(url).getvalue().decode()


def test_export_plan_sums_to_the_purse(sign_in, agency, cohort):
    browser = sign_in(agency)
    browser.post(plan_url(), TYPED)
    url = reverse("agency:export_plan", args=[2027, "2027-03"])
    lines = browser.get(url).getvalue().decode("utf-8-sig").splitlines()[1:]
    assert sum(int(line.rsplit(SEPARATOR, 1)[1]) for line in lines) == 1_500_000


@pytest.mark.parametrize("month", ["2027-04", "x", "2027-99", "\x00", "9" * 900])
def test_export_plan_of_an_unplanned_month_is_lost(sign_in, agency, cohort, month):
    url = reverse("agency:export_plan", args=[2027, month])
    assert sign_in(agency).get(url).status_code == 404


def test_ad_plan_asks_the_same_however_many(sign_in, agency, cohort, django_assert_num_queries):
    browser = sign_in(agency)
    browser.post(plan_url(), TYPED)
    browser.get(page_url())
    seen = []
    for query in ("bulan=2027-03", "bulan=2027-03&q=Contoh"):
        with django_assert_num_queries(16):
            seen.append(len(browser.get(page_url(query)).context["page"]))
    assert seen == [3, 3]


@pytest.mark.parametrize(
    "query", ["bulan=x", "page=-1", "q=%00", "alasan=NO", "bulan=2027-03&q=zz"]
)
def test_ad_plan_stands_nonsense(sign_in, agency, cohort, query):
    browser = sign_in(agency)
    browser.post(plan_url(), TYPED)
    assert browser.get(page_url(query)).status_code == 200
