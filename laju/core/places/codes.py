"""Which place a code means, and which of the two code systems a sheet uses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise

from laju.core.places.districts import resolve_district
from laju.core.places.index import Index
from laju.core.places.regions import resolve_region
from laju.core.places.values import (
    How,
    Match,
    Place,
    System,
    ambiguous,
    found,
    listed,
    unknown,
)

_PROVINCE, _REGION, _DISTRICT_KEMENDAGRI, _DISTRICT_BPS, _VILLAGE = 2, 4, 6, 7, 10
_AGAINST_ONE = 20  # votes that one vote for the other system takes to be a slip of the pen


class Verdict(StrEnum):
    """Which system a sheet was proved to use."""

    KEMENDAGRI = "KEMENDAGRI"
    BPS = "BPS"
    UNDECIDED = "UNDECIDED"


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict on a sheet with the rows that speak for each system; silent rows for neither."""

    verdict: Verdict
    kemendagri: int
    bps: int
    silent: int
    sentence: str

    @property
    def system(self) -> System | None:
        """Return the proved system, None when undecided."""
        return None if self.verdict is Verdict.UNDECIDED else System(self.verdict.value)


def read_digits(code: str, /) -> str:
    """Return the digits of a code as written or as a spreadsheet bent it; empty if it is none.

    >>> read_digits("12.71.01"), read_digits("1271.0"), read_digits("'1275"), read_digits("1,271")
    ('127101', '1271', '1275', '1271')
    """
    plain = code.strip().lstrip("'`’").replace(" ", "").replace(",", ".").replace("-", ".")
    plain = re.sub(r"^(\d{4,})\.0+$", r"\1", plain)
    if re.fullmatch(r"\d+(\.\d+)*e\+?\d{1,2}", plain, flags=re.IGNORECASE):
        try:
            number = Decimal(plain)
        except InvalidOperation:
            return ""
        return str(int(number)) if number == number.to_integral_value() else ""
    return plain.replace(".", "") if re.fullmatch(r"\d+(\.\d+)*", plain) else ""


def resolve_code(index: Index, /, *, code: str, system: System) -> Match:
    """Find the place a code means in one system.

    Finer codes than the list of places knows (villages elsewhere, every BPS district) answer the
    place above them, with `how` ANCESTOR. A lost zero ("12.7") is ambiguous, never repaired.
    """
    if lost := re.fullmatch(r"'?\s*(\d{2})[.,](\d)\s*", code):
        return _with_lost_zero(index, code=code, province=lost[1], digit=lost[2], system=system)
    digits = read_digits(code)
    if not digits:
        return unknown(reason=f"“{code.strip()}” bukan kode wilayah.")
    if "e" in code.casefold() and len(digits) > _REGION:
        return unknown(reason=f"Kode “{code.strip()}” telah dibulatkan oleh lembar kerja.")
    if len(digits) == _PROVINCE:
        place = index.by_code.get(digits)
        return found(place=place, how=How.EXACT) if place else _no_such(code=code, system=system)
    if system is System.BPS:
        return _resolve_bps(index, code=code, digits=digits)
    return _resolve_kemendagri(index, code=code, digits=digits)


def prove_system(index: Index, /, *, pairs: Iterable[tuple[str, str]]) -> Proof:
    """Decide from (code, name of region or district) rows which system the codes are in.

    A row speaks when its name fits its code in one system only, when its code exists in one only,
    or when its length does (6 digits: Kemendagri district, 7: BPS). The loser may have one row in
    twenty; otherwise the sheet is mixed or silent and stays UNDECIDED. An empty name is allowed.
    """
    kemendagri = bps = silent = 0
    seen: dict[tuple[str, str], System | None] = {}
    for code, name in pairs:
        row = (code.strip(), name.strip())
        if row not in seen:
            seen[row] = _vote(index, code=row[0], name=row[1])
        vote = seen[row]
        kemendagri += vote is System.KEMENDAGRI
        bps += vote is System.BPS
        silent += vote is None
    return _conclude(kemendagri=kemendagri, bps=bps, silent=silent)


def _conclude(*, kemendagri: int, bps: int, silent: int) -> Proof:
    counts = f"{kemendagri} baris cocok dengan kode Kemendagri, {bps} dengan kode BPS"
    if kemendagri and kemendagri >= bps * _AGAINST_ONE:
        sentence = f"Kode wilayah memakai sistem Kemendagri: {counts}."
        return Proof(Verdict.KEMENDAGRI, kemendagri, bps, silent, sentence)
    if bps and bps >= kemendagri * _AGAINST_ONE:
        sentence = f"Kode wilayah memakai sistem BPS: {counts}."
        return Proof(Verdict.BPS, kemendagri, bps, silent, sentence)
    why = "kedua sistem tercampur" if kemendagri and bps else "tidak ada baris yang membuktikannya"
    sentence = f"Sistem kode wilayah belum dapat dipastikan, {why}: {counts}. Pilih sendiri."
    return Proof(Verdict.UNDECIDED, kemendagri, bps, silent, sentence)


def _vote(index: Index, /, *, code: str, name: str) -> System | None:
    """Return the one system a row speaks for, None when it is silent."""
    digits = read_digits(code)
    if len(digits) < _REGION:
        return None
    by_kemendagri = index.by_code.get(f"{digits[:2]}.{digits[2:4]}")
    by_bps = index.by_bps.get(digits[:4])
    speaking = {
        System.KEMENDAGRI: by_kemendagri if len(digits) != _DISTRICT_BPS else None,
        System.BPS: by_bps if len(digits) != _DISTRICT_KEMENDAGRI else None,
    }
    if len(digits) not in {_DISTRICT_BPS, _DISTRICT_KEMENDAGRI}:
        if by_kemendagri and by_bps and by_kemendagri.code == by_bps.code:
            return None
        if not name and digits[:2] not in index.complete_bps:
            return None
    if name:
        speaking = {
            system: place if place and _names_place(index, name=name, place=place) else None
            for system, place in speaking.items()
        }
    fits = [system for system, place in speaking.items() if place]
    return fits[0] if len(fits) == 1 else None


def _names_place(index: Index, /, *, name: str, place: Place) -> bool:
    """Return whether a name is that of the region, or of a district in it."""
    region = resolve_region(index, text=name, within=place.parent)
    if any(candidate.code == place.code for candidate in region.candidates):
        return True
    return resolve_district(index, text=name, region=place.code).how is How.EXACT


def _resolve_kemendagri(index: Index, /, *, code: str, digits: str) -> Match:
    cuts = {_REGION: (2, 4), _DISTRICT_KEMENDAGRI: (2, 4, 6), _VILLAGE: (2, 4, 6, 10)}
    if len(digits) not in cuts:
        return _no_such(code=code, system=System.KEMENDAGRI)
    marks = (0, *cuts[len(digits)])
    dotted = ".".join(digits[a:b] for a, b in pairwise(marks))
    if place := index.by_code.get(dotted):
        return found(place=place, how=How.EXACT)
    if len(digits) == _VILLAGE and digits[:2] not in index.provinces_with_villages:
        above = index.by_code.get(dotted[:8])
        if above:
            return found(
                place=above, how=How.ANCESTOR, reason="Desa/kelurahan di luar daftar: kecamatannya."
            )
    above = index.by_code.get(dotted[:5])
    return _no_such(code=code, system=System.KEMENDAGRI, near=(above,) if above else ())


def _resolve_bps(index: Index, /, *, code: str, digits: str) -> Match:
    place = index.by_bps.get(digits[:4])
    if place is None or len(digits) not in {_REGION, _DISTRICT_BPS, _VILLAGE}:
        return _no_such(code=code, system=System.BPS)
    if len(digits) == _REGION:
        return found(place=place, how=How.EXACT)
    return found(
        place=place, how=How.ANCESTOR, reason="Kode kecamatan BPS dibaca sampai kabupaten/kotanya."
    )


def _with_lost_zero(
    index: Index, /, *, code: str, province: str, digit: str, system: System
) -> Match:
    where = index.by_bps if system is System.BPS else index.by_code
    dot = "" if system is System.BPS else "."
    possible = (where.get(f"{province}{dot}{digit}0"), where.get(f"{province}{dot}0{digit}"))
    candidates = tuple(place for place in possible if place)
    if not candidates:
        return _no_such(code=code, system=system)
    return ambiguous(
        reason=f"Kode “{code.strip()}” kehilangan angka nol; mungkin {listed(places=candidates)}.",
        candidates=candidates,
    )


def _no_such(*, code: str, system: System, near: tuple[Place, ...] = ()) -> Match:
    owner = "BPS" if system is System.BPS else "Kemendagri"
    return unknown(
        reason=f"Kode “{code.strip()}” tidak ada dalam daftar kode {owner}.", candidates=near
    )
