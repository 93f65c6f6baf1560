"""Words of gambling are found in every disguise, and honest trades are left alone."""

import pytest

from laju.core.gambling import PHRASES, find_gambling


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_is_found_in_a_page(phrase):
    page = f"<html><title>Keripik</title><p>Daftar {phrase.upper()} sekarang</p></html>"
    assert phrase in find_gambling(page)


@pytest.mark.parametrize(
    "text",
    [
        "SL0T GAC0R", "s.l.o.t g.a.c.o.r", "slot-gacor", "ｓｌｏｔ ｇａｃｏｒ", "slotgacor88", "<b>slot</b> <i>gacor</i>",
        '<a href="https://contoh.example/slot-gacor/">klik</a>', "5lot g4cor",
    ],
)  # fmt: skip
def test_disguises_are_seen_through(text):
    assert "slot gacor" in find_gambling(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Burung murai gacor siap lomba", "Kunci slot pintu dan engsel", "Bandar Khalipah, Deli Serdang",
        "Toto, kloset dan wastafel", "Dana kas kelompok tani", "Menerima pesanan online", "Live musik tiap malam",
        "Ayam kampung, sabung tidak", "Poker kartu remi grosir", "\x00\x01", "<" * 5000,
    ],
)  # fmt: skip
def test_honest_trades_are_left_alone(text):
    assert find_gambling(text) == ()
