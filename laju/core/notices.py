"""What Laju tells owners, in words, and when it may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from laju.core.errors import DomainError

QUIET_FROM, QUIET_UNTIL = time(20, 0), time(8, 0)  # of the clock where the owner lives
MOST_FIELD = 200  # characters of one field; a name of 2,000 makes no message of 2,000


class Purpose(StrEnum):
    """Why a message is sent: ANSWER to what was just asked, or NEWS of one's own matter."""

    ANSWER = "ANSWER"
    NEWS = "NEWS"


class Notice(StrEnum):
    """The kinds of messages."""

    SIGN_IN = "SIGN_IN"
    UNKNOWN_PHONE = "UNKNOWN_PHONE"
    STOPPED = "STOPPED"
    BACK = "BACK"
    APPLIED = "APPLIED"
    SEAT_OFFERED = "SEAT_OFFERED"
    CHOSEN = "CHOSEN"
    WAITING = "WAITING"
    OUT = "OUT"
    PERMIT_ENDS = "PERMIT_ENDS"


@dataclass(frozen=True, slots=True)
class Words:
    """A message: its sentences with {fields}, and why it is sent."""

    text: str
    purpose: Purpose = Purpose.NEWS


WORDS: Mapping[Notice, Words] = {
    Notice.SIGN_IN: Words(
        "Kode masuk Anda: {code}. Ketik di halaman Laju yang sedang terbuka, berlaku sampai "
        "{until}. Jangan berikan kode ini kepada siapa pun, petugas juga tidak memintanya.",
        Purpose.ANSWER,
    ),
    Notice.UNKNOWN_PHONE: Words(
        "Nomor ini belum terdaftar di Laju. Kalau nomor Anda baru, hubungi pendamping. "
        "Belum mendaftar? Mulai di {url}",
        Purpose.ANSWER,
    ),
    Notice.STOPPED: Words(
        "Baik, kami tidak mengirim pesan lagi ke nomor ini. Balas MULAI bila berubah pikiran.",
        Purpose.ANSWER,
    ),
    Notice.BACK: Words("Baik, kami kabari lagi lewat nomor ini.", Purpose.ANSWER),
    Notice.APPLIED: Words(
        "Halo {owner}, pendaftaran {business} untuk {cohort} sudah kami terima. "
        "Nomornya {code}, simpan baik-baik. Lihat kabarnya di {url}"
    ),
    Notice.SEAT_OFFERED: Words(
        "Halo {owner}, ada kursi kosong di {cohort} untuk {business} ({code}). "
        "Jawab sebelum {until}: buka {url}, atau hubungi pendamping Anda."
    ),
    Notice.CHOSEN: Words(
        "Selamat, {owner}! {business} ({code}) terpilih di {cohort}. "
        "Pendamping akan menghubungi Anda. Selengkapnya di {url}"
    ),
    Notice.WAITING: Words(
        "Halo {owner}, {business} ({code}) ada di daftar tunggu {cohort}, urutan {place} di "
        "{region}. Bila ada kursi kosong, kami menghubungi Anda. Selengkapnya di {url}"
    ),
    Notice.OUT: Words(
        "Halo {owner}, {business} ({code}) belum terpilih di {cohort}. "
        "Alasannya dan yang bisa diperbaiki ada di {url}. Angkatan berikutnya terbuka untuk Anda."
    ),
    Notice.PERMIT_ENDS: Words(
        "Halo {owner}, {permit} milik {business} ({code}) berlaku sampai {until}. Sesudah itu halaman "
        "Anda tidak menyebutnya lagi. Sudah diperpanjang? Kabari pendamping, atau isi di {url}"
    ),
}


class MissingField(DomainError):
    message = "Pesan {notice} tidak lengkap: {field} belum diisi."
    remedy = "Lengkapi datanya, lalu kirim lagi."


def write_notice(notice: Notice, fields: Mapping[str, object]) -> str:
    """Return the text of a message; every field is one short line, whatever it holds.

    Raises: MissingField.

    >>> write_notice(Notice.SIGN_IN, {"code": "482 193", "until": "14.32"})[:26]
    'Kode masuk Anda: 482 193. '
    """
    plain = {name: " ".join(str(value).split())[:MOST_FIELD] for name, value in fields.items()}
    try:
        return WORDS[notice].text.format_map(plain)
    except KeyError as error:
        raise MissingField(notice=notice, field=error.args[0]) from error


def earliest(*, local: datetime, purpose: Purpose) -> datetime:
    """Return when a message may be sent: an answer at once, anything else not between 20 and 8.

    local: an aware time by the clock of the place.

    >>> from datetime import timezone as z
    >>> wib = z(timedelta(hours=7))
    >>> earliest(local=datetime(2027, 3, 1, 22, 5, tzinfo=wib), purpose=Purpose.NEWS).isoformat()
    '2027-03-02T08:00:00+07:00'
    """
    if purpose is Purpose.ANSWER or QUIET_UNTIL <= local.time() < QUIET_FROM:
        return local
    morning = local.replace(hour=QUIET_UNTIL.hour, minute=0, second=0, microsecond=0)
    return morning if local.time() < QUIET_UNTIL else morning + timedelta(days=1)
