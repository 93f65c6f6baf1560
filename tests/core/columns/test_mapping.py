import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.columns import FIELDS, propose_mapping

LOCAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "umkm"
PHONES = [f"08123456{i:04d}" for i in range(20)]
NAMES = [f"Warung Kopi {i}" for i in range(20)]


def _mapping(header, *columns):
    return propose_mapping(header=header, rows=list(zip(*columns, strict=True)))


def test_propose_mapping_gives_evidence_in_words():
    mapping = _mapping(["Nama Usaha", "No HP"], NAMES, PHONES)
    phone = mapping.columns[1]
    assert (phone.field, phone.confidence > 0.9) == ("phone", True)
    assert phone.evidence == "judul “No HP” dan 100 % isi berupa nomor telepon"


def test_propose_mapping_overrules_a_lying_title():
    mapping = _mapping(["Nama Usaha", "Alamat"], NAMES, PHONES)
    assert mapping.columns[1].field == "phone"
    assert "diabaikan" in mapping.columns[1].evidence


def test_propose_mapping_believes_a_title_when_content_is_undecided():
    mixed = [*PHONES[:10], *["belum ada"] * 10]
    assert _mapping(["Nama Usaha", "Keterangan"], NAMES, mixed).columns[1].field == "note"
    assert _mapping(["Nama Usaha", "No HP"], NAMES, ["tidak ada"] * 20).columns[1].field == "phone"


def test_propose_mapping_reads_columns_without_titles():
    emails = [f"ani{i}@contoh.test" for i in range(20)]
    niks = [f"12710115128{i:05d}" for i in range(20)]
    places = [f"3.{i:03d}1, 98.67{i:02d}" for i in range(20)]
    numbers = [str(i) for i in range(1, 21)]
    mapping = _mapping([f"Kolom {i}" for i in range(1, 6)], numbers, PHONES, emails, niks, places)
    assert [column.field for column in mapping.columns] == [
        "number",
        "phone",
        "email",
        "nik",
        "coordinates",
    ]


def test_propose_mapping_keeps_one_column_per_field_and_notes_the_second():
    mapping = _mapping(["Nama Usaha", "No HP", "No Telp"], NAMES, PHONES, PHONES)
    assert [column.field for column in mapping.columns].count("phone") == 1
    (second,) = [column for column in mapping.columns if column.runner_up == "phone"]
    assert "sudah diisi kolom" in second.evidence


def test_propose_mapping_joins_products():
    mapping = _mapping(["Nama Usaha", "Produk 1", "Produk 2"], NAMES, NAMES, NAMES)
    assert mapping.indexes_of("products") == (1, 2)


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Nama", "Kegiatan"], ["name", "activity"]),
        (["Nama", "Nama Usaha"], ["owner_name", "name"]),
        (["Nama", "Nama Pemilik"], ["name", "owner_name"]),
    ],
)
def test_propose_mapping_decides_what_nama_means(header, fields):
    mapping = _mapping(header, NAMES, ["Siti Aminah"] * 20)
    assert [column.field for column in mapping.columns] == fields


def test_with_field_moves_a_field_to_the_column_a_person_chose():
    mapping = _mapping(["Nama Usaha", "No HP", "No Telp"], NAMES, PHONES, PHONES).with_field(
        index=2, field="phone"
    )
    assert mapping.indexes_of("phone") == (2,)
    with pytest.raises(KeyError):
        mapping.with_field(index=2, field="bukan")


@given(
    st.lists(st.text(max_size=12), max_size=6),
    st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=6),
)
def test_propose_mapping_never_crashes_and_never_doubles(header, rows):
    fields = [
        column.field for column in propose_mapping(header=header, rows=rows).columns if column.field
    ]
    assert len(header) >= len(fields)
    assert set(fields) <= set(FIELDS)
    single = [field for field in fields if field != "products"]
    assert len(single) == len(set(single))


@pytest.mark.local_data
@pytest.mark.parametrize(
    ("name", "separator", "wanted"),
    [
        (
            "solo_2023_mentah.csv",
            ";",
            {"Nama": "name", "Kegiatan": "activity", "Kecamatan": "district", "Alamat": "address", "kategori": "sector",
             "lat": "latitude", "lng": "longitude", "": None},
        ),
        (
            "jatim_survei_2008_2017.csv",
            ",",
            {"nama_perusahaan": "name", "produk_utama": "products", "total_aset": "capital_rupiah",
             "penjualan_rata_pertahun": "sales_rupiah", "jumlash_tenaga_kerja": "employees", "tahun_survey": None,
             "Alamat": "province"},
        ),
        (
            "bandung_kuliner_menu.csv",
            ",",
            {"nama_rumah_makan": "name", "alamat": "address", "kategori": "sector", "menu": "products",
             "range_harga": "price_range", "kategori_harga": None, "fasilitas": None},
        ),
    ],
)  # fmt: skip
def test_propose_mapping_is_right_on_real_lists(name, separator, wanted):
    if not (LOCAL / name).exists():
        pytest.skip(f"{name} is not on this machine and may not be shipped")
    with (LOCAL / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter=separator)
    mapping = propose_mapping(header=header, rows=rows)
    assert {column.title: column.field for column in mapping.columns} == wanted


def test_propose_mapping_takes_pages_that_are_called_by_name():
    header = ["Nama Usaha", "PEMASARAN ONLINE Facebook"]
    rows = [[f"Warung {i}", f"Lapo Pak {i}"] for i in range(9)]
    assert propose_mapping(header=header, rows=rows).fields["facebook"] == 1
