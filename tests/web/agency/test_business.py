"""The page of one business, and what the office does there."""

import pytest
from django.urls import reverse

from laju.apps.publishing.models import Site
from laju.apps.registry.models import Owner
from laju.apps.studio.models import Content, Fact
from tests.factories import (
    AT,
    ApplicationFactory,
    BusinessFactory,
    ContentFactory,
    OwnerFactory,
    ParticipantFactory,
    RowFactory,
    SiteFactory,
)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.SITES = tmp_path / "sites"
    settings.POSTERS = tmp_path / "posters"
    settings.PHOTOS = tmp_path / "photos"
    return tmp_path


@pytest.fixture
def business(db):
    return BusinessFactory()


@pytest.fixture
def content(business):
    application = ApplicationFactory(business=business, status="CHOSEN")
    return ContentFactory(participant=ParticipantFactory(application=application))


def address(row, name="business"):
    return reverse(f"agency:{name}", args=[row.code])


def test_business_opens_for_the_agency_only(client, people, business):
    answers = {}
    for role, user in people.items():
        client.force_login(user)
        answers[role] = client.get(address(business)).status_code
    assert answers == {
        "AGENCY": 200,
        "FACILITATOR": 403,
        "OWNER": 403,
        "ASSESSOR": 403,
        "READER": 403,
    }


def test_business_of_another_region_is_lost(sign_in, agency_of_region, toba):
    foreign = BusinessFactory(region=toba)
    assert sign_in(agency_of_region).get(address(foreign)).status_code == 404


@pytest.mark.parametrize("code", ["LJ-000042-0", "x", "LJ-" + "9" * 60 + "-1", "..%2F", "%00"])
def test_business_with_a_wrong_code_is_lost(sign_in, agency, code):
    assert sign_in(agency).get(f"/dinas/usaha/{code}/").status_code in {400, 404}


def test_business_shows_where_a_fact_comes_from(sign_in, agency, business):
    row = RowFactory(business=business)
    Fact.objects.create(
        business=business, name="founded_year", value=1998, origin="SHEET", row=row, at=AT
    )
    text = sign_in(agency).get(address(business)).content.decode()
    assert "1998" in text
    assert reverse("agency:batch", args=[row.batch_id]) in text
    assert f"baris {row.number}" in text


def test_business_names_the_facts_behind_each_line(sign_in, agency, content, business):
    texts = sign_in(agency).get(address(business)).context["texts"]
    assert any("Keripik singkong" in line["facts"] for line in texts)


@pytest.mark.parametrize("count", [1, 3])
def test_business_asks_the_same_however_much(
    sign_in, agency, content, business, count, django_assert_max_num_queries
):
    for n in range(count):
        Fact.objects.create(
            business=business,
            name=["activity", "address", "hours"][n],
            value="",
            origin="SHEET",
            row=RowFactory(business=business),
            at=AT,
        )
        BusinessFactory(owner=business.owner)
    browser = sign_in(agency)
    with django_assert_max_num_queries(23):
        browser.get(address(business))


def test_business_lists_the_owners_others_within_scope(sign_in, agency_of_region, toba):
    owner: Owner = OwnerFactory()
    here, near, far = (
        BusinessFactory(owner=owner),
        BusinessFactory(owner=owner, name="Dekat"),
        BusinessFactory(owner=owner, name="Jauh", region=toba),
    )
    others = sign_in(agency_of_region).get(address(here)).context["others"]
    assert [other.pk for other in others] == [near.pk]
    assert far.pk != near.pk


def test_approve_content_on_the_owners_behalf(sign_in, agency, content, business):
    browser = sign_in(agency)
    assert browser.post(address(business, "approve_content")).status_code == 302
    content.refresh_from_db()
    assert (content.status, content.decided_by) == (Content.Status.APPROVED, "dinas")
    assert browser.post(address(business, "approve_content")).status_code == 409


def test_hold_content_asks_what_to_change(sign_in, agency, content, business):
    browser = sign_in(agency)
    assert browser.post(address(business, "hold_content"), {"note": ""}).status_code == 422
    long = browser.post(address(business, "hold_content"), {"note": "a" * 10_000})
    assert long.status_code == 422
    assert (
        browser.post(address(business, "hold_content"), {"note": "Salah harga"}).status_code == 302
    )
    content.refresh_from_db()
    assert (content.status, content.note) == (Content.Status.HELD, "Salah harga")


def test_take_down_site_and_restore_it(sign_in, agency, content, business, folders):
    browser = sign_in(agency)
    assert browser.post(address(business, "compose_contents")).status_code == 302
    site = Site.objects.get()
    page = folders / "sites" / site.slug / "index.html"
    assert page.is_file()
    assert reverse("public:site_file", args=[f"{site.slug}/index.html"]) in (
        browser.get(address(business)).content.decode()
    )
    assert browser.post(address(business, "take_down_site")).status_code == 302
    assert not page.exists()
    assert browser.post(address(business, "take_down_site")).status_code == 409
    assert browser.post(address(business, "restore_site")).status_code == 302
    assert page.is_file()


def test_hold_content_takes_the_page_down_at_once(sign_in, agency, content, business, folders):
    browser = sign_in(agency)
    browser.post(address(business, "compose_contents"))
    page = folders / "sites" / Site.objects.get().slug / "index.html"
    assert page.is_file()
    browser.post(address(business, "hold_content"), {"note": "Salah harga"})
    assert not page.exists()


def test_compose_contents_says_when_nothing_is_new(sign_in, agency, content, business):
    browser = sign_in(agency)
    browser.post(address(business, "compose_contents"))
    assert browser.post(address(business, "compose_contents")).status_code == 409


@pytest.mark.parametrize(
    "name", ["approve_content", "hold_content", "take_down_site", "restore_site"]
)
def test_deeds_without_a_participant_are_lost(sign_in, agency, business, name):
    assert sign_in(agency).post(address(business, name), {"note": "x"}).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["approve_content", "hold_content", "compose_contents", "take_down_site", "restore_site"],
)
def test_deeds_in_another_region_are_lost(sign_in, agency_of_region, toba, name):
    application = ApplicationFactory(business=BusinessFactory(region=toba), status="CHOSEN")
    participant = ParticipantFactory(application=application)
    ContentFactory(participant=participant)
    SiteFactory(participant=participant)
    url = address(application.business, name)
    assert sign_in(agency_of_region).post(url, {"note": "x"}).status_code == 404
