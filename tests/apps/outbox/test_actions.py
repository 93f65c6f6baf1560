import pytest

from laju.apps.accounts.queries import system_user
from laju.apps.outbox.actions import NotByHand, drop_message, keep_wish, mark_sent, note_report
from laju.apps.outbox.models import Message, Wish
from tests import factories

TO = "+6281234567890"


def message(at, once="chosen:1", status="BY_HAND", **more):
    given = {"notice": "CHOSEN", "purpose": "NEWS", "to": TO, "text": "Halo", "once": once}
    return Message.objects.create(
        **given | {"status": status, "asked_at": at, "send_after": at} | more
    )


@pytest.fixture
def officer(db):
    return factories.UserFactory(role="AGENCY")


def test_a_message_sent_by_hand_is_ticked_off_once(officer, at):
    row = message(at)
    mark_sent(message=row, by=officer, at=at)
    row.refresh_from_db()
    assert (row.status, row.way, row.sent_by) == ("SENT", "hand", officer.username)
    with pytest.raises(NotByHand):
        drop_message(message=row, by=officer, at=at)


def test_a_message_is_dropped_by_name(officer, at):
    row = message(at)
    drop_message(message=row, by=officer, at=at)
    row.refresh_from_db()
    assert (row.status, row.sent_by) == ("DROPPED", officer.username)


def test_who_stops_is_sent_nothing_that_waits_and_can_come_back(officer, at):
    waits, gone = message(at), message(at, "chosen:2", "SENT")
    code = message(at, "sign-in:1", "DUE", notice="SIGN_IN", purpose="ANSWER")
    keep_wish(phone=TO, is_stopped=True, how="whatsapp", by=system_user(), at=at)
    for row in (waits, gone, code):
        row.refresh_from_db()
    assert [waits.status, gone.status, code.status] == ["DROPPED", "SENT", "DUE"]
    keep_wish(phone=TO, is_stopped=False, how="whatsapp", by=system_user(), at=at)
    [wish] = Wish.objects.all()
    assert not wish.is_stopped


def test_reports_settle_doubts_and_send_failures_back_to_people(db, at):
    by = system_user()
    doubt = message(at, status="DOUBT")
    sent = message(at, "chosen:2", "SENT", reference="wamid.2")
    assert note_report(reference="wamid.1", key="chosen:1", status="delivered", by=by, at=at) == 1
    assert note_report(reference="wamid.2", key="", status="failed", by=by, at=at) == 1
    assert note_report(reference="foreign", key="", status="failed", by=by, at=at) == 0
    assert note_report(reference="", key="", status="failed", by=by, at=at) == 0
    doubt.refresh_from_db()
    sent.refresh_from_db()
    assert (doubt.status, doubt.reference, doubt.arrived_at) == ("SENT", "wamid.1", at)
    assert sent.status == "BY_HAND"
