import pyotp
import pytest

from laju.apps.ledger.models import Entry
from laju.apps.ledger.recording import NotAllowed
from laju.apps.passes import queries
from laju.apps.passes.actions import factors
from laju.apps.passes.models import Factor, SpareCode
from laju.engines.one_time import new_secret
from laju.engines.passkeys import Passkeys, identity_in
from tests.engines.authenticator import Device
from tests.factories import UserFactory

ORIGIN = "https://laju.example.go.id"
PLACE = Passkeys(host="laju.example.go.id", origin=ORIGIN, name="Laju")


def add_app(user, at, name="HP kantor"):
    secret = new_secret()
    code = pyotp.TOTP(secret).at(at)
    factors.add_codes(name=name, secret=secret, code=code, by=user, at=at)
    return secret


def add_key(user, at):
    device = Device(ORIGIN)
    asked, state = PLACE.ask_to_make(handle=b"1", account="a", name="A", known=[])
    made = PLACE.made(state=state, answer=device.make(asked))
    factors.add_passkey(name="Laptop", made=made, by=user, at=at)
    return device


def sign(device, at):
    asked, state = PLACE.ask_to_sign()
    answer = device.sign(asked)
    return factors.prove_passkey(
        place=PLACE, state=state, answer=answer, identity=identity_in(answer), at=at
    )


def test_an_app_is_added_once_it_proves_its_secret(agency, at):
    with pytest.raises(factors.WrongSecondCode):
        factors.add_codes(name="", secret=new_secret(), code="000000", by=agency, at=at)
    assert not queries.has_second_step(user=agency)
    secret = add_app(agency, at, name="  ")
    row = Factor.objects.get()
    assert (row.name, secret.encode() in bytes(row.secret)) == ("Aplikasi kode", False)
    assert Entry.objects.get().action == "passes.add_codes"
    assert secret not in str(Entry.objects.values())


def test_a_code_counts_once_and_not_the_one_that_added(agency, at):
    secret = add_app(agency, at)
    totp = pyotp.TOTP(secret)
    with pytest.raises(factors.WrongSecondCode):
        factors.prove_code(user=agency, code=totp.at(at), at=at)
    later = at.replace(minute=5)
    factors.prove_code(user=agency, code=totp.at(later), at=later)
    with pytest.raises(factors.WrongSecondCode):
        factors.prove_code(user=agency, code=totp.at(later), at=later)


def test_codes_of_one_person_are_nothing_for_another(agency, reader, at):
    totp = pyotp.TOTP(add_app(agency, at))
    add_app(reader, at)
    later = at.replace(minute=5)
    with pytest.raises(factors.WrongSecondCode):
        factors.prove_code(user=reader, code=totp.at(later), at=later)


def test_codes_on_paper_count_once_and_end_with_new_ones(agency, at):
    add_app(agency, at)
    codes = factors.renew_spares(by=agency, at=at)
    assert len(set(codes)) == factors.SPARES
    assert not SpareCode.objects.filter(code_hash__in=codes).exists()
    factors.prove_code(user=agency, code=codes[0].lower(), at=at)
    with pytest.raises(factors.WrongSecondCode):
        factors.prove_code(user=agency, code=codes[0], at=at)
    assert queries.spares_left(user=agency) == factors.SPARES - 1
    factors.renew_spares(by=agency, at=at)
    with pytest.raises(factors.WrongSecondCode):
        factors.prove_code(user=agency, code=codes[1], at=at)


def test_a_passkey_signs_for_its_person(agency, reader, at):
    device = add_key(agency, at)
    add_key(reader, at)
    assert sign(device, at) == agency
    assert sign(device, at) == agency
    device.count = 0  # a copy that counts for itself
    with pytest.raises(factors.WrongPasskey):
        sign(device, at)


def test_an_unknown_passkey_and_a_closed_account_get_nobody_in(agency, at):
    with pytest.raises(factors.WrongPasskey):
        sign(Device(ORIGIN), at)
    device = add_key(agency, at)
    agency.is_active = False
    agency.save()
    with pytest.raises(factors.WrongPasskey):
        sign(device, at)


def test_an_answer_without_identity_is_of_nobody(agency, at):
    add_app(agency, at)  # has no identity either
    _, state = PLACE.ask_to_sign()
    with pytest.raises(factors.WrongPasskey):
        factors.prove_passkey(place=PLACE, state=state, answer={}, identity="", at=at)


def test_one_is_taken_away_and_the_paper_goes_with_the_last(agency, reader, at):
    add_app(agency, at)
    add_key(agency, at)
    factors.renew_spares(by=agency, at=at)
    first, second = queries.factors_of(user=agency)
    factors.remove_factor(factor=first, by=reader, at=at)  # not hers
    assert queries.factors_of(user=agency).count() == 2
    factors.remove_factor(factor=first, by=agency, at=at)
    assert queries.spares_left(user=agency) == factors.SPARES
    factors.remove_factor(factor=second, by=agency, at=at)
    assert (queries.has_second_step(user=agency), queries.spares_left(user=agency)) == (False, 0)


def test_not_more_than_ten(agency, at):
    for _ in range(factors.MOST_FACTORS):
        add_app(agency, at)
    with pytest.raises(factors.TooManyFactors):
        add_app(agency, at)


def test_assessors_guard_their_account_and_owners_have_none(assessor, owner, at):
    add_app(assessor, at)
    with pytest.raises(NotAllowed):
        add_app(owner, at)


def test_the_office_can_take_all_away(at, db):
    user = UserFactory(role="AGENCY")
    add_app(user, at)
    factors.renew_spares(by=user, at=at)
    assert factors.forget_second_step(user=user) == 1
    assert queries.spares_left(user=user) == 0


def test_another_key_of_the_installation_opens_nothing(agency, at, settings):
    totp = pyotp.TOTP(add_app(agency, at))
    settings.SECRET_KEY = "lain"
    later = at.replace(minute=5)
    with pytest.raises(factors.WrongSecondCode):
        factors.prove_code(user=agency, code=totp.at(later), at=later)
