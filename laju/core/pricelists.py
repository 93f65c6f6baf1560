"""Prices as an office cell lists them, and the product each belongs to; in doubt to none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from laju.core.indonesian import clean_text
from laju.core.money import read_money

LONGEST_TEXT = 600
LEAST_RUPIAH = 100  # a smaller number is a count, a weight or "15" for 15 thousand: in doubt
_MEASURE = r"(?:kg|gr?|gram|ons|ml|ltr?|liter|cm|meter|m2?|pcs|buah|orang|lusin)\b"
_RUPIAH = r"(?:rp\.?\s*)?\d{1,3}(?:\.\d{3})+(?!\d)|(?:rp\.?\s*)?\d{4,}"
# A comma before a blank, after a letter or before a whole amount parts prices: "1,5 jt" stays.
_SPLIT = re.compile(
    rf"[;|\n•]|,(?=\s)|(?<=[a-z-]),(?=\S)|(?<=\d),(?={_RUPIAH})"
    rf"|/(?=\s*(?:rp|\d))(?!\s*\d+\s*{_MEASURE})|\s(?:dan|atau|&)\s(?=\s*(?:rp|\d))",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"(?:\brp\.?\s*)?\d[\d.,]*+(?!\s*{_MEASURE})(?:\s*(?:rb|rbu|ribu|k|jt|jta|juta)(?:an)?\b)?-?(?=\W|$)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s*(?:-|–|—|~|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*", re.IGNORECASE
)
_UNIT = re.compile(r"(?:/|\bper\b|\bse(?=kilo|bungkus|porsi|lusin))\s*(.{1,40})$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+")
_GENERIC = re.compile(
    r"\b(?:harga\w*|hrg|rp|idr|rupiah|jual|satuan|produk|seharga|@|ini|nya)\b\.?|[^\w\s]",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:mulai|start|min(?:imal|imum)?|maks(?:imal|imum)?|dari|antara|kisaran|sekitar|kira|diskon|ongkir|"
    r"modal|omz?et|pendapatan)\b",
    re.IGNORECASE,
)


_PRICED_NAME = re.compile(
    rf"(?P<name>.*?\S)\s*[-:=@]?\s+"
    rf"(?P<price>rp\.?\s*\d[\d.]*(?:\s*(?:rb|ribu|k|jt|juta))?|{_RUPIAH}"
    rf"|\d+(?:,\d+)?\s*(?:rb|ribu|k|jt|juta))(?:,-|,00)?"
    rf"(?:\s*(?:/|per\s)\s*(?P<unit>[^\d/]{{1,30}}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ListedPrice:
    """One price on a list: whole rupiah from low to high, "" where no label or unit stands."""

    low_rupiah: int
    high_rupiah: int
    unit: str = ""
    label: str = ""
    is_exact: bool = True

    @property
    def rupiah(self) -> int | None:
        """Return the amount when it is one amount and no bound."""
        return self.low_rupiah if self.is_exact and self.low_rupiah == self.high_rupiah else None


@dataclass(frozen=True, slots=True)
class Tag:
    """The price of one product; None when the list does not say it beyond doubt."""

    rupiah: int | None = None
    unit: str = ""


def list_prices(*, text: str) -> tuple[ListedPrice, ...]:
    """Return the prices a cell lists, in order; () as soon as one part cannot be read.

    >>> [(p.rupiah, p.unit, p.label) for p in list_prices(text="15rb/bungkus, 25rb")]
    [(15000, 'bungkus', ''), (25000, '', '')]
    >>> [(p.rupiah, p.label) for p in list_prices(text="Galon isi ulang Rp7.000,-, minyak 19500")]
    [(7000, 'galon isi ulang'), (19500, 'minyak')]
    """
    parts = [part for part in _SPLIT.split(text[:LONGEST_TEXT]) if part.strip(" .,-")]
    prices = [_read(part) for part in parts]
    return tuple(p for p in prices if p) if all(prices) else ()


def match_prices(*, names: Sequence[str], text: str) -> tuple[Tag, ...]:
    """Return one tag per product name: by label where the list has labels, else by order.

    By order only where there are as many prices as names; one product and one price belong
    together whatever the label.

    >>> match_prices(names=["Keripik", "Kacang"], text="Rp15.000; 20.000")
    (Tag(rupiah=15000, unit=''), Tag(rupiah=20000, unit=''))
    >>> match_prices(names=["Keripik", "Kacang"], text="kacang 20rb per kg, keripik 15rb")
    (Tag(rupiah=15000, unit=''), Tag(rupiah=20000, unit='kg'))
    >>> match_prices(names=["Keripik", "Kacang"], text="15.000")
    (Tag(rupiah=None, unit=''), Tag(rupiah=None, unit=''))
    """
    prices = list_prices(text=text)
    if len(prices) == len(names) == 1:
        return (_tag(prices[0]),)
    if prices and all(price.label for price in prices):
        return tuple(_by_label(name, names, prices) for name in names)
    if len(prices) == len(names) and not any(price.label for price in prices):
        return tuple(_tag(price) for price in prices)
    return tuple(Tag() for _ in names)


def split_price(*, name: str) -> tuple[str, Tag]:
    """Part a product name from the price written behind it; in doubt the name stays whole.

    >>> split_price(name="Ulos Ragi Hotang Rp. 470.000 per lembar")
    ('Ulos Ragi Hotang', Tag(rupiah=470000, unit='lembar'))
    >>> split_price(name="Bika ambon keju 76rb")
    ('Bika ambon keju', Tag(rupiah=76000, unit=''))
    >>> split_price(name="Sirup markisa 600 ml"), split_price(name="Lemari 2 pintu")
    (('Sirup markisa 600 ml', Tag(rupiah=None, unit='')), ('Lemari 2 pintu', Tag(rupiah=None, unit='')))
    """
    found = _PRICED_NAME.fullmatch(name.strip())
    if not found or not _label(found["name"]):
        return name, Tag()
    rupiah = read_money(found["price"]).rupiah
    if rupiah is None or rupiah < LEAST_RUPIAH:
        return name, Tag()
    return found["name"].rstrip(" -:=@,"), Tag(rupiah, _unit(found["unit"] or ""))


def price_span(*, text: str) -> tuple[int, int] | None:
    """Return the lowest and highest price of a cell, None when it cannot be read in full.

    >>> price_span(text="15rb/bungkus, 25rb"), price_span(text="5.000 - 10.000")
    ((15000, 25000), (5000, 10000))
    >>> price_span(text="murah meriah")
    """
    prices = list_prices(text=text)
    if prices:
        return min(p.low_rupiah for p in prices), max(p.high_rupiah for p in prices)
    money = read_money(text)
    if money.high_rupiah is None or (money.low_rupiah or 0) < LEAST_RUPIAH:
        return None
    return money.low_rupiah or 0, money.high_rupiah


def _read(part: str) -> ListedPrice | None:
    part = _NUMBERED.sub("", part).strip()
    found = [(m, read_money(m[0]).rupiah or 0) for m in _AMOUNT.finditer(part)]
    found = [(m, rupiah) for m, rupiah in found if rupiah >= LEAST_RUPIAH]
    if len(found) == 2:  # noqa: PLR2004 - a range has two ends
        (first, _), (last, _) = found
        between = part[first.end() : last.start()]
        money = read_money(part[first.start() : last.end()])
        if not _RANGE.fullmatch(between) or money.low_rupiah is None or money.high_rupiah is None:
            return None
        low, high = money.low_rupiah, money.high_rupiah
    else:
        low, high = _single(part, found)
        if not low:
            return None
        first = last = found[0][0]
    before, after = part[: first.start()], part[last.end() :]
    unit = _UNIT.search(after)
    words = f"{before} {after[: unit.start()] if unit else after}"
    is_exact = not _BOUND.search(words) and not re.search(r"[<>≤≥±~]", words)
    return ListedPrice(low, high, _unit(unit[1]) if unit else "", _label(words), is_exact)


def _single(part: str, found: Sequence[tuple[re.Match[str], int]]) -> tuple[int, int]:
    """Return the one amount of a part twice; zero when there is none, or more than one.

    "15-20rb" reads as one amount with its unit behind: then the whole part is the range.
    """
    if len(found) != 1:
        return 0, 0
    match, rupiah = found[0]
    head = re.search(
        r"(?:rp\.?\s*)?\d[\d.,]*\s*(?:-|–|—|~|sampai|s\.?/?d\.?)\s*$",
        part[: match.start()],
        re.IGNORECASE,
    )
    if head:
        money = read_money(part[head.start() : match.end()])
        return money.low_rupiah or 0, money.high_rupiah or 0
    return rupiah, rupiah


def _label(words: str) -> str:
    plain = _BOUND.sub(" ", _GENERIC.sub(" ", words.casefold()))
    plain = " ".join(plain.split())
    return plain if re.search(r"[^\W\d_]{3}", plain) else ""


def _unit(text: str) -> str:
    plain = clean_text(text, limit=30).strip(" .,;:()-").casefold()
    return plain if re.search(r"[^\W\d_]", plain) else ""


def _tag(price: ListedPrice) -> Tag:
    return Tag(price.rupiah, price.unit if price.rupiah is not None else "")


def _by_label(name: str, names: Sequence[str], prices: Sequence[ListedPrice]) -> Tag:
    """Return the one price whose label is this name and no other's; in doubt none."""
    own = _label(name)
    same = [price for price in prices if price.label == own]
    if not same and own:
        same = [
            price
            for price in prices
            if price.label
            and _holds(price.label, own)
            and sum(_holds(price.label, _label(other)) for other in names) == 1
        ]
    return _tag(same[0]) if len(same) == 1 else Tag()


def _holds(label: str, name: str) -> bool:
    """Tell whether all words of the shorter one stand in the longer one."""
    one, other = set(label.split()), set(name.split())
    return bool(one and other) and (one <= other or other <= one)
