"""QRIS: read the text behind a merchant's payment code and check it (EMV QRCPS-MPM, CRC-16)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from laju.core.errors import DomainError

CRC_TAG = "63"
CRITERIA = {
    "UMI": "usaha mikro", "UKE": "usaha kecil", "UME": "usaha menengah", "UBE": "usaha besar",
    "URE": "usaha reguler", "BLU": "badan layanan umum", "PSO": "kewajiban pelayanan publik",
}  # fmt: skip
_ACCOUNTS = tuple(f"{tag:02d}" for tag in range(26, 46))
_DOMESTIC = "51"
_NESTED = (*_ACCOUNTS, *(f"{tag:02d}" for tag in range(46, 52)), "62", "64")
_LONGEST_NAME = 25
_NMID_LENGTH = 15
_POLYNOMIAL = 0x1021
_SHORTEST_WORD = 3
_CUT_WORD = 4
_TELLS_NOTHING = frozenset(
    [
        "toko",
        "warung",
        "kedai",
        "kios",
        "usaha",
        "dagang",
        "jaya",
        "maju",
        "makmur",
        "sejahtera",
        "mandiri",
        "berkah",
        "sumber",
        "rumah",
        "makan",
        "depot",
        "bengkel",
        "salon",
        "dapur",
        "catering",
        "katering",
        "laundry",
        "grosir",
        "ibu",
        "bapak",
        "pak",
        "umkm",
        "indonesia",
        "medan",
        "shop",
        "store",
        "official",
        "dan",
        "the",
        "kue",
        "kopi",
        "roti",
        "nasi",
        "ayam",
    ]
)


class UnreadableQris(DomainError):
    message = "Kode QRIS tidak terbaca: {why}."
    remedy = "Unduh ulang gambar QRIS dari aplikasi pembayaran, lalu kirim yang asli dan utuh."
    status = 422


class DamagedQris(DomainError):
    message = "Kode QRIS rusak atau diubah: angka pemeriksa {found}, seharusnya {expected}."
    remedy = "Jangan dipakai. Unduh ulang gambar QRIS dari aplikasi pembayaran."
    status = 422


class ForeignPaymentCode(DomainError):
    message = "Ini kode pembayaran dari negara {country}, bukan QRIS Indonesia."
    remedy = "Kirim QRIS milik usaha ini sendiri."
    status = 422


class StrangerQris(DomainError):
    message = "QRIS ini atas nama “{merchant}”, bukan atas nama usaha ini ({names})."
    remedy = (
        "Kirim QRIS milik usaha ini sendiri. Kalau nama pada QRIS memang nama usaha atau pemiliknya, "
        "perbaiki dahulu nama itu di isian fakta."
    )
    status = 422


class DynamicQris(DomainError):
    message = "QRIS ini hanya berlaku untuk satu pembayaran."
    remedy = "Kirim QRIS tetap (statis), yang biasanya dicetak dan dipajang di meja kasir."
    status = 422


@dataclass(frozen=True, slots=True)
class Qris:
    """What a checked code says; `remarks` are departures from the standard that still work.

    `tags` holds every first-level value and `templates` the parts of the nested ones.
    """

    payload: str
    is_static: bool
    merchant_name: str
    city: str
    postcode: str
    merchant_category: str
    amount: Decimal | None
    nmid: str
    criteria: str
    issuer: str
    merchant_pan: str
    terminal: str
    tags: Mapping[str, str]
    templates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def criteria_label(self) -> str:
        """Return the size of the merchant in words; empty when the code does not say."""
        return CRITERIA.get(self.criteria, "")


def crc16(data: bytes) -> int:
    """Return CRC-16/CCITT-FALSE.

    >>> f"{crc16(b'123456789'):04X}"
    '29B1'
    """
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = ((value << 1) ^ _POLYNOMIAL if value & 0x8000 else value << 1) & 0xFFFF
    return value


def parse_tags(text: str) -> dict[str, str]:
    """Split "ttllvalue…" into values by tag; of a repeated tag the first counts.

    Raises: UnreadableQris.
    """
    tags: dict[str, str] = {}
    position = 0
    while position < len(text):
        tag, size = text[position : position + 2], text[position + 2 : position + 4]
        head = f"{tag}{size}"
        if not (len(head) == 4 and head.isascii() and head.isdecimal()):  # noqa: PLR2004 - ttll
            raise UnreadableQris(why="susunannya tidak utuh")
        end = position + 4 + int(size)
        if end > len(text):
            raise UnreadableQris(why="kodenya terpotong")
        tags.setdefault(tag, text[position + 4 : end])
        position = end
    return tags


def read_payment_code(payload: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Check any EMV merchant code and return its tags and nested templates.

    Raises: UnreadableQris, DamagedQris.
    """
    text = payload.strip()
    if not text.startswith("00"):
        raise UnreadableQris(why="ini bukan kode pembayaran")
    tags = parse_tags(text)
    if list(tags)[-1] != CRC_TAG or len(tags[CRC_TAG]) != 4:  # noqa: PLR2004 - four hex digits
        raise UnreadableQris(why="angka pemeriksanya tidak ada")
    expected = f"{crc16(text[:-4].encode()):04X}"
    if tags[CRC_TAG] != expected:
        raise DamagedQris(found=tags[CRC_TAG], expected=expected)
    return tags, {tag: nested for tag in _NESTED if (nested := _nested(tags.get(tag, "")))}


def read_qris(payload: str) -> Qris:
    """Read an Indonesian QRIS; blanks and line ends around it are forgiven.

    Raises: UnreadableQris, DamagedQris, ForeignPaymentCode.
    Source: ASPI, Standar Nasional QR Code Pembayaran MPM; EMV QRCPS-MPM 1.1.
    """
    tags, templates = read_payment_code(payload)
    if tags.get("58") != "ID":
        raise ForeignPaymentCode(country=tags.get("58", "lain"))
    account = next((templates[tag] for tag in _ACCOUNTS if tag in templates), {})
    domestic = templates.get(_DOMESTIC, {})
    return Qris(
        payload=payload.strip(),
        is_static=tags.get("01", "11") == "11",
        merchant_name=tags.get("59", "").strip(),
        city=tags.get("60", "").strip(),
        postcode=tags.get("61", "").strip(),
        merchant_category=tags.get("52", ""),
        amount=_amount(tags.get("54", "")),
        nmid=domestic.get("02", ""),
        criteria=domestic.get("03", "") or account.get("03", ""),
        issuer=account.get("00", ""),
        merchant_pan=account.get("01", ""),
        terminal=templates.get("62", {}).get("07", ""),
        tags=tags,
        templates=templates,
        remarks=tuple(_remarks(tags, domestic)),
    )


def _nested(text: str) -> dict[str, str]:
    try:
        return parse_tags(text)
    except UnreadableQris:
        return {}  # proprietary content: the outer value is kept in `tags`


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation as error:
        raise UnreadableQris(why="nominalnya bukan angka") from error


def _remarks(tags: Mapping[str, str], domestic: Mapping[str, str]) -> list[str]:
    remarks = []
    nmid = domestic.get("02", "")
    if not domestic:
        remarks.append("tidak memuat NMID (tag 51)")
    elif not (len(nmid) == _NMID_LENGTH and nmid.startswith("ID") and nmid[2:].isdecimal()):
        remarks.append("NMID tidak berbentuk ID dan 13 angka")
    if len(tags.get("59", "")) > _LONGEST_NAME:
        remarks.append("nama merchant lebih dari 25 huruf")
    if not (len(tags.get("52", "")) == 4 and tags["52"].isdecimal()):  # noqa: PLR2004
        remarks.append("kode jenis usaha (MCC) bukan 4 angka")
    remarks += [
        f"{name} tidak ada"
        for tag, name in (("59", "nama merchant"), ("60", "kota"))
        if not tags.get(tag)
    ]
    if tags.get("53") != "360":
        remarks.append("mata uang bukan rupiah")
    return remarks


def read_own_qris(*, payload: str, names: Sequence[str]) -> Qris:
    """Read the standing code of a business; `names` are its own names and its owner's.

    Banks cut the merchant's name at 25 letters and write it in capitals, so one telling word is
    enough: words like "toko" or "usaha" tell nothing.

    Raises: UnreadableQris, DamagedQris, ForeignPaymentCode, DynamicQris, StrangerQris.
    """
    qris = read_qris(payload)
    if not qris.is_static or qris.amount is not None:
        raise DynamicQris
    merchant = " ".join(qris.merchant_name.split())
    own = {word for name in names for word in _telling_words(name)}
    joined = {"".join(_words(name)) for name in names if name}
    is_own = "".join(_words(merchant)) in joined or any(
        _is_same(one, other) for one in _telling_words(merchant) for other in own
    )
    if not merchant or not is_own:
        said = " / ".join(name for name in names if name)[:120]
        raise StrangerQris(merchant=merchant or "–", names=said)
    return qris


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _telling_words(name: str) -> set[str]:
    return {w for w in _words(name) if len(w) >= _SHORTEST_WORD and w not in _TELLS_NOTHING}


def _is_same(one: str, other: str) -> bool:
    """Words are the same, or one is the other cut short at the end of the 25 letters."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _CUT_WORD and long.startswith(short))
