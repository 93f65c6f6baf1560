import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.registry.models import Business
from tests import factories

NEW, ALIKE = reverse("agency:new_business"), reverse("agency:alike")
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
    assert answer["Location"] == reverse("agency:business", args=[business.code]) + "#kbli"
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


@pytest.fixture
def known(medan):
    return factories.BusinessFactory(
        name="Keripik Contoh",
        name_folded="keripik contoh",
        phone="+6281234567890",
        owner__name="Ani Contoh",
        owner__name_folded="ani contoh",
    )


@pytest.mark.parametrize("role", Role.values)
def test_alike_opens_for_the_agency_only(people, sign_in, role):
    expected = 200 if role == Role.AGENCY else 403
    assert sign_in(people[role]).post(ALIKE, TOLD).status_code == expected


def test_alike_shows_known_businesses_while_one_types(agency, sign_in, known):
    text = sign_in(agency).post(ALIKE, {"phone": "0812 3456 7890"}).content.decode()
    assert known.name in text and known.code in text
    assert "Nomor telepon sama" in text
    assert "<form" not in text
    assert sign_in(agency).post(ALIKE, {"name": "a\0" * 9999}).content.decode().strip() == ""


def test_alike_tells_nothing_of_another_region(agency_of_region, sign_in, toba):
    factories.BusinessFactory(region=toba, phone="+6281234567890")
    assert sign_in(agency_of_region).post(ALIKE, TOLD).content.decode().strip() == ""


def test_new_business_that_may_be_known_is_shown_before_it_is_kept(agency, sign_in, known):
    browser = sign_in(agency)
    answer = browser.post(NEW, TOLD)
    assert answer.status_code == 422
    assert "Mungkin sudah terdaftar" in answer.content.decode()
    assert "Ani Contoh" in answer.content.decode()
    assert list(Business.objects.all()) == [known]
    browser.post(NEW, {**TOLD, "fresh": "1"})
    assert Business.objects.count() == 2


def test_new_business_updates_the_known_one_that_was_chosen(agency, sign_in, known):
    answer = sign_in(agency).post(
        NEW, {**TOLD, "name": "Keripik Bu Ani", "address": "Jl. Melati 5", "about": known.code}
    )
    assert answer["Location"].partition("#")[0] == reverse("agency:business", args=[known.code])
    now = Business.objects.get()
    assert (now.pk, now.name, now.address) == (known.pk, "Keripik Bu Ani", "Jl. Melati 5")
    assert now.rows.get().outcome == "UPDATED"


def test_new_business_cannot_be_about_one_of_another_region(agency_of_region, sign_in, toba):
    foreign = factories.BusinessFactory(region=toba)
    answer = sign_in(agency_of_region).post(NEW, {**TOLD, "about": foreign.code})
    assert answer.status_code == 404
    foreign.refresh_from_db()
    assert foreign.name != TOLD["name"]
