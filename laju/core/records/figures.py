"""Numbers a row tells: money, years, people, coordinates, score and date of application."""

import re
from collections.abc import Mapping
from datetime import date

from laju.core.money import read_money
from laju.core.records.values import Reader, Record, Severity, told

_OLDEST_YEAR, _MOST_EMPLOYEES = 1900, 10_000
SOUTH, NORTH, WEST, EAST = -11.5, 6.5, 94.5, 141.5  # Indonesia with its waters
_TIMES_A_YEAR = {"tahun": 1, "bulan": 12, "minggu": 52}
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_OTHER_MONTHS = {"peb": "feb", "may": "mei", "aug": "agu", "ags": "agu", "oct": "okt", "dec": "des"}
_IN_WORDS = re.compile(
    r"(\d{1,2})[ .-]*([a-z]{3})[a-z]*\.?(?:[ .,-]*(\d{4}|\d{2})(?!\d)|(?!\D*\d))", re.IGNORECASE
)
_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), (3, 2, 1)),
)


def read_sales(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    """Read the sales of a year."""
    record.sales_rupiah = _money("sales_rupiah", values, reader, record)


def read_capital(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    """Read the capital."""
    record.capital_rupiah = _money("capital_rupiah", values, reader, record)


def read_founded_year(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    """Read the year in which the business began."""
    newest = reader.today.year
    record.founded_year = _whole("founded_year", values, _OLDEST_YEAR, newest, record)


def read_employees(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read how many people work there."""
    record.employees = _whole("employees", values, 0, _MOST_EMPLOYEES, record)


def read_position(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read where the business is on the map; swapped coordinates are put right."""
    north, east = (told(values.get(name, "")) for name in ("latitude", "longitude"))
    if not (north or east):
        return
    try:
        latitude, longitude = float(north.replace(",", ".")), float(east.replace(",", "."))
    except ValueError:
        latitude = longitude = float("nan")
    shown = f"{north}, {east}"
    if SOUTH <= longitude <= NORTH and WEST <= latitude <= EAST:
        latitude, longitude = longitude, latitude
        reason = "Lintang dan bujur tertukar; sudah ditukar kembali."
        record.note(Severity.REPAIRED, "latitude", shown, reason, "Tidak perlu tindakan.")
    if SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST:
        record.latitude, record.longitude = latitude, longitude
        return
    reason = "Koordinat tidak berada di Indonesia atau rusak oleh Excel."
    remedy = "Salin lagi dari peta, misalnya 3.5952, 98.6722."
    record.note(Severity.WARNING, "latitude", shown, reason, remedy)


def read_score(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read the score the office gave."""
    score = told(values.get("score", "")).replace(",", ".")
    if not score:
        return
    try:
        number = float(score)
    except ValueError:
        number = -1.0
    if 0 <= number <= 100:  # noqa: PLR2004
        record.score = number
    else:
        reason = "Nilai bukan angka dari 0 sampai 100."
        record.note(Severity.WARNING, "score", score, reason, "Betulkan nilainya.")


def read_applied_on(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    """Read the date of application."""
    text = told(values.get("applied_on", ""))
    record.applied_on = _date(text, reader.today) if text else None
    if text and record.applied_on is None:
        reason, remedy = "Tanggal daftar tidak terbaca.", "Tulis seperti 2026-02-10."
        record.note(Severity.WARNING, "applied_on", text, reason, remedy)


def _money(name: str, values: Mapping[str, str], reader: Reader, record: Record) -> int | None:
    text = told(values.get(name, ""))
    if not text:
        return None
    money = read_money(text, unit_rupiah=reader.units.get(name, 1))
    amount = money.high_rupiah if money.high_rupiah is not None else money.low_rupiah
    if amount is None:
        remedy = "Tulis angka rupiah saja, misalnya 15.000.000."
        record.note(Severity.WARNING, name, text, money.reason, remedy)
        return None
    period = money.period or ("bulan" if name in reader.months else "tahun")
    if name == "sales_rupiah" and period not in _TIMES_A_YEAR:
        reason = f"Penjualan ditulis per {period}; hari usaha setahun tidak diketahui."
        remedy = "Tulis penjualan per bulan atau per tahun."
        record.note(Severity.WARNING, name, text, reason, remedy)
        return None
    return amount * _TIMES_A_YEAR.get(period, 1)


def _whole(name: str, values: Mapping[str, str], low: int, high: int, record: Record) -> int | None:
    text = told(values.get(name, ""))
    found = re.search(r"\d{4}" if name == "founded_year" else r"\d{1,6}", text.replace(".0", ""))
    if not text:
        return None
    number = int(found[0]) if found else -1
    if low <= number <= high:
        return number
    reason = f"“{text[:40]}” bukan angka antara {low} dan {high}."
    record.note(Severity.WARNING, name, text, reason, "Betulkan angkanya.")
    return None


def _date(text: str, today: date) -> date | None:
    """Read "2026-02-10", "10/2/2026" or "10 Februari 2026"; without a year the last such day."""
    for pattern, (year, month, day) in _DATES:
        if found := pattern.match(text):
            return _day(int(found[year]), int(found[month]), int(found[day]))
    words = _IN_WORDS.search(text)
    name = words[2].casefold() if words else ""
    name = _OTHER_MONTHS.get(name, name)
    if words is None or name not in _MONTHS:
        return None
    month_, day_ = _MONTHS.index(name) + 1, int(words[1])
    if words[3]:
        year_ = int(words[3])
        return _day(year_ + (2000 if len(words[3]) == 2 else 0), month_, day_)  # noqa: PLR2004
    passed = (_day(today.year - ago, month_, day_) for ago in range(5))  # one leap year at least
    return next((found for found in passed if found and found <= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
