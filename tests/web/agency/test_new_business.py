import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.registry.models import Business
from tests import factories

NEW = reverse("agency:new_business")
TOLD = {
    "name": "Keripik Bu Contoh",
    "owner_name": "Ani Contoh",
    "region": factories.MEDAN,
    "phone": "0812 3456 7890",
}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_new_business_opens_for_the_agency_only(people, sign_in, role):
    expected = 200 if role == Role.AGENCY else 403
    assert sign_in(people[role]).get(NEW).status_code == expected


def test_new_business_is_recorded(agency, sign_in):
    answer = sign_in(agency).post(NEW, TOLD)
    business = Business.objects.get()
    assert answer["Location"] == reverse("agency:business", args=[business.code])
    assert (business.name, business.region_id) == ("Keripik Bu Contoh", "12.71")
    assert business.phone == "+6281234567890"


def test_new_business_twice_is_one(agency, sign_in):
    browser = sign_in(agency)
    for _ in range(2):
        browser.post(NEW, TOLD)
    assert Business.objects.count() == 1


def test_new_business_shows_doubts_before_it_leaves_them_out(agency, sign_in):
    browser = sign_in(agency)
    answer = browser.post(NEW, {**TOLD, "phone": "12"})
    assert answer.status_code == 422
    assert 'value="12"' in answer.content.decode()
    assert not Business.objects.exists()
    browser.post(NEW, {**TOLD, "phone": "12", "sure": "1"})
    assert Business.objects.get().phone == ""


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"region": ""}, {"region": "99.99"}, {"name": "a" * 10_000}, {"name": "a\0"}],
)
def test_new_business_refuses_at_the_field_and_keeps_the_rest(agency, sign_in, wrong):
    answer = sign_in(agency).post(NEW, {**TOLD, **wrong})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(wrong)
    assert "Ani Contoh" in answer.content.decode()
    assert not Business.objects.exists()


def test_new_business_stays_in_the_regions_of_the_person(agency_of_region, sign_in):
    answer = sign_in(agency_of_region).post(NEW, {**TOLD, "region": factories.TOBA})
    assert answer.status_code == 422
    assert not Business.objects.exists()
