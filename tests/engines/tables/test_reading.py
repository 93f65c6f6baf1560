"""Tables read as columns are the sheets read row by row, and what is refused there is here."""

import datetime as dt
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.errors import DomainError
from laju.engines.sheets import EmptySheet, TableTooLarge, read_sheets
from laju.engines.sheets.delimited import decode
from laju.engines.tables import read_tables
from laju.engines.tables.delimited import read_lines
from laju.engines.tables.reading import LARGE_BYTES
from laju.engines.tables.workbooks import read_columns

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(p for p in (ROOT / "example").iterdir() if p.suffix in {".csv", ".xlsx"})
LOCAL = ROOT.parent / "shared" / "data" / "umkm"
HEADER = ["Nama Usaha", "NIK", "Omzet", "Lintang", "Tanggal Daftar"]


def assert_same(path: Path) -> None:
    tables, sheets = read_tables(path=path, large=0), read_sheets(path=path)
    for table, sheet in zip(tables, sheets, strict=True):
        told = (table.name, table.header, table.header_row, table.notes)
        assert told == (sheet.name, sheet.header, sheet.header_row, sheet.notes)
        assert table.rows() == sheet.rows


def is_column_wise(path: Path) -> bool:
    """Say whether the fast way took the file, so that a test of it is one."""
    if path.suffix == ".xlsx":
        return read_columns(path=path) is not None
    return read_lines(decode(path.read_bytes())[0])[0] is not None


def workbook(path: Path, rows: list[list[object]], *, at: tuple[int, int] = (0, 0)) -> Path:
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        page = book.add_worksheet("Data")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows, at[0]):
            for column, cell in enumerate(row, at[1]):
                if isinstance(cell, dt.date | dt.time):
                    page.write_datetime(number, column, cell, day)
                elif isinstance(cell, str):
                    page.write_string(number, column, cell)
                elif cell is not None:
                    page.write(number, column, cell)
    return path


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_read_tables_gives_what_read_sheets_gives(path):
    assert_same(path)


@pytest.mark.local_data
@pytest.mark.skipif(not LOCAL.is_dir(), reason="the real lists may not be shipped")
def test_read_tables_reads_real_lists_as_read_sheets_does():
    for path in sorted(LOCAL.glob("*.csv")) + sorted(LOCAL.glob("*.xlsx")):
        assert_same(path)


@pytest.mark.parametrize(
    ("data", "is_tidy"),
    [
        ("Nama Usaha;NIK\nMawar;1\nMelati;2\n", True),
        ("\ufeffNama Usaha;NIK\r\nMawar;1\r\nMelati;2", True),
        ("Daftar UMKM\n\nNama Usaha;NIK\n   \nMawar;1\n;;\n\nMelati;2;lebih\n\n", True),
        ('Nama Usaha,Alamat\n"Mawar","Jl. A, no ""5"""\nMelati,\n', True),
        ('Nama Usaha,Alamat\n"Mawar","Jl. A\nno 5"\nMelati,x\n', True),
        ('Nama Usaha,Alamat\nMawar,"Jl. "A" no 5"\nMelati,x\n', False),
        ('Nama Usaha,Alamat\nMawar, "Jl. A, no 5"\nMelati,x\n', True),
        ('Nama Usaha,Ukuran\nMawar,5" pipa\nMelati,x\n', True),
        ('Nama Usaha,Alamat\n"a\n\nb",x\n\nMelati,"y\n""z"""\nKenanga,"w\n', False),
        ('Nama Usaha,Alamat\n"a\n\nb",x\n\nMelati,"y\n""z"""\nKenanga,w\n', True),
        ("sep=;\nNama Usaha;NIK\nMawar;1\nMelati;2\n", False),
        ("Nama Usaha\tNIK\n\t\t\nMawar\t1\nMelati\t2\n", True),
        ("Nama Usaha;NIK\nMawar\x00;1\nMelati;2\n", True),
        ("Mawar\nMelati\n", False),
        ("Nama Usaha;NIK\n\x1c;\x1f\nMawar;1\n\xa0;\nMelati;2\n", True),
        ("Nama Usaha;Ket\nMawar;" + "a" * 40_000 + "\nMelati;2\n", True),
    ],
)
def test_read_tables_reads_separated_values_as_read_sheets_does(tmp_path, data, is_tidy):
    path = tmp_path / "daftar.csv"
    path.write_bytes(data.encode())
    assert_same(path)
    assert is_column_wise(path) is is_tidy


def test_read_tables_reads_windows_letters_as_read_sheets_does(tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_bytes("Nama Usaha;NIK\nCafé;1\nMelati;2\n".encode("cp1252"))
    assert_same(path)


@settings(max_examples=60)
@given(
    lines=st.lists(
        st.lists(st.text(alphabet='ab 1.;,"\t\n\r\x1c\xa0é', max_size=5), min_size=1, max_size=4),
        min_size=1,
        max_size=6,
    ),
    separator=st.sampled_from([";", ",", "\t", "|"]),
)
def test_read_tables_reads_any_separated_values_as_read_sheets_does(
    tmp_path_factory, lines, separator
):
    path = tmp_path_factory.getbasetemp() / "apa-saja.csv"
    rows = ["Nama Usaha" + separator + "NIK", *(separator.join(line) for line in lines)]
    path.write_bytes("\n".join(rows).encode())
    assert_same(path)


@pytest.mark.parametrize(
    ("rows", "is_tidy"),
    [
        ([["Mawar", "1271015512809914", 1000, 3.595196, dt.date(2026, 2, 10)]] * 3, True),
        ([["Mawar", 1271015512809914, 0.1 + 0.2, -0.0, dt.datetime.fromisoformat("2026-02-10 09:05:07")]], True),
        ([["Mawar", 1271015512809910, 1e21, 1 / 3, None], ["Melati", None, None, 2, None]], True),
        ([["Mawar", 1271015512809910, 1, 1, ""], ["Melati", "1271015512809910", 1, 1, ""]], False),
        ([["Mawar", "1", "1.500,5", 1.5, "-"], ["Melati", "2", 1.5, 1, "2026-01-01 00:00:00"]], False),
        ([["Mawar", "1", 1, 1, dt.date(2026, 2, 10)], ["Melati", "2", 1, 1, "10/2/2026"]], False),
        ([["Mawar", "1", 1, 1, dt.time(8, 30)]], False),
        ([["Mawar", True, 1, 1, ""]], False),
        ([["Mawar", "1", 1, 1, "2026-01-01 00:00:00"]], True),
        ([["Mawar", "2", None, None, None], [], ["", " ", None], ["Melati\nJaya", "2 ", 5, 6, "x"]], True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", [(0, 0), (3, 0), (2, 1)])
def test_read_tables_reads_cells_of_workbooks_as_read_sheets_does(tmp_path, rows, is_tidy, at):
    path = workbook(tmp_path / "daftar.xlsx", [HEADER, *rows], at=at)
    assert_same(path)
    assert is_column_wise(path) or not is_tidy or at[1]


CELLS = st.one_of(
    st.none(),
    st.text(alphabet="ab1 .-\n", max_size=4),
    st.sampled_from(["1271015512809910", "2026-01-01 00:00:00", "true", "-0", "0.1"]),
    st.integers(-(10**17), 10**17).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(0, 10**6).map(lambda n: n / 100),
    st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)),
)


@settings(max_examples=60)
@given(data=st.data())
def test_read_tables_reads_any_workbook_as_read_sheets_does(tmp_path_factory, data):
    kinds = data.draw(st.lists(st.sampled_from([0, 1, 2]), min_size=2, max_size=4))
    pure = [st.integers(0, 10**6).map(lambda n: n / 1000), st.text(alphabet="ab1", max_size=4)]
    columns = [CELLS if kind == 2 else pure[kind] for kind in kinds]
    rows = data.draw(st.lists(st.tuples(*columns), min_size=1, max_size=6))
    path = tmp_path_factory.getbasetemp() / "apa-saja.xlsx"
    workbook(path, [HEADER[: len(kinds)], *map(list, rows)])
    assert_same(path)


def test_read_tables_reads_several_sheets_and_names_those_that_are_none(tmp_path):
    path = tmp_path / "daftar.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in {
            "Sampul": [["Daftar UMKM"]],
            "Medan": [["Nama Usaha", "NIK"], ["Mawar", "1"], ["Melati", "2"]],
            "Kosong": [],
            "Binjai": [["Nama Usaha", "NIK"], ["Kenanga", "3"], ["Cempaka", "4"]],
        }.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    assert_same(path)
    assert [table.name for table in read_tables(path=path, large=0)] == ["Medan", "Binjai"]


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", b"%PDF-1.7 x", b"PK\x03\x04 broken", b"<html></html>"]
)
def test_read_tables_refuses_what_read_sheets_refuses(tmp_path, data):
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(data)
    with pytest.raises(DomainError) as sheets:
        read_sheets(path=path)
    with pytest.raises(type(sheets.value)):
        read_tables(path=path, large=0)


def test_read_tables_refuses_a_bomb_and_a_table_without_rows(tmp_path):
    bomb = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b'<c r="XFD1048576" t="s"><v>0</v></c>')
    with pytest.raises(TableTooLarge):
        read_tables(path=bomb, large=0)
    with pytest.raises(EmptySheet):
        read_tables(path=workbook(tmp_path / "kosong.xlsx", []), large=0)


def test_read_tables_takes_as_many_rows_as_a_spreadsheet_and_no_more(tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("Nama Usaha;NIK\n" + "Mawar;1\n" * 1_048_575, "utf-8")
    assert path.stat().st_size > LARGE_BYTES
    [table] = read_tables(path=path)
    assert table.cells.height == 1_048_575
    assert table.cells["number"][-1] == 1_048_576


def test_read_tables_gives_a_sheet_with_titles_only_no_rows(tmp_path):
    path = workbook(tmp_path / "judul.xlsx", [HEADER])
    assert_same(path)
