"""Many records joined in a few statements; what each tells, and is told again."""

import pytest

from laju.apps.registry.actions.merged_records import (
    BUSINESS,
    FEW,
    OWNER,
    Joining,
    insert,
    join,
    part,
    told_by,
)
from laju.apps.registry.models import Business, Merge, Owner
from laju.apps.registry.queries import broken_merges
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_join_takes_as_many_statements_for_thirty_as_for_three(agency, django_assert_num_queries):
    keys = [factories.BusinessFactory(phone="", owner__phone="").pk for _ in range(66)]
    pairs = [Joining(kept, gone) for kept, gone in zip(keys[::2], keys[1::2], strict=True)]
    Business.objects.filter(pk__in=keys[1::2]).update(phone="+62811")
    with django_assert_num_queries(5, exact=False) as few:
        join(kind=BUSINESS, joinings=pairs[:3], by=agency, at=AT)
    with django_assert_num_queries(len(few)):
        join(kind=BUSINESS, joinings=pairs[3:], by=agency, at=AT)
    assert Business.objects.count() == len(pairs)
    assert set(Business.objects.values_list("phone", flat=True)) == {"+62811"}


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_insert_stores_few_and_many_alike(count):
    rows = [
        Merge(kind=OWNER, kept=1, gone=n, moved={"filled": {"a": 1}}, merged_by="x", merged_at=AT)
        for n in range(count)
    ]
    insert(rows)
    assert Merge.objects.count() == count
    last = Merge.objects.get(gone=count - 1)
    assert (last.moved, last.evidence, last.merged_at) == ({"filled": {"a": 1}}, [], AT)
    assert last.undone_at is None


def test_join_follows_chains_within_one_call(agency):
    first, second, third = (factories.BusinessFactory().pk for _ in range(3))
    steps = [Joining(second, third), Joining(first, second)]
    join(kind=BUSINESS, joinings=steps, by=agency, at=AT)
    assert set(Business.everything.exclude(pk=first).values_list("merged_into", flat=True)) == {
        first
    }
    assert not any(broken_merges().values())


def test_part_cuts_a_chain_where_it_was_joined(agency):
    first, second, third = (factories.OwnerFactory().pk for _ in range(3))
    steps = [Joining(second, third), Joining(first, second)]
    join(kind=OWNER, joinings=steps, by=agency, at=AT)
    part(merge=Merge.objects.get(gone=second), by=agency, at=AT)
    assert set(Owner.objects.values_list("pk", flat=True)) == {first, second}
    assert Owner.everything.get(pk=third).merged_into_id == second
    assert not any(broken_merges().values())


def test_told_by_leaves_out_what_is_empty():
    business = factories.BusinessFactory(channels={"tiktok": "@a"}, phone="")
    told = told_by(kind=BUSINESS, keys=[business.pk])[business.pk]
    assert told["channels.tiktok"] == "@a"
    assert "phone" not in told and "latitude" not in told


def test_broken_merges_sees_what_another_hand_has_bent(agency):
    kept, gone = factories.BusinessFactory(), factories.BusinessFactory()
    Business.everything.filter(pk=gone.pk).update(merged_into=kept)
    assert broken_merges()["business gone without a merge"] == 1
