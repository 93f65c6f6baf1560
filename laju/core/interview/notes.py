"""Splits the text of a voice note into facts for a person to confirm; nothing is taken silently."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from laju.core.choices import LISTS
from laju.core.hours import read_hours
from laju.core.identity.phone import read_phone
from laju.core.indonesian import clean_text
from laju.core.interview.questions import question_of_fact
from laju.core.interview.spoken import digits_for_words
from laju.core.permits import read_permit
from laju.core.pricelists import split_price

LONGEST_NOTE = 6000
MOST_PRODUCTS = 8
MOST_PEOPLE = 200
LONGEST_LEAD = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact the note seems to tell: `value` as studio stores it, `words` where it was heard."""

    name: str
    value: Any
    words: str

    @property
    def question(self) -> str:
        """Return the question of the interview this belongs to."""
        return question_of_fact(name=self.name)


# What is ticked when these words are heard; never when the same clause says it is not so.
_HEARD: Mapping[str, Mapping[str, str]] = {
    "making": {
        "OWN": r"(?:buat|bikin|masak|olah|produksi)(?:an)? sendiri",
        "HAND": r"buatan tangan|pakai tangan|manual|handmade",
        "DAILY": r"(?:buat|bikin|masak|produksi)\w* (?:tiap|setiap) hari|tiap pagi|setiap pagi",
        "TO_ORDER": r"pesan dulu|(?:setelah|kalau|kalo) (?:ada )?(?:dipesan|pesanan|yang pesan)|sistem po|pre[- ]?order",
        "FAMILY_RECIPE": r"resep (?:keluarga|ibu|nenek|opung|mamak|orang ?tua|turun)",
        "WOOD_FIRE": r"kayu bakar",
        "SUN_DRIED": r"(?:di)?jemur",
        "LOOM": r"(?:di|ber|me)?tenun",
        "SEWN": r"(?:di)?jahit sendiri|menjahit sendiri",
        "OWN_FIELD": r"(?:kebun|kolam|kandang|ladang|sawah) sendiri",
        "CUSTOM": r"(?:bisa|boleh) (?:pesan|request|minta|custom)\w* (?:ukuran|motif|warna|model)|custom",
    },
    "uses": {
        "GIFT": r"oleh[- ]?oleh|hadiah|hampers|souvenir|suvenir",
        "FEAST": r"pesta|hajatan|kondangan|arisan|nikahan|kenduri|pernikahan",
        "ADAT": r"\badat\b",
        "OFFICE": r"kantor|rapat",
        "SCHOOL": r"sekolah",
        "RESALE": r"dijual lagi|reseller|dititip|grosir",
        "DAILY": r"sehari[- ]?hari",
    },
    "delivery": {
        "PICKUP": r"ambil sendiri|(?:di)?ambil (?:di|ke) (?:tempat|rumah|toko)|datang (?:langsung )?ke (?:rumah|tempat|toko)",
        "NEAR": r"(?:bisa|siap|kami|saya|mau)? ?(?:di)?antar(?:kan)?\b",
        "COURIER": r"ekspedisi|jne|j ?& ?t|jnt|sicepat|pos indonesia|(?:di|ke)?kirim (?:ke )?luar",
        "RIDE": r"gojek|gosend|grab\w*|maxim|ojek",
        "COME": r"(?:kami|saya|bisa) (?:yang )?datang ke (?:rumah|tempat) (?:pelanggan|pembeli|anda|mereka)|panggilan",
    },
    "payments": {
        "CASH": r"tunai|cash|kontan",
        "TRANSFER": r"transfer|\btf\b|rekening",
        "QRIS": r"qris|kris\b",
        "EWALLET": r"\bdana\b|\bovo\b|gopay|shopeepay|dompet digital",
        "ON_DELIVERY": r"\bcod\b|bayar di tempat",
        "DEPOSIT": r"\bdp\b|uang muka|panjar",
    },
}  # fmt: skip
_NOT = re.compile(r"\b(?:tidak|tak|nggak|ngga|gak|ga|enggak|belum|bukan|tanpa)\b")
_CLAUSE = re.compile(
    r"[.!?\n;]+|,\s+(?=(?:dan|terus|lalu|kalau|kalo|buka|bisa|sejak)\b)|\b(?:terus|lalu|trus|habis itu)\b"
)
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)8[\d .\-]{8,16}\d")
_YEAR = re.compile(
    r"(?:sejak|mulai|berdiri|dirintis|buka usaha|dari)(?: (?:dari|pada|tahun|usaha|nya))* ?((?:19|20)\d\d)\b"
)
_PEOPLE = re.compile(r"\b(\d{1,3}) (?:orang|karyawan|pekerja|pegawai|anggota)\b")
_PEOPLE_BEFORE = re.compile(r"pekerja|karyawan|pegawai|kerja|dibantu|anggota|bantu")
_LEAD = re.compile(r"\b(\d{1,2}) hari (?:sebelum|di ?muka|lebih awal)|\bh ?- ?(\d{1,2})\b")
_ADDRESS = re.compile(
    r"\b((?:jl|jln|jalan|gang|gg)\.? (?:no\. ?(?=\d)|[\w ,/-]){3,70}?)(?=$|[.;\n]| (?:dekat|depan|samping|sebelah|belakang|buka|yang|kalau|nomor hp)\b)"
)
_LANDMARK = re.compile(
    r"\b((?:di )?(?:dekat|depan|samping|sebelah|seberang|belakang) [\w .-]{3,50}?)(?=$|[.,;\n]| (?:buka|kalau|yang|dan)\b)"
)
_MATERIALS = re.compile(
    r"\b(?:bahan(?:nya| bakunya| utamanya)?|terbuat dari|dibuat dari|dari bahan)(?: (?:itu|dari|adalah|ada|pakai))* ([\w ,-]{3,120}?)(?=$|[.;\n]| (?:semua|yang|kami|saya|terus|harga)\b)"
)
_STORY = re.compile(
    r"\b(?:awalnya|mulanya|ceritanya|dulunya|belajar dari|diajari|diajar|warisan|meneruskan|melanjutkan|turun temurun)\b"
)
_INSTAGRAM = re.compile(
    r"(?:\b(?:ig|instagram)(?:nya)?(?: (?:kami|saya|di))? ?:? ?@?|@)([a-z0-9](?:[\w.]{2,29}))"
)
_PRICE = re.compile(
    r"((?:[a-z][\w'’-]*[ ]){1,5}?)(?:itu |harganya |harga |cuma |nya )*"
    r"(rp\.? ?\d[\d.]*(?: ?(?:ribu|rb|k|juta|jt))?|\d[\d.,]*(?: ?(?:ribu|rb|k|juta|jt))|\d{1,3}(?:\.\d{3})+)(?:an)?"
    r"(?: (?:per|se|satu|1|/) ?([a-z]+)| ?/ ?([a-z]+))?(?![\w\d])"
)
_FILLER = re.compile(
    r"^(?:(?:ada|yang|juga|dan|kami|saya|jual|menjual|jualan|terus|lalu|kalau|kalo|sama|untuk|produk|barang|itu|ya|namanya|seperti|per|satu|yaitu|kemudian|atau|lagi|harga\w*|nya|di|dari|dengan|ini) )+"
)
_PERMIT = (
    ("PIRT", re.compile(r"p-?irt\D{0,20}(\d[\d -]{12,20}\d)")),
    ("NIB", re.compile(r"\bnib\D{0,20}(\d[\d .-]{11,18}\d)")),
    ("HALAL", re.compile(r"\b(id ?\d{17})\b")),
)  # fmt: skip


def read_note(*, text: str) -> tuple[Proposal, ...]:
    """Return the facts the text of a voice note seems to tell, each at most once, in order of questions.

    A proposal is a guess: the person confirms, corrects or drops it.

    >>> [(p.name, p.value) for p in read_note(text="Kami jual keripik ubi lima belas ribu per bungkus, buka Senin sampai Sabtu jam 8 sampai 17, bisa diantar.")]
    [('products', {'name': 'Keripik ubi', 'price_rupiah': 15000, 'unit': 'bungkus'}), ('hours', [[0, '08:00', '17:00'], [1, '08:00', '17:00'], [2, '08:00', '17:00'], [3, '08:00', '17:00'], [4, '08:00', '17:00'], [5, '08:00', '17:00']]), ('delivery', ['NEAR'])]
    """
    plain = digits_for_words(
        "\n".join(clean_text(line, limit=900) for line in text[:LONGEST_NOTE].splitlines())
    )
    low = plain.casefold()
    found = [*_products(low), *_materials(low), *_ticked(low), *_beginnings(low, plain)]
    found += [*_place(plain), *_hours(low), *_ordering(low), *_permits(low), *_accounts(low)]
    order = ("products", "materials", "making", "uses", "founded_year", "story", "employees", "address", "landmark",
             "hours", "phone", "lead_days", "delivery", "payments", "permits", "channels")  # fmt: skip
    once: dict[str, Proposal] = {}
    for number, proposal in enumerate(found):
        key = (
            f"{proposal.name}{number}"
            if proposal.name in {"products", "permits"}
            else proposal.name
        )
        once.setdefault(key, proposal)
    return tuple(sorted(once.values(), key=lambda proposal: order.index(proposal.name)))


def _clauses(text: str) -> list[str]:
    return [clause.strip(" ,") for clause in _CLAUSE.split(text) if clause and clause.strip(" ,")]


def _ticked(text: str) -> Iterator[Proposal]:
    for name, heard in _HEARD.items():
        codes, words = [], []
        for code, pattern in heard.items():
            assert code in LISTS[name]
            for clause in (part for whole in _clauses(text) for part in whole.split(",")):
                if re.search(pattern, clause) and not _NOT.search(clause):
                    codes.append(code)
                    words.append(clause.strip())
                    break
        if codes:
            yield Proposal(name, codes, "; ".join(dict.fromkeys(words))[:200])


def _products(text: str) -> Iterator[Proposal]:
    count = 0
    for clause in (
        part for whole in _clauses(text) for part in re.split(r",(?!\d)| dan | sama ", whole)
    ):
        for found in _PRICE.finditer(clause):
            name = _FILLER.sub("", found[1]).strip()
            unit = found[3] or found[4] or ""
            _, tag = split_price(name=f"barang {found[2]}")
            if len(name) > 2 and tag.rupiah and count < MOST_PRODUCTS:  # noqa: PLR2004
                count += 1
                told = {
                    "name": name[:1].upper() + name[1:],
                    "price_rupiah": tag.rupiah,
                    "unit": unit,
                }
                yield Proposal("products", told, clause.strip()[:200])


def _materials(text: str) -> Iterator[Proposal]:
    found = _MATERIALS.search(text)
    if found and not _NOT.search(found[0]):
        words = [word.strip() for word in re.split(r",| dan | sama | serta ", found[1])]
        kept = [word[:60] for word in words if len(word) > 2][:6]  # noqa: PLR2004
        if kept:
            yield Proposal("materials", kept, found[0].strip()[:200])


def _beginnings(low: str, plain: str) -> Iterator[Proposal]:
    year = _YEAR.search(low)
    if year:
        yield Proposal("founded_year", int(year[1]), year[0])
    for clause in _clauses(plain):
        if _STORY.search(clause.casefold()) and len(clause) <= 160:  # noqa: PLR2004
            yield Proposal("story", clause[:1].upper() + clause[1:], clause)
            break
    for clause in _clauses(low):
        people = _PEOPLE.search(clause)
        if people and _PEOPLE_BEFORE.search(clause) and 0 < int(people[1]) <= MOST_PEOPLE:
            yield Proposal("employees", int(people[1]), people[0])
            break


def _place(plain: str) -> Iterator[Proposal]:
    address = re.search(_ADDRESS.pattern, plain, re.IGNORECASE)
    if address:
        yield Proposal("address", address[1].strip(" ,.")[:200], address[0].strip())
    landmark = re.search(_LANDMARK.pattern, plain, re.IGNORECASE)
    if landmark:
        yield Proposal("landmark", landmark[1].strip(" ,.")[:80], landmark[0].strip())


def _hours(text: str) -> Iterator[Proposal]:
    for clause in _clauses(text):
        at = re.search(r"\bbuka(?:nya)?\b|\bjam\b", clause)
        if at and re.search(r"\d", clause[at.start() :]):
            said = (
                clause[at.start() :]
                .replace(" sampai ", " - ")
                .replace(" sampe ", " - ")
                .replace(" s/d ", " - ")
            )
            for part in (said, said.split(",")[0]):
                hours = read_hours(part)
                if hours.openings:
                    value = [[o.weekday, o.opens, o.closes] for o in hours.openings]
                    yield Proposal("hours", value, clause[at.start() :])
                    return


def _ordering(text: str) -> Iterator[Proposal]:
    phone = _PHONE.search(text)
    reading = read_phone(phone[0]) if phone else None
    if phone and reading and reading.value:
        yield Proposal("phone", reading.value, phone[0])
    lead = _LEAD.search(text)
    days = int(lead[1] or lead[2]) if lead else 0
    if lead and 0 < days <= LONGEST_LEAD:
        yield Proposal("lead_days", days, lead[0])


def _permits(text: str) -> Iterator[Proposal]:
    for kind, pattern in _PERMIT:
        found = pattern.search(text)
        reading = read_permit(kind=kind, text=found[1]) if found else None
        if found and reading and reading.number:
            yield Proposal("permits", [kind, reading.number, None], found[0])


def _accounts(text: str) -> Iterator[Proposal]:
    found = _INSTAGRAM.search(text)
    if found and found[1] not in {"kami", "saya", "nya", "namanya"}:
        yield Proposal("channels", {"instagram": found[1].strip(".")}, found[0])
