import re

import pytest
from django.test import Client
from django.urls import reverse

from laju.apps.services.models import Attendance, Training
from tests import factories

LIST = "/pendamping/pelatihan/"


@pytest.fixture
def helper(medan):
    return factories.UserFactory(role="FACILITATOR", regions=[medan])


def plan(client, medan, **more):
    told = {
        "topic": "Foto yang terang",
        "field": "MARKETING",
        "region": medan.pk,
        "place": "Balai Desa",
        "starts_at": "2027-03-01T09:00",
        "capacity": "30",
    }
    return client.post(LIST, told | more)


def test_a_session_is_announced_and_shows_a_code(sign_in, helper, medan):
    client = sign_in(helper)
    wrong = plan(client, medan, capacity="banyak")
    assert wrong.status_code == 422 and "misalnya 30" in wrong.content.decode()
    page = client.get(plan(client, medan)["Location"])
    assert "<svg" in page.content.decode() and page["Cache-Control"] == "no-store"
    part = client.get(page.request["PATH_INFO"], headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "<svg" in part
    assert "Foto yang terang" in client.get(LIST).content.decode()


def test_owners_scan_and_staff_tick_each_once(sign_in, helper, medan, monkeypatch):
    owner = factories.UserFactory(role="OWNER")
    factories.ParticipantFactory(
        application__business__region=medan,
        application__business__name="Keripik Bu Ani",
        application__business__owner__user=owner,
    )
    client = sign_in(helper)
    plan(client, medan)
    training = Training.objects.get()
    seen = []
    from laju.web.shared import trainings

    real = trainings.draw_qr_svg
    monkeypatch.setattr(trainings, "draw_qr_svg", lambda text: seen.append(text) or real(text=text))
    page = reverse("field:training", args=[training.pk])
    client.get(page)
    path = re.sub(r"^https?://[^/]+", "", seen[-1])
    phone = Client()
    phone.force_login(owner)
    assert "Saya hadir" in phone.get(path).content.decode()
    assert not Attendance.objects.exists()  # looking is not being there
    phone.post(path)
    assert Attendance.objects.get().how == "CODE"
    wrong = phone.post(path[:-3] + "xx/")
    assert wrong.status_code == 422 and "tidak berlaku lagi" in wrong.content.decode()
    other = factories.ParticipantFactory(
        application__business__region=medan, application__business__name="Salon Melur"
    )
    found = client.get(page, {"q": "salon"}).content.decode()
    assert "Salon Melur" in found and "Keripik" not in found.split("Hadir: ")[0]
    client.post(page, {"participant": str(other.pk)})
    client.post(page, {"participant": "9" * 40})
    assert Attendance.objects.count() == 2


def test_who_has_no_business_is_told_what_to_do(medan, helper, sign_in):
    client = sign_in(helper)
    plan(client, medan)
    stranger = Client()
    stranger.force_login(factories.UserFactory(role="OWNER"))
    path = reverse("owner:attend", args=[Training.objects.get().pk, "x"])
    assert "belum terhubung" in stranger.get(path).content.decode()
