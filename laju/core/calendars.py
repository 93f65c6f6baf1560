"""Writes calendars as iCalendar files (RFC 5545)."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from laju.core.errors import DomainError

FOLD_OCTETS = 75
MAKER = "-//Laju//Kalender unggahan//ID"


class NaiveStamp(DomainError):
    message = "Waktu pembuatan kalender tidak menyebut zona waktunya."
    remedy = "Berikan waktu dengan zona, misalnya WIB."
    status = 422


@dataclass(frozen=True, slots=True)
class Event:
    """One entry; `starts` is an aware moment, or a date for a whole day.

    `key` makes the entry recognisable: the same key replaces the entry in the reader's calendar.
    """

    key: str
    starts: datetime | date
    title: str
    text: str = ""
    minutes: int = 15
    url: str = ""


def format_ics(*, name: str, events: Iterable[Event], stamp: datetime) -> bytes:
    """Return a calendar as UTF-8 bytes, the same bytes for the same arguments, without alarms.

    Raises NaiveStamp when `stamp` or the start of an event has no time zone.
    Source: RFC 5545 sections 3.1 (folding), 3.3.11 (escaping), 3.6.1 (events).

    >>> format_ics(name="Laju", events=[], stamp=datetime(2027, 1, 1, tzinfo=UTC))[:15]
    b'BEGIN:VCALENDAR'
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{MAKER}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escape(name)}",
        "X-WR-TIMEZONE:Asia/Jakarta",
    ]
    for event in events:
        lines += _event_lines(event, stamp=_utc(stamp))
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line) for line in lines)


def _event_lines(event: Event, *, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(event.key.encode('utf-8', 'replace')).hexdigest()[:32]}@laju"
    yield f"DTSTAMP:{stamp}"
    if isinstance(event.starts, datetime):
        yield f"DTSTART:{_utc(event.starts)}"
        yield f"DTEND:{_utc(event.starts + timedelta(minutes=max(event.minutes, 1)))}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.starts + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escape(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{_escape(event.text)}"
    if event.url:
        # A URI is no TEXT value: it is not escaped, so nothing that could end the line may stay.
        yield f"URL:{re.sub(r'[^!-~]', '', event.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise NaiveStamp
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escape(text: str) -> str:
    plain = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    plain = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]", "", plain)
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(mark, written)
    return plain


def _fold(line: str) -> bytes:
    """Break a line after at most 75 octets, never inside a character."""
    rest = line.encode("utf-8", "replace")
    folded = bytearray()
    room = FOLD_OCTETS
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:  # the next octet would go on with a character  # noqa: PLR2004
            cut -= 1
        folded += rest[:cut] + b"\r\n "
        rest = rest[cut:]
        room = FOLD_OCTETS - 1
    return bytes(folded + rest + b"\r\n")
