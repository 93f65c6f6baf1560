"""What an outside writer says passes every layer of the guard, or is not said."""

import random
import re
from datetime import date

import pytest

from laju.core.claims import Kind, check_written
from laju.core.grammar import compose_texts
from tests.core.claims.test_guard import SHOP, rows
from tests.core.grammar.profiles import make_profile
from tests.core.grammar.test_pages import every_text

RECALL = 0.99  # measured 128 of 129


def kinds(text, **more):
    return {found.kind for found in check_written(text=text, profile=SHOP, **more)}


def test_check_written_on_the_public_set():
    refused = [row["text"] for row in rows() if row["verdict"] == "tolak"]
    allowed = [row["text"] for row in rows() if row["verdict"] == "boleh"]
    assert sum(bool(kinds(text)) for text in refused) / len(refused) >= RECALL
    flagged = [text for text in allowed if kinds(text)]
    assert flagged == ["#KeripikUbi #Medan #UMKM"]  # tags are made by the page, never by a writer


def test_check_written_passes_our_own_grammar_on_a_thousand_businesses():
    chance = random.Random(11)
    flagged = []
    for number in range(1000):
        profile = make_profile(number, chance)
        texts = compose_texts(profile=profile, seed=profile.code)
        without_tags = [re.sub(r"#\w+", "", text) for text in every_text(texts)]
        flagged += [text for text in without_tags if check_written(text=text, profile=profile)]
    assert flagged == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Keripik ubi dengan cabai segar dari kebun.", Kind.WORD),
        ("Semua orang suka keripik ubi ini.", Kind.WORD),
        ("Pesan di https://contoh.example sekarang.", Kind.MARKUP),
        ("Pesan di dapurbuani.com.", Kind.MARKUP),
        ("Ikuti @tokolain ya.", Kind.MARKUP),
        ("<script>alert(1)</script> Keripik ubi.", Kind.MARKUP),
        ("Keripik ubi\u202e.", Kind.MARKUP),
        ("Keripik ubi terenak.", Kind.SUPERLATIVE),
        ("Keripik ubi Rp9.000.", Kind.PRICE),
        ("Sejak 1990 kami menjual keripik ubi.", Kind.YEAR),
        ("Keripik ubi untuk warga Binjai.", Kind.PLACE),
    ],
)
def test_check_written_names_what_may_not_stand(text, kind):
    assert kind in kinds(text)


def test_check_written_lets_own_handle_and_valid_permit_stand():
    assert kinds("Ikuti kami di Instagram @dapurbuani.") == set()
    assert kinds("Izin P-IRT kami berlaku.", on=date(2027, 1, 1)) == {Kind.WORD}
    assert kinds("Ada izin P-IRT.", on=date(2027, 1, 1)) == set()
    assert Kind.PERMIT in kinds("Ada izin P-IRT.", on=date(2029, 1, 1))
