"""`laju link`: the certain merged, the doubtful queued, and on trial nothing at all."""

import pytest
from django.core.management import call_command

from laju.apps.ledger.models import Entry
from laju.apps.registry.models import Business, Link, Merge
from tests.apps.registry.actions.sheets import receive, row

pytestmark = pytest.mark.django_db
ROWS = (
    row(),
    row(name="Kerpik Mawar"),  # the same, mistyped
    row(name="Keripik Mawarr", nik="", owner=""),  # perhaps
)


def link(*options, capsys) -> str:
    call_command("link", *options)
    return capsys.readouterr().out


def test_link_merges_and_queues_and_says_how_many(agency, capsys):
    receive(*ROWS, by=agency)
    told = link(capsys=capsys)
    assert "1 pasangan pasti usaha yang sama" in told
    assert "1 usaha dan 0 pemilik digabung, 1 pasangan menunggu keputusan" in told
    assert "Usaha 2 = dibuat 3 - digabung 1 + dipisahkan 0\n" in told
    assert (Business.objects.count(), Link.objects.count()) == (2, 1)
    assert "0 usaha dan 0 pemilik digabung, 0 pasangan" in link(capsys=capsys)


def test_link_on_trial_changes_nothing(agency, capsys):
    receive(*ROWS, by=agency)
    entries = Entry.objects.count()
    told = link("--dry-run", capsys=capsys)
    assert "1 usaha dan 0 pemilik akan digabung, 1 pasangan akan menunggu" in told
    assert (Business.objects.count(), Link.objects.count(), Merge.objects.count()) == (3, 0, 0)
    assert Entry.objects.count() == entries


def test_link_of_what_is_new_looks_at_each_sheet_once(agency, capsys):
    batch = receive(*ROWS, by=agency)
    assert "1 usaha dan" in link("--new", capsys=capsys)
    batch.refresh_from_db()
    assert batch.linked_at is not None
    assert " 0 pasangan pasti usaha yang sama" in link("--new", capsys=capsys)
