"""News on paper: four to a sheet, whatever they hold."""

from shutil import which
from subprocess import run

import pytest

from laju.engines.prints import Slip, draw_slips

SLIP = Slip(
    "Keripik Bu Ani", "Ani", "Balige", "LJ-000042-7", "Selamat, Anda terpilih.", "1 Maret 2027"
)


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (4, 1), (5, 2), (9, 3)])
def test_four_slips_stand_on_a_sheet(count, sheets):
    pdf = draw_slips([SLIP] * count, office="Dinas Koperasi")
    assert pdf.count(b"/Type /Page\n") == sheets
    if which("pdftotext"):
        told = run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout
        assert told.count(b"Selamat, Anda terpilih.") == count


@pytest.mark.parametrize("text", ["", "x" * 5000, "a b " * 2000, "😀 ᯅᯖᯂ \x00", "(((\\"])
def test_any_text_fits(text):
    slip = Slip(text, text, text, text, text, text)
    assert draw_slips([slip] * 5, office=text).rstrip().endswith(b"%%EOF")
