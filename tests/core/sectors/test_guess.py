"""The kind of a business is read from its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.profile import Sector
from laju.core.sectors import guess_sector

CASES = [
    ("menjual keripik", "", "", Sector.FOOD),
    ("warung klontong", "", "", Sector.RETAIL),
    ("toko kelontong", "", "", Sector.RETAIL),
    ("jasa loundry", "", "", Sector.SERVICE),
    ("ketring nasi kotak", "", "", Sector.FOOD),
    ("katering", "", "", Sector.FOOD),
    ("menenun ulos", "", "", Sector.CRAFT),
    ("bika ambon", "", "", Sector.FOOD),
    ("kopi lintong bubuk", "", "", Sector.FOOD),
    ("arsik dan naniura", "", "", Sector.FOOD),
    ("mie gomak", "", "", Sector.FOOD),
    ("teri medan", "", "", Sector.FOOD),
    ("menjual tuak", "", "", Sector.FOOD),
    ("menjahit pakaian", "", "", Sector.FASHION),
    ("bengkel las", "", "", Sector.WORKSHOP),
    ("sablon kaos", "", "", Sector.WORKSHOP),
    ("pangkas rambut", "", "", Sector.BEAUTY),
    ("konter pulsa", "", "", Sector.RETAIL),
    ("ternak kambing", "", "", Sector.FARM),
    ("keramba ikan mas", "", "", Sector.FARM),
    ("", "Salon Mawar", "", Sector.BEAUTY),
    ("", "Ani", "Kriya", Sector.CRAFT),
    ("", "Ani", "Fashion", Sector.FASHION),
    ("", "Ani", "Kuliner", Sector.FOOD),
    ("", "Ani", "Jasa", Sector.SERVICE),
    ("perorangan", "", "", Sector.OTHER),
]


@pytest.mark.parametrize(("activity", "name", "stated", "sector"), CASES)
def test_guess_sector_reads_the_words_of_owners(activity, name, stated, sector):
    assert guess_sector(activity=activity, name=name, stated=stated) is sector


@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=40))
def test_guess_sector_always_answers(activity, name, stated):
    assert guess_sector(activity=activity, name=name, stated=stated) in Sector
