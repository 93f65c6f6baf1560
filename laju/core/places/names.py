"""How names of places are compared: without case, marks, spaces and usual abbreviations."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import product

from laju.core.places.values import Kind

ABBREVIATIONS = {
    "tap": ("tapanuli",),
    "teng": ("tengah",),
    "tgh": ("tengah",),
    "sel": ("selatan",),
    "slt": ("selatan",),
    "ut": ("utara",),
    "utr": ("utara",),
    "tim": ("timur",),
    "tmr": ("timur",),
    "bar": ("barat",),
    "brt": ("barat",),
    "kep": ("kepulauan",),
    "peg": ("pegunungan",),
    "t": ("tebing", "tanjung"),
    "tb": ("tebing",),
    "tj": ("tanjung",),
    "tg": ("tanjung",),
    "tjg": ("tanjung",),
    "tanj": ("tanjung",),
    "p": ("padang", "pematang"),
    "pd": ("padang",),
    "pdg": ("padang",),
    "pem": ("pematang",),
    "pm": ("pematang",),
    "g": ("gunung",),
    "gn": ("gunung",),
    "lab": ("labuhan",),
    "mdn": ("medan",),
    "serd": ("serdang",),
    "sd": ("serdang",),
    "hum": ("humbang",),
    "hasund": ("hasundutan",),
    "mand": ("mandailing",),
    "bt": ("batu", "bukit"),
    "bdg": ("bandung",),
    "jak": ("jakarta",),
    "jkt": ("jakarta",),
    "sei": ("sei", "sungai"),
    "sum": ("sumatera",),
    "sumatra": ("sumatera",),
    "kal": ("kalimantan",),
}
KIND_WORDS = {
    "kota": Kind.KOTA,
    "kotamadya": Kind.KOTA,
    "kodya": Kind.KOTA,
    "kodia": Kind.KOTA,
    "kabupaten": Kind.KABUPATEN,
    "kab": Kind.KABUPATEN,
    "kabu": Kind.KABUPATEN,
    "kbptn": Kind.KABUPATEN,
}
DISTRICT_WORDS = frozenset({"kecamatan", "kec", "kecam", "distrik", "kapanewon", "kemantren"})
PROVINCE_WORDS = frozenset({"provinsi", "prov", "propinsi", "prop"})
VILLAGE_WORDS = frozenset({"kelurahan", "kel", "desa", "ds", "nagari", "kampung"})
_FILLERS = frozenset({"administrasi", "adm"})
_MOST_READINGS = 32


def words(text: str, /) -> tuple[str, ...]:
    """Return the words of a text in small letters, without marks and accents.

    >>> words("Kab.Deli-Serdang ")
    ('kab', 'deli', 'serdang')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return tuple(re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("`", "")))


def key(text: str, /) -> str:
    """Return a name squeezed to letters and digits: equal keys are equal names.

    >>> key("Gunung Sitoli") == key("GUNUNGSITOLI")
    True
    """
    return "".join(words(text))


def readings(tokens: Sequence[str], /) -> tuple[str, ...]:
    """Return the keys a row of words may stand for: as written first, then abbreviations.

    >>> readings(["t", "tinggi"])
    ('ttinggi', 'tebingtinggi', 'tanjungtinggi')
    """
    options = [
        (token, *(full for full in ABBREVIATIONS.get(token, ()) if full != token))
        for token in tokens
    ]
    keys: dict[str, None] = {"".join(tokens): None}
    for choice in product(*options):
        keys["".join(choice)] = None
        if len(keys) >= _MOST_READINGS:
            break
    return tuple(keys)


def split_kind(tokens: Sequence[str], /) -> tuple[Kind | None, tuple[str, ...]]:
    """Take the word for the kind off either end of a region's name.

    >>> split_kind(("medan", "kota"))
    (<Kind.KOTA: 'KOTA'>, ('medan',))
    """
    rest = tuple(token for token in tokens if token not in _FILLERS)
    if len(rest) > 1 and rest[0] in KIND_WORDS:
        return KIND_WORDS[rest[0]], rest[1:]
    if len(rest) > 1 and rest[-1] in KIND_WORDS:
        return KIND_WORDS[rest[-1]], rest[:-1]
    return None, rest


def allowed_slips(length: int, /) -> int:
    """Return how many letters of a key of this length may differ: 0 below 5, 1 below 8, 2."""
    if length < 5:  # noqa: PLR2004 - short names lie too close together
        return 0
    return 1 if length < 8 else 2  # noqa: PLR2004


def distance(one: str, other: str, /, *, most: int) -> int:
    """Return the letters inserted, dropped, changed or swapped; `most + 1` when there are more.

    >>> distance("sidempuan", "sidimpuan", most=2), distance("medan", "binjai", most=2)
    (1, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        line = [i]
        for j, against in enumerate(other, 1):
            cost = min(row[j] + 1, line[j - 1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, row = row, line
    return min(row[-1], most + 1)
