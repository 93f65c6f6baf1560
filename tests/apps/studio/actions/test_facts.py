"""Facts with who said so: the owner's word outranks the sheet, and nothing is forgotten."""

from datetime import timedelta

import pytest

from laju.apps.studio.actions import compose_contents, gather_facts, record_facts
from laju.apps.studio.actions.checks import BadFact, UnknownFact
from laju.apps.studio.models import Fact, Product
from laju.apps.studio.queries import facts_of_business, participants_awaiting_facts, profiles_of
from tests.factories import ParticipantFactory, RowFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def participant(db):
    participant = ParticipantFactory(
        application__business__name="Keripik Melati",
        application__business__address="Jalan Contoh 1",
        application__business__hours_text="Senin-Sabtu 08.00-17.00",
    )
    RowFactory(business=participant.application.business)
    return participant


def facts(participant):
    return {f.name: f for f in facts_of_business(business=participant.application.business)}


def gather(participant, agency, at):
    return gather_facts(cohort=participant.application.cohort, by=agency, at=at)


def newer_sheet(participant, at, **values):
    business = participant.application.business
    for name, value in {**values, "updated_at": at}.items():
        setattr(business, name, value)
    business.save()
    return RowFactory(business=business, outcome="UPDATED")


def profile(participant):
    key = participant.application.business_id
    return profiles_of(keys=[key])[key]


def test_gather_facts_says_where_each_comes_from(participant, agency, at):
    row = participant.application.business.rows.get()
    assert gather(participant, agency, at) == 1
    assert gather(participant, agency, at) == 0
    told = facts(participant)
    assert {fact.origin for fact in told.values()} == {"SHEET"}
    assert {fact.row for fact in told.values()} == {row}
    assert told["address"].value == "Jalan Contoh 1"
    assert "employees" not in told  # what is not known is not said
    assert profile(participant).hours[0].opens == "08:00"
    assert profile(participant).province_name == "Sumatera Utara"


def test_gather_facts_follows_a_newer_sheet(participant, agency, at):
    gather(participant, agency, at)
    row = newer_sheet(participant, at + HOUR, address="Jalan Contoh 2")
    assert gather(participant, agency, at + 2 * HOUR) == 1
    assert gather(participant, agency, at + 3 * HOUR) == 0
    assert facts(participant)["address"].value == "Jalan Contoh 2"
    assert facts(participant)["address"].row == row
    history = Fact.objects.filter(name="address").order_by("pk").values_list("value", flat=True)
    assert list(history) == ["Jalan Contoh 1", "Jalan Contoh 2"]


def test_the_owner_s_word_outranks_the_sheet_and_survives_a_newer_one(
    participant, agency, owner, at
):
    gather(participant, agency, at)
    told = {"address": "Jalan Benar 9", "name": "Keripik Melati Asli"}
    assert record_facts(participant=participant, facts=told, by=owner, at=at + HOUR) == 2
    newer_sheet(participant, at + 2 * HOUR, address="Jalan Contoh 3", village_name="Sei Mati")
    assert gather(participant, agency, at + 3 * HOUR) == 1
    assert gather(participant, agency, at + 4 * HOUR) == 0
    assert facts(participant)["address"].value == "Jalan Benar 9"
    assert facts(participant)["address"].origin == "OWNER"
    assert facts(participant)["village_name"].value == "Sei Mati"
    history = Fact.objects.filter(name="address").values_list("value", "origin")
    assert ("Jalan Contoh 3", "SHEET") in set(history)  # the sheet's word is kept, not followed


def test_the_sheet_is_read_even_when_the_owner_spoke_first(participant, agency, owner, at):
    record_facts(participant=participant, facts={"address": "Jalan Benar 9"}, by=owner, at=at)
    assert gather(participant, agency, at + HOUR) == 1
    assert gather(participant, agency, at + HOUR) == 0
    assert facts(participant)["address"].value == "Jalan Benar 9"
    assert facts(participant)["sector"].origin == "SHEET"


def test_gather_facts_ends_even_when_people_told_everything(participant, agency, owner, at):
    gather(participant, agency, at)
    everything = {name: fact.value for name, fact in facts(participant).items()}
    changed = {name: "x" for name in everything if isinstance(everything[name], str)}
    changed |= {"sector": "RETAIL", "phone": "", "hours": []}
    record_facts(participant=participant, facts=changed, by=owner, at=at)
    newer_sheet(participant, at + HOUR)
    assert gather(participant, agency, at + HOUR) == 1
    assert gather(participant, agency, at + HOUR) == 0
    assert facts(participant)["name"].value == "x"


def test_there_is_one_current_fact_of_each_name(participant, agency, owner, facilitator, at):
    gather(participant, agency, at)
    for step, (by, text) in enumerate([(owner, "a"), (facilitator, "b"), (owner, "c")]):
        record_facts(participant=participant, facts={"activity": text}, by=by, at=at + step * HOUR)
    current = Fact.objects.filter(name="activity", is_current=True).get()
    assert (current.value, current.told_by) == ("c", "pemilik")
    assert Fact.objects.filter(name="activity").count() == 4


def test_record_facts_counts_only_what_changed(participant, agency, owner, at):
    gather(participant, agency, at)
    same = {"address": "Jalan Contoh 1", "employees": None, "channels": {}}
    assert record_facts(participant=participant, facts=same, by=owner, at=at) == 0


EMPTIES = {
    "sector": "",
    "latitude": "",
    "longitude": None,
    "founded_year": "",
    "hours": "",
    "permits": None,
    "channels": "",
    "name": "",
    "employees": [],
}


def test_record_facts_withdraws_with_an_empty_value(participant, agency, owner, at):
    """Whatever was withdrawn is simply not known: pages can still be written."""
    gather(participant, agency, at)
    full = {
        "latitude": 3.5,
        "longitude": 98.6,
        "founded_year": 2015,
        "permits": [["PIRT", "123", "2030-01-01"]],
        "channels": {"instagram": "@x"},
        "employees": 3,
    }
    record_facts(participant=participant, facts=full, by=owner, at=at)
    assert profile(participant).permits[0].expires_on.year == 2030
    record_facts(participant=participant, facts=EMPTIES, by=owner, at=at)
    now = profile(participant)
    assert (now.latitude, now.hours, now.permits, now.employees) == (None, (), (), None)
    assert now.name == "Keripik Melati"  # the registry's
    assert compose_contents(cohort=participant.application.cohort, by=agency, at=at) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sector", "KULINER"),
        ("latitude", "3.5"),
        ("latitude", 91),
        ("latitude", float("nan")),
        ("founded_year", "2015"),
        ("founded_year", True),
        ("employees", -1),
        ("hours", "Senin"),
        ("hours", [[7, "08:00", "17:00"]]),
        ("hours", [[0, "08:00"]]),
        ("hours", [{"weekday": 0, "opens": "08:00", "closes": "17:00"}]),
        ("permits", [["PIRT", "123", "besok"]]),
        ("permits", [["PIRT", None, None]]),
        ("channels", ["instagram"]),
        ("channels", {"instagram": 3}),
        ("name", 3),
        ("address", ["a"]),
    ],
)
def test_record_facts_refuses_what_no_page_can_show(participant, owner, at, name, value):
    with pytest.raises(BadFact):
        record_facts(participant=participant, facts={name: value}, by=owner, at=at)
    assert Fact.objects.count() == 0


@pytest.mark.parametrize("name", ["slug", "code", "products", "photo", "nik", "__class__"])
def test_record_facts_refuses_names_it_does_not_know(participant, owner, at, name):
    with pytest.raises(UnknownFact):
        record_facts(participant=participant, facts={name: "x"}, by=owner, at=at)


@pytest.mark.parametrize(
    ("prices", "low", "high", "own"),
    [
        ("15.000; 20.000", None, None, [15_000, 20_000]),  # each product says its own
        ("15.000; 20.000; 25.000", 15_000, 25_000, [None, None]),  # in doubt only the range
        ("10.000 - 30.000", 10_000, 30_000, [None, None]),
        ("murah", None, None, [None, None]),
    ],
)
def test_gather_facts_keeps_the_range_when_prices_are_in_doubt(
    participant, agency, at, prices, low, high, own
):
    business = participant.application.business
    business.products_text, business.prices_text = "Keripik ubi, keripik pisang", prices
    business.save()
    gather(participant, agency, at)
    told = profile(participant)
    assert (told.price_low_rupiah, told.price_high_rupiah) == (low, high)
    assert [product.price_rupiah for product in told.products] == own
    assert Product.objects.count() == 2


def test_participants_who_left_are_not_waited_for(participant, at):
    participant.left_at = at
    participant.save()
    assert not participants_awaiting_facts(cohort=participant.application.cohort)
