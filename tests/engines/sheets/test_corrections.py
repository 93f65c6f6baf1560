"""What the office gets back."""

import csv
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.engines.sheets import (
    Row,
    Sheet,
    UnknownSheetFormat,
    escape_formula,
    read_sheets,
    write_corrections,
)

SHEET = Sheet(
    name="Data [2023]/A",
    header=("Nama Usaha", "No HP"),
    header_row=5,
    rows=[
        Row(6, ('=HYPERLINK("http://x")', "+6281234567890")),
        Row(8, ("Warung", "081", "lebih")),
        Row(9, ("https://toko.test", "-7.55")),
    ],
)
REMEDIES = {8: "Nomor telepon terlalu pendek."}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =A1",
        "-A1",
        "+A1",
        "＝1",
        "-7.55+A1",
        "+62=1",
    ],
)
def test_escape_formula_disarms_formulas(text):
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "Warung", "-7.55", "+62 812-3456-7890", "-", "-1.500,00", "12 %", "a=b", "3-4"]
)
def test_escape_formula_leaves_honest_text(text):
    assert escape_formula(text) == text


@given(st.text(max_size=30))
def test_escape_formula_output_never_starts_a_formula(text):
    safe = escape_formula(text)
    assert safe.removeprefix("'") == text.removeprefix("'") or safe == text
    assert not safe.startswith(("=", "@", "\t", "\r"))
    if safe.startswith(("+", "-")):
        assert not any(char.isalpha() for char in safe)


def test_write_corrections_writes_csv_that_reads_back(tmp_path):
    path = write_corrections(source=SHEET, remedies=REMEDIES, path=tmp_path / "perbaikan.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == ["Nama Usaha", "No HP", "Kolom 3", "Perbaikan"]
    assert rows[1] == ['\'=HYPERLINK("http://x")', "+6281234567890", "", ""]
    assert rows[2] == ["Warung", "081", "lebih", "Nomor telepon terlalu pendek."]
    assert len(rows) == 4
    (sheet,) = read_sheets(path=path)
    assert len(sheet.rows) == 3


def test_write_corrections_highlights_only_rows_with_a_remedy(tmp_path):
    path = write_corrections(source=SHEET, remedies=REMEDIES, path=tmp_path / "perbaikan.xlsx")
    page = openpyxl.load_workbook(path).active
    assert [cell.value for cell in page[1]] == ["Nama Usaha", "No HP", "Kolom 3", "Perbaikan"]
    assert page["A2"].data_type == "s"
    assert page["A4"].hyperlink is None
    assert page["D3"].value == "Nomor telepon terlalu pendek."
    fills = [page.cell(row, 1).fill.fgColor.rgb for row in (2, 3, 4)]
    assert fills[1].endswith("FDE8D7") and fills[0] == fills[2] != fills[1]


def test_write_corrections_keeps_several_sheets_apart(tmp_path):
    path = write_corrections(
        source=[SHEET, SHEET], remedies=[{}, REMEDIES], path=tmp_path / "x.xlsx"
    )
    first, second = read_sheets(path=path)
    assert first.name != second.name
    assert "Perbaikan" in second.header


def test_write_corrections_refuses_other_endings(tmp_path):
    with pytest.raises(UnknownSheetFormat, match=r"\.pdf"):
        write_corrections(source=SHEET, remedies={}, path=Path(tmp_path / "x.pdf"))
