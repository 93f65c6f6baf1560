"""How a page may look, in words: themes, colours, sections, order of products."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from laju.apps.studio.models import Version
from laju.apps.studio.queries import load_profile
from laju.core.design import (
    PALETTES,
    Design,
    Section,
    Theme,
    load_design,
    order_products,
    sections_of,
    theme_of,
)
from laju.core.profile import Profile


def themes_of(design: Design, profile: Profile) -> list[dict[str, Any]]:
    """Return the themes to choose from, with what makes each different."""
    about = {
        Theme.SHOP: (_("Toko"), _("Rak dua kolom, foto paling depan")),
        Theme.KITCHEN: (_("Dapur"), _("Papan menu, nama dan harga sebaris")),
        Theme.WORKSHOP: (_("Bengkel"), _("Papan gelap, pekerjaan bernomor")),
    }
    now = theme_of(design=design, sector=profile.sector)
    return [
        {
            "value": theme.value,
            "label": about[theme][0],
            "text": about[theme][1],
            "is_on": theme is now,
        }
        for theme in Theme
    ]


def palettes_of(design: Design) -> list[dict[str, Any]]:
    """Return the colours to choose from; each can be read."""
    first = {"value": "", "label": _("Sesuai bidang"), "is_on": not design.palette, "number": 0}
    named = [
        {"value": name, "label": name.capitalize(), "is_on": name == design.palette, "number": n}
        for n, name in enumerate(PALETTES, start=1)
    ]
    return [first, *named]


def sections_shown(design: Design, profile: Profile) -> list[dict[str, Any]]:
    """Return every section in the order of the page, those left out last."""
    names = {
        Section.PRODUCTS: _("Produk dan harga"),
        Section.ABOUT: _("Tentang kami"),
        Section.STEPS: _("Cara memesan"),
        Section.DELIVERY: _("Pengiriman"),
        Section.PAYMENT: _("Pembayaran"),
        Section.TESTIMONIAL: _("Kata pembeli"),
        Section.VISIT: _("Alamat dan jam buka"),
        Section.CHANNELS: _("Akun lain"),
        Section.PERMITS: _("Izin usaha"),
        Section.FAQ: _("Sering ditanyakan"),
    }
    order = sections_of(design=design, sector=profile.sector)
    rest = [section for section in Section if section not in order]
    return [
        {"value": each.value, "label": names[each], "is_on": each not in design.hidden}
        for each in (*order, *rest)
    ]


def products_shown(
    design: Design, products: Sequence[Any], keys: Sequence[str]
) -> list[dict[str, Any]]:
    """Return every product in the order of the page."""
    ordered = order_products(design=design, products=products)
    return [{"value": p.key, "label": p.name, "is_on": p.key in keys} for p in ordered]


def design_words(version: Version) -> dict[str, str]:
    """Return the look of a version in words, for comparing two."""
    profile, design = load_profile(stored=version.profile), load_design(stored=version.design)
    theme = next(each["label"] for each in themes_of(design, profile) if each["is_on"])
    colour = design.palette or _("Sesuai bidang")
    parts = [each["label"] for each in sections_shown(design, profile) if each["is_on"]]
    goods = [p.name for p in order_products(design=design, products=profile.products)]
    return {
        str(_("Tema")): str(theme),
        str(_("Warna")): str(colour),
        str(_("Bagian")): ", ".join(map(str, parts)),
        str(_("Produk")): ", ".join(goods),
    }
