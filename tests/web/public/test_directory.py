import pytest
from django.urls import reverse

from laju.apps.publishing.models import Site
from laju.core.profile import Sector
from tests.factories import BusinessFactory, ParticipantFactory, SiteFactory, region

ADDRESS = "/direktori/"


def shop(name, **facts):
    business = BusinessFactory(name=name, **facts)
    return SiteFactory(participant=ParticipantFactory(application__business=business))


@pytest.mark.django_db
def test_directory_finds_by_word_region_and_kind(client):
    shop("Ulos Sianipar", activity="tenun ulos", sector=Sector.CRAFT, region=region("12.12"))
    shop("Keripik Bu Ani")
    html = client.get(ADDRESS, {"q": "ulos", "region": "12.12", "sector": "CRAFT"}).content.decode()
    assert "Ulos Sianipar" in html
    assert "Keripik Bu Ani" not in html
    assert "mood-loom" in html
    assert "/situs/ulos-sianipar" in html


@pytest.mark.django_db
def test_directory_hides_sites_that_are_down(client):
    site = shop("Warung Tutup")
    Site.objects.filter(pk=site.pk).update(status=Site.Status.DOWN)
    assert "Warung Tutup" not in client.get(ADDRESS).content.decode()


@pytest.mark.django_db
def test_directory_goes_out_as_csv_without_telephone_numbers(client):
    site = shop("Keripik Bu Ani", phone="+6281000000042")
    text = b"".join(client.get(ADDRESS, {"format": "csv"}).streaming_content).decode("utf-8-sig")
    assert f"http://testserver/situs/{site.slug}/" in text
    assert "81000000042" not in text


@pytest.mark.django_db
def test_directory_says_what_to_do_when_nothing_fits(client):
    assert reverse("public:apply") in client.get(ADDRESS).content.decode()
    shop("Keripik Bu Ani")
    html = client.get(ADDRESS, {"q": "pesawat"}).content.decode()
    assert "Belum ada yang cocok" in html


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_directory_asks_as_often_for_many_as_for_one(client, count, django_assert_num_queries):
    for n in range(count):
        shop(f"Usaha {n}")
    with django_assert_num_queries(4):
        client.get(ADDRESS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        {"q": "a\x00b"},
        {"q": "x" * 10_000},
        {"page": "-3"},
        {"page": "9" * 400},
        {"region": "zz", "sector": "zz"},
        {"q": "%_'\"<script>"},
    ],
)
def test_directory_survives_hostile_addresses(client, query):
    shop("Keripik Bu Ani")
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace('<script src="', "")
