"""The example sheets and the real lists, received and counted against what is true of them."""

import json
from pathlib import Path

import pytest

from laju.apps.registry.actions import link_registry
from laju.apps.registry.models import Business
from laju.apps.registry.queries import (
    business_by_code,
    businesses,
    find_links,
    links_waiting,
    origin_of,
    reconcile,
    rejected_rows,
    search_businesses,
)
from tests.apps.registry.actions.sheets import receive, receive_file, row
from tests.factories import AT

ROOT = Path(__file__).parents[3]
REAL = ROOT.parent / "shared" / "data" / "umkm"


@pytest.mark.parametrize(
    "name", ["mebidangro.xlsx", "dataran-tinggi-dan-toba.csv", "pantai-dan-nias.csv"]
)
def test_reconcile_agrees_with_what_is_true_of_the_example(agency, name):
    truth = json.loads((ROOT / "example" / "kebenaran.json").read_text(encoding="utf-8"))[name]
    batch = receive_file(ROOT / "example" / name, by=agency)
    assert reconcile(batches=[batch]) == {
        "rows_in": truth["baris_data"],
        "created": truth["usaha"],
        "updated": 0,
        "unchanged": 0,
        "duplicates": len(truth["pengulangan_persis"]),
        "rejected": len(truth["ditolak"]),
    }
    running = batch.fields.index("number")
    numbers = {told.cells[running].removesuffix(".0") for told in rejected_rows(batch=batch)}
    assert numbers - {""} == {str(r["no_urut"]) for r in truth["ditolak"] if r["no_urut"]}
    found = find_links(batches=[batch])
    assert link_registry(found=found, batch=batch, by=agency, at=AT).proposed > 0
    assert {link.status for link in links_waiting(by=agency)} == {"PROPOSED"}


@pytest.mark.local_data
@pytest.mark.parametrize(
    ("name", "rows", "region"),
    [
        ("bandung_kuliner_menu.csv", 515, "32.73"),
        ("jatim_survei_2008_2017.csv", 200, "35"),
        ("cimahi_leuwigajah_2014.xlsx", 204, "32.77"),
        ("solo_2023_mentah.csv", 11_157, "33.72"),
    ],
)
def test_reconcile_accounts_for_every_row_of_real_lists(agency, name, rows, region):
    if not (REAL / name).exists():
        pytest.skip("daftar nyata tidak tersedia di sini")
    batch = receive_file(REAL / name, by=agency)
    sums = reconcile(batches=[batch])
    assert sums.pop("rows_in") == rows == sum(sums.values())
    assert sums["rejected"] <= 1
    most = Business.objects.filter(region=region).count()
    assert most > 0.6 * batch.created


def test_businesses_are_found_by_word_phone_and_code(agency, agency_of_region):
    receive(row(), row("Salon Melur", "Budi", "", "0810-0000-5002", "Toba"), by=agency)
    first, second = Business.objects.order_by("pk")
    for words in ("mawar", "MAWAR ani", "0810-0000-5001", first.code):
        assert [hit.business for hit in search_businesses(by=agency, words=words).hits] == [first]
    assert list(businesses(by=agency_of_region)) == [first]
    assert business_by_code(by=agency, code=second.code) == second
    assert business_by_code(by=agency_of_region, code=second.code) is None
    assert business_by_code(by=agency, code="LJ-kosong") is None
    assert origin_of(business=second).number == 3
