import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.jobs.models import Job
from laju.apps.registry import indexing
from laju.apps.registry.tasks import follow_registry
from laju.web.agency import businesses
from laju.web.shared import finding
from tests import factories

LIST = reverse("agency:businesses")
pytestmark = pytest.mark.django_db


def unmarked(answer):
    """Return a page without the marks on what was searched for."""
    return answer.content.decode().replace("<mark>", "").replace("</mark>", "")


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
    page = unmarked(sign_in(agency).get(f"{LIST}?{query}"))
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
    with django_assert_num_queries(10) as counted:
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


def test_businesses_bring_results_alone_while_one_types(agency, sign_in):
    factories.BusinessFactory(name="Keripik Singkong", activity="")
    browser = sign_in(agency)
    part = browser.get(f"{LIST}?q=kripik+singkog", headers={"HX-Request": "true"})
    page = part.content.decode()
    assert "<html" not in page
    assert page.strip().startswith('<section id="hasil"')
    assert "Maksud Anda" in page
    assert 'href="?q=keripik%20singkong"' in page
    assert "<mark>Keripik</mark> <mark>Singkong</mark>" in page
    whole = browser.get(f"{LIST}?q=kripik+singkog").content.decode()  # and the same without script
    assert "<html" in whole and "Maksud Anda" in whole


def test_businesses_mark_nothing_that_is_markup(agency, sign_in):
    factories.BusinessFactory(name="<b>Kopi</b> & Teh", activity="<i>kopi</i>")
    page = sign_in(agency).get(f"{LIST}?q=kopi").content.decode()
    assert "<b>" not in page.split('id="hasil"')[1].split("<tbody>")[1].split("</tr>")[0]
    assert "&lt;<mark>b</mark>" in page or "&lt;b&gt;<mark>Kopi</mark>" in page


def test_businesses_searched_and_narrowed_fill_their_pages(agency, sign_in, toba):
    for number in range(30):
        region = toba if number % 2 else factories.region(factories.MEDAN)
        business = factories.BusinessFactory(name="Salon Melur", region=region)
        if number % 5 == 0:
            factories.ParticipantFactory(application__business=business)
    browser = sign_in(agency)
    for query, count in (
        ("q=melur&page=2", 5), ("q=melur&page=99", 5), ("q=melur&region=12.12", 15),
        ("q=melur&participant=ya", 6), ("q=melur&participant=tidak", 24), ("q=melur&page=x", 25),
    ):  # fmt: skip
        assert browser.get(f"{LIST}?{query}").content.decode().count("data-hit") == count, query


def test_businesses_export_what_was_searched_for(agency, sign_in):
    for name in ("Salon Melur", "Bengkel Maju", "Melur Indah"):
        factories.BusinessFactory(name=name)
    answer = sign_in(agency).get(f"{reverse('agency:businesses_export', args=['csv'])}?q=melur")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Salon Melur" in text and "Melur Indah" in text
    assert "Bengkel Maju" not in text


def test_businesses_say_that_search_is_being_prepared_and_ask_for_it(agency, sign_in, monkeypatch):
    factories.BusinessFactory(name="Salon Melur")
    monkeypatch.setattr(indexing, "SMALL", 0)
    browser = sign_in(agency)
    for _ in range(2):
        assert "sedang disiapkan" in browser.get(f"{LIST}?q=salon").content.decode()
    [job] = Job.objects.all()
    assert job.task.endswith("follow_registry")
    follow_registry.func()
    assert "sedang disiapkan" not in browser.get(f"{LIST}?q=salon").content.decode()


def test_businesses_in_great_number_are_sorted_by_indexes_only(agency, sign_in, monkeypatch):
    for name in ("Bakso", "Anyaman", "Cireng"):
        factories.BusinessFactory(name=name)
    monkeypatch.setattr(businesses, "MOST_SORTED", 2)
    page = sign_in(agency).get(f"{LIST}?sort=-owner").content.decode()
    assert "sort=name" in page and "sort=owner" not in page
    assert page.index("Cireng") < page.index("Anyaman")


def test_find_business_answers_as_json(agency_of_region, sign_in, toba):
    business = factories.BusinessFactory(name="Keripik Singkong", activity="")
    factories.BusinessFactory(name="Keripik Singkong Toba", region=toba)
    answer = sign_in(agency_of_region).get(reverse("agency:find_business"), {"q": "kripik singkog"})
    told = answer.json()
    assert [each["code"] for each in told["businesses"]] == [business.code]
    assert (told["total"], told["suggestion"]) == (1, "keripik singkong")
    assert sign_in(agency_of_region).get(reverse("agency:find_business")).json()["total"] == 0


def test_businesses_found_in_great_number_are_counted_and_paged_so_far(
    agency, sign_in, monkeypatch
):
    for _ in range(60):
        factories.BusinessFactory(name="Salon Melur")
    monkeypatch.setattr(finding, "MOST_FOUND", 50)
    page = sign_in(agency).get(f"{LIST}?q=melur&page=9").content.decode()
    assert "<b>60</b>" in page
    assert page.count("data-hit") == 25
    assert "page=2" in page and "page=3" not in page
