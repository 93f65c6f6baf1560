import pytest
from django.urls import reverse

from laju.apps.skills import actions, queries
from laju.apps.skills.models import Progress, Rating
from laju.core.skills import Level
from tests import factories


@pytest.fixture
def helper(medan):
    return factories.UserFactory(role="FACILITATOR", regions=[medan])


@pytest.fixture
def row(medan, helper, at):
    row = factories.ParticipantFactory(application__business__region=medan, facilitator=helper)
    Progress.objects.create(
        participant=row, lesson="foto", proven_at=at, evidence="1 foto", level=Level.CAN
    )
    return row


def test_a_facilitator_rates_what_is_proven_once(sign_in, helper, row):
    client, page = sign_in(helper), reverse("field:lessons", args=[row.pk])
    html = client.get(page).content.decode()
    assert html.count("Nilai setelah melihat sendiri") == 1
    rate = reverse("field:rate", args=[row.pk, "foto"])
    client.post(rate, {"able": "entah"})
    assert not Rating.objects.exists()
    client.post(rate, {"able": "ya", "note": "memotret sendiri"})
    html = client.get(page).content.decode()
    assert "mampu sendiri" in html and "Nilai setelah" not in html
    assert client.post(rate, {"able": "belum"}).status_code == 409
    assert client.post(reverse("field:rate", args=[row.pk, "tidak-ada"])).status_code == 404


def test_the_second_pair_of_eyes_does_not_see_what_the_first_said(
    sign_in, helper, row, medan, monkeypatch
):
    for module in (actions, queries):
        monkeypatch.setattr(module, "is_double_rated", lambda **_: True)
    sign_in(helper).post(
        reverse("field:rate", args=[row.pk, "foto"]), {"able": "belum", "note": "gelap sekali"}
    )
    other = factories.UserFactory(role="FACILITATOR", regions=[medan])
    client = sign_in(other)
    html = client.get(reverse("field:second_ratings")).content.decode()
    assert row.application.business.name in html and "gelap sekali" not in html
    rate = reverse("field:rate", args=[row.pk, "foto"])
    assert client.post(rate, {"able": "ya"}).status_code == 404  # not in their charge
    client.post(rate, {"able": "ya", "second": "1"})
    assert Rating.objects.count() == 2
    assert "Tidak ada yang menunggu" in client.get(reverse("field:second_ratings")).content.decode()


def test_the_system_looks_when_the_helper_asks(sign_in, helper, row):
    factories.SiteFactory(participant=row)
    page = sign_in(helper).post(reverse("field:check_tasks", args=[row.pk]), follow=True)
    assert "tugas baru terbukti" in page.content.decode()


def test_all_owners_of_a_facilitator_stand_on_one_page(
    sign_in, helper, row, at, django_assert_max_num_queries
):
    other = factories.ParticipantFactory()
    client, url = sign_in(helper), reverse("field:learners")
    html = client.get(url).content.decode()
    name = row.application.business.name
    assert name in html and other.application.business.name not in html
    assert "<b>1</b>" in html  # proven, and nobody has said anything of it
    client.post(reverse("field:rate", args=[row.pk, "foto"]), {"able": "ya"})
    assert "<b>1</b>" not in client.get(url).content.decode()
    for _ in range(5):
        factories.ParticipantFactory(facilitator=helper)
    with django_assert_max_num_queries(14):
        client.get(url)


def test_a_facilitator_without_owners_is_told_so(sign_in, helper):
    html = sign_in(helper).get(reverse("field:learners")).content.decode()
    assert "Belum ada usaha dampingan" in html
