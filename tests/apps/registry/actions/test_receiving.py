from datetime import date

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from laju.apps.registry.actions import columns_of, receive_sheet, receiving, save_mapping
from laju.apps.registry.actions.storing import write
from laju.apps.registry.models import Batch, Business, Finding, Owner, Row
from laju.apps.registry.queries import reconcile
from laju.engines.staging import NoNameColumn, header_digest
from tests import factories
from tests.apps.registry.actions.sheets import (
    COLUMNS,
    NIK,
    OTHER_NIK,
    TITLES,
    outcomes,
    receive,
    row,
    sheet_of,
    stored,
)
from tests.factories import AT

CREATED, UPDATED, UNCHANGED = Row.Outcome.CREATED, Row.Outcome.UPDATED, Row.Outcome.UNCHANGED
DUPLICATE, REJECTED = Row.Outcome.DUPLICATE, Row.Outcome.REJECTED
SEVERAL = (
    row(),
    row("Toko Melati", "Budi Nasution", OTHER_NIK, "0810-0000-5002"),
    row("KERIPIK  MAWAR", "ANI SIREGAR", phone="081000005001"),  # the first, shouted
    row("", "Cici", "", "0810-0000-5003"),
    row("Warung Anggrek", "Dodi", "", "", "Kota Antah Berantah"),
    row("JUMLAH", "", "", "", "", "", ""),
    TITLES,
    row("Kedai Kenanga", "Eka", "", "0810-0000-5006 / 0810-0000-5007", "Kabupaten Toba"),
    row("Keripik Mawar 2", "Ani br. Siregar"),
    row("Kopi Sedap", "Fandi Lubis", NIK, ""),  # the NIK of somebody else
)


def test_receive_sheet_gives_every_row_an_outcome(agency):
    batch = receive(*SEVERAL, by=agency)
    assert outcomes(batch) == [
        *(CREATED, CREATED, DUPLICATE, REJECTED, REJECTED, REJECTED, REJECTED),
        *(CREATED, CREATED, CREATED),
    ]
    assert batch.rows_total == batch.rows_done == len(SEVERAL)
    assert batch.rows.get(number=4).same_as_number == 2
    assert batch.finished_at == AT
    reasons = [f.reason for f in Finding.objects.filter(severity="ERROR").order_by("pk")]
    assert reasons == [
        "Nama usaha kosong.",
        "Kabupaten/kota “Kota Antah Berantah” tidak dikenal.",
        "Baris ini jumlah atau rekap, bukan usaha.",
        "Baris ini judul kolom yang terulang, bukan usaha.",
    ]
    assert all(f.remedy for f in Finding.objects.all())


def test_receive_sheet_keeps_every_cell_as_it_stood(agency):
    batch = receive(*SEVERAL, by=agency)
    assert [tuple(told.cells) for told in batch.rows.all()] == list(SEVERAL)


def test_receive_sheet_keeps_the_second_phone_as_a_finding(agency):
    batch = receive(*SEVERAL, by=agency)
    found = Finding.objects.get(row__batch=batch, row__number=9)
    assert (found.severity, found.reason) == (
        "REPAIRED",
        "Ada nomor kedua: 0810-0000-5007; yang pertama dipakai.",
    )


def test_receive_sheet_finds_the_same_file_unchanged(agency):
    first = receive(*SEVERAL, by=agency, occasion="1")
    before = list(Business.objects.values_list())
    again = receive(*SEVERAL, by=agency, occasion="2")
    assert again.pk != first.pk
    assert (again.created, again.updated) == (0, 0)
    assert again.unchanged == first.created
    assert (again.duplicates, again.rejected) == (first.duplicates, first.rejected)
    assert list(Business.objects.values_list()) == before


def test_receive_sheet_is_done_once_per_occasion(agency):
    first = receive(*SEVERAL, by=agency, occasion="1")
    assert receive(*SEVERAL, by=agency, occasion="1").pk == first.pk
    assert Batch.objects.count() == 1


def test_receive_sheet_updates_only_what_changed(agency):
    receive(*SEVERAL, by=agency)
    changed = row(phone="0810-0000-5999", prices="17.500", activity="")
    batch = receive(changed, SEVERAL[1], by=agency, sha256="b" * 64)
    assert outcomes(batch) == [UPDATED, UNCHANGED]
    business = Business.objects.get(name="Keripik Mawar")
    assert (business.phone, business.prices_text) == ("+6281000005999", "17.500")
    assert business.activity == "jual keripik ubi"
    assert Business.objects.filter(updated_at=AT, name="Keripik Mawar").count() == 1
    assert Business.objects.count() == 5


def test_receive_sheet_tells_an_owner_what_a_later_sheet_adds(agency):
    receive(row(nik=""), by=agency)
    batch = receive(row(), by=agency, sha256="b" * 64)
    assert outcomes(batch) == [UPDATED]
    assert Owner.objects.get().nik == NIK


@pytest.mark.parametrize("limit", [1, 3, 7])
def test_receive_sheet_in_pieces_equals_one_go(agency, limit):
    later = tuple(row(*cells[:6], "20.000") for cells in SEVERAL)
    whole = [
        stored(receive(*SEVERAL, by=agency, sha256="a" * 64)),
        stored(receive(*later, by=agency, sha256="b" * 64)),
    ]
    Finding.objects.all().delete()
    Row.objects.all().delete()
    Batch.objects.all().delete()
    Business.objects.all().delete()
    Owner.objects.all().delete()
    pieces = [
        stored(receive(*SEVERAL, by=agency, sha256="a" * 64, limit=limit)),
        stored(receive(*later, by=agency, sha256="b" * 64, limit=limit)),
    ]
    assert pieces == whole


def test_receive_sheet_goes_on_after_a_crash(agency, monkeypatch):
    whole = stored(receive(*SEVERAL, by=agency, sha256="a" * 64))
    Finding.objects.all().delete()
    Row.objects.all().delete()
    Batch.objects.all().delete()
    Business.objects.all().delete()
    Owner.objects.all().delete()
    sheet, options = (
        sheet_of(*SEVERAL),
        {"file_name": "u.csv", "sha256": "c" * 64, "by": agency, "at": AT, "limit": 4},
    )
    receive_sheet(sheet=sheet, columns=COLUMNS, **options)

    def fall(*, changes):
        write(changes=changes[:-1])
        raise OSError("disk")

    with monkeypatch.context() as broken:
        broken.setattr(receiving, "write", fall)
        with pytest.raises(OSError, match="disk"):
            receive_sheet(sheet=sheet, columns=COLUMNS, **options)
    batch = Batch.objects.get()
    assert (batch.status, batch.rows.count(), batch.rows_done) == (Batch.Status.OPEN, 4, 4)
    while batch.status == Batch.Status.OPEN:
        batch = receive_sheet(sheet=sheet, columns=COLUMNS, **options)
    assert stored(batch) == whole


def test_receive_sheet_keeps_one_owner_of_three_businesses(agency):
    receive(row("Keripik"), row("Salon"), row("Bengkel", "Ani br Siregar"), by=agency)
    assert (Owner.objects.count(), Business.objects.count()) == (1, 3)


def test_receive_sheet_only_proposes_near_repeats(agency):
    batch = receive(row(), row(phone="0810-0000-7777"), by=agency)
    assert outcomes(batch) == [CREATED, CREATED]
    later = receive(row(phone="0810-0000-7778"), by=agency, sha256="b" * 64)
    assert outcomes(later) == [CREATED]  # which of the two it is, nobody can say


HOSTILE = [
    "<script>alert(1)</script> Mawar",
    "\u202eraw\u202c Kedai",
    "Ker\x00ipik",
    "K" * 10_000,
    '=HYPERLINK("http://example.com")',
    "@SUM(A1:A9)",
    "Robert'); DROP TABLE registry_business;--",
    "😀 Kopi",
    "‎",
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_receive_sheet_survives_hostile_cells(agency, text):
    batch = receive(tuple(text for _ in TITLES), row(name=text), row(activity=text), by=agency)
    assert batch.rows_done == 3
    for business in Business.objects.all():
        assert len(business.name) <= 200
        assert not set(business.name) & set("\x00\u202e\u202c\u200e")
    assert all("\x00" not in cell for told in batch.rows.all() for cell in told.cells)


def test_receive_sheet_needs_a_name_column(agency):
    sheet = sheet_of(("1", "x"), ("2", "y"), header=("Satu", "Dua"))
    with pytest.raises(NoNameColumn) as error:
        receive_sheet(sheet=sheet, file_name="u.csv", sha256="d" * 64, by=agency, at=AT)
    assert "Nama usaha" in str(error.value) or "nama usaha" in str(error.value)
    assert error.value.remedy
    assert not Batch.objects.exists()


def test_receive_sheet_uses_the_saved_mapping(agency, medan):
    header = ("A", "B")
    save_mapping(header=header, fields=["name", "owner_name"], region=medan, by=agency, at=AT)
    sheet = sheet_of(("Mawar", "Ani"), ("Melati", "Budi"), header=header)
    batch = receive_sheet(sheet=sheet, file_name="u.csv", sha256="e" * 64, by=agency, at=AT)
    assert batch.fields == ["name", "owner_name"]
    assert (batch.region, batch.region_evidence) == (medan, "Kota Medan ditetapkan oleh petugas.")
    assert set(Business.objects.values_list("region_id", flat=True)) == {factories.MEDAN}


def test_save_mapping_is_found_whatever_the_capitals(agency):
    save_mapping(header=["NAMA  usaha"], fields=["name"], by=agency, at=AT)
    assert header_digest(header=["Nama Usaha "]) == header_digest(header=["nama usaha"])
    columns, saved = columns_of(sheet=sheet_of(("Mawar",), header=["nama usaha"]))
    assert saved is not None
    assert columns.fields == {"name": 0}


@pytest.mark.parametrize(
    ("names", "system", "regions"),
    [
        (("Kota Medan", "Kota Binjai", "Kota Medan"), "BPS", {"12.71", "12.75"}),
        (("Kota Tebing Tinggi", "", ""), "", None),
    ],
)
def test_receive_sheet_reads_codes_only_in_a_proven_system(agency, names, system, regions):
    """1275 is Kota Medan with BPS and Kota Binjai with Kemendagri."""
    header = ("Nama Usaha", "Kode Kab/Kota", "Kecamatan")
    districts = {"Kota Medan": "Medan Kota", "Kota Binjai": "Binjai Kota"}
    codes = {"Kota Medan": "1275", "Kota Binjai": "1276"}
    rows = [
        (f"Usaha {i} Jaya", codes.get(name, "1275"), districts.get(name, ""))
        for i, name in enumerate(names)
    ]
    batch = receive_sheet(
        sheet=sheet_of(*rows, header=header),
        file_name="u.csv",
        sha256="f" * 64,
        by=agency,
        at=AT,
    )
    assert batch.code_system == system
    if regions is None:
        assert set(outcomes(batch)) == {REJECTED}
        assert "belum pasti" in Finding.objects.first().reason
    else:
        assert set(Business.objects.values_list("region_id", flat=True)) == regions


def test_receive_sheet_believes_the_office_about_its_codes(agency):
    header = ("Nama Usaha", "Kode Kab/Kota")
    for system, sha256, region in (("KEMENDAGRI", "1" * 64, "12.75"), ("BPS", "2" * 64, "12.71")):
        batch = receive_sheet(
            sheet=sheet_of((f"Usaha {system}", "1275"), header=header),
            file_name="u.csv",
            sha256=sha256,
            code_system=system,
            by=agency,
            at=AT,
        )
        assert batch.rows.get().business.region_id == region
        assert "ditetapkan oleh petugas" in batch.code_system_evidence


def test_receive_sheet_says_when_a_column_of_niks_was_rounded(agency):
    rows = [
        row(f"Usaha {i}", f"Orang {i}", f"12710115128{i:02d}110", f"0810-0000-6{i:03d}")
        for i in range(8)
    ]
    batch = receive(*rows, by=agency)
    assert set(Owner.objects.values_list("nik", flat=True)) == {""}
    told = Finding.objects.filter(row__batch=batch, reason__startswith="NIK terpotong Excel")
    assert told.count() == 8
    assert batch.warnings == 8


def test_rows_and_businesses_are_never_deleted_under_each_other(agency):
    receive(row(), by=agency)
    business = Business.objects.get()
    with pytest.raises(ProtectedError):
        business.delete()
    with pytest.raises(ProtectedError):
        business.owner.delete()
    with pytest.raises(ProtectedError):
        Batch.objects.get().delete()
    with pytest.raises(IntegrityError):
        Row.objects.create(
            batch=Batch.objects.get(), number=2, cells=[], outcome=Row.Outcome.CREATED
        )


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "-",
            "Mawar",
            "MAWAR",
            "Ani",
            "Kota Medan",
            "Medan",
            "xxx",
            "1275",
            "12.71",
            NIK,
            OTHER_NIK,
            "081000005001",
            "0810 0000 5001",
            "jumlah",
            "15rb",
            "a@b.id",
            "Nama Usaha",
            "\x00",
            "\u202e",
            "=1+1",
            "9" * 40,
        ]
    ),
    st.text(max_size=12),
)
MESSY = st.lists(st.lists(CELLS, max_size=9).map(tuple), max_size=14)


class TestMessySheets(TestCase):
    @settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(MESSY, MESSY, st.integers(min_value=1, max_value=9))
    def test_receive_sheet_loses_no_row_and_is_the_same_in_pieces(self, first, second, limit):
        agency = factories.UserFactory()
        told = {}
        for way, size in (("whole", 500), ("pieces", limit)):
            told[way] = []
            for sha256, rows in (("a" * 64, first), ("b" * 64, second), ("c" * 64, first)):
                batch = receive(*rows, by=agency, sha256=sha256, limit=size)
                sums = reconcile(batches=[batch])
                assert sums.pop("rows_in") == sum(sums.values()) == len(rows)
                assert batch.rows.count() == len(rows)
                told[way].append(stored(batch))
            again = batch
            assert again.created == 0
            for model in (Finding, Row, Batch, Business, Owner):
                model.objects.all().delete()
        assert told["whole"] == told["pieces"]


def test_receive_sheet_remembers_when_somebody_applied(agency):
    header = ("Nama Usaha", "Tanggal Daftar", "Skor")
    sheet = sheet_of(("Mawar", "10/02/2026", "81,5"), header=header)
    batch = receive_sheet(sheet=sheet, file_name="u.csv", sha256="9" * 64, by=agency, at=AT)
    told = batch.rows.get()
    assert (told.applied_on, told.stated_score) == (date(2026, 2, 10), 81.5)
