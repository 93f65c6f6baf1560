import pytest

from laju.core.columns.titles import fields_by_title, is_alike, rupiah_unit


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Nama Usaha", "name"), ("nama_perusahaan", "name"), ("Nama Usaha / Merk", "name"), ("NAMA UMKM *", "name"),
        ("nama ushaa", "name"), ("Nama Pemilik (sesuai KTP)", "owner_name"), ("nama_direktur", "owner_name"),
        ("No. Telp/HP", "phone"), ("NO HP/WA", "phone"), ("No.Whatsapp", "phone"), ("WhatsApp", "phone"), ("telp", "phone"),
        ("NIK KTP", "nik"), ("Nomor Induk Berusaha (NIB)", "nib"), ("alamt usaha", "address"), ("Kab/Kota", "region"),
        ("Desa/Kel.", "village"), ("Kecamtan", "district"), ("kode_kabupaten", "region_code"), ("kode_desa", "village_code"),
        ("Alamat Kecamatan", "district"), ("tentang_usaha", "activity"), ("jumlash_tenaga_kerja", "employees"), ("Jml TK", "employees"),
        ("perkiraan_hasil_penjualan_pertahun", "sales_rupiah"), ("Omzet per tahun (juta Rp)", "sales_rupiah"),
        ("perkiraan_modal_usaha", "capital_rupiah"), ("kekayaan_bersih", "capital_rupiah"), ("Tahun mulai operasi komersial", "founded_year"),
        ("L/P", "owner_sex"), ("No. P-IRT", "permits_pirt"), ("No", "number"), ("lintang", "latitude"), ("longtitude", "longitude"),
        ("Titik Koordinat (lat, long)", "coordinates"), ("range_harga", "price_range"), ("sektor_bisnis_id", "sector"),
    ],
)  # fmt: skip
def test_fields_by_title_knows_office_spellings(title, field):
    found = fields_by_title(title)
    assert max(found, key=found.get) == field


@pytest.mark.parametrize(
    "title",
    ["Prov Tempat Lahir Pengusaha", "password_pic", "fax", "tanggal_nib", "kode_negara", "kategori_harga", "tahun_survey",
     "Bentuk Badan Hukum", "NBS", "RT", "", "???", "Persentase Ekspor", "Klasifikasi Perusahaan"],
)  # fmt: skip
def test_fields_by_title_leaves_foreign_titles_alone(title):
    assert fields_by_title(title) == {}


def test_is_alike_forgives_swaps_but_not_short_words():
    assert is_alike("kecamatan", "kecmaatan")
    assert not is_alike("desa", "dosa")


def test_rupiah_unit_reads_the_unit_of_a_column():
    assert [rupiah_unit(title) for title in ("Omzet", "Omzet (juta Rp)", "Aset dalam ribuan")] == [
        1,
        10**6,
        10**3,
    ]
