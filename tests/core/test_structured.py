"""Structured data stays inside its script element and says facts only."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.profile import Opening, Product, Profile, Sector
from laju.core.structured import business_data, catalogue_data, dump_ld, product_data


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text())))
def test_dump_ld_is_the_same_data_without_markup(data):
    text = dump_ld(data)
    assert json.loads(text) == data
    assert not set(text) & set("<>&\u2028\u2029")


def test_business_data_leaves_out_what_is_not_known():
    data = business_data(Profile(code="LJ-1", slug="a", name="Warung"))
    assert data == {"@context": "https://schema.org", "@type": "LocalBusiness", "name": "Warung"}


@pytest.mark.parametrize("sector", list(Sector))
def test_business_data_has_a_type_for_each_sector(sector):
    profile = Profile(code="LJ-1", slug="a", name="A", sector=sector)
    assert business_data(profile)["@type"]


def test_business_data_writes_midnight_as_schema_org_wants_it():
    profile = Profile(code="LJ-1", slug="a", name="A", hours=(Opening(6, "00:00", "24:00"),))
    (hours,) = business_data(profile)["openingHoursSpecification"]
    assert (hours["dayOfWeek"], hours["opens"], hours["closes"]) == ("Sunday", "00:00", "23:59")


def test_product_without_price_has_no_offer():
    assert "offers" not in product_data(Product("a", "Bolu"))
    assert catalogue_data([Product("a", "Bolu"), Product("b", "Roti", 0)])[0]["price"] == 0
