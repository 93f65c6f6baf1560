"""How the pages of a business look: theme, colours, what is shown and in which order.

Colours are made from one seed so that whatever seed is chosen, everything on the page can be read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from laju.core.errors import DomainError
from laju.core.profile import Product, Sector

READABLE = 4.5  # WCAG 2.2, text of any size
CLEAR = 7.0  # WCAG 2.2, level AAA, for running text
MOST_KEYS = 300
_HEX = re.compile(r"#[0-9a-f]{6}")
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


class BadDesign(DomainError):
    message = "Tampilan halaman tidak dikenali: {what}."
    remedy = "Pilih tema, warna, dan bagian dari daftar yang ada."
    status = 422


class Theme(StrEnum):
    """The three ways a page can be built; they differ in what comes first, not in colour."""

    SHOP = "shop"  # goods in a grid, the cart
    KITCHEN = "kitchen"  # a menu board with prices
    WORKSHOP = "workshop"  # work done, how it goes, a quote to ask for


class Section(StrEnum):
    """A part of the homepage that can be moved or left out."""

    PRODUCTS = "products"
    ABOUT = "about"
    STEPS = "steps"  # how to order
    DELIVERY = "delivery"
    PAYMENT = "payment"
    TESTIMONIAL = "testimonial"
    VISIT = "visit"  # address, hours, telephone
    CHANNELS = "channels"
    PERMITS = "permits"
    FAQ = "faq"


THEMES: Mapping[Sector, Theme] = MappingProxyType(
    {
        Sector.FOOD: Theme.KITCHEN,
        Sector.FARM: Theme.SHOP,
        Sector.CRAFT: Theme.SHOP,
        Sector.FASHION: Theme.SHOP,
        Sector.BEAUTY: Theme.KITCHEN,  # treatments and prices read like a menu
        Sector.SERVICE: Theme.WORKSHOP,
        Sector.WORKSHOP: Theme.WORKSHOP,
        Sector.RETAIL: Theme.SHOP,
        Sector.OTHER: Theme.WORKSHOP,
    }
)
# Named after what they are taken from; the first colour is the seed, the second the spark.
PALETTES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "cabai": ("#a8321a", "#e0971b"),
        "kunyit": ("#8a5a00", "#d99a00"),
        "pandan": ("#2f6b3a", "#c9a227"),
        "mengkudu": ("#8f1d35", "#c48a24"),
        "nila": ("#2b3f7e", "#d2693c"),
        "anggrek": ("#86307a", "#c97b9b"),
        "laut": ("#00656e", "#e08d3c"),
        "baja": ("#0f5068", "#d99a00"),
        "kopi": ("#6b4226", "#b5803e"),
        "arang": ("#33414c", "#f0a500"),
    }
)
_SECTOR_PALETTES: Mapping[Sector, str] = MappingProxyType(
    {
        Sector.FOOD: "cabai",
        Sector.FARM: "pandan",
        Sector.CRAFT: "mengkudu",
        Sector.FASHION: "nila",
        Sector.BEAUTY: "anggrek",
        Sector.SERVICE: "baja",
        Sector.WORKSHOP: "arang",
        Sector.RETAIL: "laut",
        Sector.OTHER: "baja",
    }
)
# What a visitor looks for first differs from theme to theme.
ORDERS: Mapping[Theme, tuple[Section, ...]] = MappingProxyType(
    {
        Theme.SHOP: (
            Section.PRODUCTS, Section.DELIVERY, Section.PAYMENT, Section.TESTIMONIAL,
            Section.ABOUT, Section.STEPS, Section.VISIT, Section.FAQ, Section.CHANNELS, Section.PERMITS,
        ),
        Theme.KITCHEN: (
            Section.PRODUCTS, Section.VISIT, Section.DELIVERY, Section.PAYMENT,
            Section.TESTIMONIAL, Section.ABOUT, Section.PERMITS, Section.STEPS, Section.FAQ,
            Section.CHANNELS,
        ),
        Theme.WORKSHOP: (
            Section.PRODUCTS, Section.STEPS, Section.ABOUT, Section.TESTIMONIAL, Section.VISIT,
            Section.DELIVERY, Section.PAYMENT, Section.PERMITS, Section.FAQ, Section.CHANNELS,
        ),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Design:
    """What the owner chose; everything empty means: as the sector has it.

    `palette` is a name of PALETTES or a colour "#rrggbb"; `sections` and `products` (keys) come
    first in that order, the others follow; `hidden` is left out.
    """

    theme: Theme | None = None
    palette: str = ""
    hidden: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Palette:
    """Eight colours; ink, soft and accent can be read on paper, card and tint; white on accent."""

    paper: str
    card: str
    tint: str
    ink: str
    soft: str
    accent: str
    spark: str  # ornament only, never letters
    line: str


def theme_of(*, design: Design, sector: Sector) -> Theme:
    """Return the theme chosen, or the one of the sector."""
    return design.theme or THEMES[sector]


def palette_of(*, design: Design, sector: Sector) -> Palette:
    """Return the colours chosen, or those of the sector. Raises: BadDesign."""
    return make_palette(design.palette or _SECTOR_PALETTES[sector])


def sections_of(*, design: Design, sector: Sector) -> tuple[Section, ...]:
    """Return the sections to show, in order."""
    order = (*design.sections, *ORDERS[theme_of(design=design, sector=sector)])
    return tuple(each for each in dict.fromkeys(order) if each not in design.hidden)


def order_products(*, design: Design, products: Sequence[Product]) -> tuple[Product, ...]:
    """Return the products, those the owner put first before the others."""
    if not design.products:
        return tuple(products)
    place = {key: number for number, key in enumerate(design.products)}
    return tuple(sorted(products, key=lambda product: place.get(product.key, len(place))))


@cache
def make_palette(seed: str) -> Palette:
    """Make colours that can be read from a name of PALETTES or any colour "#rrggbb".

    Raises: BadDesign.

    >>> make_palette("#ffff00").accent  # yellow is darkened until it can be read
    '#747400'
    """
    told = seed.casefold()
    accent, spark = PALETTES.get(told, (told, told))
    if not _HEX.fullmatch(accent):
        raise BadDesign(what=seed[:40])
    colour = _rgb(accent)
    paper, tint = _mixed(colour, _WHITE, 0.965), _mixed(colour, _WHITE, 0.87)
    return Palette(
        paper=_hex(paper),
        card="#ffffff",
        tint=_hex(tint),
        ink=_hex(_darkened(_mixed(colour, _BLACK, 0.72), tint, CLEAR)),
        soft=_hex(_darkened(_mixed(colour, (90, 90, 90), 0.6), tint, READABLE)),
        accent=_hex(_darkened(colour, tint, READABLE)),
        spark=spark,
        line=_hex(_mixed(colour, _WHITE, 0.75)),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours "#rrggbb", 1 to 21.

    Source: WCAG 2.2, definition of contrast ratio.

    >>> round(contrast("#000000", "#ffffff"), 2)
    21.0
    """
    return _contrast(_rgb(one), _rgb(other))


def load_design(*, stored: Mapping[str, Any]) -> Design:
    """Turn stored plain values back into a design; {} is the design of the sector.

    Raises: BadDesign.
    """
    try:
        design = Design(
            theme=Theme(stored["theme"]) if stored.get("theme") else None,
            palette=str(stored.get("palette") or ""),
            hidden=_sections(stored.get("hidden") or ()),
            sections=_sections(stored.get("sections") or ()),
            products=tuple(str(key)[:60] for key in (stored.get("products") or ())[:MOST_KEYS]),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise BadDesign(what=str(error)[:80]) from error
    if design.palette:
        make_palette(design.palette)
    return design


def _sections(told: Iterable[str]) -> tuple[Section, ...]:
    return tuple(dict.fromkeys(Section(each) for each in told))


_Rgb = tuple[int, int, int]


def _rgb(colour: str) -> _Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(colour: _Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _mixed(one: _Rgb, other: _Rgb, share: float) -> _Rgb:
    """Return `one` with `share` of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _darkened(colour: _Rgb, ground: _Rgb, least: float) -> _Rgb:
    """Return the colour, darker by as many steps as it takes to be read; black always can be."""
    while _contrast(colour, ground) < least and colour != _BLACK:
        colour = (max(colour[0] * 95 // 100 - 1, 0), max(colour[1] * 95 // 100 - 1, 0), max(colour[2] * 95 // 100 - 1, 0))  # fmt: skip
    return colour


def _contrast(one: _Rgb, other: _Rgb) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: _Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
