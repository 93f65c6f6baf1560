"""NIK: sixteen digits that hold a place, a birth date and a sex."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from laju.core.identity.phone import EXCEL_POWER
from laju.core.identity.verdict import Verdict

DIGITS = 16
YOUNGEST_OWNER = 12
OLDEST_OWNER = 95
_WOMEN_FROM = 40  # a woman's day of birth is written plus forty
_ROUNDED_SHARE = 0.8
_FEWEST_FOR_SHARE = 5

_EMPTY = "Kolom NIK kosong."
_POWER = "NIK rusak oleh Excel (notasi ilmiah); angka aslinya sudah hilang, lihat lagi di KTP."
_LETTER_O = "NIK memuat huruf O, seharusnya angka nol; periksa di KTP."
_LETTERS = "NIK hanya boleh berisi angka."
_LENGTH = "NIK harus 16 angka, di sini {count}."
_PLACE = "Kode wilayah {code} pada NIK tidak ada."
_DAY = "Tanggal lahir pada NIK ({day}-{month}-{year}) tidak ada di kalender."
_AGE = "Umur menurut NIK tidak wajar untuk pemilik usaha; periksa di KTP."
_SERIAL = "Empat angka terakhir NIK tidak boleh 0000."
_ROUNDED = "NIK berakhir 0 di sel angka: ciri pembulatan Excel ke 15 angka, periksa di KTP."
_PERHAPS = "NIK berakhir 0; bila selnya berupa angka, Excel mungkin membulatkannya."


@dataclass(frozen=True, slots=True)
class NikReading:
    """What one cell says; `region_code` is Kemendagri ("12.71"), `sex` is "L" or "P".

    `caution` marks a NIK that is well formed but ends in 0, as every NIK rounded by Excel does.
    """

    value: str
    verdict: Verdict
    reason: str = ""
    region_code: str = ""
    born_on: date | None = None
    sex: str = ""
    caution: str = ""

    @property
    def is_usable(self) -> bool:
        """Say whether the value may be stored as the real one."""
        return self.verdict in {Verdict.VALID, Verdict.REPAIRED}


def read_nik(
    text: str, *, places: Collection[str], today: date, is_number: bool = False
) -> NikReading:
    """Read one cell; `places` are Kemendagri region codes, with or without dots.

    `is_number` tells that the cell was a number in its workbook; then a last digit 0 is SUSPECT.

    >>> nik = read_nik("'1271015512809914", places={"12.71"}, today=date(2026, 11, 23))
    >>> nik.verdict.value, nik.born_on, nik.sex, nik.region_code
    ('REPAIRED', datetime.date(1980, 12, 15), 'P', '12.71')
    """
    plain = text.strip()
    if not plain.strip("-–.'’ "):
        return NikReading("", Verdict.EMPTY, _EMPTY)
    if EXCEL_POWER.match(plain):
        return NikReading("", Verdict.DAMAGED, _POWER)
    digits = re.sub(r"[\s.'’`\"\-–:=]", "", re.sub(r"(?<=\d{16})[.,]0+$", "", plain))
    digits = re.sub(r"^(?:NIK|KTP)", "", digits, flags=re.IGNORECASE)
    reason = _shape(digits) or _place(digits, places)
    if reason:
        return NikReading("", Verdict.INVALID, reason)
    born_on, reason, is_plausible = _birth(digits, today)
    if born_on is None:
        return NikReading("", Verdict.INVALID, reason)
    facts = {
        "region_code": f"{digits[:2]}.{digits[2:4]}",
        "born_on": born_on,
        "sex": "P" if int(digits[6:8]) > _WOMEN_FROM else "L",
    }
    return _judged(digits, text, reason if not is_plausible else "", is_number, facts)


@lru_cache(maxsize=4)
def likely_births(today: date) -> frozenset[str]:
    """Return the birth dates a NIK of an owner may hold, as its digits 7 to 12 write them."""
    days = (today - timedelta(days=n) for n in range(366 * (OLDEST_OWNER + 1)))
    likely = [day for day in days if YOUNGEST_OWNER <= age_of(day, today) <= OLDEST_OWNER]
    return frozenset(
        f"{day.day + extra:02d}{day.month:02d}{day.year % 100:02d}"
        for day in likely
        for extra in (0, _WOMEN_FROM)
    )


def is_rounded_column(niks: Iterable[str]) -> bool:
    """Say whether a whole column of NIKs was rounded by Excel: nearly all end in 0.

    >>> is_rounded_column(["1271011512809910"] * 6), is_rounded_column(["1271011512809912"] * 6)
    (True, False)
    """
    ends = [
        digits[-1] for digits in (re.sub(r"\D", "", nik) for nik in niks) if len(digits) == DIGITS
    ]
    return len(ends) >= _FEWEST_FOR_SHARE and ends.count("0") >= _ROUNDED_SHARE * len(ends)


def mask_nik(nik: str) -> str:
    """Show a NIK so that it can be recognised but not used.

    >>> mask_nik("1271015512809914")
    '1271••••••••••14'
    """
    return (
        f"{nik[:4]}{'•' * max(len(nik) - 6, 0)}{nik[-2:]}" if len(nik) == DIGITS else "•" * len(nik)
    )


def _judged(
    digits: str, text: str, strange: str, is_number: bool, facts: dict[str, object]
) -> NikReading:
    verdict = Verdict.VALID if digits == text else Verdict.REPAIRED
    reason = caution = ""
    if strange:
        verdict, reason = Verdict.SUSPECT, strange
    elif digits.endswith("0"):
        caution = _PERHAPS
        if is_number:
            verdict, reason = Verdict.SUSPECT, _ROUNDED
    return NikReading(digits, verdict, reason, caution=caution, **facts)  # type: ignore[arg-type]


def _shape(digits: str) -> str:
    if re.fullmatch(r"[\dOo]+", digits) and re.search(r"[Oo]", digits):
        return _LETTER_O
    if not (digits.isascii() and digits.isdecimal()):
        return _LETTERS
    if len(digits) != DIGITS:
        return _LENGTH.format(count=len(digits))
    return _SERIAL if digits.endswith("0000") else ""


def _place(digits: str, places: Collection[str]) -> str:
    code = f"{digits[:2]}.{digits[2:4]}"
    return "" if code in places or digits[:4] in places else _PLACE.format(code=code)


def _birth(digits: str, today: date) -> tuple[date | None, str, bool]:
    """Return the birth date in the likelier century, why not, and whether the age is likely."""
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    day -= _WOMEN_FROM if day > _WOMEN_FROM else 0
    found = [
        born
        for century in (2000, 1900)
        if (born := _date(century + year, month, day)) and born <= today
    ]
    if not found:
        return None, _DAY.format(day=digits[6:8], month=digits[8:10], year=digits[10:12]), False
    likely = [born for born in found if YOUNGEST_OWNER <= age_of(born, today) <= OLDEST_OWNER]
    return (likely or found)[0], "" if likely else _AGE, bool(likely)


def age_of(born: date, today: date) -> int:
    """Return the full years of someone's age."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
