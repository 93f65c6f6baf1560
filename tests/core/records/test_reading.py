"""A row read as a business: what is doubtful is said, nothing else is lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.columns import FIELDS
from laju.core.profile import Sector
from laju.core.records import Record, Severity, read_record

ERROR, WARNING, REPAIRED = Severity
DOCUMENT = "Isi lagi dari dokumen aslinya, dengan kolom berformat teks."
AGAIN = "Isi nama usaha, lalu impor lagi baris ini."
NOBODY = "Isi nama usaha, atau hapus baris ini bila bukan usaha."
NOTHING = "Tidak perlu tindakan."
NUMBER = "Betulkan angkanya."
ROUNDED = {"is_nik_rounded": True}

# What a row says, what holds for its sheet, and the one finding that must follow.
FINDINGS = [
    ({"name": "JUMLAH", "sales_rupiah": "120"}, {}, ERROR, "name", "Baris ini jumlah atau rekap, bukan usaha.", "Hapus baris jumlah dari lembar."),
    *(({"name": text}, {}, ERROR, "name", "Baris ini tanda tangan di bawah daftar, bukan usaha.", "Hapus baris ini dari lembar.")
      for text in ("Kabupaten Toba, 12 Januari 2026", "Kepala Dinas,", "a.n. Kepala Dinas Koperasi", "NIP. 19700101 199503 1 001", "Mengetahui,")),
    ({"name": "", "number": "TOTAL"}, {}, ERROR, "number", "Baris ini jumlah atau rekap, bukan usaha.", "Hapus baris jumlah."),
    ({"name": "12345"}, {}, ERROR, "name", "Nama usaha hanya berisi angka atau tanda.", AGAIN),
    ({"name": "", "owner_name": "Ani"}, {}, ERROR, "name", "Nama usaha kosong.", AGAIN),
    ({"name": " - ", "activity": "jual kue"}, {}, ERROR, "name", "Nama usaha dan nama pemilik kosong.", NOBODY),
    ({"name": "Mawar\u202e"}, {}, REPAIRED, "name", "Pada nama ini dibuang: tanda arah tulisan tersembunyi.", "Periksa apakah namanya sudah benar."),
    ({"email": "bukan surel"}, {}, WARNING, "email", "Bukan alamat e-mail.", "Tulis seperti nama@contoh.id."),
    ({"nik": "9971015512809914"}, {}, WARNING, "nik", "Kode wilayah 99.71 pada NIK tidak ada.", DOCUMENT),
    ({"nik": "1271015512809910"}, ROUNDED, WARNING, "nik", "NIK terpotong Excel: hampir semua NIK di kolom ini berakhir 0, angka aslinya sudah hilang.", DOCUMENT),
    ({"nib": "123"}, {}, WARNING, "nib", "NIB harus 13 angka, di sini 3.", DOCUMENT),
    ({"npwp": "12"}, {}, WARNING, "npwp", "NPWP harus 15 atau 16 angka, di sini 2.", DOCUMENT),
    ({"phone": "8.12346E+11"}, {}, WARNING, "phone", "Nomor telepon rusak oleh Excel (notasi ilmiah); angka aslinya sudah hilang.", DOCUMENT),
    ({"phone": "081000005001 / 081000005002"}, {}, REPAIRED, "phone", "Ada nomor kedua: 0810-0000-5002; yang pertama dipakai.", NOTHING),
    ({"activity": "12345"}, {}, WARNING, "activity", "Kegiatan usaha berisi angka saja.", "Tulis kegiatan usahanya dengan kata."),
    ({"activity": "Ani@contoh.test"}, {}, WARNING, "activity", "Kegiatan usaha berisi alamat e-mail; dipindahkan ke kolom e-mail.", "Tulis kegiatan usahanya."),
    ({"address": "a" * 2001}, {}, WARNING, "address", "Teks terlalu panjang; dipakai 2000 huruf pertama.", "Ringkas isinya."),
    ({"kbli": "99999"}, {}, WARNING, "kbli", "Kode KBLI 99999 tidak ada dalam KBLI 2020 maupun 2025.", "Pilih kode lima angka yang sesuai kegiatan usahanya."),
    ({"sales_rupiah": "lumayan"}, {}, WARNING, "sales_rupiah", "Tidak terbaca sebagai uang.", "Tulis angka rupiah saja, misalnya 15.000.000."),
    ({"founded_year": "3019"}, {}, WARNING, "founded_year", "“3019” bukan angka antara 1900 dan 2026.", NUMBER),
    ({"employees": "99999"}, {}, WARNING, "employees", "“99999” bukan angka antara 0 dan 10000.", NUMBER),
    ({"latitude": "98.67", "longitude": "3.59"}, {}, REPAIRED, "latitude", "Lintang dan bujur tertukar; sudah ditukar kembali.", NOTHING),
    ({"latitude": "953.218.054", "longitude": "98.6"}, {}, WARNING, "latitude", "Koordinat tidak berada di Indonesia atau rusak oleh Excel.", "Salin lagi dari peta, misalnya 3.5952, 98.6722."),
    ({"permits_halal": "ada"}, {}, WARNING, "permits_halal", "Izin disebut ada, tetapi nomornya tidak ditulis.", "Isi nomor izinnya."),
    ({"score": "120"}, {}, WARNING, "score", "Nilai bukan angka dari 0 sampai 100.", "Betulkan nilainya."),
    ({"applied_on": "31/02/2026"}, {}, WARNING, "applied_on", "Tanggal daftar tidak terbaca.", "Tulis seperti 2026-02-10."),
]  # fmt: skip


@pytest.mark.parametrize(("values", "sheet", "severity", "field", "reason", "remedy"), FINDINGS)
def test_read_record_says_what_is_wrong(read, values, sheet, severity, field, reason, remedy):
    record = read({"name": "Mawar", **values}, **sheet)
    [found] = record.findings
    told = (found.severity, found.field, found.reason, found.remedy)
    assert told == (severity, field, reason, remedy)
    assert found.value or severity is ERROR
    assert record.is_rejected == (severity is ERROR)


@pytest.mark.parametrize("field", ["nik", "nib", "npwp", "phone", "email", "sales_rupiah", "kbli"])
def test_read_record_leaves_a_doubtful_value_out(read, field):
    record = read({"name": "Mawar", field: "12,3 rusak"})
    blank = {"kbli": "kbli_code"}.get(field, field)
    assert getattr(record, blank) in ("", None)
    assert not record.is_rejected


def test_read_record_reads_a_good_row_without_a_finding(read):
    record = read(
        {
            "name": "KERIPIK MAWAR",
            "owner_name": "ani siregar",
            "owner_sex": "Perempuan",
            "nik": "'1271015512809914",
            "phone": "0810-0000-5001",
            "region": "Kota Medan",
            "district": "Medan Tembung",
            "activity": "jual keripik ubi",
            "kbli": "10794",
            "sales_rupiah": "2 juta",
            "founded_year": "2019.0",
            "employees": "3 orang",
            "latitude": "3,61",
            "longitude": "98,69",
            "instagram": "@keripikmawarcontoh",
            "permits_pirt": "2061271010123-26",
            "photo": "C:\\foto\\mawar.jpg",
            "score": "81,5",
            "applied_on": "10/02/2026",
        },
        months=frozenset({"sales_rupiah"}),
    )
    assert record.findings == []
    assert (record.name, record.owner_name, record.owner_sex) == (
        "Keripik Mawar",
        "Ani Siregar",
        "P",
    )
    assert (record.nik, record.phone) == ("1271015512809914", "+6281000005001")
    assert (record.region_code, record.district_code) == ("12.71", "12.71.14")
    assert (record.sector, record.kbli_code, record.kbli_version) == (Sector.FOOD, "10794", "2020")
    assert (record.sales_rupiah, record.founded_year, record.employees) == (24_000_000, 2019, 3)
    assert (record.latitude, record.longitude) == (3.61, 98.69)
    assert record.channels == {"instagram": "@keripikmawarcontoh"}
    assert record.permits == {"PIRT": "2061271010123-26"}
    assert (record.photo_name, record.score) == ("mawar.jpg", 81.5)
    assert record.applied_on == date(2026, 2, 10)


def test_read_record_multiplies_money_by_the_unit_of_its_column(read):
    values = {"name": "Mawar", "capital_rupiah": "25"}
    assert read(values, units={"capital_rupiah": 1_000_000}).capital_rupiah == 25_000_000
    assert read(values).capital_rupiah == 25


def test_read_record_lets_the_owner_stand_in_where_a_sheet_has_no_business_names(read):
    assert read({"owner_name": "ani siregar"}, is_name_needed=False).name == "Ani Siregar"


def test_read_record_takes_a_business_called_total_for_a_business(read):
    assert not read({"name": "Total", "activity": "jual kue"}).is_rejected
    assert not read({"name": "Jumlah Jaya Makmur Sejahtera Abadi"}).is_rejected


def test_read_record_moves_an_email_out_of_the_activity_and_keeps_a_better_one(read):
    moved = read({"name": "Mawar", "activity": "Ani@contoh.test"})
    assert (moved.email, moved.activity) == ("ani@contoh.test", "")
    kept = read({"name": "Mawar", "activity": "Ani@contoh.test", "email": "budi@contoh.test"})
    assert kept.email == "budi@contoh.test"
    assert [f.reason for f in kept.findings] == ["Kegiatan usaha berisi alamat e-mail."]


def test_read_record_falls_back_to_the_sector_of_the_kbli_code(read):
    assert read({"name": "Mawar", "kbli": "13121"}).sector is Sector.CRAFT


CELL = st.text(max_size=40) | st.sampled_from(
    ["12.71", "1275", "Kota Medan", "jumlah", "ada", "1e400", "nan", "inf", "-", "9" * 400]
)


@settings(max_examples=60, deadline=None)
@given(values=st.dictionaries(st.sampled_from(sorted(FIELDS)), CELL, max_size=12))
def test_read_record_never_raises_and_always_ends_in_a_place_or_a_reason(reader, values):
    record = read_record(values=values, reader=reader)
    assert isinstance(record, Record)
    assert record.is_rejected or (record.name and record.region_code)
    assert all(f.reason and f.remedy and len(f.value) <= 300 for f in record.findings)
    assert len(record.fingerprint) == 64


@pytest.mark.parametrize(
    ("written", "code"), [("1464", "01464"), ("3221", "03221"), ("1079", ""), ("9999", "")]
)
def test_read_record_gives_a_kbli_code_its_lost_zero_only_where_certain(read, written, code):
    values = {"name": "Usaha", "region": "Kota Medan", "kbli": written}
    assert read(values).kbli_code == code


@pytest.mark.parametrize(
    "name", ["Kepala Ikan Mak Ani", "Warung 12 Januari", "Nipah Jaya", "Kopi, Roti 2020"]
)
def test_read_record_takes_no_business_for_a_signature(read, name):
    assert not read({"name": name}).is_rejected
    assert not read({"name": "Kepala Dinas", "region": "Kota Medan"}).is_rejected
