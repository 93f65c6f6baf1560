import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from laju.apps.services.models import Service
from tests import factories

NOTE, SEND = "/pendamping/catat/", "/pendamping/catat/kirim/"


@pytest.fixture
def helper(medan):
    return factories.UserFactory(role="FACILITATOR", regions=[medan])


@pytest.fixture
def row(medan, helper):
    return factories.ParticipantFactory(
        application__business__region=medan,
        application__business__name="Keripik Bu Ani",
        facilitator=helper,
    )


def answers(row, **more):
    return {
        "business": str(row.pk),
        "kind": "VISIT",
        "field": "MARKETING",
        "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "told": "Harga belum jelas",
        "uuid": str(uuid.uuid4()),
    } | more


def send(client, told):
    return client.post(SEND, json.dumps(told), content_type="application/json")


def test_a_note_is_kept_without_a_script(sign_in, helper, row):
    client = sign_in(helper)
    page = client.get(NOTE, {"usaha": row.pk})
    assert "geolocation=(self)" in page["Permissions-Policy"]
    assert f'value="{row.pk}" selected' in page.content.decode()
    client.post(NOTE, answers(row, next_step="isi harga", next_on="2020-01-01"))
    html = client.get(NOTE).content.decode()
    assert "Harga belum jelas" in html and "Langkah yang jatuh tempo" in html
    client.post(reverse("field:finish_step", args=[Service.objects.get().pk]))
    assert "jatuh tempo" not in client.get(NOTE).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("told", "", "perlu diisi"),
        ("happened_at", "kemarin", "tanggal dan jamnya"),
        ("happened_at", "1999-01-01T10:00", "tidak mungkin"),
        ("business", "", "Pilih usahanya"),
        ("business", "9" * 30, "Pilih usahanya"),
        ("latitude", "999", "perlu diperbaiki"),
        ("uuid", "x", "perlu diperbaiki"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(sign_in, helper, row, field, value, said):
    told = answers(row, advised="Tulis di papan") | {field: value}
    answer = sign_in(helper).post(NOTE, told)
    html = answer.content.decode()
    assert answer.status_code == 422 and said in html and "Tulis di papan" in html
    assert not Service.objects.exists()


def test_what_a_phone_gathered_is_taken_in_once_and_faults_are_told_apart(sign_in, helper, row):
    client = sign_in(helper)
    good, bad = answers(row), answers(row, told="")
    foreign = answers(factories.ParticipantFactory())
    for _ in range(3):
        told = send(client, [good, bad, foreign, {"uuid": "x"}, 7]).json()["answers"]
    assert set(told) == {good["uuid"], bad["uuid"], foreign["uuid"]}
    assert told[good["uuid"]] == {"kept": True}
    assert told[bad["uuid"]]["faults"]["told"] and told[foreign["uuid"]]["faults"]["business"]
    assert Service.objects.count() == 1


@pytest.mark.parametrize("body", ["", "{}", "null", "[" * 9000, "\x00"])
def test_nonsense_is_refused_in_words(sign_in, helper, row, body):
    answer = sign_in(helper).post(SEND, body, content_type="application/json")
    assert answer.status_code == 422 and answer.json()["error"]


def test_two_corrections_of_one_note_are_shown_side_by_side(sign_in, helper, row):
    client = sign_in(helper)
    client.post(NOTE, answers(row))
    first = Service.objects.get()
    assert "Harga belum jelas" in client.get(NOTE, {"perbaiki": first.pk}).content.decode()
    for words in ("harga ada di papan", "tutup hari itu"):
        send(client, [answers(row, told=words, replaces=str(first.pk))])
    html = client.get(NOTE).content.decode()
    assert "Dua orang memperbaiki" in html and "harga ada di papan" in html
    chosen = Service.objects.get(told="tutup hari itu")
    client.post(reverse("field:choose_service", args=[chosen.pk]))
    assert "Dua orang memperbaiki" not in client.get(NOTE).content.decode()
    assert client.post(reverse("field:choose_service", args=[first.pk])).status_code == 404


def test_the_worker_keeps_to_its_room(client):
    answer = client.get("/pendamping/sw.js")
    assert answer["Service-Worker-Allowed"] == "/pendamping/"
    assert answer["Content-Type"].startswith("text/javascript")


def test_what_owners_ask_is_shown(sign_in, helper, row):
    from laju.apps.services.actions import request_service

    owner = factories.UserFactory(role="OWNER")
    at = timezone.now() - timedelta(minutes=1)
    request_service(
        business=row.application.business, field="IT", text="HP saya penuh", by=owner, at=at
    )
    assert "HP saya penuh" in sign_in(helper).get(NOTE).content.decode()
