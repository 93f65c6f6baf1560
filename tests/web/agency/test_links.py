import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.registry.models import Business, Link
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


@pytest.mark.parametrize(
    ("answer", "status"),
    [("sama", "SAME"), ("pemilik", "SAME_OWNER"), ("berbeda", "DIFFERENT")],
)
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


@pytest.mark.parametrize(("side", "stays"), [("kiri", "left"), ("kanan", "right"), ("", "left")])
def test_decide_link_keeps_the_record_that_was_chosen(agency, sign_in, side, stays):
    link = pair()
    decide(sign_in(agency), link, "sama", kept=side)
    assert Business.objects.get() == getattr(link, stays)


def test_links_show_which_record_stays_and_that_one_in_use_always_does(agency, sign_in):
    link = pair()
    browser = sign_in(agency)
    assert [side["is_kept"] for side in browser.get(LIST).context["sides"]] == [True, False]
    factories.ApplicationFactory(business=link.right)
    page = browser.get(LIST)
    assert [side["is_kept"] for side in page.context["sides"]] == [False, True]
    assert "selalu dipertahankan" in page.content.decode()


def test_links_with_both_in_use_offer_no_merging(agency, sign_in):
    link = pair()
    for side in (link.left, link.right):
        factories.ApplicationFactory(business=side)
    browser = sign_in(agency)
    assert 'value="sama" accesskey="s" data-key="s" disabled' in browser.get(LIST).content.decode()
    answer = decide(browser, link, "sama")
    assert answer.status_code == 409
    assert "Satu pemilik, dua usaha" in answer.content.decode()


def test_links_draw_the_evidence_with_its_sign(agency, sign_in):
    link = pair()
    link.waterfall = [
        {"stage": "OWNER", "label": "Peluang awal", "level": "", "bits": -19.2},
        {"stage": "OWNER", "label": "NIK", "level": "sama", "bits": 19.9},
        {"stage": "OWNER", "label": "NIB", "level": "tidak diketahui", "bits": 0.0},
        {"stage": "UNIT", "label": "Nama usaha", "level": "hampir sama", "bits": 6.2},
    ]
    link.save()
    page = sign_in(agency).get(LIST)
    owner, unit = page.context["waterfall"]
    assert [(line["label"], line["bits"]) for line in owner["lines"]] == [
        ("Peluang awal", "−19,2"),
        ("NIK", "+19,9"),
    ]
    assert (owner["total"], unit["total"]) == ("+0,7", "+6,2")
    assert "+19,9" in page.content.decode()


def test_links_are_narrowed_by_region_and_reason(agency, sign_in, toba):
    here, there = pair(), pair(region=toba)
    Link.objects.filter(pk=there.pk).update(evidence=["NIK sama"])
    browser = sign_in(agency)
    for query, wanted in (("region=12.12", there), ("reason=NIK", there), ("region=12.71", here)):
        page = browser.get(f"{LIST}?{query}")
        assert (page.context["page"].paginator.count, page.context["link"]) == (1, wanted)
    assert browser.get(f"{LIST}?reason=NIB").status_code == 200
    answer = decide(browser, there, "berbeda", reason="NIK", page="1")
    assert answer["Location"] == f"{LIST}?reason=NIK&page=1"


def test_links_for_htmx_are_the_pair_alone(agency, sign_in):
    link, browser = pair(), sign_in(agency)
    pair()
    part = browser.get(LIST, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="pasangan">')
    refused = browser.post(
        reverse("agency:decide_link", args=[link.pk]),
        {"answer": "sama"},
        headers={"HX-Request": "true"},
        follow=True,
    )
    assert "Usaha yang sama" in refused.content.decode()


def test_links_tell_htmx_of_a_refusal_in_place(agency, sign_in):
    link = pair()
    Link.objects.filter(pk=link.pk).update(status="SAME", decided_by="lain")
    answer = sign_in(agency).post(
        reverse("agency:decide_link", args=[link.pk]),
        {"answer": "sama"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "sudah diputuskan" in answer.content.decode()


def test_links_count_what_is_done(agency, sign_in):
    first, browser = pair(), sign_in(agency)
    pair()
    decide(browser, first, "berbeda")
    page = browser.get(LIST)
    assert page.context["counts"] == {"waiting": 1, "decided": 1}
    assert page.context["percent"] == 50


def test_links_across_regions_are_for_those_who_see_both(agency, agency_of_region, sign_in, toba):
    left, right = factories.BusinessFactory(), factories.BusinessFactory(region=toba)
    link = Link.objects.create(left=left, right=right, score=5)
    browser = sign_in(agency_of_region)
    assert browser.get(LIST).context["link"] is None
    assert decide(browser, link, "sama").status_code == 404
    assert sign_in(agency).get(LIST).context["link"] == link


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
    with django_assert_num_queries(12, exact=False) as counted:
        browser.get(LIST)
    pair()
    pair()
    with django_assert_num_queries(len(counted)):
        browser.get(LIST)
