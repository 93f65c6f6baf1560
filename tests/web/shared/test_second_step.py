"""Signing in with a second step, and keeping it: as a browser does both."""

import json
from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from laju.apps.passes.models import Factor
from laju.web.shared.second_step import SINCE
from tests.engines.authenticator import Device
from tests.factories import UserFactory

PASSWORD = "keripik-ubi-balige"
ORIGIN = "http://testserver"


@pytest.fixture
def rina(db):
    user = UserFactory(username="rina", role="AGENCY")
    user.set_password(PASSWORD)
    user.save()
    return user


def by_password(client, **more):
    return client.post("/masuk/", {"username": "rina", "password": PASSWORD, **more})


def who(client):
    return client.session.get("_auth_user_id")


def send(client, url, told):
    return client.post(url, json.dumps(told), content_type="application/json")


def add_app(client):
    client.get("/akun/aplikasi/")
    secret = client.session["second.secret"]
    before = timezone.now() - timedelta(seconds=30)  # so that the code of now is still unused
    code = pyotp.TOTP(secret).at(before)
    assert client.post("/akun/aplikasi/", {"name": "HP", "code": code}).status_code == 302
    return pyotp.TOTP(secret)


def add_key(client):
    device = Device(ORIGIN)
    asked = client.post("/akun/kunci/").json()
    answer = send(client, "/akun/kunci/simpan/", {**device.make(asked), "name": "Laptop"})
    assert answer.json() == {"url": "/akun/"}, answer.content
    return device


def test_without_a_second_step_the_password_is_enough(client, rina):
    assert by_password(client)["Location"] == "/"
    assert who(client) == str(rina.pk)


def test_with_one_the_password_alone_opens_nothing(client, rina):
    by_password(client)
    totp = add_app(client)
    fresh = Client()
    assert by_password(fresh, next="/dinas/usaha/")["Location"] == "/masuk/langkah-kedua/"
    assert who(fresh) is None
    assert fresh.get("/dinas/").status_code == 302
    answer = fresh.post("/masuk/langkah-kedua/", {"code": "123 456"})
    assert answer.status_code == 422
    assert "tidak cocok" in answer.content.decode()
    answer = fresh.post("/masuk/langkah-kedua/", {"code": totp.now()})
    assert (answer["Location"], who(fresh)) == ("/dinas/usaha/", str(rina.pk))


def test_ten_wrong_codes_have_to_wait(client, rina):
    by_password(client)
    totp = add_app(client)
    fresh = Client()
    by_password(fresh)
    for _ in range(10):
        fresh.post("/masuk/langkah-kedua/", {"code": "000000"})
    assert fresh.post("/masuk/langkah-kedua/", {"code": totp.now()}).status_code == 429
    assert who(fresh) is None


def test_after_ten_minutes_the_password_is_asked_again(client, rina):
    by_password(client)
    totp = add_app(client)
    fresh = Client()
    by_password(fresh)
    session = fresh.session
    key, since, target = session["second.waiting"]
    session["second.waiting"] = [key, since - 601, target]
    session.save()
    assert fresh.post("/masuk/langkah-kedua/", {"code": totp.now()})["Location"] == "/masuk/"
    assert who(fresh) is None


def test_a_passkey_gets_in_by_itself(client, rina):
    by_password(client)
    device = add_key(client)
    fresh = Client()
    asked = fresh.post("/masuk/kunci/").json()
    answer = send(fresh, "/masuk/kunci/jawab/", device.sign(asked))
    assert (answer.json(), who(fresh)) == ({"url": "/"}, str(rina.pk))


def test_an_answer_cannot_be_played_again(client, rina):
    by_password(client)
    device = add_key(client)
    fresh = Client()
    answer = device.sign(fresh.post("/masuk/kunci/").json())
    assert send(fresh, "/masuk/kunci/jawab/", answer).status_code == 200
    thief = Client()
    thief.post("/masuk/kunci/")
    assert send(thief, "/masuk/kunci/jawab/", answer).status_code == 422
    assert send(fresh, "/masuk/kunci/jawab/", answer).status_code == 422
    assert who(thief) is None


def test_the_passkey_of_one_is_no_second_step_of_another(client, rina):
    other = UserFactory(username="budi", role="AGENCY")
    elsewhere = Client()
    elsewhere.force_login(other)
    device = add_key(elsewhere)
    by_password(client)
    add_app(client)
    fresh = Client()
    by_password(fresh)
    asked = fresh.post("/masuk/kunci/").json()
    assert send(fresh, "/masuk/kunci/jawab/", device.sign(asked)).status_code == 422
    assert who(fresh) is None


def test_codes_on_paper_are_shown_once(client, rina):
    by_password(client)
    add_app(client)
    html = client.post("/akun/").content.decode()
    assert html.count("<li><b>") == 8
    assert "<li><b>" not in client.get("/akun/").content.decode()


def test_who_signed_in_long_ago_changes_nothing(client, rina):
    by_password(client)
    add_app(client)
    session = client.session
    session[SINCE] -= 31 * 60
    session.save()
    factor = Factor.objects.get()
    for url in ("/akun/", f"/akun/{factor.pk}/lepas/", "/akun/kunci/", "/akun/kunci/simpan/"):
        assert client.post(url).status_code == 403
    assert client.get("/akun/aplikasi/").status_code == 403
    assert Factor.objects.exists()
    assert client.get("/akun/").status_code == 200


def test_nobody_takes_away_what_is_anothers(client, rina):
    by_password(client)
    add_app(client)
    other = Client()
    other.force_login(UserFactory(role="AGENCY"))
    factor = Factor.objects.get()
    assert other.post(f"/akun/{factor.pk}/lepas/").status_code == 404
    assert client.post(f"/akun/{factor.pk}/lepas/").status_code == 302
    assert not Factor.objects.exists()


def test_an_office_that_asks_for_it_leads_there_first(client, rina, settings):
    settings.SECOND_STEP = frozenset({"agency"})
    by_password(client)
    assert client.get("/dinas/")["Location"] == "/akun/"
    assert "Kantor ini memintanya" in client.get("/akun/").content.decode()
    add_app(client)
    assert client.get("/dinas/").status_code == 200


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"\xff", b'{"id": 1}', b"9" * 99999])
def test_hostile_answers_are_told_so(client, rina, body):
    by_password(client)
    for ask, url in (
        ("/akun/kunci/", "/akun/kunci/simpan/"),
        ("/masuk/kunci/", "/masuk/kunci/jawab/"),
    ):
        client.post(ask)
        answer = client.post(url, body, content_type="application/json")
        assert answer.status_code == 422
        assert answer.json()["message"]
    assert not Factor.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "led"),
    [("/dinas/usaha/", "/dinas/usaha/"), ("https://evil.example/", "/"), (3, "/"), (None, "/")],
)
def test_a_passkey_leads_to_the_page_that_was_wanted_if_it_is_ours(client, rina, wanted, led):
    by_password(client)
    device = add_key(client)
    fresh = Client()
    asked = fresh.post("/masuk/kunci/").json()
    answer = send(fresh, "/masuk/kunci/jawab/", {**device.sign(asked), "next": wanted})
    assert answer.json() == {"url": led}
