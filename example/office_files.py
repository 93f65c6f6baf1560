"""Writes the rows the way three offices keep them, each with traps of its own."""

import csv
import io
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from make_sheets import Entry

Written = tuple[dict[int, int], dict[str, Any]]  # line by running number, further truths

SHEET_COLUMNS = (
    ("NO", (("no", "NO"),)),
    ("IDENTITAS PEMILIK", (("pemilik", "Nama Pemilik"), ("jk", "L/P"), ("nik", "NIK"), ("hp", "No. HP/WA"), ("email", "Email"))),
    ("DATA USAHA", (("nama", "Nama Usaha"), ("nib", "NIB"), ("kbli", "KBLI"), ("kegiatan", "Jenis Usaha/Kegiatan"), ("produk", "Produk"), ("harga", "Harga"), ("tahun", "Tahun Berdiri"), ("jam", "Jam Buka"))),
    ("ALAMAT USAHA", (("alamat", "Alamat"), ("desa", "Kel/Desa"), ("kecamatan", "Kecamatan"), ("wilayah", "Kab/Kota (nama atau kode BPS)"))),
    ("KEUANGAN", (("omzet", "Omzet/bulan"), ("aset", "Aset"), ("tk", "Tenaga Kerja"))),
    ("PEMASARAN ONLINE", (("instagram", "Instagram"), ("facebook", "Facebook"), ("toko", "Shopee/Toko Online"))),
    ("TITIK KOORDINAT", (("lat", "Lat"), ("lng", "Long"))),
    ("KET", (("foto", "Foto"), ("tanggal", "Tgl Daftar"))),
)  # fmt: skip

HIGHLAND_COLUMNS = (
    ("no", "No"), ("nama", "Nama Usaha"), ("pemilik", "Nama Pemilik"), ("jk", "JK"), ("nik", "NIK"),
    ("nib", "NIB"), ("hp", "Telp/WA"), ("email", "E-mail"), ("alamat", "Alamat"),
    ("desa", "Desa/Kelurahan"), ("kecamatan", "Kecamatan"), ("wilayah", "Kode Kab/Kota"),
    ("kegiatan", "Kegiatan Usaha"), ("produk", "Produk"), ("harga", "Harga"),
    ("omzet", "Omzet per Bulan (Rp)"), ("aset", "Aset (Rp)"), ("tk", "Jumlah TK"),
    ("tahun", "Thn Berdiri"), ("instagram", "IG"), ("facebook", "FB"), ("toko", "Shopee"),
    ("jam", "Jam Operasional"), ("lat", "Lat"), ("lng", "Lng"), ("kbli", "KBLI"),
    ("foto", "File Foto"), ("tanggal", "Tanggal Daftar"),
)  # fmt: skip

COAST_COLUMNS = (
    ("tanggal", "tgl_input"), ("wilayah", "kabupaten_kota"), ("kecamatan", "kecamatan"), ("desa", "desa"),
    ("nama", "NAMA_UMKM"), ("kegiatan", "bidang_usaha"), ("produk", "produk_unggulan"),
    ("harga", "harga_jual"), ("pemilik", "nama_pelaku"), ("jk", "jenis_kelamin"), ("nik", "no_ktp"),
    ("nib", "nib"), ("kbli", "kbli"), ("hp", "whatsapp"), ("email", "surel"), ("alamat", "alamat_usaha"),
    ("tahun", "tahun_mulai"), ("tk", "pekerja"), ("omzet", "omset_bulan"), ("aset", "modal_usaha"),
    ("jam", "jam_buka"), ("instagram", "instagram"), ("facebook", "facebook"), ("toko", "toko_online"),
    ("lat", "lintang"), ("lng", "bujur"), ("foto", "foto"), ("no", "no_urut"),
)  # fmt: skip

CREATED = datetime(2026, 3, 16)  # noqa: DTZ001  the sheet carries no zone
LONG_STORY = (
    "Usaha ini dimulai mamak saya dengan satu kuali pinjaman. Waktu itu kami jualan di teras rumah, "
    "pagi untuk anak sekolah, sore untuk yang pulang kerja. Lama-lama ada tetangga yang minta dibuatkan "
    "untuk arisan, lalu untuk kantor lurah, lalu untuk pesta. Sekarang kami kerja bertiga. "
)


def write(path: Path, rows: "list[Entry]", rng: Random) -> Written:
    """Write one office file in its own form."""
    if path.suffix == ".xlsx":
        return _workbook(path, rows, rng)
    return _highlands(path, rows) if "toba" in path.name else _coast(path, rows)


def _free(rows: "list[Entry]", count: int, need: str = "nama") -> "list[Entry]":
    """Return `count` untouched rows that have a value in `need`, and keep others off them."""
    step = [e for e in rows if e.plain and e.row[need]]
    chosen = step[:: max(1, len(step) // count)][:count]
    for entry in chosen:
        entry.marks.add("jebakan")
    return chosen


def _workbook(path: Path, rows: "list[Entry]", rng: Random) -> Written:
    columns = [pair for _, group in SHEET_COLUMNS for pair in group]
    as_float = [e for e in _free(rows, 9, "nik") if not e.one.person.nik.endswith("0")][:6]
    with_mark = _free(rows, 8, "nik")
    link, total, script, story = (_free(rows, 1)[0] for _ in range(4))
    total.row["produk"] = "@SUM(A1:A9)"
    script.row["nama"] = f"<script>alert('x')</script> {script.row['nama']}"
    story.row["kegiatan"] = (LONG_STORY * 16).strip()
    for entry in with_mark:
        entry.row["nik"] = f"'{entry.one.person.nik}"
    as_number = {e.number for e in as_float}
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": "Contoh data sintetis", "created": CREATED})
        sheet = book.add_worksheet("Data Pelaku Usaha")
        book.add_worksheet("Sheet2")
        info = book.add_worksheet("Info")
        info.write(
            0,
            0,
            "Data contoh buatan sendiri (sintetis, CC0). Tidak ada orang atau usaha sungguhan.",
        )
        info.write(1, 0, "Kolom Kab/Kota boleh diisi nama atau kode BPS.")
        _sheet_head(book, sheet, len(columns))
        for offset, entry in enumerate(rows, start=5):
            for column, (key, _) in enumerate(columns):
                value: object = entry.row[key]
                if key == "nik" and entry.number in as_number:
                    value = int(entry.one.person.nik) // 10 * 10
                elif key == "instagram" and entry is link:
                    sheet.write_formula(
                        offset,
                        column,
                        '=HYPERLINK("https://example.com/toko","Instagram")',
                        None,
                        "Instagram",
                    )
                    continue
                else:
                    value = _as_cell(key, entry, rng)
                if value != "":
                    sheet.write(offset, column, value)
        last = len(rows) + 5
        sheet.write(last, 1, "JUMLAH")
        sheet.write(last, 6, len(rows))
    lines = {e.number: i for i, e in enumerate(rows, start=6)}
    return lines, {
        "baris_kepala": 5,
        "baris_jumlah": last + 1,
        "nik_rusak_excel": sorted(as_number),
        "nik_bertanda_petik": sorted(e.number for e in with_mark),
        "rumus": sorted((link.number, total.number)),
        "nama_berbahaya": [script.number],
        "cerita_panjang": [story.number],
    }


def _sheet_head(book: Any, sheet: Any, width: int) -> None:
    bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
    sheet.merge_range(0, 0, 0, width - 1, "DATA PELAKU USAHA MIKRO KECIL WILAYAH MEBIDANGRO", bold)
    sheet.merge_range(
        1, 0, 1, width - 1, "PENDAFTARAN PROGRAM UMKM GO DIGITAL TAHUN 2026 (DATA CONTOH)", bold
    )
    column = 0
    for title, group in SHEET_COLUMNS:
        end = column + len(group) - 1
        if len(group) == 1:
            sheet.merge_range(3, column, 4, column, title, bold)
        else:
            sheet.merge_range(3, column, 3, end, title, bold)
            for i, (_, name) in enumerate(group):
                sheet.write(4, column + i, name, bold)
        column = end + 1


def _as_cell(key: str, entry: "Entry", rng: Random) -> object:
    """Return a number where Excel would have made one of what the clerk typed."""
    text = entry.row[key]
    bare = text.isascii() and text.isdigit()
    numeric = key in {"no", "tahun", "kbli", "omzet", "aset", "tk", "harga"}
    if bare and (numeric or (key == "wilayah" and rng.random() < 0.7)):
        return int(text)
    if key == "hp" and bare and entry.plain and rng.random() < 0.35:
        return int(text)  # the leading zero is gone, as in life
    if key in {"lat", "lng"} and text and rng.random() < 0.8:
        return float(text)
    return text


def _csv_text(
    columns: tuple[tuple[str, str], ...], rows: "list[Entry]", mark: str, change: Any
) -> Written:
    """Return the text (under "text") and the physical line of every row."""
    lines: dict[int, int] = {}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\r\n")
    writer.writerow([title for _, title in columns])
    for entry in rows:
        lines[entry.number] = out.getvalue().count("\n") + 1
        part = io.StringIO()
        cells = change(entry, [entry.row[key] for key, _ in columns])
        csv.writer(part, delimiter=mark, lineterminator="\r\n").writerow(cells)
        text = part.getvalue()
        if "kutip" in entry.marks:
            old = f"{mark}{entry.row['kegiatan']}{mark}"
            assert text.count(old) == 1
            text = text.replace(old, f'{mark}"{entry.row["kegiatan"]}{mark}')
        out.write(text)
    return lines, {"text": out.getvalue()}


def _highlands(path: Path, rows: "list[Entry]") -> Written:
    right, left = _free(rows, 2), _free(rows, 2)
    broken = _free(rows, 5, "alamat")
    quote, link, total = (_free(rows, 1, "kegiatan")[0] for _ in range(3))
    accents = _free(rows, 5)
    for entry, words in zip(
        accents, ("Café {}", "{}²", "{} – Pusat", "{} ½ Harga", "“{}”"), strict=True
    ):
        entry.row["nama"] = words.format(entry.row["nama"])
    for entry in broken:
        entry.row["alamat"] += f"\n{entry.one.village} (dekat kantor kepala desa)"
    quote.row["kegiatan"] = quote.row["kegiatan"].replace(";", ",").replace('"', "")
    quote.marks.add("kutip")
    link.row["instagram"] = '=HYPERLINK("https://example.com";"toko kami")'
    total.row["harga"] = "@SUM(1+1)*2"

    def change(entry: "Entry", cells: list[str]) -> list[str]:
        if entry in right:
            return [cells[0], "", *cells[1:]]
        return cells[:5] + cells[6:] if entry in left else cells

    lines, found = _csv_text(HIGHLAND_COLUMNS, rows, ";", change)
    path.write_bytes(found["text"].encode("cp1252"))
    return lines, {
        "baris_kepala": 1,
        "bergeser": sorted(e.number for e in (*right, *left)),
        "ganti_baris_dalam_sel": sorted(e.number for e in broken),
        "tanda_kutip_tidak_ditutup": [quote.number],
        "rumus": sorted((link.number, total.number)),
        "aksara_cp1252": sorted(e.number for e in accents),
    }


def _coast(path: Path, rows: "list[Entry]") -> Written:
    hidden, total, link = (_free(rows, 1)[0] for _ in range(3))
    hidden.row["nama"] = f"\u202e{hidden.row['nama']}"
    total.row["produk"] = "@SUM(A2:A4)"
    link.row["toko"] = '=HYPERLINK("https://example.com","toko")'
    commas = _free(rows, 4, "lat")
    for entry in commas:
        entry.row["lat"] = entry.row["lat"].replace(".", ",")
        entry.row["lng"] = f"'{entry.row['lng']}"
    lines, found = _csv_text(COAST_COLUMNS, rows, ",", lambda _, cells: cells)
    path.write_bytes(found["text"].encode("utf-8-sig"))
    return lines, {
        "baris_kepala": 1,
        "nama_berbahaya": [hidden.number],
        "rumus": sorted((total.number, link.number)),
        "koordinat_koma": sorted(e.number for e in commas),
    }
