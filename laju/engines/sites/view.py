"""From facts and texts to the plain values a page shows; nothing here is markup."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urljoin

from laju.core.errors import DomainError
from laju.core.profile import Product, Profile
from laju.core.structured import business_data, catalogue_data, dump_ld, product_data
from laju.core.texts import Texts
from laju.core.whatsapp import chat_link, is_phone, order_text, readable_phone, share_link
from laju.engines.sites.channels import Channel, channel_links
from laju.engines.sites.pictures import (
    Picture,
    picture_path,
    picture_view,
    poster_for_page,
    poster_for_sharing,
)
from laju.engines.sites.words import (
    initials,
    long_date,
    opening_table,
    paragraphs,
    price_of,
    price_range,
    shown,
)

MAX_PRODUCTS = 30  # more do not fit the first 14 kB, and nobody scrolls further on a phone
HOME = "index.html"
# A headline is set as large as its whole and its longest word allow on a phone of 360 px.
_SIZES = (("xl", 16, 10), ("l", 34, 12), ("m", 64, 14))
_PERMITS = {
    "HALAL": "Sertifikat halal",
    "PIRT": "P-IRT",
    "BPOM": "Izin edar BPOM",
    "SNI": "SNI",
    "NIB": "NIB",
}


class UnknownProduct(DomainError):
    message = "Produk “{key}” pada halaman arahan tidak ada di usaha {slug}."
    remedy = "Pilih salah satu produk usaha itu, atau terbitkan tanpa halaman arahan."
    status = 422


@dataclass(frozen=True, slots=True)
class Campaign:
    """One landing page: `slug`.html offers one product under a code of its own."""

    slug: str
    product_key: str
    code: str


@dataclass(frozen=True, slots=True)
class Site:
    """All that the pages of one business are made of.

    `base_url` is the address of the folder that holds all site folders, empty when not known;
    `posters` are paths by product key and size; `photos` are pictures by product key, the one
    of the business itself under the empty key. Paths are relative to the page.
    """

    profile: Profile
    texts: Texts
    updated_on: date
    campaign: Campaign | None = None
    base_url: str = ""
    programme: str = ""
    posters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    photos: Mapping[str, Picture] = field(default_factory=dict)


def clean_profile(profile: Profile) -> Profile:
    """Return the profile with every text showable, so that no page has to think of it again."""
    return replace(
        profile,
        name=shown(profile.name, limit=120) or profile.slug,
        owner_name=shown(profile.owner_name, limit=80),
        activity=shown(profile.activity, limit=200),
        products=tuple(_clean_product(product) for product in profile.products[:MAX_PRODUCTS]),
        region_name=shown(profile.region_name, limit=60),
        province_name=shown(profile.province_name, limit=60),
        district_name=shown(profile.district_name, limit=60),
        village_name=shown(profile.village_name, limit=60),
        address=shown(profile.address, limit=200),
        code=shown(profile.code, limit=40),
    )


def home_view(site: Site) -> dict[str, Any]:
    """Return the values of the homepage; `site.profile` has been cleaned."""
    profile, texts = site.profile, site.texts
    channels = channel_links(profile.channels)
    hero, hero_key = _hero(site)
    sharing = hero or poster_for_sharing(_first_poster(site))
    name_said = profile.name.casefold() in texts.headline.text.casefold()
    headline = shown(texts.headline.text, limit=120)
    h1 = headline if name_said and headline else profile.name
    about = paragraphs(texts.about.text)
    description = shown(texts.description.text, limit=160)
    cards, menu = _products(site, hero_key)
    return _frame(site, file=HOME, code=profile.code, channels=channels) | {
        "title": _title(profile),
        "description": description,
        "og_title": profile.name,
        "og": _og(site, HOME, sharing),
        "h1": h1,
        "h1_size": _size(h1),
        "lead": "" if name_said else headline,
        "tagline": shown(texts.tagline.text, limit=240),
        "hero": picture_view(hero, sizes="(min-width:56em) 520px, 100vw") if hero else None,
        "chips": _chips(profile),
        "cards": cards,
        "menu": menu,
        "menu_title": "Produk lainnya" if cards else "Produk dan harga",
        "about": about,
        "owner": profile.owner_name,
        "permits": _permits(site),
        "share": _share(site),
        "ld": dump_ld(_home_data(site, channels, sharing)),
    }


def landing_view(site: Site, campaign: Campaign) -> dict[str, Any]:
    """Return the values of the landing page of `campaign`.

    Raises: UnknownProduct.
    """
    profile, texts = site.profile, site.texts
    product = next((each for each in profile.products if each.key == campaign.product_key), None)
    if product is None:
        raise UnknownProduct(key=campaign.product_key[:60], slug=profile.slug[:60])
    posters = site.posters.get(product.key, {})
    hero = poster_for_page(posters) or site.photos.get(product.key)
    file = f"{campaign.slug}.html"
    offer = shown(texts.offer.text, limit=120) or product.name
    line = texts.product_lines.get(product.key)
    sharing = poster_for_sharing(posters) or hero
    description = shown(line.text if line else product.note, limit=240)
    frame = _frame(site, file=file, code=campaign.code, channels=[], wanted=product.name)
    return frame | {
        "title": shown(f"{product.name} – {profile.name}", limit=70),
        "description": description[:155] or shown(texts.description.text, limit=160),
        "og_title": offer,
        "og": _og(site, file, sharing),
        "h1": offer,
        "h1_size": _size(offer),
        "product": product.name,
        "price": price_of(product),
        "unit": product.unit,
        "line": description,
        "hero": picture_view(hero, sizes="(min-width:56em) 480px, 100vw") if hero else None,
        "ld": dump_ld(_landing_data(site, product, file, sharing)),
    }


def _frame(
    site: Site, *, file: str, code: str, channels: Sequence[Channel], wanted: str = ""
) -> dict[str, Any]:
    """Return what both kinds of page have: who, where, how to order, the foot."""
    profile = site.profile
    lines = _address_lines(profile)
    return {
        "canonical": _absolute(site, file),
        "name": profile.name,
        "initials": initials(profile.name) or "•",
        "place": profile.region_name or profile.province_name,
        "order": _order(site, code, wanted),
        "phone": readable_phone(profile.phone) if is_phone(profile.phone) else "",
        "tel": profile.phone if is_phone(profile.phone) else "",
        "hours": opening_table(profile.hours),
        "address": lines,
        "map": _map(profile, lines),
        "channels": [channel._asdict() for channel in channels],
        "has_contact": bool(lines or channels or is_phone(profile.phone)),
        "programme": shown(site.programme, limit=120),
        "code": shown(code, limit=40),
        "updated": long_date(site.updated_on),
        "updated_iso": site.updated_on.isoformat(),
    }


def _order(site: Site, code: str, product: str = "") -> str:
    profile = site.profile
    if not is_phone(profile.phone):
        return ""
    words = shown(site.texts.order.text, limit=600) if not product else ""
    if not words:
        words = f"Halo {profile.name}, saya mau pesan{' ' + product if product else ''}."
    return chat_link(phone=profile.phone, text=order_text(words, code=shown(code, limit=40)))


def _products(site: Site, hero_key: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return products with a photo of their own, and those told in words only."""
    photos = {p.key for p in site.profile.products if p.key in site.photos}
    # one single photo already opens the page; it need not be shown twice
    pictured = set() if photos == {hero_key} else photos
    cards: list[dict[str, Any]] = []
    menu: list[dict[str, Any]] = []
    for product in site.profile.products:
        if product.key in pictured:
            view = picture_view(site.photos[product.key], sizes="(min-width:56em) 320px, 92vw")
            cards.append({**_product(site, product), "photo": view})
        else:
            menu.append(_product(site, product))
    return cards, menu


def _product(site: Site, product: Product) -> dict[str, Any]:
    line = site.texts.product_lines.get(product.key)
    campaign = site.campaign
    return {
        "name": product.name,
        "price": price_of(product),
        "unit": product.unit,
        "line": shown(line.text if line else product.note, limit=240),
        "order": _order(site, site.profile.code, product.name),
        "page": f"{campaign.slug}.html"
        if campaign is not None and campaign.product_key == product.key
        else "",
    }


def _hero(site: Site) -> tuple[Picture | None, str]:
    if "" in site.photos:
        return site.photos[""], ""
    keys = (product.key for product in site.profile.products if product.key in site.photos)
    key = next(keys, "")
    return (site.photos[key], key) if key else (None, "")


def _first_poster(site: Site) -> Mapping[str, str]:
    campaign = site.campaign
    keys = [campaign.product_key] if campaign is not None else []
    keys += [product.key for product in site.profile.products]
    return next((site.posters[key] for key in keys if site.posters.get(key)), {})


def _title(profile: Profile) -> str:
    place = profile.region_name or profile.province_name
    return shown(f"{profile.name} – {place}" if place else profile.name, limit=70)


def _size(headline: str) -> str:
    longest = max(map(len, headline.split()), default=0)
    for size, characters, word in _SIZES:
        if len(headline) <= characters and longest <= word:
            return size
    return "s"


def _chips(profile: Profile) -> list[str]:
    chips = []
    if profile.founded_year:
        chips.append(f"Sejak {profile.founded_year}")
    if prices := price_range(profile):
        chips.append(prices)
    if profile.employees:
        chips.append(f"{profile.employees} orang bekerja di sini")
    return chips


def _address_lines(profile: Profile) -> list[str]:
    near = ", ".join(_distinct(profile.village_name, profile.district_name))
    far = ", ".join(_distinct(profile.region_name, profile.province_name))
    return _distinct(profile.address, near, far)


def _distinct(*parts: str) -> list[str]:
    return list(dict.fromkeys(part for part in parts if part))


def _map(profile: Profile, lines: Sequence[str]) -> str:
    if profile.latitude is not None and profile.longitude is not None:
        query = f"{profile.latitude:.6f},{profile.longitude:.6f}"
    elif profile.address or profile.village_name:
        query = ", ".join((profile.name, *lines))
    else:
        return ""  # a whole region is no place to drive to
    return f"https://www.google.com/maps/search/?api=1&query={quote(query, safe=',')}"


def _permits(site: Site) -> list[dict[str, str]]:
    return [
        {
            "label": _PERMITS.get(permit.kind.upper(), shown(permit.kind, limit=40)),
            "number": shown(permit.number, limit=60),
            "until": long_date(permit.expires_on) if permit.expires_on else "",
        }
        for permit in site.profile.permits
        if permit.number.strip()
        and (permit.expires_on is None or permit.expires_on >= site.updated_on)
    ]


def _share(site: Site) -> str:
    address = _absolute(site, HOME)
    return share_link(f"{site.profile.name}\n{address}") if address else ""


def _absolute(site: Site, path: str) -> str:
    """Return the address of a path inside the site; empty when the base is not known."""
    if not site.base_url:
        return ""
    return urljoin(f"{site.base_url.rstrip('/')}/{site.profile.slug}/", path)


def _og(site: Site, file: str, picture: Picture | None) -> dict[str, Any]:
    if picture is None:
        return {"url": _absolute(site, file), "image": "", "w": 0, "h": 0}
    path = picture_path(picture.path)
    return {
        "url": _absolute(site, file),
        "image": _absolute(site, path) or path,
        "w": picture.width,
        "h": picture.height,
    }


def _home_data(
    site: Site, channels: Sequence[Channel], picture: Picture | None
) -> dict[str, object]:
    image = _absolute(site, picture_path(picture.path)) if picture else ""
    same_as = [channel.href for channel in channels if channel.href]
    data = business_data(site.profile, url=_absolute(site, HOME), image=image, same_as=same_as)
    offers = catalogue_data(site.profile.products)
    return {**data, "makesOffer": offers} if offers else data


def _landing_data(
    site: Site, product: Product, file: str, picture: Picture | None
) -> dict[str, object]:
    line = site.texts.product_lines.get(product.key)
    return product_data(
        product,
        url=_absolute(site, file),
        image=_absolute(site, picture_path(picture.path)) if picture else "",
        description=shown(line.text, limit=240) if line else "",
        seller=site.profile.name,
    )


def _clean_product(product: Product) -> Product:
    return replace(
        product,
        name=shown(product.name, limit=120) or "Produk",
        unit=shown(product.unit, limit=40),
        note=shown(product.note, limit=240),
    )
