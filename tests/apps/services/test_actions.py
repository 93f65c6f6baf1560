import uuid
from datetime import timedelta

import pytest

from laju.apps.services.actions import (
    BadMoment,
    Entry,
    NotThere,
    OutcomeMissing,
    WrongCode,
    attend_training,
    choose_service,
    finish_step,
    follow_referral,
    forget_attendance,
    keep_service,
    plan_training,
    refer_business,
    request_service,
)
from laju.apps.services.codes import code_of
from laju.apps.services.models import Attendance, Referral, Service, ServiceRequest
from laju.apps.services.queries import conflicts_for
from tests import factories


@pytest.fixture
def helper(medan):
    return factories.UserFactory(role="FACILITATOR", regions=[medan])


@pytest.fixture
def row(medan, helper):
    return factories.ParticipantFactory(application__business__region=medan, facilitator=helper)


@pytest.fixture
def business(row):
    return row.application.business


def entry(at, told="harga belum jelas", **more):
    given = {"uuid": uuid.uuid4(), "kind": "VISIT", "field": "MARKETING", "happened_at": at}
    return Entry(**given | {"told": told} | more)


def test_the_same_note_sent_often_is_one_note(business, helper, at):
    told = entry(at, next_step="isi harga", next_on=at.date())
    first = keep_service(business=business, entry=told, by=helper, at=at)
    again = keep_service(business=business, entry=told, by=helper, at=at + timedelta(days=1))
    assert first == again and Service.objects.count() == 1
    finish_step(service=first, by=helper, at=at)
    first.refresh_from_db()
    assert first.done_on == at.date()


@pytest.mark.parametrize("days", [-500, 3])
def test_an_impossible_moment_is_refused(business, helper, at, days):
    with pytest.raises(BadMoment):
        keep_service(business=business, entry=entry(at + timedelta(days=days)), by=helper, at=at)


def test_a_correction_replaces_and_two_of_them_wait_for_a_choice(business, helper, at):
    first = keep_service(business=business, entry=entry(at), by=helper, at=at)
    mine = keep_service(
        business=business, entry=entry(at, "harga sudah jelas"), replaces=first, by=helper, at=at
    )
    first.refresh_from_db()
    assert not first.is_current and conflicts_for(by=helper) == []
    other = keep_service(
        business=business, entry=entry(at, "tutup hari itu"), replaces=first, by=helper, at=at
    )
    assert conflicts_for(by=helper) == [[mine, other]]
    choose_service(service=other, by=helper, at=at)
    assert conflicts_for(by=helper) == []
    assert set(Service.objects.filter(is_current=True)) == {other}
    assert Service.objects.count() == 3  # nothing is lost
    stranger = factories.BusinessFactory()
    with pytest.raises(NotThere):
        keep_service(business=stranger, entry=entry(at), replaces=first, by=helper, at=at)


def test_a_request_is_answered_by_what_is_given_in_its_field(business, helper, at):
    owner = factories.UserFactory(role="OWNER")
    request_service(business=business, field="IT", text="HP penuh", by=owner, at=at)
    asked = request_service(business=business, field="IT", text="HP rusak", by=owner, at=at)
    assert ServiceRequest.objects.get() == asked and asked.text == "HP rusak"
    keep_service(business=business, entry=entry(at), by=helper, at=at)
    asked.refresh_from_db()
    assert asked.answer is None
    given = keep_service(business=business, entry=entry(at, field="IT"), by=helper, at=at)
    asked.refresh_from_db()
    assert asked.answer == given


def test_a_referral_is_not_closed_without_a_word(business, helper, at):
    made = refer_business(business=business, to=" BPOM ", reason="izin", by=helper, at=at)
    follow_referral(referral=made, state="TAKEN", by=helper, at=at)
    with pytest.raises(OutcomeMissing):
        follow_referral(referral=made, state="CLOSED", outcome=" ", by=helper, at=at)
    follow_referral(referral=made, state="CLOSED", outcome="izin terbit", by=helper, at=at)
    made.refresh_from_db()
    assert (made.to, made.state, made.outcome) == ("BPOM", "CLOSED", "izin terbit")


def test_who_is_there_is_noted_once_by_code_or_by_a_tick(business, helper, medan, at):
    training = plan_training(
        topic="Foto", field="MARKETING", place="Balai", region=medan, starts_at=at, capacity=5,
        by=helper, at=at,
    )  # fmt: skip
    owner = factories.UserFactory(role="OWNER")
    business.owner.user = owner
    business.owner.save()
    for code in ("", "salah"):
        with pytest.raises(WrongCode):
            attend_training(training=training, business=business, code=code, by=owner, at=at)
    code = code_of(training=training.pk, at=at)
    attend_training(training=training, business=business, code=code, by=owner, at=at)
    attend_training(training=training, business=business, by=helper, at=at)
    assert Attendance.objects.get().how == "CODE"
    forget_attendance(training=training, business=business, by=helper, at=at)
    assert Attendance.objects.exists()  # a scan is not taken back by a tick
    other = factories.BusinessFactory()
    attend_training(training=training, business=other, by=helper, at=at)
    forget_attendance(training=training, business=other, by=helper, at=at)
    assert Attendance.objects.count() == 1


def test_a_referral_in_a_note_is_sent_on_once(business, helper, at):
    told = entry(at, refer_to="  Bank Sumut, KUR ")
    for _ in range(2):
        kept = keep_service(business=business, entry=told, by=helper, at=at)
    row = Referral.objects.get()
    assert (row.to, row.reason, row.state) == ("Bank Sumut, KUR", kept.told, "OPEN")
    again = entry(at, refer_to="Bank lain")
    keep_service(business=business, entry=again, replaces=kept, by=helper, at=at)
    assert Referral.objects.count() == 1
