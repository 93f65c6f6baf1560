"""Doubtful pairs: people decide, what they say is done, and may be taken back."""

import pytest

from laju.apps.registry.actions import decide_link, merge_businesses
from laju.apps.registry.actions.links import AlreadyDecided
from laju.apps.registry.actions.merging import BothInUse, OneAndTheSame
from laju.apps.registry.models import Business, Link, Merge, Owner
from laju.apps.registry.queries import broken_merges, links_waiting
from tests import factories
from tests.factories import AT

PROPOSED, SAME, SAME_OWNER, DIFFERENT = Link.Status


@pytest.fixture
def link(agency) -> Link:
    left, right = factories.BusinessFactory(), factories.BusinessFactory()
    return Link.objects.create(left=left, right=right, score=90)


@pytest.mark.parametrize("status", [SAME, DIFFERENT])
def test_decide_link_can_be_undone_by_who_decided(agency, link, status):
    decide_link(link=link, status=status, by=agency, at=AT)
    link.refresh_from_db()
    assert (link.status, link.decided_by, link.decided_at) == (status, agency.username, AT)
    decide_link(link=link, status=PROPOSED, by=agency, at=AT)
    link.refresh_from_db()
    assert (link.status, link.decided_by, link.decided_at) == (PROPOSED, "", None)


@pytest.mark.parametrize("status", [SAME, DIFFERENT, PROPOSED])
def test_decide_link_tells_the_second_who_was_faster(agency, link, status):
    second = factories.UserFactory()
    decide_link(link=link, status=SAME, by=agency, at=AT)
    with pytest.raises(AlreadyDecided, match=f"oleh {agency.username}"):
        decide_link(link=link, status=status, by=second, at=AT)
    link.refresh_from_db()
    assert (link.status, link.decided_by) == (SAME, agency.username)


@pytest.mark.parametrize(
    ("status", "businesses", "owners"), [(SAME, 1, 1), (SAME_OWNER, 2, 1), (DIFFERENT, 2, 2)]
)
def test_decide_link_does_what_the_answer_says(agency, link, status, businesses, owners):
    decide_link(link=link, status=status, by=agency, at=AT)
    assert (Business.objects.count(), Owner.objects.count()) == (businesses, owners)
    assert {merge.link for merge in Merge.objects.all()} <= {link}
    decide_link(link=link, status=PROPOSED, by=agency, at=AT)
    assert (Business.objects.count(), Owner.objects.count()) == (2, 2)
    assert not any(broken_merges().values())


def test_decide_link_again_undoes_what_it_did_before(agency, link):
    decide_link(link=link, status=SAME, by=agency, at=AT)
    decide_link(link=link, status=DIFFERENT, by=agency, at=AT)
    assert (Business.objects.count(), Owner.objects.count()) == (2, 2)


@pytest.mark.parametrize("side", ["left", "right", None])
def test_decide_link_keeps_the_one_that_was_chosen(agency, link, side):
    kept = getattr(link, side) if side else None
    decide_link(link=link, status=SAME, kept=kept, by=agency, at=AT)
    assert Business.objects.get() == (kept or link.left)


def test_decide_link_answers_all_that_was_proposed_of_the_same_two(agency, link):
    twin = factories.BusinessFactory()
    again = Link.objects.create(left=link.right, right=twin, score=50)
    merge_businesses(kept=link.left, gone=twin, by=agency, at=AT)
    assert links_waiting(by=agency).count() == 2
    decide_link(link=link, status=DIFFERENT, by=agency, at=AT)
    again.refresh_from_db()
    assert again.status == DIFFERENT
    decide_link(link=link, status=PROPOSED, by=agency, at=AT)
    again.refresh_from_db()
    assert again.status == PROPOSED


def test_decide_link_of_what_has_become_one_says_so(agency, link):
    merge_businesses(kept=link.left, gone=link.right, by=agency, at=AT)
    assert links_waiting(by=agency).count() == 0
    with pytest.raises(OneAndTheSame):
        decide_link(link=link, status=SAME, by=agency, at=AT)


def test_decide_link_refuses_what_is_in_use_twice(agency, link):
    for side in (link.left, link.right):
        factories.ApplicationFactory(business=side)
    with pytest.raises(BothInUse):
        decide_link(link=link, status=SAME, by=agency, at=AT)
    link.refresh_from_db()
    assert link.status == PROPOSED
    decide_link(link=link, status=SAME_OWNER, by=agency, at=AT)
    assert Owner.objects.count() == 1
