"""The facts of one business as they stand in sentences: slot name -> words and their facts."""

import re
from collections.abc import Mapping, Sequence

from laju.core.claims import claims_in, is_abbreviated, may_be_named
from laju.core.grammar.told import told_slots
from laju.core.identity.phone import format_phone
from laju.core.indonesian import (
    DAYS,
    clean_text,
    closed_days,
    display_name,
    format_hours,
    full_region,
    has_whatsapp,
    inside_sentence,
    join_words,
    product_name,
    short_region,
    start_sentence,
)
from laju.core.notation import format_rupiah
from laju.core.profile import Product, Profile, Sector
from laju.core.sectors import read_products, sensitive_goods
from laju.core.texts import Line

Slots = Mapping[str, Line]

UNNAMED = "usaha kami"
LISTED = 3
LISTED_CHARACTERS = 70
SPOKEN_PRODUCT = 45
SPOKEN_ADDRESS = 90
MAX_ACTIVITY_WORDS = 9
MAX_ACTIVITY = 70
PEOPLE_WORTH_TELLING = 2
_SERVICE = re.compile(
    r"^(?:jasa|servis|service|cuci|jahit|pangkas|potong rambut|las|sewa|rental|rias|cetak|sablon|laundry|loundry|bordir|kursus|les|pijat|vermak|permak"
    r"|tambal|reparasi|perbaikan|pemasangan|pengecatan|fotokopi|foto|make ?up|pengetikan|desain|bimbingan|persewaan|penyewaan|isi ulang|setrika|antar|ganti|creambath|facial|smoothing|rebonding|praktik|praktek|travel|ekspedisi|tambal)(?!\w)",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"(?<!\w)(?:membuat|memproduksi|produksi|pembuatan|produsen|buat|bikin)(?!\w)", re.IGNORECASE
)
_VERB_PHRASE = re.compile(r"^(?:me[a-z]{3,}|ber(?!bagai|macam|aneka|asal|diri)[a-z]{3,})\s+\w{3,}")
_SHOP_PHRASE = re.compile(
    r"^(?:warung|toko|kios|kedai|rumah makan|bengkel|salon|konveksi|penjahit|katering|catering|laundry|konter|grosir|depot|angkringan|jasa|pangkas|studio|apotek|agen|pangkalan|kantin|kafe|cafe|rumah kos|kolam|peternakan|perkebunan|budidaya|pengrajin|perajin|percetakan|bimbingan|rental)\s+\w{3,}|^(?:salon|laundry|bengkel|penjahit|konveksi|katering|apotek|angkringan|percetakan)$"
)
_ODD = re.compile(r"[^\w\s,'’&/.()-]|\d|_")
# Three letters at least: "di H." would read as an abbreviation.
_PLACE = re.compile(
    r"(?=(?:[^A-Za-zÀ-ž]*[A-Za-zÀ-ž]){3})[A-Za-zÀ-ž](?:[A-Za-zÀ-ž '’()/-]|\.(?!\s|$))*"
)
_PHONE = re.compile(r"\+\d{8,15}", re.ASCII)
_TAIL = re.compile(r"\s+(?:di ?rumah|dll|dsb|dan lain[- ]?lain)\b.*$")


# A month has a dozen captions of one profile: what they share is worked out once. The pair is
# replaced as a whole, so a reader never finds slots of another profile.
_latest: tuple[Profile | None, dict[Product | None, dict[str, Line]]] = (None, {})


def slots_of(*, profile: Profile, product: Product | None = None) -> dict[str, Line]:
    """Return every slot the facts fill; a slot that is missing is a fact that is not known.

    With `product` the slots speak of that product; else of the first one.
    """
    global _latest  # noqa: PLW0603
    latest = _latest
    if latest[0] is not profile:
        _latest = latest = (profile, {})
    if product not in latest[1]:
        latest[1][product] = _slots(profile, product)
    return dict(latest[1][product])


def _slots(profile: Profile, product: Product | None) -> dict[str, Line]:
    slots: dict[str, Line] = {"nama": Line(display_name(profile.name) or UNNAMED, ("name",))}
    slots |= _place_slots(profile)
    slots |= _contact_slots(profile)
    offered = speakable_products(profile=profile)
    chosen = product if product in offered else (offered[0] if offered else None)
    if chosen:
        slots |= _product_slots(chosen, sector=profile.sector, key=fact_of(chosen, profile))
        slots |= _list_slots(offered, chosen, profile)
    slots |= _price_range_slots(profile)
    slots |= _activity_slots(profile, has_products=bool(offered))
    if profile.founded_year:
        slots["tahun"] = Line(str(profile.founded_year), ("founded_year",))
    slots |= told_slots(
        profile=profile, speaks_of_goods="barang" in slots, is_only=len(offered) == 1
    )
    if profile.employees and profile.employees >= PEOPLE_WORTH_TELLING:
        slots["orang"] = Line(f"{profile.employees} orang", ("employees",))
    return slots


def speakable_products(*, profile: Profile) -> tuple[Product, ...]:
    """Return the products texts may speak of: no alcohol, tobacco, medicine, unproven permit.

    Without a list of products, the activity is read for one; such products carry no price.
    """
    products = profile.products or tuple(
        Product(key=f"~{number}", name=name)
        for number, name in enumerate(read_products(text=profile.activity))
        if not claims_in(words=name, profile=profile) and not is_abbreviated(text=name)
    )
    return tuple(
        product
        for product in products
        if len(product_name(product.name)) > 1  # one letter is no name
        and any(mark.isalpha() for mark in product.name)
        and not sensitive_goods(text=product.name)
        and may_be_named(name=product.name, profile=profile)
    )


def fact_of(product: Product, profile: Profile) -> str:
    """Return the name of the fact behind a product."""
    return f"products.{product.key}" if product in profile.products else "activity"


def is_service(name: str) -> bool:
    """Tell whether the name of a product is that of a service."""
    return bool(_SERVICE.match(name))


def price_text(product: Product) -> str:
    """Return "Rp15.000 per bungkus", "Rp15.000" or ""."""
    if not product.price_rupiah or product.price_rupiah < 0:
        return ""
    unit = unit_text(product.unit)
    return (
        f"{format_rupiah(product.price_rupiah)} per {unit}"
        if unit
        else format_rupiah(product.price_rupiah)
    )


def unit_text(unit: str) -> str:
    """Return a unit without its "per" or "/"; "" when it is none."""
    plain = re.sub(r"^(?:/|per\b|@)\s*", "", clean_text(unit, limit=24).casefold()).strip(" .")
    fit = re.fullmatch(r"[\w ]+", plain) and len(plain.split()) <= LISTED
    return plain if fit and not sensitive_goods(text=plain) and not _claims_alone(plain) else ""


def _claims_alone(words: str) -> bool:
    return bool(claims_in(words=words, profile=Profile(code="", slug="", name="")))


def note_text(product: Product, *, profile: Profile) -> str:
    """Return the owner's note when it is short and claims nothing, else ""."""
    note = clean_text(product.note, limit=120).strip(" .")
    if not note or note.endswith("…") or claims_in(words=note, profile=profile):
        return ""
    if sensitive_goods(text=note) or re.search(r"[^\w\s.,'’()/:&%+–-]|https?:|\d{6,}|\.\s", note):
        return ""
    return start_sentence(note)


def _place_slots(profile: Profile) -> dict[str, Line]:
    slots = {}
    region = _place_name(full_region(profile.region_name), profile)
    district = re.sub(
        r"^kec(?:amatan|\.)?\s+", "", display_name(profile.district_name), flags=re.IGNORECASE
    )
    short = short_region(region)
    district = _place_name(district, profile)
    if short:
        slots["kota"] = Line(short, ("region_name",))
        slots["wilayah"] = Line(region, ("region_name",))
        slots["tempat"] = slots["wilayah"]
        if district and district.casefold() not in short.casefold():
            slots["tempat"] = Line(f"{district}, {region}", ("district_name", "region_name"))
    address = clean_text(profile.address, limit=SPOKEN_ADDRESS).strip(" .,;")
    telling = sum(mark.isalpha() for mark in address) > len("Jalan")
    odd = re.search(r"[^\w\s.,'’()/:;&-]|https?:|\d{7,}|koordinat", address.casefold())
    if telling and not odd and not claims_in(words=address, profile=profile):
        slots["alamat"] = Line(display_name(address, limit=SPOKEN_ADDRESS), ("address",))
    return slots


def _place_name(name: str, profile: Profile) -> str:
    """Return a region or district when it looks like one, else ""."""
    looks_right = _PLACE.fullmatch(name) and not claims_in(words=name, profile=profile)
    return name if looks_right else ""


def _contact_slots(profile: Profile) -> dict[str, Line]:
    slots = {}
    if _PHONE.fullmatch(profile.phone):
        kind = "wa" if has_whatsapp(profile.phone) else "telepon"
        slots[kind] = Line(format_phone(profile.phone), ("phone",))
    hours = format_hours(profile.hours)
    if hours:
        slots["jam"] = Line(hours, ("hours",))
        closed = sorted(closed_days(profile.hours))
        if 0 < len(closed) <= LISTED - 1:
            slots["libur"] = Line(join_words([DAYS[day] for day in closed]), ("hours",))
    account = profile.channels.get("instagram", "").strip().removeprefix("@")
    if re.fullmatch(r"[\w.]{2,30}", account, flags=re.ASCII):
        slots["instagram"] = Line(f"@{account}", ("channels",))
    return slots


def _product_slots(product: Product, *, sector: Sector, key: str) -> dict[str, Line]:
    shown = product_name(product.name, limit=SPOKEN_PRODUCT)
    spoken = inside_sentence(shown)
    service = is_service(shown)
    slots = {
        "produk": Line(spoken, (key,)),
        "Produk": Line(start_sentence(spoken), (key,)),
        "jasa" if service else "barang": Line(spoken, (key,)),
    }
    if sector is Sector.FOOD and not service:
        slots["hidangan"] = Line(spoken, (key,))
        slots["Hidangan"] = Line(start_sentence(spoken), (key,))
    price = price_text(product)
    unit = unit_text(product.unit)
    if price:
        slots["harga"] = Line(price, (key,))
        slots["rupiah"] = Line(format_rupiah(product.price_rupiah or 0), (key,))
        if unit.isalpha():
            slots["satuan"] = Line(unit, (key,))
    return slots


def _list_slots(offered: Sequence[Product], chosen: Product, profile: Profile) -> dict[str, Line]:
    slots = {}
    every = list(offered)
    others = [product for product in offered if product != chosen]
    for name, products in (("daftar", every), ("lain", others)):
        listed = _fitting(products)
        if listed:
            words = join_words([_spoken(product) for product in listed])
            facts = tuple(dict.fromkeys(fact_of(product, profile) for product in listed))
            slots[name] = Line(words, facts)
            slots[start_sentence(name)] = Line(start_sentence(words), facts)
    if all(is_service(product.name) for product in every):
        slots["daftar_jasa"] = slots["daftar"]
    else:
        slots["daftar_barang"] = slots["daftar"]
        if _MAKES.search(profile.activity) and not claims_in(
            words=profile.activity, profile=profile
        ):
            line = slots["daftar"]
            slots["buatan"] = Line(line.text, (*line.facts, "activity"))
    return slots


def _fitting(products: Sequence[Product]) -> list[Product]:
    listed: list[Product] = []
    length = 0
    for product in products:
        length += len(_spoken(product)) + 2
        if len(listed) == LISTED or (listed and length > LISTED_CHARACTERS):
            break
        listed.append(product)
    return listed


def _spoken(product: Product) -> str:
    return inside_sentence(product_name(product.name, limit=SPOKEN_PRODUCT))


def _price_range_slots(profile: Profile) -> dict[str, Line]:
    offered = speakable_products(profile=profile)
    priced = [product for product in offered if product.price_rupiah]
    facts: tuple[str, ...] = tuple(f"products.{product.key}" for product in priced)
    prices = [product.price_rupiah or 0 for product in priced]
    low, high = (min(prices), max(prices)) if prices else (0, 0)
    if profile.price_low_rupiah and profile.price_high_rupiah:
        low, high = profile.price_low_rupiah, profile.price_high_rupiah
        facts = ("price_low_rupiah", "price_high_rupiah")
    if not 0 < low < high:
        return {}
    return {
        "rendah": Line(format_rupiah(low), facts),
        "tinggi": Line(format_rupiah(high), facts),
    }


def _activity_slots(profile: Profile, *, has_products: bool) -> dict[str, Line]:
    """Return the activity as a verb phrase or as a kind of shop, when it is fit to be repeated."""
    words = _TAIL.sub("", clean_text(profile.activity, limit=200).strip(" .,;"))
    if words.isupper() or words[:1].isupper():
        words = words.lower() if words.isupper() else words[:1].lower() + words[1:]
    fit = (
        words
        and len(words.split()) <= MAX_ACTIVITY_WORDS
        and len(words) <= MAX_ACTIVITY
        and not _ODD.search(words)
        and not sensitive_goods(text=words)
        and not claims_in(words=words, profile=profile)
        and not is_abbreviated(text=words)
    )
    if not fit or has_products:
        return {}
    if _VERB_PHRASE.match(words.casefold()) and "." not in words:
        line = Line(words, ("activity",))
        # "berjualan di pasar" names a place already; a second "di" would read badly.
        return {"kegiatan": line} | ({} if " di " in words else {"kegiatan_tanpa_tempat": line})
    if _SHOP_PHRASE.match(words.casefold()):
        return {
            "jenis": Line(words, ("activity",)),
            "Jenis": Line(start_sentence(words), ("activity",)),
        }
    return {}
