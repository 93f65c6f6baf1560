"""The list of places, indexed by code and by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from laju.core.errors import DomainError
from laju.core.places.names import allowed_slips, distance, key, readings, words
from laju.core.places.values import Kind, Place

_REGION_KINDS = frozenset({Kind.KABUPATEN, Kind.KOTA})
_VILLAGE_KINDS = frozenset({Kind.DESA, Kind.KELURAHAN})


class PlacesDoNotFit(DomainError):
    message = "Daftar wilayah tidak utuh: {what}."
    remedy = "Perbaiki berkas wilayah, lalu muat ulang."
    status = 422


@dataclass(frozen=True)
class Index:
    """Places by level; every mapping is made once, on first use."""

    provinces: tuple[Place, ...]
    regions: tuple[Place, ...]
    districts: tuple[Place, ...] = ()
    villages: tuple[Place, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    by_code: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def by_bps(self) -> Mapping[str, Place]:
        """Return the regions by their BPS code."""
        return {place.bps_code: place for place in self.regions if place.bps_code}

    @cached_property
    def complete_bps(self) -> frozenset[str]:
        """Return the provinces in which every region has a BPS code: only there absence tells."""
        gaps = {place.parent for place in self.regions if not place.bps_code}
        return frozenset(place.code for place in self.provinces) - gaps

    @cached_property
    def region_names(self) -> Mapping[str, tuple[Place, ...]]:
        """Return the regions by every key of their official name without the kind."""
        return _by_key(self.regions)

    @cached_property
    def province_names(self) -> Mapping[str, tuple[Place, ...]]:
        """Return the provinces by key."""
        return _by_key(self.provinces)

    @cached_property
    def district_names(self) -> Mapping[str, tuple[Place, ...]]:
        """Return the districts by key."""
        return _by_key(self.districts)

    @cached_property
    def alias_names(self) -> Mapping[str, tuple[Place, ...]]:
        """Return regions and provinces by the key of an alias."""
        names: defaultdict[str, list[Place]] = defaultdict(list)
        for alias, code in self.aliases:
            names[key(alias)].append(self.by_code[code])
        return {name: tuple(places) for name, places in names.items()}

    @cached_property
    def districts_of(self) -> Mapping[str, tuple[Place, ...]]:
        """Return the districts by the code of their region."""
        return _by_parent(self.districts)

    @cached_property
    def villages_of(self) -> Mapping[str, tuple[Place, ...]]:
        """Return the villages by the code of their district."""
        return _by_parent(self.villages)

    @cached_property
    def village_names(self) -> Mapping[str, Mapping[str, tuple[Place, ...]]]:
        """Return the villages by the code of their district, and there by key."""
        return {code: _by_key(places) for code, places in self.villages_of.items()}

    @cached_property
    def provinces_with_villages(self) -> frozenset[str]:
        """Return the provinces whose villages are listed."""
        return frozenset(place.code[:2] for place in self.villages)


def build_index(
    *,
    provinces: Sequence[Place],
    regions: Sequence[Place],
    districts: Sequence[Place] = (),
    villages: Sequence[Place] = (),
    aliases: Iterable[tuple[str, str]] = (),
) -> Index:
    """Index places that hang together.

    Raises PlacesDoNotFit when a code is double, a parent is missing, a level holds the wrong
    kind, or an alias points nowhere.
    """
    by_code: dict[str, Place] = {}
    levels = (
        (provinces, {Kind.PROVINCE}),
        (regions, _REGION_KINDS),
        (districts, {Kind.DISTRICT}),
        (villages, _VILLAGE_KINDS),
    )
    for places, kinds in levels:
        for place in places:
            if place.code in by_code:
                raise PlacesDoNotFit(what=f"kode {place.code} tercatat dua kali")
            if place.kind not in kinds:
                raise PlacesDoNotFit(what=f"{place.code} tidak boleh berjenis {place.kind}")
            if place.kind is not Kind.PROVINCE and place.parent not in by_code:
                raise PlacesDoNotFit(what=f"induk {place.parent} dari {place.code} tidak ada")
            by_code[place.code] = place
    pairs = tuple(aliases)
    for alias, code in pairs:
        if code not in by_code:
            raise PlacesDoNotFit(what=f"nama lain {alias} menunjuk ke {code} yang tidak ada")
    return Index(
        tuple(provinces), tuple(regions), tuple(districts), tuple(villages), pairs, by_code
    )


def nearest(
    *, keys: Iterable[str], names: Mapping[str, tuple[Place, ...]], among: frozenset[str]
) -> tuple[Place, ...]:
    """Return the places whose keys differ by the fewest letters, as far as slips are allowed.

    `among` holds the codes that may be answered. More than one place means: ambiguous.
    """
    asked = tuple(keys)
    shortest, longest = min(map(len, asked), default=0) - 2, max(map(len, asked), default=0) + 2
    near: dict[str, tuple[int, Place]] = {}
    for name, places in names.items():
        if not shortest <= len(name) <= longest:
            continue
        fitting = [place for place in places if place.code in among]
        if not fitting:
            continue
        for one in asked:
            most = allowed_slips(min(len(one), len(name)))
            if len(set(one).difference(name)) > most:
                continue
            steps = distance(one, name, most=most) if most else most + 1
            if steps > most:
                continue
            for place in fitting:
                if place.code not in near or near[place.code][0] > steps:
                    near[place.code] = (steps, place)
    # A place two letters away still makes one letter away a guess: both are shown.
    return tuple(place for _, place in sorted(near.values(), key=lambda hit: (hit[0], hit[1].code)))


def _by_key(places: Iterable[Place]) -> Mapping[str, tuple[Place, ...]]:
    names: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for place in places:
        for name in readings(words(place.short)):
            names[name][place.code] = place
    return {name: tuple(group.values()) for name, group in names.items()}


def _by_parent(places: Iterable[Place]) -> Mapping[str, tuple[Place, ...]]:
    groups: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        groups[place.parent].append(place)
    return {parent: tuple(group) for parent, group in groups.items()}
