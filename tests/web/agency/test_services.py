import pytest
from django.urls import reverse

from laju.apps.services.models import Referral, Service
from tests import factories


@pytest.fixture
def business(medan, agency, at):
    business = factories.BusinessFactory(region=medan, name="=Keripik <Ani>")
    Service.objects.create(
        business=business, kind="VISIT", field="FINANCE", happened_at=at, told="Mau KUR", by=agency,
        kept_at=at,
    )  # fmt: skip
    return business


def test_the_office_sees_and_downloads_what_was_given(sign_in, agency, business):
    client = sign_in(agency)
    html = client.get(reverse("agency:services")).content.decode()
    assert "&lt;Ani&gt;" in html and "Pembiayaan" in html
    told = b"".join(client.get(reverse("agency:services_export")).streaming_content)
    assert "'=Keripik" in told.decode("utf-8-sig") and "Mau KUR" in told.decode("utf-8-sig")


def test_a_business_is_referred_and_followed(sign_in, agency, business):
    client, url = sign_in(agency), reverse("agency:refer", args=[business.code])
    empty = client.post(url, {"to": "", "reason": "modal"})
    assert empty.status_code == 422 and 'value="modal"' in empty.content.decode()
    client.post(url, {"to": "Bank penyalur KUR", "reason": "modal"})
    referral = Referral.objects.get()
    follow = reverse("agency:follow_referral", args=[referral.pk])
    page = client.post(follow, {"state": "CLOSED"}, follow=True).content.decode()
    assert "Tulis hasil rujukannya" in page
    client.post(follow, {"state": "APA"})
    client.post(follow, {"state": "CLOSED", "outcome": "KUR cair"})
    referral.refresh_from_db()
    assert (
        referral.state == "CLOSED"
        and "KUR cair" in client.get(reverse("agency:services")).content.decode()
    )
