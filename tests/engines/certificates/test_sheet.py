import io
from dataclasses import replace
from shutil import which
from subprocess import run

import pytest
import zxingcpp
from PIL import Image

from laju.engines.certificates import Sheet, draw_sheet

SHEET = Sheet(
    title="Sertifikat Keterampilan Digital",
    holder="Ani Contoh",
    business="Keripik Bu Ani",
    place="Kabupaten Toba",
    sentence="membuktikan 9 dari 12 keterampilan",
    lessons=[(f"Pelajaran {n}", "Mampu") for n in range(12)],
    issuer="Dinas Koperasi dan UKM",
    issued_on="26 November 2026",
    code="KQ4R7MXA",
    url="https://laju.example/sertifikat/KQ4R7MXA/",
    note="Bukan sertifikat BNSP.",
)


def test_the_same_sheet_gives_the_same_bytes_with_its_fonts_inside():
    one, two = draw_sheet(SHEET), draw_sheet(SHEET)
    assert one == two and one.startswith(b"%PDF-") and len(one) < 120_000
    assert b"/FontFile2" in one


@pytest.mark.parametrize("hostile", ["A" * 400, "<b>&\x00\n\t😀 ᯅᯖᯂ العربية", "", "(((\\"])
def test_any_text_fits_and_breaks_nothing(hostile):
    sheet = replace(SHEET, holder=hostile, business=hostile, lessons=[(hostile, hostile)] * 12)
    assert draw_sheet(sheet).rstrip().endswith(b"%%EOF")


def test_the_code_leads_to_the_page_that_verifies(tmp_path):
    pdf = tmp_path / "s.pdf"
    pdf.write_bytes(draw_sheet(SHEET))
    if which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed: the sheet cannot be turned into a picture")
    run(["pdftoppm", "-r", "110", "-png", str(pdf), str(tmp_path / "s")], check=True)
    [png] = tmp_path.glob("s*.png")
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png.read_bytes())))
    assert [each.text for each in found] == [SHEET.url]
