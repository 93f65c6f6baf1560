"""New records are compared while somebody waits, or in the background when there are many."""

import pytest

from laju.apps.jobs.models import Job
from laju.apps.registry.models import Business, Merge
from laju.apps.registry.tasks import link_waiting
from laju.web.shared import linking
from tests.apps.registry.actions.sheets import receive, row

pytestmark = pytest.mark.django_db
TWINS = (row(), row(name="Kerpik Mawar"))


def test_link_sheet_is_done_at_once_while_the_registry_is_small(agency):
    batch = receive(*TWINS, by=agency)
    assert linking.link_sheet(batch=batch, by=agency)
    assert Business.objects.count() == 1
    assert Merge.objects.get(kind="BUSINESS").merged_by == agency.username
    assert not Job.objects.exists()


def test_link_sheet_waits_its_turn_in_a_large_registry(agency, monkeypatch):
    monkeypatch.setattr(linking, "SMALL", 1)
    batch = receive(*TWINS, by=agency)
    assert not linking.link_sheet(batch=batch, by=agency)
    assert not linking.link_sheet(batch=batch, by=agency)
    assert Job.objects.get().task == link_waiting.module_path  # asked for once
    assert link_waiting.call() == 0
    assert Business.objects.count() == 1
    assert Merge.objects.get(kind="BUSINESS").merged_by == "laju"
    batch.refresh_from_db()
    assert batch.linked_at is not None


def test_link_waiting_begun_twice_does_no_harm(agency):
    receive(*TWINS, by=agency)
    for _ in range(2):
        link_waiting.call()
    assert (Business.objects.count(), Merge.objects.filter(kind="BUSINESS").count()) == (1, 1)
