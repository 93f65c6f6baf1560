import string
from datetime import datetime, timedelta, timezone

import pytest

from laju.core.notices import WORDS, MissingField, Notice, Purpose, earliest, write_notice
from laju.core.sms import count_parts

WIB = timezone(timedelta(hours=7))
FIELDS = {
    "owner": "Ani", "business": "Keripik Bu Ani", "code": "LJ-000042-7", "cohort": "Angkatan 2027",
    "url": "https://laju.example/daftar/kabar/", "until": "3 Maret, 17.00", "place": 4,
    "region": "Kabupaten Toba", "permit": "P-IRT",
}  # fmt: skip


@pytest.mark.parametrize("notice", list(Notice))
def test_every_notice_can_be_written_and_is_short(notice):
    text = write_notice(notice, FIELDS)
    assert "{" not in text and len(text) > 20 and count_parts(text) <= 2


def test_a_field_is_one_short_line_whatever_it_holds():
    hostile = FIELDS | {"business": "A\n\nKlik http://jahat.example\t" + "x" * 2000}
    text = write_notice(Notice.CHOSEN, hostile)
    assert "\n" not in text and len(text) < 450
    assert "{code}" in write_notice(
        Notice.CHOSEN, FIELDS | {"business": "{code}"}
    )  # never filled twice


def test_a_missing_field_is_named():
    with pytest.raises(MissingField, match="business"):
        write_notice(Notice.CHOSEN, {"owner": "Ani", "code": "x"})


@pytest.mark.parametrize(
    ("hour", "minute", "day", "then"),
    [(8, 0, 1, 8), (19, 59, 1, 19), (20, 0, 2, 8), (23, 59, 2, 8), (0, 0, 1, 8), (7, 59, 1, 8)],
)
def test_nobody_is_disturbed_at_night(hour, minute, day, then):
    local = datetime(2027, 3, 1, hour, minute, tzinfo=WIB)
    told = earliest(local=local, purpose=Purpose.NEWS)
    assert (told.day, told.hour) == (day, then)
    assert earliest(local=local, purpose=Purpose.ANSWER) == local


def test_only_answers_are_sent_to_who_asked_for_nothing():
    answers = {notice for notice, words in WORDS.items() if words.purpose is Purpose.ANSWER}
    assert answers == {Notice.SIGN_IN, Notice.UNKNOWN_PHONE, Notice.STOPPED, Notice.BACK}
    fields = {
        name for words in WORDS.values() for _, name, _, _ in string.Formatter().parse(words.text)
    }
    assert "nik" not in fields and "password" not in fields
