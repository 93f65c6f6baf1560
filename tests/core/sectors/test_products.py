"""Products are the owner's words, never ours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.sectors import read_products

CASES = [
    ("keripik ubi, keripik pisang & kacang", ("Keripik ubi", "Keripik pisang", "Kacang")),
    ("menjual gorengan, tempura dan sosis.", ("Gorengan", "Tempura", "Sosis")),
    ("MENJUAL SEMBAKO", ("Sembako",)),
    ("jual macam2 kue basah dan kue kering", ("Kue basah", "Kue kering")),
    ("kue basah dan kering", ("Kue basah dan kering",)),
    ("memproduksi dan menjual perkedel di warung", ("Perkedel",)),
    ("toko kelontong", ()),
    ("menjahit baju", ()),
    ("Siap melayani pesanan", ()),
    ("usaha ini berjalan sejak dulu dari orang tua kami", ()),
    ("8,96e+11", ()),
    ("ani@contoh.id", ()),
    ("", ()),
    ("pembuatan ulos", ("Ulos",)),
    ("produksi kopi sidikalang", ("Kopi Sidikalang",)),
    ("jasa laundry", ("Jasa laundry",)),
    ("gas 3 kg", ("Gas 3 kg",)),
]


@pytest.mark.parametrize(("text", "products"), CASES)
def test_read_products_reads_lists_and_leaves_sentences(text, products):
    assert read_products(text=text) == products


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_read_products_invents_nothing_and_keeps_its_limits(text):
    names = read_products(text=text)
    assert len(names) <= 12
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 60


@given(st.lists(st.sampled_from(["keripik ubi", "roti", "es teh", "dodol", "ulos"]), min_size=1))
def test_read_products_keeps_the_owners_words(goods):
    names = read_products(text="menjual " + ", ".join(goods))
    assert {name.lower() for name in names} == set(goods)
    assert all(re.match(r"[A-Z]", name) for name in names)
