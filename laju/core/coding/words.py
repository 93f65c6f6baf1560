"""Words of an activity: spelling folded, verbs read as what is done, the rest as what it is about."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Intent(StrEnum):
    """What is done with the goods: it decides between a farm, a factory, a shop and a service."""

    GROW = "grow"
    MAKE = "make"
    SELL = "sell"
    SERVE = "serve"  # ready to eat or drink
    SERVICE = "service"
    REPAIR = "repair"
    RENT = "rent"


class Way(StrEnum):
    """How goods reach the buyer; KBLI 2020 has codes of its own for each."""

    STALL = "stall"  # kaki lima, los pasar
    ROAM = "roam"  # keliling
    ONLINE = "online"
    WHOLESALE = "wholesale"


@dataclass(frozen=True, slots=True)
class Reading:
    """An activity taken apart; `words` keeps the order and holds no bare verb.

    fillers: words that say nothing alone ("rumah") and may be part of a name ("cat rumah").
    """

    words: tuple[str, ...]
    fillers: frozenset[str]
    intents: tuple[Intent, ...]
    ways: tuple[Way, ...]


_INTENTS = {
    Intent.SELL: """jual menjual jualan berjualan dijual jualkan dagang berdagang pedagang dagangan
        penjual penjualan perdagangan eceran ngecer mengecer jualin menjualkan jula mnjual
        memjual menjul kjual toko grosir agen distributor supplier pengecer reseller dropship olshop
        juwal beli membeli""",
    Intent.MAKE: """buat membuat pembuat pembuatan bikin membikin produksi memproduksi produsen olah
        mengolah pengolah pengolahan olahan pabrik industri kerajinan pengrajin perajin rakit
        merakit cetak mencetak tenun menenun anyam menganyam ukir mengukir jahit menjahit rajut
        merajut giling menggiling penggilingan sulam menyulam bordir membordir buatan menghasilkan
        produk mengukir sablon menyablon bkin mbuat pengerajin partonun""",
    Intent.GROW: """tanam menanam bertanam nanam budidaya membudidayakan pembudidaya budi ternak
        beternak peternak peternakan petani tani bertani pertanian kebun berkebun pekebun perkebunan
        memelihara pelihara piara pembibitan nelayan menangkap tambak panen memanen penangkaran
        penggemukan berternak""",
    Intent.SERVE: """warung kedai kede rumahmakan restoran resto kafe cafe lapo depot kantin sajikan
        menyajikan penyajian katering catering angkringan warkop warteg masak memasak masakan
        menyediakan penyediaan""",
    Intent.SERVICE: """jasa melayani layanan pelayanan usahajasa panggilan tukang menerima terima
        kursus les""",
    Intent.REPAIR: """servis service serpis reparasi memperbaiki perbaikan bengkel betulin
        memperbaikin bongkar montir tambal benerin membetulkan teknisi""",
    Intent.RENT: "sewa menyewakan penyewaan persewaan rental disewakan nyewakan kontrakan",
}
INTENT_OF = {word: intent for intent, words in _INTENTS.items() for word in words.split()}
# Verbs that say nothing else; the other words above also name what the business is.
_BARE_VERBS = frozenset(
    re.split(
        r"\s+",
        """jual menjual jualan berjualan dijual jualkan dagang berdagang penjual penjualan
    pedagang dagangan jualin menjualkan jula mnjual memjual menjul kjual juwal
    buat membuat pembuat pembuatan bikin membikin produksi memproduksi produsen buatan mbuat bkin
    mengolah pengolah menghasilkan memelihara pelihara budidaya membudidayakan pembudidaya
    nanam tanam menanam bertanam menyediakan penyediaan menyajikan menyewakan jasa melayani
    layanan pelayanan menerima terima memperbaiki perbaikan benerin membetulkan""",
    )
)
_WAYS = {
    Way.STALL: """pasar pajak los lapak emperan pinggir tenda kakilima pkl lesehan trotoar pasarpagi
        stand stan meja""",
    Way.ROAM: "keliling berkeliling gerobak gendong pikulan asongan kelilingan mider ngider jaja",
    Way.ONLINE: "online onlen daring shopee tokopedia olshop marketplace dropship instagram facebook",
    Way.WHOLESALE: """grosir agen distributor pengepul pengumpul supplier pemasok partai toke tauke
        borongan penampung""",
}
_PLACES = {Way.ROAM, Way.STALL}
WAY_OF = {word: way for way, words in _WAYS.items() for word in words.split()}
_FILLERS = frozenset(
    re.split(
        r"\s+",
        """dan atau yang yg di ke dari untuk utk dengan dgn dg dll dsb dst serta juga ada aneka berbagai
    macam jenis bermacam segala semua para pelanggan konsumen pembeli orang usaha bidang kegiatan
    saya kami kita sendiri sebagai pada secara dalam dekat depan samping belakang rumah rmh
    dirumah rumahan kecil kecilan sederhana milik bu pak ibu bapak tiap setiap hari pagi siang malam
    sore mlm skitar sekitar an nya lain lainnya lain2 adalah itu ini jl jalan gg gang no simpang
    desa kampung kota kecamatan sesuai pesanan pesan order orderan bahan cari proses tunggu siap
    antar diambil diantar sama plus pake pakai sampai dsbnya dpn lagi baru asli murah enak khas
    tempat lokasi buka setempat sehari harian titip cap satuan lengkap mini home made fresh dr spt
    seperti misalnya yaitu utamanya terutama khusus umum melalui lewat via system sistem per kg kilo
    meter ekor hektar ha jam pcs kiloan musiman panggilan keluarga kelompok punya bisa mau""",
    )
)
_SAME = {
    "mi": "mie", "bakmie": "bakmi", "baso": "bakso", "kripik": "keripik", "krupuk": "kerupuk",
    "sayor": "sayur", "telor": "telur", "poto": "foto", "photo": "foto", "pesen": "pesan",
    "catering": "katering", "ketring": "katering", "service": "servis", "cafe": "kafe",
    "loundry": "laundry", "londri": "laundry", "klontong": "kelontong", "sop": "sup",
    "coklat": "cokelat", "aluminium": "alumunium", "handphone": "hp", "hape": "hp", "ponsel": "hp",
    "kue2": "kue", "gado2": "gado", "cabe": "cabai", "sendal": "sandal", "apotik": "apotek",
    "kaus": "kaos", "tshirt": "kaos", "meubel": "mebel", "nuget": "nugget", "sistem": "system",
    "parot": "parut", "penganten": "pengantin", "kelapo": "kelapa", "aircond": "ac", "loundri": "laundry",
    "laundri": "laundry", "permak": "vermak", "tv": "televisi", "elpiji": "lpg", "pijet": "pijat",
}  # fmt: skip
# Words that look derived and are not.
_ROOTS = frozenset(
    re.split(
        r"\s+",
        """rambutan papan makan makanan minuman ikan pakan bahan lapangan tangan badan hiasan
    kacangan jangan hutan bulan taman tanaman udang undangan pesanan santan sapi roti topi kopi
    padi besi tali kunci mandi pagi kaki gigi bumi peti pelangi perahu terasi terong kendi dinamo
    dinding sepatu sepeda seragam selai setrika serabi sekolah kelapa kerupuk keripik ketupat kemeja
    pedas pecel pempek petis peyek pepaya perabot permata bengkel beras berlian mentega melon
    mesin mebel meja telepon teri terigu tepung nanas durian jajanan mainan gorengan kemenyan
    sulaman anyaman rajutan ukiran lukisan masakan kontrakan sewaan""",
    )
)
_SUFFIX = re.compile(r"(?:nya|lah|kah|pun|ku|mu)$")
_SHORTEST = 4


def split_words(text: str) -> list[str]:
    """Return the words of a text, small letters without accents; "anak2" is "anak".

    >>> split_words("Jual KRIPIK & kue2, loundry")
    ['jual', 'keripik', 'kue', 'laundry']
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    words = re.findall(r"[a-z]+|\d+", plain.casefold())
    return [_SAME.get(word, word) for word in words if not word.isdigit()]


def phrase_key(text: str) -> str:
    """Return an activity in comparison form: two that are equal mean the same to an office.

    >>> phrase_key("Menjual aneka sembako di rumah") == phrase_key("jual SEMBAKO")
    True
    """
    words = []
    for word in split_words(text):
        if word in _FILLERS:
            continue
        told = f"{INTENT_OF[word]}:" if word in _BARE_VERBS else word
        if told not in words:
            words.append(told)
    return " ".join(words)[:200]


def read_activity(text: str) -> Reading:
    """Take an activity apart into words, intents and ways.

    >>> told = read_activity("Membuat dan menjual keripik ubi keliling")
    >>> told.words, [intent.value for intent in told.intents], [way.value for way in told.ways]
    (('dan', 'keripik', 'ubi', 'keliling'), ['make', 'sell'], ['roam'])
    """
    words: list[str] = []
    intents: list[Intent] = []
    ways: list[Way] = []
    for word in split_words(text):
        if word in INTENT_OF and INTENT_OF[word] not in intents:
            intents.append(INTENT_OF[word])
        if word in WAY_OF and WAY_OF[word] not in ways:
            ways.append(WAY_OF[word])
        if word not in _BARE_VERBS:
            words.append(word)
    fillers = frozenset(w for w in words if w in _FILLERS or WAY_OF.get(w) in _PLACES)
    return Reading(tuple(words), fillers, tuple(intents), tuple(ways))


def stem_word(word: str, known: Collection[str]) -> str:
    """Return the root of a word when stripping its affixes leads to a known word, else itself.

    >>> stem_word("penggilingan", {"giling"}), stem_word("memasak", {"masak"})
    ('giling', 'masak')
    >>> stem_word("rambutan", {"rambut"})
    'rambutan'
    """
    if word in _ROOTS or len(word) <= _SHORTEST:
        return word
    best = word
    for form in _stripped(word):
        if form in known and form != word:
            return form
    plain = _SUFFIX.sub("", word)
    return plain if plain in known else best


@lru_cache(maxsize=50_000)
def _stripped(word: str) -> tuple[str, ...]:
    """Return what may be left of a word without its affixes, the fullest stripping first."""
    suffixes = [s for s in ("nya", "lah", "kan", "an", "i") if word.endswith(s)]
    ends = [word, *(word.removesuffix(s) for s in suffixes if len(word) - len(s) >= _SHORTEST)]
    forms: list[str] = []
    for end in reversed(ends):
        forms += _without_prefix(end)
    forms += reversed(ends)
    return tuple(form for form in dict.fromkeys(forms) if len(form) >= _SHORTEST)


def _without_prefix(word: str) -> Iterator[str]:
    for prefix in ("memper", "diper", "ber", "ter", "per", "di", "se", "ke", "pel", "bel"):
        if word.startswith(prefix):
            yield word.removeprefix(prefix)
    nasal = re.match(r"(?:me|pe)(ng|ny|m|n|)", word)
    if nasal:
        rest = word[nasal.end() :]
        for start in {"ng": ("", "k"), "ny": ("s",), "m": ("", "p", "m"), "n": ("", "t", "n"), "": ("",)}[nasal[1]]:  # fmt: skip
            yield start + rest


def neighbours(word: str) -> Iterator[str]:
    """Yield the trigrams of a word with its ends marked."""
    marked = f"^{word}$"
    for at in range(len(marked) - 2):
        yield marked[at : at + 3]


def edit_distance(left: str, right: str, *, most: int) -> int:
    """Return how many letters must change, swaps of neighbours counting one; `most` + 1 when more.

    >>> edit_distance("keripik", "kerpiik", most=2), edit_distance("sate", "soto", most=1)
    (1, 2)
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    line = list(range(len(right) + 1))
    for row, one in enumerate(left, 1):
        older, before, line = before, line, [row]
        for column, other in enumerate(right, 1):
            cost = min(line[-1] + 1, before[column] + 1, before[column - 1] + (one != other))
            is_swap = row > 1 and column > 1 and one == right[column - 2] and left[row - 2] == other
            line.append(min(cost, older[column - 2] + 1) if is_swap else cost)
        if min(line) > most:
            return most + 1
    return min(line[-1], most + 1)
