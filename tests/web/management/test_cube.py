import pytest
from django.core.management import call_command
from django.utils import translation

from laju.apps.indicators.models import Cell
from laju.apps.ledger.models import Entry
from tests.factories import BusinessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bahasa():
    """A test of pages may have left another language behind."""
    with translation.override("id"):
        yield


def test_cube_says_what_it_holds(capsys):
    BusinessFactory.create_batch(2)
    call_command("cube")
    told = capsys.readouterr().out
    assert "2 usaha dalam 1 sel" in told
    assert "tepat saat ini" in told
    assert not Entry.objects.exists()


def test_cube_check_names_what_differs_and_rebuild_mends_it(capsys):
    BusinessFactory.create_batch(2)
    call_command("cube", "--check")
    Cell.objects.update(count=5)
    with pytest.raises(SystemExit) as stop:
        call_command("cube", "--check")
    assert stop.value.code == 1
    assert "12.71 MICRO FOOD -1: tersimpan 5, terhitung 2" in capsys.readouterr().out
    call_command("cube", "--rebuild", "--check")
    assert "Sel yang berbeda dari hitung ulang: 0" in capsys.readouterr().out


def test_verify_finds_a_wrong_cell(capsys):
    BusinessFactory.create_batch(2)
    Cell.objects.update(count=1)
    with pytest.raises(SystemExit) as stop:
        call_command("verify")
    assert stop.value.code == 1
    told = capsys.readouterr().out
    assert "tersimpan 1, terhitung 2" in told
    assert "laju cube --rebuild" in told
