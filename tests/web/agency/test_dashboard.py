import pytest
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.apps.ads.models import Plan, Share
from laju.apps.indicators.models import Measure
from laju.apps.regions.models import Region
from laju.web.agency.money_forms import say_month
from tests import factories

HOME = reverse("agency:dashboard")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("address", [HOME, reverse("agency:regions_export")])
def test_dashboard_opens_for_the_agency_only(people, sign_in, role, address):
    expected = 200 if role == Role.AGENCY else 403
    assert sign_in(people[role]).get(address).status_code == expected


def test_dashboard_begins_with_a_sheet(agency, sign_in):
    assert "Mulai dari satu lembar" in sign_in(agency).get(HOME).content.decode()


def figures(page):
    return {figure["label"]: figure["value"] for figure in page.context["figures"]}


def test_dashboard_counts_what_is_stored(agency, sign_in, toba):
    site = factories.SiteFactory()
    cohort = site.participant.application.cohort
    business = factories.BusinessFactory(region=toba)
    factories.ApplicationFactory(cohort=cohort, business=business)
    Measure.objects.create(business=business, on="2026-11-01", level=2)
    told = figures(sign_in(agency).get(HOME))
    assert told["Usaha tercatat"] == "2"
    assert told["Pendaftar"] == "2"
    assert told["Peserta"] == "1"
    assert told["Beranda tayang"] == "1"
    assert told["Go digital"] == "50,0 %"
    assert told["Wilayah dengan peserta"] == "1 dari 33"


def test_dashboard_counts_only_the_regions_of_the_person(agency_of_region, sign_in, toba):
    cohort = factories.CohortFactory()
    for business in (factories.BusinessFactory(), factories.BusinessFactory(region=toba)):
        factories.ParticipantFactory(application__business=business, application__cohort=cohort)
    page = sign_in(agency_of_region).get(HOME)
    assert figures(page)["Usaha tercatat"] == "1"
    assert figures(page)["Peserta"] == "1"
    assert [row.code for row in page.context["rows"]] == ["12.71"]
    assert (
        "Toba"
        not in b"".join(
            sign_in(agency_of_region).get(reverse("agency:regions_export")).streaming_content
        ).decode()
    )


def test_dashboard_adds_up_the_budget_of_the_month(agency, sign_in, at, month):
    first = factories.ParticipantFactory()
    cohort = first.application.cohort
    second = factories.ParticipantFactory(application__cohort=cohort)
    plan = Plan.objects.create(cohort=cohort, month=month, rupiah=300, planned_at=at)
    for participant, rupiah in ((first, 100), (second, 200)):
        Share.objects.create(plan=plan, participant=participant, rupiah=rupiah, reason="x")
    assert figures(sign_in(agency).get(HOME))[f"Anggaran iklan {say_month(month)}"] == "Rp300"


@pytest.fixture
def month():
    from django.utils import timezone

    return f"{timezone.localdate():%Y-%m}"


def test_dashboard_shows_the_next_month_planned_when_this_one_has_none(agency, sign_in, at):
    post = factories.PostFactory(on="2099-02-03")
    factories.PostFactory(participant=post.participant, on="2099-04-03")
    cohort = post.participant.application.cohort
    Plan.objects.create(cohort=cohort, month="2099-03", rupiah=300, planned_at=at)
    told = figures(sign_in(agency).get(HOME))
    assert told["Posting Februari 2099"] == "1"
    assert told["Anggaran iklan Maret 2099"] == "Rp0"


def test_map_says_what_lies_outside_an_officers_regions(agency_of_region, agency, sign_in):
    assert (
        "Kabupaten Toba: di luar wilayah Anda"
        in sign_in(agency_of_region).get(HOME).content.decode()
    )
    assert "di luar wilayah Anda" not in sign_in(agency).get(HOME).content.decode()


def test_dashboard_parts_make_the_whole(agency, sign_in, toba):
    for region in (
        factories.region("12.71"),
        toba,
        Region.objects.get(pk="12"),
        factories.region("32.73"),
    ):
        factories.BusinessFactory(region=region)
    factories.CohortFactory()
    page = sign_in(agency).get(HOME)
    assert sum(row.businesses for row in page.context["rows"]) == 4
    assert figures(page)["Usaha tercatat"] == "4"


@pytest.mark.parametrize("query", ["peta=%00", "sort=%00", "sort=-", "peta=usaha&sort=-businesses"])
def test_dashboard_survives_hostile_addresses(agency, sign_in, query):
    assert sign_in(agency).get(f"{HOME}?{query}").status_code == 200


def test_dashboard_sorts_the_table(agency, sign_in, toba):
    factories.BusinessFactory(region=toba)
    page = sign_in(agency).get(f"{HOME}?sort=-businesses")
    assert page.context["rows"][0].code == "12.12"


def test_dashboard_links_the_map_to_the_registry(agency, sign_in):
    page = sign_in(agency).get(HOME).content.decode()
    assert f'href="{reverse("agency:businesses")}?region=12.71"' in page


def test_dashboard_draws_tiles_where_no_shapes_are_shipped(agency, sign_in):
    factories.CohortFactory(area=Region.objects.get(pk="32"))
    page = sign_in(agency).get(HOME).content.decode()
    assert "Kabupaten Bogor" in page


def test_dashboard_takes_the_same_queries_for_one_and_three(
    agency, sign_in, django_assert_num_queries
):
    browser = sign_in(agency)
    cohort = factories.CohortFactory()
    factories.SiteFactory(participant__application__cohort=cohort)
    browser.get(HOME)
    with django_assert_num_queries(19) as counted:
        browser.get(HOME)
    for _ in range(2):
        factories.SiteFactory(participant__application__cohort=cohort)
        factories.BatchFactory(rejected=1, rows_total=1)
    with django_assert_num_queries(len(counted)):
        browser.get(HOME)


def test_dashboard_says_what_waits(agency, sign_in):
    factories.BatchFactory(rejected=3, rows_total=3)
    page = sign_in(agency).get(HOME).content.decode()
    assert "baris ditolak, kirim balik ke 1 berkas asalnya" in page
