import pytest

from laju.apps.passes.codes import LETTERS, START, STOP, hash_of, new_digits, new_letters, word_in


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("MASUK 482193", "482193"),
        ("masuk 482 193", "482193"),
        ("Masuk: 482-193.", "482193"),
        ("Halo kak, MASUK 482193 ya", "482193"),
        ("MASUK 4821", ""),
        ("MASUK 4821930", ""),
        ("482193", ""),
        ("TERMASUK 482193", ""),
        ("", ""),
    ],
)
def test_the_word_is_found_however_it_is_typed(text, digits):
    assert word_in(text) == digits


def test_stop_and_start_stand_alone():
    assert STOP.match(" Berhenti. ") and STOP.match("stop") and START.match("mulai!")
    assert not STOP.match("jangan berhenti") and not START.match("mulai kapan?")


def test_codes_have_no_look_alikes_and_differ():
    assert not set(LETTERS) & set("ILOSZ0125")
    codes = {new_letters() for _ in range(200)}
    assert len(codes) == 200 and all(len(code) == 8 for code in codes)
    assert all(len(new_digits()) == 6 for _ in range(50))


def test_a_hash_forgives_spaces_and_case_but_not_another_use():
    assert hash_of("abcd efgh", use="x") == hash_of("ABCDEFGH", use="x")
    assert hash_of("ABCDEFGH", use="x") != hash_of("ABCDEFGH", use="y")
