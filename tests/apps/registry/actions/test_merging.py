"""Two records become one, and two again, with nothing lost on either way."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laju.apps.registry.actions import merge_businesses, merge_owners, split
from laju.apps.registry.actions.merged_records import GROUPS, NumberTaken, told_by
from laju.apps.registry.actions.merging import (
    AlreadySplit,
    BothInUse,
    NotStanding,
    OneAndTheSame,
    OwnersInUse,
)
from laju.apps.registry.models import Business, Link, Merge, Owner
from laju.apps.registry.queries import broken_merges, rows_of
from laju.core.merges import fill_gaps
from tests import factories
from tests.factories import AT

NIK, OTHER_NIK = "1271010101800001", "1271010202800002"
pytestmark = pytest.mark.django_db
TECHNICAL = {"updated_at"}  # when a record was last changed; a merge is a change


def everything():
    """Return every stored field of every owner and business."""
    return [
        {name: value for name, value in row.items() if name not in TECHNICAL}
        for model in (Owner, Business)
        for row in model.everything.order_by("pk").values()
    ]


def told():
    """Return what every record tells now, as merging sees it."""
    return {
        kind: told_by(kind=kind, keys=model.everything.values_list("pk", flat=True))
        for kind, model in (("OWNER", Owner), ("BUSINESS", Business))
    }


def as_if_only_those_that_hold(before):
    """Return what records would tell had only the merges that still hold ever been made."""
    now = {
        kind: {key: dict(values) for key, values in rows.items()} for kind, rows in before.items()
    }
    for merge in Merge.objects.filter(undone_at=None):
        kept, gone = now[merge.kind][merge.kept], now[merge.kind][merge.gone]
        kept |= fill_gaps(own=kept, other=gone, groups=GROUPS)
    return now


def whole():
    return {name: count for name, count in broken_merges().items() if count}


def test_merge_businesses_leads_from_the_one_to_the_other(agency):
    kept, gone = factories.BusinessFactory(), factories.BusinessFactory()
    merge = merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
    assert list(Business.objects.all()) == [kept]
    assert Business.everything.get(pk=gone.pk).merged_into == kept
    assert (merge.kept, merge.gone, merge.merged_by, merge.is_automatic) == (
        kept.pk, gone.pk, agency.username, False,
    )  # fmt: skip
    assert whole() == {}


def test_merge_businesses_takes_over_what_was_not_known(agency):
    kept = factories.BusinessFactory(phone="", channels={"instagram": "@a"}, owner__nik=NIK)
    gone = factories.BusinessFactory(
        phone="+628100001", channels={"instagram": "@b", "tiktok": "@t"}, sales_rupiah=5,
        owner__nik="", owner__nib="1234567890123",
    )  # fmt: skip
    merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
    now = Business.objects.get()
    assert (now.phone, now.sales_rupiah) == ("+628100001", 5)
    assert now.channels == {"instagram": "@a", "tiktok": "@t"}
    assert (now.owner.nik, now.owner.nib) == (NIK, "1234567890123")
    assert Owner.objects.count() == 1


@pytest.mark.parametrize(
    ("own", "other", "filled"),
    [
        ({}, {"address": "Jl. Melati 5", "district_name": "Medan Kota"}, "Jl. Melati 5"),
        ({"district_name": "Medan Kota"}, {"address": "A", "district_name": "Medan Kota"}, "A"),
        ({"district_name": "Medan Kota"}, {"address": "A", "district_name": "Medan Tuntungan"}, ""),
    ],
)
def test_merge_businesses_makes_no_address_of_two_places(agency, own, other, filled):
    kept, gone = factories.BusinessFactory(**own), factories.BusinessFactory(**other)
    merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
    assert Business.objects.get().address == filled


def test_merge_businesses_mixes_no_regions(agency, toba):
    kept = factories.BusinessFactory()
    gone = factories.BusinessFactory(region=toba, address="Balige")
    merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
    assert Business.objects.get().address == ""


def test_merge_businesses_leaves_two_people_two(agency):
    kept = factories.BusinessFactory(owner__nik=NIK)
    gone = factories.BusinessFactory(owner__nik=OTHER_NIK)
    merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
    assert Owner.objects.count() == 2
    assert Business.objects.get().owner == kept.owner


def test_merge_businesses_keeps_the_one_others_refer_to(agency):
    kept = factories.BusinessFactory()
    application = factories.ApplicationFactory()
    merge = merge_businesses(kept=kept, gone=application.business, by=agency, at=AT)
    assert (merge.kept, merge.gone) == (application.business_id, kept.pk)


def test_merge_businesses_refuses_two_that_others_refer_to(agency):
    one, other = factories.ApplicationFactory(), factories.ApplicationFactory()
    with pytest.raises(BothInUse) as refused:
        merge_businesses(kept=one.business, gone=other.business, by=agency, at=AT)
    assert "Satu pemilik, dua usaha" in refused.value.remedy
    assert Merge.objects.count() == 0


def test_merge_businesses_needs_two_that_stand(agency):
    one, other, third = (factories.BusinessFactory() for _ in range(3))
    merge_businesses(kept=one, gone=other, by=agency, at=AT)
    with pytest.raises(NotStanding):
        merge_businesses(kept=third, gone=other, by=agency, at=AT)
    with pytest.raises(OneAndTheSame):
        merge_businesses(kept=one, gone=one, by=agency, at=AT)


def test_merge_owners_gives_all_businesses_to_one(agency):
    one, other = factories.BusinessFactory(), factories.BusinessFactory()
    merge_owners(kept=one.owner, gone=other.owner, by=agency, at=AT)
    assert {b.owner_id for b in Business.objects.all()} == {one.owner_id}
    assert Business.objects.get(pk=other.pk).original_owner == other.owner
    assert whole() == {}


def test_merge_owners_keeps_the_one_with_an_account(agency, owner):
    kept, gone = factories.OwnerFactory(), factories.OwnerFactory(user=owner)
    assert merge_owners(kept=kept, gone=gone, by=agency, at=AT).kept == gone.pk
    third = factories.OwnerFactory(user=factories.UserFactory())
    with pytest.raises(OwnersInUse):
        merge_owners(kept=gone, gone=third, by=agency, at=AT)


def test_split_tells_the_second_who_was_faster(agency):
    merge = merge_businesses(
        kept=factories.BusinessFactory(), gone=factories.BusinessFactory(), by=agency, at=AT
    )
    split(merge=merge, by=agency, at=AT)
    with pytest.raises(AlreadySplit, match=agency.username):
        split(merge=merge, by=agency, at=AT)


def test_split_keeps_the_pair_as_decided(agency):
    kept, gone = factories.BusinessFactory(), factories.BusinessFactory()
    merge = merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
    split(merge=merge, by=agency, at=AT)
    link = Link.objects.get()
    assert (link.left, link.right) == (kept, gone)
    assert link.status == Link.Status.SAME_OWNER  # the owners are still one
    split(merge=Merge.objects.get(kind="OWNER"), by=agency, at=AT)
    link.refresh_from_db()
    assert (link.status, link.decided_by) == (Link.Status.DIFFERENT, agency.username)


def test_split_gives_a_nik_back_to_nobody_but_its_owner(agency):
    one = factories.OwnerFactory(nik=NIK)
    other = factories.OwnerFactory(nik=OTHER_NIK)
    merge = merge_owners(kept=one, gone=other, by=agency, at=AT)
    factories.OwnerFactory(nik=OTHER_NIK)
    with pytest.raises(NumberTaken):
        split(merge=merge, by=agency, at=AT)
    assert Owner.everything.get(pk=other.pk).merged_into == one


def test_split_leaves_what_others_changed_since(agency):
    kept = factories.BusinessFactory(phone="", address="")
    gone = factories.BusinessFactory(phone="+62811", address="Jl. A 1")
    merge = merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
    Business.objects.filter(pk=kept.pk).update(phone="+62822")
    split(merge=merge, by=agency, at=AT)
    kept.refresh_from_db()
    assert (kept.phone, kept.address) == ("+62822", "")


def test_rows_stay_traceable_both_ways(agency):
    kept, gone = factories.BusinessFactory(), factories.BusinessFactory()
    rows = [factories.RowFactory(business=kept), factories.RowFactory(business=gone)]
    merge = merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
    assert list(rows_of(businesses=[kept.pk])) == rows
    assert {row.about for row in rows_of(businesses=[kept.pk])} == {kept.pk}
    split(merge=merge, by=agency, at=AT)
    assert list(rows_of(businesses=[kept.pk])) == rows[:1]


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.sampled_from(["+62811", "+62822"]),
        "address": st.sampled_from(["Jl. A 1", "Jl. B 2"]),
        "district_name": st.sampled_from(["Medan Kota", "Medan Area"]),
        "sales_rupiah": st.sampled_from([1, 2]),
        "capital_rupiah": st.sampled_from([1, 2]),
        "channels": st.sampled_from([{"tiktok": "@a"}, {"tiktok": "@b", "website": "x.id"}]),
        "owner__nik": st.sampled_from([NIK, OTHER_NIK]),
        "owner__nib": st.sampled_from(["1", "2"]),
        "owner__email": st.sampled_from(["a@contoh.id", "b@contoh.id"]),
    },
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.lists(FACTS, min_size=4, max_size=4), data=st.data())
def test_split_in_any_order_restores_every_field(agency, facts, data):
    """Whatever is merged and in whatever order it is split, in the end all is as it was."""
    from django.db import transaction

    with transaction.atomic():
        taken = {""}
        for fact in facts:
            nik = fact.get("owner__nik", "")
            known = {**fact, "owner__nik": "" if nik in taken else nik, "owner__phone": ""}
            factories.BusinessFactory(**known)
            taken.add(nik)
        before, told_before = everything(), told()
        steps = data.draw(st.integers(1, 12))
        for _ in range(steps):
            live = list(Merge.objects.filter(undone_at=None))
            if live and data.draw(st.booleans()):
                split(merge=data.draw(st.sampled_from(live)), by=agency, at=AT)
            else:
                standing = list(Business.objects.order_by("pk"))
                if len(standing) < 2:
                    continue
                kept, gone = data.draw(st.permutations(standing))[:2]
                merge_businesses(kept=kept, gone=gone, by=agency, at=AT)
            assert whole() == {}
            assert told() == as_if_only_those_that_hold(told_before)
        for merge in data.draw(st.permutations(list(Merge.objects.filter(undone_at=None)))):
            split(merge=merge, by=agency, at=AT)
            assert whole() == {}
        assert everything() == before
        transaction.set_rollback(True)
