import pytest

from laju.core.places import Kind, Place, PlacesDoNotFit
from laju.core.places.index import build_index

PROVINCE = Place("12", "12", "Sumatera Utara", Kind.PROVINCE, "")
MEDAN = Place("12.71", "1275", "Kota Medan", Kind.KOTA, "12")


@pytest.mark.parametrize(
    "parts",
    [
        {"provinces": [PROVINCE], "regions": [MEDAN, MEDAN]},
        {"provinces": [], "regions": [MEDAN]},
        {"provinces": [PROVINCE], "regions": [PROVINCE]},
        {"provinces": [PROVINCE], "regions": [MEDAN], "aliases": [("Solo", "33.72")]},
    ],
)
def test_build_index_refuses_places_that_do_not_hang_together(parts):
    with pytest.raises(PlacesDoNotFit) as error:
        build_index(**parts)
    assert error.value.remedy


def test_build_index_knows_where_bps_codes_are_complete():
    binjai = Place("12.75", "", "Kota Binjai", Kind.KOTA, "12")
    assert build_index(provinces=[PROVINCE], regions=[MEDAN]).complete_bps == {"12"}
    assert build_index(provinces=[PROVINCE], regions=[MEDAN, binjai]).complete_bps == frozenset()
