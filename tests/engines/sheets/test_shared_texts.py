import pytest
import xlsxwriter

from laju.engines.sheets import read_sheets
from laju.engines.sheets.archives import DangerousArchive


def _book(path, *, rows: int, text: str):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nama Usaha", "Cerita"])
        for number in range(1, rows + 1):
            sheet.write_row(number, 0, [f"Usaha {number}", text])
    return path


def test_check_shared_texts_refuses_many_cells_with_one_long_text(tmp_path):
    path = _book(tmp_path / "bom.xlsx", rows=15_000, text="x" * 32_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(DangerousArchive) as error:
        read_sheets(path=path)
    assert error.value.remedy


def test_check_shared_texts_lets_one_long_text_pass(tmp_path):
    path = _book(tmp_path / "usaha.xlsx", rows=15_000, text="cerita")
    assert len(read_sheets(path=path)[0].rows) == 15_000
    long = _book(tmp_path / "cerita.xlsx", rows=1_000, text="x" * 32_000)
    assert len(read_sheets(path=long)[0].rows) == 1_000
