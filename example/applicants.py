"""Invents applicants: a person, a business true to its region, and an address that exists."""

from dataclasses import dataclass, field
from random import Random

from places import District, Region
from recipes import Good, Kind, Names

MUSLIM = ("mandailing", "melayu", "jawa", "minang", "aceh")
WOMEN_SAY = ("suami", "istri", "khusus wanita", "ibu-ibu", "Ibu-ibu", "emak")
GENERIC = {"Warung Makan", "Toko Sembako", "Kelontong"}
NIAS = ("12.04", "12.14", "12.24", "12.25", "12.78")
BATAK = ("toba", "karo", "simalungun", "pakpak")
# Who makes a thing in life: tying it to the group keeps the names true to the craft.
MAKERS: dict[str, tuple[str, ...]] = {
    "ulos-toba": ("toba",),
    "uis-karo": ("karo",),
    "hiou-simalungun": ("simalungun", "toba"),
    "tenun-sipirok": ("mandailing",),
    "oles-pakpak": ("pakpak",),
    "songket-batubara": ("melayu",),
    "halua": ("melayu",),
    "ukir-nias": ("nias",),
    "anyam-nias": ("nias",),
    "ukir-gorga": ("toba",),
    "bpk-babi": ("karo", "toba", "simalungun"),
    "ternak-babi": ("toba", "karo", "nias", "pakpak"),
}
WORDS_OF: dict[str, tuple[str, ...]] = {
    "Mejuah-juah": ("karo",),
    "Horas": BATAK,
    "Gabe": ("toba", "simalungun"),
    "Dos Roha": ("toba",),
    "Saroha": ("toba", "mandailing"),
    "Ya'ahowu": ("nias",),
    "Barokah": MUSLIM,
    "Berkah": MUSLIM,
    "Amanah": MUSLIM,
    "Ikhlas": MUSLIM,
}
CHILD_NAMED = {"Mak", "Ina", "Ama", "Nande", "Bapa", "Umak", "Amak"}
HOURS = ("08.00-17.00", "07.00 - 21.00", "Senin-Sabtu 08.00-18.00", "setiap hari 06.00-22.00",
         "09.00 s/d 20.00", "pagi sampai habis", "buka tiap hari", "jam 8 - jam 5", "24 jam",
         "16.00-23.00", "minggu tutup")  # fmt: skip
TAILS = ("terima pesanan", "bisa antar", "sudah jalan dari {t}", "sejak {t}", "bisa transfer",
         "mau belajar jualan online", "ramainya kalau hari pekan", "belum pernah ikut pelatihan",
         "buka cabang belum sanggup", "langganan tetap sudah ada", "lumayan untuk uang sekolah anak")  # fmt: skip


@dataclass(slots=True)
class Person:
    """An owner; `group` only decides which names sound right."""

    name: str
    sex: str
    group: str
    nik: str
    phone: str  # digits, "08100000xxxx"
    nib: str


@dataclass(slots=True)
class Applicant:
    """One business as its owner would describe it, before any office has typed it in."""

    person: Person
    region: Region
    district: District
    village: str
    kind: Kind
    name: str
    activity: str
    goods: list[tuple[Good, int]]
    street: str
    founded: int
    workers: int
    turnover: int
    assets: int
    hours: str
    latitude: float
    longitude: float
    photo: str
    marks: set[str] = field(default_factory=set)


def _spoken(name: str) -> list[str]:
    """Return the words people really call someone by: nobody says just "Muhammad" or "br"."""
    return [
        w
        for w in name.split()
        if w not in {"br", "M.", "Mhd.", "Muhammad", "Abdul", "Tengku", "Teuku"}
    ]


class Town:
    """Makes applicants one after another; phone numbers and NIK are never given out twice."""

    def __init__(self, rng: Random, kinds: tuple[Kind, ...], names: Names) -> None:
        self.rng = rng
        self.kinds = kinds
        self.names = names
        self.phones = rng.sample(range(10_000), 10_000)
        self.serials: set[str] = set()
        self.shop_names: set[str] = set()
        self.photo_uses: dict[str, int] = {}

    def kind_for(self, region: Region) -> Kind:
        """Choose a kind; what a region is known for weighs more there."""
        here = region.code[3:]
        open_kinds = [k for k in self.kinds if not k.regions or here in k.regions]
        boost = 1.0 if here in {"71", "07", "75"} else 2.2
        weights = [k.weight * (boost if k.regions else 1.0) for k in open_kinds]
        return self.rng.choices(open_kinds, weights)[0]

    def person(self, region: Region, district: District, kind: Kind) -> Person:
        """Invent an owner whose names fit the region and the craft."""
        rng = self.rng
        mix = self.names.mix[region.code[3:]]
        allowed = {g: w for g, w in mix.items() if g in MAKERS.get(kind.key, tuple(mix))}
        groups = allowed or dict.fromkeys(MAKERS[kind.key], 1)
        group = rng.choices(list(groups), list(groups.values()))[0]
        sex = "P" if rng.random() * 100 < kind.women_percent else "L"
        given = rng.choice(self.names.given[f"{group} {sex}"])
        last = rng.choice(self.names.last[f"{group} {sex}"])
        joint = " br " if sex == "P" and group in BATAK and rng.random() < 0.5 else " "
        name = given if last == "-" else given + joint + last
        phone = f"08100000{self.phones.pop():04d}"
        nib = f"9120{rng.randrange(10**9):09d}" if rng.random() < 0.4 else ""
        return Person(name, sex, group, self._nik(district, sex), phone, nib)

    def _nik(self, district: District, sex: str) -> str:
        rng = self.rng
        while True:
            day = rng.randint(1, 28) + (40 if sex == "P" else 0)
            born = f"{day:02d}{rng.randint(1, 12):02d}{rng.randint(60, 103) % 100:02d}"
            nik = f"{district.code.replace('.', '')}{born}99{rng.randint(1, 99):02d}"
            if nik not in self.serials:
                self.serials.add(nik)
                return nik

    def _address_form(self, person: Person) -> str:
        rng = self.rng
        key = f"{person.group} {person.sex}"
        form = rng.choice(self.names.address.get(key, self.names.address[f"mu {person.sex}"]))
        if form in CHILD_NAMED and rng.random() < 0.8:
            return f"{form} {rng.choice(self.names.children)}"
        by_marga = person.group in BATAK and person.sex == "L" and rng.random() < 0.6
        given, *rest = _spoken(person.name)
        return f"{form} {rest[-1] if by_marga and rest else given}"

    def shop_name(self, kind: Kind, person: Person, village: str, district: District) -> str:
        """Invent a name over the door; mostly one nobody else in the province has."""
        rng = self.rng
        words = [
            w for w in self.names.good_words if person.group in WORDS_OF.get(w, (person.group,))
        ]
        given, *rest = _spoken(person.name)
        for _ in range(12):
            name = rng.choice(kind.names).format(
                P=self._address_form(person),
                N=given,
                M=rest[-1] if rest else given,
                X=rng.choice(words),
                V=village,
                K=district.name,
            )
            if name not in self.shop_names or name in GENERIC or rng.random() < 0.06:
                break
        self.shop_names.add(name)
        return name

    def _goods(self, kind: Kind) -> list[tuple[Good, int]]:
        rng = self.rng
        count = min(len(kind.goods), rng.choice((1, 2, 2, 3, 3, 4)))
        goods = []
        for good in rng.sample(kind.goods, count):
            step = 500 if good.rupiah < 100_000 else 5_000
            price = round(good.rupiah * rng.uniform(0.85, 1.2) / step) * step
            goods.append((good, price if good.rupiah >= 2_000 else good.rupiah))
        return goods

    def _activity(
        self, kind: Kind, goods: list[tuple[Good, int]], village: str, year: int, woman: bool
    ) -> str:
        rng = self.rng
        words = [good.name for good, _ in goods]
        lines = [ln for ln in kind.lines if woman or not any(w in ln for w in WOMEN_SAY)]
        line = rng.choice(lines).format(
            a=words[0], b=words[-1] if len(words) > 1 else "lain-lain", V=village, t=year
        )
        if rng.random() < 0.25 and len(line) > 14:
            tails = [*TAILS, "dibantu suami"] if woman else list(TAILS)
            tails += ["belum ada izin PIRT", "bisa grosir"] if kind.kbli.startswith("10") else []
            tail = rng.choice(tails).format(t=year)
            if not any(word in line.lower() for word in tail.lower().split()):
                line += rng.choice((", ", ". ", ", ")) + tail
        return line

    def _photo(self, goods: list[tuple[Good, int]]) -> str:
        for good, _ in goods:
            if good.photo and self.photo_uses.get(good.photo, 0) < 5 and self.rng.random() < 0.55:
                self.photo_uses[good.photo] = self.photo_uses.get(good.photo, 0) + 1
                return good.photo
        return ""

    def _street(self, region: Region, district: District, village: str) -> str:
        rng = self.rng
        street = rng.choice(self.names.streets)
        number = rng.choice(("I", "II", "III", "IV", "V", "VII"))
        in_city = region.full_name.startswith("Kota")
        part = f"Lingk. {number}" if in_city else f"Dusun {number} {village}"
        market = "Pajak" if region.code not in NIAS else "Pasar"
        beside = rng.choice(("SD", "mesjid", "gereja", "kilang padi", "puskesmas", "kantor lurah"))
        forms = {
            f"Jl. {street} No. {rng.randint(1, 180)}": 5,
            f"Jl. {street} No.{rng.randint(1, 99)}{rng.choice('ABC')}": 2,
            f"Jl. {street} Gg. {rng.choice(('Melur', 'Rukun', 'Sepakat', 'Keluarga', 'Amal'))}": 3,
            part: 3 if in_city else 6,
            f"Jl. {street}, {part}": 2,
            f"Jln {street.lower()}": 2,
            f"simpang {street.lower()}, sebelah {beside}": 1,
            f"{market} {district.name} kios {rng.randint(1, 60)}": 1,
        }
        return rng.choices(list(forms), list(forms.values()))[0]

    def applicant(self, region: Region, owner: Person | None = None) -> Applicant:
        """Return one more applicant of `region`; `owner` when the person is known already."""
        rng = self.rng
        kind = self.kind_for(region)
        weights = [4 if i < 3 else 2 for i in range(len(region.districts))]
        district = rng.choices(region.districts, weights)[0]
        village = rng.choice(district.villages)
        while owner and owner.group not in MAKERS.get(kind.key, (owner.group,)):
            kind = self.kind_for(region)
        person = owner or self.person(region, district, kind)
        goods = self._goods(kind)
        year = rng.choice((*range(2005, 2026), *range(2016, 2026), 1987, 1994, 1998, 2001))
        low, high = kind.turnover_millions
        turnover = round((low + (high - low) * rng.random() ** 2.2) * 10) * 100_000
        return Applicant(
            person,
            region,
            district,
            village,
            kind,
            self.shop_name(kind, person, village, district),
            self._activity(kind, goods, village, year, person.sex == "P"),
            goods,
            self._street(region, district, village),
            year,
            rng.choice((1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7)),
            turnover,
            rng.choice((5, 8, 10, 15, 20, 25, 30, 45, 60, 80, 120)) * 1_000_000,
            rng.choice(HOURS) if rng.random() < 0.6 else "",
            round(district.latitude + rng.uniform(-0.008, 0.008), 5),
            round(district.longitude + rng.uniform(-0.008, 0.008), 5),
            self._photo(goods),
        )
