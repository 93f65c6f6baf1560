import pytest
from django.urls import reverse

from tests import factories


@pytest.fixture
def cohort(medan, toba):
    cohort = factories.CohortFactory(year=2027)
    for region, seats in ((medan, 3), (toba, 1)):
        cohort.quotas.create(region=region, weight=10, seats=seats, reason=f"{region}: 10 usaha")
    factories.ApplicationFactory(cohort=cohort, business__region=toba)
    return cohort


def test_a_region_with_too_few_applicants_leads_to_whom_to_invite(sign_in, agency, cohort, medan):
    factories.BusinessFactory(region=medan, name="=Salon <Melur>", phone="+6281200000001")
    client = sign_in(agency)
    page = client.get(reverse("agency:cohort", args=[2027]), {"bagian": "wilayah"}).content.decode()
    assert (
        "kurang 3 pendaftar" in page
        and page.count("ajak dari daftar usaha") == 1
        and "kurang 3, ajak" in page
    )
    assert "peta-kursi" in page
    url = reverse("agency:outreach", args=[2027, medan.pk])
    page = client.get(url).content.decode()
    assert "0 pendaftar untuk 3 kursi" in page and "Salon &lt;Melur&gt;" in page
    assert "https://wa.me/6281200000001?text=Halo" in page and "BERHENTI" in page
    told = b"".join(
        client.get(reverse("agency:export_outreach", args=[2027, medan.pk])).streaming_content
    )
    assert "'=Salon" in told.decode("utf-8-sig")


def test_nobody_left_is_said(sign_in, agency, cohort, toba):
    page = sign_in(agency).get(reverse("agency:outreach", args=[2027, toba.pk])).content.decode()
    assert "Tidak ada yang dapat diajak" in page


@pytest.mark.parametrize("region", ["12", "99.99", "x" * 300])
def test_a_place_that_is_none_is_not_there(sign_in, agency, cohort, region):
    assert sign_in(agency).get(reverse("agency:outreach", args=[2027, region])).status_code == 404
