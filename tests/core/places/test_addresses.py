import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.places import AddressPlaces
from laju.engines.reference import load_gazetteer

ADDRESSES = {
    "Jl. Kebon Kopi No 12 Kecamatan Cibeunying Kidul": (
        "Jawa Barat",
        "Kota Bandung",
        "Cibeunying Kidul",
        "",
    ),
    "Jawa Timur": ("Jawa Timur", "", "", ""),
    "Kec. Medan Tembung, Medan": ("Sumatera Utara", "Kota Medan", "Medan Tembung", ""),
    "Leuwigajah Cimahi Selatan": ("Jawa Barat", "Kota Cimahi", "Cimahi Selatan", ""),
    "Jl. Sisingamangaraja No. 10 Medan": ("Sumatera Utara", "Kota Medan", "", ""),
    "Jl Riau no 20 Bandung Wetan, Kota Bandung": (
        "Jawa Barat",
        "Kota Bandung",
        "Bandung Wetan",
        "",
    ),
    "Desa Bandar Setia Kec. Percut Sei Tuan Kab. Deli Serdang": (
        "Sumatera Utara",
        "Kabupaten Deli Serdang",
        "Percut Sei Tuan",
        "Bandar Setia",
    ),
    "Kel. Bantan, Kec. Medan Tembung": (
        "Sumatera Utara",
        "Kota Medan",
        "Medan Tembung",
        "Bantan",
    ),
    "Banjarsari, Solo": ("Jawa Tengah", "Kota Surakarta", "Banjarsari", ""),
    "Jl. Merdeka No.5 Pematangsiantar 21111": ("Sumatera Utara", "Kota Pematangsiantar", "", ""),
    "Karangasem, Bali": ("Bali", "Kabupaten Karangasem", "Karangasem", ""),
    "Kab. Karangasem": ("Bali", "Kabupaten Karangasem", "", ""),
    "Deli Serdang": ("Sumatera Utara", "Kabupaten Deli Serdang", "", ""),
    "Kabupaten Bandung": ("Jawa Barat", "Kabupaten Bandung", "", ""),
}


def _names(places: AddressPlaces) -> tuple[str, ...]:
    levels = (places.province, places.region, places.district, places.village)
    return tuple(place.name if place else "" for place in levels)


@pytest.mark.parametrize(("address", "names"), ADDRESSES.items())
def test_find_places_in_address_reads_real_addresses(gazetteer, address, names):
    assert _names(gazetteer.find_places_in_address(address=address)) == names


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Jalan Bandung 5",
        "Jl. Solo km 3",
        "RM Padang",
        "Warung Solo",
        "Kota",
        "Sawahan Sangkrah",
        "Kecamatan Banjarsari",  # six of them
        "Desa Suka Karo",
        "Banjarsari",
        "Karangasem",  # a kelurahan of Surakarta as well as a kabupaten in Bali
        "Lompo Batang",
        "Kios Burung Dan Ikan Hias Depok",
    ],
)
def test_find_places_in_address_finds_nothing_where_nothing_is_certain(gazetteer, address):
    assert _names(gazetteer.find_places_in_address(address=address)) == ("", "", "", "")


def test_find_places_in_address_notes_a_shared_name(gazetteer):
    places = gazetteer.find_places_in_address(address="Bandung")
    assert places.region is None
    assert places.notes == ("Alamat dapat berarti Kabupaten Bandung atau Kota Bandung.",)


def test_find_places_in_address_drops_a_district_that_lies_elsewhere(gazetteer):
    places = gazetteer.find_places_in_address(address="Kec. Medan Tembung, Kab. Deli Serdang")
    assert places.district is None
    assert "tidak saling cocok" in places.notes[0]


@given(address=st.text(max_size=80))
def test_find_places_in_address_never_crashes_and_levels_fit(address):
    places = load_gazetteer().find_places_in_address(address=address)
    if places.district:
        assert places.region is not None
        assert places.district.parent == places.region.code
    if places.region:
        assert places.province is not None
        assert places.region.parent == places.province.code
