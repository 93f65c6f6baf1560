"""What a page says of itself to search engines: schema.org as JSON-LD."""

import json
from collections.abc import Mapping, Sequence

from laju.core.profile import Opening, Product, Profile, Sector
from laju.core.whatsapp import is_phone

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TYPES: Mapping[Sector, str] = {
    Sector.FOOD: "FoodEstablishment",
    Sector.FASHION: "ClothingStore",
    Sector.BEAUTY: "HealthAndBeautyBusiness",
    Sector.RETAIL: "Store",
    Sector.CRAFT: "Store",
}
# Inside <script> only these can end the element or the JavaScript string.
_UNSAFE = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029\x7f")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump_ld(data: Mapping[str, object]) -> str:
    r"""Return JSON that may stand inside a script element whatever the values are.

    >>> dump_ld({"name": "</script><script>"})
    '{"name":"\\u003c/script\\u003e\\u003cscript\\u003e"}'
    """
    text = _ENCODER.encode(data)
    for char, escaped in _UNSAFE:
        text = text.replace(char, escaped)
    return text


def business_data(
    profile: Profile, *, url: str = "", image: str = "", same_as: Sequence[str] = ()
) -> dict[str, object]:
    """Return the LocalBusiness of a profile; a fact that is not known is left out."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(profile.sector, "LocalBusiness"),
        "name": profile.name,
        "description": profile.activity,
        "url": url,
        "image": image,
        "telephone": profile.phone if is_phone(profile.phone) else "",
        "address": _address(profile),
        "geo": _geo(profile),
        "openingHoursSpecification": _openings(profile.hours),
        "foundingDate": str(profile.founded_year or ""),
        "sameAs": list(same_as),
    }
    return {key: value for key, value in data.items() if value}


def product_data(
    product: Product, *, url: str = "", image: str = "", description: str = "", seller: str = ""
) -> dict[str, object]:
    """Return the Product, with its Offer only when the price is a fact."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "description": description or product.note,
        "image": image,
        "offers": _offer(product, url=url, seller=seller),
    }
    return {key: value for key, value in data.items() if value}


def catalogue_data(products: Sequence[Product]) -> list[dict[str, object]]:
    """Return the offers of a business as a list to stand in `makesOffer`."""
    return [
        {**_offer(product), "itemOffered": {"@type": "Product", "name": product.name}}
        for product in products
        if product.price_rupiah is not None
    ]


def _offer(product: Product, *, url: str = "", seller: str = "") -> dict[str, object]:
    if product.price_rupiah is None:
        return {}
    offer: dict[str, object] = {
        "@type": "Offer",
        "price": product.price_rupiah,
        "priceCurrency": "IDR",
    }
    if url:
        offer["url"] = url
    if seller:
        offer["seller"] = {"@type": "Organization", "name": seller}
    return offer


def _address(profile: Profile) -> dict[str, str]:
    parts = {
        "streetAddress": profile.address,
        "addressLocality": profile.district_name or profile.region_name,
        "addressRegion": profile.province_name,
    }
    known = {key: value for key, value in parts.items() if value}
    return {"@type": "PostalAddress", **known, "addressCountry": "ID"} if known else {}


def _geo(profile: Profile) -> dict[str, object]:
    if profile.latitude is None or profile.longitude is None:
        return {}
    return {
        "@type": "GeoCoordinates",
        "latitude": profile.latitude,
        "longitude": profile.longitude,
    }


def _openings(hours: Sequence[Opening]) -> list[dict[str, object]]:
    """Return one entry for all days with the same times: half the bytes of one for each."""
    days: dict[tuple[str, str], list[str]] = {}
    for each in hours:
        closes = "23:59" if each.closes == "24:00" else each.closes
        days.setdefault((each.opens, closes), []).append(_DAYS[each.weekday % 7])
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": those if len(those) > 1 else those[0],
            "opens": opens,
            "closes": closes,
        }
        for (opens, closes), those in days.items()
    ]
