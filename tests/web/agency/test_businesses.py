import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from tests import factories

LIST = reverse("agency:businesses")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("address", [LIST, reverse("agency:businesses_export", args=["csv"])])
def test_businesses_open_for_the_agency_only(people, sign_in, role, address):
    expected = 200 if role == Role.AGENCY else 403
    assert sign_in(people[role]).get(address).status_code == expected


def test_businesses_ask_strangers_to_sign_in(client):
    assert client.get(LIST).status_code == 302


def test_businesses_show_only_the_regions_of_the_person(agency_of_region, sign_in, toba):
    factories.BusinessFactory(name="Keripik Medan")
    factories.BusinessFactory(name="Kopi Toba", region=toba)
    page = sign_in(agency_of_region).get(LIST).content.decode()
    assert "Keripik Medan" in page
    assert "Kopi Toba" not in page


def test_businesses_export_only_the_regions_of_the_person(agency_of_region, sign_in, toba):
    factories.BusinessFactory(name="Keripik Medan")
    factories.BusinessFactory(name="Kopi Toba", region=toba)
    answer = sign_in(agency_of_region).get(reverse("agency:businesses_export", args=["csv"]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Keripik Medan" in text
    assert "Kopi Toba" not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=bengkel", {"Bengkel Maju"}),
        ("q=Togar", {"Bengkel Maju"}),
        ("q=08123456789", {"Bengkel Maju"}),
        ("region=12.12", {"Kopi Toba"}),
        ("sector=WORKSHOP", {"Bengkel Maju"}),
        ("size=SMALL", {"Kopi Toba"}),
        ("participant=ya", {"Kopi Toba"}),
        ("participant=tidak", {"Bengkel Maju"}),
        ("sector=NGAWUR", {"Bengkel Maju", "Kopi Toba"}),
        ("q=tidakada", set()),
    ],
)
def test_businesses_can_be_narrowed(agency, sign_in, toba, query, found):
    factories.BusinessFactory(
        name="Bengkel Maju",
        sector="WORKSHOP",
        owner__name="Togar Contoh",
        phone="+628123456789",
    )
    coffee = factories.BusinessFactory(name="Kopi Toba", region=toba, size="SMALL")
    factories.ParticipantFactory(application__business=coffee)
    page = sign_in(agency).get(f"{LIST}?{query}").content.decode()
    assert {name for name in ("Bengkel Maju", "Kopi Toba") if f">{name}<" in page} == found


@pytest.mark.parametrize(
    ("asked", "found"), [("tayang", {"Live"}), ("ditahan", {"Held"}), ("ya", {"Live", "Held"})]
)
def test_businesses_can_be_narrowed_by_their_pages(agency, sign_in, asked, found):
    cohort = factories.CohortFactory()
    factories.SiteFactory(
        participant__application__business__name="Live", participant__application__cohort=cohort
    )
    factories.ContentFactory(
        status="HELD",
        participant__application__business__name="Held",
        participant__application__cohort=cohort,
    )
    page = sign_in(agency).get(f"{LIST}?participant={asked}").content.decode()
    assert {name for name in ("Live", "Held") if f">{name}<" in page} == found


def test_businesses_are_sorted_both_ways(agency, sign_in):
    for name in ("Bakso", "Anyaman"):
        factories.BusinessFactory(name=name)
    browser = sign_in(agency)
    up = browser.get(f"{LIST}?sort=name").content.decode()
    down = browser.get(f"{LIST}?sort=-name").content.decode()
    assert up.index("Anyaman") < up.index("Bakso")
    assert down.index("Bakso") < down.index("Anyaman")


def test_businesses_take_the_same_queries_for_one_and_three(
    agency, sign_in, django_assert_num_queries
):
    browser = sign_in(agency)
    factories.BusinessFactory()
    browser.get(LIST)
    with django_assert_num_queries(8) as counted:
        browser.get(LIST)
    for _ in range(2):
        factories.BusinessFactory()
    with django_assert_num_queries(len(counted)):
        browser.get(LIST)


@pytest.mark.parametrize(
    "query", ["page=-1", "page=999999999999999999999", "page=x", "q=%00", "q=" + "a" * 10_000,
              "region=%00", "sort=%00", "sort=-", "participant=x"],
)  # fmt: skip
def test_businesses_survive_hostile_addresses(agency, sign_in, query):
    factories.BusinessFactory()
    assert sign_in(agency).get(f"{LIST}?{query}").status_code == 200


def test_businesses_empty_list_says_what_to_do(agency, sign_in):
    assert "Unggah lembar" in sign_in(agency).get(LIST).content.decode()


def test_businesses_csv_defuses_formulas(agency, sign_in):
    factories.BusinessFactory(name="=HYPERLINK(1)")
    answer = sign_in(agency).get(reverse("agency:businesses_export", args=["csv"]))
    assert "'=HYPERLINK(1)" in b"".join(answer.streaming_content).decode()


def test_businesses_workbook_holds_every_row(agency, sign_in, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    for _ in range(3):
        factories.BusinessFactory()
    answer = sign_in(agency).get(reverse("agency:businesses_export", args=["xlsx"]))
    path = tmp_path / "usaha.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    assert openpyxl.load_workbook(path).active.max_row == 4


def test_businesses_unknown_download_is_not_found(agency, sign_in):
    answer = sign_in(agency).get(reverse("agency:businesses_export", args=["exe"]))
    assert answer.status_code == 404
