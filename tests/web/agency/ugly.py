"""Sheets as bad as offices send them, each kind once: what it is, and how many rows it tells."""

import io
from collections.abc import Callable

import xlsxwriter

TITLES = "No;Nama Usaha;Nama Pemilik;NIK;No HP;Kabupaten/Kota;Kecamatan;Latitude;Longitude;Omzet per Tahun"
NIK = "1271015512809914"


def line(number: int, **changes: str) -> str:
    cells = {
        "number": str(number), "name": f"Keripik Contoh {number}", "owner": f"Ani Contoh {number}",
        "nik": f"{NIK[:12]}{number:04d}", "phone": f"0810{number:08d}", "region": "Kota Medan",
        "district": "Medan Kota", "lat": "3.5952", "lng": "98.6722", "sales": "15.000.000",
    }  # fmt: skip
    return ";".join({**cells, **changes}.values())


def text(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def totals() -> bytes:
    """Sub-totals and a total inside the data, as printed page by page."""
    total = ";JUMLAH;;;;;;;;45.000.000"
    return text(TITLES, line(1), line(2), total, TITLES, line(3), "TOTAL" + ";" * 8 + ";60.000.000")


def mixed_separators() -> bytes:
    """Rows glued together from two files: semicolons, and commas with a comma in a number."""
    comma = line(3, sales="15000000").replace(";", ",")
    return text(TITLES, line(1), line(2), comma, line(4), line(5))


def cp1252() -> bytes:
    return text(TITLES, line(1, name="Café Süd²\u00a0Jaya"), line(2), encoding="cp1252")


def thousands() -> bytes:
    """Coordinates a spreadsheet took for thousands."""
    return text(TITLES, line(1, lat="35.952.111", lng="986.722.222"), line(2))


def powers() -> bytes:
    """NIKs in scientific notation."""
    return text(TITLES, *(line(n, nik="1,27102E+15") for n in range(1, 6)), line(6))


def two_title_rows() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet("Data UMKM")
        page.merge_range("A1:F1", "DATA UMKM KECAMATAN MEDAN KOTA")
        page.write_row("A3", ["No", "Nama Usaha", "Nama Pemilik", "Kabupaten/Kota"])
        page.merge_range("E3:F3", "Koordinat")
        page.write_row("E4", ["Lintang", "Bujur"])
        for n in range(1, 4):
            page.write_row(
                f"A{n + 4}",
                [n, f"Kopi Contoh {n}", f"Budi Contoh {n}", "Kota Medan", "3.59", "98.67"],
            )
    return content.getvalue()


def titles_only() -> bytes:
    return text(TITLES)


def empty_workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet("Kosong")
    return content.getvalue()


def locked() -> bytes:
    """The coat of a workbook with a password."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )


READABLE: dict[str, tuple[Callable[[], bytes], int, int]] = {  # bytes, rows in, rows rejected
    "jumlah.csv": (totals, 6, 3),
    "pemisah-campur.csv": (mixed_separators, 5, 0),
    "cp1252.csv": (cp1252, 2, 0),
    "koordinat-ribuan.csv": (thousands, 2, 0),
    "nik-ilmiah.csv": (powers, 6, 0),
    "dua-baris-judul.xlsx": (two_title_rows, 3, 0),
}
UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "kosong.csv": (lambda: b"", "kosong"),
    "kosong.xlsx": (empty_workbook, "kosong"),
    "judul-saja.csv": (titles_only, "baris"),
    "terkunci.xlsx": (locked, "sandi"),
}
