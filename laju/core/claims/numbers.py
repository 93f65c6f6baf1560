"""Finds numbers in a text that are no fact of the business."""

import re
from collections.abc import Iterator, Sequence

from laju.core.claims.rules import Kind
from laju.core.identity.phone import format_phone
from laju.core.notation import format_rupiah
from laju.core.profile import Opening, Profile

THOUSAND = 1000
MILLION = 1_000_000
LONGEST_PRICE = 15
_DIGITS = r"\d(?:[\d.,]*\d)?"  # not the full stop behind: in "Rp1. K" the K begins a sentence
_AMOUNT = re.compile(
    rf"rp\.?\s?({_DIGITS})(?:\s?(ribu|rb|k|juta|jt))?(?!\w)"
    rf"|(?<![\w.,])({_DIGITS})\s?(ribu|rb|juta|jt)(?!\w)"
)
_YEAR = re.compile(
    r"(?:sejak|berdiri|dirintis|mulai|tahun)(?: pada)?(?: tahun)? ((?:19|20)\d\d)(?!\d)"
)
_NUMBER = re.compile(r"\+?\d(?:[\d.,:\-–]*\d)?")
_UNITS = r"(?:se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|beberapa)"
_SPOKEN = re.compile(
    rf"(?<!\w)(?:{_UNITS}[ -]?(?:puluh|belas|ratus|ribu|juta)\w*"
    rf"|(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluhan|belasan)"
    rf" (?:tahun|cabang|orang|generasi|kali|varian|rasa|menu|jenis|macam|toko|gerai|kota|negara))(?!\w)"
)
_SCALES = {"ribu": THOUSAND, "rb": THOUSAND, "k": THOUSAND, "juta": MILLION, "jt": MILLION}


def find_invented_numbers(
    *, text: str, profile: Profile, own_words: str, handles: str = ""
) -> Iterator[tuple[Kind, str]]:
    """Yield every number in `text` (without capitals) that no fact backs.

    `own_words` are the names, notes, units, address and activity, without capitals: a number that
    stands there may be repeated, but not as another price or another year. `handles` are the
    business' accounts, whose numbers are no figures.
    """
    prices = _prices(profile)

    def amount(found: re.Match[str]) -> str:
        if not _is_price(found, prices) and found[0] not in own_words:
            refused.append((Kind.PRICE, found[0]))
        return " "

    def year(found: re.Match[str]) -> str:
        if found[1] != str(profile.founded_year or "") and found[0] not in own_words:
            refused.append((Kind.YEAR, found[0]))
        return " "

    refused: list[tuple[Kind, str]] = []
    rest = _YEAR.sub(year, _AMOUNT.sub(amount, text))
    for known in sorted(_spellings(profile, prices), key=len, reverse=True):
        if known in rest:
            rest = re.sub(rf"(?<![\d.,]){re.escape(known)}(?![.,]?\d)", " ", rest)
    own_numbers = {*_NUMBER.findall(own_words), *_NUMBER.findall(handles)}
    refused += [
        (Kind.NUMBER, number) for number in _NUMBER.findall(rest) if number not in own_numbers
    ]
    refused += [
        (Kind.NUMBER, found[0]) for found in _SPOKEN.finditer(rest) if found[0] not in own_words
    ]
    yield from refused


def _prices(profile: Profile) -> frozenset[int]:
    stated = [product.price_rupiah for product in profile.products]
    stated += [profile.price_low_rupiah, profile.price_high_rupiah]
    return frozenset(price for price in stated if price is not None)


def _is_price(found: re.Match[str], prices: frozenset[int]) -> bool:
    written = found[1] or found[3]
    digits = re.sub(r"[.,]", "", re.sub(r",00?$", "", written))
    if len(digits) > LONGEST_PRICE:
        return False
    return int(digits) * _SCALES.get(found[2] or found[4] or "", 1) in prices


def _spellings(profile: Profile, prices: frozenset[int]) -> Iterator[str]:
    """Yield every way the known numbers may be written."""
    for price in prices:
        yield from (str(price), format_rupiah(price).removeprefix("Rp"))
        yield f"{price:,}"  # as English writes it
        for word, scale in _SCALES.items():
            if price and price % scale == 0:
                yield from (f"{price // scale} {word}", f"{price // scale}{word}")
    yield from _phone_spellings(profile.phone)
    if profile.founded_year:
        yield str(profile.founded_year)
    if profile.employees:
        yield from (f"{profile.employees} {person}" for person in ("orang", "people"))
    if profile.lead_days:
        yield from (f"{profile.lead_days} {day}" for day in ("hari", "days", "day"))
    yield from _hour_spellings(profile.hours)
    if len(profile.products) > 1:
        counted = ("produk", "pilihan", "menu", "products")
        yield from (f"{len(profile.products)} {word}" for word in counted)
    yield profile.code.lower()
    yield from (permit.number.lower() for permit in profile.permits if permit.number)


def _phone_spellings(phone: str) -> Iterator[str]:
    if phone:
        read = format_phone(phone)
        local = read.replace("-", "")
        yield from (phone, phone.removeprefix("+"), read, local)
        yield from (read.replace("-", " "), read.replace("-", "."))


def _hour_spellings(hours: Sequence[Opening]) -> Iterator[str]:
    for opening in hours:
        for moment in (opening.opens, opening.closes):
            yield from (moment, moment.replace(":", "."))
        span = f"{opening.opens}–{opening.closes}"
        yield from (span, span.replace("–", "-"))
        yield from (span.replace(":", "."), span.replace(":", ".").replace("–", "-"))
        if (opening.opens, opening.closes) == ("00:00", "24:00"):
            yield from ("24 jam", "24 hours")
