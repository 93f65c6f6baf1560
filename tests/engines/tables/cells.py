"""Cells as offices write them: clean, messy, damaged and hostile, by field."""

from hypothesis import strategies as st

from laju.core.columns import FIELDS

NIKS = (
    "1271015512809914",
    "1271015512809910",
    "'1271015512809914",
    "1271 0155 1280 9914",
    "1.27102E+15",
    "127101551280991",
)
CELLS: dict[str, tuple[str, ...]] = {
    "number": ("1", "2.", "TOTAL", "12345678", "jumlah"),
    "name": (
        "UD MAJU JAYA", "warung bu ani", "Toko Sinar", "KEDAI  KOPI", "rumah makan padang", "U.D. Jaya",
        "usaha dagang mawar", "Ibu Sri Kue", "IBU SRI KUE DAN ROTI", "d'besto", "Dani'S Cake", "Kopi_Kita", "'Mawar", "Mawar;",
        "JUMLAH", "Total Jaya Makmur", "jumlah", "12345", "-", "tidak ada", "Nan", "Café Ulee", "3PUTRA JAYA", "A", "A3", "BKM JKT",
        "moh. ali's", "kopi (medan)/2", "Mawar\u202e", "usaha dagang", "x" * 130, "Nama Usaha", "Sub Total", "GRANDMA KITCHEN",
        "Kepala Dinas,", "NIP. 19700101 199503 1 001", "Medan, 12 Januari 2026", "KEPALA IKAN", "Kopi, 12 rasa 2020",
    ),
    "owner_name": (
        "ani siregar", "SITI AISYAH", "Hj. Sri Wahyuni, S.Pd", "Drs. H. Amir", "Mhd. Yusuf", "M.Ali", "Rina br. Ginting",
        "nama pemilik", "H", "bu", "R.A. Kartini", "O'Neil", "Jumlah", "José", "Sri  Ulina",
    ),
    "owner_sex": ("L", "P", "Perempuan", "laki-laki", "W", "x", "pria"),
    "nik": (*NIKS, "9971015512809914", "1271013202809914", "1271010101259914", "1271015512800000", "NIK 1271015512809914", "O271015512809914"),
    "nib": ("9120001234567", "'9120001234567", "9120.0012.34567", "1111111111111", "1234567890123", "912000123456", "9.12E+12"),
    "npwp": ("01.312.166.0-091.000", "1271015512809914", "0013121660091000", "2222222222222222", "12", "013121660091000"),
    "phone": (
        "081000005001", "0810-0000-5001", "0810.0000.5001", "+62 810 0000 5001", "6281000005001", "81000005001", "'081000005001",
        "8.12346E+11", "081000005001 / 081000005002", "(061) 4567890", "061-4567890", "0888888888", "08123456789.0", "+6281000005001",
        "12345", "0812 3456 789 a", "+65 6123 4567", "0 81000005001", "WA 081000005001", "081000005001\n081000005002", "62-81000005001",
    ),
    "email": ("ani@contoh.test", "ANI@Contoh.Test", "bukan surel", "a@b", "ani@contoh.test.", "a'b@contoh.test"),
    "address": (
        "Jl. Merdeka No. 5", "Jl. Merdeka, Kec. Medan Tembung, Kota Medan", "Desa Suka Maju Kec. Sunggal", "kel. Bandar Selamat",
        "Jl. Melati; blok C", "a" * 2001, "Cimahi Selatan", "Dusun II Ds. Bandar Setia", "Jl  Dua", "jalan \x1c", "'Jl. Satu", "-",
    ),
    "province": ("Sumatera Utara", "SUMUT", "Jawa Barat", "Prov. Entah"),
    "region": ("Kota Medan", "KAB. DELI SERDANG", "deli serdang", "Tapanuli", "12.71", "1275", "1271", "Kab Entah", "Sumatera Utara", "Padang Sidimpuan", "-", "12.7", "Bandung"),
    "region_code": ("12.71", "1275", "1271.0", "12.7", "9999", "12"),
    "district": ("Medan Tembung", "Kec. Sunggal", "tembung", "Kecamatan Entah", "Simpang Empat", "-"),
    "district_code": ("12.71.14", "127114", "1275010", "12.71.99"),
    "village": ("Bandar Selamat", "Pardomuan", "Desa Entah", "-", "kel. Tembung", "Siderejo"),
    "village_code": ("12.71.01.1001", "1271011001", "1275010001", "99"),
    "postcode": ("20222", "2022", "'20222"),
    "activity": ("jual keripik ubi", "BENGKEL LAS", "12345", "Ani@contoh.test", "jual  kopi, es  teh", "menenun ulos", "-", "kost putri", "café & resto", "'kue", "a" * 450, "jasa\njahit", "oleh-oleh; kaos"),
    "sector": ("Kuliner", "Jasa", "perdagangan", "lainnya", "-"),
    "kbli": ("10794", "56101", "1464", "1079", "99999", "kuliner", "47111.0", "10.794", "10794 - Industri kerupuk"),
    "products": ("keripik, kue", "Ulos", "kopi", "nasi goreng 15rb", "", "Es teh", "- "),
    "prices": ("15.000", "Rp15.000, 20rb", "murah", "-", "1"),
    "price_range": ("10.000 - 50.000", "Rp 5rb", "x"),
    "sales_rupiah": ("15000000", "15.000.000", "Rp15.000.000", "Rp. 1.500.000,00", "1,2 jt", "2 juta/bulan", "lumayan", "-5", "0", "1.50", "9" * 15, "1.000.000.000.000.000", "10 - 20 juta", "1.5E+7", "rp 500", "< 10 juta"),
    "capital_rupiah": ("25", "25.000", "1,5", "Rp", "5jt", "007"),
    "employees": ("3", "3 orang", "99999", "2.0", "10.5", "tidak ada", "-1"),
    "founded_year": ("2019", "2019.0", "3019", "sejak 1998", "19", "2026", "1899"),
    "instagram": ("@mawar", "https://instagram.com/mawar", "tidak", "ada", "-", 'm"awar', "ma\\war", "@café"),
    "facebook": ("Mawar Medan", "fb.com/mawar", "ya"),
    "tiktok": ("@mawar", "0"),
    "marketplace": ("shopee.co.id/mawar", "belum"),
    "website": ("mawar.id", "www.mawar.id"),
    "hours": ("08.00 - 17.00", "24 jam", "Senin-Sabtu  jam 8"),
    "latitude": ("3.595", "3,595", "98.67", "'3.595", "953.218.054", "-2.5", "abc", "nan", "0.00001", "3"),
    "longitude": ("98.672", "98,672", "3.59", "98.6", "inf", "141.6"),
    "coordinates": ("3.595, 98.672", "98.672, 3.595", "Medan", "(3.5;98.6)"),
    "photo": ("mawar.jpg", "C:\\foto\\mawar.jpg", "foto/mawar.jpg", "a b.png", "nan", "foto mawar .jpg", ".jpg", "/"),
    "qris": ("000201",),
    "permits_halal": ("ada", "ID12110000123450722", "proses", "tidak ada"),
    "permits_pirt": ("2061271010123-26", "punya", "123"),
    "permits_bpom": ("MD 123456789012", "sudah"),
    "score": ("81,5", "120", "nan", "100", "abc"),
    "applied_on": ("2026-02-10", "10/02/2026", "31/02/2026", "10 Februari 2023", "10 Februari", "2026-02-10 10:00:00", "1/2/2026 x"),
    "note": ("catatan", "=1+1"),
}  # fmt: skip

ANY = st.text(max_size=12) | st.sampled_from(
    ["", "-", " ", "\xa0", "\x00x", '"', "\\", "\u2028", "a\nb"]
)


def cell(field: str) -> st.SearchStrategy[str]:
    """Return a cell of a column: usually one of its own, sometimes one of another, or anything."""
    own = st.sampled_from(CELLS[field])
    return st.one_of(own, own, own, st.just(""), own.map(lambda t: f" {t}"), other(), ANY)


def other() -> st.SearchStrategy[str]:
    return st.sampled_from(sorted({text for texts in CELLS.values() for text in texts}))


@st.composite
def sheets(draw: st.DrawFn) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the fields of some columns, and rows of cells."""
    names = st.sampled_from(sorted(FIELDS))
    fields = draw(st.lists(names, min_size=1, max_size=14, unique=True))
    if draw(st.booleans()):
        fields = [*dict.fromkeys(["name", "owner_name", *fields])]
    if draw(st.booleans()):
        fields += ["products"]  # may stand there twice: the only field that is joined
    row = st.tuples(*(cell(field) for field in fields))
    rows = draw(st.lists(row, min_size=1, max_size=6))
    if draw(st.integers(0, 9)) == 0:
        rows.append(tuple(field.title() for field in fields))  # the titles repeated
    return tuple(fields), rows
