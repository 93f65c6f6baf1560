"""What stands on anything printed: the facts of a business, nothing put in place of what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from laju.core.identity.phone import format_phone
from laju.core.permits import KINDS, may_be_shown
from laju.core.profile import MOODS, Product, Profile, Sector
from laju.core.whatsapp import chat_link, is_phone, order_text
from laju.engines.posters.palettes import Palette, choose_palette
from laju.engines.prints.pen import PLAIN, TITLE, printable
from laju.engines.sites.payment import own_qris
from laju.engines.sites.words import opening_table, price_of, rupiah, shown

EDIBLE = frozenset({Sector.FOOD, Sector.FARM})


@dataclass(frozen=True, slots=True)
class Piece:
    """The words and codes of one business, ready to print; an empty value is left out.

    address: of its page, for people; link: what the QR code opens; qris: the checked payment code.
    """

    name: str
    line: str
    place: str
    phone: str
    hours: tuple[str, ...]
    address: str
    link: str
    call: str
    qris: str
    merchant: str
    permits: tuple[str, ...]
    products: tuple[Product, ...]
    code: str
    on: date
    is_edible: bool
    palette: Palette


def piece_of(*, profile: Profile, address: str, on: date) -> Piece:
    """Return what is printed of a business.

    address: of its live page, "" without one; then the QR code opens a WhatsApp chat, if anything.
    Permits are shown while they stand on the day `on`.
    """
    has_phone = is_phone(profile.phone)
    chat = (
        chat_link(phone=profile.phone, text=order_text("Halo, saya mau pesan.", code=profile.code))
        if has_phone
        else ""
    )
    payment = own_qris(profile)
    name = shown(profile.name, limit=120)
    places = dict.fromkeys(
        shown(each, limit=80)
        for each in (profile.address, profile.village_name, profile.region_name)
        if each
    )
    return Piece(
        name=name if printable(name, TITLE) else profile.code,
        line=shown(profile.activity, limit=160),
        place=", ".join(places),
        phone=format_phone(profile.phone) if has_phone else "",
        hours=tuple(f"{row['days']} {row['times']}" for row in opening_table(profile.hours)),
        address=address.removeprefix("https://").removeprefix("http://").rstrip("/"),
        link=address or chat,
        call="Pindai untuk melihat dan memesan" if address else "Pindai untuk memesan",
        qris=profile.qris if payment else "",
        merchant=payment.merchant_name if payment else "",
        permits=tuple(
            f"{KINDS[permit.kind].label} {permit.number}"
            for permit in profile.permits
            if permit.kind in KINDS and may_be_shown(permit=permit, on=on)
        ),
        products=tuple(each for each in profile.products if printable(each.name, PLAIN)),
        code=profile.code,
        on=on,
        is_edible=profile.sector in EDIBLE,
        palette=choose_palette(mood=MOODS[profile.sector], seed=_seed(profile.code)),
    )


def price_lines(product: Product) -> Sequence[tuple[str, str]]:
    """Return name and price as printed: the product, then its sizes and tastes.

    A price nobody told is asked for, never made up.
    """
    unit = f" / {product.unit}" if product.unit and product.price_rupiah else ""
    price = price_of(product)
    first = (product.name, f"{price}{unit}" if price else "" if product.variants else "tanya harga")
    return [
        first,
        *(
            (each.name, rupiah(each.price_rupiah) if each.price_rupiah else price)
            for each in product.variants
        ),
    ]


def _seed(code: str) -> int:
    return sum(code.encode())
