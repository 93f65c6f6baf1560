"""The names of places that an address gives away, read with care."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from laju.core.places.districts import resolve_district, resolve_village
from laju.core.places.index import Index
from laju.core.places.names import (
    DISTRICT_WORDS,
    KIND_WORDS,
    PROVINCE_WORDS,
    VILLAGE_WORDS,
    readings,
    words,
)
from laju.core.places.regions import resolve_province, resolve_region
from laju.core.places.values import How, Kind, Place

_STREET_WORDS = frozenset(
    {"jalan", "jln", "jl", "gang", "gg", "lorong", "lr", "komplek", "kompleks", "komp", "perum"}
    | {"perumahan", "pasar", "psr", "ruko", "blok", "simpang", "depan", "belakang", "samping"}
    | {"dekat", "toko", "sd", "smp", "sma", "masjid", "gereja", "terminal", "stasiun"}
    | {"rm", "rumah", "warung", "kedai", "depot", "kios", "masakan", "nasi", "soto", "bakso", "mie"}
)
_MARKS = DISTRICT_WORDS | PROVINCE_WORDS | VILLAGE_WORDS | frozenset(KIND_WORDS)
_LONGEST = 4  # words in a name
_LEAST_LETTERS = 3  # of an unmarked name; "DS" is a village mark before it is Deli Serdang


@dataclass(frozen=True, slots=True)
class AddressPlaces:
    """What an address names for certain; None where it says nothing or too little."""

    province: Place | None = None
    region: Place | None = None
    district: Place | None = None
    village: Place | None = None
    notes: tuple[str, ...] = ()  # sentences on what could not be decided


@dataclass(slots=True)
class _Found:
    provinces: dict[str, Place]
    regions: dict[str, Place]
    districts: dict[str, Place]
    villages: list[str]
    marked: set[str]  # codes named behind "Kec.", "Kab.", "Kota", "Prov."


def find_places_in_address(
    index: Index, /, *, address: str, within: str | None = None
) -> AddressPlaces:
    """Pull province, region, district and village out of free text, each only when certain.

    Words behind "Kec.", "Kota", "Kab." count anywhere; bare names only at the end of a part that
    is not a street ("Jalan Bandung" names no city). Levels have to fit each other.
    """
    seen = _Found({}, {}, {}, [], set())
    for part in _parts(address):
        tokens = words(part)
        end = _read_marked(index, tokens=tokens, seen=seen, within=within)
        _read_tail(index, tokens=tokens[end:], seen=seen, within=within)
    return _fit(index, seen=seen)


def _parts(address: str) -> Iterable[str]:
    return re.split(r"[,;:\n\r/()\t]| - ", address.replace("Kab.", "Kab ").replace("Kec.", "Kec "))


def _read_marked(
    index: Index, /, *, tokens: tuple[str, ...], seen: _Found, within: str | None
) -> int:
    """Note names that follow a mark; return the place in the tokens up to which they reach."""
    end = at = 0
    while at < len(tokens):
        mark = tokens[at]
        if mark not in _MARKS or at + 1 == len(tokens):
            at += 1
            continue
        stop = next(
            (n for n in range(at + 1, len(tokens)) if tokens[n] in _MARKS and n > at + 1),
            len(tokens),
        )
        taken = _longest(index, mark=mark, words_after=tokens[at + 1 : stop], seen=seen, in_=within)
        if mark in VILLAGE_WORDS:
            name = tokens[at + 1 : min(stop, at + 1 + _LONGEST)]
            seen.villages.append(" ".join(name))
            # A short rest is the village's own name: "Desa Suka Karo" is not in Karo.
            taken = len(name) if len(name) < _LONGEST else 1
        at += 1 + taken
        end = at if taken else end
    return end


def _longest(
    index: Index, /, *, mark: str, words_after: tuple[str, ...], seen: _Found, in_: str | None
) -> int:
    for size in range(min(_LONGEST, len(words_after)), 0, -1):
        name = words_after[:size]
        hits = _named(index, mark=mark, name=name)
        fitting = [place for place in hits if in_ in (None, place.code[:2])]
        if fitting:
            _note(seen, fitting)
            seen.marked.update(place.code for place in fitting)
            return size
    return 0


def _named(index: Index, /, *, mark: str, name: tuple[str, ...]) -> tuple[Place, ...]:
    """Return the places of the level a mark announces that bear exactly this name."""
    text = " ".join(name)
    if mark in DISTRICT_WORDS:
        match = resolve_district(index, text=text)
        return match.candidates if match.how in {How.EXACT, How.SHORT, How.NONE} else ()
    if mark in PROVINCE_WORDS:
        return resolve_province(index, text=text).candidates
    if mark in KIND_WORDS:
        match = resolve_region(index, text=f"{mark} {text}")
        certain = match.is_found and match.how is not How.SPELLING
        return match.candidates if certain else ()
    return ()


def _read_tail(
    index: Index, /, *, tokens: tuple[str, ...], seen: _Found, within: str | None
) -> None:
    """Note bare names at the end of a part, last one first: "Leuwigajah Cimahi Selatan"."""
    while tokens and tokens[-1].isdigit():
        tokens = tokens[:-1]  # postcode
    if not _STREET_WORDS.isdisjoint(tokens):
        numbers = [n for n, token in enumerate(tokens) if token[0].isdigit()]
        tokens = tokens[numbers[-1] + 1 :] if numbers else ()
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        name = tokens[-size:]
        whole = size == len(tokens)
        hits = _bare(index, name=name, whole=whole)
        fitting = [place for place in hits if within in (None, place.code[:2])]
        if fitting:
            _note(seen, fitting)
            if not whole:
                _read_tail(index, tokens=tokens[:-size], seen=seen, within=within)
            return


def _bare(index: Index, /, *, name: tuple[str, ...], whole: bool) -> tuple[Place, ...]:
    keys = readings(name) if len(name) > 1 else ("".join(name),)
    if len(keys[0]) < _LEAST_LETTERS or _MARKS.issuperset(name):
        return ()
    hits = {
        place.code: place
        for one in keys
        for names in (index.province_names, index.region_names, index.alias_names)
        for place in names.get(one, ())
    }
    if whole or len(name) > 1:
        hits |= {place.code: place for one in keys for place in index.district_names.get(one, ())}
    return tuple(hits.values())


def _note(seen: _Found, places: Iterable[Place]) -> None:
    for place in places:
        if place.kind is Kind.PROVINCE:
            seen.provinces[place.code] = place
        elif place.is_region:
            seen.regions[place.code] = place
        else:
            seen.districts[place.code] = place


def _fit(index: Index, /, *, seen: _Found) -> AddressPlaces:
    """Keep what the levels agree on; a level that stays open is left out with a note."""
    notes: list[str] = []
    regions, provinces = dict(seen.regions), dict(seen.provinces)
    districts = {
        code: place
        for code, place in seen.districts.items()
        if regions or provinces or code in seen.marked or _bears_region_name(index, district=place)
    }
    if regions and districts:
        fitting = {code: place for code, place in districts.items() if place.parent in regions}
        if fitting:
            regions = {code: regions[code] for code in {p.parent for p in fitting.values()}}
        elif not seen.marked.isdisjoint(districts):
            notes.append("Kecamatan dan kabupaten/kota dalam alamat tidak saling cocok.")
        districts = fitting
    if provinces:
        districts = {c: place for c, place in districts.items() if c[:2] in provinces}
        regions = {code: place for code, place in regions.items() if place.parent in provinces}
    district = _only(districts)
    region = _only(regions) or (index.by_code[district.parent] if district else None)
    if region and not district and len(districts) > 1:
        district = _only({c: p for c, p in districts.items() if p.parent == region.code})
    if region and not provinces and _may_be_village(seen, region=region, district=district):
        return AddressPlaces(notes=(*notes,))
    if len(regions) > 1 and not region:
        names = " atau ".join(place.name for place in regions.values())
        notes.append(f"Alamat dapat berarti {names}.")
    province = index.by_code[region.parent] if region else _only(provinces)
    return AddressPlaces(
        province, region, district, _village(index, seen, region, district), (*notes,)
    )


def _may_be_village(seen: _Found, /, *, region: Place, district: Place | None) -> bool:
    """Return whether a bare one-word kabupaten may as well be a village.

    Of 11,165 addresses in Surakarta 162 said "Karangasem": its kelurahan, not the one in Bali.
    """
    is_supported = district is not None and district.name != region.short
    is_plain = region.kind is Kind.KABUPATEN and len(words(region.short)) == 1
    return is_plain and region.code not in seen.marked and not is_supported


def _bears_region_name(index: Index, /, *, district: Place) -> bool:
    """Return whether a bare name gives its city away: Cimahi Selatan, Medan Tembung."""
    tokens = words(district.name)
    return len(tokens) > 1 and tokens[0] == words(index.by_code[district.parent].short)[0]


def _village(
    index: Index, seen: _Found, region: Place | None, district: Place | None
) -> Place | None:
    for text in seen.villages:
        tokens = text.split()
        for size in range(len(tokens), 0, -1):
            match = resolve_village(
                index,
                text=" ".join(tokens[:size]),
                district=district.code if district else None,
                region=region.code if region else None,
            )
            if match.place:
                return match.place
    return None


def _only(places: dict[str, Place]) -> Place | None:
    return next(iter(places.values())) if len(places) == 1 else None
