from datetime import timedelta

import pytest
from django.utils import timezone

from laju.apps.jobs.models import Job
from laju.apps.outbox.models import Message
from laju.apps.outbox.tasks import HIDDEN, MOST_ATTEMPTS, send_due, send_one
from laju.apps.outbox.ways import ways
from laju.connectors.channels import Outcome, Receipt
from tests.connectors.channels.gateway import serve_gateway

TO = "+6281234567890"


@pytest.fixture(scope="module")
def server():
    with serve_gateway() as found:
        yield found


@pytest.fixture
def gateway(server, settings):
    server.mood = {"whatsapp": "ok", "sms": "ok"}
    server.taken.clear()
    settings.WHATSAPP_URL, settings.WHATSAPP_PHONE_ID = server.url, "1"
    settings.WHATSAPP_TOKEN, settings.SMS_URL = "t", server.url
    settings.WHATSAPP_PRICE, settings.SMS_PRICE = 360, 350
    return server


def message(once="chosen:1", **more):
    now = timezone.now() - timedelta(minutes=1)
    given = {"notice": "CHOSEN", "purpose": "NEWS", "to": TO, "text": "Halo", "once": once}
    return Message.objects.create(**given | {"asked_at": now, "send_after": now} | more)


def test_what_is_due_is_sent_once(db, gateway):
    rows = [message(f"chosen:{n}") for n in range(25)]
    later = message("chosen:99", send_after=timezone.now() + timedelta(hours=1))
    again = send_due.func()
    assert (again.done, again.total) == (20, 25)
    assert send_due.func() == 5
    assert send_due.func() == 0
    assert len(gateway.taken) == 25
    for row in rows:
        row.refresh_from_db()
        assert (row.status, row.way, row.cost) == ("SENT", "whatsapp", 360)
    later.refresh_from_db()
    assert later.status == "DUE"


@pytest.mark.parametrize("mood", ["busy", "refuses"])
def test_the_second_provider_takes_over_when_the_first_surely_did_not_send(db, gateway, mood):
    gateway.mood["whatsapp"] = mood
    row = message()
    send_one(key=row.pk)
    row.refresh_from_db()
    assert (row.status, row.way, row.cost) == ("SENT", "sms", 350)
    assert [way for way, _, _ in gateway.taken] == ["sms"]


@pytest.mark.parametrize("mood", ["breaks", "mumbles"])
def test_what_may_have_arrived_is_never_sent_again(db, gateway, mood):
    gateway.mood["whatsapp"] = mood
    row = message()
    for _ in range(3):
        send_one(key=row.pk)
        send_due.func()
    row.refresh_from_db()
    assert row.status == "DOUBT" and len(gateway.taken) == 1


def test_a_message_all_ways_are_busy_for_is_tried_later_and_in_the_end_left_to_people(db, gateway):
    gateway.mood = {"whatsapp": "busy", "sms": "busy"}
    row = message()
    send_one(key=row.pk)
    row.refresh_from_db()
    assert row.status == "DUE" and row.send_after > timezone.now()
    assert Job.objects.filter(run_after=row.send_after).exists()
    Message.objects.filter(pk=row.pk).update(attempts=MOST_ATTEMPTS - 1)
    send_one(key=row.pk)
    row.refresh_from_db()
    assert row.status == "BY_HAND" and gateway.taken == []


def test_a_worker_that_died_while_sending_leaves_a_doubt_not_a_second_message(db, gateway):
    row = message(status="SENDING", tried_at=timezone.now() - timedelta(minutes=6))
    fresh = message("chosen:2", status="SENDING", tried_at=timezone.now())
    send_due.func()
    row.refresh_from_db()
    fresh.refresh_from_db()
    assert (row.status, fresh.status) == ("DOUBT", "SENDING") and gateway.taken == []


def test_without_any_provider_people_send_it(db, settings):
    settings.WHATSAPP_TOKEN = settings.SMS_URL = ""
    assert ways() == []
    row = message()
    send_one(key=row.pk)
    row.refresh_from_db()
    assert (row.status, row.way, row.text) == ("BY_HAND", "", "Halo")


def test_the_purse_of_the_month_is_not_overdrawn_but_codes_still_go_out(db, gateway, settings):
    settings.MESSAGE_BUDGET = 1000
    rows = [message(f"chosen:{n}") for n in range(4)]
    code = message("sign-in:1", notice="SIGN_IN", purpose="ANSWER", text="Kode 123 456")
    send_due.func()
    for row in (*rows, code):
        row.refresh_from_db()
    assert [row.status for row in rows] == ["SENT", "SENT", "BY_HAND", "BY_HAND"]
    assert code.status == "SENT" and code.text == HIDDEN


def test_a_code_that_could_not_be_sent_is_not_kept(db, gateway):
    gateway.mood = {"whatsapp": "refuses", "sms": "refuses"}
    row = message("sign-in:1", notice="SIGN_IN", purpose="ANSWER", text="Kode 123 456")
    send_one(key=row.pk)
    row.refresh_from_db()
    assert (row.status, row.text) == ("FAILED", HIDDEN)


def test_mail_takes_over_last_and_only_where_there_is_an_address(db, gateway, monkeypatch):
    asked = []

    class Post:
        name = "mail"

        def send(self, *, to, text, key):
            asked.append((to, text, key))
            return Receipt(Outcome.SENT, reference="<1@contoh>")

    gateway.mood = {"whatsapp": "refuses", "sms": "refuses"}
    monkeypatch.setattr("laju.apps.outbox.tasks.ways", lambda: [*ways(), Post()])
    with_mail = message("chosen:1", mail="ani@contoh.example")
    without = message("chosen:2")
    no_number = message("chosen:3", to="", mail="budi@contoh.example")
    for row in (with_mail, without, no_number):
        send_one(key=row.pk)
        row.refresh_from_db()
    assert (with_mail.status, with_mail.way, with_mail.cost) == ("SENT", "mail", 0)
    assert without.status == "BY_HAND"
    assert (no_number.status, no_number.way) == ("SENT", "mail")
    assert [to for to, _, _ in asked] == ["ani@contoh.example", "budi@contoh.example"]
