import io

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from laju.apps.programme.models import Application, Cohort
from laju.apps.registry.models import Business
from laju.apps.studio.models import Photo
from laju.web.public.apply import MOST_AN_HOUR, SALT
from laju.web.shared.forms_apply import ApplyForm, account_of, read_lines
from tests.factories import BusinessFactory, CohortFactory

ADDRESS = "/daftar/"
ANSWERS = {
    "name": "Keripik Bu Ani",
    "activity": "menggoreng keripik ubi tiap pagi",
    "products": "Keripik ubi pedas 15.000\nDodol - Rp20rb",
    "founded_year": "2015",
    "employees": "2",
    "region": "12.12",
    "address": "Jl. Sisingamangaraja 4",
    "owner_name": "Ani Contoh",
    "phone": "0812-3456 7890",
    "account": "@keripikbuani",
    "agree": "on",
}


@pytest.fixture
def cohort(db):
    return CohortFactory()


def send(client, step="send", **more):
    return client.post(ADDRESS, {**ANSWERS, "step": step, **more})


def test_apply_asks_at_most_twelve_questions(cohort, client):
    form = ApplyForm(regions=[])
    asked = [name for step in form.steps() for name in step["fields"]]
    assert len(asked) + 1 <= 12  # the kecamatan comes with the answers
    assert client.get(ADDRESS).status_code == 200


def test_apply_shows_the_answers_before_it_keeps_anything(cohort, client):
    html = send(client, "check").content.decode()
    assert "Periksa jawaban Anda" in html
    assert "Keripik Bu Ani" in html
    assert "Balige" in html  # kecamatan of Toba, without script
    assert not Business.objects.exists()


def test_apply_enters_the_business_and_gives_its_number(cohort, client):
    response = client.get(send(client, district="Balige")["Location"])
    business = Business.objects.get()
    assert business.code in response.content.decode()
    assert business.phone == "+6281234567890"
    assert business.region_id == "12.12"
    assert business.district_name.upper() == "BALIGE"
    assert business.founded_year == 2015
    application = Application.objects.get()
    assert application.origin == Application.Origin.FORM
    assert application.cohort == cohort


def test_apply_sent_twice_gives_the_same_number(cohort, client):
    first = client.get(send(client)["Location"]).content
    second = client.get(send(client)["Location"]).content
    code = Business.objects.get().code.encode()
    assert code in first
    assert code in second
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "perlu diisi"),
        ("phone", "0812", "Contoh: 0812 3456 7890"),
        ("founded_year", "dulu", "misalnya 2015"),
        ("employees", "-2", "misalnya 2"),
        ("agree", "", "Centang kotak ini"),
        ("region", "99.99", "Ada yang perlu diperbaiki"),
        ("surname", "robot", "tersembunyi"),
        ("name", "a\x00b", "Ada yang perlu diperbaiki"),
        ("activity", "x" * 10_000, "Ada yang perlu diperbaiki"),
    ],
)
def test_apply_says_what_is_wrong_and_keeps_the_rest(cohort, client, field, value, said):
    html = send(client, **{field: value}).content.decode()
    assert said in html
    assert "Ani Contoh" in html
    assert not Business.objects.exists()


def test_apply_lets_answers_be_changed(cohort, client):
    html = send(client, "edit").content.decode()
    assert 'value="Keripik Bu Ani"' in html
    assert not Business.objects.exists()


def test_apply_is_closed_without_an_open_cohort(client, db):
    assert "belum dibuka" in client.get(ADDRESS).content.decode()
    CohortFactory(status=Cohort.Status.SELECTED)
    assert "sudah ditutup" in send(client).content.decode()
    assert not Business.objects.exists()


def test_applied_opens_only_with_its_own_ticket(client, db):
    assert client.get(f"{ADDRESS}selesai/MTIz/").status_code == 404


def test_read_lines_keeps_amounts_that_are_no_price():
    names, prices = read_lines("Air 600 ml\n; Kopi: 5rb/gelas\n-\nTeh")
    assert names == ["Air 600 ml", "Kopi", "Teh"]
    assert prices == ["", "5rb", ""]


def test_account_of_knows_networks_shops_and_sites():
    assert account_of("facebook.com/buani") == {"facebook": "facebook.com/buani"}
    assert account_of("https://buani.co.id/") == {"website": "https://buani.co.id/"}
    assert account_of(" ") == {}


def test_apply_slows_down_a_flood_from_one_address_and_keeps_what_was_typed(
    cohort, client, monkeypatch, agency
):
    monkeypatch.setattr("laju.web.public.apply.MOST_AN_HOUR", 2)
    for number in (1, 2):
        assert (
            send(client, name=f"Warung {number}", phone=f"08123456780{number}").status_code == 302
        )
    answer = send(client, name="Warung 3", phone="081234567803")
    assert answer.status_code == 429
    html = answer.content.decode()
    assert "satu jam" in html
    assert 'value="Warung 3"' in html
    assert Business.objects.count() == 2
    assert (
        client.post(ADDRESS, {**ANSWERS, "step": "send"}, REMOTE_ADDR="198.51.100.7").status_code
        == 302
    )
    client.force_login(agency)
    assert send(client, name="Warung 3", phone="081234567803").status_code == 302


def test_apply_says_that_a_business_may_be_known_without_a_word_of_it(cohort, client):
    known = BusinessFactory(
        name="Keripik Bu Anni",
        name_folded="keripik bu anni",
        phone="+6281234567890",
        owner__name="Rahasia Danau",
    )
    text = send(client, step="check").content.decode()
    assert "Mungkin sudah terdaftar" in text
    assert "Rahasia" not in text and known.code not in text and known.name not in text
    for other in ({"name": "Salon Melati"}, {"phone": "0812 3456 7891"}):
        assert "Mungkin sudah" not in send(client, step="check", **other).content.decode()


def test_apply_tells_a_flood_of_questions_nothing(cohort, client):
    BusinessFactory(name=ANSWERS["name"], name_folded="keripik bu ani", phone="+6281234567890")
    told = [
        "Mungkin sudah" in send(client, step="check").content.decode()
        for _ in range(MOST_AN_HOUR + 2)
    ]
    assert told == [True] * MOST_AN_HOUR + [False] * 2


@pytest.fixture
def sent(cohort, settings, tmp_path, medan):
    """An application that was just sent, and the address of its page."""
    settings.PHOTOS = tmp_path
    business = BusinessFactory(region=medan)
    return business, f"/daftar/selesai/{signing.dumps(business.pk, salt=SALT)}/"


def photo_of(colour):
    file = io.BytesIO()
    Image.new("RGB", (900, 700), colour).save(file, "JPEG")
    return SimpleUploadedFile("foto.jpg", file.getvalue(), "image/jpeg")


def test_after_applying_a_few_photos_are_taken(client, sent):
    business, url = sent
    for number, colour in enumerate(("red", "green", "blue"), start=1):
        answer = client.post(url, {"photo": photo_of(colour), "consent": "on"}, follow=True)
        assert f"{number} foto sudah tersimpan" in answer.content.decode() or number == 3
    assert "Kirim foto" not in client.get(url).content.decode()
    client.post(url, {"photo": photo_of("black"), "consent": "on"})
    assert Photo.objects.filter(business=business).count() == 3


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"consent": "on"}, "Pilih satu foto"),
        ({"photo": SimpleUploadedFile("a.jpg", b"bukan foto"), "consent": "on"}, "err"),
        ({"photo": SimpleUploadedFile("a.svg", b"<svg onload=alert(1)>"), "consent": "on"}, "err"),
        ({}, "Tanpa izin"),
    ],
)
def test_what_is_no_photo_is_told_at_the_field(client, sent, told, word):
    answer = client.post(sent[1], told)
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not Photo.objects.exists()


def test_a_day_later_the_page_takes_no_photo(client, sent, monkeypatch):
    monkeypatch.setattr("laju.web.public.apply.DAY", -1)
    html = client.get(sent[1]).content.decode()
    assert "Kirim foto" not in html and sent[0].code in html
    client.post(sent[1], {"photo": photo_of("red"), "consent": "on"})
    assert not Photo.objects.exists()
