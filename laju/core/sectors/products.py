"""Turns an owner's free line into names of products, without inventing any."""

import re
from functools import lru_cache
from itertools import pairwise

from laju.core.indonesian import clean_text, product_name

MAX_PRODUCTS = 12
MAX_LENGTH = 60
MAX_WORDS = 7
MIN_LETTERS = 3
LONGEST_TEXT = 2000

# Words between which people put what they sell; longest first.
_SELLS = (
    r"(?:dan |serta |yang |yg |jasa |usaha |melayani |menerima |khusus |untuk )*"
    r"(?:pembuatan|produksi|penjualan|pengolahan|penyediaan|pembuat|penjual|produsen|pengrajin|perajin|industri|distributor"
    r"|memproduksi|menjual|memjual|menjul|menual|berjualan|jualan|jualan aneka|jual[- ]?beli|jual|mjual|menyediakan|sedia|membuat|mbuat|buat|bikin"
    r"|mengolah|mengelola|menawarkan|dagangan|berdagang|dagang|pedagang|penyedia|tersedia|menyajikan|menu|produk)"
)
_LEADING = re.compile(
    rf"^(?:usaha |kami |saya |toko |warung )?(?:{_SELLS}[\s.:,]+(?:dan |/|& ?)?)+"
)
_INSIDE = re.compile(
    r"^(?:[\w'’. ]{0,40}?)(?<!\w)(?:menjual|jual|menyediakan|sedia|memproduksi|menyajikan|meliputi|yaitu|seperti)[\s.:]+(?=\w)"
)
_QUANTIFIER = re.compile(
    r"^(?:(?:ber)?aneka(?: ragam| macam| jenis)?|ber?macam[- ]?(?:macam|2)?|macam[- ]?(?:macam|2)|segala (?:macam|jenis|bentuk)"
    r"|berbagai(?: macam| jenis| varian)?|beragam|bermacam|macam|segala|semua (?:jenis|barang)|jenis[- ]jenis|olahan makanan berupa|barang[- ]barang|ada|jenis)\s+"
)
_NOISE = re.compile(
    r"\s*(?:,?\s*(?:dll|dsb|dst|dkk|etc|dan lain[- ]?lain\w*|dan sebagainya|dan lainnya|lainnya|dan sejenisnya|lain[- ]lain)\.?)+\s*"
)
_TAIL = re.compile(
    r"\s+(?:di ?(?:rumah|pasar|kios|toko|warung|kedai|tempat|depan|pinggir|jalan|jl|sekitar|lokasi|area|kantin|sekolah|desa)\b.*"
    r"|dirumah.*|secara (?:online|eceran|grosir|offline|langsung).*|sesuai (?:pesanan|permintaan|order).*|untuk (?:dijual|warga|dititip).*"
    r"|dengan cara.*|per(?:pack|bungkus)|siap (?:antar|saji|santap|pakai)|partai (?:besar|kecil).*)$"
)
_SPLIT = re.compile(
    r"\s*(?:[,;•·|\n/+*]|\s[-–—]\s|\s&\s|&|(?<!\w)(?:dan juga|dan|serta|juga)(?!\w)|\d+[.)]\s)\s*"
)
# A piece that starts like this belongs to the piece before it.
_DEPENDENT = re.compile(
    r"^(?:anak|anak2|anak-anak|dewasa|pria|wanita|perempuan|perempauan|laki\S*|cewek|cowok|ibu|bayi|remaja|kering|basah|panas|dingin|besar|kecil|manis|pedas|asin|asam"
    r"|mentah|matang|bekas|baru|mobil|wanita|harian|lokal|impor|online|eceran|grosir|putih|hitam|merah|hijau|tawar|rebus|bakar|kukus|goreng|eks\w*)(?!\w)"
)
# Kinds of shops are no goods, and sentences are no lists.
_SHOP = re.compile(
    r"^(?:warung|toko|kios|kedai|rumah makan|depot|usaha|perorangan|perseorangan|dagang|pedagang|wiraswasta|umkm|kuliner|fashion|jasa|perdagangan|bengkel|salon|grosir|eceran|online|sendiri|konter|counter|pengusaha|swasta|buruh|petani|ibu rumah tangga|hasil olah|industri|produksi|lain|angkringan|wedangan|kantin|cafe|kafe|distributor|apotek|studio|konveksi|penjahit|tukang|mikro|kecil|menengah|pemilik|usaha mikro|makan|dijual|jualan|barang|produk|rumah)(?:\s+(?:makan|kelontong|klontong|klintong|kelentong|sembako|nasi|kopi|rumahan|kecil|umum|bangunan|usaha|mikro|perorangan|rumah|olahan))*$"
)
_VERB = re.compile(
    r"(?<!\w)(?:meng\w{3,}|meny\w{3,}|mem[bfpv]\w{3,}|men[cdjt]\w{3,}|mencari|mene\w{3,}|mela\w{3,}|mera\w{3,}|mewa\w{3,}|ber(?:asal|diri|jalan|gerak|lokasi)\w*"
    r"|di(?:buat|jual|warna|titip|kirim|antar|proses|kemas|olah|ambil|pasarkan)\w*|kulakan|beli|bel[ie]+|ambil|kemas|pasarkan|potong jahit|ukur|terima|buka|tutup|pukul|jam|adalah|merupakan|sudah|telah|kami|saya|kita|ini|itu|karena|sehingga|agar|jika|bisa|akan|anda|hubungi|harga|alamat|lokasi|pesanan|pesan|order|yang|yg)(?!\w)"
)
_SHAPE = re.compile(r"[@<>{}\[\]=]|https?:|www\.|\d{5,}|\be\+")


def read_products(*, text: str) -> tuple[str, ...]:
    """Return the names of the goods or services `text` lists, in the owner's words and order.

    At most 12 names of at most 60 characters, without repeats. A sentence that lists nothing
    returns (): it stays the activity of the business.

    >>> read_products(text="menjual keripik ubi, keripik pisang & kacang dll")
    ('Keripik ubi', 'Keripik pisang', 'Kacang')
    >>> read_products(text="menjual daster dewasa dan anak2 dari kain perca")
    ('Daster dewasa dan anak2 dari kain perca',)
    >>> read_products(text="menjahit pakaian"), read_products(text="warung makan")
    ((), ())
    """
    return _read(text[:LONGEST_TEXT])


@lru_cache(maxsize=20_000)
def _read(text: str) -> tuple[str, ...]:
    line = clean_text(text.replace("\n", ", "), limit=600)
    if not line or _SHAPE.search(line.casefold()):
        return ()
    pieces = _pieces(line)
    names: dict[str, str] = {}
    for piece in pieces:
        name = _name(piece)
        if name is None:
            continue
        if not name:
            return ()
        names.setdefault(name.casefold(), name)
    return tuple(names.values())[:MAX_PRODUCTS]


def _pieces(line: str) -> list[str]:
    """Split a line at its commas and "dan", but keep together what belongs together."""
    body = _strip_lead(line)
    if not re.search(r"[,;]", body):
        body = re.sub(r"\.\s+", ", ", body)
    body = re.sub(
        r"\(([^)]*)\)", lambda part: f", {part[1]}" if "," in part[1] else f" ({part[1]})", body
    )
    parts = [part for part in _SPLIT.split(body) if part]
    if not parts:
        return []
    grouped = [parts[0]]
    for before, part in pairwise(parts):
        if _DEPENDENT.match(part.casefold()):
            at = body.find(part, body.find(before) + len(before))
            start = body.find(grouped[-1])
            grouped[-1] = body[start : at + len(part)]
        else:
            grouped.append(part)
    return grouped


def _strip_lead(line: str) -> str:
    lower = line.casefold()
    lead = _LEADING.match(lower) or _INSIDE.match(lower)
    body = line[lead.end() :] if lead else line
    return body.strip(" .,:;-")


def _name(piece: str) -> str | None:
    """Return a product name, None for noise, "" when the piece shows that this is no list."""
    words = _NOISE.sub(" ", f" {piece.casefold()} ")
    if not words.strip(" .,"):
        return None
    start = len(piece) - len(piece.lstrip())
    kept = piece[start:].strip(" .,:;-")
    for pattern in (_LEADING, _QUANTIFIER):
        found = pattern.match(kept.casefold())
        while found and found.end() < len(kept):
            kept = kept[found.end() :]
            found = pattern.match(kept.casefold())
    for pattern in (_NOISE, _TAIL):
        found = pattern.search(f"{kept.casefold()} ")
        if found and found.start() > 0:
            kept = kept[: found.start()]
    kept = (
        kept.strip(" .,:;-()\"'")
        if kept.count("(") != 1 or ")" not in kept
        else kept.strip(" .,:;-")
    )
    lower = kept.casefold()
    if len(re.findall(r"[^\W\d_]", kept)) < MIN_LETTERS or _SHOP.match(lower):
        return None
    if _VERB.search(lower) or len(kept.split()) > MAX_WORDS or len(kept) > MAX_LENGTH:
        return ""
    kept = re.sub(r"(?<=\w)\s*kebutuhan sehari hari", "kebutuhan sehari-hari", kept)
    kept = re.sub(r"\bsehari hari\b", "sehari-hari", kept)
    return product_name(kept, limit=MAX_LENGTH)
