import json

import pytest
from django.test import Client

from laju.apps.programme.models import ApplicationDraft
from laju.web.public import drafts
from tests import factories

SAVE, FORM = "/daftar/simpan/", "/daftar/"


@pytest.fixture
def cohort(db):
    return factories.CohortFactory()


def save(client, **answers):
    return client.post(SAVE, json.dumps(answers), content_type="application/json")


def test_what_was_kept_is_filled_in_again_also_on_another_phone(cohort, client):
    answer = save(client, name="Dodol <b>Ani", nik="1271")
    assert answer.json()["kept"] == ["name"]
    cookie = answer.cookies[drafts.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == FORM
    page = client.get(FORM).content.decode()
    assert "Dodol &lt;b&gt;Ani" in page and "Lanjutkan di HP lain" in page
    other = Client()
    assert "Dodol" not in other.get(FORM).content.decode()
    other.get(f"/daftar/lanjut/{cookie.value}/")
    save(other, phone="0812")
    page = client.get(FORM).content.decode()
    assert 'value="0812"' in page and "Dodol" in page


def test_without_a_script_a_button_keeps_the_form(cohort, client):
    page = client.post(
        FORM, {"step": "keep", "name": "Keripik", "phone": "bukan nomor"}, follow=True
    )
    html = page.content.decode()
    assert "Tersimpan" in html and 'value="bukan nomor"' in html and "perlu diperbaiki" not in html


def test_sending_forgets_the_draft(cohort, client):
    from tests.web.public.test_apply import ANSWERS

    save(client, name="Keripik")
    answer = client.post(FORM, {**ANSWERS, "step": "send"})
    assert answer.status_code == 302 and not ApplicationDraft.objects.exists()
    assert answer.cookies[drafts.COOKIE]["max-age"] == 0


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '"x"', "\x00", "[" * 30_000])
def test_nonsense_is_refused_in_words(cohort, client, body):
    answer = client.post(SAVE, body, content_type="application/json")
    assert answer.status_code == 422 and answer.json()["error"]
    assert not ApplicationDraft.objects.exists()


def test_floods_and_giants_are_turned_away(cohort, client, monkeypatch):
    assert save(client, name="x" * 50_000).status_code == 413
    monkeypatch.setattr(drafts, "MOST_NEW_AN_HOUR", 1)
    assert save(Client(), name="a").status_code == 200
    assert save(Client(), name="b").status_code == 429


def test_nothing_is_kept_while_nobody_can_apply(client, db):
    assert save(client, name="Keripik").status_code == 422
