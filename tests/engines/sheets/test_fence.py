"""Old workbooks are read apart: a small file that grows without end takes nobody with it."""

import contextlib
import struct
import zipfile

import pytest

from laju.core.errors import DomainError
from laju.engines.sheets import BrokenArchive, DangerousArchive, TableTooLarge, read_sheets
from laju.engines.sheets.fence import read_fenced

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def label(row: int, column: int, text: str) -> bytes:
    body = text.encode("cp1252")
    return record(0x204, struct.pack("<HHHH", row, column, 0, len(body)) + body)


def xls(sheets: dict[str, list[tuple[int, int, str]]]) -> bytes:
    """Write an Excel 5 workbook: its records, in one stream of a compound file."""
    version = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0))
    bodies = [
        record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
        + b"".join(label(*cell) for cell in cells)
        + record(0x0A, b"")
        for cells in sheets.values()
    ]
    at = len(version) + sum(4 + 7 + len(name) for name in sheets) + 4
    bounds = b""
    for name, body in zip(sheets, bodies, strict=True):
        bounds += record(0x85, struct.pack("<IHB", at, 0, len(name)) + name.encode())
        at += len(body)
    stream = version + bounds + record(0x0A, b"") + b"".join(bodies)
    return compound(stream.ljust(4096, b"\0"))


def compound(stream: bytes) -> bytes:
    sectors = -(-len(stream) // 512)
    chain = [FAT, END, *range(3, sectors + 2), END]
    fat = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    )
    header += bytes(10) + struct.pack("<IIIIIIII", 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    folder = entry("Root Entry", 5, 1, END, 0) + entry("Book", 2, FREE, 2, len(stream)) + bytes(256)
    return header + fat + folder + stream.ljust(sectors * 512, b"\0")


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def ods(path, rows: int, columns: int) -> None:
    """Write an OpenDocument table whose one cell says how often it is repeated."""
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    body = f'<table:table table:name="A"><table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row></table:table>'
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


SMALL = {"Data": [(0, 0, "Nama Usaha"), (0, 1, "No HP"), (1, 0, "Warung Café"), (1, 1, "0812")]}
FAR = [(0, 0, "a"), (65_535, 255, "b")]


def test_read_sheets_reads_an_old_workbook(tmp_path):
    path = tmp_path / "data.xls"
    path.write_bytes(xls(SMALL))
    [sheet] = read_sheets(path=path)
    assert (sheet.name, sheet.header) == ("Data", ("Nama Usaha", "No HP"))
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("Warung Café", "0812"))]


def test_read_fenced_dies_alone_when_an_old_workbook_grows_without_end(tmp_path):
    path = tmp_path / "data.xls"
    path.write_bytes(xls({f"L{n}": FAR for n in range(8)}))
    assert path.stat().st_size < 10_000
    with pytest.raises(DangerousArchive, match="mengembang"):
        read_fenced(path, memory=400_000_000)


def test_read_fenced_dies_alone_when_opendocument_grows_without_end(tmp_path):
    path = tmp_path / "data.ods"
    ods(path, 100_000, 400)
    assert path.stat().st_size < 2_000
    with pytest.raises(DangerousArchive):
        read_fenced(path, memory=400_000_000)


def test_read_fenced_stops_when_time_is_up(tmp_path):
    path = tmp_path / "data.xls"
    path.write_bytes(xls(SMALL))
    with pytest.raises(DangerousArchive):
        read_fenced(path, seconds=0)


def test_read_fenced_stops_when_too_much_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("laju.engines.sheets.fence.MOST_TEXT", 10)
    path = tmp_path / "data.xls"
    path.write_bytes(xls(SMALL))
    with pytest.raises(DangerousArchive):
        read_fenced(path)


def test_read_fenced_passes_refusals_on_as_they_are(tmp_path):
    path = tmp_path / "data.ods"
    ods(path, 2, 600)
    with pytest.raises(TableTooLarge) as refused:
        read_fenced(path)
    assert "600 kolom" in str(refused.value)
    path.write_bytes(b"bukan arsip")
    with pytest.raises(BrokenArchive):
        read_fenced(path)


@pytest.mark.parametrize("size", [512, 600, 1_100, 1_600, 4_000])
def test_read_sheets_never_falls_over_a_cut_old_workbook(tmp_path, size):
    path = tmp_path / "data.xls"
    path.write_bytes(xls(SMALL)[:size])
    with contextlib.suppress(DomainError):  # anything else is a fault of ours
        read_sheets(path=path)
