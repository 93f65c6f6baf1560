import pytest
from django.core.management import call_command
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.indicators.models import Cube, Measure
from tests import factories

RECAP = reverse("agency:recap")
pytestmark = pytest.mark.django_db


@pytest.fixture
def shops(toba):
    """Six businesses: Medan 3 (one of no known size), Toba 2, one known by its province only."""
    made = [
        factories.BusinessFactory(size="MICRO", sector="FOOD"),
        factories.BusinessFactory(size="SMALL", sector="FOOD"),
        factories.BusinessFactory(size="", sector="CRAFT"),
        factories.BusinessFactory(region=toba, size="MICRO", sector="CRAFT"),
        factories.BusinessFactory(region=toba, size="MICRO", sector="FOOD"),
        factories.BusinessFactory(region=factories.region("12"), size="MICRO", sector="FARM"),
    ]
    Measure.objects.create(business=made[0], on="2026-11-01", level=0)
    Measure.objects.create(business=made[0], on="2026-11-02", level=2)
    Measure.objects.create(business=made[3], on="2026-11-02", level=1)
    return made


def rows(page):
    return {
        line["name"]: [cell["count"] for cell in line["cells"]] for line in page.context["lines"]
    }


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("address", [RECAP, reverse("agency:recap_export", args=["csv"])])
def test_recap_opens_for_the_agency_only(people, sign_in, role, address):
    assert sign_in(people[role]).get(address).status_code == (200 if role == Role.AGENCY else 403)


def test_recap_lays_out_regions_by_size_with_every_region(agency, sign_in, shops):
    page = sign_in(agency).get(RECAP)
    told = rows(page)
    assert [name for _value, name in page.context["pivot"].columns] == [
        "Mikro", "Kecil", "Belum diketahui",
    ]  # fmt: skip
    assert told["Kota Medan"] == [1, 1, 1]
    assert told["Toba"] == [2, 0, 0]
    assert told["Sumatera Utara, kabupaten/kota belum diketahui"] == [1, 0, 0]
    assert told["Karo"] == [0, 0, 0]
    assert page.context["pivot"].whole == 6
    assert len(told) == 34


@pytest.mark.parametrize(
    ("query", "whole", "told"),
    [
        ("rows=sector&across=level", 6, {"Kriya": [1, 0, 1], "Makanan dan minuman": [0, 1, 2]}),
        ("rows=level&across=-", 6, {"D1 hadir": [], "D2 menjual": [], "Belum diukur": []}),
        ("region=12.12", 2, {"Toba": [2]}),
        ("size=-", 1, {"Kota Medan": [1]}),
        ("level=-1&rows=size", 4, {"Mikro": [2], "Kecil": [1]}),
        ("level=0", 0, {}),
        ("rows=size&across=size", 6, {"Mikro": [], "Kecil": []}),
        ("rows=%00&across=x&region=99&level=9", 6, {"Kota Medan": [1, 1, 1]}),
    ],
)
def test_recap_can_be_cut(agency, sign_in, shops, query, whole, told):
    page = sign_in(agency).get(f"{RECAP}?{query}")
    assert page.context["pivot"].whole == whole
    assert told.items() <= rows(page).items()


@pytest.mark.parametrize(
    "query",
    ["", "rows=sector&across=level", "rows=level&across=size&region=12.71", "size=-", "rows=size"],
)
def test_every_count_opens_the_list_of_its_businesses(agency, sign_in, shops, query):
    browser = sign_in(agency)
    opened = 0
    for line in browser.get(f"{RECAP}?{query}").context["lines"]:
        for cell in [*line["cells"], {"count": line["total"], "url": line["url"]}]:
            if cell["count"]:
                page = browser.get(cell["url"]).context["page"]
                assert (page.paginator.count, len(page.object_list)) == (cell["count"],) * 2
                opened += 1
    assert opened


def test_recap_shows_an_officer_only_their_regions(agency_of_region, sign_in, shops):
    page = sign_in(agency_of_region).get(RECAP)
    assert rows(page) == {"Kota Medan": [1, 1, 1]}
    answer = sign_in(agency_of_region).get(reverse("agency:recap_export", args=["sel"]))
    told = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(told) == 4
    assert all(line.startswith("12.71;") for line in told[1:])


def test_recap_is_exported_as_it_is_shown(agency, sign_in, shops):
    address = reverse("agency:recap_export", args=["csv"])
    answer = sign_in(agency).get(f"{address}?rows=size&across=sector")
    told = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert told == [
        "Kode;Skala;Makanan dan minuman;Pertanian dan ternak;Kriya;Jumlah",
        "MICRO;Mikro;2;1;1;4",
        "SMALL;Kecil;1;0;0;1",
        ";Belum diketahui;0;0;1;1",
        ";Jumlah;3;1;2;6",
    ]
    answer = sign_in(agency).get(reverse("agency:recap_export", args=["xlsx"]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert sign_in(agency).get(reverse("agency:recap_export", args=["exe"])).status_code == 404


def test_recap_says_whether_it_is_exact(agency, sign_in, shops, at):
    assert "tepat saat ini" in sign_in(agency).get(RECAP).content.decode()
    Cube.objects.create(pk=Cube.ONLY, is_paused=True, holds_at=at)
    page = sign_in(agency).get(RECAP).content.decode()
    assert "per 23 November 2026 10.00" in page
    assert "laju cube --rebuild" in page


def test_recap_takes_the_same_queries_for_one_and_three(
    agency, sign_in, toba, django_assert_num_queries
):
    browser = sign_in(agency)
    factories.BusinessFactory()
    browser.get(RECAP)
    with django_assert_num_queries(9) as counted:
        browser.get(RECAP)
    factories.BusinessFactory(region=toba, size="SMALL")
    factories.BusinessFactory(sector="CRAFT")
    with django_assert_num_queries(len(counted)):
        browser.get(RECAP)


def test_recap_says_what_to_do_when_nothing_fits(agency, sign_in):
    assert "Longgarkan salah satu saringan" in sign_in(agency).get(RECAP).content.decode()


def test_recap_asks_the_latest_copy_what_cells_do_not_hold(
    agency, agency_of_region, sign_in, shops, settings, tmp_path
):
    settings.SNAPSHOTS = tmp_path / "salinan"
    page = sign_in(agency).get(f"{RECAP}?rows=division")
    assert page.context["pivot"].rows == "region"  # no copy yet: the choice is not offered
    shops[0].kbli_code, shops[0].kbli_version = "10794", "2020"
    shops[0].save()
    call_command("snapshot")
    factories.BusinessFactory()
    page = sign_in(agency).get(f"{RECAP}?rows=division&across=size")
    assert rows(page) == {"Belum diketahui": [3, 1, 1], "10 Industri Makanan": [1, 0, 0]}
    assert "salinan nomor 1, " in page.content.decode()
    page = sign_in(agency).get(f"{RECAP}?rows=year&across=-&region=12.12")
    assert page.context["pivot"].whole == 2
    page = sign_in(agency_of_region).get(f"{RECAP}?rows=year&across=-")
    assert [(line["name"], line["total"]) for line in page.context["lines"]] == [("2026", 3)]
    page = sign_in(agency_of_region).get(f"{RECAP}?rows=district&across=-&region=12.12")
    assert page.context["pivot"].whole == 3  # not theirs, so it narrows nothing


def test_a_search_stays_within_the_level_and_the_unknown_size(agency, sign_in, shops):
    browser = sign_in(agency)
    for query, count in (("level=2", 1), ("level=-1", 4), ("size=-", 1), ("size=-&level=2", 0)):
        page = browser.get(f"{reverse('agency:businesses')}?q=keripik&{query}").context["page"]
        assert page.paginator.count == count, query
