"""Doubtful pairs are proposed with evidence; people decide, and may change their mind."""

import json
from pathlib import Path

import pytest

from laju.apps.registry.actions import decide_link, propose_links
from laju.apps.registry.actions.links import AlreadyDecided
from laju.apps.registry.models import Business, Link
from tests import factories
from tests.apps.registry.actions.sheets import NIK, OTHER_NIK, receive, receive_file, row
from tests.factories import AT

EXAMPLE = Path(__file__).parents[4] / "example"
PROPOSED, SAME, DIFFERENT = Link.Status


def propose(*rows, by, **more) -> list[Link]:
    batch = receive(*rows, by=by, **more)
    propose_links(batch=batch, by=by, at=AT)
    return list(Link.objects.order_by("pk"))


@pytest.mark.parametrize(
    ("other", "evidence"),
    [
        (row(name="Kerpik Mawar"), ["NIK pemilik sama", "Nomor telepon sama"]),
        (row(name="Kreipik Mawar", phone=""), ["NIK pemilik sama"]),
        (row(name="Keripik Mawarr", nik="", owner=""), ["Nomor telepon sama"]),
        (row(name="Keripik Mawarr", nik="", phone=""), ["Nama pemilik mirip 100 %"]),
    ],
)
def test_propose_links_says_what_speaks_for_a_pair(agency, other, evidence):
    [link] = propose(row(), other, by=agency)
    assert set(evidence) <= set(link.evidence)
    assert link.evidence[0].startswith("Nama mirip ")
    assert 60 < link.score <= 100


@pytest.mark.parametrize(
    "other",
    [
        row(nik="", phone="", owner=""),  # name and place alone
        row(nik=OTHER_NIK, phone="0810-0000-5999", owner="Budi Nasution"),
        row(name="Salon Melati"),  # her second business
        row(name="Keripik Mawarr", region="Kota Binjai"),
    ],
)
def test_propose_links_never_goes_by_name_and_place_alone(agency, other):
    assert propose(row(), other, by=agency) == []


@pytest.mark.parametrize(
    ("one", "other", "is_proposed"),
    [
        ("Jl. Melati No. 5", "jalan melati no 5", True),
        ("Pasar Rejo Kios 54", "Pasar Rejo Kios 054", True),
        ("Pasar Rejo Blok A 41", "Pasar Rejo Blok B 41", False),
        ("Pasar Rejo Blok A 41", "Pasar Rejo Blok A 42", False),
        ("Pasar Rejo", "Pasar Rejo", False),  # no door: every stall stands there
    ],
)
def test_propose_links_tells_stalls_of_one_market_apart(agency, one, other, is_proposed):
    assert propose_stalls(one, other, by=agency) == is_proposed


@pytest.mark.parametrize(
    ("activity", "is_proposed"),
    [
        ("menjual sembako di kios", False),
        ("beli bahan batik, ukur, potong, jahit, kemas, jual", True),
    ],
)
def test_propose_links_believes_a_long_story_told_twice(agency, activity, is_proposed):
    stalls = ("Pasar Rejo", "pasar rejo")
    assert propose_stalls(*stalls, by=agency, activity=activity) == is_proposed


def propose_stalls(*addresses, by, activity="menjual berbagai sembako") -> int:
    """Return how many pairs are proposed of stalls that nobody is known to own."""
    batch = factories.BatchFactory()
    for address in addresses:
        stall = factories.BusinessFactory(
            owner__phone="",
            owner__name="",
            name="Kios Sembako",
            name_folded="kios sembako",
            activity=activity,
            address=address,
        )
        factories.RowFactory(batch=batch, business=stall)
    return propose_links(batch=batch, by=by, at=AT)


def test_propose_links_proposes_a_pair_once(agency):
    batch = receive(row(), row(name="Kerpik Mawar"), by=agency)
    assert [propose_links(batch=batch, by=agency, at=AT) for _ in range(2)] == [1, 0]
    decide_link(link=Link.objects.get(), status=DIFFERENT, by=agency, at=AT)
    assert propose_links(batch=batch, by=agency, at=AT) == 0


def test_propose_links_compares_with_what_was_there_before(agency):
    receive(row(), by=agency)
    [link] = propose(row(name="Kerpik Mawar", nik="", phone=""), by=agency, sha256="b" * 64)
    assert (link.left.name, link.right.name) == ("Keripik Mawar", "Kerpik Mawar")


@pytest.mark.parametrize(
    "name", ["mebidangro.xlsx", "dataran-tinggi-dan-toba.csv", "pantai-dan-nias.csv"]
)
def test_propose_links_finds_the_near_pairs_of_the_example(agency, name):
    """Measured on the three sheets: 28 of 28 found, 30 proposed."""
    truth = json.loads((EXAMPLE / "kebenaran.json").read_text(encoding="utf-8"))[name]
    batch = receive_file(EXAMPLE / name, by=agency)
    number = batch.fields.index("number")
    known = {
        told.cells[number].removesuffix(".0"): told.business_id
        for told in batch.rows.filter(business__isnull=False)
    }
    pairs = {frozenset(known[str(n)] for n in pair) for pair in truth["pasangan_mirip"]}
    propose_links(batch=batch, by=agency, at=AT)
    found = {frozenset(keys) for keys in Link.objects.values_list("left", "right")}
    assert len(pairs & found) >= 0.95 * len(pairs)
    assert len(found) <= 1.2 * len(pairs)


@pytest.fixture
def link(agency) -> Link:
    left, right = factories.BusinessFactory(), factories.BusinessFactory()
    return Link.objects.create(left=left, right=right, score=90)


@pytest.mark.parametrize("status", [SAME, DIFFERENT])
def test_decide_link_can_be_undone_by_who_decided(agency, link, status):
    decide_link(link=link, status=status, by=agency, at=AT)
    link.refresh_from_db()
    assert (link.status, link.decided_by, link.decided_at) == (status, agency.username, AT)
    decide_link(link=link, status=PROPOSED, by=agency, at=AT)
    link.refresh_from_db()
    assert (link.status, link.decided_by, link.decided_at) == (PROPOSED, "", None)


@pytest.mark.parametrize("status", [SAME, DIFFERENT, PROPOSED])
def test_decide_link_tells_the_second_who_was_faster(agency, link, status):
    second = factories.UserFactory()
    decide_link(link=link, status=SAME, by=agency, at=AT)
    with pytest.raises(AlreadyDecided, match=f"oleh {agency.username}"):
        decide_link(link=link, status=status, by=second, at=AT)
    link.refresh_from_db()
    assert (link.status, link.decided_by) == (SAME, agency.username)


def test_decide_link_merges_nothing(agency, link):
    decide_link(link=link, status=SAME, by=agency, at=AT)
    assert Business.objects.filter(pk__in=[link.left_id, link.right_id]).count() == 2
    assert NIK not in str(link)
