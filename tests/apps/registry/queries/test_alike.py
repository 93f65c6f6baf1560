"""Perhaps registered already: told with its reason, and never across a region."""

import pytest

from laju.apps.registry.actions import merge_businesses
from laju.apps.registry.queries import find_alike, is_perhaps_known
from tests import factories
from tests.factories import AT, BusinessFactory, OwnerFactory

pytestmark = pytest.mark.django_db
NIK = "1271011512809914"


@pytest.fixture
def known(medan):
    return BusinessFactory(
        name="Keripik Mawar",
        name_folded="keripik mawar",
        phone="+6281200005001",
        district_name="Medan Kota",
        owner=OwnerFactory(name="Ani Siregar", name_folded="ani siregar", nik=NIK, phone=""),
    )


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ({"nik": f" {NIK} "}, {"NIK pemilik sama"}),
        ({"phone": "0812-0000-5001"}, {"Nomor telepon sama"}),
        ({"phone": "08120000500", "name": "Keripik Mawar"}, set()),  # not typed in full
        ({"name": "Kripik Mawar", "owner_name": "Ani Siregr"}, {"Nama pemilik mirip"}),
        ({"name": "Keripik Mawar", "district": "medan kota"}, {"Nama usaha sama"}),
        ({"name": "Keripik Mawar"}, set()),  # a name alone is no reason
        ({"name": "Keripik Mawar", "owner_name": "Budi Nasution", "district": "Medan Kota"}, set()),
        ({"name": "Salon Melur", "owner_name": "Ani Siregar"}, set()),  # her second business
        ({}, set()),
    ],
)
def test_find_alike_says_why(agency, known, typed, reasons):
    found = find_alike(by=agency, values=typed, region="12.71")
    assert [one.business for one in found] == ([known] if reasons else [])
    assert reasons <= {reason for one in found for reason in one.reasons}


def test_find_alike_stays_within_the_regions_of_a_person(agency, agency_of_region, toba):
    BusinessFactory(region=toba, phone="+6281200005002")
    typed = {"phone": "081200005002"}
    assert len(find_alike(by=agency, values=typed)) == 1
    assert find_alike(by=agency_of_region, values=typed) == []
    assert find_alike(by=agency_of_region, values=typed, region="12.12") == []


def test_find_alike_by_a_number_of_what_was_merged_finds_what_stands(agency, known):
    gone = BusinessFactory(phone="+6281200005009", owner__nib="1234567890123")
    merge_businesses(kept=known, gone=gone, by=agency, at=AT)
    for typed in ({"phone": "081200005009"}, {"nib": "1234567890123"}):
        found = find_alike(by=agency, values=typed)
        assert [one.business for one in found] == [known]


def test_find_alike_puts_the_likeliest_first_and_not_too_many(agency, known):
    for _ in range(8):
        BusinessFactory(phone=known.phone)
    found = find_alike(by=agency, values={"phone": known.phone, "nik": NIK}, limit=3)
    assert (len(found), found[0].business) == (3, known)


@pytest.mark.parametrize(
    ("name", "phone", "is_known"),
    [
        ("Kripik Mawar", "081200005001", True),
        ("Salon Melati", "081200005001", False),  # the number alone tells nothing
        ("Keripik Mawar", "081299999999", False),
        ("", "081200005001", False),
        ("Keripik Mawar", "x", False),
    ],
)
def test_is_perhaps_known_needs_name_and_number(known, name, phone, is_known):
    assert is_perhaps_known(name=name, phone=phone) is is_known


def test_find_alike_asks_little(agency, known, django_assert_max_num_queries):
    typed = {"nik": NIK, "phone": "081200005001", "name": "Keripik Mawar", "owner_name": "Ani"}
    find_alike(by=agency, values=typed, region="12.71")
    with django_assert_max_num_queries(12):
        find_alike(by=factories.UserFactory(), values=typed, region="12.71")
