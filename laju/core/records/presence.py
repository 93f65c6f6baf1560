"""What a business has to show: channels, permits, a photo."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from laju.core.identity.names import clean_name
from laju.core.records.values import Reader, Record, Severity, told

CHANNELS = ("instagram", "facebook", "tiktok", "marketplace", "website")
PERMITS = {"permits_halal": "HALAL", "permits_pirt": "PIRT", "permits_bpom": "BPOM"}
NO_CHANNEL = frozenset({"tidak", "ya", "ada", "no", "yes", "0"})
LONGEST_CHANNEL = 200


def read_channels(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Take the accounts and shops the row names; "ada" names none."""
    for name in CHANNELS:
        text = told(clean_name(values.get(name, ""), longest=LONGEST_CHANNEL).text)
        if text and text.casefold() not in NO_CHANNEL:
            record.channels[name] = text[:LONGEST_CHANNEL]


def read_permits(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Take the numbers of permits; a permit without its number is noted."""
    for name, kind in PERMITS.items():
        text = told(values.get(name, ""))
        if sum(map(str.isdigit, text)) >= 5:  # noqa: PLR2004  a number, not "ada" or "proses"
            record.permits[kind] = text[:60]
        elif text and text.casefold() in {"ada", "ya", "sudah", "punya"}:
            reason = "Izin disebut ada, tetapi nomornya tidak ditulis."
            record.note(Severity.WARNING, name, text, reason, "Isi nomor izinnya.")


def read_photo(values: Mapping[str, str], reader: Reader, record: Record) -> None:  # noqa: ARG001
    """Take the name of the photo's file."""
    record.photo_name = PurePosixPath(told(values.get("photo", "")).replace("\\", "/")).name[:120]
