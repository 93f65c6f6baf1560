import pytest
from django.urls import reverse

from laju.apps.jobs.models import Job
from laju.apps.jobs.working import work_off
from laju.apps.registry.models import Batch, Business
from laju.web.agency import behind, corrections
from laju.web.shared import sheet_files
from tests.web.agency.test_receiving import sheet, start, upload

LIST = reverse("agency:batches")
HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_is_large(settings, tmp_path, monkeypatch):
    settings.SHEETS, settings.STAGING = tmp_path / "sheets", tmp_path / "staging"
    monkeypatch.setattr(sheet_files, "LARGE", 10)
    monkeypatch.setattr(behind, "LARGE", 10)


def again(browser, batch, **told):
    return browser.post(
        reverse("agency:continue_batch", args=[batch.pk]), told, headers=HTMX
    ).content.decode()


def test_large_sheet_is_left_to_the_worker_and_read_whole(agency, sign_in):
    browser = sign_in(agency)
    answer = start(browser, sheet(30, bad=2), **{"column-5": "products"})
    assert answer["Location"] == LIST
    assert not Batch.objects.exists()
    page = browser.get(LIST).content.decode()
    assert "Sedang dibaca di latar" in page
    assert "usaha.csv" in page
    work_off(worker="w")
    batch = Batch.objects.get()
    assert (batch.status, batch.created, batch.rejected) == ("DONE", 30, 2)
    assert (batch.file_name, batch.sheet_name, batch.received_by) == ("usaha.csv", "", "dinas")
    assert batch.fields[5] == "products"
    assert Job.objects.get().result == 32
    assert "Sedang dibaca di latar" not in browser.get(LIST).content.decode()
    back = browser.get(reverse("agency:batch_corrections", args=[batch.pk, "csv"]))
    assert back.content.decode("utf-8-sig").count("\n") == 33


def test_small_sheet_is_read_at_once(agency, sign_in):
    start(sign_in(agency), sheet(3))
    assert Batch.objects.get().status == "DONE"
    assert not Job.objects.exists()


def test_large_sheet_is_asked_for_once(agency, sign_in):
    browser = sign_in(agency)
    start(browser, sheet(30))
    start(browser, sheet(30))
    assert Job.objects.count() == 1


def test_mapping_of_a_large_sheet_says_that_it_is_read_behind(agency, sign_in):
    browser = sign_in(agency)
    page = browser.get(upload(browser, sheet(30))["Location"]).content.decode()
    assert "30 baris" in page
    assert "dibaca di latar" in page


def test_mapping_of_a_big_file_looks_at_a_sample_and_counts_all(agency, sign_in, monkeypatch):
    monkeypatch.setattr(sheet_files, "SMALL", 0)
    browser = sign_in(agency)
    answer = browser.get(upload(browser, sheet(30))["Location"])
    assert answer.context["look"].rows_total == 30
    assert "Keripik Contoh 0" in answer.content.decode()


@pytest.fixture
def half_read(agency, sign_in):
    """A large sheet whose worker stopped on the way."""
    browser = sign_in(agency)
    start(browser, sheet(30))
    work_off(worker="w")
    batch = Batch.objects.get()
    batch.status = Batch.Status.OPEN
    batch.rows.filter(number__gt=20).delete()
    batch.created = batch.rows.count()
    batch.save()
    return batch


def test_half_read_large_sheet_goes_on_behind_and_not_in_the_request(agency, sign_in, half_read):
    browser = sign_in(agency)
    page = again(browser, half_read)
    assert "halaman ini boleh ditutup" in page
    assert "load delay:2s" in page
    assert Job.objects.count() == 2
    again(browser, half_read)
    assert Job.objects.count() == 2
    work_off(worker="w")
    half_read.refresh_from_db()
    assert (half_read.status, half_read.rows_done) == ("DONE", 30)
    assert Business.objects.count() == 30


def test_failed_large_sheet_says_why_and_waits_for_a_person(agency, sign_in, half_read):
    browser = sign_in(agency)
    again(browser, half_read)
    sheet_files.path_of(sha256=half_read.sha256).unlink()
    work_off(worker="w")
    page = again(browser, half_read)
    assert "tidak ditemukan" in page
    assert "load delay" not in page
    assert Job.objects.filter(status="FAILED").count() == 1
    again(browser, half_read, lagi="1")
    assert Job.objects.filter(status="READY").count() == 1


def test_large_sheet_of_a_closed_account_is_refused(agency, sign_in):
    start(sign_in(agency), sheet(30))
    agency.is_active = False
    agency.save()
    work_off(worker="w")
    assert "tidak aktif lagi" in Job.objects.get().errors[-1]["message"]
    assert not Batch.objects.exists()


def test_office_of_a_region_sees_only_what_it_left_to_the_worker(agency, agency_of_region, sign_in):
    start(sign_in(agency), sheet(30))
    assert "Sedang dibaca di latar" not in sign_in(agency_of_region).get(LIST).content.decode()


def test_corrections_of_a_large_sheet_are_written_by_the_worker_once(agency, sign_in, monkeypatch):
    browser = sign_in(agency)
    start(browser, sheet(30, bad=2))
    work_off(worker="w")
    batch = Batch.objects.get()
    monkeypatch.setattr(corrections, "LONG", 30)
    address = reverse("agency:batch_corrections", args=[batch.pk, "csv"])
    for _ in range(2):
        page = browser.get(address).content.decode()
        assert "Sedang disiapkan" in page
        assert 'http-equiv="refresh"' in page
    assert Job.objects.filter(status=Job.Status.READY).count() == 1
    work_off(worker="w")
    for _ in range(2):
        answer = browser.get(address)
        assert answer["Content-Disposition"].endswith(f'perbaikan-impor-{batch.pk}.csv"')
        assert b"".join(answer.streaming_content).decode("utf-8-sig").count("\n") == 33
    assert not Job.objects.filter(status__in=behind.OPEN).exists()


def test_corrections_that_failed_say_why_and_are_tried_again_when_asked(
    agency, sign_in, monkeypatch
):
    browser = sign_in(agency)
    start(browser, sheet(30, bad=2))
    work_off(worker="w")
    batch = Batch.objects.get()
    monkeypatch.setattr(corrections, "LONG", 30)
    monkeypatch.setattr("laju.engines.sheets.corrections._MOST_ROWS", 20)
    address = reverse("agency:batch_corrections", args=[batch.pk, "xlsx"])
    browser.get(address)
    work_off(worker="w")
    page = browser.get(address).content.decode()
    assert "lebih banyak daripada yang dimuat Excel" in page
    assert "Unduh bentuk CSV-nya" in page
    assert 'http-equiv="refresh"' not in page
    monkeypatch.undo()
    monkeypatch.setattr(corrections, "LONG", 30)
    assert "Sedang disiapkan" in browser.get(address, {"lagi": "1"}).content.decode()
