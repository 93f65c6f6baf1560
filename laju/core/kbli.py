"""KBLI, the classification of businesses, in its versions 2020 and 2025."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from laju.core.errors import DomainError
from laju.core.profile import Sector

_TITLED = re.compile(
    r"(?:kbli\s*:?\s*)?(\d{5})(?:(?:\s*[-–:;,/(]\s*|\s+)[^\W\d].*)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)


class Version(StrEnum):
    """Which KBLI a code belongs to: half of the shared codes changed their meaning."""

    KBLI_2020 = "2020"  # Peraturan BPS 2/2020
    KBLI_2025 = "2025"  # BPS publication of 24 December 2025


class Level(StrEnum):
    """The five levels, from a letter to five digits."""

    SECTION = "SECTION"  # kategori
    DIVISION = "DIVISION"  # golongan pokok
    GROUP = "GROUP"  # golongan
    CLASS = "CLASS"  # subgolongan
    SUBCLASS = "SUBCLASS"  # kelompok: the one a business has

    @classmethod
    def of(cls, code: str) -> "Level":
        """Return the level by the length of the code.

        >>> Level.of("A"), Level.of("10794")
        (<Level.SECTION: 'SECTION'>, <Level.SUBCLASS: 'SUBCLASS'>)
        """
        return list(cls)[len(code) - 1]


class UnknownKbli(DomainError):
    message = "Kode KBLI {code} tidak ada dalam KBLI {version}."
    remedy = "Periksa kelima angkanya, atau cari menurut nama kegiatan. {hint}"
    status = 422


@dataclass(frozen=True, slots=True)
class Kbli:
    """One entry of the classification."""

    version: Version
    code: str
    title: str
    level: Level
    description: str = ""


@dataclass(frozen=True)
class Classification:
    """One version of KBLI."""

    version: Version
    entries: tuple[Kbli, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Kbli]:
        """Return the entries by code."""
        return {entry.code: entry for entry in self.entries}


def read_kbli_code(text: str, /) -> str:
    """Return the digits of a code as typed or as a spreadsheet bent it; empty when it is none.

    A four-digit number is not repaired: it may be a class, or a code that lost its first zero.
    Five digits may be followed by their title.

    >>> read_kbli_code(" 10.794 "), read_kbli_code("56101.0"), read_kbli_code("kuliner")
    ('10794', '56101', '')
    >>> read_kbli_code("KBLI 10794 - Industri Kerupuk")
    '10794'
    """
    if titled := _TITLED.fullmatch(text.strip().lstrip("'")):
        return titled[1]
    plain = text.strip().lstrip("'").replace(" ", "").removesuffix(".0").replace(".", "")
    return plain if plain.isascii() and plain.isdigit() else ""


def check_kbli(*, code: str, version: Version, known: Iterable[Classification]) -> Kbli:
    """Return the five-digit entry of a code in one version.

    Raises UnknownKbli when this version has no such code; the remedy names the version that has.
    """
    digits = read_kbli_code(code)
    editions = {edition.version: edition for edition in known}
    entry = editions[version].by_code.get(digits) if version in editions else None
    if entry is None or entry.level is not Level.SUBCLASS:
        others = [v for v in versions_of(code=digits, known=editions.values()) if v is not version]
        hint = f"Kode ini ada dalam KBLI {others[0]}." if others else ""
        raise UnknownKbli(code=code.strip() or "kosong", version=version.value, hint=hint)
    return entry


def versions_of(*, code: str, known: Iterable[Classification]) -> tuple[Version, ...]:
    """Return the versions that have this five-digit code, oldest first."""
    digits = read_kbli_code(code)
    found = (
        edition.version
        for edition in known
        if (entry := edition.by_code.get(digits)) and entry.level is Level.SUBCLASS
    )
    return tuple(sorted(found))


_SECTORS = {
    "01": Sector.FARM,
    "02": Sector.FARM,
    "03": Sector.FARM,
    "10": Sector.FOOD,
    "11": Sector.FOOD,
    "56": Sector.FOOD,
    "13": Sector.FASHION,
    "14": Sector.FASHION,
    "15": Sector.FASHION,
    "1312": Sector.CRAFT,  # pertenunan: ulos, songket
    "1391": Sector.FASHION,  # kain rajutan
    "13134": Sector.CRAFT,  # batik
    "13912": Sector.CRAFT,  # sulaman (2020)
    "139": Sector.CRAFT,  # tekstil lain
    "162": Sector.CRAFT,  # anyaman, ukiran, barang kayu
    "16": Sector.WORKSHOP,
    "161": Sector.WORKSHOP,  # penggergajian
    "1622": Sector.WORKSHOP,  # kusen, pintu
    "18": Sector.SERVICE,  # percetakan
    "20": Sector.OTHER,
    "20232": Sector.BEAUTY,  # kosmetik
    "23": Sector.WORKSHOP,
    "2393": Sector.CRAFT,  # keramik, gerabah
    "239": Sector.WORKSHOP,
    "24": Sector.WORKSHOP,
    "25": Sector.WORKSHOP,
    "31": Sector.WORKSHOP,
    "32": Sector.CRAFT,
    "33": Sector.WORKSHOP,
    "45": Sector.WORKSHOP,
    "46": Sector.RETAIL,
    "47": Sector.RETAIL,
    "95": Sector.WORKSHOP,
    "9602": Sector.BEAUTY,  # salon in KBLI 2015, still met in old lists
}
# The same three digits changed places: in 2020 961 is hair and 962 laundry, in 2025 the reverse.
_CHANGED_SECTORS = {
    Version.KBLI_2020: {"961": Sector.BEAUTY},
    Version.KBLI_2025: {"962": Sector.BEAUTY},
}
_SERVICES = tuple(range(49, 56)) + tuple(range(58, 100))


def guess_sector(*, code: str, version: Version | None = None) -> Sector:
    """Guess the kind of business from a KBLI code; a person may change it.

    Without the version, codes whose meaning changed fall back to what both versions share.

    >>> guess_sector(code="10794"), guess_sector(code="13121"), guess_sector(code="96111")
    (<Sector.FOOD: 'FOOD'>, <Sector.CRAFT: 'CRAFT'>, <Sector.SERVICE: 'SERVICE'>)
    >>> guess_sector(code="96111", version=Version.KBLI_2020)
    <Sector.BEAUTY: 'BEAUTY'>
    """
    digits = read_kbli_code(code)
    sectors = {**_SECTORS, **(_CHANGED_SECTORS[version] if version else {})}
    for size in range(len(digits), 1, -1):
        if digits[:size] in sectors:
            return sectors[digits[:size]]
    if len(digits) > 1 and int(digits[:2]) in _SERVICES:
        return Sector.SERVICE
    return Sector.OTHER
