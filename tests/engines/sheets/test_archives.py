"""Workbooks made to hurt, and ones that are merely broken or locked."""

import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from laju.engines.sheets import (
    BrokenArchive,
    DangerousArchive,
    LockedWorkbook,
    NotAWorkbook,
    TableTooLarge,
    read_sheets,
)

SPACE = b" " * (1 << 20)


def _parts(cells: str, strings: str = "") -> dict[str, bytes]:
    """Return the parts of a small workbook whose sheet holds `cells`."""
    book = openpyxl.Workbook()
    book.active.append(["Nama Usaha"])
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    head = strings or "<?xml version='1.0'?>"
    parts["xl/worksheets/sheet1.xml"] = (
        f"{head}<worksheet {main}><sheetData>{cells}</sheetData></worksheet>".encode()
    )
    return parts


def _zip(folder: Path, parts: dict[str, bytes], name: str = "data.xlsx") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


def test_read_sheets_refuses_a_bomb_by_its_directory(tmp_path):
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _parts("").items():
            archive.writestr(name, data)
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(64):
                part.write(SPACE)
    assert path.stat().st_size < 200_000
    with pytest.raises(DangerousArchive):
        read_sheets(path=path)


def test_read_sheets_does_not_trust_the_directory(tmp_path):
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _parts("").items():
            archive.writestr(name, data)
        archive.writestr("xl/sharedStrings.xml", SPACE * 64)
    data = path.read_bytes()
    real, lie = struct.pack("<I", 64 << 20), struct.pack("<I", 1_000)
    assert data.count(real) >= 2
    path.write_bytes(data.replace(real, lie))
    with pytest.raises(DangerousArchive):
        read_sheets(path=path)


def test_read_sheets_refuses_thousands_of_members(tmp_path):
    parts = _parts("") | {f"xl/media/{i}.bin": b"" for i in range(2_001)}
    with pytest.raises(DangerousArchive):
        read_sheets(path=_zip(tmp_path, parts))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="CV1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="4294967290"><c><v>1</v></c></row>',
    ],
)
def test_read_sheets_refuses_two_cells_that_span_a_billion(tmp_path, cells):
    with pytest.raises(TableTooLarge):
        read_sheets(path=_zip(tmp_path, _parts(cells)))


def test_read_sheets_forgives_styled_but_empty_far_cells(tmp_path):
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nama Usaha</t></is></c><c r="XFD1" s="0"/></row><row r="2"><c r="A2" t="inlineStr"><is><t>Warung</t></is></c></row>'
    (sheet,) = read_sheets(path=_zip(tmp_path, _parts(cells)))
    assert [row.cells for row in sheet.rows] == [("Warung",)]


def test_read_sheets_does_not_expand_entities(tmp_path):
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "aaaaaaaaaa">{levels}]>'
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>'
    path = _zip(tmp_path, _parts(cells, bomb))
    try:
        sheets = read_sheets(path=path)
    except BrokenArchive:
        return
    assert sum(len(cell) for row in sheets[0].rows for cell in row.cells) < 100


def test_read_sheets_refuses_repeats_of_opendocument(tmp_path):
    cell = '<table:table-cell table:number-columns-repeated="400" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    body = f'<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row></table:table>'
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"'
        for p in ("office", "table", "text")
    )
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
    }
    with pytest.raises(TableTooLarge):
        read_sheets(path=_zip(tmp_path, parts, "data.ods"))


def test_read_sheets_reads_opendocument(tmp_path):
    def row(*texts):
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>'
            for t in texts
        )
        return f"<table:table-row>{cells}</table:table-row>"

    body = f'<table:table table:name="A">{row("Nama Usaha", "No HP")}{row("Warung", "0812")}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"'
        for p in ("office", "table", "text")
    )
    content = f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>'
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    }
    (sheet,) = read_sheets(path=_zip(tmp_path, parts, "data.ods"))
    assert (sheet.header, sheet.rows[0].cells) == (("Nama Usaha", "No HP"), ("Warung", "0812"))


@pytest.mark.parametrize(
    ("part", "word"),
    [("word/document.xml", "Word"), ("ppt/presentation.xml", "PowerPoint"), ("catatan.txt", "ZIP")],
)
def test_read_sheets_refuses_other_archives(tmp_path, part, word):
    with pytest.raises(NotAWorkbook, match=word):
        read_sheets(path=_zip(tmp_path, {part: b"isi"}))


def test_read_sheets_refuses_a_truncated_workbook(tmp_path):
    path = _zip(tmp_path, _parts("<row/>"))
    whole = path.read_bytes()
    for size in (10, len(whole) // 2, len(whole) - 5):
        path.write_bytes(whole[:size])
        with pytest.raises(BrokenArchive):
            read_sheets(path=path)


def test_read_sheets_refuses_garbage_inside_a_workbook(tmp_path):
    parts = _parts("")
    parts["xl/workbook.xml"] = b"<workbook><sheets><sheet"
    with pytest.raises(BrokenArchive):
        read_sheets(path=_zip(tmp_path, parts))


def test_read_sheets_tells_a_locked_workbook(tmp_path):
    path = tmp_path / "data.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 600
    )
    with pytest.raises(LockedWorkbook, match="kata sandi"):
        read_sheets(path=path)


def test_read_sheets_refuses_a_broken_old_workbook(tmp_path):
    path = tmp_path / "data.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x07" * 2_000)
    with pytest.raises(BrokenArchive):
        read_sheets(path=path)
