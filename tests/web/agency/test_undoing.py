import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.registry.models import Batch, Business, Link
from tests import factories
from tests.web.agency.test_receiving import finish, sheet, start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sheets(settings, tmp_path):
    settings.SHEETS = tmp_path / "sheets"


@pytest.fixture
def batch(agency, sign_in):
    browser = sign_in(agency)
    start(browser, sheet(3, bad=1))
    finish(browser)
    return Batch.objects.get()


def address(batch):
    return reverse("agency:undo_batch", args=[batch.pk])


@pytest.mark.parametrize("role", Role.values)
def test_undo_batch_is_for_the_agency_only(people, sign_in, batch, role):
    browser = sign_in(people[role])
    assert browser.get(address(batch)).status_code == (200 if role == Role.AGENCY else 403)
    assert browser.post(address(batch)).status_code == (302 if role == Role.AGENCY else 403)


def test_undo_batch_of_another_office_is_not_found(agency_of_region, sign_in, batch):
    browser = sign_in(agency_of_region)
    assert browser.get(address(batch)).status_code == 404
    assert browser.post(address(batch)).status_code == 404
    assert Business.objects.count() == 3


def test_undo_batch_asks_first_and_changes_nothing_by_looking(agency, sign_in, batch):
    page = sign_in(agency).get(address(batch)).content.decode()
    assert "3 usaha yang dibawa lembar ini akan ditarik" in page
    assert Business.objects.count() == 3


def test_undo_batch_takes_businesses_back_and_keeps_what_was_said(agency, sign_in, batch):
    browser = sign_in(agency)
    answer = browser.post(address(batch), follow=True)
    page = answer.content.decode()
    assert "3 usaha ditarik" in page
    assert "Impor ini dibatalkan" in page
    assert "Kota Antah" in page
    assert not Business.objects.exists()
    assert reverse("agency:undo_batch", args=[batch.pk]) not in page


def test_undo_batch_twice_leads_back_to_the_sheet(agency, sign_in, batch):
    browser = sign_in(agency)
    browser.post(address(batch))
    again = browser.post(address(batch))
    assert again["Location"] == reverse("agency:batch", args=[batch.pk])
    assert browser.get(address(batch)).status_code == 302


def test_undone_batch_is_not_read_on(agency, sign_in, batch):
    browser = sign_in(agency)
    browser.post(address(batch))
    browser.post(reverse("agency:continue_batch", args=[batch.pk]))
    assert Batch.objects.count() == 1
    assert not Business.objects.exists()


def test_undo_batch_says_what_holds_it(agency, sign_in, batch):
    left, right = Business.objects.all()[:2]
    Link.objects.create(
        left=left, right=right, score=9, status=Link.Status.DIFFERENT, decided_by="rina"
    )
    page = sign_in(agency).get(address(batch)).content.decode()
    assert "belum dapat dibatalkan" in page
    assert left.name in page or right.name in page
    assert "Ya, batalkan impor" not in page


def test_undo_batch_that_is_none_is_not_found(agency, sign_in):
    assert sign_in(agency).get(reverse("agency:undo_batch", args=[10**30])).status_code == 404


def test_undone_batch_stands_in_the_list_as_taken_back(agency, sign_in):
    factories.BatchFactory(status=Batch.Status.UNDONE)
    assert "Dibatalkan" in sign_in(agency).get(reverse("agency:batches")).content.decode()
