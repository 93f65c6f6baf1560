"""Printed pieces: any business fits, the codes lead where they say, nothing is made up."""

from dataclasses import replace
from datetime import date
from shutil import which
from subprocess import run

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from laju.core.profile import Opening, Permit, Product, Profile, Sector, Stock, Variant
from laju.core.qris import crc16
from laju.engines.prints import (
    draw_banner,
    draw_labels,
    draw_price_list,
    draw_table_cards,
    piece_of,
)
from laju.engines.prints.pen import PLAIN, STRONG, fitted, printable, wide, wrap
from laju.engines.prints.piece import price_lines

TODAY = date(2026, 11, 27)
ADDRESS = "https://laju.example/keripik-bu-ani-42/"
CHIPS = Product("keripik", "Keripik Balado", 15_000, unit="bungkus", note="Pedas")
BARE = Profile(code="LJ-000042-7", slug="bu-ani-42", name="Keripik Bu Ani", sector=Sector.FOOD)
FULL = replace(
    BARE,
    activity="Keripik singkong, digoreng setiap pagi",
    products=(CHIPS, Product("kopi", "Kopi", None), Product("dodol", "Dodol", 9_000)),
    region_name="Kabupaten Toba",
    phone="+6281000000042",
    hours=(Opening(0, "08:00", "17:00"),),
    permits=(
        Permit("PIRT", "2061271010042-29", date(2029, 12, 31)),
        Permit("BPOM", "MD 123456789012", date(2026, 1, 1)),
    ),
)


def payment_code(name="KERIPIK BU ANI"):
    """Return a standing QRIS code with a right checksum."""
    parts = (("00", "01"), ("01", "11"), ("26", "0014ID.CONTOH.WWW0118936000000000000001"))
    parts += (("52", "5814"), ("53", "360"), ("58", "ID"), ("59", name), ("60", "TOBA"))
    body = "".join(f"{tag}{len(value):02}{value}" for tag, value in parts) + "6304"
    return f"{body}{crc16(body.encode()):04X}"


def sheets(piece):
    return [
        draw_table_cards([piece]),
        draw_price_list(piece),
        draw_labels(piece, product=piece.products[0] if piece.products else None),
        draw_banner(piece),
    ]


def codes_on(pdf, tmp_path, *, dpi):
    """Return what a phone reads off a sheet."""
    if which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed: a sheet cannot be turned into a picture")
    (tmp_path / "s.pdf").write_bytes(pdf)
    name = tmp_path / "s"
    run(["pdftoppm", "-r", str(dpi), "-png", "-singlefile", f"{name}.pdf", str(name)], check=True)
    with Image.open(tmp_path / "s.png") as picture:
        return {found.text for found in zxingcpp.read_barcodes(picture)}


def test_the_codes_open_the_page_and_pay_the_merchant(tmp_path):
    qris = payment_code()
    piece = piece_of(profile=replace(FULL, qris=qris), address=ADDRESS, on=TODAY)
    assert codes_on(draw_table_cards([piece]), tmp_path, dpi=150) == {ADDRESS, qris}
    assert codes_on(draw_price_list(piece), tmp_path, dpi=150) == {ADDRESS}
    assert codes_on(draw_labels(piece), tmp_path, dpi=300) == {ADDRESS}
    assert codes_on(draw_banner(piece), tmp_path, dpi=10) == {ADDRESS}


def test_without_a_page_the_code_opens_a_chat_and_without_a_phone_there_is_none():
    chat = piece_of(profile=FULL, address="", on=TODAY)
    assert chat.link.startswith("https://wa.me/6281000000042?text=") and "LJ-000042-7" in chat.link
    bare = piece_of(profile=BARE, address="", on=TODAY)
    assert bare.link == bare.phone == bare.qris == ""
    for pdf in sheets(bare):
        assert pdf.startswith(b"%PDF-")


def test_a_permit_is_printed_while_it_stands_only():
    assert piece_of(profile=FULL, address="", on=TODAY).permits == ("P-IRT 2061271010042-29",)
    assert piece_of(profile=FULL, address="", on=date(2030, 1, 1)).permits == ()


def test_a_damaged_payment_code_is_not_printed():
    damaged = payment_code()[:-4] + "0000"
    assert piece_of(profile=replace(FULL, qris=damaged), address="", on=TODAY).qris == ""


def test_a_price_nobody_told_is_asked_for():
    assert price_lines(CHIPS) == [("Keripik Balado", "Rp15.000 / bungkus")]
    assert price_lines(Product("kopi", "Kopi")) == [("Kopi", "tanya harga")]
    kinds = Product("k", "Kopi", 9_000, variants=(Variant("Kecil"), Variant("Besar", 20_000)))
    assert price_lines(kinds) == [("Kopi", "Rp9.000"), ("Kecil", "Rp9.000"), ("Besar", "Rp20.000")]


def test_three_hundred_products_take_several_sheets_and_lose_none():
    many = tuple(
        Product(f"b{n}", f"Barang{n:03}", 1000 + n, stock=Stock.SOLD_OUT) for n in range(300)
    )
    piece = piece_of(profile=replace(FULL, products=many), address=ADDRESS, on=TODAY)
    pdf = draw_price_list(piece)
    assert 3 < pdf.count(b"/Type /Page\n") < 12
    if which("pdftotext"):
        text = run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout
        assert all(f"Barang{n:03}".encode() in text for n in range(300))


def test_the_same_facts_give_the_same_bytes():
    piece = piece_of(profile=FULL, address=ADDRESS, on=TODAY)
    assert sheets(piece) == sheets(piece)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(Sector))
def test_any_text_fits_and_breaks_nothing(name, other, sector):
    profile = replace(
        FULL, name=name, activity=other, region_name=other, sector=sector,
        products=(Product("a", name, 1), Product("b", other)),
    )  # fmt: skip
    for pdf in sheets(piece_of(profile=profile, address=ADDRESS, on=TODAY)):
        assert pdf.rstrip().endswith(b"%%EOF")


@given(st.text(max_size=80), st.floats(20, 400), st.integers(1, 4))
def test_words_keep_their_room(text, room, most):
    lines = wrap(text, font=STRONG, size=14, room=room, most=most)
    assert len(lines) <= most
    assert all(wide(each, STRONG, 14) <= room + 0.01 for each in lines)
    plain, size = fitted(text, font=PLAIN, size=14, room=room)
    assert wide(plain, PLAIN, size) <= room + 0.01


def test_what_the_fonts_cannot_draw_is_left_out():
    assert printable("Kopi 😀 ᯅᯖᯂ Toba", PLAIN) == "Kopi Toba"
    arabic = piece_of(profile=replace(BARE, name="مخبز"), address="", on=TODAY)
    assert arabic.name == "LJ-000042-7"
