import pytest

from laju.apps.ledger.models import Entry
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


def test_record_business_from_an_unknown_sender_changes_nothing_known(agency, at):
    answers = {"name": "Kopi Ani", "region": "Kota Medan", "phone": "081000000001"}
    known = record_business(values=answers, by=agency, at=at).business
    told = record_business(
        values={**answers, "address": "Jl. Lain 9"}, may_update=False, by=agency, at=at
    )
    assert told.business == known
    assert not Business.objects.get(pk=known.pk).address


def test_record_business_leaves_no_personal_data_in_the_ledger(agency, at):
    record_business(
        values={
            "name": "Kopi Ani",
            "owner_name": "Ani Lubis",
            "region": "Kota Medan",
            "nik": "12710155128",
            "phone": "0812",
        },
        by=agency,
        at=at,
    )
    entry = Entry.objects.get(action="registry.record_business")
    assert not any(secret in entry.result for secret in ("12710155128", "0812", "Ani"))
