import pytest
from django.urls import reverse

from laju.web.shared.kbli import pretty, title_of
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


def test_pretty_writes_capitals_as_a_sentence():
    assert pretty("PERDAGANGAN ECERAN BERAS") == "Perdagangan eceran beras"
    assert pretty("Kedai Minuman") == "Kedai Minuman"


def test_title_of_tells_code_title_and_version():
    assert title_of("56304", "2020") == "56304 Kedai Minuman (KBLI 2020)"
    assert title_of("99999", "2020") == "99999 (KBLI 2020)"
    assert title_of("", "") == ""


def test_facilitators_choose_from_the_activity_told_last(facilitator, sign_in):
    participant = ParticipantFactory(facilitator=facilitator)
    business = participant.application.business
    browser, url = sign_in(facilitator), reverse("field:kbli", args=[participant.pk])
    assert "kata “keripik" in browser.get(url).content.decode()
    answer = browser.post(url, {"code": "2025:10794"})
    business.refresh_from_db()
    assert answer["Location"] == reverse("field:business", args=[participant.pk])
    assert (business.kbli_version, business.kbli_code) == ("2025", "10794")


def test_owners_are_asked_for_a_code_until_they_chose_one(owner, sign_in):
    participant = ParticipantFactory()
    mine = participant.application.business.owner
    mine.user = owner
    mine.save()
    browser, url = sign_in(owner), reverse("owner:kbli", args=[participant.pk])
    home = reverse("owner:home")
    assert "Pilih kode KBLI" in browser.get(home).content.decode()
    browser.post(url, {"code": "2025:10794"})
    assert "Pilih kode KBLI" not in browser.get(home).content.decode()
