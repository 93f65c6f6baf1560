"""Files as offices really send them."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from laju.engines.sheets import EmptySheet, NotAWorkbook, SheetNotFound, TableTooLarge, read_sheets

TITLES = "Nama Usaha;Alamat;No HP\n"
LOCAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "umkm"


def _file(folder: Path, data: bytes, name: str = "data.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _only(path: Path):
    (sheet,) = read_sheets(path=path)
    return sheet


def _book(folder: Path, *pages: list[list[object]], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for index, rows in enumerate(pages, 1):
        page = book.create_sheet(f"Lembar {index}")
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                page.cell(number, column, value)
        for area in merged if index == 1 else ():
            page.merge_cells(area)
    path = folder / "data.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_read_sheets_tells_the_encoding_by_evidence(tmp_path, encoding, mark):
    text = TITLES + "Café “Ibu” Ani²;Jl. Mawar 5;0812\n" * 3
    sheet = _only(_file(tmp_path, mark + text.encode(encoding)))
    assert sheet.header == ("Nama Usaha", "Alamat", "No HP")
    assert [row.cells[0] for row in sheet.rows] == ["Café “Ibu” Ani²"] * 3


def test_read_sheets_decodes_mixed_lines_each_by_itself(tmp_path):
    data = TITLES.encode() + "Kopi Café;A;1\n".encode() + "Roti Brulé;B;2\n".encode("cp1252")
    sheet = _only(_file(tmp_path, data))
    assert [row.cells[0] for row in sheet.rows] == ["Kopi Café", "Roti Brulé"]
    assert any("1 baris memakai huruf Windows lama" in note for note in sheet.notes)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_read_sheets_finds_the_separator(tmp_path, separator):
    lines = [["Nama Usaha", "Alamat", "No HP"]] + [
        [f"Warung {i}", f"Jl. Mawar {i}", f"0812345678{i:02d}"] for i in range(20)
    ]
    sheet = _only(_file(tmp_path, "\n".join(separator.join(line) for line in lines).encode()))
    assert len(sheet.rows) == 20
    assert sheet.rows[3].cells == ("Warung 3", "Jl. Mawar 3", "081234567803")


def test_read_sheets_cuts_lines_glued_in_from_a_file_with_another_separator(tmp_path):
    titles = "No;Nama Usaha;Alamat;No HP;Omzet"
    body = [f"{i};Warung {i};Jl. Mawar {i};0812345678{i:02d};1.000" for i in range(1, 9)]
    body[3] = "4,Warung 4,Jl. Mawar 4,081234567804,1000"
    body[5] = "6,Warung 6,Jl. Mawar 6 saja"  # fits nothing: stays whole
    sheet = _only(_file(tmp_path, "\n".join([titles, *body]).encode()))
    assert sheet.rows[3].cells == ("4", "Warung 4", "Jl. Mawar 4", "081234567804", "1000")
    assert sheet.rows[5].cells == ("6,Warung 6,Jl. Mawar 6 saja", "", "", "", "")
    assert "1 baris memakai pemisah kolom yang lain, dipisah dengan itu: baris 5." in sheet.notes


def test_read_sheets_is_not_fooled_by_commas_in_addresses(tmp_path):
    body = "".join(f"Toko {i};Jl. A, No. {i}, Medan, Sumut;08123{i:06d}\n" for i in range(50))
    sheet = _only(_file(tmp_path, (TITLES + body).encode()))
    assert {len(row.cells) for row in sheet.rows} == {3}


def test_read_sheets_obeys_a_sep_line(tmp_path):
    sheet = _only(_file(tmp_path, b"sep=|\nNama Usaha|No HP\nWarung;A|0812\n"))
    assert sheet.header == ("Nama Usaha", "No HP")
    assert (sheet.rows[0].number, sheet.rows[0].cells) == (3, ("Warung;A", "0812"))


@pytest.mark.parametrize(
    "bad",
    [
        'Warung "Bu Ani;Jl. A;1',
        '"Warung Bu Ani;Jl. B;2',
        'Warung;"Jl. C;3',
        '"Kopi "Enak" Sekali";Jl. D;4',
        'Kue 7";Jl. E;5',
    ],
)
def test_read_sheets_never_lets_a_broken_quote_swallow_rows(tmp_path, bad):
    good = [f'"Toko {i}";"Jl. ""Baru"" {i}";{i}' for i in range(30)]
    lines = [*good[:10], bad, *good[10:]]
    sheet = _only(_file(tmp_path, (TITLES + "\n".join(lines) + "\n").encode()))
    assert len(sheet.rows) == 31
    assert [row.number for row in sheet.rows] == list(range(2, 33))
    assert sheet.rows[11].cells == ("Toko 10", 'Jl. "Baru" 10', "10")
    assert all(len(row.cells) == 3 for row in sheet.rows)


def test_read_sheets_keeps_two_broken_quotes_apart(tmp_path):
    body = 'A;"Jl. 1;1\nB;Jl. 2;2\nC;Jl. 3";3\nD;Jl. 4;4\n'
    sheet = _only(_file(tmp_path, (TITLES + body).encode()))
    assert [row.cells[0] for row in sheet.rows] == ["A", "B", "C", "D"]


def test_read_sheets_reads_line_breaks_inside_quotes(tmp_path):
    body = 'Warung A;"Jl. Mawar\r\nRT 1\nRW 2";1\r\n\r\nWarung B;Jl. C;2\rWarung D;"Jl. E";3\n'
    sheet = _only(_file(tmp_path, (TITLES + body).encode()))
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("Warung A", "Jl. Mawar\nRT 1\nRW 2", "1")),
        (4, ("Warung B", "Jl. C", "2")),
        (5, ("Warung D", "Jl. E", "3")),
    ]


def test_read_sheets_removes_nul_and_says_so(tmp_path):
    sheet = _only(_file(tmp_path, TITLES.encode() + b"Wa\0rung;Jl. A;\x001\n"))
    assert sheet.rows[0].cells == ("Warung", "Jl. A", "1")
    assert "2 karakter kosong (NUL) dibuang." in sheet.notes


def test_read_sheets_keeps_short_and_long_rows(tmp_path):
    sheet = _only(_file(tmp_path, (TITLES + "A;B;C\nA\nA;B;C;D;E\nF;G;H\n").encode()))
    assert [row.cells[0] for row in sheet.rows] == ["A", "A", "A", "F"]
    assert sheet.header == ("Nama Usaha", "Alamat", "No HP", "Kolom 4", "Kolom 5")
    assert sheet.rows[2].cells == ("A", "B", "C", "D", "E")


def test_read_sheets_shows_numbers_as_people_see_them(tmp_path):
    rows = [
        ["Nama Usaha", "NIK", "Omzet", "Lat", "Tanggal", "Jam", "Cap", "Aktif"],
        [
            "Warung",
            1271011512809912,
            25000.0,
            -7.55,
            date(2023, 2, 12),
            time(8, 30),
            datetime(2023, 2, 12, 9, 5),  # noqa: DTZ001 - workbooks know no zones
            True,
        ],
        ["Toko", 1.27101151280991e15, 0.1 + 0.2, 1e-7, None, None, None, False],
    ]
    sheet = _only(_book(tmp_path, rows))
    # A workbook keeps fifteen digits of a NIK: the sixteenth was already gone when it was saved.
    assert sheet.rows[0].cells[1][:15] == "127101151280991"
    assert sheet.rows[0].cells[2:] == (
        "25000",
        "-7.55",
        "2023-02-12",
        "08:30",
        "2023-02-12 09:05:00",
        "TRUE",
    )
    assert sheet.rows[1].cells[1:4] == ("1.27101151280991E+15", "0.3", "0.0000001")


def test_read_sheets_skips_titles_blanks_and_column_numbers(tmp_path):
    rows = [
        [],
        ["DAFTAR UMKM KOTA MEDAN TAHUN 2023"],
        ["DINAS KOPERASI"],
        [],
        ["No", "Nama Usaha", "Alamat", "No HP"],
        [1, 2, 3, 4],
        [1, "Warung Ani", "Jl. A", "081234567890"],
        [],
        [2, "Toko Budi", "Jl. B", "081234567891"],
    ]
    sheet = _only(_book(tmp_path, rows, merged=("A2:D2",)))
    assert (sheet.header, sheet.header_row) == (("No", "Nama Usaha", "Alamat", "No HP"), 6)
    assert [row.number for row in sheet.rows] == [7, 9]
    assert any("DAFTAR UMKM KOTA MEDAN" in note for note in sheet.notes)


def test_read_sheets_joins_two_title_rows(tmp_path):
    rows = [
        ["Data UMKM"],
        ["No", "Nama Usaha", "Alamat", None, None, "No HP"],
        [None, None, "Kecamatan", "Desa", "Jalan", None],
        [1, "Warung", "Medan Kota", "Pasar Baru", "Jl. A", "081234567890"],
    ]
    merged = ("A2:A3", "B2:B3", "C2:E2", "F2:F3")
    sheet = _only(_book(tmp_path, rows, merged=merged))
    assert sheet.header == (
        "No",
        "Nama Usaha",
        "Alamat Kecamatan",
        "Alamat Desa",
        "Alamat Jalan",
        "No HP",
    )
    assert (sheet.header_row, len(sheet.rows)) == (3, 1)


def test_read_sheets_does_not_take_a_sparse_first_row_for_titles(tmp_path):
    sheet = _only(
        _file(
            tmp_path, b"Nama Usaha;Alamat;;Telp\nWarung Ani;Jl. A;catatan;\nToko B;Jl. B;x;0812\n"
        )
    )
    assert len(sheet.rows) == 2
    assert sheet.header == ("Nama Usaha", "Alamat", "Kolom 3", "Telp")


def test_read_sheets_names_columns_when_there_are_no_titles(tmp_path):
    sheet = _only(_file(tmp_path, b"Warung Ani;Jl. A;081234567890\nToko Budi;Jl. B;081234567891\n"))
    assert sheet.header == ("Kolom 1", "Kolom 2", "Kolom 3")
    assert (sheet.header_row, [row.number for row in sheet.rows]) == (0, [1, 2])


def test_read_sheets_returns_every_table_and_names_the_rest(tmp_path):
    table = [["Nama Usaha", "No HP"], ["Warung", "081234567890"]]
    path = _book(
        tmp_path,
        table,
        [],
        [["Catatan: data sementara"]],
        [["Nama Usaha", "Alamat"], ["Toko", "Jl. A"]],
    )
    first, second = read_sheets(path=path)
    assert [first.name, second.name] == ["Lembar 1", "Lembar 4"]
    assert any("Lembar 3" in note for note in first.notes)


def test_read_sheets_reads_html_named_xls(tmp_path):
    page = """<html><head><style>td{}</style></head><body><h1>Data</h1><table border=1>
    <tr><th>No<th>Nama Usaha<th>No HP</tr><tr><td>1<td>Warung &amp; Kopi<br>Ani<td>081234567890</tr>
    <tr><td>2</td><td>Toko <b>B</b><table><tr><td>dalam</td></tr></table></td><td>0812"""
    sheet = _only(_file(tmp_path, page.encode(), "data.xls"))
    assert sheet.header == ("No", "Nama Usaha", "No HP")
    assert sheet.rows[0].cells == ("1", "Warung & Kopi\nAni", "081234567890")
    assert sheet.rows[1].cells[2] == "0812"
    assert any("HTML" in note for note in sheet.notes)


def test_read_sheets_reads_a_csv_named_xlsx(tmp_path):
    assert len(_only(_file(tmp_path, TITLES.encode() + b"A;B;1\n", "data.xlsx")).rows) == 1


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
        (b"<!DOCTYPE html><html><body>Silakan masuk</body></html>", "tanpa tabel"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07" * 200, "biner"),
        (b'{\n "sumber": "x",\n "kolom": {}\n}', "JSON"),
        (b'[{"nama": "Warung"}, {"nama": "Kopi"}]', "JSON"),
    ],
)
def test_read_sheets_refuses_what_is_no_table(tmp_path, data, word):
    with pytest.raises(NotAWorkbook, match=word) as error:
        read_sheets(path=_file(tmp_path, data, "data.xlsx"))
    assert error.value.remedy


def test_read_sheets_refuses_missing_and_empty_files(tmp_path):
    with pytest.raises(SheetNotFound, match=r"tidak ada\.csv"):
        read_sheets(path=tmp_path / "tidak ada.csv")
    for data in (b"", b"\xef\xbb\xbf\r\n \r\n", b";;;\n;;;\n"):
        with pytest.raises(EmptySheet):
            read_sheets(path=_file(tmp_path, data))


def test_read_sheets_refuses_too_many_columns(tmp_path):
    wide = ";".join(f"kolom{i}" for i in range(501))
    with pytest.raises(TableTooLarge, match="501 kolom"):
        read_sheets(path=_file(tmp_path, f"{wide}\n{wide}\n".encode()))


def test_read_sheets_keeps_a_very_long_cell_and_notes_it(tmp_path):
    sheet = _only(_file(tmp_path, TITLES.encode() + b"A;" + b"x" * 40_000 + b";1\n"))
    assert len(sheet.rows[0].cells[1]) == 40_000
    assert any("baris 2" in note for note in sheet.notes)


@pytest.mark.local_data
@pytest.mark.parametrize(
    ("name", "rows", "header_row", "first"),
    [
        ("cimahi_leuwigajah_2014.xlsx", 204, 5, "No."),
        ("jatim_survei_2008_2017.csv", 200, 1, "nama_perusahaan"),
        ("bandung_kuliner_menu.csv", 515, 1, "nama_rumah_makan"),
    ],
)
def test_read_sheets_counts_real_files_to_the_row(name, rows, header_row, first):
    if not (LOCAL / name).exists():
        pytest.skip(f"{name} is not on this machine and may not be shipped")
    sheet = _only(LOCAL / name)
    assert (len(sheet.rows), sheet.header_row, sheet.header[0]) == (rows, header_row, first)


@pytest.mark.local_data
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_read_sheets_keeps_every_record_of_solo(tmp_path, encoding):
    source = LOCAL / "solo_2023_mentah.csv"
    if not source.exists():
        pytest.skip("solo_2023_mentah.csv is not on this machine and may not be shipped")
    sheet = _only(_file(tmp_path, source.read_bytes().decode("utf-8").encode(encoding)))
    # 11,165 records, of which the last eight hold nothing but separators.
    assert len(sheet.rows) == 11_157
    assert "8 baris kosong dilewati." in sheet.notes
    assert sheet.rows[-1].number == 11_158
    assert len(sheet.rows) + 8 == 11_165
    assert sum("\n" in "".join(row.cells) for row in sheet.rows) > 200
