"""Twelve questions on a phone: each answer is kept, wrong input comes back, notes are confirmed first."""

import pytest
from django.urls import reverse

from laju.apps.studio.actions import gather_facts
from laju.apps.studio.models import Fact, InterviewStep, Product
from laju.core.interview import QUESTIONS
from tests.factories import ParticipantFactory, RowFactory

NOTE = "Kami jual keripik ubi 15 ribu per bungkus. Bisa diantar. Bayar tunai atau transfer."


@pytest.fixture
def participant(owner, facilitator, agency, at):
    participant = ParticipantFactory(
        facilitator=facilitator, application__business__address="Jalan Contoh 1"
    )
    business = participant.application.business
    business.owner.user = owner
    business.owner.save()
    RowFactory(business=business)
    gather_facts(cohort=participant.application.cohort, by=agency, at=at)
    return participant


@pytest.fixture(params=["owner", "field"])
def place(request, participant, sign_in, owner, facilitator):
    """Return the browser of a person and a function that gives addresses."""
    browser = sign_in(owner if request.param == "owner" else facilitator)

    def address(name, *args):
        return reverse(f"{request.param}:{name}", args=[participant.pk, *args])

    return browser, address


def current(name):
    return Fact.objects.get(name=name, is_current=True)


def test_the_interview_leads_from_question_to_question_and_can_be_resumed(place):
    browser, address = place
    assert address("question", "usaha") in browser.get(address("interview")).content.decode()
    keys = list(QUESTIONS)
    for key, after in zip(keys, [*keys[1:], None], strict=True):
        url = address("question", key)
        page = browser.get(url)
        assert page.status_code == 200, key
        assert f"dari {len(keys)}" in page.content.decode()
        answer = browser.post(url, {"answer": "skip"})
        expected = address("question", after) if after else address("interview")
        assert answer["Location"] == expected
    assert set(InterviewStep.objects.values_list("outcome", flat=True)) == {"SKIPPED"}
    browser.post(address("question", "jam"), {"hours": "Senin-Sabtu 08.00-17.00"})
    html = browser.get(address("interview")).content.decode()
    assert "1 dari 12" in html


def test_a_question_shows_what_is_known_and_where_it_came_from(place):
    browser, address = place
    html = browser.get(address("question", "tempat")).content.decode()
    assert "Jalan Contoh 1" in html
    assert "Lembar dinas" in html and "belum dipastikan" in html
    browser.post(
        address("question", "tempat"), {"address": "Jalan Contoh 1", "landmark": "Dekat pasar"}
    )
    told = current("address")
    assert told.origin == "SHEET" and told.confirmed_by
    assert current("landmark").value == "Dekat pasar"
    assert "dipastikan" in browser.get(address("question", "tempat")).content.decode()


ANSWERS = {
    "bahan": ({"materials": "ubi, cabai merah,, ubi", "making": ["OWN"]}, "materials", ["ubi", "cabai merah"]),
    "guna": ({"uses": ["GIFT"]}, "uses", ["GIFT"]),
    "awal": ({"founded_year": "2015", "story": "Dulu belajar dari ibu"}, "founded_year", 2015),
    "orang": ({"employees": "3", "owner_name": "Ani"}, "owner_name", "Ani"),
    "pesan": ({"phone": "0812 3456 7890", "lead_days": "0"}, "lead_days", 0),
    "antar": ({"delivery": ["NEAR"], "payments": ["CASH"]}, "delivery", ["NEAR"]),
    "gaya": ({"tone": "MEDAN", "instagram": "dapurani"}, "tone", "MEDAN"),
    "izin": ({"number_PIRT": "206127101004229", "until_PIRT": "2029-03-01"}, "permits", [["PIRT", "2061271010042-29", "2029-03-01"]]),
}  # fmt: skip


@pytest.mark.parametrize("key", list(ANSWERS))
def test_answers_are_kept_as_facts(place, key):
    browser, address = place
    data, name, value = ANSWERS[key]
    assert browser.post(address("question", key), data).status_code == 302
    assert current(name).value == value
    count = Fact.objects.count()
    browser.post(address("question", key), data)
    assert Fact.objects.count() == count  # said again is no new fact


WRONG = {
    "awal": {"founded_year": "dulu"},
    "orang": {"employees": "tiga"},
    "pesan": {"phone": "halo", "lead_days": "99"},
    "jam": {"hours": "kapan saja"},
    "guna": {"uses": ["MADE_UP"]},
    "gaya": {"tone": "SHOUTING"},
    "bahan": {"materials": ",".join(f"bahan {n}" for n in range(20))},
    "usaha": {"name": ""},
}


@pytest.mark.parametrize("key", list(WRONG))
def test_wrong_input_comes_back_and_nothing_is_kept(place, key):
    browser, address = place
    before = Fact.objects.count()
    answer = browser.post(address("question", key), WRONG[key])
    assert answer.status_code == 422
    assert "Ada yang perlu diperbaiki" in answer.content.decode()
    assert (Fact.objects.count(), InterviewStep.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"number_BPOM": "sudah ada", "until_BPOM": "2030-01-01"}, "tidak terbaca"),
        ({"number_BPOM": "MD 123456789012"}, "sampai kapan"),
        ({"until_HALAL": "2030-01-01"}, "Tulis nomornya"),
        ({"number_PIRT": "206127101004229", "until_PIRT": "2035-01-01"}, "Dua angka terakhir"),
        ({"number_NIB": "123"}, "NIB harus 13 angka"),
    ],
)
def test_permits_need_a_number_that_can_be_one_and_a_day(place, data, said):
    browser, address = place
    answer = browser.post(address("question", "izin"), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Fact.objects.filter(name="permits").exists()


def test_products_are_told_in_the_interview(place):
    browser, address = place
    rows = {"p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "0", "p-0-name": "Bolu", "p-0-price": "40rb"}
    assert browser.post(address("question", "barang"), rows).status_code == 302
    assert Product.objects.get(is_shown=True).price_rupiah == 40_000


def test_a_claim_is_kept_but_the_person_is_told_it_will_not_be_shown(place):
    browser, address = place
    data = {"story": "Keripik kami terenak di dunia"}
    html = browser.post(address("question", "awal"), data, follow=True).content.decode()
    assert "terenak" in html and "tidak akan tampil" in html


def test_a_voice_note_is_taken_only_where_it_is_ticked(place):
    browser, address = place
    url = address("voice_note")
    before = Fact.objects.count()
    html = browser.post(url, {"text": NOTE, "answer": "read"}).content.decode()
    assert "Keripik ubi, Rp15.000 / bungkus" in html and 'name="take"' in html
    assert " checked" not in html
    assert browser.post(url, {"text": NOTE, "answer": "keep"}).status_code == 422
    assert Fact.objects.count() == before
    answer = browser.post(url, {"text": NOTE, "answer": "keep", "take": ["0", "1", "77", "x"]})
    assert answer.status_code == 302
    assert Product.objects.filter(name="Keripik ubi", price_rupiah=15_000).exists()
    assert current("delivery").value == ["NEAR"]
    assert not Fact.objects.filter(name="payments").exists()


@pytest.mark.parametrize("text", ["", "x" * 7000, "halo halo", "<script>alert(1)</script>"])
def test_a_note_without_facts_says_what_to_do(place, text):
    browser, address = place
    answer = browser.post(address("voice_note"), {"text": text, "answer": "read"})
    html = answer.content.decode()
    assert answer.status_code in {200, 422}
    assert "Tidak ada fakta" in html or "Ada yang perlu" in html
    assert "<script>alert" not in html


def test_a_question_that_does_not_exist_is_not_there(place):
    browser, address = place
    assert browser.get(address("question", "gaji")).status_code == 404
