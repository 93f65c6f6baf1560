"""Asked of the database or remembered in columns: the answers are the same."""

import pytest

from laju.apps.registry.actions import Remembered, merge_businesses
from laju.apps.registry.actions.known import Asked, resolved, standing
from laju.apps.registry.models import Batch, Business, Owner, Row
from tests.apps.registry.actions.sheets import NIK, OTHER_NIK, receive, row
from tests.factories import AT

PHONE = "+6281000005001"
NAMES = [("12.71", name) for name in ("keripik mawar", "salon", "kedai", "kopi")]
NUMBERS = {"nik": {NIK, "9"}, "nib": set(), "phone": {PHONE}}


@pytest.fixture(params=[Asked, Remembered])
def known(request, agency):
    receive(row(), row("Salon", "Budi", OTHER_NIK, "0810-0000-5001"), by=agency)
    receive(row("Kedai", "Cici", "", "0810-0000-7777"), by=agency, sha256="b" * 64)
    looked_up = request.param()
    if isinstance(looked_up, Remembered):
        looked_up.learn_news()
    return looked_up


def test_owners_and_businesses_are_found_by_number(known):
    owners = known.owners(NUMBERS)
    assert [owner.name for owner in owners] == ["Ani Siregar", "Budi"]
    found = known.businesses(NUMBERS, [owners[0].pk], NAMES)
    assert [business.name for business in found] == ["Keripik Mawar", "Salon"]
    assert known.businesses(NUMBERS, [], [("12.71", "lain"), ("12.12", "salon")]) == []
    assert known.owners({"nik": set(), "nib": set(), "phone": set()}) == []


def test_businesses_told_leaves_the_own_batch_out(known):
    told = Row.objects.get(business__name="Kedai")
    first, last = Batch.objects.order_by("pk")
    assert known.businesses_told(first, [told.fingerprint, "x"]) == {
        told.fingerprint: told.business_id
    }
    assert known.businesses_told(last, [told.fingerprint]) == {}


def test_told_by_knows_of_whom_a_batch_has_spoken(known):
    first, last = Batch.objects.order_by("pk")
    keys = list(Business.objects.order_by("pk").values_list("pk", flat=True))
    assert known.told_by(first, keys) == set(keys[:2])
    assert known.told_by(last, keys) == {keys[2]}
    assert known.told_by(last, []) == set()


def test_numbers_of_knows_the_rows_of_earlier_chunks(known):
    batch = Batch.objects.order_by("pk")[0]
    print_ = batch.rows.get(number=3).fingerprint
    assert Asked().numbers_of(batch, [print_, "x"]) == {print_: 3}


def test_news_of_others_are_learnt(known, agency):
    receive(row("Kopi", "Dodi", "", "0810-0000-8888"), by=agency, sha256="c" * 64)
    if isinstance(known, Remembered):
        known.learn_news()
    numbers = {"nik": set(), "nib": set(), "phone": {"+6281000008888"}}
    assert [owner.name for owner in known.owners(numbers)] == ["Dodi"]
    assert [business.name for business in known.businesses(numbers, [], NAMES)] == ["Kopi"]


def test_merged_businesses_lead_to_the_one_that_stands(known, agency):
    one, other = Business.objects.order_by("pk")[:2]
    merge_businesses(kept=one, gone=other, by=agency, at=AT)
    if isinstance(known, Remembered):
        known.learn_news()
    told = Row.objects.get(business=other)
    assert known.businesses_told(Batch.objects.order_by("pk").last(), [told.fingerprint]) == {
        told.fingerprint: one.pk
    }
    found = known.businesses(NUMBERS, [], NAMES)
    assert {unit.pk for unit in standing(found, Business.everything).values()} == {one.pk}


def test_resolved_leaves_what_stands_alone(known):
    keys = {str(pk): pk for pk in Business.objects.values_list("pk", flat=True)}
    assert resolved(keys) == keys
    assert standing(Owner.objects.all(), Owner.everything) == {
        owner.pk: owner for owner in Owner.objects.all()
    }
