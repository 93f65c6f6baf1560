"""What a business does: its own words, its KBLI code, and the sector they speak for."""

from collections.abc import Mapping

from laju.core.identity.names import clean_name
from laju.core.kbli import guess_sector as sector_of_kbli
from laju.core.kbli import read_kbli_code, versions_of
from laju.core.profile import Sector
from laju.core.records.people import EMAIL, LONGEST_EMAIL
from laju.core.records.values import Reader, Record, Severity, told
from laju.core.sectors import guess_sector

LONGEST_TEXT = 2_000


def read_activity(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read what the business does; an e-mail or a number in its place is put elsewhere."""
    activity = _text("activity", values, record)
    if activity and not any(map(str.isalpha, activity)):
        reason, remedy = "Kegiatan usaha berisi angka saja.", "Tulis kegiatan usahanya dengan kata."
        record.note(Severity.WARNING, "activity", activity, reason, remedy)
        activity = ""
    elif EMAIL.fullmatch(activity.casefold()):
        reason = "Kegiatan usaha berisi alamat e-mail."
        if not record.email:
            record.email = activity.casefold()[:LONGEST_EMAIL]
            reason = "Kegiatan usaha berisi alamat e-mail; dipindahkan ke kolom e-mail."
        record.note(Severity.WARNING, "activity", activity, reason, "Tulis kegiatan usahanya.")
        activity = ""
    record.activity = activity


def read_products(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read what the business sells."""
    record.products_text = _text("products", values, record)


def read_prices(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Take the prices as they are written, or else their range."""
    record.prices_text = told(values.get("prices", "") or values.get("price_range", ""))[:300]


def read_hours(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Take the opening hours as they are written."""
    record.hours_text = told(values.get("hours", ""))[:200]


def read_address(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Read the address."""
    record.address = _text("address", values, record)[:300]


def read_kbli(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    """Read the KBLI code and the version it belongs to."""
    text = told(values.get("kbli", ""))
    code = read_kbli_code(text)
    versions = versions_of(code=code, known=reader.kbli) if code else ()
    if not versions and _has_lost_zero(code, reader):
        code = f"0{code}"
        versions = versions_of(code=code, known=reader.kbli)
        reason = f"Angka 0 di depan kode KBLI hilang; dibaca {code}."
        record.note(Severity.REPAIRED, "kbli", text, reason, "Tidak perlu tindakan.")
    if versions:
        wanted = [v for v in versions if v.value == reader.kbli_version]
        record.kbli_code, record.kbli_version = code, (wanted or list(versions))[0].value
    elif text:
        reason = f"Kode KBLI {text[:40]} tidak ada dalam KBLI 2020 maupun 2025."
        remedy = "Pilih kode lima angka yang sesuai kegiatan usahanya."
        record.note(Severity.WARNING, "kbli", text, reason, remedy)


def choose_sector(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    """Choose the sector by the words of the record, else by its KBLI code."""
    words = f"{record.activity} {record.products_text}".strip()
    stated = told(values.get("sector", ""))
    record.sector = guess_sector(activity=words, name=record.name, stated=stated)
    if record.sector is Sector.OTHER and record.kbli_code:
        record.sector = sector_of_code(record.kbli_code, reader)


def sector_of_code(code: str, reader: Reader) -> Sector:
    """Return the sector of a known code, by the newest version that has it."""
    return sector_of_kbli(code=code, version=versions_of(code=code, known=reader.kbli)[-1])


def _text(name: str, values: Mapping[str, str], record: Record) -> str:
    text = told(clean_name(values.get(name, ""), longest=LONGEST_TEXT).text)
    if len(values.get(name, "")) > LONGEST_TEXT:
        reason = f"Teks terlalu panjang; dipakai {LONGEST_TEXT} huruf pertama."
        record.note(Severity.WARNING, name, text, reason, "Ringkas isinya.")
    return text


def _has_lost_zero(code: str, reader: Reader) -> bool:
    """Say whether four digits can only be a five-digit code whose first zero a sheet dropped.

    Four digits that are a class of their own may have been meant as that class.
    """
    is_class = any(code in edition.by_code for edition in reader.kbli)
    lost = len(code) == 4 and not is_class  # noqa: PLR2004
    return lost and bool(versions_of(code=f"0{code}", known=reader.kbli))
