"""Writes the texts of a homepage and a landing page."""

from collections.abc import Iterator, Sequence

from laju.core.grammar import wording_facts
from laju.core.grammar.captions import compose_lengths
from laju.core.grammar.english import compose_english
from laju.core.grammar.questions import alts_of, faq_of, greeting_of
from laju.core.grammar.slots import (
    Slots,
    is_service,
    note_text,
    price_text,
    slots_of,
    speakable_products,
)
from laju.core.grammar.templates import choose_line, fill, first_line, known
from laju.core.grammar.tones import own_lines, toned
from laju.core.indonesian import clip_text, display_name, inside_sentence, product_name
from laju.core.posting import Theme
from laju.core.profile import Product, Profile, Tone
from laju.core.sectors import Sensitive, sensitive_goods
from laju.core.texts import Line, Texts

HEADLINE = 60
DESCRIPTION = 155
OFFER = 60
ABOUT_SENTENCES = 5
LANDING_CAPTIONS = (Theme.PRODUCT, Theme.STORY, Theme.ORDER)

HEADLINES = (
    "{Daftar} di {kota}",
    "{Produk} di {kota}",
    "{Jenis} di {kota}",
    "Kami {kegiatan_tanpa_tempat} di {kota}",
    "{Daftar}",
    "{Produk}",
    "{Jenis}",
    "Kami {kegiatan}",
    "{nama} di {kota}",
    "{nama}",
    "Selamat datang",
)
TAGLINES = (
    "Pesan atau tanya langsung ke {nama} lewat WhatsApp.",
    "{nama}, {tempat}. Pesan lewat WhatsApp.",
    "Tanya dulu atau langsung pesan {barang} lewat WhatsApp.",
    "Mau {produk}? Kirim pesan ke {nama} lewat WhatsApp.",
)
ABOUT_WHAT = (
    "{nama} membuat {buatan} di {tempat}.",
    "{nama} membuat {buatan}.",
    "{nama} menjual {daftar_barang} di {tempat}.",
    "{nama} menyediakan {daftar_barang} di {tempat}.",
    "Di {tempat}, {nama} menjual {daftar_barang}.",
    "{nama} melayani {daftar_jasa} di {tempat}.",
    "Di {tempat}, {nama} melayani {daftar_jasa}.",
    "{nama} adalah {jenis} di {tempat}.",
    "{nama} {kegiatan_tanpa_tempat} di {tempat}.",
    "Di {tempat}, kami {kegiatan_tanpa_tempat}.",
)
ABOUT_WHAT_ONLY = (
    "{nama} menjual {daftar_barang}.",
    "{nama} menyediakan {daftar_barang}.",
    "{nama} melayani {daftar_jasa}.",
    "{nama} adalah {jenis}.",
    "{nama} {kegiatan}.",
)
ABOUT_NAME = ("{nama} ada di {tempat}.", "Tempat {nama} di {tempat}.")
ABOUT_NAME_ONLY = ("Ini halaman {nama}.", "Selamat datang di halaman {nama}.")
ABOUT_SINCE = (
    "Usaha ini berjalan sejak {tahun}.",
    "Kami memulai usaha ini pada {tahun}.",
    "Kami mulai pada tahun {tahun}.",
)
ABOUT_PRICE = (
    "Harga mulai {rendah} sampai {tinggi}.",
    "Kisaran harganya {rendah} sampai {tinggi}.",
)
ABOUT_TOLD = (wording_facts.STORY, wording_facts.MAKING, wording_facts.MATERIAL)
TOLD_SENTENCES = 2
ABOUT_END_WARM = (
    "Mau tanya dulu? Kirim saja WhatsApp, ya.",
    "Tanya dulu pun boleh, lewat WhatsApp.",
)
ABOUT_HOURS = ("Kami buka {jam}.", "Jam buka kami: {jam}.")
ABOUT_END = (
    "Untuk bertanya atau memesan, kirim pesan lewat WhatsApp.",
    "Silakan bertanya atau memesan lewat WhatsApp.",
    "Pesanan dan pertanyaan kami terima lewat WhatsApp.",
)
OFFERS = (
    "Pesan {barang} dari {nama}",
    "Pesan {barang} lewat WhatsApp",
    "{Produk}, {harga}",
    "Pesan {barang}",
    "Tanya {jasa} lewat WhatsApp",
    "{Produk}",
    "{Jenis} di {kota}",
    "Hubungi {nama}",
    "Kirim pesan ke {nama}",
    "Kirim pesan kepada kami",
)


def compose_texts(*, profile: Profile, seed: str, language: str = "id") -> Texts:
    """Return all texts of a homepage and a landing page; the same facts and seed, the same words.

    `language`: "id", or "en" for visitors from abroad (core.grammar.english). Every line names the facts behind it and passes `claims.check_text`. Seed: page code and date.

    >>> shop = Profile(code="LJ-1", slug="bu-par", name="WARUNG BU PAR", region_name="Kota Medan")
    >>> compose_texts(profile=shop, seed="LJ-1/2027-01-01").headline.text
    'Warung Bu Par di Medan'
    """
    if language == "en":
        return compose_english(profile=profile, seed=seed)
    slots = slots_of(profile=profile)
    offered = speakable_products(profile=profile)
    return Texts(
        headline=_must(first_line(HEADLINES, slots=slots, limit=HEADLINE)),
        tagline=_tagline(slots, seed=seed, tone=profile.tone),
        about=_about(slots, seed=seed, tone=profile.tone),
        description=_description(slots),
        product_lines={
            product.key: _product_line(product, offered=offered, profile=profile)
            for product in profile.products
        },
        order=compose_order(profile=profile, product=offered[0] if len(offered) == 1 else None),
        offer=_must(choose_offer(slots, seed=seed)),
        captions=tuple(
            compose_lengths(
                profile=profile,
                product=offered[0] if offered else None,
                theme=theme,
                feast=None,
                seed=f"{seed}/{theme}",
            )
            for theme in LANDING_CAPTIONS
        ),
        faq=faq_of(slots=slots),
        greeting=greeting_of(slots=slots, tone=profile.tone, seed=seed),
        alts=alts_of(profile=profile, slots=slots),
    )


def compose_order(*, profile: Profile, product: Product | None = None) -> Line:
    """Return the message a buyer sends, for one product or for none in particular.

    >>> shop = Profile(code="LJ-1", slug="a", name="Dapur Bu Ani")
    >>> compose_order(profile=shop, product=Product(key="k", name="Keripik ubi")).text
    'Halo Dapur Bu Ani, saya mau pesan keripik ubi.'
    """
    name = display_name(profile.name)
    greeting = f"Halo {name}," if name else "Halo,"
    if product is None:
        wish = "memesan" if speakable_products(profile=profile) else "bertanya"
        return Line(f"{greeting} saya mau {wish}.", ("name",))
    facts = ("name", f"products.{product.key}" if product in profile.products else "activity")
    spoken = inside_sentence(product_name(product.name))
    if is_service(product.name):
        return Line(f"{greeting} saya mau tanya tentang {spoken}.", facts)
    return Line(f"{greeting} saya mau pesan {spoken}.", facts)


def choose_offer(slots: Slots, *, seed: str) -> Line | None:
    """Return the headline of a landing page: with its price where it is known."""
    best = [each for each in OFFERS if "{barang}" in each and "{nama}" in each]
    priced = choose_line(
        ("{Produk}, {harga}", "Pesan {barang}: {harga}"),
        slots=slots,
        seed=seed,
        purpose="offer",
        limit=OFFER,
    )
    return (
        priced
        or choose_line(best, slots=slots, seed=seed, purpose="offer", limit=OFFER)
        or first_line(OFFERS, slots=slots, limit=OFFER)
    )


def _tagline(slots: Slots, *, seed: str, tone: Tone) -> Line:
    if "wa" in slots:
        own = known(own_lines(block="tagline", tone=tone), slots=slots)
        lines = own or toned(TAGLINES, tone=tone)
        return _must(choose_line(lines, slots=slots, seed=seed, purpose="tagline"))
    templates = ("{nama} ada di {tempat}.", "Salam dari {nama}.")
    return _must(first_line(templates, slots=slots, limit=DESCRIPTION))


def _about(slots: Slots, *, seed: str, tone: Tone) -> Line:
    lines = list(_about_lines(slots, seed=seed))[:ABOUT_SENTENCES]
    if "wa" in slots and tone in {Tone.FRIENDLY, Tone.MEDAN}:
        last = choose_line(ABOUT_END_WARM, slots=slots, seed=seed, purpose="about/warm")
        lines = [*lines[:-1], last] if last else lines
    facts = dict.fromkeys(fact for line in lines for fact in line.facts)
    return Line(" ".join(line.text for line in lines), tuple(facts))


def _about_lines(slots: Slots, *, seed: str) -> Iterator[Line]:
    for templates in (ABOUT_WHAT, ABOUT_WHAT_ONLY, ABOUT_NAME, ABOUT_NAME_ONLY):
        line = choose_line(templates, slots=slots, seed=seed, purpose="about")
        if line:
            yield line
            break
    told = [block for block in ABOUT_TOLD if known(block, slots=slots)]
    for block in told[:TOLD_SENTENCES]:
        yield from _maybe((block,), slots, seed=seed)
    rest = (ABOUT_SINCE, ABOUT_HOURS) if told else (ABOUT_SINCE, ABOUT_PRICE, ABOUT_HOURS)
    yield from list(_maybe(rest, slots, seed=seed))[
        : ABOUT_SENTENCES - 2 - len(told[:TOLD_SENTENCES])
    ]
    if "wa" in slots:
        yield from _maybe((ABOUT_END,), slots, seed=seed)
    elif "telepon" in slots:
        yield fill("Untuk bertanya atau memesan, telepon {telepon}.", slots=slots)
    else:
        yield Line("Silakan bertanya langsung kepada kami.")


def _maybe(blocks: tuple[tuple[str, ...], ...], slots: Slots, *, seed: str) -> Iterator[Line]:
    for number, templates in enumerate(blocks):
        line = choose_line(templates, slots=slots, seed=seed, purpose=f"about/{number}")
        if line:
            yield line


def _description(slots: Slots) -> Line:
    start = first_line(
        (
            "{nama}: {daftar} di {tempat}.",
            "{nama}: {daftar}.",
            "{nama}: {jenis} di {tempat}.",
            "{nama} {kegiatan_tanpa_tempat} di {tempat}.",
            "{nama} {kegiatan}.",
            "{nama} di {tempat}.",
            "{nama}.",
        ),
        slots=slots,
        limit=DESCRIPTION,
    ) or Line(clip_text(slots["nama"].text, limit=DESCRIPTION), ("name",))
    text, facts = start.text, dict.fromkeys(start.facts)
    for template in (
        "Harga {rendah} sampai {tinggi}.",
        "Buka {jam}.",
        "Pesan lewat WhatsApp {wa}.",
    ):
        for line in (fill(each, slots=slots) for each in known((template,), slots=slots)):
            if len(text) + 1 + len(line.text) <= DESCRIPTION:
                text = f"{text} {line.text}"
                facts |= dict.fromkeys(line.facts)
    return Line(text, tuple(facts))


def _product_line(product: Product, *, offered: Sequence[Product], profile: Profile) -> Line:
    fact = (f"products.{product.key}",)
    goods = sensitive_goods(text=product.name)
    if goods:
        adults = goods & {Sensitive.ALCOHOL, Sensitive.TOBACCO}
        return Line("Hanya untuk pembeli dewasa." if adults else "Tanyakan langsung kepada kami.")
    if product not in offered:
        return Line("Tanyakan langsung kepada kami.")
    name, price = product_name(product.name), price_text(product)
    head = f"{name}, {price}." if price else f"{name}."
    note = note_text(product, profile=profile)
    return Line(f"{head} {note}." if note else head, fact)


def _must(line: Line | None) -> Line:
    """The last template of each list needs no fact but the name; the name is never longer."""
    return line or Line("Kirim pesan kepada kami")
