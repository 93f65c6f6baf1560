from laju.apps.indicators.actions import record_snapshot
from laju.apps.ledger.models import Entry


def test_a_snapshot_is_written_into_the_ledger(agency, at):
    told = {"number": 3, "sha256": "a" * 64, "rows": 10, "sheets": 2}
    assert record_snapshot(**told, by=agency, at=at) == 3
    entry = Entry.objects.get()
    assert (entry.action, entry.by, entry.result) == ("indicators.record_snapshot", "dinas", "3")
