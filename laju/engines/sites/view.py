"""From facts and texts to the plain values a page shows; nothing here is markup."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from laju.core.errors import DomainError
from laju.core.identity.phone import format_phone
from laju.core.profile import Product, Profile
from laju.core.structured import business_data, catalogue_data, dump_ld, product_data
from laju.core.whatsapp import chat_link, is_phone, order_text, share_link
from laju.engines.sites.channels import Channel, channel_links
from laju.engines.sites.facts import (
    address_lines,
    chips,
    headline_size,
    map_link,
    permits_shown,
    visit_title,
)
from laju.engines.sites.pictures import (
    Picture,
    picture_path,
    picture_view,
    poster_for_page,
    poster_for_sharing,
)
from laju.engines.sites.site import HOME, Campaign, Site, absolute
from laju.engines.sites.words import (
    initials,
    long_date,
    opening_table,
    paragraphs,
    price_of,
    shown,
)


class UnknownProduct(DomainError):
    message = "Produk “{key}” pada halaman arahan tidak ada di usaha {slug}."
    remedy = "Pilih salah satu produk usaha itu, atau terbitkan tanpa halaman arahan."
    status = 422


def home_view(site: Site, frame: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the homepage; `frame` comes from `frame_view` for the same site."""
    profile, texts = site.profile, site.texts
    channels = channel_links(profile.channels)
    hero, hero_key = _hero(site)
    sharing = hero or poster_for_sharing(_first_poster(site))
    name_said = profile.name.casefold() in texts.headline.text.casefold()
    headline = shown(texts.headline.text, limit=120)
    h1 = headline if name_said and headline else profile.name
    about = paragraphs(texts.about.text)
    description = shown(texts.description.text, limit=160) or _title(profile)
    cards, menu = _products(site, hero_key)
    return _with_order(site, frame, file=HOME, code=profile.code) | {
        "title": _title(profile),
        "description": description,
        "og_title": profile.name,
        "og": _og(site, HOME, sharing),
        "h1": h1,
        "h1_size": headline_size(h1),
        "lead": "" if name_said else headline,
        "tagline": shown(texts.tagline.text, limit=240),
        "hero": picture_view(hero, sizes="(min-width:56em) 520px, 100vw") if hero else None,
        "chips": chips(profile),
        "cards": cards,
        "menu": menu,
        "menu_title": "Produk lainnya" if cards else "Produk dan harga",
        "about": about,
        "channels": [channel._asdict() for channel in channels],
        "has_contact": frame["has_contact"] or bool(channels),
        "owner": profile.owner_name,
        "permits": permits_shown(profile, on=site.updated_on),
        "share": _share(site),
        "ld": dump_ld(_home_data(site, channels, sharing)),
    }


def landing_view(site: Site, campaign: Campaign, frame: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the landing page of `campaign`; `frame` comes from `frame_view`.

    Raises: UnknownProduct.
    """
    profile, texts = site.profile, site.texts
    product = _product_of(site, campaign)
    posters = site.posters.get(product.key, {})
    hero = poster_for_page(posters) or site.photos.get(product.key)
    file = f"{campaign.slug}.html"
    offer = shown(texts.offer.text, limit=120) or product.name
    line = texts.product_lines.get(product.key)
    sharing = poster_for_sharing(posters) or hero
    price = price_of(product)
    is_told = price in offer and product.name.casefold() in offer.casefold()
    description = shown(line.text if line else product.note, limit=240)
    wanted = product.name if product.key else ""
    title = f"{product.name} – {profile.name}" if product.key else offer
    return _with_order(site, frame, file=file, code=campaign.code, wanted=wanted) | {
        "title": shown(title, limit=70),
        "description": description[:155] or shown(title),
        "og_title": offer,
        "og": _og(site, file, sharing),
        "h1": offer,
        "h1_size": headline_size(offer),
        "product": product.name,
        "price": "" if is_told else price,
        "unit": product.unit,
        "line": description,
        "hero": picture_view(hero, sizes="(min-width:56em) 480px, 100vw") if hero else None,
        "ld": dump_ld(_landing_data(site, product, file, sharing)),
    }


def _product_of(site: Site, campaign: Campaign) -> Product:
    """Return the product on offer; a campaign without one offers the business as a whole.

    Raises: UnknownProduct.
    """
    profile = site.profile
    if not campaign.product_key:
        return Product(key="", name=profile.name, note=site.texts.tagline.text)
    for product in profile.products:
        if product.key == campaign.product_key:
            return product
    raise UnknownProduct(key=campaign.product_key[:60], slug=profile.slug[:60])


def frame_view(site: Site) -> dict[str, Any]:
    """Return what both kinds of page share: who, where, when, the foot.

    `site.profile` has been cleaned.
    """
    profile = site.profile
    lines = address_lines(profile)
    phone = profile.phone if is_phone(profile.phone) else ""
    hours = opening_table(profile.hours)
    return {
        "name": profile.name,
        "initials": initials(profile.name) or "•",
        "place": profile.region_name or profile.province_name,
        "phone": format_phone(phone),
        "tel": phone,
        "hours": hours,
        "address": lines,
        "map": map_link(profile, lines),
        "visit_title": visit_title(address=bool(lines), hours=bool(hours), phone=bool(phone)),
        "has_contact": bool(lines or hours or phone),
        "programme": shown(site.programme, limit=120),
        "updated": long_date(site.updated_on),
        "updated_iso": site.updated_on.isoformat(),
    }


def _with_order(
    site: Site, frame: Mapping[str, Any], *, file: str, code: str, wanted: str = ""
) -> dict[str, Any]:
    return {
        **frame,
        "canonical": absolute(site, file),
        "order": _order(site, code, wanted),
        "code": shown(code, limit=40),
    }


def _said_besides(product: Product, text: str) -> str:
    """Return what a product's line says besides its name and price, which stand beside it."""
    rest = text.casefold().replace(product.name.casefold(), "")
    rest = rest.replace(price_of(product).casefold(), "").replace(product.unit.casefold(), "")
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if word not in {"per", "rp"}]
    return shown(text, limit=240) if words else ""


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
        "line": _said_besides(product, line.text if line else product.note),
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


def _share(site: Site) -> str:
    address = absolute(site, HOME)
    return share_link(f"{site.profile.name}\n{address}") if address else ""


def _og(site: Site, file: str, picture: Picture | None) -> dict[str, Any]:
    if picture is None:
        return {"url": absolute(site, file), "image": "", "w": 0, "h": 0}
    path = picture_path(picture.path)
    return {
        "url": absolute(site, file),
        "image": absolute(site, path) or path,
        "w": picture.width,
        "h": picture.height,
    }


def _home_data(
    site: Site, channels: Sequence[Channel], picture: Picture | None
) -> dict[str, object]:
    image = absolute(site, picture_path(picture.path)) if picture else ""
    same_as = [channel.href for channel in channels if channel.href]
    data = business_data(site.profile, url=absolute(site, HOME), image=image, same_as=same_as)
    offers = catalogue_data(site.profile.products)
    return {**data, "makesOffer": offers} if offers else data


def _landing_data(
    site: Site, product: Product, file: str, picture: Picture | None
) -> dict[str, object]:
    if not product.key:
        return business_data(site.profile, url=absolute(site, file), image="", same_as=[])
    line = site.texts.product_lines.get(product.key)
    return product_data(
        product,
        url=absolute(site, file),
        image=absolute(site, picture_path(picture.path)) if picture else "",
        description=shown(line.text, limit=240) if line else "",
        seller=site.profile.name,
    )
