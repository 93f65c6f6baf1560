import hashlib
import hmac
import json

import pytest

from laju.apps.outbox.models import Message, Wish
from laju.apps.passes.actions import ask_pass
from tests import factories

HOOK = "/kait/whatsapp/"
SECRET = "rahasia-kait"
FROM = "6281234567890"


@pytest.fixture(autouse=True)
def office(settings, db):
    settings.WHATSAPP_SECRET, settings.WHATSAPP_VERIFY = SECRET, "kata-awal"


def tell(client, text=None, status=None, secret=SECRET, **more):
    value = {}
    if text is not None:
        value["messages"] = [{"from": FROM, "id": "wamid.9", "text": {"body": text}}]
    if status:
        value["statuses"] = [status]
    body = json.dumps({"entry": [{"changes": [{"value": value}]}]})
    signature = "sha256=" + hmac.new(secret.encode(), body.encode(), hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": signature}
    return client.post(HOOK, body, content_type="application/json", headers=headers)


def test_setting_up_needs_the_word(client):
    asked = {"hub.mode": "subscribe", "hub.challenge": "17<b>", "hub.verify_token": "kata-awal"}
    answer = client.get(HOOK, asked)
    assert answer.content == b"17<b>" and answer["Content-Type"].startswith("text/plain")
    assert client.get(HOOK, asked | {"hub.verify_token": "x"}).status_code == 403
    assert client.get(HOOK).status_code == 403


def test_an_unsigned_or_huge_call_is_turned_away(client, settings):
    assert tell(client, "MASUK 123456", secret="lain").status_code == 403
    assert client.post(HOOK, "x" * 1_000_001, content_type="text/plain").status_code == 413
    settings.WHATSAPP_SECRET = ""
    assert tell(client, "MASUK 123456", secret="").status_code == 403


def test_the_word_from_a_phone_proves_it(client, medan, at):
    from django.utils import timezone

    factories.BusinessFactory(region=medan, owner__phone=f"+{FROM}")
    made, digits = ask_pass(browser="b", at=timezone.now())
    assert tell(client, f"masuk {digits}").status_code == 200
    made.refresh_from_db()
    assert made.phone == f"+{FROM}" and Message.objects.get().notice == "SIGN_IN"
    tell(client, f"masuk {digits}")  # told twice, as gateways do
    assert Message.objects.count() == 1


def test_stop_and_start_are_kept_and_answered_once(client):
    tell(client, "Berhenti")
    tell(client, "Berhenti")
    assert Wish.objects.get().is_stopped and Message.objects.get().notice == "STOPPED"
    tell(client, "selamat pagi")
    assert Message.objects.count() == 1


def test_a_report_settles_what_was_sent(client, at):
    row = Message.objects.create(
        notice="CHOSEN", purpose="NEWS", to=f"+{FROM}", text="Halo", once="chosen:1",
        status="DOUBT", asked_at=at, send_after=at,
    )  # fmt: skip
    report = {"id": "w", "status": "read", "biz_opaque_callback_data": "chosen:1"}
    assert tell(client, status=report).status_code == 200
    row.refresh_from_db()
    assert row.status == "SENT" and row.arrived_at


@pytest.mark.parametrize("body", ["", "null", "[]", '{"entry": [[]]}', "\x00", "{" * 5000])
def test_signed_nonsense_changes_nothing(client, body):
    signature = "sha256=" + hmac.new(SECRET.encode(), body.encode(), hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": signature}
    answer = client.post(HOOK, body, content_type="application/json", headers=headers)
    assert answer.status_code in {200, 413} and not Message.objects.exists()
