"""The broken kinds of sheets, through the pages: each gets a sentence, none loses a row."""

import pytest
from django.urls import reverse

from laju.apps.registry.models import Batch, Business, Finding, Row
from tests.engines.sheets.test_fence import xls
from tests.web.agency.test_receiving import finish, start, upload
from tests.web.agency.ugly import READABLE, UNREADABLE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sheets(settings, tmp_path):
    settings.SHEETS = tmp_path / "sheets"
    return settings.SHEETS


def taken_in(browser, content):
    start(browser, content)
    finish(browser)
    return Batch.objects.get()


@pytest.mark.parametrize("name", READABLE)
def test_ugly_sheet_is_read_and_every_row_has_an_outcome(agency, sign_in, name):
    make, rows_in, rejected = READABLE[name]
    batch = taken_in(sign_in(agency), make())
    assert (batch.rows_total, batch.rows_done, batch.rejected) == (rows_in, rows_in, rejected)
    assert batch.rows.count() == rows_in
    unsaid = batch.rows.filter(outcome=Row.Outcome.REJECTED, findings=None)
    assert not unsaid.exists()
    page = sign_in(agency).get(reverse("agency:batch", args=[batch.pk]))
    assert page.status_code == 200


@pytest.mark.parametrize("name", UNREADABLE)
def test_ugly_file_gets_one_sentence_at_the_field(agency, sign_in, sheets, name):
    make, said = UNREADABLE[name]
    answer = upload(sign_in(agency), make(), name=name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Batch.objects.exists()
    assert not sheets.exists() or not list(sheets.iterdir())


def test_two_title_rows_give_coordinates(agency, sign_in):
    taken_in(sign_in(agency), READABLE["dua-baris-judul.xlsx"][0]())
    assert set(Business.objects.values_list("latitude", "longitude")) == {(3.59, 98.67)}


def test_totals_and_repeated_titles_become_no_business(agency, sign_in):
    taken_in(sign_in(agency), READABLE["jumlah.csv"][0]())
    assert Business.objects.count() == 3
    reasons = set(Finding.objects.values_list("reason", flat=True))
    assert reasons == {
        "Baris ini jumlah atau rekap, bukan usaha.",
        "Baris ini judul kolom yang terulang, bukan usaha.",
    }


@pytest.mark.parametrize(
    ("name", "column", "rows"),
    [("nik-ilmiah.csv", "NIK", 5), ("koordinat-ribuan.csv", "Latitude", 1)],
)
def test_what_excel_damaged_is_named_and_not_guessed(agency, sign_in, name, column, rows):
    batch = taken_in(sign_in(agency), READABLE[name][0]())
    said = Finding.objects.filter(column=column, severity=Finding.Severity.WARNING)
    assert said.count() == rows
    assert "Excel" in said.first().reason
    assert batch.rejected == 0


def test_old_windows_letters_arrive_whole(agency, sign_in):
    taken_in(sign_in(agency), READABLE["cp1252.csv"][0]())
    assert Business.objects.filter(name="Café Süd² Jaya").exists()


def test_an_old_xls_is_read(agency, sign_in):
    titles = ("Nama Usaha", "Nama Pemilik", "Kabupaten/Kota")
    rows = [
        titles,
        ("Kopi Contoh", "Budi Contoh", "Kota Medan"),
        ("Teh Contoh", "Ani", "Kota Medan"),
    ]
    cells = [(n, c, text) for n, row in enumerate(rows) for c, text in enumerate(row)]
    batch = taken_in(sign_in(agency), xls({"Lembar1": cells}))
    assert (batch.rows_total, batch.created) == (2, 2)


def test_a_corrected_file_brings_in_the_corrected_rows_only_and_asks_nothing_again(agency, sign_in):
    """The way to green: 2 rejected, sent back with Perbaikan, corrected, none rejected."""
    browser = sign_in(agency)
    titles = "No;Nama Usaha;Bidang;Kabupaten/Kota;No HP"
    body = [f"{n};Kopi Contoh {n};Kopi bubuk;Kota Medan;08100000000{n}" for n in range(1, 5)]
    body += ["5;Teh Contoh;Teh;Kota Antah;", "6;;Teh;Kota Medan;"]
    start(browser, "\n".join([titles, *body]).encode(), **{"column-2": "products"})
    finish(browser)
    first = Batch.objects.get()
    assert (first.created, first.rejected) == (4, 2)
    back = browser.get(reverse("agency:batch_corrections", args=[first.pk, "csv"])).content
    told = back.decode("utf-8-sig")
    assert "Perbaikan" in told.splitlines()[0]
    corrected = told.replace("Kota Antah", "Kota Binjai").replace("6;;", "6;Teh Manis;")
    address = upload(browser, corrected.encode())["Location"]
    form = browser.get(address).context["form"]
    assert form.saved is not None
    assert form["column-2"].value() == "products"
    assert form["column-5"].value() == ""
    browser.post(address, {name: form[name].value() or "" for name in form.fields})
    finish(browser)
    second = Batch.objects.exclude(pk=first.pk).get()
    assert (second.unchanged, second.created, second.rejected) == (4, 2, 0)
    page = browser.get(reverse("agency:batch", args=[second.pk]))
    assert [point.rejected for point in page.context["trend"]] == [2, 0]
