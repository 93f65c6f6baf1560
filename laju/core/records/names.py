"""The names of a business and of its owner; without any the row is no business."""

import re
from collections.abc import Iterable, Mapping

from laju.core.identity.names import clean_name, title_name
from laju.core.records.values import Reader, Record, Severity, told

LONGEST = 200
TOTALS = re.compile(r"(sub\s*|grand\s*)?(jumlah|total|rekap(itulasi)?)\b.{0,20}", re.IGNORECASE)
SIGNATURES = re.compile(
    r"(?:nip|nrp)\b\W*[\d ]{6,}|(?:mengetahui|menyetujui)\b.{0,60}"
    r"|(?:an\W+|a\Wn\W+|plt\W+)?(?:kepala|sekretaris)\s+(?:dinas|bidang|seksi|uptd?|kantor|badan|desa)\b.{0,80}"
    r"|.{3,60},\s*\d{1,2}\s+[a-z]{3,9}\s+\d{4}",
    re.IGNORECASE,
)
_AGAIN = "Isi nama usaha, lalu impor lagi baris ini."
_NOBODY = "Isi nama usaha, atau hapus baris ini bila bukan usaha."


def read_names(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    """Read the two names; hold the row back when it has none, or is a row of totals."""
    name = read_name(values, record)
    owner = read_owner_name(values, record)
    if TOTALS.fullmatch(name or owner) and not _has_words(values):
        reason = "Baris ini jumlah atau rekap, bukan usaha."
        remedy = "Hapus baris jumlah dari lembar."
        record.note(Severity.ERROR, "name", name or owner, reason, remedy)
    elif SIGNATURES.fullmatch(name or owner) and _is_alone(values):
        reason = "Baris ini tanda tangan di bawah daftar, bukan usaha."
        record.note(Severity.ERROR, "name", name or owner, reason, "Hapus baris ini dari lembar.")
    elif name and any(map(str.isalpha, name)):
        record.name = title_name(name)[:LONGEST]
    elif name:
        reason = "Nama usaha hanya berisi angka atau tanda."
        record.note(Severity.ERROR, "name", name, reason, _AGAIN)
    elif owner and not reader.is_name_needed:
        record.name = record.owner_name
    elif owner:
        record.note(Severity.ERROR, "name", "", "Nama usaha kosong.", _AGAIN)
    elif TOTALS.fullmatch(told(values.get("number", ""))):
        reason = "Baris ini jumlah atau rekap, bukan usaha."
        record.note(Severity.ERROR, "number", values["number"], reason, "Hapus baris jumlah.")
    else:
        reason = "Nama usaha dan nama pemilik kosong."
        record.note(Severity.ERROR, "name", "", reason, _NOBODY)


def read_name(values: Mapping[str, str], record: Record) -> str:
    """Return the name of the business as it was written, cleaned."""
    return _clean("name", values, record)


def read_owner_name(values: Mapping[str, str], record: Record) -> str:
    """Fill in the name of the owner, and return it as it was written, cleaned."""
    owner = _clean("owner_name", values, record)
    record.owner_name = title_name(owner)[:LONGEST]
    return owner


def _clean(name: str, values: Mapping[str, str], record: Record) -> str:
    raw = values.get(name, "")
    cleaned = clean_name(raw)
    if cleaned.removed:
        reason = f"Pada nama ini dibuang: {', '.join(cleaned.removed)}."
        record.note(Severity.REPAIRED, name, raw, reason, "Periksa apakah namanya sudah benar.")
    return told(cleaned.text)


def _is_alone(values: Mapping[str, str]) -> bool:
    """Say whether one cell is all the row tells."""
    return sum(bool(told(text)) for text in values.values()) == 1


def _has_words(values: Mapping[str, str]) -> bool:
    """Say whether anything but the name is told in words, as no row of totals does."""
    rest: Iterable[str] = (
        text for name, text in values.items() if name not in {"name", "number"} and told(text)
    )
    return any(any(map(str.isalpha, text)) for text in rest)
