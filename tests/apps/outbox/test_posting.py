from datetime import datetime, timedelta, timezone

import pytest
from django.db import transaction

from laju.apps.jobs.models import Job
from laju.apps.outbox.models import Message, Wish
from laju.apps.outbox.posting import Letter, phone_of, put_letters
from laju.apps.registry.models import Owner
from laju.core.notices import Notice
from tests import factories

PHONE = "+6281234567890"
NIGHT = datetime(2027, 3, 1, 22, 0, tzinfo=timezone(timedelta(hours=7)))


def letter(business, once="chosen:1", notice=Notice.CHOSEN, **more):
    fields = {"cohort": "Angkatan 2027", "url": "https://laju.example/"}
    return Letter(notice=notice, once=once, fields=fields, business=business, **more)


@pytest.fixture
def business(medan):
    return factories.BusinessFactory(name="Keripik Bu Ani", region=medan, phone=PHONE)


def test_a_message_is_written_once_with_the_job_that_sends_it(business, at):
    assert put_letters(letters=[letter(business)], at=at) == 1
    assert put_letters(letters=[letter(business)], at=at) == 0
    [message] = Message.objects.all()
    assert (
        message.to == PHONE and "Keripik Bu Ani" in message.text and business.code in message.text
    )
    assert Job.objects.filter(task="laju.apps.outbox.tasks.send_due").count() == 1


def test_nothing_is_left_when_the_change_is_taken_back(business, at):
    with transaction.atomic():
        put_letters(letters=[letter(business)], at=at)
        transaction.set_rollback(True)
    assert not Message.objects.exists() and not Job.objects.exists()


def test_at_night_news_waits_for_the_morning_of_the_place(business):
    put_letters(letters=[letter(business)], at=NIGHT)
    [message] = Message.objects.all()
    assert message.send_after - NIGHT == timedelta(hours=10)


def test_who_said_stop_is_passed_over(business, at):
    Wish.objects.create(phone=PHONE, is_stopped=True, said_at=at, how="whatsapp")
    assert put_letters(letters=[letter(business)], at=at) == 0
    answer = Letter(
        notice=Notice.SIGN_IN, once="sign-in:1", fields={"code": "1", "until": "1"}, to=PHONE
    )
    assert put_letters(letters=[answer], at=at) == 1  # an answer to what was just asked


def test_the_number_of_the_business_comes_before_that_of_the_owner(medan):
    both = factories.BusinessFactory(region=medan, phone=PHONE, owner__phone="+6281100000001")
    assert phone_of(both) == PHONE
    both.phone = "kosong"
    assert phone_of(both) == "+6281100000001"


def test_an_owner_with_an_address_only_is_written_to_where_mail_is_set_up(medan, at, settings):
    business = factories.BusinessFactory(region=medan, phone="", owner__phone="")
    Owner.objects.filter(pk=business.owner_id).update(email="ani@contoh.example")
    business.refresh_from_db()
    assert put_letters(letters=[letter(business)], at=at) == 1
    row = Message.objects.get()
    assert (row.to, row.mail, row.status) == ("", "ani@contoh.example", "BY_HAND")
    settings.MAIL_HOST = "surel.contoh.example"
    assert put_letters(letters=[letter(business, once="chosen:2")], at=at) == 1
    row = Message.objects.get(once="chosen:2")
    assert (row.to, row.mail, row.status) == ("", "ani@contoh.example", "DUE")


def test_what_is_meant_for_one_number_goes_to_no_address(medan, at, settings):
    settings.MAIL_HOST = "surel.contoh.example"
    business = factories.BusinessFactory(region=medan)
    Owner.objects.filter(pk=business.owner_id).update(email="ani@contoh.example")
    business.refresh_from_db()
    put_letters(letters=[letter(business, to=PHONE)], at=at)
    assert Message.objects.get().mail == ""


def test_who_has_no_number_is_told_in_person(medan, at):
    silent = factories.BusinessFactory(region=medan, phone="", owner__phone="")
    landline = factories.BusinessFactory(region=medan, phone="", owner__phone="061 456")
    letters = [letter(silent, once="2"), letter(landline, once="3")]
    assert put_letters(letters=letters, at=at) == 2
    assert put_letters(letters=letters, at=at) == 0
    told = Message.objects.values_list("status", "to", "mail")
    assert set(told) == {("BY_HAND", "", "")}
    assert not Job.objects.exists()  # nothing to send
    nobody = Letter(notice=Notice.SIGN_IN, once="x", fields={"code": "1", "until": "1"}, to="061")
    assert put_letters(letters=[nobody], at=at) == 0
