"""What was merged, with its reason; taken apart with one press; old addresses lead on."""

import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.registry.actions import decide_link, link_registry, merge_businesses
from laju.apps.registry.models import Business, Link, Merge, Owner
from laju.apps.registry.queries import Found, FoundPair
from tests import factories

LIST, FILE = reverse("agency:merges"), reverse("agency:merges_export")
pytestmark = pytest.mark.django_db


def merged(by, **kwargs) -> Merge:
    """Let the linkage merge two businesses."""
    left, right = factories.BusinessFactory(**kwargs), factories.BusinessFactory(**kwargs)
    pair = FoundPair(left.pk, right.pk, 31.0, 27.5, "SAME", ["NIK sama"])
    link_registry(found=Found([pair], "uji-1"), by=by, at=factories.AT)
    return Merge.objects.get(kind="BUSINESS", kept=left.pk)


def split(browser, merge, answer="berbeda"):
    return browser.post(reverse("agency:split_merge", args=[merge.pk]), {"answer": answer})


@pytest.mark.parametrize("role", Role.values)
def test_merges_open_for_the_agency_only(people, sign_in, role):
    merge = merged(people[Role.AGENCY])
    browser, expected = sign_in(people[role]), 200 if role == Role.AGENCY else 403
    assert browser.get(LIST).status_code == browser.get(FILE).status_code == expected
    assert split(browser, merge).status_code == (302 if role == Role.AGENCY else 403)


def test_merges_show_what_went_where_and_why(agency, sign_in):
    merge = merged(agency)
    text = sign_in(agency).get(LIST).content.decode()
    for record in Business.everything.filter(pk__in=[merge.kept, merge.gone]):
        assert record.name in text and record.code in text
    assert "NIK sama" in text
    assert "27,5" in text
    assert "Laju (otomatis)" in text


@pytest.mark.parametrize(
    ("answer", "owners", "status"), [("pemilik", 1, "SAME_OWNER"), ("berbeda", 2, "DIFFERENT")]
)
def test_split_merge_says_whether_they_are_of_one_owner(agency, sign_in, answer, owners, status):
    merge = merged(agency)
    split(sign_in(agency), merge, answer)
    assert (Business.objects.count(), Owner.objects.count()) == (2, owners)
    assert Link.objects.get().status == status


def test_merges_are_told_apart_by_who_made_them(agency, sign_in):
    merge, browser = merged(agency), sign_in(agency)
    by_hand = Link.objects.create(
        left=factories.BusinessFactory(), right=factories.BusinessFactory(), score=1
    )
    decide_link(link=by_hand, status="SAME", by=agency, at=factories.AT)
    for how, count in (("", 2), ("otomatis", 1), ("orang", 1), ("pisah", 0), ("x", 2)):
        assert len(browser.get(f"{LIST}?how={how}").context["lines"]) == count
    split(browser, merge)
    assert len(browser.get(f"{LIST}?how=pisah").context["lines"]) == 1
    assert len(browser.get(f"{LIST}?kind=OWNER").context["lines"]) == 1


def test_merges_of_another_region_are_not_there(agency, agency_of_region, sign_in, toba):
    merge = merged(agency, region=toba)
    browser = sign_in(agency_of_region)
    for query in ("", "?kind=OWNER"):
        assert browser.get(LIST + query).context["lines"] == []
        told = b"".join(browser.get(FILE + query).streaming_content).decode()
        assert len(told.splitlines()) == 1
    assert split(browser, merge).status_code == 404
    assert split(browser, Merge.objects.get(kind="OWNER")).status_code == 404
    assert browser.post(f"{LIST}{10**30}/").status_code == 404


def test_merges_export_has_a_line_each(agency, sign_in):
    merged(agency)
    told = b"".join(sign_in(agency).get(FILE).streaming_content).decode()
    header, line = told.splitlines()
    assert header.startswith("\ufeffJenis;")
    assert "NIK sama;27,5;uji-1;ya" in line


def test_merges_take_the_same_queries_for_one_and_three(agency, sign_in, django_assert_num_queries):
    browser = sign_in(agency)
    merged(agency)
    with django_assert_num_queries(14, exact=False) as counted:
        browser.get(LIST)
    merged(agency)
    merged(agency)
    with django_assert_num_queries(len(counted)):
        browser.get(LIST)


def test_the_address_of_a_merged_business_leads_to_the_one_that_stands(agency, sign_in, toba):
    first, second, third = (factories.BusinessFactory() for _ in range(3))
    for kept, gone in ((second, third), (first, second)):
        merge_businesses(kept=kept, gone=gone, by=agency, at=factories.AT)
    browser = sign_in(agency)
    for gone in (second, third):
        answer = browser.get(reverse("agency:business", args=[gone.code]))
        assert answer["Location"] == reverse("agency:business", args=[first.code])
    [found] = browser.get(reverse("agency:businesses"), {"q": third.code}).context["page"]
    assert found == first
    elsewhere = factories.UserFactory(role=Role.AGENCY, regions=[toba])
    page = sign_in(elsewhere).get(reverse("agency:business", args=[third.code]))
    assert page.status_code == 404


def test_the_page_of_a_business_shows_all_its_rows_and_what_was_joined(agency, sign_in):
    merge = merged(agency)
    kept, gone = (Business.everything.get(pk=pk) for pk in (merge.kept, merge.gone))
    factories.RowFactory(business=kept, batch__file_name="satu.csv")
    factories.RowFactory(business=gone, batch__file_name="dua.csv")
    text = sign_in(agency).get(reverse("agency:business", args=[kept.code])).content.decode()
    assert all(told in text for told in ("satu.csv", "dua.csv", gone.code, "NIK sama"))
