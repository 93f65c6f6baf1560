"""What was told in the interview is said as it was told, in the tone the owner picked."""

import re
from dataclasses import replace

import pytest

from laju.core.claims import check_text
from laju.core.grammar import compose_lengths, compose_texts
from laju.core.grammar.slots import slots_of
from laju.core.grammar.tones import all_lines
from laju.core.posting import Theme
from laju.core.profile import Tone
from tests.core.grammar.test_english import SHOP

FULL = replace(
    SHOP,
    materials=("ubi", "cabai merah"),
    making=("OWN", "SUN_DRIED"),
    uses=("GIFT", "FEAST"),
    landmark="Dekat Masjid Raya",
    address="Jl. Karya Jaya No. 12",
)


def test_told_facts_become_slots():
    slots = slots_of(profile=FULL)
    assert slots["bahan"].text == "ubi dan cabai merah"
    assert slots["cara"].text == "dibuat sendiri dan dijemur di bawah matahari"
    assert slots["guna"].text == "oleh-oleh dan hajatan"
    assert slots["antar"].text == "diantar di sekitar sini atau dikirim lewat ekspedisi"
    assert slots["bayar"].text == "tunai atau QRIS"
    assert slots["tenggang"].text == "2 hari"
    assert slots["cerita"].text == "Dulu belajar dari ibu."
    assert slots["patokan"].text == "dekat Masjid Raya"


@pytest.mark.parametrize(
    "change",
    [
        {"story": "Keripik terenak se-Medan sejak dulu"},
        {"story": "Hubungi https://contoh.id sekarang juga"},
        {"story": "<script>alert(1)</script>"},
        {"story": "x" * 400},
        {"materials": ("ubi pilihan terbaik", "obat kuat")},
        {"landmark": "toko paling murah"},
        {"lead_days": 0},
        {"lead_days": 999},
    ],
)
def test_told_facts_that_claim_or_are_odd_are_not_said(change):
    said = str(compose_texts(profile=replace(FULL, **change), seed="x"))
    assert not re.search(r"terenak|https|<script|xxxx|terbaik|obat|murah|999|\b0 hari", said)


def test_what_it_is_made_of_is_said_of_a_product_only_when_it_is_the_only_one():
    assert "bahan_barang" not in slots_of(profile=FULL)
    assert slots_of(profile=replace(FULL, products=FULL.products[:1]))["bahan_barang"].text
    several = compose_texts(profile=FULL, seed="x")
    assert {q.text: q.answer.text for q in several.faq}["Terbuat dari apa?"].startswith(
        "Bahan yang"
    )


def test_a_service_is_not_made_of_anything():
    salon = replace(FULL, products=(replace(FULL.products[0], name="Pangkas rambut"),))
    assert not {"bahan", "cara"} & set(slots_of(profile=salon))


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("tone", list(Tone))
def test_compose_lengths_says_one_post_in_three_lengths(theme, tone):
    shop = replace(FULL, tone=tone)
    feast = "Hari Kartini" if theme is Theme.FEAST else None
    for number in range(6):
        caption = compose_lengths(
            profile=shop, product=shop.products[0], theme=theme, feast=feast, seed=f"LJ-1/{number}"
        )
        assert 0 < len(caption.short) <= 160
        assert len(caption.short) < len(caption.long)
        assert len(caption.text) < len(caption.long)
        assert len(caption.long) < 1500
        for text in (caption.short, caption.text, caption.long):
            assert "Dapur Bu Ani" in text
            assert check_text(text=text, profile=shop, occasion=feast or "") == (), text


def test_each_tone_sounds_like_itself():
    said = {
        tone: str(compose_texts(profile=replace(FULL, tone=tone), seed="x").captions)
        + compose_texts(profile=replace(FULL, tone=tone), seed="x").greeting.text
        for tone in Tone
    }
    assert len(set(said.values())) == len(Tone)
    assert "Kak" in said[Tone.FRIENDLY]
    assert "Kak, Bang" in said[Tone.MEDAN]
    assert not re.search(r"Kak|\bya\b|Yuk", said[Tone.FORMAL])
    assert not re.search(r"Cemana|Bang", said[Tone.PLAIN])


def test_no_tone_makes_a_claim_of_its_own():
    for line in all_lines():
        plain = re.sub(r"\{\w+\}", "ini", line)
        assert not [v for v in check_text(text=plain, profile=SHOP) if v.kind != "NAME"], line


def test_questions_are_answered_from_facts_and_permits_are_left_to_the_page():
    texts = compose_texts(profile=FULL, seed="x")
    answers = {question.text: question.answer for question in texts.faq}
    assert answers["Di mana tempatnya?"].text == (
        "Alamat kami: Jl. Karya Jaya No. 12. Patokannya dekat Masjid Raya."
    )
    assert answers["Bisa bayar dengan apa?"].facts == ("payments",)
    assert 0 < len(texts.faq) <= 8
    assert "izin" not in str(texts.faq)
    assert texts.greeting.text.endswith("Silakan tulis pesanan atau pertanyaan Anda.")
    assert texts.alts["ubi"].text == "Foto keripik ubi dari Dapur Bu Ani"
    assert texts.alts["tuak"].text == "Foto barang di usaha ini"
    assert set(texts.alts) == {"", "ubi", "roti", "tuak"}
