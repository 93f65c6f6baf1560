"""Made-up businesses for the tests of texts."""

import random

from hypothesis import strategies as st

from laju.core.choices import DELIVERY, MAKING, PAYMENTS, USES
from laju.core.profile import Opening, Permit, Product, Profile, Sector, Tone

GOODS = {
    Sector.FOOD: "Keripik ubi|Keripik pisang|Bika ambon|Dodol|Lemang|Mie gomak|Arsik ikan mas|Kopi Sidikalang|Sambal teri medan|Kue basah|Nasi kotak|Bakso|Roti|Es teh",
    Sector.CRAFT: "Ulos ragi hotang|Tas anyaman pandan|Selendang ulos|Gantungan kunci|Ukiran gorga",
    Sector.FASHION: "Jahit kebaya|Seragam sekolah|Kemeja batik|Gamis|Vermak celana",
    Sector.RETAIL: "Sembako|Pulsa|Gas 3 kg|Beras|Alat tulis",
    Sector.SERVICE: "Laundry kiloan|Sewa tenda|Cuci sepatu|Fotokopi",
    Sector.WORKSHOP: "Pagar besi|Servis motor|Sablon kaos|Kanopi",
    Sector.FARM: "Ikan mas|Telur ayam|Bibit cabai|Jeruk",
    Sector.BEAUTY: "Pangkas rambut|Rias pengantin|Creambath",
}
REGIONS = (
    ["Kota Medan"] * 6
    + ["Kabupaten Deli Serdang"] * 4
    + ["Kota Binjai", "Kabupaten Toba", "Kabupaten Karo", "Kabupaten Samosir"]
    + ["Kota Pematangsiantar", "Kabupaten Langkat", "Kabupaten Asahan", "Kota Sibolga"]
)
PEOPLE = [
    "Ani",
    "Budi",
    "Sari",
    "Ucok",
    "Butet",
    "Rina",
    "Dewi",
    "Tigor",
    "Marlina",
    "Siti",
    "Yanti",
    "Hotman",
    "Lina",
    "Fitri",
]
KINDS = ["Warung", "Dapur", "Toko", "UD.", "Usaha", "Rumah", "Kedai", "Bu", "Pak", "Kak"]
HOSTILE = (
    "<script>alert(1)</script>",
    "x" * 10_000,
    "\u202eWarung\u2066",
    "{nama} {harga} {0}",
    "a\x00b",
    "",
    "   ",
    "Terbaik Nomor 1 Halal",
    "Toko 24 Jam Jakarta. Gratis!",
    "\ud800",
    "ﷺ" * 40,
    "'; DROP TABLE usaha;--",
    "Obat Kuat Pria",
    "Tuak dan rokok",
    "...",
    "UD. Sinar Jaya.",
    "=cmd|' /C calc'!A0",
)


def make_profile(number: int, chance: random.Random) -> Profile:
    """A business as the programme meets it: some facts, often few."""
    sector = chance.choice(list(GOODS))
    goods = GOODS[sector].split("|")
    names = chance.sample(goods, min(chance.choice([0, 1, 1, 2, 3]), len(goods)))
    products = tuple(
        Product(
            key=f"p{place}",
            name=name,
            price_rupiah=chance.choice([None, chance.randrange(2, 80) * 1000]),
            unit=chance.choice(["", "bungkus", "kg", "porsi", "250 gram"]),
        )
        for place, name in enumerate(names)
    )
    days = chance.choice([0, 0, 6, 7])
    return Profile(
        code=f"LJ-{number:06d}",
        slug=f"usaha-{number}",
        name=" ".join(
            [chance.choice(KINDS), chance.choice(PEOPLE), chance.choice(["", *PEOPLE])]
        ).strip(),
        sector=sector,
        activity="menjual " + ", ".join(names or goods[:2]).lower(),
        products=products,
        region_name=chance.choice(REGIONS),
        phone=chance.choice(["", f"+62812{chance.randrange(10**7, 10**8)}"]),
        founded_year=chance.choice([None, None, chance.randrange(1985, 2024)]),
        hours=tuple(Opening(day, "08:00", "17:00") for day in range(days)),
        employees=chance.choice([None, None, 1, 4]),
    )


words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=80),
    st.sampled_from([name for goods in GOODS.values() for name in goods.split("|")]),
    st.sampled_from(
        ["menjahit pakaian", "warung makan", "jasa las", "membuat ulos", "menjual keripik enak"]
    ),
)
rupiah = st.one_of(st.none(), st.integers(-5, 10**12))
products = st.builds(
    Product,
    key=st.uuids().map(str),
    name=words,
    price_rupiah=rupiah,
    unit=words,
    note=words,
)
moments = st.sampled_from(["00:00", "07:30", "08:00", "17:00", "24:00"])
openings = st.builds(Opening, weekday=st.integers(0, 6), opens=moments, closes=moments)
permits = st.builds(Permit, kind=st.sampled_from(["HALAL", "PIRT", "NIB"]), number=words)
any_profile = st.builds(
    Profile,
    code=st.sampled_from(["LJ-000001-1", "LJ-000002-2"]),
    slug=st.just("usaha"),
    name=words,
    sector=st.sampled_from(list(Sector)),
    owner_name=words,
    activity=words,
    products=st.lists(products, max_size=4).map(tuple),
    price_low_rupiah=rupiah,
    price_high_rupiah=rupiah,
    region_name=st.one_of(st.sampled_from(REGIONS), words),
    district_name=words,
    address=words,
    phone=st.sampled_from(["", "+6281234567890", "+62614567890", "bukan nomor"]),
    hours=st.lists(openings, max_size=8).map(tuple),
    founded_year=st.one_of(st.none(), st.integers(0, 3000)),
    employees=st.one_of(st.none(), st.integers(-1, 500)),
    permits=st.lists(permits, max_size=2).map(tuple),
    landmark=words,
    story=words,
    materials=st.lists(words, max_size=3).map(tuple),
    making=st.lists(st.sampled_from([*MAKING, "GONE"]), max_size=3, unique=True).map(tuple),
    uses=st.lists(st.sampled_from(list(USES)), max_size=3, unique=True).map(tuple),
    delivery=st.lists(st.sampled_from(list(DELIVERY)), max_size=4, unique=True).map(tuple),
    payments=st.lists(st.sampled_from(list(PAYMENTS)), max_size=4, unique=True).map(tuple),
    lead_days=st.one_of(st.none(), st.integers(-1, 400)),
    tone=st.sampled_from(list(Tone)),
    channels=st.dictionaries(st.sampled_from(["instagram", "facebook"]), words, max_size=2),
)
