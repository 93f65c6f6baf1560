"""Opening hours as people write them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from laju.core.profile import Opening

DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_DAYS = {
    "senin": 0, "senen": 0, "sen": 0, "selasa": 1, "sel": 1, "rabu": 2, "rab": 2, "kamis": 3, "kam": 3, "jumat": 4,
    "jum": 4, "sabtu": 5, "sab": 5, "minggu": 6, "ahad": 6, "min": 6, "mgg": 6,
}  # fmt: skip
_GROUPS = {
    "setiap hari": range(7), "tiap hari": range(7), "everyday": range(7), "semua hari": range(7),
    "hari kerja": range(5), "akhir pekan": (5, 6), "weekday": range(5), "weekend": (5, 6),
}  # fmt: skip
_PARTS = {"pagi": 0, "siang": 12, "sore": 12, "malam": 12}
_NOISE = re.compile(
    r"\b(?:pukul|jam(?!\b\s*$)|pkl|wib|wita|wit|buka|hari|dari|mulai|operasional|setiap|tiap|open|jam)\b[:.]*",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?P<all>24\s*jam)|(?P<group>"
    + "|".join(_GROUPS)
    + r")|(?P<closed>tutup|libur|close[d]?)|(?P<but>kecuali)"
    r"|(?P<day>\b(?:" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")\b)"
    r"|(?P<time>\d{1,2}(?:[.:]\d{2})?(?:[.:]00)?(?:\s*(?:pagi|siang|sore|malam))?)|(?P<to>-)|(?P<end>;)|(?P<and>,)"
)
_EMPTY = "Kolom jam buka kosong."
_UNREAD = "Jam buka tidak terbaca; tulis misalnya “Senin - Sabtu 08.00-17.00”."
_ONLY_CLOSED = "Hanya hari tutup yang disebut, jam bukanya belum."
_OPEN_END = "Jam tutup tidak disebut."
_NO_SUCH = "Jam {text} tidak ada."


@dataclass(frozen=True, slots=True)
class Hours:
    """Openings in the order of the week, or why there are none."""

    openings: tuple[Opening, ...] = ()
    reason: str = ""


_Span = tuple[int, int]  # minutes from midnight
_MIDNIGHT = 1440


class _Unreadable(Exception):
    pass


def read_hours(text: str) -> Hours:
    """Read one cell of opening hours; after midnight belongs to the next day.

    >>> [(o.weekday, o.opens, o.closes) for o in read_hours("Sabtu-Minggu 08.00 s/d 17.00 WIB").openings]
    [(5, '08:00', '17:00'), (6, '08:00', '17:00')]
    >>> format_hours(read_hours("Setiap hari 07:00-21:00, Minggu tutup").openings)
    'Senin–Sabtu 07.00–21.00, Minggu tutup'
    """
    plain = _plain(text)
    if not plain.strip("-,;. "):
        return Hours(reason=_EMPTY)
    try:
        spans = _spans(list(_tokens(plain)))
    except _Unreadable as error:
        return Hours(reason=str(error))
    openings = sorted(_openings(spans), key=lambda opening: (opening.weekday, opening.opens))
    return Hours(tuple(dict.fromkeys(openings))) if openings else Hours(reason=_ONLY_CLOSED)


def format_hours(openings: Sequence[Opening]) -> str:
    """Write opening hours for people, days with equal hours together; "" when nothing is known."""
    if not openings:
        return ""
    by_day = [
        _ranges(opening for opening in openings if opening.weekday == day) for day in range(7)
    ]
    parts = []
    for said, days in groupby(range(7), key=lambda day: by_day[day]):
        run = list(days)
        name = DAY_NAMES[run[0]] if len(run) == 1 else f"{DAY_NAMES[run[0]]}–{DAY_NAMES[run[-1]]}"
        parts.append(f"{'Setiap hari' if len(run) == len(DAY_NAMES) else name} {said or 'tutup'}")
    return ", ".join(parts)


def _ranges(openings: Iterable[Opening]) -> str:
    spans = [(opening.opens, opening.closes) for opening in sorted(openings, key=lambda o: o.opens)]
    if spans == [("00:00", "24:00")]:
        return "24 jam"
    return " dan ".join(f"{a}–{b}".replace(":", ".") for a, b in spans)


def _plain(text: str) -> str:
    plain = re.sub(r"['’`]", "", text.casefold())
    plain = re.sub(
        r"\b(?:hari )?(?:libur nasional|tanggal merah|hari besar)(?: tutup| libur| buka)?",
        " ",
        plain,
    )
    plain = re.sub(
        r"\bs\s*[./]?\s*d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|[–—~]|\bto\b", "-", plain
    )
    plain = re.sub(r"\bdan\b|[&+/()]|\bserta\b", ",", plain)
    return re.sub(r"[\n|;]|\.\s*$", ";", plain)


def _tokens(plain: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(plain):
        if plain[position].isspace() or plain[position] in ":.":
            position += 1
            continue
        match = _TOKEN.match(plain, position)
        if match is None:
            noise = _NOISE.match(plain, position)
            if noise is None:
                raise _Unreadable(
                    _OPEN_END if plain.startswith(("selesai", "habis"), position) else _UNREAD
                )
            position = noise.end()
            continue
        yield str(match.lastgroup), match.group()
        position = match.end()


def _spans(tokens: list[tuple[str, str]]) -> dict[int, list[_Span]]:
    """Walk over days and times; return minutes from midnight by weekday."""
    week: dict[int, list[_Span]] = {}
    days: list[int] = []
    is_told = True  # the days at hand have been given their hours
    loose: list[_Span] = []  # hours told before any day
    removed: set[int] = set()
    index = 0
    while index < len(tokens):
        kind = tokens[index][0]
        if kind in {"day", "group"}:
            found, index = _days(tokens, index)
            days, is_told = (found if is_told else days + found), False
            if loose and not any(k in {"time", "all", "closed"} for k, _ in tokens[index:]):
                week.update({day: list(loose) for day in found})
            continue
        if kind in {"closed", "but"}:
            index, days, is_told = _close(tokens, index, days, is_told, removed)
            continue
        if kind in {"time", "all"}:
            span, index = ((0, _MIDNIGHT), index + 1) if kind == "all" else _times(tokens, index)
            if not days:
                loose.append(span)
            for day in days:
                week[day] = [*week.get(day, []), span] if is_told else [span]
            is_told = True
            continue
        if kind == "to":
            raise _Unreadable(_UNREAD)
        index += 1
    return _finished(week, loose, removed, untold=days if not is_told else [])


def _finished(
    week: dict[int, list[_Span]], loose: list[_Span], removed: set[int], *, untold: list[int]
) -> dict[int, list[_Span]]:
    """Hours without a day hold every day; days without hours make the text unreadable."""
    if loose and not week:
        week = {day: list(loose) for day in range(7)}
    elif untold and not loose:
        raise _Unreadable(_UNREAD)
    return {day: spans for day, spans in week.items() if day not in removed}


def _days(tokens: list[tuple[str, str]], index: int) -> tuple[list[int], int]:
    kind, text = tokens[index]
    if kind == "group":
        return list(_GROUPS[text]), index + 1
    first = _DAYS[text]
    if [k for k, _ in tokens[index + 1 : index + 3]] == ["to", "day"]:
        last = _DAYS[tokens[index + 2][1]]
        return [(first + step) % 7 for step in range((last - first) % 7 + 1)], index + 3
    return [first], index + 1


def _close(
    tokens: list[tuple[str, str]], index: int, days: list[int], is_told: bool, removed: set[int]
) -> tuple[int, list[int], bool]:
    """Take days out: "Minggu tutup", "tutup Minggu", "kecuali Jumat"."""
    if tokens[index][0] == "closed" and not is_told:
        removed.update(days)
        return index + 1, [], True
    index += 1
    groups: list[tuple[int, list[int]]] = []
    while index < len(tokens) and tokens[index][0] in {"day", "group", "and"}:
        if tokens[index][0] == "and":
            index += 1
            continue
        start = index
        found, index = _days(tokens, index)
        groups.append((start, found))
    if len(groups) > 1 and index < len(tokens) and tokens[index][0] in {"time", "all"}:
        index = groups.pop()[0]  # "tutup Minggu, Senin-Sabtu 8-17": the last days have hours
    for _, found in groups:
        removed.update(found)
    return index, days, is_told


def _times(tokens: list[tuple[str, str]], index: int) -> tuple[tuple[int, int], int]:
    if [k for k, _ in tokens[index + 1 : index + 3]] != ["to", "time"]:
        raise _Unreadable(_OPEN_END)
    opens, closes = _minutes(tokens[index][1]), _minutes(tokens[index + 2][1])
    if opens in {closes, _MIDNIGHT}:
        raise _Unreadable(_UNREAD)
    return (opens, closes), index + 3


def _minutes(text: str) -> int:
    match = re.match(r"(\d{1,2})(?:[.:](\d{2}))?", text)
    hour, minute = int(match[1]), int(match[2] or 0)  # type: ignore[index]
    part = next((part for part in _PARTS if part in text), "pagi")
    if hour < 12 and not (part == "siang" and hour > 9):  # noqa: PLR2004 - "11 siang" is 11:00
        hour += _PARTS[part]
    elif hour == 12 and part == "malam":  # noqa: PLR2004
        hour = 24
    if hour > 24 or minute > 59 or (hour == 24 and minute):  # noqa: PLR2004
        raise _Unreadable(_NO_SUCH.format(text=text.strip()))
    return hour * 60 + minute


def _openings(week: dict[int, list[_Span]]) -> Iterator[Opening]:
    for day, spans in week.items():
        for opens, closes in spans:
            if closes > opens:
                yield Opening(day, _clock(opens), _clock(closes))
                continue
            yield Opening(day, _clock(opens), "24:00")
            if closes:
                yield Opening((day + 1) % 7, "00:00", _clock(closes))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
