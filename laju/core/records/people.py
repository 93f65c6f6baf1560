"""Who runs a business: sex, numbers that identify, telephone and e-mail."""

import re
from collections.abc import Callable, Mapping

from laju.core.identity.nib import read_nib
from laju.core.identity.nik import NikReading, read_nik
from laju.core.identity.npwp import read_npwp
from laju.core.identity.phone import format_phone, read_phone
from laju.core.identity.verdict import Reading, Verdict
from laju.core.records.values import Reader, Record, Severity, told

EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST_EMAIL = 254
_ROUNDED_NIK = (
    "NIK terpotong Excel: hampir semua NIK di kolom ini berakhir 0, angka aslinya sudah hilang."
)


def read_sex(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read "Perempuan", "L", "wanita"."""
    sex = told(values.get("owner_sex", "")).casefold()[:1]
    record.owner_sex = {"l": "L", "p": "P", "w": "P"}.get(sex, "")


def read_owner_nik(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    """Read the NIK; in a column Excel has rounded, one that ends in 0 is nobody's."""

    def read(text: str) -> NikReading:
        reading = read_nik(text, places=reader.nik_places, today=reader.today)
        if reader.is_nik_rounded and reading.is_usable and reading.value.endswith("0"):
            return NikReading("", Verdict.DAMAGED, _ROUNDED_NIK)
        return reading

    record.nik = _identity("nik", values, record, read)


def read_owner_nib(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read the NIB."""
    record.nib = _identity("nib", values, record, read_nib)


def read_owner_npwp(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read the NPWP into sixteen digits."""
    record.npwp = _identity("npwp", values, record, read_npwp)


def read_owner_phone(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read the telephone number into E.164; of several the first good one."""
    record.phone = _identity("phone", values, record, read_phone)


def read_email(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read the e-mail address, in small letters."""
    email = told(values.get("email", "")).casefold()
    if EMAIL.fullmatch(email):
        record.email = email[:LONGEST_EMAIL]
    elif email:
        reason, remedy = "Bukan alamat e-mail.", "Tulis seperti nama@contoh.id."
        record.note(Severity.WARNING, "email", email, reason, remedy)


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
