"""Where a business is: codes of two systems, names, districts, addresses, and the sheet."""

import pytest

from laju.core.places import System
from laju.core.records import Severity

ERROR, WARNING, REPAIRED = Severity
KEMENDAGRI, BPS = System.KEMENDAGRI, System.BPS
NAME = "Tulis nama kabupaten/kota seperti di daftar resmi, misalnya Kota Medan."
FILL = "Isi kabupaten/kota tempat usaha ini."
NEEDED = {"is_region_needed": True}


@pytest.mark.parametrize(
    ("values", "system", "region"),
    [
        ({"region_code": "1275"}, KEMENDAGRI, "12.75"),
        ({"region_code": "1275"}, BPS, "12.71"),
        ({"region_code": "12.71"}, KEMENDAGRI, "12.71"),
        ({"region_code": "1271"}, BPS, "12.73"),
        ({"region": "1275"}, BPS, "12.71"),  # a code among the names
        ({"district_code": "12.71.14"}, KEMENDAGRI, "12.71"),
        ({"village_code": "12.71.01.1001"}, KEMENDAGRI, "12.71"),
        ({"region_code": "1203"}, None, "12.03"),  # the same place in both
        ({"region_code": "1275", "region": "Kota Medan"}, None, "12.71"),
        ({"region_code": "1275", "region": "Kota Medan"}, BPS, "12.71"),
    ],
)
def test_read_place_reads_codes_in_the_system_of_the_sheet(read, values, system, region):
    record = read({"name": "Mawar", **values}, system=system)
    assert (record.region_code, record.findings) == (region, [])


@pytest.mark.parametrize(
    ("values", "sheet", "region", "district", "village"),
    [
        ({"region": "TAPTENG"}, {}, "12.01", "", ""),
        ({"region": "Kota Medan", "district": "Medan Tembung"}, {}, "12.71", "12.71.14", ""),
        ({"region": "Kota Medan", "address": "Kel. Tembung, Kec. Medan Tembung"}, {}, "12.71", "12.71.14", "Tembung"),
        ({"district": "Medan Tembung"}, {}, "12.71", "12.71.14", ""),
        ({"address": "Jl. Melati 5, Kec. Balige, Kab. Toba"}, {}, "12.12", "12.12.01", ""),
        ({}, {"region": "12.71"}, "12.71", "", ""),
        ({}, {}, "12", "", ""),
        ({"region": "Sumatera Utara"}, {}, "12", "", ""),
        ({"address": "Kec. Balige, Kab. Toba"}, {"region": "12.71"}, "12.12", "12.12.01", ""),
        ({"province": "Jawa Barat"}, {}, "32", "", ""),
    ],
)  # fmt: skip
def test_read_place_takes_district_address_then_sheet(
    read, values, sheet, region, district, village
):
    record = read({"name": "Mawar", **values}, **sheet)
    told = (record.region_code, record.district_code, record.village_name, record.findings)
    assert told == (region, district, village, [])


# What a row says, what holds for its sheet, the finding that must follow, and the region.
FINDINGS = [
    ({"region": "Antah"}, {}, ERROR, "Kabupaten/kota “Antah” tidak dikenal.", NAME, ""),
    ({"region": "Sumatera Utara"}, NEEDED, ERROR, "“Sumatera Utara” adalah provinsi; kabupaten/kotanya belum disebut.", FILL, ""),
    ({}, NEEDED, ERROR, "Kabupaten/kota kosong.", FILL, ""),
    ({"district": "Medan Tembung"}, NEEDED, REPAIRED, "Kabupaten/kota kosong; Kota Medan diketahui dari kecamatannya.", "Tidak perlu tindakan.", "12.71"),
    ({"address": "Kec. Balige, Kab. Toba"}, NEEDED, REPAIRED, "Kabupaten/kota kosong; Kabupaten Toba diketahui dari alamatnya.", "Tidak perlu tindakan.", "12.12"),
    ({"region": "Kota Medan", "district": "Balige"}, {}, WARNING, "Kecamatan “Balige” tidak ditemukan di Kota Medan.", "Periksa nama kecamatan atau kabupaten/kotanya.", "12.71"),
    ({"region_code": "1299"}, {"system": BPS}, ERROR, "Kode “1299” tidak ada dalam daftar kode BPS.", NAME, ""),
    ({"region_code": "1299", "region": "Kota Medan"}, {"system": KEMENDAGRI}, WARNING, "Kode “1299” tidak ada dalam daftar kode Kemendagri.", "Betulkan kodenya; untuk sementara dipakai nama Kota Medan.", "12.71"),
    ({"region_code": "12"}, {"system": KEMENDAGRI, **NEEDED}, ERROR, "Kode 12 adalah provinsi; kabupaten/kotanya belum disebut.", "Isi kode kabupaten/kotanya.", ""),
    ({"region_code": "1275", "region": "Kota Medan"}, {"system": KEMENDAGRI}, WARNING, "Kode 1275 berarti Kota Binjai, tetapi namanya Kota Medan.", "Betulkan salah satunya; untuk sementara dipakai Kota Medan.", "12.71"),
    ({"region_code": "1275"}, {}, ERROR, "Kode 1275 berarti Kota Binjai (KEMENDAGRI) atau Kota Medan (BPS); sistem kodenya belum pasti.", "Tentukan sistem kode (Kemendagri atau BPS) saat impor, atau isi nama kabupaten/kota.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("values", "sheet", "severity", "reason", "remedy", "region"), FINDINGS)
def test_read_place_says_why_a_place_is_not_known(
    read, values, sheet, severity, reason, remedy, region
):
    record = read({"name": "Mawar", **values}, **sheet)
    [found] = record.findings
    assert (found.severity, found.reason, found.remedy) == (severity, reason, remedy)
    assert (record.region_code, record.is_rejected) == (region, severity is ERROR)


def test_read_place_offers_the_names_a_short_one_may_mean(read):
    [found] = read({"name": "Mawar", "region": "Tapanuli"}).findings
    assert found.severity is ERROR
    assert found.remedy.startswith("Tulis nama lengkapnya, misalnya: Kabupaten Tapanuli Tengah,")


def test_read_place_keeps_a_district_it_does_not_know_as_written(read):
    record = read({"name": "Mawar", "region": "Kota Medan", "district": "Antah"})
    assert (record.district_code, record.district_name) == ("", "Antah")


@pytest.mark.parametrize(
    ("values", "district", "village"),
    [
        ({"district_code": "12.71.14"}, "12.71.14", ""),
        ({"district_code": "12.71.14", "region": "Kota Medan"}, "12.71.14", ""),
        ({"district_code": "12.71.14", "region": "Kota Binjai"}, "", ""),
        ({"village_code": "12.71.01.1001"}, "12.71.01", "Pasar Baru"),
        ({"village_code": "12.71.01.1001", "village": "x"}, "12.71.01", "x"),
        ({"village_code": "12.71.01.1001", "district": "Medan Tembung"}, "12.71.14", ""),
    ],
)
def test_read_place_reads_districts_and_villages_by_code(read, values, district, village):
    record = read({"name": "Mawar", **values}, system=KEMENDAGRI)
    assert (record.district_code, record.village_name) == (district, village)


def test_read_place_takes_a_village_for_one_of_its_district_only(read):
    here = {"name": "Mawar", "region": "Kota Medan", "district": "Medan Tembung"}
    assert read({**here, "village": "KEL. BANDAR SELAMAT"}).village_name == "Bandar Selamat"
    assert (
        read({**here, "village": "PASAR BARU"}).village_name == "PASAR BARU"
    )  # of another district
    assert read({"name": "Mawar", "village": "PASAR BARU"}).village_name == "PASAR BARU"
