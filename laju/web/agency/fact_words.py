"""Facts and texts of a business in words, each with where it comes from."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.studio.models import Content, Fact
from laju.core.choices import LISTS, chosen
from laju.core.hours import format_hours
from laju.core.notation import format_rupiah
from laju.core.profile import Opening
from laju.web.agency.choices import SECTORS

NAMES = {
    "name": gettext_lazy("Nama usaha"),
    "sector": gettext_lazy("Sektor"),
    "owner_name": gettext_lazy("Nama pemilik"),
    "activity": gettext_lazy("Kegiatan"),
    "price_low_rupiah": gettext_lazy("Harga termurah"),
    "price_high_rupiah": gettext_lazy("Harga termahal"),
    "region_name": gettext_lazy("Kabupaten/kota"),
    "province_name": gettext_lazy("Provinsi"),
    "district_name": gettext_lazy("Kecamatan"),
    "village_name": gettext_lazy("Desa/kelurahan"),
    "address": gettext_lazy("Alamat"),
    "phone": gettext_lazy("Telepon"),
    "hours": gettext_lazy("Jam buka"),
    "founded_year": gettext_lazy("Mulai tahun"),
    "employees": gettext_lazy("Tenaga kerja"),
    "latitude": gettext_lazy("Lintang"),
    "longitude": gettext_lazy("Bujur"),
    "channels": gettext_lazy("Saluran daring"),
    "permits": gettext_lazy("Izin"),
    "products_told": gettext_lazy("Daftar produk"),
    "photo": gettext_lazy("Foto"),
    "landmark": gettext_lazy("Patokan"),
    "story": gettext_lazy("Awal usaha"),
    "materials": gettext_lazy("Bahan"),
    "making": gettext_lazy("Cara membuat"),
    "uses": gettext_lazy("Dipakai untuk"),
    "delivery": gettext_lazy("Cara menerima pesanan"),
    "payments": gettext_lazy("Cara bayar"),
    "lead_days": gettext_lazy("Pesan berapa hari sebelumnya"),
    "tone": gettext_lazy("Gaya bahasa"),
}
LINES = {
    "headline": gettext_lazy("Judul"),
    "tagline": gettext_lazy("Kalimat pembuka"),
    "about": gettext_lazy("Tentang usaha"),
    "description": gettext_lazy("Untuk mesin pencari"),
    "order": gettext_lazy("Pesan pembeli"),
    "offer": gettext_lazy("Judul halaman arahan"),
}
UNSAID = {"products_told"}  # marks that products changed; the products themselves are shown
LIST_NAME_PARTS = 2  # "products.<key>"


def fact_rows(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return the facts with value, origin, and the sheet row behind each."""
    return [
        {
            "label": NAMES.get(fact.name, fact.name),
            "value": say_value(fact.name, fact.value),
            "origin": fact.get_origin_display(),
            "told_by": fact.told_by,
            "at": fact.at,
            "row": fact.row,
            "row_url": reverse("agency:batch", args=[fact.row.batch_id]) if fact.row else "",
        }
        for fact in facts
        if fact.name not in UNSAID
    ]


def say_value(name: str, value: Any) -> str:
    """Write the value of a fact as people read it."""
    if value in (None, "", [], {}):
        return ""
    if name in SAY:
        return SAY[name](value)
    if name in LISTS:
        return ", ".join(choice.label for choice in chosen(name=name, codes=value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {item}" for key, item in value.items())
    return str(value)


def text_rows(content: Content) -> list[dict[str, Any]]:
    """Return each text of a page with the facts that carry it."""
    texts, products = content.texts, content.profile["products"]
    names = {product["key"]: product["name"] for product in products}
    rows = [
        {"label": label, "text": texts[key]["text"], "facts": _behind(texts[key]["facts"], names)}
        for key, label in LINES.items()
        if texts.get(key, {}).get("text")
    ]
    for key, line in texts.get("product_lines", {}).items():
        label = _("Produk: %(name)s") % {"name": names.get(key, key)}
        rows.append({"label": label, "text": line["text"], "facts": _behind(line["facts"], names)})
    return rows


def _behind(facts: Iterable[str], products: Mapping[str, str]) -> list[str]:
    """Name the facts behind a line; a product by its own name."""
    told = []
    for fact in facts:
        parts = fact.split(".")
        if len(parts) >= LIST_NAME_PARTS and parts[0] == "products":
            told.append(products.get(parts[1], parts[1]))
        else:
            told.append(str(NAMES.get(parts[0], parts[0])))
    return list(dict.fromkeys(told))


def _permit(kind: str, number: str, until: str | None = None) -> str:
    return f"{kind} {number}" + (f" ({_('sampai')} {until})" if until else "")


SAY: Mapping[str, Callable[[Any], str]] = {
    "price_low_rupiah": format_rupiah,
    "price_high_rupiah": format_rupiah,
    "hours": lambda value: format_hours([Opening(*opening) for opening in value]),
    "permits": lambda value: ", ".join(_permit(*permit) for permit in value),
    "sector": lambda value: str(dict(SECTORS).get(value, value)),
}
