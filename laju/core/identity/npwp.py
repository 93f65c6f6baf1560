"""NPWP: sixteen digits, or the old fifteen which become sixteen with a nought in front."""

import re

from laju.core.identity.phone import EXCEL_POWER
from laju.core.identity.verdict import Reading, Verdict

DIGITS = 16
OLD_DIGITS = 15


def read_npwp(text: str) -> Reading:
    """Read one cell into sixteen digits; of a person these are the NIK (PMK 112/2022).

    >>> read_npwp("01.312.166.0-091.000").value
    '0013121660091000'
    """
    plain = text.strip()
    if not plain.strip("-–.'’ "):
        return Reading("", Verdict.EMPTY, "Kolom NPWP kosong.")
    if EXCEL_POWER.match(plain):
        return Reading(
            "", Verdict.DAMAGED, "NPWP rusak oleh Excel (notasi ilmiah); lihat lagi di kartunya."
        )
    digits = re.sub(r"^NPWP", "", re.sub(r"[\s.'’`\"\-–:=]", "", plain), flags=re.IGNORECASE)
    reason = _shape(digits)
    if reason:
        return Reading("", Verdict.INVALID, reason)
    whole = digits.zfill(DIGITS)
    if whole.startswith("0") and not _has_check_digit(whole[1:10]):
        return Reading(
            whole, Verdict.SUSPECT, "Angka pemeriksa NPWP tidak cocok; periksa salah ketik."
        )
    return Reading(
        whole, Verdict.VALID if digits == text and len(digits) == DIGITS else Verdict.REPAIRED
    )


def _shape(digits: str) -> str:
    if not (digits.isascii() and digits.isdecimal()):
        return "NPWP hanya boleh berisi angka."
    if len(digits) not in {OLD_DIGITS, DIGITS}:
        return f"NPWP harus 15 atau 16 angka, di sini {len(digits)}."
    return "NPWP ini isian asal, bukan nomor sungguhan." if len(set(digits)) == 1 else ""


def _has_check_digit(digits: str) -> bool:
    """Check the ninth digit by Luhn's rule."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - Luhn
    return total % 10 == 0
