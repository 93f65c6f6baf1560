import pytest

from laju.core.places import Kind, Place
from laju.core.places.values import listed


@pytest.mark.parametrize(
    ("name", "kind", "short"),
    [
        ("Kota Administrasi Jakarta Pusat", Kind.KOTA, "Jakarta Pusat"),
        ("Kabupaten Karo", Kind.KABUPATEN, "Karo"),
        ("Kota Bahagia", Kind.DISTRICT, "Kota Bahagia"),
    ],
)
def test_short_takes_off_only_the_kind(name, kind, short):
    assert Place("1", "", name, kind, "").short == short


def test_listed_cuts_long_lists():
    places = tuple(Place(str(n), "", f"A{n}", Kind.KOTA, "") for n in range(7))
    assert listed(places=places[:1]) == "A0 (0)"
    assert listed(places=places).endswith(", dan 2 lagi")
