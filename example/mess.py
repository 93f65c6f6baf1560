"""How office clerks and owners write the same thing in twenty ways, and the slips they make."""

import re
from collections.abc import Callable
from random import Random

from applicants import Applicant
from places import Region

Record = dict[str, str]

SHORT_FORMS = {
    "12.01": ("TAPTENG", "Tapteng"),
    "12.14": ("Nisel", "NISEL", "Kab. Nias Selatan"),
    "12.18": ("Sergai", "SERGAI", "Kab. Sergai"),
    "12.19": ("Batubara", "Kab. Batubara"),
    "12.10": ("Labuhan Batu", "LABUHANBATU"),
    "12.22": ("Labusel", "LABUSEL"),
    "12.23": ("Labura", "LABURA"),
    "12.74": ("Tanjung Balai", "KOTA TANJUNG BALAI"),
    "12.76": ("Tebingtinggi", "KOTA TEBING TINGGI"),
    "12.78": ("Gunung Sitoli", "GUNUNGSITOLI"),
}


def phone_as_typed(rng: Random, digits: str) -> str:
    """Write "081000001234" as people do; every notation means the same number."""
    tail = digits[1:]
    return rng.choice((
        digits,
        digits,
        f"{digits[:4]}-{digits[4:8]}-{digits[8:]}",
        f"{digits[:4]} {digits[4:8]} {digits[8:]}",
        f"+62 {tail[:3]}-{tail[3:7]}-{tail[7:]}",
        f"+62{tail}",
        f"62{tail}",
        f"{digits[:4]}.{digits[4:8]}.{digits[8:]}",
    ))  # fmt: skip


def dotted(rupiah: int) -> str:
    """Return 25000 as "25.000"."""
    return f"{rupiah:,}".replace(",", ".")


def price_as_typed(rng: Random, rupiah: int, unit: str) -> str:
    """Write one price: "15rb", "Rp 25.000", "25000/kg"."""
    forms = [dotted(rupiah), f"Rp {dotted(rupiah)}", f"Rp{dotted(rupiah)},-", str(rupiah),
             f"{dotted(rupiah)}/{unit}", f"Rp. {dotted(rupiah)} per {unit}"]  # fmt: skip
    if rupiah % 1000 == 0:
        forms += [f"{rupiah // 1000}rb", f"{rupiah // 1000} ribu", f"{rupiah // 1000}k"]
    return rng.choice(forms)


def money_as_typed(rng: Random, rupiah: int) -> str:
    """Write turnover or assets: "3.500.000", "Rp 3,5 juta", "3,5 jt"."""
    millions = f"{rupiah / 1_000_000:g}".replace(".", ",")
    return rng.choice(
        (dotted(rupiah), dotted(rupiah), str(rupiah), f"Rp {dotted(rupiah)}", f"{millions} juta",
         f"{millions} jt", f"Rp{millions}jt")
    )  # fmt: skip


def case_as_typed(rng: Random, text: str, shout: float, whisper: float) -> str:
    """Return the text shouted, in lower case or as it is."""
    chance = rng.random()
    if chance < shout:
        return text.upper()
    return text.lower() if chance < shout + whisper else text


def region_as_typed(rng: Random, region: Region) -> str:
    """Name the region as offices do: full, short, shouted, abbreviated."""
    full = region.full_name
    forms = [full, full.replace("Kabupaten", "Kab."), full.upper(), full.lower(),
             full.replace("Kabupaten", "Kab").upper(), *SHORT_FORMS.get(region.code, ())]  # fmt: skip
    if region.code not in {"12.04", "12.72", "12.73", "12.74"}:
        forms.append(region.short_name)
    return rng.choice(forms)


def goods_as_typed(rng: Random, one: Applicant) -> tuple[str, str]:
    """Return the products cell and the price cell."""
    goods = one.goods
    prices = [price for _, price in goods]
    names = [good.name if i == 0 else good.name.lower() for i, (good, _) in enumerate(goods)]
    style = rng.random()
    if style < 0.18:
        pairs = [f"{n} {price_as_typed(rng, p, g.unit)}"
                 for n, (g, p) in zip(names, goods, strict=True)]  # fmt: skip
        return ", ".join(pairs), ""
    joined = rng.choice((", ", ", ", "; ", " / ")).join(names)
    if style < 0.42 and min(prices) < max(prices):
        return joined, f"{dotted(min(prices))}-{dotted(max(prices))}"
    if style < 0.52 and len(goods) > 1:
        return joined, f"mulai {price_as_typed(rng, min(prices), goods[0][0].unit)}"
    if style < 0.62:
        return joined, ""
    mark = "; " if "; " in joined else ", " if ", " in joined else " / "
    return joined, mark.join(price_as_typed(rng, p, g.unit) for g, p in goods)


def _handle(one: Applicant, rng: Random) -> str:
    base = re.sub(r"[^a-z0-9]+", rng.choice(("", "_", ".")), one.name.lower()).strip("._")
    return f"{base[:22].strip('._')}.contoh"


def typed(rng: Random, one: Applicant, number_on: str) -> Record:
    """Return the applicant as one row of cells, still without a running number."""
    goods, prices = goods_as_typed(rng, one)
    social = rng.random()
    handle = _handle(one, rng)
    located = rng.random() < 0.28
    return {
        "nama": case_as_typed(rng, one.name, 0.16, 0.05),
        "pemilik": case_as_typed(rng, one.person.name, 0.22, 0.05),
        "jk": rng.choice(("L", "Laki-laki") if one.person.sex == "L" else ("P", "Perempuan", "P")),
        "nik": one.person.nik if rng.random() < 0.9 else "",
        "nib": one.person.nib,
        "hp": phone_as_typed(rng, one.person.phone) if rng.random() < 0.95 else "",
        "email": f"{handle.split('.contoh')[0]}@example.com" if rng.random() < 0.08 else "",
        "alamat": one.street,
        "desa": case_as_typed(rng, one.village, 0.12, 0.05),
        "kecamatan": case_as_typed(rng, one.district.name, 0.14, 0.05),
        "wilayah": one.region.code,
        "kegiatan": case_as_typed(rng, one.activity, 0.1, 0.12),
        "produk": goods,
        "harga": prices,
        "omzet": money_as_typed(rng, one.turnover) if rng.random() < 0.8 else "",
        "aset": money_as_typed(rng, one.assets) if rng.random() < 0.55 else "",
        "tk": rng.choice((str(one.workers), str(one.workers), f"{one.workers} orang"))
        if rng.random() < 0.85
        else "",
        "tahun": str(one.founded) if rng.random() < 0.85 else "",
        "instagram": f"@{handle}" if social < 0.22 else "",
        "facebook": one.name if 0.12 < social < 0.34 else "",
        "toko": f"shopee.co.id/{handle}" if 0.3 < social < 0.36 else "",
        "jam": one.hours,
        "lat": f"{one.latitude:.5f}" if located else "",
        "lng": f"{one.longitude:.5f}" if located else "",
        "kbli": one.kind.kbli if rng.random() < 0.35 else "",
        "foto": one.photo,
        "tanggal": number_on,
    }


def repeat(rng: Random, row: Record) -> Record:
    """Return the same business typed once more: only capitals, blanks, notation differ."""
    again = dict(row)
    again["nama"] = rng.choice(
        (row["nama"].upper(), f" {row['nama']}", row["nama"].replace(" ", "  ", 1))
    )
    again["pemilik"] = rng.choice((row["pemilik"].upper(), row["pemilik"] + " ", row["pemilik"]))
    if row["hp"]:
        digits = re.sub(r"\D", "", row["hp"])
        digits = "0" + digits[2:] if digits.startswith("62") else digits
        again["hp"] = phone_as_typed(rng, digits)
    return again


def near(rng: Random, row: Record, second_phone: str) -> Record:
    """Return the business as somebody else noted it: a typo in the name, perhaps a new phone."""
    again = dict(row)
    name = row["nama"]
    spot = rng.randrange(1, len(name) - 2)
    while not (name[spot].isalpha() and name[spot + 1].isalpha()):
        spot = rng.randrange(1, len(name) - 2)
    again["nama"] = rng.choice((
        name[:spot] + name[spot + 1] + name[spot] + name[spot + 2 :]
        if name[spot].lower() != name[spot + 1].lower()
        else name[:spot] + name[spot + 1 :],
        name[:spot] + name[spot + 1 :],
        name[: spot + 1] + name[spot] + name[spot + 1 :],
    ))  # fmt: skip
    if rng.random() < 0.5:
        again["hp"] = phone_as_typed(rng, second_phone)
    if rng.random() < 0.4:
        again["nik"] = ""
    return again


# What the clerk did -> the column and what then stands in it.
SLIP_CELLS: dict[str, tuple[str, Callable[[Applicant], str]]] = {
    "nik pendek": ("nik", lambda a: a.person.nik[:15]),
    "nik bulan 19": ("nik", lambda a: a.person.nik[:8] + "19" + a.person.nik[10:]),
    "nik teks excel": ("nik", lambda a: f"{a.person.nik[0]},{a.person.nik[1:6]}E+15"),
    "e-mail di kegiatan": ("kegiatan", lambda a: f"usaha{a.person.phone[-4:]}@example.com"),
    "hp kurang angka": ("hp", lambda a: a.person.phone[:9]),
    "hp kelebihan angka": ("hp", lambda a: f"{a.person.phone}123"),
    "kbli tidak ada": ("kbli", lambda _: "99999"),
    "kbli empat angka": ("kbli", lambda a: a.kind.kbli[:4]),
    "tahun 2203": ("tahun", lambda _: "2203"),
    "jenis kelamin kosong": ("jk", lambda _: ""),
    "dua nomor hp": ("hp", lambda a: f"{a.person.phone} / {_other_phone(a.person.phone)}"),
    "nib 12 angka": ("nib", lambda a: f"9120{a.person.phone[4:]}"),
}
SLIPS = tuple(SLIP_CELLS)
WARNED = frozenset(SLIPS) - {"jenis kelamin kosong", "dua nomor hp"}


def _other_phone(phone: str) -> str:
    return f"{phone[:8]}{9999 - int(phone[8:]):04d}"


def slip(row: Record, what: str, one: Applicant) -> None:
    """Make one slip in a row; the business itself stays good."""
    column, cell = SLIP_CELLS[what]
    row[column] = cell(one)
