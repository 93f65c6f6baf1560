import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.ledger.models import Entry
from laju.apps.registry.models import Batch, Business, ColumnMapping, Row
from laju.web.agency import batches, receiving
from tests import factories

UPLOAD = reverse("agency:receive_sheet")
HEADER = "No;Nama Usaha;Nama Pemilik;No HP;Kabupaten/Kota;Jenis Usaha"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sheets(settings, tmp_path):
    settings.SHEETS = tmp_path / "sheets"
    return settings.SHEETS


def sheet(count=3, *, bad=0):
    lines = [HEADER]
    lines += [
        f"{n + 1};Keripik Contoh {n};Ani Contoh {n};0812345678{n:02d};Kota Medan;keripik"
        for n in range(count)
    ]
    lines += [f"{count + n + 1};Kopi Contoh {n};Budi {n};;Kota Antah;kopi" for n in range(bad)]
    return "\n".join(lines).encode()


def upload(browser, content, name="usaha.csv", **told):
    file = SimpleUploadedFile(name, content)
    return browser.post(UPLOAD, {"file": file, "area": "12", **told})


def start(browser, content, **changes):
    """Upload a sheet and agree to its columns as proposed, but for `changes`."""
    address = upload(browser, content)["Location"]
    form = browser.get(address).context["form"]
    told = {name: form[name].value() or "" for name in form.fields}
    return browser.post(address, {**told, **changes})


def finish(browser):
    """Let every open batch run to its end, as the page does by itself."""
    for _ in range(50):
        batch = Batch.objects.filter(status=Batch.Status.OPEN).first()
        if batch is None:
            return
        browser.post(reverse("agency:continue_batch", args=[batch.pk]))
    pytest.fail("a batch never ends")


@pytest.mark.parametrize("role", Role.values)
def test_receive_sheet_opens_for_the_agency_only(people, sign_in, role):
    expected = 200 if role == Role.AGENCY else 403
    assert sign_in(people[role]).get(UPLOAD).status_code == expected


def test_receive_sheet_keeps_the_file_under_its_hash(agency, sign_in, sheets):
    answer = upload(sign_in(agency), sheet(), name="../../etc/passwd")
    assert answer.status_code == 302
    [file] = sheets.iterdir()
    assert len(file.name) == 64
    assert file.read_bytes() == sheet()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "PNG"),
        (b"   \n\n", "kosong"),
        (b"PK\x03\x04" + b"\0" * 200, ""),
    ],
)
def test_receive_sheet_says_at_the_field_why_not(agency, sign_in, sheets, content, said):
    answer = upload(sign_in(agency), content)
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["file"])
    assert not list(sheets.iterdir())


def test_receive_sheet_asks_for_a_file(agency, sign_in):
    answer = sign_in(agency).post(UPLOAD, {})
    assert answer.status_code == 422
    assert "Pilih dulu berkas" in answer.content.decode()


def test_mapping_shows_samples_evidence_and_proof(agency, sign_in):
    browser = sign_in(agency)
    page = browser.get(upload(browser, sheet())["Location"]).content.decode()
    assert "Keripik Contoh 0" in page
    assert "Judul “Nama Usaha”" in page
    assert "Lembar ini tidak memuat kode wilayah." in page


def test_mapping_belongs_to_the_person_who_uploaded(agency, agency_of_region, sign_in):
    address = upload(sign_in(agency), sheet())["Location"]
    assert sign_in(agency_of_region).get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.OWNER, Role.ASSESSOR])
def test_mapping_refuses_other_roles(people, sign_in, role):
    address = reverse("agency:mapping", args=["a" * 64, 0])
    assert sign_in(people[role]).get(address).status_code == 403


@pytest.mark.parametrize("sha256", ["a" * 64, "..", "A" * 64])
def test_mapping_of_an_unknown_file_is_not_found(agency, sign_in, sha256):
    address = reverse("agency:mapping", args=[sha256, 0])
    assert sign_in(agency).get(address).status_code == 404


def test_mapping_of_a_sheet_beyond_the_last_is_not_found(agency, sign_in):
    browser = sign_in(agency)
    address = upload(browser, sheet())["Location"]
    assert browser.get(address.replace("/0/", "/7/")).status_code == 404


def test_mapping_starts_the_import_and_remembers_the_columns(agency, sign_in):
    answer = start(sign_in(agency), sheet())
    batch = Batch.objects.get()
    assert answer["Location"] == reverse("agency:batch", args=[batch.pk])
    assert batch.created == 3
    assert batch.file_name == "usaha.csv"
    assert ColumnMapping.objects.get().fields[1] == "name"
    assert Entry.objects.filter(action="registry.receive_sheet", by="dinas").exists()


def test_mapping_takes_a_correction(agency, sign_in):
    start(sign_in(agency), sheet(), **{"column-5": "note"})
    assert Batch.objects.get().fields[5] == "note"
    assert set(Business.objects.values_list("activity", flat=True)) == {""}


def test_mapping_refuses_one_field_for_two_columns(agency, sign_in):
    answer = start(sign_in(agency), sheet(), **{"column-5": "name"})
    assert answer.status_code == 422
    assert "sudah diambil" in str(answer.context["form"].errors["column-5"])
    assert not Batch.objects.exists()


def test_mapping_needs_a_name(agency, sign_in):
    answer = start(sign_in(agency), sheet(), **{"column-1": "", "column-2": ""})
    assert answer.status_code == 422
    assert "nama usaha atau nama pemilik" in answer.content.decode()


def test_mapping_can_be_looked_at_again_without_starting(agency, sign_in):
    answer = start(sign_in(agency), sheet(), check="1")
    assert answer.status_code == 200
    assert not Batch.objects.exists()


def test_mapping_is_known_again_for_the_same_header(agency, sign_in):
    browser = sign_in(agency)
    start(browser, sheet(), **{"column-5": "note"})
    page = browser.get(upload(browser, sheet(5))["Location"])
    assert page.context["form"].fields_chosen[5] == "note"
    assert "Judul kolom ini sudah dikenal" in page.content.decode()


def test_mapping_shows_hostile_cells_as_text(agency, sign_in):
    browser = sign_in(agency)
    content = f"{HEADER}\n1;<script>alert(1)</script>;x;;Kota Medan;y\n2;B;b;;Kota Medan;y".encode()
    page = browser.get(upload(browser, content)["Location"]).content.decode()
    assert "<script>alert" not in page


def test_import_twice_doubles_nothing(agency, sign_in):
    browser = sign_in(agency)
    for _ in range(2):
        start(browser, sheet(4))
        finish(browser)
    assert Business.objects.count() == 4
    first, second = Batch.objects.order_by("pk")
    assert (first.created, second.created, second.unchanged) == (4, 0, 4)


def test_import_loses_no_row(agency, sign_in, monkeypatch):
    monkeypatch.setattr(receiving, "CHUNK", 5)
    monkeypatch.setattr(batches, "CHUNK", 7)
    browser = sign_in(agency)
    start(browser, sheet(20, bad=3))
    batch = Batch.objects.get()
    assert batch.status == Batch.Status.OPEN
    assert batch.rows_done == 5
    finish(browser)
    batch.refresh_from_db()
    assert batch.rows_done == batch.rows_total == Row.objects.count() == 23
    assert batch.rejected == 3


def test_import_reads_every_sheet_of_a_workbook(agency, sign_in):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for number in range(2):
        page = book.active if number == 0 else book.create_sheet()
        page.title = f"Lembar {number}"
        for line in sheet(3).decode().split("\n"):
            page.append(
                line.replace("Contoh", f"Contoh {number}").split(";")
                if "Keripik" in line
                else line.split(";")
            )
    buffer = io.BytesIO()
    book.save(buffer)
    browser = sign_in(agency)
    address = upload(browser, buffer.getvalue(), name="dua.xlsx")["Location"]
    assert "Lembar 1" in browser.get(address).content.decode()
    form = browser.get(address.replace("/0/", "/1/")).context["form"]
    told = {name: form[name].value() or "" for name in form.fields}
    browser.post(address.replace("/0/", "/1/"), told)
    assert Batch.objects.get().sheet_name == "Lembar 1"


def test_choices_hold_the_regions_of_the_person(agency_of_region, sign_in):
    form = sign_in(agency_of_region).get(UPLOAD).context["form"]
    assert [code for code, _ in form.fields["region"].choices] == ["", factories.MEDAN]
