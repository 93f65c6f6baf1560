"""Questions buyers ask, the greeting of the shop's WhatsApp, and the words behind a photo."""

from collections.abc import Sequence

from laju.core.grammar.slots import Slots, is_service, speakable_products
from laju.core.grammar.templates import choose_line, first_line, known
from laju.core.grammar.tones import own_lines, toned
from laju.core.indonesian import inside_sentence, product_name
from laju.core.profile import Product, Profile, Tone
from laju.core.texts import Line, Question

MOST_QUESTIONS = 8
GREETING = 300
ALT = 110
# Each question with the answers that can be given; the first whose facts are known is given.
FAQ: Sequence[tuple[str, Sequence[str]]] = (
    (
        "Bagaimana cara memesan?",
        (
            "Kirim pesan ke WhatsApp {wa}. Sebutkan pesanan dan jumlahnya.",
            "Telepon {telepon}. Sebutkan pesanan dan jumlahnya.",
        ),
    ),
    (
        "Berapa harganya?",
        ("Harga mulai {rendah} sampai {tinggi}.", "{Produk}: {harga}."),
    ),
    ("Kapan buka?", ("Kami buka {jam}.",)),
    (
        "Di mana tempatnya?",
        (
            "Alamat kami: {alamat}. Patokannya {patokan}.",
            "Alamat kami: {alamat}.",
            "Kami ada di {tempat}. Patokannya {patokan}.",
            "Kami ada di {tempat}.",
        ),
    ),
    (
        "Bagaimana pesanan sampai ke saya?",
        ("Pesanan bisa {antar}.", "Bisa {datang}."),
    ),
    ("Bisa bayar dengan apa?", ("Pembayaran bisa dengan {bayar}.",)),
    (
        "Perlu pesan dahulu?",
        ("Ya, mohon pesan {tenggang} sebelumnya.",),
    ),
    (
        "Terbuat dari apa?",
        ("{Produk} terbuat dari {bahan_barang}.", "Bahan yang kami pakai: {bahan}."),
    ),
    ("Bagaimana membuatnya?", ("{Produk} kami {cara_barang}.", "Barang kami {cara}.")),
    ("Sejak kapan usaha ini ada?", ("Kami mulai pada tahun {tahun}.",)),
)
GREETINGS = ("Halo, terima kasih sudah menghubungi {nama}.", "Halo, ini {nama}. Terima kasih.")
GREETING_ASK = ("Silakan tulis pesanan atau pertanyaan Anda.",)
GREETING_HOURS = ("Kami buka {jam}.",)
ALT_PRODUCT = ("Foto {barang} dari {nama}", "Foto {barang}", "Foto layanan {jasa} di {nama}")
ALT_SHOP = ("Foto {nama} di {tempat}", "Foto {nama}")


def faq_of(*, slots: Slots) -> tuple[Question, ...]:
    """Return the questions the facts answer, the most asked first."""
    answered = []
    for question, answers in FAQ:
        fit = known(answers, slots=slots)
        line = first_line(fit, slots=slots, limit=GREETING) if fit else None
        if line:
            answered.append(Question(question, line))
    return tuple(answered[:MOST_QUESTIONS])


def greeting_of(*, slots: Slots, tone: Tone, seed: str) -> Line:
    """Return what the shop's WhatsApp answers by itself to a first message."""
    lines = []
    blocks = (("greeting", GREETINGS), ("greeting_hours", GREETING_HOURS))
    for block, templates in (*blocks, ("greeting_ask", GREETING_ASK)):
        own = own_lines(block=block, tone=tone)
        line = choose_line(
            own or toned(templates, tone=tone),
            slots=slots,
            seed=seed,
            purpose=block,
            limit=GREETING,
        )
        lines += [line] if line else []
    facts = dict.fromkeys(fact for line in lines for fact in line.facts)
    return Line(" ".join(line.text for line in lines), tuple(facts))


def alts_of(*, profile: Profile, slots: Slots) -> dict[str, Line]:
    """Return words for each photo, by product key; "" is the photo of the shop itself."""
    alts = {}
    shop = first_line(ALT_SHOP, slots=slots, limit=ALT)
    alts[""] = shop or Line("Foto usaha ini")
    offered = speakable_products(profile=profile)
    for product in profile.products:
        own = _but_goods(slots) | _named(product) if product in offered else {}
        line = first_line(ALT_PRODUCT, slots=own, limit=ALT) if own else None
        alts[product.key] = line or Line("Foto barang di usaha ini")
    return alts


def _but_goods(slots: Slots) -> dict[str, Line]:
    return {name: line for name, line in slots.items() if name not in {"barang", "jasa"}}


def _named(product: Product) -> dict[str, Line]:
    shown = product_name(product.name)
    line = Line(inside_sentence(shown), (f"products.{product.key}",))
    return {"jasa": line} if is_service(shown) else {"barang": line}
