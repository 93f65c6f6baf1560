"""What a business sells, as its pages list it."""

import re
from typing import Any

from laju.core.profile import Product, Stock
from laju.core.whatsapp import chat_link, is_phone, order_text
from laju.engines.sites.pictures import picture_view
from laju.engines.sites.site import FIRST, PAGE, Site
from laju.engines.sites.words import price_of, rupiah, shown

SIZES = "(min-width:40em) 320px, 45vw"


def goods_first(site: Site, hero_key: str) -> list[dict[str, Any]]:
    """Return what the homepage lists: everything, or the first where there is more than fits."""
    products = site.profile.products
    # one single photo already opens the page; it need not be shown twice
    photos = {product.key for product in products if product.key in site.photos}
    skip = hero_key if photos == {hero_key} else None
    first = products if len(products) <= FIRST else products[:FIRST]
    return [item_of(site, product, has_photo=product.key != skip) for product in first]


def goods_on(site: Site, number: int) -> list[dict[str, Any]]:
    """Return what page `number` (from 1) of the list of all products shows."""
    products = site.profile.products[(number - 1) * PAGE : number * PAGE]
    return [item_of(site, product) for product in products]


def item_of(site: Site, product: Product, *, has_photo: bool = True) -> dict[str, Any]:
    """Return one product: name, price, what is said besides, kinds, stock, and how to order it."""
    line = site.texts.product_lines.get(product.key)
    alt = site.texts.alts.get(product.key)
    campaign = site.campaign
    photo = site.photos.get(product.key) if has_photo else None
    said = said_besides(product, line.text if line else product.note)
    kinds, stock = kinds_of(product), stock_of(product)
    page = (
        f"{campaign.slug}.html"
        if campaign is not None and campaign.product_key == product.key
        else ""
    )
    is_gone = product.stock is Stock.SOLD_OUT
    return {
        "name": product.name,
        "price": price_of(product),
        "unit": product.unit,
        "about": bool(said or kinds or stock or page),
        "line": said,
        "kinds": kinds,
        "stock": stock,
        "page": page,
        "photo": picture_view(photo, sizes=SIZES) if photo else None,
        "alt": shown(alt.text if alt else "", limit=140) or f"Foto {product.name}",
        "ask": "Pesan",
        "order": "" if is_gone else order_link(site, site.profile.code, product=product.name),
    }


def kinds_of(product: Product) -> str:
    """Return sizes and tastes with their prices where they differ: "Kecil: Rp5.000 · Besar"."""
    told = (
        f"{each.name}: {rupiah(each.price_rupiah)}" if each.price_rupiah else each.name
        for each in product.variants
    )
    return " · ".join(told)


def stock_of(product: Product) -> str:
    """Return in words whether the product can be had; "" when nobody said."""
    if product.stock is Stock.SOLD_OUT:
        return "Sedang habis"
    if product.stock is Stock.READY:
        return "Siap diambil"
    if product.stock is Stock.PREORDER:
        days = product.preorder_days
        return f"Pesan dulu, siap dalam {days} hari" if days else "Pesan dulu"
    return ""


def order_link(site: Site, code: str, *, product: str = "", words: str = "") -> str:
    """Return the WhatsApp link that orders; "" without a phone to write to."""
    profile = site.profile
    if not is_phone(profile.phone):
        return ""
    if not words:
        words = f"Halo {profile.name}, saya mau pesan{' ' + product if product else ''}."
    return chat_link(phone=profile.phone, text=order_text(words, code=shown(code, limit=40)))


def pages_of(products: int) -> int:
    """Return how many pages a list of so many products has besides the homepage."""
    return -(-products // PAGE) if products > FIRST else 0


def list_name(number: int) -> str:
    """Return the file of a page of the list.

    >>> list_name(1), list_name(2)
    ('produk.html', 'produk-2.html')
    """
    return "produk.html" if number == 1 else f"produk-{number}.html"


def said_besides(product: Product, text: str) -> str:
    """Return what a product's line says besides its name and price, which stand beside it."""
    opening = re.match(
        rf"{re.escape(product.name)}(?:, {re.escape(price_of(product))}[^.]*)?\. ", text
    )
    text = text[opening.end() :] if opening else text
    rest = text.casefold().replace(product.name.casefold(), "")
    rest = rest.replace(price_of(product).casefold(), "").replace(product.unit.casefold(), "")
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if word not in {"per", "rp"}]
    return shown(text, limit=240) if words else ""
