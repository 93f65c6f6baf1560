import pytest
from django.core.cache import cache
from django.urls import reverse

from laju.apps.accounts.models import Role
from laju.web.shared import lockout
from tests.factories import UserFactory

STARTS = {
    Role.AGENCY: "agency:dashboard",
    Role.FACILITATOR: "field:today",
    Role.OWNER: "owner:home",
    Role.ASSESSOR: "assessor:figures",
}


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(db):
    user = UserFactory(username="ani", role=Role.OWNER)
    user.set_password("keripik-ubi-balige")
    user.save()
    return user


def send(client, password="keripik-ubi-balige", **more):
    return client.post(reverse("shared:sign_in"), {"username": "ani", "password": password, **more})


@pytest.mark.parametrize("role", list(STARTS))
def test_home_leads_each_role_to_its_start_page(role, people, sign_in):
    response = sign_in(people[role]).get("/")
    assert response.status_code == 302
    assert response["Location"] == reverse(STARTS[role])


@pytest.mark.django_db
def test_home_tells_a_visitor_what_laju_is_and_offers_no_demo(client):
    html = client.get("/").content.decode()
    assert reverse("public:directory") in html
    assert reverse("public:apply") in html
    assert "/masuk/demo/" not in html


def test_sign_in_opens_the_page_that_was_wanted(client, person):
    assert send(client, next="/pemilik/")["Location"] == "/pemilik/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/x", "/\\evil.example", "javascript:1", "3", "x"],
)
def test_sign_in_never_leads_elsewhere(client, person, elsewhere):
    assert send(client, next=elsewhere)["Location"] == "/"


def test_sign_in_keeps_the_name_and_says_what_is_wrong(client, person):
    response = send(client, "salah")
    assert response.status_code == 200
    assert "tidak cocok" in response.content.decode()
    assert 'value="ani"' in response.content.decode()
    assert "salah" not in response.content.decode().replace("salahnya", "")


def test_sign_in_makes_the_eleventh_try_wait_even_with_the_right_password(client, person):
    for _ in range(lockout.TRIES):
        assert send(client, "salah").status_code == 200
    assert send(client).status_code == 429
    assert "_auth_user_id" not in client.session


def test_sign_in_forgets_the_tries_of_somebody_who_got_in(client, person):
    for _ in range(lockout.TRIES - 1):
        send(client, "salah")
    assert send(client).status_code == 302
    client.logout()
    assert send(client, "salah").status_code == 200


def test_lockout_of_one_name_leaves_another_alone(client, person):
    for _ in range(lockout.TRIES):
        client.post(reverse("shared:sign_in"), {"username": "lain", "password": "x"})
    assert send(client).status_code == 302


def test_sign_in_survives_hostile_names(client, db):
    for name in ("a\x00b", "x" * 10_000, "\ud800", ""):
        response = client.post(
            reverse("shared:sign_in"),
            {"username": name.encode("utf-8", "replace").decode(), "password": "p"},
        )
        assert response.status_code == 200


def test_sign_out_is_by_post_only(client, person):
    client.force_login(person)
    assert client.get(reverse("shared:sign_out")).status_code == 405
    assert client.post(reverse("shared:sign_out")).status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", ["dinas", "pendamping", "pemilik", "penilai", "tamu"])
def test_demo_sign_in_does_not_exist_outside_the_demo(client, db, settings, role):
    settings.DEMO = False
    UserFactory(username=f"demo-{role}")
    assert client.post(reverse("shared:demo_sign_in", args=[role])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_demo_sign_in_is_one_click(client, db, settings):
    settings.DEMO = True
    UserFactory(username="demo-penilai", role=Role.ASSESSOR)
    assert "/masuk/demo/penilai/" in client.get("/").content.decode()
    client.post(reverse("shared:demo_sign_in", args=["penilai"]))
    assert client.get("/")["Location"] == "/penilai/"
    assert client.post(reverse("shared:demo_sign_in", args=["siapa"])).status_code == 404


def test_demo_sign_in_says_when_the_demo_was_not_made(client, db, settings):
    settings.DEMO = True
    response = client.post(reverse("shared:demo_sign_in", args=["dinas"]), follow=True)
    assert "belum dibuat" in response.content.decode()
