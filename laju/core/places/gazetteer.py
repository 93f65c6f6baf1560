"""The gazetteer: every question about places in one object, made from plain sequences."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial

from laju.core.places.addresses import AddressPlaces, find_places_in_address
from laju.core.places.codes import Proof, prove_system, resolve_code
from laju.core.places.districts import Inference, infer_region, resolve_district, resolve_village
from laju.core.places.index import build_index
from laju.core.places.regions import resolve_province, resolve_region
from laju.core.places.values import Match, Place, System

_KEPT = 20_000


class Gazetteer:
    """Answers from a fixed list of places; answers that are not certain carry no place.

    >>> from laju.core.places.values import Kind
    >>> medan = Place("12.71", "1275", "Kota Medan", Kind.KOTA, "12")
    >>> sumut = Place("12", "12", "Sumatera Utara", Kind.PROVINCE, "")
    >>> gazetteer = Gazetteer(provinces=[sumut], regions=[medan])
    >>> gazetteer.resolve_region(text="MEDAN, Sumatera Utara").code
    '12.71'
    >>> gazetteer.resolve_code(code="1275.0", system=System.BPS).place.name
    'Kota Medan'
    """

    def __init__(
        self,
        *,
        provinces: Sequence[Place],
        regions: Sequence[Place],
        districts: Sequence[Place] = (),
        villages: Sequence[Place] = (),
        aliases: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.index = build_index(
            provinces=provinces,
            regions=regions,
            districts=districts,
            villages=villages,
            aliases=aliases,
        )
        # A sheet names the same few places thousands of times.
        self._province = lru_cache(maxsize=_KEPT)(partial(resolve_province, self.index))
        self._region = lru_cache(maxsize=_KEPT)(partial(resolve_region, self.index))
        self._district = lru_cache(maxsize=_KEPT)(partial(resolve_district, self.index))
        self._address = lru_cache(maxsize=_KEPT)(partial(find_places_in_address, self.index))

    def place(self, *, code: str) -> Place | None:
        """Return the place with this dotted Kemendagri code, None when there is none."""
        return self.index.by_code.get(code)

    def regions_in(self, *, province: str) -> tuple[Place, ...]:
        """Return the regions of a province in the order of their codes."""
        return tuple(place for place in self.index.regions if place.parent == province)

    def districts_in(self, *, region: str) -> tuple[Place, ...]:
        """Return the districts of a region in the order of their codes."""
        return self.index.districts_of.get(region, ())

    def villages_in(self, *, district: str) -> tuple[Place, ...]:
        """Return the villages of a district; empty where villages are not listed."""
        return self.index.villages_of.get(district, ())

    def resolve_province(self, *, text: str) -> Match:
        """Find the province a text names."""
        return self._province(text=text)

    def resolve_region(self, *, text: str, within: str | None = None) -> Match:
        """Find the kabupaten or kota a text names; `within` is a province code."""
        return self._region(text=text, within=within)

    def resolve_district(
        self, *, text: str, region: str | None = None, within: str | None = None
    ) -> Match:
        """Find the kecamatan a text names, inside a region or a province where given."""
        return self._district(text=text, region=region, within=within)

    def resolve_village(
        self, *, text: str, district: str | None = None, region: str | None = None
    ) -> Match:
        """Find a desa or kelurahan inside a district or a region, never by name alone."""
        return resolve_village(self.index, text=text, district=district, region=region)

    def resolve_code(self, *, code: str, system: System) -> Match:
        """Find the place a code means in one of the two systems."""
        return resolve_code(self.index, code=code, system=system)

    def prove_system(self, *, pairs: Iterable[tuple[str, str]]) -> Proof:
        """Decide from (code, name) rows which system a sheet's codes are in."""
        return prove_system(self.index, pairs=pairs)

    def infer_region(
        self,
        *,
        districts: Iterable[str],
        villages: Iterable[str] = (),
        within: str | None = None,
    ) -> Inference:
        """Find the one region that explains a sheet's district column."""
        return infer_region(self.index, districts=districts, villages=villages, within=within)

    def find_places_in_address(self, *, address: str, within: str | None = None) -> AddressPlaces:
        """Pull the places out of an address, each only when certain."""
        return self._address(address=address, within=within)
