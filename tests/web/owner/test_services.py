import pytest
from django.urls import reverse

from laju.apps.services.models import Service, ServiceRequest
from tests import factories


@pytest.fixture
def owner(db):
    return factories.UserFactory(role="OWNER")


@pytest.fixture
def row(medan, owner):
    return factories.ParticipantFactory(
        application__business__region=medan, application__business__owner__user=owner
    )


def test_an_owner_asks_and_reads_what_was_advised(sign_in, owner, row, agency, at):
    client, url = sign_in(owner), reverse("owner:help", args=[row.pk])
    empty = client.post(url, {"field": "IT", "text": ""})
    assert empty.status_code == 422 and "Tulis pertanyaan" in empty.content.decode()
    page = client.post(url, {"field": "IT", "text": "HP <penuh>"}, follow=True).content.decode()
    assert "HP &lt;penuh&gt;" in page and "Menunggu jawaban" in page
    assert ServiceRequest.objects.count() == 1
    Service.objects.create(
        business=row.application.business, kind="CONSULTATION", field="IT", happened_at=at,
        told="HP penuh", advised="Hapus video lama", by=agency, kept_at=at,
    )  # fmt: skip
    assert "Hapus video lama" in client.get(url).content.decode()
