"""The list of years and the form that opens one."""

import pytest
from django.urls import reverse

from laju.apps.programme.models import Cohort
from tests.factories import ApplicationFactory, BusinessFactory, CohortFactory, ParticipantFactory

FORM = {"year": "2027", "area": "12", "seats": "1.000", "floor": "10", "cap": ""}


def test_cohorts_opens_for_the_agency_only(client, people):
    answers = {}
    for role, user in people.items():
        client.force_login(user)
        answers[role] = client.get(reverse("agency:cohorts")).status_code
    assert answers == {
        "AGENCY": 200,
        "FACILITATOR": 403,
        "OWNER": 403,
        "ASSESSOR": 403,
        "READER": 403,
    }


def test_cohorts_sends_strangers_to_sign_in(client, db):
    answer = client.get(reverse("agency:cohorts"))
    assert answer.status_code == 302
    assert reverse("shared:sign_in") in answer["Location"]


def test_cohorts_says_what_to_do_when_there_is_none(sign_in, agency):
    text = sign_in(agency).get(reverse("agency:cohorts")).content.decode()
    assert "Belum ada angkatan" in text
    assert reverse("agency:open_cohort") in text


@pytest.mark.parametrize("count", [1, 3])
def test_cohorts_asks_the_same_however_many(sign_in, agency, count, django_assert_num_queries):
    for _ in range(count):
        CohortFactory()
    browser = sign_in(agency)
    with django_assert_num_queries(5):
        browser.get(reverse("agency:cohorts"))


def test_cohorts_counts_only_what_a_region_sees(sign_in, agency_of_region, toba):
    cohort = CohortFactory()
    ParticipantFactory(application=ApplicationFactory(cohort=cohort, status="CHOSEN"))
    ApplicationFactory(cohort=cohort, business=BusinessFactory(region=toba))
    page = sign_in(agency_of_region).get(reverse("agency:cohorts")).context["page"]
    assert (page[0].applicants, page[0].helped) == (1, 1)


def test_export_cohorts_holds_every_year(sign_in, agency):
    CohortFactory(year=2027)
    answer = sign_in(agency).get(reverse("agency:export_cohorts"))
    assert "2027;" in answer.getvalue().decode("utf-8-sig").replace(",", ";")


def test_open_cohort_opens_a_year(sign_in, agency):
    answer = sign_in(agency).post(reverse("agency:open_cohort"), FORM)
    cohort = Cohort.objects.get()
    assert answer["Location"] == reverse("agency:cohort", args=[2027])
    assert (cohort.year, cohort.seats, cohort.floor, cohort.cap) == (2027, 1000, 10, None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"year": "dua ribu"}, "year"),
        ({"seats": "banyak"}, "seats"),
        ({"seats": ""}, "seats"),
        ({"area": "99"}, "area"),
        ({"area": "\x00"}, "area"),
        ({"cap": "5"}, "cap"),
        ({"floor": "500"}, "floor"),
        ({"opens_on": "2027-02-01", "closes_on": "2027-01-01"}, "closes_on"),
        ({"seats": "9" * 10_000}, "seats"),
    ],
)
def test_open_cohort_keeps_what_was_typed(sign_in, agency, change, field):
    answer = sign_in(agency).post(reverse("agency:open_cohort"), FORM | change)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert answer.context["form"]["year"].value() == (FORM | change)["year"]
    assert not Cohort.objects.exists()


def test_open_cohort_says_when_the_year_is_open_already(sign_in, agency):
    CohortFactory(year=2027)
    answer = sign_in(agency).post(reverse("agency:open_cohort"), FORM)
    assert "sudah dibuka" in answer.context["form"].errors["year"][0]


def test_open_cohort_refuses_an_area_beyond_ones_own(sign_in, agency_of_region):
    answer = sign_in(agency_of_region).post(reverse("agency:open_cohort"), FORM)
    assert answer.status_code == 422
    assert not Cohort.objects.exists()
