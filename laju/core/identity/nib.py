"""NIB: the thirteen digits of a business's permit in OSS."""

import re

from laju.core.identity.phone import EXCEL_POWER
from laju.core.identity.verdict import Reading, Verdict

DIGITS = 13
MADE_UP = frozenset({*(digit * DIGITS for digit in "0123456789"), "1234567890123"})


def read_nib(text: str) -> Reading:
    """Read one cell; only length and digits can be checked (PP 24/2018 art. 25: random digits).

    >>> read_nib("9120.0012.34567"), read_nib("912000123456").reason
    (Reading(value='9120001234567', verdict=<Verdict.REPAIRED: 'REPAIRED'>, reason='', others=()), 'NIB harus 13 angka, di sini 12; mungkin angka 0 di depan hilang.')
    """
    plain = text.strip()
    if not plain.strip("-–.'’ "):
        return Reading("", Verdict.EMPTY, "Kolom NIB kosong.")
    if EXCEL_POWER.match(plain):
        return Reading(
            "", Verdict.DAMAGED, "NIB rusak oleh Excel (notasi ilmiah); lihat lagi di OSS."
        )
    digits = re.sub(r"(?<=\d{13})[.,]0+$", "", plain)
    digits = re.sub(r"^NIB", "", re.sub(r"[\s.'’`\"\-–:=]", "", digits), flags=re.IGNORECASE)
    if not (digits.isascii() and digits.isdecimal()):
        return Reading("", Verdict.INVALID, "NIB hanya boleh berisi angka.")
    if len(digits) != DIGITS:
        hint = "; mungkin angka 0 di depan hilang" if len(digits) == DIGITS - 1 else ""
        return Reading("", Verdict.INVALID, f"NIB harus 13 angka, di sini {len(digits)}{hint}.")
    if digits in MADE_UP:
        return Reading("", Verdict.INVALID, "NIB ini isian asal, bukan nomor sungguhan.")
    return Reading(digits, Verdict.VALID if digits == text else Verdict.REPAIRED)
