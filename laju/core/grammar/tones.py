"""Four ways to speak: plain, formal, friendly, and as people of Medan do; the owner picks."""

import re
from collections.abc import Mapping, Sequence

from laju.core.profile import Tone

# What a formal text leaves out.
_CASUAL = re.compile(
    r"\bya\b|\bChat\b|siapa tahu|\bMau\b|\bmau\b|\bCari\b|mengobrol|\bsaja\b|begini|Kalau |Halo|Salam kenal|Boleh |boleh"
)
# Said instead of the plain lines, where their facts are known.
_OWN: Mapping[Tone, Mapping[str, Sequence[str]]] = {
    Tone.FORMAL: {
        "order": (
            "Untuk pemesanan, silakan hubungi WhatsApp {wa}.",
            "Pemesanan dan pertanyaan kami terima melalui WhatsApp {wa}.",
            "Silakan menghubungi kami melalui WhatsApp {wa}.",
            "Kami menerima pesanan Anda melalui WhatsApp {wa}.",
            "Untuk pemesanan, silakan menelepon {telepon}.",
            "Pemesanan dan pertanyaan kami terima melalui telepon {telepon}.",
        ),
        "tagline": (
            "{nama} menerima pesanan dan pertanyaan melalui WhatsApp.",
            "Silakan menghubungi {nama} melalui WhatsApp.",
        ),
        "greeting": ("Selamat datang di {nama}. Terima kasih telah menghubungi kami.",),
        "greeting_ask": ("Silakan sampaikan pesanan atau pertanyaan Anda.",),
    },
    Tone.FRIENDLY: {
        "order": (
            "Yuk, tanya atau pesan lewat WhatsApp {wa}.",
            "Chat dulu juga boleh, Kak. WhatsApp {wa}.",
            "Mau pesan? Sapa kami di WhatsApp {wa}, ya.",
            "Tulis saja di WhatsApp {wa}, nanti kami balas.",
            "Kami tunggu pesannya di WhatsApp {wa}, Kak.",
            "Telepon kami di {telepon}, ya.",
            "Mau tanya dulu? Telepon saja {telepon}.",
        ),
        "ask": (
            "Ada yang mau ditanyakan, Kak? Tulis saja, ya.",
            "Simpan dulu, ya. Siapa tahu nanti perlu.",
            "Teman Kakak ada yang mencari {produk}? Teruskan, ya.",
            "Boleh tanya apa saja tentang {produk}, Kak.",
        ),
        "invite": (
            "Jawab di komentar, ya, Kak.",
            "Tulis saja, nanti kami balas.",
            "Tanya apa saja boleh, Kak.",
        ),
        "tagline": (
            "Yuk, tanya atau pesan ke {nama} lewat WhatsApp.",
            "Mau {produk}? Sapa {nama} di WhatsApp, ya.",
        ),
        "greeting": (
            "Halo, Kak! Terima kasih sudah menghubungi {nama}.",
            "Hai, Kak! Ini {nama}. Terima kasih sudah mampir.",
        ),
        "greeting_ask": ("Mau pesan atau tanya dulu? Tulis saja, ya.",),
    },
    Tone.MEDAN: {
        "order": (
            "Mau pesan? Kirim saja WhatsApp ke {wa}, biar kami siapkan.",
            "Tanya dulu pun boleh. WhatsApp {wa}, ya, Kak.",
            "Cemana pesannya? WhatsApp saja ke {wa}.",
            "Langsung saja WhatsApp {wa}, Kak, Bang.",
            "Kirim pesan ke WhatsApp {wa}, nanti kami balas.",
            "Telepon saja {telepon}, Kak, Bang.",
        ),
        "ask": (
            "Mau tanya-tanya dulu pun boleh, Kak.",
            "Kawan Kakak ada yang mencari {produk}? Kasih tahu, ya.",
            "Cemana, jadi pesan {produk}?",
            "Kalau ada yang mau ditanya, tanya saja.",
        ),
        "where": (
            "Kalau lewat {kota}, singgahlah.",
            "Singgahlah ke tempat kami di {tempat}.",
            "Kami di {tempat}, singgah, ya.",
        ),
        "invite": (
            "Tulis saja di komentar, Kak, Bang.",
            "Cemana menurut Kakak dan Abang?",
            "Tanya pun boleh.",
        ),
        "tagline": (
            "Mau {produk}? WhatsApp saja {nama}, Kak, Bang.",
            "Tanya dulu pun boleh. {nama} ada di WhatsApp.",
        ),
        "greeting": (
            "Halo, Kak, Bang! Terima kasih sudah menghubungi {nama}.",
            "Halo, Kak, Bang! Ini {nama}.",
        ),
        "greeting_ask": ("Mau pesan apa? Tanya dulu pun boleh.",),
    },
}


def toned(templates: Sequence[str], *, tone: Tone) -> Sequence[str]:
    """Return the plain templates this tone may use: a formal text leaves out what is casual."""
    if tone is not Tone.FORMAL:
        return templates
    return [each for each in templates if not _CASUAL.search(each)] or templates


def own_lines(*, block: str, tone: Tone) -> Sequence[str]:
    """Return the lines only this tone has for a block; empty where it speaks plainly."""
    return _OWN.get(tone, {}).get(block, ())


def all_lines() -> Sequence[str]:
    """Return every line of every tone."""
    return [line for blocks in _OWN.values() for lines in blocks.values() for line in lines]
