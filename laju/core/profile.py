"""What is known of one business: the facts that texts, pages and posters are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Sector(StrEnum):
    """The kind of business, as far as words and colours go."""

    FOOD = "FOOD"  # makanan dan minuman, mentah tidak
    FARM = "FARM"  # pertanian, kebun, ternak, ikan
    CRAFT = "CRAFT"  # kriya: ulos, anyaman, ukiran
    FASHION = "FASHION"  # busana, jahit, sepatu
    BEAUTY = "BEAUTY"  # salon, pangkas, rias
    SERVICE = "SERVICE"  # jasa lain
    WORKSHOP = "WORKSHOP"  # bengkel, las, mebel, konveksi mesin
    RETAIL = "RETAIL"  # warung, kios, grosir
    OTHER = "OTHER"


SECTOR_NAMES: Mapping[Sector, str] = {
    Sector.FOOD: "Makanan dan minuman",
    Sector.FARM: "Pertanian, ternak, ikan",
    Sector.CRAFT: "Kriya",
    Sector.FASHION: "Busana",
    Sector.BEAUTY: "Kecantikan",
    Sector.SERVICE: "Jasa",
    Sector.WORKSHOP: "Bengkel dan pertukangan",
    Sector.RETAIL: "Warung dan toko",
    Sector.OTHER: "Lainnya",
}


class Tone(StrEnum):
    """How the texts speak; the owner picks it, nobody infers it from name or place."""

    PLAIN = ""
    FORMAL = "FORMAL"  # full sentences, "Anda"
    FRIENDLY = "FRIENDLY"  # as to a neighbour, "Kak"
    MEDAN = "MEDAN"  # as people of Medan speak


class Mood(StrEnum):
    """The look of pages and posters; each sector has one."""

    KITCHEN = "kitchen"  # FOOD, FARM
    LOOM = "loom"  # CRAFT, FASHION, BEAUTY
    WORKBENCH = "workbench"  # the others


MOODS: Mapping[Sector, Mood] = {
    Sector.FOOD: Mood.KITCHEN,
    Sector.FARM: Mood.KITCHEN,
    Sector.CRAFT: Mood.LOOM,
    Sector.FASHION: Mood.LOOM,
    Sector.BEAUTY: Mood.LOOM,
    Sector.SERVICE: Mood.WORKBENCH,
    Sector.WORKSHOP: Mood.WORKBENCH,
    Sector.RETAIL: Mood.WORKBENCH,
    Sector.OTHER: Mood.WORKBENCH,
}


@dataclass(frozen=True, slots=True)
class Opening:
    """Open on one weekday; `weekday` 0 is Monday, times as "HH:MM", closes may be "24:00"."""

    weekday: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Permit:
    """A permit may be spoken of only with its number."""

    kind: str  # HALAL, PIRT, BPOM, SNI, NIB
    number: str
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """Days that are not as the week says: closed, or with other hours (Ramadan, a feast)."""

    first: date
    last: date
    note: str = ""
    opens: str = ""  # "HH:MM"; empty: closed
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the business brings its goods; a fee of None is agreed on by chat, 0 is free."""

    area: str
    fee_rupiah: int | None = None


@dataclass(frozen=True, slots=True)
class Testimonial:
    """What one real buyer said, with the day they agreed to see it here and where it was said."""

    text: str
    who: str
    consented_on: date
    proof: str


class Stock(StrEnum):
    """Whether a product can be had."""

    UNKNOWN = ""
    READY = "READY"
    PREORDER = "PREORDER"
    SOLD_OUT = "SOLD_OUT"


@dataclass(frozen=True, slots=True)
class Variant:
    """One size or taste of a product; a price of None is the price of the product."""

    name: str
    price_rupiah: int | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """One thing the business sells; `key` is its slug, unique within the business."""

    key: str
    name: str
    price_rupiah: int | None = None
    unit: str = ""
    note: str = ""
    photo: str = ""  # path of a checked photo, empty when there is none
    variants: tuple[Variant, ...] = ()
    stock: Stock = Stock.UNKNOWN
    preorder_days: int | None = None
    weight_grams: int | None = None  # with its packing, as couriers and marketplaces ask


@dataclass(frozen=True, slots=True)
class Profile:
    """A business as its own facts tell it; an empty value means: not known, so never said."""

    code: str  # page code, for example "LJ-000042-7"
    slug: str  # folder of its site, for example "keripik-bu-ani-42"
    name: str
    sector: Sector = Sector.OTHER
    owner_name: str = ""
    activity: str = ""  # one line in the owner's own words
    products: tuple[Product, ...] = ()
    price_low_rupiah: int | None = None
    price_high_rupiah: int | None = None
    region_name: str = ""  # "Kota Medan", "Kabupaten Toba"
    province_name: str = ""
    district_name: str = ""
    village_name: str = ""
    address: str = ""
    phone: str = ""  # E.164, for example "+6281000000042"
    hours: tuple[Opening, ...] = ()
    founded_year: int | None = None
    employees: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    channels: Mapping[str, str] = field(default_factory=dict)  # instagram, facebook, tiktok, ...
    permits: tuple[Permit, ...] = ()
    photo: str = ""  # path of a checked photo of the business itself
    special_days: tuple[SpecialDays, ...] = ()
    delivery_areas: tuple[Delivery, ...] = ()
    qris: str = ""  # the checked text of the business' own payment code
    testimonial: Testimonial | None = None
    offer_ends_on: date | None = None  # the last day of the offer on the landing page
    landmark: str = ""  # what stands beside it: "sebelah Masjid Raya"
    story: str = ""  # one sentence of the owner's: how it began
    materials: tuple[str, ...] = ()  # what the goods are made of, in the owner's words
    making: tuple[str, ...] = ()  # codes of core.choices.MAKING, and so the next three
    uses: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    lead_days: int | None = None  # how many days ahead an order must come; 0: ready at once
    tone: Tone = Tone.PLAIN

    @property
    def mood(self) -> Mood:
        """Return the look that goes with the sector."""
        return MOODS[self.sector]
