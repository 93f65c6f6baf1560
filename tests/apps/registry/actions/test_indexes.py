import pytest
from django.db import connection

from laju.apps.registry.actions import restore_indexes, restoring_indexes, suspend_indexes
from laju.apps.registry.models import Business, Finding, Owner, Row
from tests.apps.registry.actions.sheets import receive, row


def indexes():
    with connection.cursor() as cursor:
        return {
            model._meta.db_table: connection.introspection.get_constraints(
                cursor, model._meta.db_table
            )
            for model in (Owner, Business, Row, Finding)
        }


@pytest.mark.django_db
def test_restore_indexes_makes_again_what_was_left_out():
    before = indexes()
    assert suspend_indexes()
    assert sum(map(len, indexes().values())) < sum(map(len, before.values())) - 8
    assert restore_indexes() >= 9
    assert indexes() == before
    assert restore_indexes() == 0


@pytest.mark.django_db
def test_restoring_indexes_is_done_when_it_was_waited_for():
    before = indexes()
    suspend_indexes()
    with restoring_indexes() as wait:
        wait()
        assert indexes() == before


def test_suspend_indexes_leaves_a_registry_in_use_alone(agency):
    receive(row(), by=agency)
    before = indexes()
    assert not suspend_indexes()
    assert indexes() == before


@pytest.mark.django_db
def test_suspend_indexes_leaves_what_the_search_asks_of_each_owner():
    suspend_indexes()
    left = indexes()["registry_business"].values()
    assert any(found["columns"] == ["owner_id"] and found["index"] for found in left)
