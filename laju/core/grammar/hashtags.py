"""Hashtags of a post: product, kind, place, programme; no claims."""

import re
import unicodedata
from collections.abc import Mapping

from laju.core.claims import claims_in
from laju.core.grammar.seeds import shuffled
from laju.core.profile import Product, Profile, Sector

MOST = 8
LEAST = 5
LONGEST = 30
PRODUCT_WORDS = 3
PROGRAMME = "FastTrackDigitalisasi"
BY_SECTOR: Mapping[Sector, tuple[str, ...]] = {
    Sector.FOOD: ("KulinerLokal", "KulinerUMKM", "MakananLokal", "JajananLokal"),
    Sector.FARM: ("HasilTani", "PanganLokal", "TaniLokal", "HasilBumi"),
    Sector.CRAFT: ("KerajinanLokal", "KriyaIndonesia", "KriyaLokal", "KaryaLokal"),
    Sector.FASHION: ("BusanaLokal", "FashionLokal", "KaryaLokal", "ProdukFashion"),
    Sector.BEAUTY: ("SalonLokal", "RambutDanRias", "JasaLokal", "PerawatanDiri"),
    Sector.SERVICE: ("JasaLokal", "UsahaJasa", "LayananLokal", "JasaUMKM"),
    Sector.WORKSHOP: ("BengkelLokal", "UsahaBengkel", "JasaLokal", "TukangLokal"),
    Sector.RETAIL: ("BelanjaLokal", "WarungTetangga", "TokoLokal", "BelanjaDekat"),
    Sector.OTHER: ("UsahaLokal", "BelanjaLokal", "DukungLokal", "UsahaKecil"),
}
GENERAL = ("UMKM", "UMKMIndonesia", "UsahaLokal", "DukungUMKM", "UMKMLokal", "BelanjaDiUMKM")


def hashtags_of(
    *, profile: Profile, product: Product | None, region: str, seed: str
) -> tuple[str, ...]:
    """Return five to eight hashtags of plain letters, each once; `region` as people say it."""
    tags = [_tag(product.name)] if product else []
    place = _tag(region)
    sector, other_sector, *_ = shuffled(BY_SECTOR[profile.sector], seed=seed, purpose="sector")
    if place:
        tags += [place, shuffled((f"UMKM{place}", f"Usaha{place}"), seed=seed, purpose="place")[0]]
    general = shuffled(GENERAL, seed=seed, purpose="general")
    tags += [sector, PROGRAMME, *general[:2], other_sector]
    count = LEAST + 1 + len(seed) % 2 if place else LEAST + 1
    kept: dict[str, str] = {}
    for tag in (*tags, *general[2:]):
        is_spare = tag not in tags  # for when one stands among the sector's and the general ones
        if is_spare and len(kept) >= LEAST:
            continue
        if tag and not claims_in(words=_spread(tag), profile=profile):
            kept.setdefault(tag.casefold(), f"#{tag}")
    return tuple(kept.values())[: min(count, MOST)]


def _tag(name: str) -> str:
    """Return words run together, each with a capital; "" when nothing fit is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z]+", plain.replace("'", ""))[:PRODUCT_WORDS]
    joined = "".join(word[:1].upper() + word[1:].lower() for word in words)
    fit = len(joined) <= LONGEST and any(mark.isalpha() for mark in joined)
    return joined if fit and len(joined) > len("ab") else ""


def _spread(tag: str) -> str:
    return " ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", tag))
