import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.registry.models import Link
from tests import factories

LIST = reverse("agency:links")
pytestmark = pytest.mark.django_db


def pair(**kwargs):
    left, right = factories.BusinessFactory(**kwargs), factories.BusinessFactory(**kwargs)
    return Link.objects.create(left=left, right=right, score=91, evidence=["Nama mirip 91 %"])


def decide(browser, link, answer, **more):
    return browser.post(reverse("agency:decide_link", args=[link.pk]), {"answer": answer, **more})


@pytest.mark.parametrize("role", Role.values)
def test_links_open_for_the_agency_only(people, sign_in, role):
    browser, link = sign_in(people[role]), pair()
    assert browser.get(LIST).status_code == (200 if role == Role.AGENCY else 403)
    assert decide(browser, link, "sama").status_code == (302 if role == Role.AGENCY else 403)


def test_links_show_both_records_and_mark_the_difference(agency, sign_in):
    link = pair()
    page = sign_in(agency).get(LIST)
    differing = {row["label"] for row in page.context["rows"] if row["differs"]}
    assert {"Nama usaha", "Telepon"} <= differing
    assert "Sektor" not in differing
    assert "Nama mirip 91 %" in page.content.decode()
    assert link.left.name in page.content.decode()


def test_links_hide_the_middle_of_a_nik(agency, sign_in):
    pair(owner__nik="")
    link = Link.objects.get()
    link.left.owner.nik = "1271010101900001"
    link.left.owner.save()
    page = sign_in(agency).get(LIST).content.decode()
    assert "1271010101900001" not in page
    assert "127101" in page


@pytest.mark.parametrize(("answer", "status"), [("sama", "SAME"), ("berbeda", "DIFFERENT")])
def test_decide_link_keeps_the_decision(agency, sign_in, answer, status):
    link = pair()
    decide(sign_in(agency), link, answer)
    link.refresh_from_db()
    assert (link.status, link.decided_by) == (status, "dinas")


def test_decide_link_can_be_taken_back(agency, sign_in):
    link, browser = pair(), sign_in(agency)
    decide(browser, link, "sama")
    assert "Tarik kembali" in browser.get(LIST).content.decode()
    decide(browser, link, "urung")
    link.refresh_from_db()
    assert link.status == Link.Status.PROPOSED
    assert "Tarik kembali" not in browser.get(LIST).content.decode()


@pytest.mark.parametrize("answer", ["nanti", "", "x", "\0"])
def test_decide_link_later_decides_nothing(agency, sign_in, answer):
    link = pair()
    pair()
    response = decide(sign_in(agency), link, answer, page="1")
    assert response["Location"] == f"{LIST}?page=2"
    link.refresh_from_db()
    assert link.status == Link.Status.PROPOSED


@pytest.mark.parametrize("page", ["9" * 5000, "-1", "x", "²"])
def test_decide_link_later_survives_any_page(agency, sign_in, page):
    assert decide(sign_in(agency), pair(), "nanti", page=page)["Location"] == f"{LIST}?page=1"


def test_decide_link_of_another_region_is_not_found(agency_of_region, sign_in, toba):
    link = pair(region=toba)
    browser = sign_in(agency_of_region)
    assert decide(browser, link, "sama").status_code == 404
    assert link.left.name not in browser.get(LIST).content.decode()


def test_decide_link_that_another_decided_says_so(agency, sign_in):
    link = pair()
    Link.objects.filter(pk=link.pk).update(status="SAME", decided_by="lain")
    answer = decide(sign_in(agency), link, "berbeda")
    assert answer.status_code == 409
    assert "sudah diputuskan" in answer.content.decode()


def test_decide_link_survives_a_huge_number(agency, sign_in):
    assert sign_in(agency).post(f"{LIST}{10**30}/", {"answer": "sama"}).status_code == 404


def test_links_export_only_the_regions_of_the_person(agency_of_region, sign_in, toba):
    mine, foreign = pair(), pair(region=toba)
    answer = sign_in(agency_of_region).get(reverse("agency:links_export"))
    text = b"".join(answer.streaming_content).decode()
    assert mine.left.code in text
    assert foreign.left.code not in text


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.OWNER, Role.ASSESSOR])
def test_links_export_refuses_other_roles(people, sign_in, role):
    assert sign_in(people[role]).get(reverse("agency:links_export")).status_code == 403


def test_links_take_the_same_queries_for_one_and_three(agency, sign_in, django_assert_num_queries):
    browser = sign_in(agency)
    pair()
    browser.get(LIST)
    with django_assert_num_queries(6, exact=False) as counted:
        browser.get(LIST)
    pair()
    pair()
    with django_assert_num_queries(len(counted)):
        browser.get(LIST)
