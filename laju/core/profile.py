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
class Product:
    """One thing the business sells; `key` is its slug, unique within the business."""

    key: str
    name: str
    price_rupiah: int | None = None
    unit: str = ""
    note: str = ""
    photo: str = ""  # path of a checked photo, empty when there is none


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

    @property
    def mood(self) -> Mood:
        """Return the look that goes with the sector."""
        return MOODS[self.sector]
