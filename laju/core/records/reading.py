"""Cells of a row to clean values, each doubt noted with what to do about it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePosixPath

from laju.core.identity.names import clean_name, title_name
from laju.core.identity.nib import read_nib
from laju.core.identity.nik import NikReading, read_nik
from laju.core.identity.npwp import read_npwp
from laju.core.identity.phone import format_phone, read_phone
from laju.core.identity.verdict import Reading, Verdict
from laju.core.kbli import guess_sector as sector_of_kbli
from laju.core.kbli import read_kbli_code, versions_of
from laju.core.money import read_money
from laju.core.profile import Sector
from laju.core.records.place import read_place
from laju.core.records.values import Reader, Record, Severity, told
from laju.core.sectors import guess_sector

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_TOTALS = re.compile(r"(sub\s*|grand\s*)?(jumlah|total|rekap(itulasi)?)\b.{0,20}", re.IGNORECASE)
_CHANNELS = ("instagram", "facebook", "tiktok", "marketplace", "website")
_PERMITS = {"permits_halal": "HALAL", "permits_pirt": "PIRT", "permits_bpom": "BPOM"}
_ROUNDED_NIK = (
    "NIK terpotong Excel: hampir semua NIK di kolom ini berakhir 0, angka aslinya sudah hilang."
)
_OLDEST_YEAR, _MOST_EMPLOYEES, _LONGEST_TEXT = 1900, 10_000, 2_000
_SOUTH, _NORTH, _WEST, _EAST = -11.5, 6.5, 94.5, 141.5  # Indonesia with its waters
_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), (3, 2, 1)),
)


def read_record(*, values: Mapping[str, str], reader: Reader) -> Record:
    """Read the fields of one row (core.columns.apply_mapping) as a business.

    The row is held back only when it is no business (no name at all, a row of totals) or when
    its region is given but means no place. Any other doubtful value is left out and noted.
    """
    record = Record()
    _names(values, reader, record)
    if record.is_rejected:
        return record
    _person(values, reader, record)
    _words(values, record)
    read_place(values=values, reader=reader, record=record)
    _sector(values, reader, record)
    _numbers(values, reader, record)
    _position(values, record)
    _presence(values, record)
    _application(values, record)
    return record


def _names(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    name = _clean("name", values, record)
    owner = _clean("owner_name", values, record)
    record.owner_name = title_name(owner)[:200]
    rest = [key for key in values if key not in {"name", "number"} and told(values[key])]
    texts = [key for key in rest if any(map(str.isalpha, values[key]))]
    if _TOTALS.fullmatch(name or owner) and not texts:
        reason = "Baris ini jumlah atau rekap, bukan usaha."
        record.note(
            Severity.ERROR, "name", name or owner, reason, "Hapus baris jumlah dari lembar."
        )
    elif name and any(map(str.isalpha, name)):
        record.name = title_name(name)[:200]
    elif name:
        reason = "Nama usaha hanya berisi angka atau tanda."
        record.note(
            Severity.ERROR, "name", name, reason, "Isi nama usaha, lalu impor lagi baris ini."
        )
    elif owner and not reader.is_name_needed:
        record.name = record.owner_name
    elif owner:
        reason = "Nama usaha kosong."
        record.note(
            Severity.ERROR, "name", "", reason, "Isi nama usaha, lalu impor lagi baris ini."
        )
    elif _TOTALS.fullmatch(told(values.get("number", ""))):
        reason = "Baris ini jumlah atau rekap, bukan usaha."
        record.note(Severity.ERROR, "number", values["number"], reason, "Hapus baris jumlah.")
    else:
        reason = "Nama usaha dan nama pemilik kosong."
        record.note(
            Severity.ERROR, "name", "", reason, "Isi nama usaha, lalu impor lagi baris ini."
        )


def _clean(name: str, values: Mapping[str, str], record: Record) -> str:
    raw = values.get(name, "")
    cleaned = clean_name(raw)
    if cleaned.removed:
        reason = f"Pada nama ini dibuang: {', '.join(cleaned.removed)}."
        record.note(Severity.REPAIRED, name, raw, reason, "Periksa apakah namanya sudah benar.")
    return told(cleaned.text)


def _person(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    sex = told(values.get("owner_sex", "")).casefold()[:1]
    record.owner_sex = {"l": "L", "p": "P", "w": "P"}.get(sex, "")
    record.nik = _identity("nik", values, record, lambda text: _nik(text, reader))
    record.nib = _identity("nib", values, record, read_nib)
    record.npwp = _identity("npwp", values, record, read_npwp)
    record.phone = _identity("phone", values, record, read_phone)
    email = told(values.get("email", "")).casefold()
    if _EMAIL.fullmatch(email):
        record.email = email[:254]
    elif email:
        reason, remedy = "Bukan alamat e-mail.", "Tulis seperti nama@contoh.id."
        record.note(Severity.WARNING, "email", email, reason, remedy)


def _nik(text: str, reader: Reader) -> NikReading:
    """Read a NIK; in a column Excel has rounded, one that ends in 0 is nobody's."""
    reading = read_nik(text, places=reader.nik_places, today=reader.today)
    if reader.is_nik_rounded and reading.is_usable and reading.value.endswith("0"):
        return NikReading("", Verdict.DAMAGED, _ROUNDED_NIK)
    return reading


def _identity(
    name: str,
    values: Mapping[str, str],
    record: Record,
    read: Callable[[str], Reading | NikReading],
) -> str:
    """Return a number that identifies someone, if it can be trusted; note it if not."""
    text = told(values.get(name, ""))
    if not text:
        return ""
    reading = read(text)
    if reading.verdict is Verdict.REPAIRED and reading.reason:
        record.note(Severity.REPAIRED, name, text, reading.reason, "Tidak perlu tindakan.")
    elif not reading.is_usable and reading.verdict is not Verdict.EMPTY:
        remedy = "Isi lagi dari dokumen aslinya, dengan kolom berformat teks."
        record.note(Severity.WARNING, name, text, reading.reason, remedy)
    if others := getattr(reading, "others", ()):
        reason = f"Ada nomor kedua: {', '.join(map(format_phone, others))}; yang pertama dipakai."
        record.note(Severity.REPAIRED, name, text, reason, "Tidak perlu tindakan.")
    return reading.value if reading.is_usable else ""


def _words(values: Mapping[str, str], record: Record) -> None:
    """Read free texts; an e-mail or a number where the activity should be is put elsewhere."""
    activity = _text("activity", values, record)
    if activity and not any(map(str.isalpha, activity)):
        reason, remedy = "Kegiatan usaha berisi angka saja.", "Tulis kegiatan usahanya dengan kata."
        record.note(Severity.WARNING, "activity", activity, reason, remedy)
        activity = ""
    elif _EMAIL.fullmatch(activity.casefold()):
        reason = "Kegiatan usaha berisi alamat e-mail."
        if not record.email:
            record.email = activity.casefold()[:254]
            reason = "Kegiatan usaha berisi alamat e-mail; dipindahkan ke kolom e-mail."
        record.note(Severity.WARNING, "activity", activity, reason, "Tulis kegiatan usahanya.")
        activity = ""
    record.activity = activity
    record.products_text = _text("products", values, record)
    record.prices_text = told(values.get("prices", "") or values.get("price_range", ""))[:300]
    record.hours_text = told(values.get("hours", ""))[:200]
    record.address = _text("address", values, record)[:300]


def _text(name: str, values: Mapping[str, str], record: Record) -> str:
    text = told(clean_name(values.get(name, ""), longest=_LONGEST_TEXT).text)
    if len(values.get(name, "")) > _LONGEST_TEXT:
        reason = f"Teks terlalu panjang; dipakai {_LONGEST_TEXT} huruf pertama."
        record.note(Severity.WARNING, name, text, reason, "Ringkas isinya.")
    return text


def _has_lost_zero(code: str, reader: Reader) -> bool:
    """Say whether four digits can only be a five-digit code whose first zero a sheet dropped.

    Four digits that are a class of their own may have been meant as that class.
    """
    is_class = any(code in edition.by_code for edition in reader.kbli)
    lost = len(code) == 4 and not is_class  # noqa: PLR2004
    return lost and bool(versions_of(code=f"0{code}", known=reader.kbli))


def _sector(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    code_text = told(values.get("kbli", ""))
    code = read_kbli_code(code_text)
    versions = versions_of(code=code, known=reader.kbli) if code else ()
    if not versions and _has_lost_zero(code, reader):
        code = f"0{code}"
        versions = versions_of(code=code, known=reader.kbli)
        reason = f"Angka 0 di depan kode KBLI hilang; dibaca {code}."
        record.note(Severity.REPAIRED, "kbli", code_text, reason, "Tidak perlu tindakan.")
    if versions:
        wanted = [v for v in versions if v.value == reader.kbli_version]
        record.kbli_code, record.kbli_version = code, (wanted or list(versions))[0].value
    elif code_text:
        reason = f"Kode KBLI {code_text[:40]} tidak ada dalam KBLI 2020 maupun 2025."
        remedy = "Pilih kode lima angka yang sesuai kegiatan usahanya."
        record.note(Severity.WARNING, "kbli", code_text, reason, remedy)
    words = f"{record.activity} {record.products_text}".strip()
    sector = guess_sector(activity=words, name=record.name, stated=told(values.get("sector", "")))
    if sector is Sector.OTHER and versions:
        sector = sector_of_kbli(code=code, version=versions[-1])
    record.sector = sector


def _numbers(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    record.sales_rupiah = _money("sales_rupiah", values, reader, record)
    record.capital_rupiah = _money("capital_rupiah", values, reader, record)
    year = _whole("founded_year", values, _OLDEST_YEAR, reader.today.year, record)
    record.founded_year = year
    record.employees = _whole("employees", values, 0, _MOST_EMPLOYEES, record)


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
    is_monthly = money.period == "bulan" or (not money.period and name in reader.months)
    return amount * 12 if is_monthly else amount


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


def _position(values: Mapping[str, str], record: Record) -> None:
    north, east = (told(values.get(name, "")) for name in ("latitude", "longitude"))
    if not (north or east):
        return
    try:
        latitude, longitude = float(north.replace(",", ".")), float(east.replace(",", "."))
    except ValueError:
        latitude = longitude = float("nan")
    if _SOUTH <= longitude <= _NORTH and _WEST <= latitude <= _EAST:
        latitude, longitude = longitude, latitude
        reason = "Lintang dan bujur tertukar; sudah ditukar kembali."
        record.note(
            Severity.REPAIRED, "latitude", f"{north}, {east}", reason, "Tidak perlu tindakan."
        )
    if _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST:
        record.latitude, record.longitude = latitude, longitude
        return
    reason = "Koordinat tidak berada di Indonesia atau rusak oleh Excel."
    remedy = "Salin lagi dari peta, misalnya 3.5952, 98.6722."
    record.note(Severity.WARNING, "latitude", f"{north}, {east}", reason, remedy)


def _presence(values: Mapping[str, str], record: Record) -> None:
    for name in _CHANNELS:
        text = told(clean_name(values.get(name, ""), longest=200).text)
        if text and text.casefold() not in {"tidak", "ya", "ada", "no", "yes", "0"}:
            record.channels[name] = text[:200]
    for name, kind in _PERMITS.items():
        text = told(values.get(name, ""))
        if sum(map(str.isdigit, text)) >= 5:  # noqa: PLR2004  a number, not "ada" or "proses"
            record.permits[kind] = text[:60]
        elif text and text.casefold() in {"ada", "ya", "sudah", "punya"}:
            reason = "Izin disebut ada, tetapi nomornya tidak ditulis."
            record.note(Severity.WARNING, name, text, reason, "Isi nomor izinnya.")
    record.photo_name = PurePosixPath(told(values.get("photo", "")).replace("\\", "/")).name[:120]


def _application(values: Mapping[str, str], record: Record) -> None:
    score = told(values.get("score", "")).replace(",", ".")
    if score:
        try:
            number = float(score)
        except ValueError:
            number = -1.0
        if 0 <= number <= 100:  # noqa: PLR2004
            record.score = number
        else:
            reason = "Nilai bukan angka dari 0 sampai 100."
            record.note(Severity.WARNING, "score", score, reason, "Betulkan nilainya.")
    text = told(values.get("applied_on", ""))
    record.applied_on = _date(text) if text else None
    if text and record.applied_on is None:
        reason, remedy = "Tanggal daftar tidak terbaca.", "Tulis seperti 2026-02-10."
        record.note(Severity.WARNING, "applied_on", text, reason, remedy)


def _date(text: str) -> date | None:
    for pattern, (year, month, day) in _DATES:
        if found := pattern.match(text):
            try:
                return date(int(found[year]), int(found[month]), int(found[day]))
            except ValueError:
                return None
    return None
