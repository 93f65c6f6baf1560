"""What a pasted voice note is heard to say; a person confirms every word of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.choices import LISTS
from laju.core.interview import QUESTIONS, read_note
from laju.core.interview.spoken import digits_for_words

NOTE = """Halo pak, saya jualan keripik ubi pedas harganya lima belas ribu satu bungkus sama keripik
pisang dua puluh ribu per bungkus. Awalnya saya belajar dari mamak saya. Mulai usaha sejak tahun 2015.
Yang kerja tiga orang. Alamatnya di Jalan Karya Jaya No. 12 dekat masjid raya. Buka Senin sampai Sabtu
jam 8 pagi sampai 5 sore. Bisa diantar, tapi tidak bisa COD. Bayar tunai atau transfer. Kalau banyak
pesan 2 hari sebelumnya ya. nomor wa 0812 3456 7890. Bahannya ubi, cabai merah dan gula. ig dapurbuani"""


def heard(text):
    return {proposal.name: proposal.value for proposal in read_note(text=text)}


def test_read_note_hears_the_facts_of_a_real_note():
    told = heard(NOTE.replace("\n", " "))
    assert told["founded_year"] == 2015
    assert told["employees"] == 3
    assert told["phone"] == "+6281234567890"
    assert told["lead_days"] == 2
    assert told["materials"] == ["ubi", "cabai merah", "gula"]
    assert told["payments"] == ["CASH", "TRANSFER"]
    assert told["delivery"] == ["NEAR"]
    assert told["address"] == "Jalan Karya Jaya No. 12"
    assert told["landmark"] == "dekat masjid raya"
    assert told["channels"] == {"instagram": "dapurbuani"}
    assert told["hours"][0] == [0, "08:00", "17:00"] and len(told["hours"]) == 6
    assert told["story"].startswith("Awalnya saya belajar")


def test_read_note_hears_each_product_with_its_price():
    products = [p.value for p in read_note(text=NOTE.replace("\n", " ")) if p.name == "products"]
    assert [(p["name"], p["price_rupiah"], p["unit"]) for p in products] == [
        ("Keripik ubi pedas", 15_000, "bungkus"),
        ("Keripik pisang", 20_000, "bungkus"),
    ]


@pytest.mark.parametrize(
    "text",
    ["tidak bisa diantar", "belum ada QRIS", "nggak pakai kayu bakar", "bukan buatan tangan"],
)
def test_read_note_does_not_tick_what_is_denied(text):
    assert not set(heard(text)) & set(LISTS)


def test_read_note_takes_no_year_phone_or_permit_for_a_price():
    told = heard("Sejak tahun 2015. WA 0812 3456 7890. PIRT 2061271010042-29")
    assert "products" not in told
    assert told["permits"] == ["PIRT", "2061271010042-29", None]


@given(text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(NOTE.split())).map(" ".join)))
def test_read_note_survives_anything_and_asks_only_what_the_interview_asks(text):
    for proposal in read_note(text=text):
        assert proposal.question in QUESTIONS
        assert proposal.words


@pytest.mark.parametrize(
    "text", ["a " * 60_000, "buka jam 8, " * 5000, "9" * 50_000, "\x00" * 9000]
)
def test_read_note_reads_no_more_than_a_note(text):
    assert isinstance(read_note(text=text), tuple)


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("seratus dua puluh lima ribu", "125 ribu"),
        ("sebelas", "11"),
        ("dua belas ribu", "12 ribu"),
        ("lima ratus", "500"),
        ("Sepuluh orang", "10 orang"),
        ("persatuan", "persatuan"),
    ],
)
def test_digits_for_words_reads_spoken_numbers(words, digits):
    assert digits_for_words(words) == digits
