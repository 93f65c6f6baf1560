"""Go-digital: three nested levels, each carried by dated evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

VERSION = "2026-11"
DORMANT_DAYS = 90  # a channel not seen alive for longer drops out
ORDER_DAYS = 365  # selling means an order within twelve months
MANAGING_POINTS = 4  # of the twelve below, as "basic" in Eurostat's index


class Level(StrEnum):
    """Each level includes the one before."""

    D0 = "D0"  # no evidence of an own channel
    D1 = "D1"  # present: an own live channel
    D2 = "D2"  # selling: an order came or was sold over the internet
    D3 = "D3"  # managing: at least four of twelve digital practices


class EvidenceKind(StrEnum):
    """What a piece of evidence shows; the groups below say what it counts for."""

    WHATSAPP_BUSINESS = "WHATSAPP_BUSINESS"
    SOCIAL_PAGE = "SOCIAL_PAGE"
    MARKETPLACE_SHOP = "MARKETPLACE_SHOP"
    WEB_PAGE = "WEB_PAGE"
    QRIS = "QRIS"
    ORDER = "ORDER"
    PRICED_CATALOGUE = "PRICED_CATALOGUE"
    PAID_ADS = "PAID_ADS"
    DIGITAL_BOOKS = "DIGITAL_BOOKS"
    ONLINE_DELIVERY = "ONLINE_DELIVERY"
    STOCK_APP = "STOCK_APP"
    CUSTOMER_LIST = "CUSTOMER_LIST"
    REGULAR_POSTS = "REGULAR_POSTS"


LABELS = {
    EvidenceKind.WHATSAPP_BUSINESS: "WhatsApp usaha",
    EvidenceKind.SOCIAL_PAGE: "halaman media sosial",
    EvidenceKind.MARKETPLACE_SHOP: "toko di lokapasar",
    EvidenceKind.WEB_PAGE: "halaman web",
    EvidenceKind.QRIS: "QRIS",
    EvidenceKind.ORDER: "pesanan lewat internet",
    EvidenceKind.PRICED_CATALOGUE: "katalog daring dengan harga",
    EvidenceKind.PAID_ADS: "iklan berbayar",
    EvidenceKind.DIGITAL_BOOKS: "pembukuan digital",
    EvidenceKind.ONLINE_DELIVERY: "pengiriman yang dipesan daring",
    EvidenceKind.STOCK_APP: "aplikasi kasir atau stok",
    EvidenceKind.CUSTOMER_LIST: "daftar pelanggan digital",
    EvidenceKind.REGULAR_POSTS: "unggahan rutin",
}
CHANNELS = frozenset(
    {
        EvidenceKind.WHATSAPP_BUSINESS,
        EvidenceKind.SOCIAL_PAGE,
        EvidenceKind.MARKETPLACE_SHOP,
        EvidenceKind.WEB_PAGE,
        EvidenceKind.QRIS,
    }
)
# The twelve practices of D3, one point each: everything but the order, which is D2's own test.
PRACTICES = frozenset(EvidenceKind) - {EvidenceKind.ORDER}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that can be looked up again: `reference` is a URL, merchant id, order number ...

    seen_on: the day it was last seen alive (for an order, the day of the order).
    is_verified: somebody other than the owner has looked; `source` says who or which sheet row.
    """

    kind: EvidenceKind
    reference: str
    seen_on: date
    is_verified: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """The level on a day, what carried it, what was passed over and why, what comes next.

    is_verified: every level up to this one stands on evidence that somebody has looked at.
    """

    level: Level
    on: date
    is_verified: bool
    carried_by: tuple[Evidence, ...]
    passed_over: tuple[tuple[Evidence, str], ...]
    next_step: str


def grade_business(*, evidence: Iterable[Evidence], on: date) -> Grade:
    """Grade a business on a day from its evidence; what cannot be looked up does not count.

    Channels and practices count for 90 days after they were last seen, orders for 365.
    Source: docs/adr/0010-go-digital.md.

    >>> page = Evidence(EvidenceKind.WEB_PAGE, "https://contoh.id/ani", date(2027, 3, 1))
    >>> grade_business(evidence=[page], on=date(2027, 3, 2)).level
    <Level.D1: 'D1'>
    """
    counted: list[Evidence] = []
    passed: list[tuple[Evidence, str]] = []
    for item in sorted(evidence, key=_order):
        why = _objection(item, on)
        if why:
            passed.append((item, why))
        else:
            counted.append(item)
    level = _level(counted)
    is_verified = level is not Level.D0 and level == _level([e for e in counted if e.is_verified])
    carried = tuple(counted) if level is not Level.D0 else ()
    return Grade(level, on, is_verified, carried, tuple(passed), _next_step(level, counted))


def _order(item: Evidence) -> tuple[str, str, date, bool, str]:
    return (item.kind, item.reference, item.seen_on, item.is_verified, item.source)


def _objection(item: Evidence, on: date) -> str:
    """Say why a piece of evidence does not count on a day; empty when it does."""
    if not item.reference.strip():
        return "tidak ada tautan atau nomor yang dapat diperiksa"
    if item.seen_on > on:
        return "tanggal pemeriksaannya belum tiba"
    age = (on - item.seen_on).days
    if item.kind is EvidenceKind.ORDER:
        return f"pesanan sudah {age} hari lalu" if age > ORDER_DAYS else ""
    return f"tidak terlihat aktif selama {age} hari" if age > DORMANT_DAYS else ""


def _level(counted: list[Evidence]) -> Level:
    kinds = {item.kind for item in counted}
    if not kinds & CHANNELS:
        return Level.D0
    if EvidenceKind.ORDER not in kinds:
        return Level.D1
    return Level.D3 if len(kinds & PRACTICES) >= MANAGING_POINTS else Level.D2


def _next_step(level: Level, counted: list[Evidence]) -> str:
    kinds = {item.kind for item in counted}
    if level is Level.D0:
        return "Untuk D1: buka satu saluran sendiri, misalnya WhatsApp usaha atau halaman web."
    if level is Level.D1:
        return "Untuk D2: catat satu pesanan yang datang lewat internet beserta buktinya."
    if level is Level.D2:
        missing = MANAGING_POINTS - len(kinds & PRACTICES)
        offers = [LABELS[kind] for kind in EvidenceKind if kind in PRACTICES - kinds]
        return f"Untuk D3: tambah {missing} kebiasaan digital, misalnya {', '.join(offers[:3])}."
    return "Sudah di tingkat tertinggi; jaga agar saluran tetap aktif."
