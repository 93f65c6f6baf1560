import pytest

from laju.apps.registry.actions import record_business
from laju.apps.registry.actions.businesses import NotABusiness
from laju.apps.registry.models import Business


def test_hold_outside_keeps_an_officer_to_their_own_regency(agency_of_region, at):
    with pytest.raises(NotABusiness, match="di luar wilayah kerja"):
        record_business(
            values={"name": "Kopi Jauh", "region": "Nias Selatan"}, by=agency_of_region, at=at
        )
    assert not Business.objects.exists()


def test_hold_outside_lets_the_province_reach_every_regency(agency, at):
    told = record_business(values={"name": "Kopi Jauh", "region": "Nias Selatan"}, by=agency, at=at)
    assert told.business.region_id == "12.14"
