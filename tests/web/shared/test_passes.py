import re

import pytest
from django.urls import reverse

from laju.apps.outbox.models import Message
from laju.web.shared.passes import MOST_AN_HOUR
from tests import factories

PHONE = "0812-3456-7890"
PAGE = "/masuk/hp/"


@pytest.fixture
def owner(medan):
    shop = factories.BusinessFactory(region=medan, owner__phone="+6281234567890")
    return shop.owner


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def begin(client):
    page = client.post(PAGE, {"step": "begin"}, follow=True).content.decode()
    return re.search(r"MASUK (\d{3} \d{3})", page)[1]


def test_an_owner_walks_in_by_phone(client, owner, demo):
    assert "Mulai" in client.get(PAGE).content.decode()
    word = begin(client)
    assert word in client.get(PAGE).content.decode()  # a second look is the same word
    page = client.post(f"{PAGE}contoh/", {"phone": PHONE}, follow=True).content.decode()
    answer = re.search(r"Kode masuk Anda: (\d{3} \d{3})", page)[1]
    wrong = client.post(PAGE, {"step": "answer", "answer": "abc"})
    assert wrong.status_code == 422 and "tidak cocok" in wrong.content.decode()
    response = client.post(PAGE, {"step": "answer", "answer": answer.replace(" ", "")})
    assert response["Location"] == reverse("owner:home")
    assert client.get(reverse("owner:home")).status_code == 200


def test_another_browser_cannot_use_what_this_one_asked_for(client, owner, demo):
    from django.test import Client

    begin(client)
    client.post(f"{PAGE}contoh/", {"phone": PHONE})
    answer = re.search(r"\d{3} \d{3}", Message.objects.get().text)[0]
    thief = Client()
    begin(thief)
    assert thief.post(PAGE, {"step": "answer", "answer": answer}).status_code == 422


def test_an_unknown_number_learns_nothing_here(client, owner, demo):
    begin(client)
    page = client.post(f"{PAGE}contoh/", {"phone": "0811 0000 0002"}, follow=True)
    assert "Ketik kode" in page.content.decode() and "Enam angka" not in page.content.decode()


def test_a_flood_from_one_address_has_to_wait(client, demo, db):
    answers = [client.post(PAGE, {"step": "begin"}).status_code for _ in range(MOST_AN_HOUR + 1)]
    assert answers[-2:] == [302, 429]


def test_without_a_number_of_the_office_there_is_no_such_door(client, settings, db):
    settings.DEMO, settings.WHATSAPP_NUMBER = False, ""
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}contoh/", {"phone": PHONE}).status_code == 404
    assert PAGE not in client.get("/masuk/").content.decode()
    settings.WHATSAPP_NUMBER, settings.WHATSAPP_SECRET = "+6281100000000", "rahasia"
    client.post(PAGE, {"step": "begin"})
    page = client.get(PAGE).content.decode()
    assert "https://wa.me/6281100000000?text=MASUK%20" in page and "Contoh" not in page


def test_the_waiting_part_alone_is_sent_to_htmx(client, owner, demo):
    begin(client)
    part = client.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and 'id="masuk"' in part


def test_a_facilitator_helps_the_owner_in(client, sign_in, medan):
    from django.test import Client

    helper = factories.UserFactory(role="FACILITATOR")
    row = factories.ParticipantFactory(application__business__region=medan, facilitator=helper)
    response = sign_in(helper).post(reverse("field:pair", args=[row.pk]))
    assert response["Cache-Control"] == "no-store"
    code = re.search(r'id="kode-masuk">([A-Z0-9]{4} [A-Z0-9]{4})<', response.content.decode())[1]
    phone = Client()
    link = phone.get("/masuk/kode/", {"k": code.replace(" ", "")})
    assert code.replace(" ", "") in link.content.decode()  # filled in, not used up
    wrong = phone.post("/masuk/kode/", {"code": "AAAA AAAA"})
    assert wrong.status_code == 422 and "AAAA AAAA" in wrong.content.decode()
    assert phone.post("/masuk/kode/", {"code": code.lower()})["Location"] == reverse("owner:home")
    assert phone.get(reverse("owner:content", args=[row.pk])).status_code in {200, 404}


def test_guessing_codes_from_one_address_has_to_wait(client, db):
    codes = [client.post("/masuk/kode/", {"code": f"AAAA{n:04}"}).status_code for n in range(11)]
    assert codes[0] == 422 and codes[-1] == 429
