"""A writer is told no person, and each sentence stands on the facts it names."""

from dataclasses import replace

import pytest

from laju.core.profile import Product
from laju.core.writing import Sentence, facts_told, judge_sentences, texts_wanted
from tests.core.claims.test_guard import SHOP

OWNED = replace(SHOP, owner_name="Ratnasari Hutabarat", landmark="sebelah Masjid Raya")


def reasons(*sentences, name="about", profile=OWNED):
    said = [Sentence(text, tuple(facts)) for text, facts in sentences]
    return judge_sentences(name=name, sentences=said, profile=profile)[1]


def test_facts_told_holds_no_person_phone_address_or_number_of_a_permit():
    told = " ".join(facts_told(profile=OWNED).values())
    for hidden in ("Ratnasari", "Masjid", "Karya Jaya", "6281", "dapurbuani", "2061271"):
        assert hidden not in told
    assert "Keripik ubi; Rp15.000 per bungkus" in told


def test_facts_told_leaves_out_claims_and_goods_no_text_speaks_of():
    shop = replace(
        SHOP,
        activity="keripik terenak",
        products=(Product(key="t", name="Tuak"), Product(key="o", name="Keripik Halal")),
    )
    assert set(facts_told(profile=shop)) == {"nama", "kota", "sejak"}


def test_texts_wanted_leaves_alone_what_a_person_wrote():
    wanted = texts_wanted(profile=SHOP, changed={"about": "x", "product_lines.ubi": "y"})
    assert wanted == {"tagline": 200, "product_lines.super": 200}


def test_judge_sentences_lets_facts_stand():
    said = (
        ("Dapur Bu Ani menjual keripik ubi di Kota Medan.", ["nama", "kegiatan", "kota"]),
        ("Usaha ini berjalan sejak 2015.", ["sejak"]),
        ("Keripik ubi kami Rp15.000 per bungkus.", ["produk.ubi"]),
    )
    assert reasons(*said) == ()


@pytest.mark.parametrize(
    ("text", "facts", "word"),
    [
        ("Kami menjual keripik ubi.", [], "tidak menyebut fakta"),
        ("Kami menjual keripik ubi.", ["kegiatan", "resep"], "fakta resep tidak ada"),
        ("Kami menjual keripik ubi.", ["kota"], "“keripik”"),  # in the facts, not in the one named
        ("Bu Ratnasari menjual keripik ubi.", ["nama", "kegiatan"], "Ratnasari"),
        ("Tempat kami di sebelah Masjid Raya.", ["kota"], "Masjid"),
        ("Keripik ubi kami " + "ya " * 40, ["kegiatan"], "lebih dari 28 kata"),
    ],
)
def test_judge_sentences_says_why_not(text, facts, word):
    assert any(word in reason for reason in reasons((text, facts)))


def test_judge_sentences_counts_letters_and_sentences():
    one = ("Kami menjual keripik ubi.", ["kegiatan"])
    assert any("huruf" in reason for reason in reasons(*[one] * 12, name="tagline"))
    assert any("12 kalimat" in reason for reason in reasons(*[one] * 12))
    assert reasons() == ("Tidak ada kalimat.",)
