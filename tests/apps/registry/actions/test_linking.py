"""What a linkage found is done: the certain merged, the doubtful queued, people's word kept."""

import pytest

from laju.apps.ledger.models import Entry
from laju.apps.registry.actions import decide_link, link_registry, merge_businesses, split
from laju.apps.registry.models import Business, Link, Merge, Owner
from laju.apps.registry.queries import (
    Found,
    FoundPair,
    Verdict,
    broken_merges,
    links_waiting,
    reconcile_businesses,
)
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
SAME, SAME_OWNER, REVIEW = Verdict
PROPOSED, _, _, DIFFERENT = Link.Status


def found(*pairs) -> Found:
    told = [
        FoundPair(*sorted((left.pk, right.pk)), 15.0, bits, verdict, [f"kata {bits}"])
        for left, right, verdict, bits in pairs
    ]
    return Found(told, "uji-1")


def link(by, *pairs):
    return link_registry(found=found(*pairs), by=by, at=AT)


@pytest.fixture
def four():
    return [factories.BusinessFactory() for _ in range(4)]


def test_link_registry_merges_the_certain_and_queues_the_doubtful(agency, four):
    one, two, three, four_ = four
    told = link(
        agency, (one, two, SAME, 9), (one, three, SAME_OWNER, -9), (three, four_, REVIEW, 1)
    )
    assert told == (1, 2, 1)
    assert set(Business.objects.all()) == {one, three, four_}
    assert Business.objects.get(pk=three.pk).owner == one.owner
    [waiting] = links_waiting(by=agency)
    assert (waiting.left, waiting.right, waiting.evidence) == (three, four_, ["kata 1"])
    assert waiting.model_version == "uji-1"
    assert {m.is_automatic for m in Merge.objects.all()} == {True}
    assert not any(broken_merges().values())


def test_link_registry_writes_one_line_and_a_merge_each(agency, four):
    one, two, three, _ = four
    link(agency, (one, two, SAME, 9), (one, three, SAME, 8))
    assert Entry.objects.filter(action="registry.link_registry").count() == 1
    merges = Merge.objects.filter(kind="BUSINESS").order_by("pk")
    assert [(m.kept, m.gone, m.bits, m.evidence) for m in merges] == [
        (one.pk, two.pk, 9, ["kata 9"]),
        (one.pk, three.pk, 8, ["kata 8"]),
    ]


def test_link_registry_again_changes_nothing(agency, four):
    one, two, three, four_ = four
    pairs = ((one, two, SAME, 9), (two, three, REVIEW, 2), (one, four_, SAME_OWNER, -5))
    link(agency, *pairs)
    before = list(Merge.objects.values()), list(Link.objects.values())
    assert link(agency, *pairs) == (0, 0, 0)
    assert (list(Merge.objects.values()), list(Link.objects.values())) == before


def test_link_registry_leaves_alone_what_people_decided(agency, four):
    one, two, *_ = four
    link(agency, (one, two, REVIEW, 1))
    decide_link(link=Link.objects.get(), status=DIFFERENT, by=agency, at=AT)
    assert link(agency, (one, two, SAME, 30)) == (0, 0, 0)
    assert link(agency, (one, two, REVIEW, 1)) == (0, 0, 0)


def test_link_registry_joins_nothing_by_a_third_that_people_keep_apart(agency, four):
    one, two, three, _ = four
    Link.objects.create(left=one, right=three, score=1, status=DIFFERENT, decided_by="x")
    told = link(agency, (one, two, SAME, 9), (two, three, SAME, 8))
    assert told == (1, 1, 0)
    assert set(Business.objects.all()) == {one, three, four[3]}


def test_link_registry_joins_no_two_niks_through_a_third_record(agency, four):
    one, two, three, _ = four
    for business, nik in ((one, "1271010101800001"), (three, "1271010202800002")):
        Owner.objects.filter(pk=business.owner_id).update(nik=nik)
    assert link(agency, (one, two, SAME, 9), (two, three, SAME, 8)) == (1, 1, 1)
    assert links_waiting(by=agency).get().right == three  # a person has to look


def test_link_registry_never_joins_again_what_a_person_split(agency, four):
    one, two, *_ = four
    pairs = [(one, two, SAME, 9)]
    link(agency, *pairs)
    for merge in Merge.objects.order_by("-pk"):
        split(merge=merge, by=agency, at=AT)
    assert Business.objects.count() == 4
    assert link(agency, *pairs) == (0, 0, 0)


def test_link_registry_queues_what_is_in_use_twice(agency, four):
    one, two, *_ = four
    for business in (one, two):
        factories.ApplicationFactory(business=business)
    assert link(agency, (one, two, SAME, 9)) == (0, 1, 1)
    assert Owner.objects.count() == 3


def test_link_registry_keeps_the_one_in_use_and_the_owner_with_an_account(agency, owner, four):
    one, two, *_ = four
    factories.ApplicationFactory(business=two)
    Owner.objects.filter(pk=two.owner_id).update(user=owner)
    link(agency, (one, two, SAME, 9))
    assert Business.everything.get(pk=one.pk).merged_into == two
    assert Business.objects.get(pk=two.pk).owner_id == two.owner_id


def test_link_registry_proposes_two_that_stand_only_once(agency, four):
    one, two, three, _ = four
    told = link(agency, (one, two, SAME, 9), (one, three, REVIEW, 2), (two, three, REVIEW, 3))
    assert told.proposed == 1
    assert links_waiting(by=agency).get().left == two  # the likelier of the two


def test_link_registry_follows_what_was_merged_while_it_was_looking(agency, four):
    one, two, three, _ = four
    looked = found((two, three, SAME, 9))
    merge_businesses(kept=one, gone=two, by=agency, at=AT)
    link_registry(found=looked, by=agency, at=AT)
    assert Business.everything.get(pk=three.pk).merged_into == one


def test_link_registry_notes_when_a_sheet_was_compared(agency):
    batch = factories.BatchFactory()
    other = factories.BatchFactory()
    link_registry(found=Found([], "uji-1", [batch.pk]), batch=batch, by=agency, at=AT)
    batch.refresh_from_db()
    other.refresh_from_db()
    assert (batch.linked_at, other.linked_at) == (AT, None)


def test_reconcile_businesses_tells_how_their_number_comes_about(agency, four):
    factories.BatchFactory(created=4)
    link(agency, (four[0], four[1], SAME, 9), (four[2], four[3], SAME, 9))
    split(merge=Merge.objects.filter(kind="BUSINESS").first(), by=agency, at=AT)
    assert reconcile_businesses() == {
        "created": 4, "merged": 2, "split": 1, "standing": 3, "apart": 0,
    }  # fmt: skip
