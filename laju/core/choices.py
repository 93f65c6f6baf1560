"""What an owner ticks in the interview, and how each choice is said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from laju.core.profile import Profile, Sector


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick; `said` and `english` stand inside a sentence, `label` on the box."""

    label: str
    said: str
    english: str
    sectors: frozenset[Sector] = frozenset()  # empty: offered to every kind of business


_F, _A, _C, _W = Sector.FOOD, Sector.FARM, Sector.CRAFT, Sector.FASHION
_K = Sector.WORKSHOP


def _for(*sectors: Sector) -> frozenset[Sector]:
    return frozenset(sectors)


# "{Produk} …" completes each of these; the guard lets the words stand only where they were ticked.
MAKING: Mapping[str, Choice] = {
    "OWN": Choice("Dibuat sendiri", "dibuat sendiri", "made by ourselves"),
    "HAND": Choice(
        "Buatan tangan", "buatan tangan", "handmade", _for(_C, _W, _F, Sector.OTHER, _K)
    ),
    "DAILY": Choice(
        "Dibuat setiap hari", "dibuat setiap hari", "made every day", _for(_F, Sector.RETAIL)
    ),
    "TO_ORDER": Choice("Dibuat setelah dipesan", "dibuat setelah dipesan", "made to order"),
    "FAMILY_RECIPE": Choice(
        "Resep keluarga", "memakai resep keluarga", "made from a family recipe", _for(_F)
    ),
    "WOOD_FIRE": Choice(
        "Dimasak dengan kayu bakar",
        "dimasak dengan kayu bakar",
        "cooked over a wood fire",
        _for(_F),
    ),
    "SUN_DRIED": Choice(
        "Dijemur matahari", "dijemur di bawah matahari", "dried in the sun", _for(_F, _A)
    ),
    "LOOM": Choice(
        "Ditenun dengan alat tenun tangan",
        "ditenun dengan alat tenun tangan",
        "woven on a hand loom",
        _for(_C, _W),
    ),
    "SEWN": Choice("Dijahit sendiri", "dijahit sendiri", "sewn by ourselves", _for(_W, _C)),
    "OWN_FIELD": Choice(
        "Dari kebun, kolam, atau kandang sendiri",
        "berasal dari kebun, kolam, atau kandang sendiri",
        "from our own field, pond or farm",
        _for(_A, _F),
    ),
    "CUSTOM": Choice(
        "Ukuran atau motif bisa dipesan",
        "bisa dipesan dengan ukuran atau motif sendiri",
        "available in your own size or pattern",
        _for(_C, _W, _K, Sector.OTHER),
    ),
}
USES: Mapping[str, Choice] = {
    "DAILY": Choice("Keperluan sehari-hari", "keperluan sehari-hari", "everyday use"),
    "GIFT": Choice("Oleh-oleh atau hadiah", "oleh-oleh", "gifts to take home"),
    "FEAST": Choice("Pesta dan hajatan", "hajatan", "weddings and family feasts"),
    "ADAT": Choice("Acara adat", "acara adat", "traditional ceremonies"),
    "OFFICE": Choice("Kantor dan rapat", "acara kantor", "office events"),
    "SCHOOL": Choice("Sekolah", "keperluan sekolah", "school"),
    "RESALE": Choice("Dijual lagi", "dijual lagi", "resale"),
}
DELIVERY: Mapping[str, Choice] = {
    "PICKUP": Choice("Diambil di tempat", "diambil di tempat", "picked up at our place"),
    "NEAR": Choice("Diantar di sekitar sini", "diantar di sekitar sini", "delivered nearby"),
    "COURIER": Choice(
        "Dikirim lewat ekspedisi", "dikirim lewat ekspedisi", "sent by courier service"
    ),
    "RIDE": Choice("Lewat ojek daring", "dikirim lewat ojek daring", "sent by ride-hailing app"),
    "COME": Choice(
        "Kami datang ke tempat Anda",
        "dikerjakan di tempat Anda",
        "done at your place",
        _for(Sector.SERVICE, Sector.BEAUTY, _K),
    ),
}
PAYMENTS: Mapping[str, Choice] = {
    "CASH": Choice("Tunai", "tunai", "cash"),
    "TRANSFER": Choice("Transfer bank", "transfer bank", "bank transfer"),
    "QRIS": Choice("QRIS", "QRIS", "QRIS"),
    "EWALLET": Choice("Dompet digital", "dompet digital", "e-wallet"),
    "ON_DELIVERY": Choice("Bayar di tempat", "bayar di tempat", "cash on delivery"),
    "DEPOSIT": Choice("Uang muka dahulu", "uang muka dahulu", "a deposit first"),
}
LISTS: Mapping[str, Mapping[str, Choice]] = {
    "making": MAKING,
    "uses": USES,
    "delivery": DELIVERY,
    "payments": PAYMENTS,
}


def offered(*, name: str, sector: Sector) -> tuple[tuple[str, Choice], ...]:
    """Return code and choice of one list, as far as they suit the kind of business."""
    return tuple(
        (code, choice)
        for code, choice in LISTS[name].items()
        if not choice.sectors or sector in choice.sectors
    )


def chosen(*, name: str, codes: Iterable[str]) -> tuple[Choice, ...]:
    """Return the choices behind stored codes; codes we no longer know are left out."""
    return tuple(LISTS[name][code] for code in codes if code in LISTS[name])


def words_ticked(*, profile: Profile) -> Sequence[str]:
    """Return what the owner has said by ticking, as the guard compares it."""
    return [
        words
        for name in LISTS
        for choice in chosen(name=name, codes=getattr(profile, name))
        for words in (choice.said, choice.label, f"bisa {choice.said}", choice.english)
    ]
