"""What the linkage finds in a registry: certain with numbers in common, never by place alone."""

import json
from pathlib import Path

import pytest

from laju.apps.registry.models import Business
from laju.apps.registry.queries import Verdict, find_links, linkage_table
from laju.engines.linkage import INPUT_COLUMNS
from tests import factories
from tests.apps.registry.actions.sheets import NIK, OTHER_NIK, receive, receive_file, row

EXAMPLE = Path(__file__).parents[4] / "example"
SAME, SAME_OWNER, REVIEW = Verdict
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("other", "verdict", "evidence"),
    [
        (row(name="Kerpik Mawar"), SAME, {"NIK sama", "Telepon sama"}),
        (row(name="Kreipik Mawar", phone=""), SAME, {"NIK sama", "Nama pemilik sama"}),
        (row(name="Keripik Mawarr", nik="", owner=""), REVIEW, {"Telepon sama"}),
        (row(name="Keripik Mawarr", nik="", phone=""), REVIEW, {"Nama pemilik sama"}),
        (row(name="Salon Melati", activity="salon"), SAME_OWNER, {"NIK sama"}),
    ],
)
def test_find_links_says_what_it_thinks_of_a_pair_and_why(agency, other, verdict, evidence):
    batch = receive(row(), other, by=agency)
    [pair] = find_links(batches=[batch]).pairs
    assert pair.verdict == verdict
    assert evidence <= set(pair.evidence)


def test_find_links_explains_what_people_look_at_without_anyones_data(agency):
    batch = receive(row(), row(name="Keripik Mawarr", nik="", owner=""), by=agency)
    [pair] = find_links(batches=[batch]).pairs
    bits = [step["bits"] for step in pair.waterfall if step["stage"] == "OWNER"]
    assert sum(bits) == pytest.approx(pair.owner_bits, abs=0.1)
    told = json.dumps(pair.waterfall)
    assert not any(text in told for text in (NIK, "Mawar", "5001"))


@pytest.mark.parametrize(
    "other",
    [
        row(nik="", phone="", owner=""),  # name and place alone
        row(nik=OTHER_NIK, phone="0810-0000-5999", owner="Budi Nasution"),
    ],
)
def test_find_links_never_goes_by_name_and_place_alone(agency, other):
    batch = receive(row(), other, by=agency)
    assert find_links(batches=[batch]).pairs == []


def test_find_links_is_never_certain_of_stalls_in_one_market(agency):
    batch = factories.BatchFactory()
    for address in ("Pasar Rejo Blok A 41", "Pasar Rejo Blok A 42", "Pasar Rejo", "pasar rejo"):
        stall = factories.BusinessFactory(
            owner__phone="",
            owner__name="",
            name="Kios Sembako",
            name_folded="kios sembako",
            activity="menjual sembako",
            address=address,
            village_name="Rejo",
            district_name="Medan Kota",
        )
        factories.RowFactory(batch=batch, business=stall)
    assert {pair.verdict for pair in find_links(batches=[batch]).pairs} <= {REVIEW}


def test_find_links_compares_with_what_was_there_before(agency):
    receive(row(), by=agency)
    batch = receive(row(name="Kerpik Mawar", nik=""), by=agency, sha256="b" * 64)
    found = find_links(batches=[batch])
    [pair] = found.pairs
    left, right = Business.objects.order_by("pk")
    assert (pair.left, pair.right, found.compared) == (left.pk, right.pk, 2)
    assert [p[:5] for p in find_links().pairs] == [pair[:5]]  # and so does the whole registry


def test_find_links_of_a_sheet_that_brought_nothing_looks_at_nothing():
    batch = factories.BatchFactory()
    assert find_links(batches=[batch]).pairs == []


@pytest.mark.parametrize(
    "name", ["mebidangro.xlsx", "dataran-tinggi-dan-toba.csv", "pantai-dan-nias.csv"]
)
def test_find_links_finds_the_near_pairs_of_the_example(agency, name):
    truth = json.loads((EXAMPLE / "kebenaran.json").read_text(encoding="utf-8"))[name]
    batch = receive_file(EXAMPLE / name, by=agency)
    number = batch.fields.index("number")
    known = {
        told.cells[number].removesuffix(".0"): told.business_id
        for told in batch.rows.filter(business__isnull=False)
    }
    pairs = {frozenset(known[str(n)] for n in pair) for pair in truth["pasangan_mirip"]}
    found = {frozenset(pair[:2]): pair.verdict for pair in find_links(batches=[batch]).pairs}
    assert pairs <= {ends for ends, verdict in found.items() if verdict != SAME_OWNER}
    assert {ends for ends, verdict in found.items() if verdict == SAME} <= pairs  # nothing else


def test_linkage_table_has_a_line_per_record_and_no_blanks():
    business = factories.BusinessFactory(phone="", sales_rupiah=5)
    gone = factories.BusinessFactory(merged_into=business, phone="+62811")
    table = linkage_table()
    assert set(INPUT_COLUMNS) <= set(table.schema.names)
    assert table["id"].to_pylist() == [business.pk, gone.pk]
    assert table["phone"].to_pylist() == [business.owner.phone, "+62811"]
    assert table["district"].to_pylist() == ["", ""]
    assert table["sales_rupiah"].to_pylist() == [5, None]
