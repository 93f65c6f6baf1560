"""What the cells of a column are, whatever its title says."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from laju.core.columns.titles import is_alike
from laju.core.identity.names import fold_name
from laju.core.identity.phone import read_phone
from laju.core.money import read_money

PROVINCES = frozenset(
    fold_name(name).text
    for name in [
        "Aceh",
        "Sumatera Utara",
        "Sumatra Utara",
        "Sumut",
        "Sumatera Barat",
        "Riau",
        "Jambi",
        "Sumatera Selatan",
        "Bengkulu",
        "Lampung",
        "Kepulauan Bangka Belitung",
        "Kepulauan Riau",
        "DKI Jakarta",
        "Jakarta",
        "Daerah Khusus Ibukota Jakarta",
        "Daerah Khusus Jakarta",
        "Jawa Barat",
        "Jawa Tengah",
        "DI Yogyakarta",
        "DIY",
        "Daerah Istimewa Yogyakarta",
        "Yogyakarta",
        "Jawa Timur",
        "Banten",
        "Bali",
        "Nusa Tenggara Barat",
        "Nusa Tenggara Timur",
        "Kalimantan Barat",
        "Kalimantan Tengah",
        "Kalimantan Selatan",
        "Kalimantan Timur",
        "Kalimantan Utara",
        "Sulawesi Utara",
        "Sulawesi Tengah",
        "Sulawesi Selatan",
        "Sulawesi Tenggara",
        "Gorontalo",
        "Sulawesi Barat",
        "Maluku",
        "Maluku Utara",
        "Papua",
        "Papua Barat",
        "Papua Selatan",
        "Papua Tengah",
        "Papua Pegunungan",
        "Papua Barat Daya",
    ]
)
_BUSINESS = frozenset((
    "ud", "cv", "pt", "toko", "tk", "warung", "wr", "wrg", "kedai", "kede", "rm", "depot",
    "usaha", "grosir", "bengkel", "salon", "catering", "katering", "laundry", "loundry",
    "bakso", "mie", "mi", "nasi", "ayam", "soto", "sate", "kopi", "teh", "es", "jus", "kue",
    "roti", "keripik", "kripik", "kelontong", "klontong", "counter", "konter", "jahit",
    "penjahit", "batik", "tailor", "cafe", "resto", "restoran", "lapo", "bolu", "ulos", "cake",
    "bakery", "snack", "dapur", "frozen", "food", "fashion", "collection", "hijab", "boutique",
    "butik", "galeri", "gallery", "craft", "handicraft", "konveksi", "sablon", "percetakan",
    "fotocopy", "cuci", "steam", "pangkas", "barber", "barbershop", "pijat", "angkringan",
    "hik", "wedangan", "lontong", "gado", "pecel", "gorengan", "gorengan", "jamu", "sembako",
    "gas", "pulsa", "cell", "ponsel", "mebel", "furniture", "las", "elektronik", "tani",
    "ternak", "tambak", "ikan", "tahu", "tempe", "sambal", "pabrik", "jasa", "rental", "kos",
    "kost", "kelompok", "shop", "store", "mart", "online", "martabak", "pempek", "bubur",
    "seblak", "cilok", "donat", "jajanan", "rumah", "makan", "minuman", "makanan", "pedagang",
    "tukang",
))  # fmt: skip
_SEX = frozenset(
    ["l", "p", "lk", "pr", "laki", "perempuan", "pria", "wanita", "lakilaki", "laki-laki", "m", "f"]
)
_PLACE_WORDS = re.compile(
    r"\b(?:jl|jln|jalan|gg|gang|dusun|dsn|rt|rw|lingkungan|lk|kp|kampung|blok|no|komplek|perum|pasar)\b",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|setiap hari|tiap hari|24 jam|wib|jam)\b|\d{1,2}[.:]\d{2}\s*(?:-|–|s/?d)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+\.?")
_PAIR = re.compile(r"\(?\s*([+-]?\d{1,2}[.,]\d+)\s*[,;/ ]\s*(\d{2,3}[.,]\d+)\s*\)?")
_MARKETS = re.compile(
    r"tokopedia|shopee|lazada|bukalapak|blibli|gofood|grab|tokko|olshop", re.IGNORECASE
)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|id|co\.id|net|org|my\.id|site)\b(?:/\S*)?",
    re.IGNORECASE,
)
_SHORT_NAME = 7  # below, one letter may be another province
_LONGEST_PROVINCE = 45
_OLDEST_YEAR = 1900
_NEWEST_YEAR = 2100


def read_coordinates(text: str) -> tuple[float, float] | None:
    """Read "lat, lng" of one cell, when it lies in Indonesia.

    >>> read_coordinates("3.595, 98.672"), read_coordinates("98.672, 3.595"), read_coordinates("Medan")
    ((3.595, 98.672), None, None)
    """
    match = _PAIR.fullmatch(text.strip().lstrip("'"))
    if match is None:
        return None
    latitude, longitude = (float(part.replace(",", ".")) for part in match.groups())
    return (latitude, longitude) if _is_in(latitude, longitude) else None


def is_kind(kind: str, cell: str) -> bool:
    """Say whether a cell is what `kind` (a field or a content kind) asks for."""
    return KINDS[kind](cell.strip())


def share_of(kind: str, cells: Sequence[str]) -> float:
    """Return the share of non-empty cells that are of a kind; 0 without cells."""
    return sum(is_kind(kind, cell) for cell in cells) / len(cells) if cells else 0.0


def reaches(kind: str, cells: Sequence[str], *, least: float) -> float:
    """Return the share of cells of a kind, or 0 as soon as it cannot be `least` any more."""
    room = (1 - least) * len(cells)
    misses = 0
    for cell in cells:
        if not is_kind(kind, cell):
            misses += 1
            if misses > room:
                return 0.0
    return 1 - misses / len(cells) if cells else 0.0


def is_typed(cell: str) -> bool:
    """Say whether a cell can only be content, never a title."""
    plain = cell.strip()
    if not plain:
        return False
    if re.fullmatch(r"[\d\s.,:/()+'%-]{2,}", plain) and re.search(r"\d\D*\d", plain):
        return True
    return bool(
        re.fullmatch(r"'?[+-]?\d+(?:[.,]\d+)?", plain)
        or _EMAIL.fullmatch(plain)
        or re.match(r"https?://", plain)
    )


def business_share(cells: Sequence[str]) -> float:
    """Return the share of names that carry a word only a business would have."""
    hits = sum(
        any(word in _BUSINESS for word in re.findall(r"[a-z]+", cell.casefold())) for cell in cells
    )
    return hits / len(cells) if cells else 0.0


def number_of(cell: str) -> float | None:
    """Read a plain number, decimal comma or point, an apostrophe of Excel forgiven."""
    plain = cell.strip().lstrip("'’`").strip()
    if not re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", plain):
        return None
    return float(plain.replace(",", "."))


def _digits(cell: str) -> str:
    return re.sub(r"[\s.'’`-]", "", cell)


def _is_nik(cell: str) -> bool:
    digits = _digits(cell)
    if not re.fullmatch(r"[1-9]\d{15}", digits):
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return 1 <= day % 40 <= 31 and day <= 71 and 1 <= month <= 12  # noqa: PLR2004


def _is_year(cell: str) -> bool:
    plain = cell.lstrip("'")
    return bool(re.fullmatch(r"\d{4}", plain)) and _OLDEST_YEAR <= int(plain) <= _NEWEST_YEAR


def _is_in(latitude: float, longitude: float) -> bool:
    return -11.5 <= latitude <= 6.5 and 94.5 <= longitude <= 141.5  # noqa: PLR2004 - Indonesia


def _between(low: float, high: float) -> Callable[[str], bool]:
    def check(cell: str) -> bool:
        value = number_of(cell)
        return value is not None and low <= value <= high and bool(re.search(r"[.,]\d", cell))

    return check


def _is_money(cell: str) -> bool:
    return bool(re.search(r"\d", cell)) and _money(cell)


@lru_cache(maxsize=10_000)
def _money(cell: str) -> bool:
    return not read_money(cell).reason


def _is_price(cell: str) -> bool:
    return bool(
        re.search(r"rp|rb\b|ribu|jt\b|juta|\d[.]\d{3}\b", cell, re.IGNORECASE)
    ) and _is_money(cell)


def _pattern(expression: str) -> Callable[[str], bool]:
    compiled = re.compile(expression, re.IGNORECASE)
    return lambda cell: bool(compiled.fullmatch(cell))


@lru_cache(maxsize=20_000)
def _is_province(cell: str) -> bool:
    if len(cell) > _LONGEST_PROVINCE or any(map(str.isdigit, cell)):
        return False
    plain = re.sub(r"^(?:provinsi|prov\.?)\s+", "", cell, flags=re.IGNORECASE)
    return _is_province_name(fold_name(plain).text)


@cache
def _is_province_name(plain: str) -> bool:
    return plain in PROVINCES or (
        len(plain) > _SHORT_NAME
        and any(plain[0] == name[0] and is_alike(plain, name) for name in PROVINCES)
    )


def _is_phone(cell: str) -> bool:
    return bool(re.search(r"\d{3}", cell)) and read_phone(cell).is_usable


def _is_site(cell: str) -> bool:
    return bool(_URL.search(cell)) and "@" not in cell


KINDS: Mapping[str, Callable[[str], bool]] = {
    "number": _pattern(r"\d{1,7}\.?"),
    "nik": _is_nik,
    "nib": lambda cell: bool(re.fullmatch(r"\d{13}", _digits(cell))),
    "npwp": lambda cell: bool(re.fullmatch(r"\d{15,16}", _digits(cell))),
    "phone": _is_phone,
    "email": lambda cell: bool(_EMAIL.fullmatch(cell)),
    "owner_sex": lambda cell: re.sub(r"[^a-z-]", "", cell.casefold()) in _SEX,
    "province": _is_province,
    "region_code": _pattern(r"'?\d{2}\.?\d{2}"),
    "district_code": _pattern(r"'?\d{2}\.?\d{2}\.?\d{2,3}"),
    "village_code": _pattern(r"'?\d{2}\.?\d{2}\.?\d{2,3}\.?\d{3,4}"),
    "postcode": _pattern(r"'?[1-9]\d{4}"),
    "kbli": _pattern(r"'?(?:kbli\s*)?\d{5}(?:\s*[-–,;/ ].*)?"),
    "founded_year": _is_year,
    "employees": _pattern(r"\d{1,4}(?:[.,]0+)?\s*(?:orang|org)?"),
    "sales_rupiah": _is_money,
    "capital_rupiah": _is_money,
    "price_range": _is_money,
    "latitude": _between(-11.5, 6.5),
    "longitude": _between(94.5, 141.5),
    "coordinates": lambda cell: read_coordinates(cell) is not None,
    "instagram": lambda cell: (
        "instagram.com" in cell.casefold() or bool(re.fullmatch(r"@[\w.]{2,30}", cell))
    ),
    "facebook": lambda cell: bool(re.search(r"facebook\.com|fb\.(?:com|me)", cell, re.IGNORECASE)),
    "tiktok": lambda cell: "tiktok.com" in cell.casefold(),
    "marketplace": lambda cell: _is_site(cell) and bool(_MARKETS.search(cell)),
    "website": _is_site,
    "address": lambda cell: bool(_PLACE_WORDS.search(cell)),
    "hours": lambda cell: bool(_DAYS.search(cell)),
    "price": _is_price,
    "applied_on": _pattern(
        r"\d{1,4}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{1,4}(?:[ T,]+\d{1,2}[:.]\d{2}.*)?"
    ),
    "score": _pattern(r"\d{1,3}(?:[.,]\d+)?"),
}
"""Checks by kind; a field that is missing here is free text."""
