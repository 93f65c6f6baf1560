"""Facts as a buyer reads them: prices, days, dates, and text made safe to show."""

import re
from collections.abc import Sequence
from datetime import date

from laju.core.profile import Opening, Product, Profile

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

# Control characters, marks that turn the direction of the rest of the page round, invisible
# joiners that hide a second name in the first, and halves of a character that UTF-8 refuses.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef"
    + "".join(map(chr, range(0xFFFE, 0x110000, 0x10000)))
    + "".join(map(chr, range(0xFFFF, 0x110000, 0x10000)))
    + "]+"
)
_BLANKS = re.compile(r"\s+")


def shown(text: str, *, limit: int = 160) -> str:
    """Return `text` on one line, without unshowable characters, at most `limit` characters."""
    if not text.isprintable() or "  " in text or len(text) > limit or text[:1] == " ":
        text = _UNSHOWABLE.sub("", text[: limit * 4])
        text = _BLANKS.sub(" ", text).strip()
        if len(text) > limit:
            text = text[: limit - 1].rstrip() + "…"
    return text


def paragraphs(text: str, *, limit: int = 2000) -> list[str]:
    """Return the paragraphs of a longer text, each made showable."""
    parts = (shown(part, limit=limit) for part in text[: limit * 2].splitlines())
    return [part for part in parts if part][:6]


def rupiah(amount: int) -> str:
    """Return an amount as people write it.

    >>> rupiah(12500)
    'Rp12.500'
    """
    return "Rp" + f"{amount:,}".replace(",", ".")


def price_of(product: Product) -> str:
    """Return the price of a product, empty when it is not known."""
    return "" if product.price_rupiah is None else rupiah(product.price_rupiah)


def price_range(profile: Profile) -> str:
    """Return the lowest and highest price the facts give, empty when they give none."""
    prices = [p.price_rupiah for p in profile.products if p.price_rupiah is not None]
    low = profile.price_low_rupiah
    high = profile.price_high_rupiah
    low = low if low is not None else min(prices, default=None)
    high = high if high is not None else max(prices, default=None)
    known = sorted({amount for amount in (low, high) if amount is not None})
    return " – ".join(rupiah(amount) for amount in known)


def long_date(day: date) -> str:
    """Return a date in words.

    >>> long_date(date(2026, 11, 3))
    '3 November 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def opening_table(hours: Sequence[Opening]) -> list[dict[str, str]]:
    """Return days with equal times as one row each; a day without a fact has no row.

    >>> opening_table([Opening(0, "08:00", "17:00"), Opening(1, "08:00", "17:00")])
    [{'days': 'Senin – Selasa', 'times': '08.00 – 17.00'}]
    """
    times: dict[int, list[str]] = {}
    for opening in sorted(hours, key=lambda each: (each.weekday, each.opens)):
        if 0 <= opening.weekday < len(DAYS):
            times.setdefault(opening.weekday, []).append(_span(opening))
    runs: list[tuple[int, int, str]] = []
    for weekday, spans in times.items():
        text = " dan ".join(dict.fromkeys(spans))
        if runs and runs[-1][1] == weekday - 1 and runs[-1][2] == text:
            runs[-1] = (runs[-1][0], weekday, text)
        else:
            runs.append((weekday, weekday, text))
    return [{"days": _days(first, last), "times": text} for first, last, text in runs]


def initials(name: str) -> str:
    """Return one or two letters that stand for a name.

    >>> initials("Keripik Bu Ani"), initials("ulos"), initials("!!!")
    ('KB', 'U', '')
    """
    words = [word for word in re.split(r"[\W_]+", name[:200]) if word]
    return "".join(word[0] for word in words[:2]).upper()[:2]


def _span(opening: Opening) -> str:
    if (opening.opens, opening.closes) == ("00:00", "24:00"):
        return "24 jam"
    times = (shown(time, limit=5).replace(":", ".") for time in (opening.opens, opening.closes))
    return " – ".join(times)


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return "Setiap hari"
    return DAYS[first] if first == last else f"{DAYS[first]} – {DAYS[last]}"
