"""From facts and texts to the plain values a page shows; nothing here is markup."""

from collections.abc import Mapping
from typing import Any

from laju.core.design import Section, palette_of, sections_of
from laju.core.errors import DomainError
from laju.core.identity.phone import format_phone
from laju.core.profile import Product, Profile
from laju.core.structured import dump_ld
from laju.core.whatsapp import is_phone
from laju.core.zones import zone_of
from laju.engines.sites.channels import channel_links
from laju.engines.sites.facts import (
    address_lines,
    chips,
    clock_of,
    delivery_view,
    faq_view,
    headline_size,
    map_link,
    payment_view,
    permits_shown,
    quote_view,
    special_days,
    visit_title,
)
from laju.engines.sites.goods import (
    goods_first,
    goods_on,
    kinds_of,
    list_name,
    order_link,
    pages_of,
    said_besides,
    stock_of,
)
from laju.engines.sites.pictures import (
    Picture,
    picture_view,
    poster_for_page,
    poster_for_sharing,
)
from laju.engines.sites.sharing import home_data, landing_data, og_of, share_of
from laju.engines.sites.site import HOME, Campaign, Site, absolute
from laju.engines.sites.theme import SCRIPT
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
    """Return the values of the homepage; `frame` comes from `frame_view` for the same site.

    `parts` names the sections in the order chosen, those with nothing to say left out.
    """
    profile, texts = site.profile, site.texts
    channels = channel_links(profile.channels)
    hero, hero_key = _hero(site)
    sharing = poster_for_sharing(_card(site)) or hero or poster_for_sharing(_first_poster(site))
    name_said = profile.name.casefold() in texts.headline.text.casefold()
    headline = shown(texts.headline.text, limit=120)
    h1 = headline if name_said and headline else profile.name
    description = shown(texts.description.text, limit=160) or _title(profile)
    alt = texts.alts.get(hero_key)
    values = _with_order(site, frame, file=HOME, code=profile.code) | {
        "title": _title(profile),
        "description": description,
        "og_title": profile.name,
        "og": og_of(site, sharing),
        "h1": h1,
        "h1_size": headline_size(h1),
        "lead": "" if name_said else headline,
        "tagline": shown(texts.tagline.text, limit=240),
        "hero": picture_view(hero, sizes="(min-width:56em) 520px, 100vw") if hero else None,
        "hero_alt": shown(alt.text if alt else "", limit=140) or f"Foto {profile.name}",
        "chips": chips(profile),
        "clock": clock_of(profile, on=site.updated_on),
        "zone": zone_of(province_name=profile.province_name).name,
        "goods": goods_first(site, hero_key),
        **_all_goods(profile),
        "about": paragraphs(texts.about.text),
        "channels": [channel._asdict() for channel in channels],
        "owner": profile.owner_name,
        "permits": permits_shown(profile, on=site.updated_on),
        **delivery_view(profile),
        **payment_view(profile),
        "quote": quote_view(profile),
        "faq": faq_view(texts),
        "share": share_of(site),
        "ld": dump_ld(home_data(site, channels, sharing)),
    }
    return values | {"parts": [{part: True} for part in _parts(site, values)]}


def list_view(site: Site, frame: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Return the values of page `number` (from 1) of all products."""
    profile, pages = site.profile, pages_of(len(site.profile.products))
    file = list_name(number)
    title = f"Produk {profile.name}" + (f", halaman {number}" if number > 1 else "")
    return _with_order(site, frame, file=file, code=profile.code) | {
        "title": shown(title, limit=70),
        "description": "",
        "og_title": shown(title, limit=70),
        "og": og_of(site, None),
        "h1": "Semua produk",
        "tagline": f"{len(profile.products)} produk, halaman {number} dari {pages}.",
        "goods": goods_on(site, number),
        "back": list_name(number - 1) if number > 1 else "",
        "next": list_name(number + 1) if number < pages else "",
        "rest": bool(frame["script"]),
        "ld": "",
    }


def _all_goods(profile: Profile) -> dict[str, Any]:
    count = len(profile.products)
    more = pages_of(count)
    return {
        "goods_title": "Produk dan harga" if not more else "Sebagian produk kami",
        "all_href": list_name(1) if more else "",
        "all_text": f"Lihat semua {count} produk",
    }


def _parts(site: Site, values: Mapping[str, Any]) -> list[str]:
    """Return the names of sections that have something to say, in the order chosen."""
    is_there = {
        Section.PRODUCTS: ("goods", values["goods"]),
        Section.ABOUT: ("about", values["about"] or values["owner"]),
        Section.STEPS: ("steps", values["order"]),
        Section.DELIVERY: ("delivery", values["ways"] or values["areas"]),
        Section.PAYMENT: ("payment", values["pays"] or values["qris"]),
        Section.TESTIMONIAL: ("testimonial", values["quote"]),
        Section.VISIT: ("visit", values["has_contact"]),
        Section.CHANNELS: ("channels", values["channels"]),
        Section.PERMITS: ("permits", values["permits"]),
        Section.FAQ: ("faq", values["faq"]),
    }
    order = sections_of(design=site.design, sector=site.profile.sector)
    return [is_there[section][0] for section in order if is_there[section][1]]


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
    told = line.text if line else product.note
    description = shown(told, limit=240)
    wanted = product.name if product.key else ""
    title = f"{product.name} – {profile.name}" if product.key else offer
    ends = profile.offer_ends_on
    has_end = ends is not None and ends >= site.updated_on
    return _with_order(site, frame, file=file, code=campaign.code, wanted=wanted) | {
        "title": shown(title, limit=70),
        "description": description[:155] or shown(title),
        "og_title": offer,
        "og": og_of(site, sharing),
        "h1": offer,
        "h1_size": headline_size(offer),
        "product": product.name,
        "price": "" if is_told else price,
        "unit": product.unit,
        "line": said_besides(product, told),
        "kinds": kinds_of(product),
        "stock": stock_of(product),
        "ends": long_date(ends) if ends and has_end else "",
        "ends_iso": ends.isoformat() if ends else "",
        "hero": picture_view(hero, sizes="(min-width:56em) 480px, 100vw") if hero else None,
        "hero_alt": f"{product.name} dari {profile.name}",
        "ld": dump_ld(landing_data(site, product, file, sharing)),
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
        "special": special_days(profile, on=site.updated_on),
        "script": SCRIPT if phone or hours else "",
        "rest": bool(phone),
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
        "ping": counter(site, file),
        "counter": counting_host(site),
        "order": order_link(
            site,
            code,
            product=wanted,
            words="" if wanted else shown(site.texts.order.text, limit=600),
        ),
        "ask": "Pesan lewat WhatsApp",
        "c": palette_of(design=site.design, sector=site.profile.sector),
        "code": shown(code, limit=40),
    }


def counter(site: Site, file: str) -> str:
    """Return where a page of the site is counted, without ending; empty when it is not."""
    name = file.removesuffix(".html")
    return f"{_whole(site)}h/{site.profile.slug}/{name}" if site.counting else ""


def _whole(site: Site) -> str:
    """Return where the site is counted as a whole address, as `ping` asks for, if it is known."""
    if site.counting.startswith("/") and site.base_url:
        return "/".join(site.base_url.split("/")[:3]) + site.counting
    return site.counting


def counting_host(site: Site) -> str:
    """Return the host that the page may report to besides its own, for its policy."""
    return "/".join(site.counting.split("/")[:3]) if site.counting.startswith("http") else ""


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


def _card(site: Site) -> Mapping[str, str]:
    """Return the wide picture for links of the homepage, drawn with the posters."""
    posters = _first_poster(site)
    return {size: path for size, path in posters.items() if size in {"card", "og", "wide"}}


def _title(profile: Profile) -> str:
    place = profile.region_name or profile.province_name
    return shown(f"{profile.name} – {place}" if place else profile.name, limit=70)
