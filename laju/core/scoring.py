"""Scores for curation: a fixed, published scale over what an applicant wrote on the sheet."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laju.core.notation import format_decimal
from laju.core.profile import Profile

VERSION = "2026-11"  # changes with any change of points below; published with every score
MOST = 100.0
SEVERAL = 3  # products, channels
YOUNG_YEARS, SETTLED_YEARS = 1, 2
FACE_FIELDS = {"name": "nama usaha", "activity": "kegiatan", "place": "kecamatan/desa"}
CONTACT_FIELDS = {"address": "alamat", "owner_name": "nama pemilik"}
# What North Sumatra is known for; another province passes its own list.
TYPICAL_PRODUCTS = (
    "ulos",
    "songket",
    "tenun",
    "kopi",
    "andaliman",
    "bika ambon",
    "dodol",
    "lapis legit",
    "bolu",
    "sirup markisa",
    "markisa",
    "terong belanda",
    "teri medan",
    "ikan asin",
    "salak",
    "kacang sihobuk",
    "ombus-ombus",
    "lemang",
    "naniura",
    "arsik",
    "gula aren",
    "kemenyan",
    "anyaman",
    "ukiran",
    "gorga",
    "batik medan",
)


class Criterion(StrEnum):
    """What is looked at; sex, religion, ethnicity, age and family ties never are."""

    COMPLETE = "COMPLETE"
    REACHABLE = "REACHABLE"
    PRODUCTS = "PRODUCTS"
    PRICES = "PRICES"
    NEED = "NEED"
    AGE = "AGE"
    TYPICAL = "TYPICAL"
    SHEET = "SHEET"  # the office's own score, taken over as it is


@dataclass(frozen=True, slots=True)
class Facts:
    """What the scale looks at; an empty value means: not known."""

    name: str = ""
    activity: str = ""
    place: str = ""  # district or village
    address: str = ""
    owner_name: str = ""
    phone: str = ""  # E.164, for example "+6281000000042"
    products: Sequence[str] = ()
    count_priced: int = 0  # products with a price of their own
    has_price_range: bool = False
    channels: Collection[str] = ()  # own channels online: instagram, shopee, ...
    founded_year: int | None = None
    year: int = 0  # of the cohort
    sheet_score: float | None = None  # 0..100, when the office scored already


@dataclass(frozen=True, slots=True)
class Part:
    """Points of one criterion with their reason."""

    criterion: Criterion
    points: float
    most: float
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """A total of 0..100 and the parts that make it; `note` says where it comes from."""

    total: float
    parts: tuple[Part, ...]
    note: str


def facts_of(*, profile: Profile, year: int, sheet_score: float | None = None) -> Facts:
    """Read the facts for scoring from a business' profile; `year` is the cohort's."""
    return Facts(
        name=profile.name,
        activity=profile.activity,
        place=profile.village_name or profile.district_name,
        address=profile.address,
        owner_name=profile.owner_name,
        phone=profile.phone,
        products=[product.name for product in profile.products],
        count_priced=sum(product.price_rupiah is not None for product in profile.products),
        has_price_range=profile.price_low_rupiah is not None,
        channels=[name for name, value in profile.channels.items() if value],
        founded_year=profile.founded_year,
        year=year,
        sheet_score=sheet_score,
    )


def score_application(*, facts: Facts, typical: Collection[str] = TYPICAL_PRODUCTS) -> Score:
    """Score an application on the published scale, or take over the sheet's own score.

    typical: products the region is known for, lower case.
    Returns: parts sum to the total; an unusable sheet score is passed over, and the note says so.
    Source: docs/adr/0008-selection.md.

    >>> score_application(facts=Facts(name="Kopi Lintong", products=["Kopi bubuk"])).total
    34.0
    """
    given = facts.sheet_score
    if given is not None and 0 <= given <= MOST:
        reason = f"Nilai {format_decimal(given, decimals=2)} diambil apa adanya dari lembar dinas."
        return Score(given, (Part(Criterion.SHEET, given, MOST, reason),), reason)
    parts = (
        _complete(facts),
        _reachable(facts.phone),
        _products(len(facts.products)),
        _prices(facts),
        _need(len(set(facts.channels))),
        _age(facts),
        _typical(facts, typical),
    )
    note = f"Dihitung dari isian lembar dengan skala terbitan {VERSION}."
    if given is not None:
        note = f"Nilai di lembar tidak dipakai karena di luar 0 sampai 100. {note}"
    return Score(sum(part.points for part in parts), parts, note)


def _complete(facts: Facts) -> Part:
    fields = FACE_FIELDS | CONTACT_FIELDS
    missing = [label for field, label in fields.items() if not getattr(facts, field).strip()]
    points = 4.0 * (len(fields) - len(missing))
    reason = f"Belum diisi: {', '.join(missing)}." if missing else "Data pokok terisi lengkap."
    return Part(Criterion.COMPLETE, points, 20, reason)


def _reachable(phone: str) -> Part:
    if re.fullmatch(r"\+628[0-9]{7,11}", phone):
        return Part(Criterion.REACHABLE, 15, 15, "Nomor ponsel dapat dihubungi lewat WhatsApp.")
    if re.fullmatch(r"\+62[0-9]{7,12}", phone):
        return Part(Criterion.REACHABLE, 6, 15, "Hanya ada telepon rumah atau kantor.")
    return Part(Criterion.REACHABLE, 0, 15, "Belum ada nomor ponsel yang sah.")


def _products(count: int) -> Part:
    reason = f"{count} produk disebut namanya." if count else "Belum ada produk yang disebut."
    return Part(Criterion.PRODUCTS, 5.0 * min(count, SEVERAL), 15, reason)


def _prices(facts: Facts) -> Part:
    if facts.count_priced:
        points = 5.0 * min(facts.count_priced, SEVERAL)
        return Part(Criterion.PRICES, points, 15, f"{facts.count_priced} produk sudah berharga.")
    if facts.has_price_range:
        return Part(Criterion.PRICES, 5, 15, "Ada kisaran harga, belum harga per produk.")
    return Part(Criterion.PRICES, 0, 15, "Belum ada harga.")


def _need(channels: int) -> Part:
    """Those who are not online yet need the programme most."""
    if not channels:
        return Part(Criterion.NEED, 15, 15, "Belum hadir daring, sehingga paling membutuhkan.")
    if channels < SEVERAL:
        return Part(Criterion.NEED, 8, 15, f"Baru ada {channels} saluran daring.")
    return Part(Criterion.NEED, 3, 15, f"Sudah ada {channels} saluran daring.")


def _age(facts: Facts) -> Part:
    years = facts.year - facts.founded_year if facts.founded_year is not None else -1
    if years < 0:
        return Part(Criterion.AGE, 0, 10, "Tahun berdiri belum diketahui.")
    if years >= SETTLED_YEARS:
        return Part(Criterion.AGE, 10, 10, f"Usaha sudah berjalan {years} tahun.")
    if years >= YOUNG_YEARS:
        return Part(Criterion.AGE, 6, 10, "Usaha berjalan sekitar satu tahun.")
    return Part(Criterion.AGE, 2, 10, "Usaha baru dimulai tahun ini.")


def _typical(facts: Facts, typical: Collection[str]) -> Part:
    text = " ".join([facts.name, facts.activity, *facts.products]).casefold()
    for word in typical:
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            return Part(Criterion.TYPICAL, 10, 10, f"Produk khas daerah: {word}.")
    return Part(Criterion.TYPICAL, 0, 10, "Produk khas daerah tidak disebut.")
