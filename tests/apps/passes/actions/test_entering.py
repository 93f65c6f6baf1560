import re
from datetime import timedelta

import pytest

from laju.apps.accounts.queries import system_user
from laju.apps.outbox.models import Message
from laju.apps.passes.actions.entering import (
    LIFE,
    MOST_TRIES,
    AccountClosed,
    PassEnded,
    SharedPhone,
    UnknownPhone,
    WrongCode,
    ask_pass,
    enter_by_code,
    enter_by_phone,
    give_pass,
    prove_phone,
)
from laju.apps.passes.models import Pass
from laju.apps.registry.models import Business
from tests import factories

PHONE = "+6281234567890"


@pytest.fixture
def owner(medan):
    return factories.BusinessFactory(region=medan, owner__phone=PHONE, owner__name="Ani").owner


def answer_sent():
    return re.search(r"\d{3} \d{3}", Message.objects.get(notice="SIGN_IN").text)[0]


def proven(at, phone=PHONE):
    made, digits = ask_pass(browser="b", at=at)
    prove_phone(digits=digits, phone=phone, by=system_user(), at=at)
    made.refresh_from_db()
    return made


def test_an_owner_gets_in_with_two_codes_and_finds_the_same_account_again(owner, at):
    made, digits = ask_pass(browser="b", at=at)
    assert digits not in made.code_hash
    prove_phone(digits=digits, phone=PHONE, by=system_user(), at=at)
    user = enter_by_phone(found=made, answer=answer_sent(), by=system_user(), at=at)
    owner.refresh_from_db()
    assert owner.user == user and user.role == "OWNER" and not user.has_usable_password()
    with pytest.raises(PassEnded):  # once
        enter_by_phone(found=made, answer=answer_sent(), by=system_user(), at=at)
    Message.objects.all().delete()
    again = proven(at)
    assert enter_by_phone(found=again, answer=answer_sent(), by=system_user(), at=at) == user


def test_the_number_of_a_business_leads_to_its_owner_too(medan, at):
    shop = factories.BusinessFactory(region=medan, phone=PHONE, owner__phone="")
    user = enter_by_phone(found=proven(at), answer=answer_sent(), by=system_user(), at=at)
    shop.owner.refresh_from_db()
    assert shop.owner.user == user


def test_codes_end_after_ten_minutes(owner, at):
    _made, digits = ask_pass(browser="b", at=at)
    assert prove_phone(digits=digits, phone=PHONE, by=system_user(), at=at + LIFE) is None
    found = proven(at)
    with pytest.raises(PassEnded):
        enter_by_phone(found=found, answer=answer_sent(), by=system_user(), at=at + LIFE)


def test_guessing_ends_after_five_tries_even_with_the_right_code(owner, at):
    found = proven(at)
    right = answer_sent()
    wrong = "000 000" if right != "000 000" else "111 111"
    for _ in range(MOST_TRIES - 1):
        with pytest.raises(WrongCode):
            enter_by_phone(found=found, answer=wrong, by=system_user(), at=at)
    for answer in (wrong, right):
        with pytest.raises(PassEnded):
            enter_by_phone(found=found, answer=answer, by=system_user(), at=at)


def test_a_second_sender_cannot_take_over_a_word_that_was_sent(owner, medan, at):
    factories.BusinessFactory(region=medan, owner__phone="+6281100000009")
    made, digits = ask_pass(browser="b", at=at)
    prove_phone(digits=digits, phone=PHONE, by=system_user(), at=at)
    assert prove_phone(digits=digits, phone="+6281100000009", by=system_user(), at=at) is None
    made.refresh_from_db()
    assert made.phone == PHONE


def test_an_unknown_number_is_told_so_once_a_day_and_nothing_is_proven(db, at):
    for _ in range(3):
        found = proven(at, phone="+6281100000002")
        assert found.proven_at is None
    assert Message.objects.get().notice == "UNKNOWN_PHONE"
    with pytest.raises(PassEnded):
        enter_by_phone(found=found, answer="123456", by=system_user(), at=at)


def test_a_number_of_two_owners_or_of_nobody_any_more_lets_nobody_in(owner, medan, at):
    found = proven(at)
    factories.BusinessFactory(region=medan, phone=PHONE)
    with pytest.raises(SharedPhone):
        enter_by_phone(found=found, answer=answer_sent(), by=system_user(), at=at)
    Message.objects.all().delete()
    found = proven(at)
    type(owner).objects.filter(phone=PHONE).update(phone="")
    Business.objects.filter(phone=PHONE).update(phone="")
    with pytest.raises(UnknownPhone):
        enter_by_phone(found=found, answer=answer_sent(), by=system_user(), at=at)


def test_a_closed_account_stays_closed(owner, at):
    owner.user = factories.UserFactory(role="OWNER", is_active=False)
    owner.save()
    with pytest.raises(AccountClosed):
        enter_by_phone(found=proven(at), answer=answer_sent(), by=system_user(), at=at)


def test_a_helper_lets_the_owner_in_once(owner, at):
    helper = factories.UserFactory(role="FACILITATOR")
    old = give_pass(owner=owner, by=helper, at=at)
    code = give_pass(owner=owner, by=helper, at=at)
    with pytest.raises(PassEnded):  # an earlier code ends with a new one
        enter_by_code(code=old, by=system_user(), at=at)
    typed = f"{code[:4].lower()} {code[4:]}"
    user = enter_by_code(code=typed, by=system_user(), at=at)
    owner.refresh_from_db()
    assert owner.user == user
    with pytest.raises(PassEnded):
        enter_by_code(code=code, by=system_user(), at=at)
    with pytest.raises(WrongCode):
        enter_by_code(code="AAAABBBB", by=system_user(), at=at)
    assert Pass.objects.get(used_at__isnull=False).made_by == helper.username


def test_numbers_are_forgotten_a_day_later(owner, at):
    found = proven(at)
    ask_pass(browser="other", at=at + timedelta(hours=12))
    assert Pass.objects.filter(pk=found.pk).exists()
    ask_pass(browser="other", at=at + timedelta(days=2))
    assert not Pass.objects.filter(pk=found.pk).exists()
