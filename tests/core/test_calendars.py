"""Calendars can be read back, whatever the words in them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.calendars import Event, NaiveStamp, format_ics

STAMP = datetime(2027, 1, 1, 8, 0, tzinfo=timezone(timedelta(hours=7)))


def read(ics):
    """A small reader of RFC 5545: unfold, split, unescape."""
    assert ics.endswith(b"\r\n")
    lines = ics.decode().replace("\r\n ", "").split("\r\n")[:-1]
    events = []
    for line in lines:
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line)
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name != "END":
            unescaped = re.sub(r"\\(.)", lambda mark: "\n" if mark[1] in "nN" else mark[1], value)
            events[-1][name.partition(";")[0]] = unescaped
    return lines, events


def plain(text):
    text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]", "", text)


texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=200)


@given(name=texts, title=texts, text=texts.filter(plain))
def test_format_ics_can_be_read_back(name, title, text):
    event = Event(key="LJ-1/2027-01-05", starts=STAMP, title=title, text=text)
    ics = format_ics(name=name, events=[event], stamp=STAMP)
    assert all(len(line) <= 75 for line in ics.split(b"\r\n"))
    lines, (found,) = read(ics)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert found["SUMMARY"] == plain(title)
    assert found["DESCRIPTION"] == plain(text)
    assert found["DTSTART"] == "20270101T010000Z"


def test_format_ics_keeps_the_uid_of_a_key():
    def uid(key, title):
        event = Event(key=key, starts=STAMP, title=title)
        return read(format_ics(name="x", events=[event], stamp=STAMP))[1][0]["UID"]

    assert uid("a", "lama") == uid("a", "baru")
    assert uid("a", "lama") != uid("b", "lama")


def test_format_ics_writes_whole_days_and_no_alarm():
    event = Event(key="a", starts=date(2027, 12, 31), title="Tutup", url="https://x\r\nEVIL:1")
    ics = format_ics(name="x", events=[event], stamp=STAMP)
    assert b"DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101" in ics
    assert b"VALARM" not in ics
    assert b"\r\nEVIL" not in ics


def test_format_ics_refuses_a_time_without_zone():
    with pytest.raises(NaiveStamp) as refused:
        format_ics(
            name="x",
            events=[Event(key="a", starts=datetime(2027, 1, 1), title="t")],  # noqa: DTZ001
            stamp=datetime(2027, 1, 1, tzinfo=UTC),
        )
    assert refused.value.remedy
