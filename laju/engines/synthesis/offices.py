"""How each of the 33 offices keeps its sheet: titles, order, notation, what it leaves out."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

import polars as pl

from laju.engines.synthesis.vocabulary import Vocabulary

# Titles as offices write them; core.columns knows each for its field (a test holds that).
TITLES: dict[str, tuple[str, ...]] = {
    "number": ("No", "NO", "No.", "Nomor", "No Urut"),
    "name": ("Nama Usaha", "NAMA USAHA", "Nama UMKM", "Nama Perusahaan", "Nama Toko/Usaha", "Merk Usaha"),
    "owner_name": ("Nama Pemilik", "NAMA PEMILIK", "Nama Pelaku Usaha", "Nama Pengusaha", "Pemilik", "Nama Sesuai KTP"),
    "owner_sex": ("L/P", "Jenis Kelamin", "JK", "Gender"),
    "nik": ("NIK", "No. KTP", "NIK Pemilik", "Nomor Induk Kependudukan", "No KTP"),
    "nib": ("NIB", "Nomor Induk Berusaha", "No. NIB", "NIB OSS"),
    "phone": ("No. HP", "No HP/WA", "Telepon", "No. Telp", "Nomor Handphone", "Kontak", "WhatsApp"),
    "region": ("Kabupaten/Kota", "KAB/KOTA", "Kab./Kota", "Nama Kabupaten/Kota"),
    "region_code": ("Kode Wilayah", "Kode Kab/Kota", "KODE KABUPATEN"),
    "district": ("Kecamatan", "KECAMATAN", "Kec.", "Nama Kecamatan"),
    "village": ("Desa/Kelurahan", "Kelurahan/Desa", "DESA", "Kelurahan"),
    "address": ("Alamat", "Alamat Usaha", "ALAMAT LENGKAP", "Alamat Tempat Usaha"),
    "activity": ("Kegiatan Usaha", "Jenis Usaha", "Bidang Usaha", "KEGIATAN", "Deskripsi Usaha"),
    "kbli": ("KBLI", "Kode KBLI", "KBLI 2020"),
    "sales_rupiah": ("Omzet per Tahun", "Omset/Tahun (Rp)", "Hasil Penjualan per Tahun", "OMZET PER TAHUN"),
    "capital_rupiah": ("Modal Usaha", "Modal (Rp)", "MODAL", "Jumlah Modal"),
    "employees": ("Tenaga Kerja", "Jumlah Karyawan", "Jml. Tenaga Kerja", "TENAGA KERJA"),
    "founded_year": ("Tahun Berdiri", "Berdiri Tahun", "Tahun Mulai Usaha"),
    "latitude": ("Latitude", "Lintang", "Lat"),
    "longitude": ("Longitude", "Bujur", "Long"),
}  # fmt: skip
# What an office may leave out, and how often.
_LEFT_OUT = {
    "owner_sex": 0.4, "nib": 0.15, "village": 0.1, "kbli": 0.2, "capital_rupiah": 0.3, "employees": 0.25,
    "founded_year": 0.4, "latitude": 0.55,
}  # fmt: skip
_ENCODINGS = (("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-8", "\t"), ("utf-16", "\t"),
              ("cp1252", "|"), ("utf-8", ";"))  # fmt: skip


class Region(StrEnum):
    """How the rows of a sheet say where they are."""

    NAME = "NAME"
    BOTH = "BOTH"  # name and code
    CODE = "CODE"
    NOTHING = "NOTHING"  # district and village must tell


@dataclass(frozen=True, slots=True)
class Office:
    """The habits of one office; `code` is its region's Kemendagri code."""

    code: str
    name: str
    bps_code: str
    file_name: str
    titles: dict[str, str]  # field -> title, in the order of the columns
    above: tuple[str, ...]  # report titles over the table
    has_column_numbers: bool
    has_two_title_rows: bool
    region: Region
    is_bps: bool
    is_shouting: bool
    money: int  # which notation, see _money
    phone: int
    separator: str = ""  # "" for XLSX
    encoding: str = ""

    @property
    def is_xlsx(self) -> bool:
        """Say whether the sheet is a workbook."""
        return not self.separator

    @property
    def title_row(self) -> int:
        """Return the row number of the last row above the businesses."""
        return len(self.above) + 1 + self.has_two_title_rows + self.has_column_numbers


def plan_offices(*, words: Vocabulary, seed: int, share_xlsx: float) -> list[Office]:
    """Return the 33 offices in the order of their codes; the same seed gives the same habits."""
    random = Random(f"offices {seed}")
    count = len(words.regions)
    workbooks = set(random.sample(range(count), round(count * share_xlsx)))
    return [
        _office(row, index in workbooks, index, random)
        for index, row in enumerate(words.regions.iter_rows(named=True))
    ]


def tell_rows(*, lines: pl.DataFrame, office: Office) -> pl.DataFrame:
    """Return the lines of one region as the office writes them: text by field, "" for empty."""
    there = pl.lit(office.name)
    region = {"region": there if office.money % 2 else there.str.replace("Kabupaten", "Kab.")}
    code = office.bps_code if office.is_bps else office.code
    told = {
        "name": pl.col("name"),
        "owner_name": pl.col("owner_name"),
        "owner_sex": pl.col("sex"),
        "nik": pl.col("nik"),
        "nib": pl.col("nib"),
        "phone": _phone(office.phone),
        "region_code": pl.lit(code),
        "district": pl.col("district_name"),
        "village": pl.col("village_name"),
        "address": pl.col("address"),
        "activity": pl.col("activity"),
        "kbli": pl.col("kbli_code"),
        "sales_rupiah": _money("sales_rupiah", office.money),
        "capital_rupiah": _money("capital_rupiah", office.money),
        "employees": pl.col("employees").cast(pl.String),
        "founded_year": pl.col("founded_year").cast(pl.String),
        "latitude": pl.col("latitude").round(6).cast(pl.String),
        "longitude": pl.col("longitude").round(6).cast(pl.String),
    } | region
    if office.is_shouting:
        for field in ("name", "owner_name", "district", "village", "address", "region"):
            told[field] = told[field].str.to_uppercase()
    return lines.select(
        told[field].fill_null("").alias(field) for field in office.titles if field != "number"
    )


def _office(row: dict[str, str], is_xlsx: bool, index: int, random: Random) -> Office:
    kept = [
        field
        for field in TITLES
        if random.random() >= _LEFT_OUT.get(field, 0.0) and field != "longitude"
    ]
    region = random.choices(list(Region), weights=(5, 3, 1, 3))[0]
    if region in {Region.CODE, Region.NOTHING}:
        kept.remove("region")
    if region in {Region.NAME, Region.NOTHING}:
        kept.remove("region_code")
    if region is Region.NOTHING and "village" not in kept:
        kept.append("village")
    rest = [field for field in kept if field not in {"number", "latitude"}]
    random.shuffle(rest)
    if rest[-1] in {"name", "owner_name"}:
        rest.insert(0, rest.pop())
    place = ["latitude", "longitude"] if "latitude" in kept else []
    titles = {field: random.choice(TITLES[field]) for field in ["number", *rest, *place]}
    has_two = is_xlsx and bool(place) and random.random() < 0.6
    if has_two:
        titles |= {"latitude": "Lintang", "longitude": "Bujur"}
    encoding, separator = ("", "") if is_xlsx else _ENCODINGS[index % len(_ENCODINGS)]
    slug = row["name"].lower().replace(" ", "-")
    return Office(
        code=row["code"],
        name=row["name"],
        bps_code=row["bps_code"],
        file_name=f"{row['code']}-{slug}.{'xlsx' if is_xlsx else 'csv'}",
        titles=titles,
        above=_above(row["name"], random),
        has_column_numbers=random.random() < 0.2,
        has_two_title_rows=has_two,
        region=region,
        is_bps=region in {Region.BOTH, Region.CODE} and random.random() < 0.35,
        is_shouting=random.random() < 0.4,
        money=random.randrange(5),
        phone=random.randrange(5),
        separator=separator,
        encoding=encoding,
    )


def _above(name: str, random: Random) -> tuple[str, ...]:
    texts = (
        "DATA USAHA MIKRO, KECIL DAN MENENGAH",
        f"DINAS KOPERASI DAN UKM {name.upper()}",
        "TAHUN 2025 (DATA BUATAN, BUKAN USAHA SUNGGUHAN)",
    )
    return texts[: random.choice((0, 0, 1, 2, 3))]


def _phone(style: int) -> pl.Expr:
    phone = pl.col("phone")
    operator, middle, end = phone.str.slice(3, 3), phone.str.slice(6, 4), phone.str.slice(10)
    zero, dash = pl.lit("0"), pl.lit("-")
    written = (
        zero + operator + middle + end,
        zero + operator + dash + middle + dash + end,
        pl.lit("+62 ") + operator + dash + middle + dash + end,
        pl.lit("62") + operator + middle + end,
        operator + middle + end,  # a number cell: the zero is gone, and certain
    )
    return pl.when(phone == "").then(pl.lit("")).otherwise(written[style])


def _money(field: str, style: int) -> pl.Expr:
    whole = pl.col(field).cast(pl.String)
    padded = whole.str.zfill(15)
    groups = [padded.str.slice(3 * index, 3) for index in range(5)]
    dotted = pl.concat_str(groups, separator=".").str.strip_chars_start("0.")
    millions = (pl.col(field) // 1_000_000).cast(pl.String) + pl.lit(" juta")
    is_round = (pl.col(field) % 1_000_000 == 0) & (pl.col(field) < 1_000_000_000)
    written = (
        whole,
        dotted,
        pl.lit("Rp ") + dotted,
        pl.lit("Rp. ") + dotted + pl.lit(",-"),
        pl.when(is_round).then(millions).otherwise(dotted + pl.lit(",00")),
    )
    return written[style]
