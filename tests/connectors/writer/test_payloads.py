"""What goes out holds no person; what comes back is read with care."""

import json

import pytest

from laju.connectors.writer.fake import envelope
from laju.connectors.writer.payloads import BadAnswer, read_answer, request_of
from laju.core.profile import Tone
from laju.core.writing import Sentence

WANTED = {"tagline": 200, "about": 900}


def test_request_of_tells_facts_texts_tone_and_what_was_refused():
    body = request_of(model="m", facts={"nama": "Dapur"}, wanted=WANTED, tone=Tone.MEDAN)
    told = json.loads(body["messages"][1]["content"])
    assert (told["fakta"], told["teks"]) == ({"nama": "Dapur"}, WANTED)
    assert "Medan" in told["gaya"]
    assert len(body["messages"]) == 2
    again = request_of(model="m", facts={}, wanted=WANTED, refused={"about": ["kata"] * 20})
    assert len(json.loads(again["messages"][2]["content"])["ditolak"]["about"]) == 8


def test_read_answer_keeps_what_was_asked_for_only():
    said = {
        "about": [{"text": "Satu.", "facts": ["nama"]}, {"text": "Dua."}],
        "owner_name": [{"text": "Ani", "facts": []}],
        "tagline": "bukan daftar",
    }
    assert read_answer(envelope(said), wanted=WANTED) == {
        "about": (Sentence("Satu.", ("nama",)), Sentence("Dua.", ()))
    }


def test_read_answer_cuts_what_never_ends():
    said = {"about": [{"text": "a" * 5_000, "facts": ["x"] * 99}] * 99}
    found = read_answer(envelope(said), wanted=WANTED)["about"]
    assert len(found) == 12
    assert len(found[0].text) == 1_000
    assert len(found[0].facts) == 12


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Tentu! Berikut teksnya:",
        b"[]",
        b"null",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": "Tentu! {"}}]}',
        b'{"choices": [{"message": {"content": "[1]"}}]}',
        b"\xff\xfe",
        envelope({"about": [{"facts": []}]}),
        envelope({"about": [{"text": 3}]}),
        envelope({"about": ["Satu."]}),
        envelope({"about": [{"text": "Satu.", "facts": "nama"}]}),
        envelope(["about"]),
        b"[" * 100_000,
    ],
)
def test_read_answer_refuses_what_is_no_answer(body):
    with pytest.raises(BadAnswer):
        read_answer(body, wanted=WANTED)
