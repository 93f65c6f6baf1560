import json

import pytest

from laju.engines.passkeys import BadPasskey, Passkeys, identity_in
from tests.engines.authenticator import Device

ORIGIN = "https://laju.example.go.id"


@pytest.fixture
def place():
    return Passkeys(host="laju.example.go.id", origin=ORIGIN, name="Laju")


def make(place, device, known=()):
    asked, state = place.ask_to_make(handle=b"7", account="rina", name="Rina", known=known)
    return place.made(state=state, answer=device.make(json.loads(json.dumps(asked))))


def test_a_passkey_is_made_and_used(place):
    device = Device(ORIGIN)
    made = make(place, device)
    for uses in (1, 2):
        asked, state = place.ask_to_sign()
        answer = device.sign(json.loads(json.dumps(asked)))
        assert identity_in(answer) == made.identity
        assert place.signed(state=state, answer=answer, data=made.data, count=uses - 1) == uses


def test_a_device_is_told_what_it_has_already(place):
    made = make(place, Device(ORIGIN))
    asked, _ = place.ask_to_make(handle=b"7", account="rina", name="Rina", known=[made.data])
    assert len(asked["publicKey"]["excludeCredentials"]) == 1
    assert asked["publicKey"]["authenticatorSelection"]["userVerification"] == "required"


@pytest.mark.parametrize(
    "device",
    [Device("https://laju.example.com"), Device(ORIGIN, is_verifying=False)],
    ids=["another place", "nobody was verified"],
)
def test_a_device_that_proves_too_little_is_refused(place, device):
    with pytest.raises(BadPasskey):
        make(place, device)


def test_an_answer_counts_for_its_own_question_only(place):
    device = Device(ORIGIN)
    made = make(place, device)
    asked, _ = place.ask_to_sign()
    _, other = place.ask_to_sign()
    with pytest.raises(BadPasskey):
        place.signed(state=other, answer=device.sign(asked), data=made.data, count=0)


def test_a_copy_shows_by_its_count(place):
    device = Device(ORIGIN)
    made = make(place, device)
    asked, state = place.ask_to_sign()
    with pytest.raises(BadPasskey, match="copied"):
        place.signed(state=state, answer=device.sign(asked), data=made.data, count=5)


def test_another_key_does_not_sign_for_this_one(place):
    device = Device(ORIGIN)
    made = make(place, device)
    thief = Device(ORIGIN, identity=device.identity)
    asked, state = place.ask_to_sign()
    with pytest.raises(BadPasskey):
        place.signed(state=state, answer=thief.sign(asked), data=made.data, count=0)


@pytest.mark.parametrize(
    "answer", [{}, [], "x", None, 3, {"id": 1}, {"rawId": "!", "response": {}}]
)
def test_hostile_answers_are_refused(place, answer):
    _, state = place.ask_to_sign()
    made = make(place, Device(ORIGIN))
    assert identity_in(answer) == ""
    with pytest.raises(BadPasskey):
        place.signed(state=state, answer=answer, data=made.data, count=0)
    with pytest.raises(BadPasskey):
        place.made(state=state, answer=answer)
