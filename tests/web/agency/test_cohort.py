"""One year: summary, seats, applications and draw."""

import hashlib

import pytest
from django.urls import reverse

from laju.apps.programme.actions import curate_applications, select_cohort, set_quotas
from laju.apps.programme.models import Cohort
from tests.factories import ApplicationFactory, BusinessFactory, CohortFactory

PARTS = ["", "wilayah", "pendaftar", "undian"]


@pytest.fixture
def cohort(db):
    return CohortFactory(year=2027, seats=2)


@pytest.fixture
def chosen(cohort, agency, at, toba):
    """A cohort with two participants and two who wait."""
    for n in range(4):
        place = {"region": toba} if n == 3 else {}
        ApplicationFactory(cohort=cohort, business=BusinessFactory(**place))
    set_quotas(cohort=cohort, by=agency, at=at)
    curate_applications(cohort=cohort, by=agency, at=at)
    select_cohort(cohort=cohort, seed="dadu 4 2 6", by=agency, at=at)
    cohort.refresh_from_db()
    return cohort


def address(part=""):
    return f"{reverse('agency:cohort', args=[2027])}?bagian={part}"


@pytest.mark.parametrize("part", PARTS)
def test_cohort_opens_for_the_agency_only(client, people, cohort, part):
    answers = {}
    for role, user in people.items():
        client.force_login(user)
        answers[role] = client.get(address(part)).status_code
    assert answers == {
        "AGENCY": 200,
        "FACILITATOR": 403,
        "OWNER": 403,
        "ASSESSOR": 403,
        "READER": 403,
    }


@pytest.mark.parametrize("year", [0, 2090, 10**30])
@pytest.mark.parametrize("name", ["cohort", "run", "export_seats", "applicants", "export_ranking"])
def test_cohort_of_an_unknown_year_is_lost(sign_in, agency, name, year):
    assert sign_in(agency).get(reverse(f"agency:{name}", args=[year])).status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_cohort_shows_every_part_after_selection(sign_in, agency, chosen, part):
    assert sign_in(agency).get(address(part)).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=x",
        "q=%00",
        "region=99",
        "status=NO",
        "sort=%00",
        "bagian=%00",
        "q=" + "a" * 9000,
    ],
)
def test_cohort_stands_nonsense(sign_in, agency, chosen, query):
    answer = sign_in(agency).get(f"{address('pendaftar')}&{query}")
    assert answer.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_cohort_asks_the_same_however_many(
    sign_in, agency, cohort, count, django_assert_num_queries
):
    for _ in range(count):
        ApplicationFactory(cohort=cohort)
    browser = sign_in(agency)
    with django_assert_num_queries(7):
        browser.get(address("pendaftar"))


def test_cohort_shows_only_the_regions_of_a_person(sign_in, agency_of_region, chosen):
    browser = sign_in(agency_of_region)
    table = browser.get(address("wilayah")).context["table"]
    assert [row["code"] for row in table] == ["12.71"]
    page = browser.get(address("pendaftar")).context["page"]
    assert {row.business.region_id for row in page} == {"12.71"}
    lines = browser.get(reverse("agency:export_applications", args=[2027]))
    assert "12.12" not in lines.getvalue().decode()


def test_cohort_finds_by_name_code_and_status(sign_in, agency, chosen):
    first = chosen.applications.select_related("business").first()
    browser = sign_in(agency)
    for query in (f"q={first.business.code}", f"q={first.business.name}"):
        found = browser.get(f"{address('pendaftar')}&{query}").context["page"]
        assert [row.pk for row in found] == [first.pk]
    found = browser.get(f"{address('pendaftar')}&status=WAITING").context["page"]
    assert {row.status for row in found} == {"WAITING"}


def test_set_quotas_leads_to_the_seats(sign_in, agency, cohort):
    BusinessFactory()
    answer = sign_in(agency).post(reverse("agency:set_quotas", args=[2027]))
    assert answer["Location"].endswith("?bagian=wilayah")
    assert sum(cohort.quotas.values_list("seats", flat=True)) == 2


@pytest.mark.parametrize("name", ["set_quotas", "curate", "select_cohort", "receive_applications"])
def test_deciding_for_all_takes_the_whole_area(sign_in, agency_of_region, cohort, name):
    answer = sign_in(agency_of_region).post(reverse(f"agency:{name}", args=[2027]))
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["set_quotas", "curate", "select_cohort"])
def test_deciding_is_never_a_link(sign_in, agency, cohort, name):
    assert sign_in(agency).get(reverse(f"agency:{name}", args=[2027])).status_code == 405


def test_curate_goes_on_by_itself_until_done(sign_in, agency, cohort, monkeypatch):
    monkeypatch.setattr("laju.web.agency.cohort_actions.CHUNK", 2)
    for _ in range(3):
        ApplicationFactory(cohort=cohort)
    browser, url = sign_in(agency), reverse("agency:curate", args=[2027])
    part = browser.post(url, headers={"HX-Request": "true"}).content.decode()
    assert "load delay" in part
    part = browser.post(url, headers={"HX-Request": "true"}).content.decode()
    assert "load delay" not in part
    assert not cohort.applications.filter(score=None).exists()


def test_curate_works_without_htmx(sign_in, agency, cohort):
    ApplicationFactory(cohort=cohort)
    answer = sign_in(agency).post(reverse("agency:curate", args=[2027]))
    assert answer["Location"] == reverse("agency:cohort", args=[2027])


def test_select_cohort_asks_for_the_seed(sign_in, agency, cohort):
    ApplicationFactory(cohort=cohort, score=70)
    cohort.quotas.create(region_id="12.71", weight=1, seats=2, reason="")
    answer = sign_in(agency).post(reverse("agency:select_cohort", args=[2027]), {"agree": "on"})
    assert answer.status_code == 422
    assert "seed" in answer.context["form"].errors
    cohort.refresh_from_db()
    assert cohort.status == Cohort.Status.OPEN


def test_select_cohort_without_quotas_chooses_nobody(sign_in, agency, cohort):
    ApplicationFactory(cohort=cohort, score=70)
    answer = sign_in(agency).post(
        reverse("agency:select_cohort", args=[2027]), {"seed": "7", "agree": "on"}
    )
    assert answer.status_code == 409
    cohort.refresh_from_db()
    assert cohort.status == Cohort.Status.OPEN


def test_select_cohort_chooses_once(sign_in, agency, cohort):
    ApplicationFactory(cohort=cohort, score=70)
    cohort.quotas.create(region_id="12.71", weight=1, seats=2, reason="")
    browser, url = sign_in(agency), reverse("agency:select_cohort", args=[2027])
    typed = {"seed": "dadu 7", "agree": "on"}
    assert browser.post(url, typed).status_code == 302
    assert browser.post(url, typed).status_code == 409
    cohort.refresh_from_db()
    assert cohort.seed == "dadu 7"


def test_applicants_hash_as_shown(sign_in, agency, chosen):
    body = sign_in(agency).get(reverse("agency:applicants", args=[2027])).content
    assert hashlib.sha256(body).hexdigest() == chosen.list_sha256


def test_draw_can_be_repeated(sign_in, agency, chosen):
    repeat = sign_in(agency).get(f"{address('undian')}&ulangi=1").context["repeat"]
    assert repeat.is_same
    assert repeat.applicants == 4


def test_draw_tells_when_something_changed(sign_in, agency, chosen):
    chosen.applications.filter(place=1).update(place=9)
    repeat = sign_in(agency).get(f"{address('undian')}&ulangi=1").context["repeat"]
    assert not repeat.is_same


def test_assign_facilitator_takes_the_ticked_ones(sign_in, agency, facilitator, chosen):
    keys = list(chosen.applications.filter(status="CHOSEN").values_list("participant", flat=True))
    typed = {"participant": [*keys, "x", "9" * 40], "facilitator": facilitator.pk}
    answer = sign_in(agency).post(reverse("agency:assign_facilitator", args=[2027]), typed)
    assert answer.status_code == 302
    helped = chosen.applications.filter(participant__facilitator=facilitator)
    assert helped.count() == len(keys)


def test_assign_facilitator_leaves_foreign_regions_alone(
    sign_in, agency_of_region, facilitator, chosen
):
    keys = list(chosen.applications.filter(status="CHOSEN").values_list("participant", flat=True))
    typed = {"participant": keys, "facilitator": facilitator.pk}
    sign_in(agency_of_region).post(reverse("agency:assign_facilitator", args=[2027]), typed)
    helped = chosen.applications.filter(participant__facilitator=facilitator)
    assert {row.business.region_id for row in helped} <= {"12.71"}


def test_export_seats_gives_the_reasons(sign_in, agency, chosen):
    text = sign_in(agency).get(reverse("agency:export_seats", args=[2027])).getvalue().decode()
    assert "Kota Medan mendapat" in text
