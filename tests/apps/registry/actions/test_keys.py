import pytest

from laju.apps.registry.actions.keys import Keys
from laju.apps.registry.models import Owner

pytestmark = pytest.mark.django_db


def test_take_gives_no_key_twice():
    last = Owner.objects.create(name="Ani").pk
    Owner.objects.all().delete()
    keys = Keys().take(model=Owner, count=3).to_list()
    assert keys == sorted(set(keys))
    assert keys[0] > last
    Owner.objects.bulk_create([Owner(pk=key) for key in keys])
    assert Owner.objects.create(name="Budi").pk > keys[-1]


def test_take_of_nothing_is_nothing():
    assert Keys().take(model=Owner, count=0).to_list() == []


def test_take_gives_no_key_twice_before_the_rows_are_stored():
    keys = Keys()
    first, second = (keys.take(model=Owner, count=2).to_list() for _ in range(2))
    assert first[-1] < second[0]
