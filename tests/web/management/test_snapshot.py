import pytest
from django.core.management import call_command

from laju.apps.indicators.models import Cell
from laju.apps.ledger.models import Entry
from laju.engines.cubes import check_snapshot, latest_snapshot
from laju.web.journey.snapshots import SnapshotDiffers
from tests.factories import BatchFactory, BusinessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def snapshots(settings, tmp_path):
    settings.SNAPSHOTS = tmp_path / "salinan"
    return settings.SNAPSHOTS


def test_snapshot_holds_the_registry_without_personal_data(capsys, snapshots):
    BusinessFactory.create_batch(3)
    batch = BatchFactory()
    BatchFactory(status="OPEN")
    call_command("snapshot")
    told = latest_snapshot(root=snapshots)
    check_snapshot(snapshot=told)
    assert (told.rows, told.sheets) == ({"businesses": 3}, (batch.pk,))
    assert told.sha256["businesses"] in capsys.readouterr().out
    assert Entry.objects.get().action == "indicators.record_snapshot"


def test_snapshot_takes_personal_tables_when_asked(snapshots):
    BusinessFactory()
    call_command("snapshot", "--more", "linkage", "--more", "evidence")
    assert latest_snapshot(root=snapshots).rows == {"businesses": 1, "linkage": 1, "evidence": 0}


def test_snapshot_that_differs_from_the_cells_is_refused():
    BusinessFactory()
    Cell.objects.update(count=2)
    with pytest.raises(SnapshotDiffers):
        call_command("snapshot")
    assert not Entry.objects.exists()
