import pytest
from django.core import signing

from laju.apps.registry.models import Business, Owner
from laju.web.public.status import SALT
from tests import factories


@pytest.fixture
def application(toba, owner):
    business = factories.BusinessFactory(
        region=toba, phone="+6281234567890", products_text="Keripik ubi; Dodol", prices_text="",
        founded_year=None, employees=None, address="Jalan Kenanga 3",
    )  # fmt: skip
    Owner.objects.filter(pk=business.owner_id).update(user=owner)
    return factories.ApplicationFactory(business=business)


def by_ticket(client, application):
    told = {"code": application.business.code, "digits": "7890"}
    html = client.post("/daftar/kabar/", told).content.decode()
    return html.split('class="btn big" href="')[1].split('"')[0]


def test_a_visitor_who_proves_the_number_answers_what_is_open(client, application):
    url = by_ticket(client, application)
    html = client.get(url).content.decode()
    assert "Keripik ubi\nDodol" in html
    for name in ("name", "phone", "owner_name", "region", "address"):
        assert f'name="{name}"' not in html
    answer = client.post(url, {"products": "Keripik ubi 15.000", "employees": "dua"})
    assert answer.status_code == 422
    assert "Tulis angkanya saja" in answer.content.decode()
    assert "Keripik ubi 15.000" in answer.content.decode()  # what was typed is kept
    told = {"products": "Keripik ubi 15.000", "employees": "2", "address": "Diam-diam"}
    answer = client.post(url, told, follow=True)
    assert "2 dari 3 beres." in answer.content.decode()
    business = Business.objects.get()
    assert (business.employees, business.prices_text) == (2, "15.000")
    assert business.address == "Jalan Kenanga 3"


def test_the_owner_does_the_same_signed_in(sign_in, application, owner):
    browser = sign_in(owner)
    url = f"/pemilik/pendaftaran/{application.pk}/lengkapi/"
    assert url in browser.get(f"/pemilik/pendaftaran/{application.pk}/").content.decode()
    assert browser.post(url, {}).status_code == 422
    answer = browser.post(url, {"founded_year": "2015"}, follow=True)
    assert "1 dari 3 beres." in answer.content.decode()
    assert Business.objects.get().founded_year == 2015


def test_names_without_a_price_are_asked_again(sign_in, application, owner):
    url = f"/pemilik/pendaftaran/{application.pk}/lengkapi/"
    answer = sign_in(owner).post(url, {"products": "Keripik ubi\nDodol"})
    assert answer.status_code == 422
    assert "Harganya belum terbaca" in answer.content.decode()


def test_a_ticket_is_short_lived_and_cannot_be_made_up(client, application, monkeypatch):
    assert client.get("/daftar/lengkapi/ngawur/").status_code == 404
    assert client.get(f"/daftar/lengkapi/{signing.dumps(1, salt='lain')}/").status_code == 404
    assert client.get(f"/daftar/lengkapi/{signing.dumps(999, salt=SALT)}/").status_code == 404
    ticket = signing.dumps(application.pk, salt=SALT)
    monkeypatch.setattr("laju.web.public.status.SECONDS", -1)
    assert client.get(f"/daftar/lengkapi/{ticket}/")["Location"] == "/daftar/kabar/"


def test_many_tries_have_to_wait(client, application):
    url = by_ticket(client, application)
    for _ in range(20):
        client.post(url, {})
    assert client.post(url, {"employees": "2"}).status_code == 429


def test_when_it_is_closed_the_page_says_so(client, application, at):
    url = by_ticket(client, application)
    application.cohort.closes_on = "2020-01-01"
    application.cohort.save()
    html = client.get(url).content.decode()
    assert "sudah ditutup" in html and "<textarea" not in html
    assert client.post(url, {"employees": "2"}).status_code == 422
    assert Business.objects.get().employees is None


def test_when_nothing_is_open_the_page_says_so(client, application):
    url = by_ticket(client, application)
    Business.objects.update(prices_text="1000", founded_year=2015, employees=1)
    assert "Semua sudah lengkap" in client.get(url).content.decode()


@pytest.mark.parametrize(
    "text", ["\x00", "<script>alert(1)</script>", "9" * 5000, "٣", "-1", "'; DROP TABLE", "\u202e"]
)
def test_hostile_answers_are_told_at_the_field(sign_in, application, owner, text):
    url = f"/pemilik/pendaftaran/{application.pk}/lengkapi/"
    for name in ("products", "founded_year", "employees"):
        answer = sign_in(owner).post(url, {name: text})
        assert answer.status_code == 422, (name, text)
        assert "<script>alert" not in answer.content.decode()
    assert Business.objects.get().founded_year is None
