"""Rupiah as people write it: points for thousands, "15rb", "1,5 jt", a range of prices."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

LARGEST_RUPIAH = 10**15

_UNITS = {
    "rb": 10**3, "ribu": 10**3, "rbu": 10**3, "k": 10**3, "jt": 10**6, "juta": 10**6, "jta": 10**6,
    "m": 10**9, "miliar": 10**9, "milyar": 10**9, "mlyr": 10**9, "t": 10**12, "triliun": 10**12,
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_AMOUNT = re.compile(rf"(?P<number>\d[\d.,]*)\s*(?:(?P<unit>{_UNIT})(?:an)?\b)?\.?", re.IGNORECASE)
_RANGE = re.compile(
    r"\s*(?:-|–|—|~|\bs\.?\s*/?\s*d\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b|\bto\b)\s*",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.])")  # 1 500 000
_CURRENCY = re.compile(r"\b(?:rp|idr|rupiah)\b\.?|\brp(?=\d)", re.IGNORECASE)
_DASH_END = re.compile(r",\s*[-–=]+|,-|\.-")
_PERIOD = re.compile(
    r"(?:/|\bper|\bse)\s*-?\s*(hari|minggu|bulan|bln|tahun|thn|th)\b\.?", re.IGNORECASE
)
_PERIODS = {
    "hari": "hari",
    "minggu": "minggu",
    "bulan": "bulan",
    "bln": "bulan",
    "tahun": "tahun",
    "thn": "tahun",
    "th": "tahun",
}
_PIECE = re.compile(
    r"/\s*(?:pcs|pc|buah|bks|bungkus|kg|gr|porsi|box|kotak|pak|pack|lusin|potong|botol|cup|orang|pax|meter|m2)\b.*$|@",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:±|\+/-|\+-|~|kira-kira|sekitar|kurang lebih|kisaran|harga|mulai(?:\s+dari)?|start(?:\s+from)?|dari|antara)\s*",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"^(?:<=?|≤|di\s*bawah|kurang dari|maks(?:imal|imum)?|sampai)\s*", re.IGNORECASE
)
_ABOVE = re.compile(r"^(?:>=?|≥|di\s*atas|lebih dari|min(?:imal|imum)?)\s*", re.IGNORECASE)

_EMPTY = "Kolom uang kosong."
_POWER = "Angka uang rusak oleh Excel (notasi ilmiah)."
_NEGATIVE = "Uang tidak boleh kurang dari nol."
_WORDS = "Tidak terbaca sebagai uang."
_FRACTION = "Pecahan rupiah tanpa satuan; tulis misalnya 1,5 juta."
_SWAPPED = "Batas bawah lebih besar daripada batas atas."
_LARGE = "Angka uang terlalu besar."


@dataclass(frozen=True, slots=True)
class Money:
    """Whole rupiah from low to high (equal for one amount); `None` is an open end.

    `reason` says why nothing could be read; `period` is "hari", "minggu", "bulan", "tahun" or "".
    """

    low_rupiah: int | None = None
    high_rupiah: int | None = None
    period: str = ""
    reason: str = ""

    @property
    def rupiah(self) -> int | None:
        """Return the amount when it is one amount."""
        return self.low_rupiah if self.low_rupiah == self.high_rupiah else None


class _Unreadable(Exception):
    pass


def read_money(text: str, *, unit_rupiah: int = 1) -> Money:
    """Read one cell of money; `unit_rupiah` is what "1" means in a column "dalam juta".

    >>> read_money("Rp. 25.000 - 50.000  ")
    Money(low_rupiah=25000, high_rupiah=50000, period='', reason='')
    >>> [read_money(t).rupiah for t in ("15rb", "1,5 jt", "Rp1.500.000,00", "25.000,-", "1.500")]
    [15000, 1500000, 1500000, 25000, 1500]
    >>> read_money("murah").reason
    'Tidak terbaca sebagai uang.'
    """
    plain = _SPACED.sub(lambda found: found[0].replace(" ", "."), text.strip().strip("'").strip())
    if not plain.strip("-–. ") or not _CURRENCY.sub("", plain).strip("-–.,: "):
        return Money(reason=_EMPTY)
    if re.fullmatch(r"\d+([.,]\d+)?\s*[eE]\s*\+?\d+", plain):
        return Money(reason=_POWER)
    period = _PERIOD.search(plain)
    plain = _PIECE.sub("", _PERIOD.sub(" ", plain))
    plain = _DASH_END.sub(" ", _CURRENCY.sub(" ", plain)).strip().strip(":").strip()
    try:
        low, high = _ends(plain, unit_rupiah)
    except _Unreadable as reason:
        return Money(reason=str(reason))
    if any(end is not None and end > LARGEST_RUPIAH for end in (low, high)):
        return Money(reason=_LARGE)
    return Money(low, high, _PERIODS[period[1].lower()] if period else "")


def _ends(plain: str, unit_rupiah: int) -> tuple[int | None, int | None]:
    if plain.startswith("-"):
        raise _Unreadable(_NEGATIVE)
    below, above = _BELOW.match(plain), _ABOVE.match(plain)
    if below or above:
        found = below or above
        amount = _amount(plain[found.end() if found else 0 :], "", unit_rupiah)
        return (0, amount) if below else (amount, None)
    plain = _ABOUT.sub("", plain).strip()
    parts = [part for part in _RANGE.split(plain) if part.strip()]
    if len(parts) == 1:
        amount = _amount(parts[0], "", unit_rupiah)
        return amount, amount
    if len(parts) != 2:  # noqa: PLR2004 - a range has two ends
        raise _Unreadable(_WORDS)
    last = _AMOUNT.fullmatch(parts[1].strip())
    unit = (last["unit"] or "") if last else ""
    high = _amount(parts[1], "", unit_rupiah)
    low = (
        _amount(parts[0], "", unit_rupiah)
        if _is_large(parts[0])
        else _amount(parts[0], unit, unit_rupiah)
    )
    if low > high:
        raise _Unreadable(_SWAPPED)
    return low, high


def _is_large(text: str) -> bool:
    """Say whether an end stands for itself: "500.000 - 1 juta" is not 500,000 million."""
    return len(re.sub(r"\D", "", text)) > 3  # noqa: PLR2004


def _amount(text: str, unit: str, unit_rupiah: int) -> int:
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise _Unreadable(_WORDS)
    word = (match["unit"] or unit).lower()
    factor = _UNITS[word] if word else unit_rupiah
    value = _decimal(match["number"].rstrip(".,"), has_unit=factor > 1) * factor
    if value != value.to_integral_value() and value < 1000:  # noqa: PLR2004
        raise _Unreadable(_FRACTION)
    return int(value.to_integral_value(rounding=ROUND_HALF_UP))


def _decimal(number: str, *, has_unit: bool) -> Decimal:
    """Tell thousands from decimals: three digits after the last mark are thousands."""
    marks = re.findall(r"[.,]", number)
    if not marks:
        return Decimal(number)
    last = marks[-1]
    head, _, tail = number.rpartition(last)
    if last in head or (len(tail) == 3 and not (has_unit and len(marks) == 1 and last == ",")):  # noqa: PLR2004
        groups = re.split(r"[.,]", number)
        if not groups[0] or any(len(group) != 3 for group in groups[1:]) or len(set(marks)) > 1:  # noqa: PLR2004
            raise _Unreadable(_WORDS)
        return Decimal("".join(groups))
    whole = re.split(r"[.,]", head)
    if any(len(group) != 3 for group in whole[1:]) or (len(whole) > 1 and len(whole[0]) > 3):  # noqa: PLR2004
        raise _Unreadable(_WORDS)
    return Decimal("".join(whole) + "." + (tail or "0"))
