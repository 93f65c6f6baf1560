"""Indonesian telephone numbers as people write them, to E.164."""

import re

from laju.core.identity.verdict import Reading, Verdict

EXCEL_POWER = re.compile(r"^'?\s*\d+([.,]\d+)?\s*[eE]\s*\+?\d+$")
_BETWEEN = re.compile(r"[/;,\n|&]|\b(?:dan|atau|or)\b", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:no|nomor|hp|wa|whatsapp|telp?|tlp|telepon|phone|fax|call|sms)\b[.:]*", re.IGNORECASE
)
_FORBIDDEN = re.compile(r"[^\d+\s().\-–—_'’`:=]")
_MOBILE = re.compile(r"8[1-9]\d{7,10}")
_BIG_CITY = re.compile(r"(?:21|22|24|31|61)\d{6,8}")
_AREA_MARK = re.compile(r"^\(\d{2,3}\)|^\d{2,3}\s*-")  # or a price would pass for a landline
_OTHER_CITY = re.compile(r"[2-79]\d{2}\d{5,8}")

_NONE = "Kolom nomor telepon kosong."
_POWER = "Nomor telepon rusak oleh Excel (notasi ilmiah); angka aslinya sudah hilang."
_LETTERS = "Nomor telepon memuat huruf atau tanda lain."
_NO_AREA = "Nomor telepon rumah tanpa kode area, misalnya (061)."
_SHORT = "Nomor telepon terlalu pendek."
_LONG = "Nomor telepon terlalu panjang."
_UNKNOWN = "Bukan nomor telepon Indonesia yang dikenal."


def read_phone(text: str) -> Reading:
    """Read one cell: the first good number in E.164, further good ones in `others`.

    >>> read_phone("0812-3456-7890 / 0813 1111 2222")
    Reading(value='+6281234567890', verdict=<Verdict.VALID: 'VALID'>, reason='', others=('+6281311112222',))
    >>> read_phone("8.12346E+11").verdict.value
    'DAMAGED'
    >>> read_phone("(061) 4567890").value
    '+62614567890'
    """
    plain = text.strip()
    if not plain or not plain.strip("-–.' "):
        return Reading("", Verdict.EMPTY, _NONE)
    if EXCEL_POWER.match(plain):
        return Reading("", Verdict.DAMAGED, _POWER)
    whole = _read_one(plain)
    if whole.value:
        return whole
    readings = [_read_one(piece) for piece in _pieces(plain)]
    good = list(dict.fromkeys(reading.value for reading in readings if reading.value))
    if not good:
        return readings[0] if readings else whole
    first = next(reading for reading in readings if reading.value)
    return Reading(first.value, first.verdict, first.reason, tuple(good[1:]))


def format_phone(e164: str) -> str:
    """Write a stored number as people in Indonesia read it.

    >>> format_phone("+6281234567890"), format_phone("+62614567890")
    ('0812-3456-7890', '(061) 4567890')
    """
    national = e164.removeprefix("+62")
    if national == e164:
        return e164
    if national.startswith("8"):
        groups = [f"0{national[:3]}", national[3:7], national[7:]]
        return "-".join(group for group in groups if group)
    area = 2 if _BIG_CITY.fullmatch(national) else 3
    return f"(0{national[:area]}) {national[area:]}"


def _pieces(text: str) -> list[str]:
    pieces = [piece.strip() for piece in _BETWEEN.split(text) if piece and piece.strip()]
    out: list[str] = []
    for piece in pieces:
        blocks = re.findall(r"(?:\+?62|0)[\d().\-]{7,}", piece)
        several = len(blocks) > 1 and all(_read_one(block).value for block in blocks)
        out.extend(blocks if several else [piece])
    return out


def _read_one(text: str) -> Reading:
    plain = _WORDS.sub(" ", text).strip().strip(":=. ")
    quoted = plain.startswith(("'", "’", "`", "="))
    decimal = re.fullmatch(r"'?\d{8,}[.,]0+", plain)
    if decimal:
        plain = re.split(r"[.,]", plain)[0]
    if _FORBIDDEN.search(plain) or "+" in plain.lstrip("'’`=(")[1:]:
        return Reading("", Verdict.INVALID, _LETTERS)
    digits = re.sub(r"\D", "", plain)
    foreign = "+" in plain and not digits.startswith("62")
    if foreign:
        fits = 8 <= len(digits) <= 15 and not digits.startswith("0")  # noqa: PLR2004 - E.164
        return (
            Reading(f"+{digits}", Verdict.VALID) if fits else Reading("", Verdict.INVALID, _UNKNOWN)
        )
    national, whole = _national(digits)
    bare_landline = not whole and not national.startswith("8") and not _AREA_MARK.match(plain)
    if not _is_national(national) or bare_landline:
        return Reading("", Verdict.INVALID, _why_not(digits, national))
    repaired = quoted or bool(decimal) or not whole
    return Reading(f"+62{national}", Verdict.REPAIRED if repaired else Verdict.VALID)


def _national(digits: str) -> tuple[str, bool]:
    """Return the national number and whether its prefix was written."""
    if digits.startswith("0062"):
        return digits[4:].removeprefix("0"), True
    if digits.startswith("62") and len(digits) > 9:  # noqa: PLR2004 - shorter: area code 62x
        return digits[2:].removeprefix("0"), True
    if digits.startswith("0"):
        return digits[1:], True
    return digits, False


def _is_national(number: str) -> bool:
    if len(set(number)) == 1:
        return False
    if number.startswith("8"):
        return bool(_MOBILE.fullmatch(number))
    return bool(_BIG_CITY.fullmatch(number) or _OTHER_CITY.fullmatch(number))


def _why_not(digits: str, national: str) -> str:
    if len(digits) < 5:  # noqa: PLR2004
        return _SHORT
    if 6 <= len(digits) <= 10 and not digits.startswith(("0", "8")):  # noqa: PLR2004
        return _NO_AREA
    if len(national) < 8:  # noqa: PLR2004
        return _SHORT
    return _LONG if len(national) > 12 else _UNKNOWN  # noqa: PLR2004
