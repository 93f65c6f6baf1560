"""Words of one family share a stem; words of two families do not."""

import pytest

from laju.core.claims.stems import stems_of

FAMILIES = [
    "pesan memesan dipesan pesanan pesanannya pemesan pemesanan pesanlah",
    "sewa menyewa menyewakan disewakan penyewaan sewanya",
    "tulis menulis ditulis tulisan penulis tuliskan",
    "kirim mengirim dikirim kiriman pengiriman kirimkan mengirimkan",
    "antar mengantar diantar pengantaran antarkan",
    "jual menjual penjual dijual jualan penjualan berjualan",
    "buat membuat dibuat buatan pembuatan buatkan",
    "masak memasak dimasak masakan pemasak",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_stems_of_words_of_one_family_meet_in_its_root(family):
    root, *derived = family.split()
    assert [word for word in derived if root not in stems_of(word)] == []


@pytest.mark.parametrize(
    "pair",
    [
        "keripik kerupuk",
        "cabai cabang",
        "halal halaman",
        "makan maki",
        "gurih guru",
        "kopi kopling",
    ],
)
def test_stems_of_other_words_do_not_meet(pair):
    one, other = pair.split()
    assert stems_of(one).isdisjoint(stems_of(other))


def test_stems_of_keeps_short_words_whole():
    assert stems_of("ubi") == {"ubi"}
    assert stems_of("di") == {"di"}
