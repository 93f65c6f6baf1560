"""What a place is, and what came of looking for one."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The level and legal kind of a place."""

    PROVINCE = "PROVINCE"
    KABUPATEN = "KABUPATEN"
    KOTA = "KOTA"
    DISTRICT = "DISTRICT"  # kecamatan, distrik, kapanewon
    DESA = "DESA"
    KELURAHAN = "KELURAHAN"


class System(StrEnum):
    """Who gave the code: the same digits name different regions in the two systems."""

    KEMENDAGRI = "KEMENDAGRI"
    BPS = "BPS"


class Outcome(StrEnum):
    """What came of a search; only FOUND carries a place."""

    FOUND = "FOUND"
    UNKNOWN = "UNKNOWN"
    AMBIGUOUS = "AMBIGUOUS"


class How(StrEnum):
    """By what the place was recognised."""

    EXACT = "EXACT"  # the official name or code
    ALIAS = "ALIAS"  # a known short or former name
    SHORT = "SHORT"  # abbreviated words, or the last word of a district's name
    SPELLING = "SPELLING"  # a few letters differ
    ANCESTOR = "ANCESTOR"  # the code is finer than the list of places: the place above it
    NONE = ""


_LEVEL_PREFIXES = {
    Kind.KABUPATEN: ("Kabupaten Administrasi ", "Kabupaten "),
    Kind.KOTA: ("Kota Administrasi ", "Kota "),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `code` is Kemendagri's, dotted; `bps_code` is empty where it is not known.

    >>> Place(code="12.71", bps_code="1275", name="Kota Medan", kind=Kind.KOTA, parent="12").short
    'Medan'
    """

    code: str
    bps_code: str
    name: str
    kind: Kind
    parent: str

    @property
    def short(self) -> str:
        """Return the name without the words "Kabupaten" and "Kota"."""
        for prefix in _LEVEL_PREFIXES.get(self.kind, ()):
            if self.name.startswith(prefix):
                return self.name.removeprefix(prefix)
        return self.name

    @property
    def is_region(self) -> bool:
        """Return whether the place is a kabupaten or a kota."""
        return self.kind in _LEVEL_PREFIXES

    @property
    def is_village(self) -> bool:
        """Return whether the place is a desa or a kelurahan."""
        return self.kind in {Kind.DESA, Kind.KELURAHAN}


@dataclass(frozen=True, slots=True)
class Match:
    """The place found, or why none was; `reason` is a sentence in Bahasa Indonesia."""

    outcome: Outcome
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    reason: str = ""
    how: How = How.NONE

    @property
    def code(self) -> str:
        """Return the Kemendagri code of the place, empty when none was found."""
        return self.place.code if self.place else ""

    @property
    def is_found(self) -> bool:
        """Return whether exactly one place was found."""
        return self.outcome is Outcome.FOUND


def found(*, place: Place, how: How, reason: str = "") -> Match:
    """Return the match of one place."""
    return Match(Outcome.FOUND, place, (place,), reason, how)


def unknown(*, reason: str, candidates: tuple[Place, ...] = ()) -> Match:
    """Return that no place was found; candidates are only what a person may look at."""
    return Match(Outcome.UNKNOWN, None, candidates, reason)


def ambiguous(*, reason: str, candidates: tuple[Place, ...]) -> Match:
    """Return that several places fit."""
    return Match(Outcome.AMBIGUOUS, None, candidates, reason)


def listed(*, places: tuple[Place, ...], most: int = 5) -> str:
    """Return the names of places for a sentence.

    >>> a = Place("32.04", "3204", "Kabupaten Bandung", Kind.KABUPATEN, "32")
    >>> b = Place("32.73", "3273", "Kota Bandung", Kind.KOTA, "32")
    >>> listed(places=(a, b))
    'Kabupaten Bandung (32.04) atau Kota Bandung (32.73)'
    """
    names = [f"{place.name} ({place.code})" for place in places[:most]]
    if len(places) > most:
        return ", ".join(names) + f", dan {len(places) - most} lagi"
    return " atau ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
