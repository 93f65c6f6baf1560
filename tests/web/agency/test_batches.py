import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.registry.models import Batch, Finding, Row
from laju.web.agency import batches, receiving
from laju.web.agency.batches import outcome_sum
from tests import factories
from tests.web.agency.test_receiving import finish, sheet, start

LIST = reverse("agency:batches")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sheets(settings, tmp_path):
    settings.SHEETS = tmp_path / "sheets"


@pytest.fixture
def batch(agency):
    batch = factories.BatchFactory(rows_total=2, created=1, rejected=1)
    factories.RowFactory(batch=batch)
    row = factories.RowFactory(batch=batch, number=7, outcome=Row.Outcome.REJECTED)
    Finding.objects.create(
        row=row,
        severity=Finding.Severity.ERROR,
        column="Kab",
        value="=1+1",
        reason="Tidak dikenal.",
        remedy="Tulis lagi.",
    )
    return batch


def pages(batch):
    return [
        LIST,
        reverse("agency:batches_export"),
        reverse("agency:batch", args=[batch.pk]),
        reverse("agency:batch_rejects", args=[batch.pk]),
    ]


@pytest.mark.parametrize("role", Role.values)
def test_batches_open_for_the_agency_only(people, sign_in, batch, role):
    browser = sign_in(people[role])
    expected = 200 if role == Role.AGENCY else 403
    assert {browser.get(address).status_code for address in pages(batch)} == {expected}


def test_continue_batch_needs_a_post(agency, sign_in, batch):
    address = reverse("agency:continue_batch", args=[batch.pk])
    assert sign_in(agency).get(address).status_code == 405


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.OWNER, Role.ASSESSOR])
def test_continue_batch_refuses_other_roles(people, sign_in, batch, role):
    address = reverse("agency:continue_batch", args=[batch.pk])
    assert sign_in(people[role]).post(address).status_code == 403


def test_batch_of_another_office_is_not_found(agency_of_region, sign_in, batch):
    browser = sign_in(agency_of_region)
    for name, more in (("batch", []), ("batch_rejects", []), ("batch_corrections", ["csv"])):
        address = reverse(f"agency:{name}", args=[batch.pk, *more])
        assert browser.get(address).status_code == 404
    assert browser.post(reverse("agency:continue_batch", args=[batch.pk])).status_code == 404
    assert batch.file_name not in browser.get(LIST).content.decode()


@pytest.mark.parametrize("pk", [0, 10**30])
def test_batch_that_is_none_is_not_found(agency, sign_in, pk):
    assert sign_in(agency).get(reverse("agency:batch", args=[pk])).status_code == 404


@pytest.mark.parametrize("tab", ["ditolak", "peringatan", "diperbaiki", "kolom", "%00", "x" * 5000])
def test_batch_shows_every_part(agency, sign_in, batch, tab):
    address = reverse("agency:batch", args=[batch.pk])
    assert sign_in(agency).get(f"{address}?bagian={tab}&page=-1").status_code == 200


def test_batch_names_row_column_reason_and_remedy(agency, sign_in, batch):
    page = sign_in(agency).get(reverse("agency:batch", args=[batch.pk])).content.decode()
    for said in (">7<", "Kab", "=1+1", "Tidak dikenal.", "Tulis lagi."):
        assert said in page


def test_batch_rejects_defuse_formulas(agency, sign_in, batch):
    answer = sign_in(agency).get(reverse("agency:batch_rejects", args=[batch.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=1+1" in text
    assert "Tidak dikenal." in text


def test_batch_notes_are_downloaded_apart_from_rejects(agency, sign_in, batch):
    row = Row.objects.get(batch=batch, number=7)
    Finding.objects.create(row=row, severity="WARNING", column="HP", reason="Pendek.", remedy="x")
    address = reverse("agency:batch_rejects", args=[batch.pk])
    answer = sign_in(agency).get(f"{address}?bagian=peringatan")
    text = b"".join(answer.streaming_content).decode()
    assert "Pendek." in text
    assert "Tidak dikenal." not in text


def test_batches_say_that_rows_add_up(agency, sign_in, batch):
    assert "2 baris masuk = 1 baru" in sign_in(agency).get(LIST).content.decode()


def test_batches_say_what_is_unfinished(agency, sign_in):
    factories.BatchFactory(rows_total=5, created=2, status=Batch.Status.OPEN)
    assert "2 dari 5 baris" in sign_in(agency).get(LIST).content.decode()


@pytest.mark.parametrize("rows_in", [10, 11])
def test_outcome_sum_tells_whether_it_is_all(rows_in):
    counts = dict.fromkeys(("created", "updated", "unchanged", "duplicates", "rejected"), 2)
    assert outcome_sum({**counts, "rows_in": rows_in})["adds_up"] is (rows_in == 10)


def test_batches_take_the_same_queries_for_one_and_three(
    agency, sign_in, django_assert_num_queries
):
    browser = sign_in(agency)
    factories.BatchFactory()
    browser.get(LIST)
    with django_assert_num_queries(10, exact=False) as counted:
        browser.get(LIST)
    for _ in range(2):
        factories.BatchFactory()
    with django_assert_num_queries(len(counted)):
        browser.get(LIST)


def test_batch_takes_the_same_queries_for_one_and_three(
    agency, sign_in, batch, django_assert_num_queries
):
    browser = sign_in(agency)
    address = reverse("agency:batch", args=[batch.pk])
    browser.get(address)
    with django_assert_num_queries(12, exact=False) as counted:
        browser.get(address)
    for number in (8, 9):
        row = factories.RowFactory(batch=batch, number=number, outcome=Row.Outcome.REJECTED)
        Finding.objects.create(row=row, severity="ERROR", column="Kab", reason="x", remedy="y")
    with django_assert_num_queries(len(counted)):
        browser.get(address)


def test_corrections_give_the_office_its_own_file_back(agency, sign_in):
    browser = sign_in(agency)
    start(browser, sheet(2, bad=1))
    finish(browser)
    batch = Batch.objects.get()
    answer = browser.get(reverse("agency:batch_corrections", args=[batch.pk, "csv"]))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].endswith("Perbaikan")
    assert lines[1].endswith(";")
    assert "Kota Antah" in lines[3]
    assert not lines[3].endswith(";")


def test_corrections_need_no_file_that_was_kept(agency, sign_in, batch):
    answer = sign_in(agency).get(reverse("agency:batch_corrections", args=[batch.pk, "csv"]))
    assert answer.status_code == 200
    assert answer.content.decode("utf-8-sig").startswith(";".join(batch.header))


def test_corrections_know_two_kinds_only(agency, sign_in):
    browser = sign_in(agency)
    start(browser, sheet(2))
    address = reverse("agency:batch_corrections", args=[Batch.objects.get().pk, "exe"])
    assert browser.get(address).status_code == 422


def test_continue_batch_answers_htmx_with_the_next_step(agency, sign_in, monkeypatch):
    monkeypatch.setattr(receiving, "CHUNK", 5)
    monkeypatch.setattr(batches, "CHUNK", 10)
    browser = sign_in(agency)
    start(browser, sheet(16))
    batch = Batch.objects.get()
    address = reverse("agency:continue_batch", args=[batch.pk])
    part = browser.post(address, headers={"HX-Request": "true"})
    assert "15 dari 16 baris" in part.content.decode()
    assert "<html" not in part.content.decode()
    last = browser.post(address, headers={"HX-Request": "true"})
    assert last["HX-Redirect"] == reverse("agency:batch", args=[batch.pk])


def test_continue_batch_without_its_file_says_so_inside_the_part(agency, sign_in):
    batch = factories.BatchFactory(rows_total=5, status=Batch.Status.OPEN)
    address = reverse("agency:continue_batch", args=[batch.pk])
    part = sign_in(agency).post(address, headers={"HX-Request": "true"}).content.decode()
    assert "tidak tersimpan di sini" in part
    assert "load" not in part.split("hx-trigger=")[1][:20]


def test_continue_batch_that_is_done_changes_nothing(agency, sign_in, batch):
    before = Row.objects.count()
    answer = sign_in(agency).post(reverse("agency:continue_batch", args=[batch.pk]))
    assert answer.status_code == 302
    assert Row.objects.count() == before
