"""What a column title says: office spellings, abbreviations and typing errors."""

import re
from functools import cache, lru_cache

from laju.core.columns.fields import FOREIGN_TITLES, TITLES

_SHORT = {
    "no": "nomor", "nomer": "nomor", "num": "nomor", "nmr": "nomor", "telp": "telepon", "tlp": "telepon",
    "tel": "telepon", "telpon": "telepon", "tlpn": "telepon", "telephone": "telepon", "thn": "tahun", "th": "tahun",
    "pertahun": "per tahun", "perbulan": "per bulan", "jml": "jumlah", "jlh": "jumlah", "jmlh": "jumlah",
    "kab": "kabupaten", "kec": "kecamatan", "kel": "kelurahan", "prov": "provinsi", "prop": "provinsi", "nm": "nama",
    "tgl": "tanggal", "almt": "alamat", "alm": "alamat", "ket": "keterangan", "tk": "tenaga kerja", "naker": "tenaga kerja",
    "nomorhp": "nomor hp", "nohp": "nomor hp", "notelp": "nomor telepon", "nowa": "nomor wa", "hape": "hp",
    "namausaha": "nama usaha", "namapemilik": "nama pemilik", "omset": "omzet", "merek": "merk", "bid": "bidang",
    "keg": "kegiatan", "jns": "jenis", "jenkel": "jenis kelamin", "kode_pos": "kode pos", "kodepos": "kode pos",
    "kelurahandesa": "kelurahan desa", "ukm": "umkm", "ikm": "umkm", "karyawan": "karyawan", "propinsi": "provinsi",
    "rata2": "rata rata", "izin": "izin", "ijin": "izin",
}  # fmt: skip
_DECORATION = frozenset((
    "wajib", "diisi", "mohon", "isi", "isikan", "silakan", "silahkan", "pilih", "anda",
    "saudara", "opsional", "contoh", "kolom", "data", "bpk",
))  # fmt: skip
_PLACES = frozenset({"province", "region", "district", "village", "postcode"})
_LEAST = 0.5


def title_words(title: str) -> tuple[str, ...]:
    """Split a title into plain words, abbreviations written out.

    >>> title_words("No. Telp/HP"), title_words("jumlash_tenagaKerja")
    (('nomor', 'telepon', 'hp'), ('jumlash', 'tenaga', 'kerja'))
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", title)
    words: list[str] = []
    for word in re.findall(
        r"[^\W_]+", spaced.casefold().replace("p-irt", "pirt").replace("e-mail", "email")
    ):
        words.extend(_SHORT.get(word, word).split())
    return tuple(word for word in words if word not in _DECORATION) or tuple(words)


def fields_by_title(title: str) -> dict[str, float]:
    """Return fields a title may mean with a likeness from 0.5 to 1; empty when it means none.

    >>> fields_by_title("Nomor Telepon")["phone"], fields_by_title("Prov Tempat Lahir Pengusaha")
    (1.0, {})
    """
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]|\*+", " ", title)
    words = title_words(bare)
    if len(words) > 1 and words[0] in {"alamat", "lokasi"}:  # "Alamat" over "Kecamatan"
        places = {f: v for f, v in _fields_by_words(words[1:]).items() if f in _PLACES}
        if places:
            return {field: like * 0.97 for field, like in places.items()}
    for text, weight in ((bare, 1.0), (title, 0.95)):
        found = _fields_by_words(title_words(text))
        if found:
            return {field: like * weight for field, like in found.items()}
    if _is_foreign(title_words(bare)):
        return {}
    found = {}
    for part in re.split(r"\s*(?:/|,|\bdan\b|\batau\b)\s*", bare):
        for field, like in _fields_by_words(title_words(part)).items():
            found[field] = max(found.get(field, 0.0), like * 0.85)
    return found


def is_foreign_title(title: str) -> bool:
    """Say whether a title names something no field is for: a birthplace, a fax, a password."""
    return _is_foreign(title_words(re.sub(r"\([^)]*\)", " ", title)))


def rupiah_unit(title: str) -> int:
    """Return what "1" means in a column of money: "Omzet (juta Rp)" counts in millions."""
    words = set(re.findall(r"[a-z]+", title.casefold()))
    if words & {"miliar", "milyar"}:
        return 10**9
    if words & {"juta", "jt", "jutaan"}:
        return 10**6
    return 10**3 if words & {"ribu", "rb", "ribuan"} else 1


@lru_cache(maxsize=50_000)
def is_alike(word: str, other: str) -> bool:
    """Say whether two words are equal but for a typing error that fits their length.

    >>> is_alike("jumlash", "jumlah"), is_alike("kota", "kata")
    (True, False)
    """
    if word == other:
        return True
    longest = max(len(word), len(other))
    if min(len(word), len(other)) < 5:  # noqa: PLR2004 - short words differ by one letter too often
        return False
    most = 1 if longest < 9 else 2  # noqa: PLR2004
    if abs(len(word) - len(other)) > most:
        return False
    mine, yours = _letters(word), _letters(other)
    # Each edit brings in and takes out one letter at most: cheaper than counting the edits.
    if len(mine - yours) > most or len(yours - mine) > most:
        return False
    return _distance(word, other) <= most


@lru_cache(maxsize=20_000)
def _letters(word: str) -> frozenset[str]:
    return frozenset(word)


@cache
def _titles() -> tuple[tuple[str, tuple[str, ...], float], ...]:
    return tuple(
        (field, title_words(alias), 1.0 - min(rank, 24) * 0.003)
        for field, aliases in TITLES.items()
        for rank, alias in enumerate(aliases)
    )


def _is_foreign(words: tuple[str, ...]) -> bool:
    for alias in FOREIGN_TITLES:
        parts = title_words(alias)
        if parts == ("kode",) or (len(parts) == 1 and parts[0] in {"type", "tipe"}):
            if words == parts:
                return True
        elif all(any(is_alike(part, word) for word in words) for part in parts):
            return True
    return False


@cache
def _fields_by_words(words: tuple[str, ...]) -> dict[str, float]:
    if not words or _is_foreign(words):
        return {}
    found: dict[str, float] = {}
    for field, alias, weight in _titles():
        like = _likeness(words, alias) * weight
        if field in found and like <= found[field]:
            continue
        if like >= _LEAST:
            found[field] = round(like, 3)
    exact = [field for field, like in found.items() if like > 0.9]  # noqa: PLR2004
    return {field: found[field] for field in exact} if exact else found


def _likeness(words: tuple[str, ...], alias: tuple[str, ...]) -> float:
    """Share of a title an alias explains; all words of the alias must be there."""
    left = list(words)
    typos = 0
    for part in alias:
        twin = part if part in left else next((word for word in left if is_alike(part, word)), None)
        if twin is None:
            return 0.0
        typos += twin != part
        left.remove(twin)
    order = 1.0 if (not left and words == alias) or typos else 0.99
    explained = len(alias) / len(words)
    if "kode" in left or (
        left and alias in {("nomor",), ("jam",), ("usaha",), ("nilai",), ("tanggal",)}
    ):
        return 0.0  # "nomor izin" is not a running number
    return (0.25 + 0.75 * explained) * order * (0.97**typos)


def _distance(left: str, right: str) -> int:
    """Count edits between two words, a swap of neighbours being one."""
    if abs(len(left) - len(right)) > 2:  # noqa: PLR2004
        return 3
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before = before, row
        row = [i]
        for j, b in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if older and i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]
