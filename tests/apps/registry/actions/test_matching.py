"""The same business is found again by name, place and a number; nothing else will do."""

import pytest

from laju.apps.registry.actions.matching import folded_name
from laju.apps.registry.models import Business, Row
from tests.apps.registry.actions.sheets import NIK, OTHER_NIK, outcomes, receive, row

CREATED, UPDATED, UNCHANGED = Row.Outcome.CREATED, Row.Outcome.UPDATED, Row.Outcome.UNCHANGED
DUPLICATE, REJECTED = Row.Outcome.DUPLICATE, Row.Outcome.REJECTED


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        (row(), UNCHANGED),
        (row(name="KERIPIK  mawar", owner="ani siregar"), UNCHANGED),
        (row(prices="20.000"), UPDATED),
        (row(phone="", prices="20.000"), UPDATED),  # by NIK
        (row(nik="", prices="20.000"), UPDATED),  # by phone
        (row(owner="Ani br. Siregar"), UNCHANGED),  # another spelling is no other person
        (row(nik="", phone=""), CREATED),  # name and place alone never do
        (row(nik="", phone="0810-0000-5999"), CREATED),
        (row(nik=OTHER_NIK), CREATED),  # the phone agrees, the NIK says otherwise
        (row(name="Keripik Melati"), CREATED),  # her second business
        (row(region="Kota Binjai"), CREATED),
        (row(name=""), REJECTED),
    ],
)
def test_place_decides_what_a_later_row_is(agency, later, outcome):
    receive(row(), by=agency)
    batch = receive(later, by=agency, sha256="b" * 64)
    told = batch.rows.get()
    assert told.outcome == outcome
    assert Business.objects.count() == 1 + (outcome == CREATED)
    assert (told.fingerprint == "") == (outcome == REJECTED)
    assert (told.business is None) == (outcome == REJECTED)


def test_place_tells_of_which_row_a_repeat_is(agency):
    batch = receive(row(name="Melur"), row(), row(), row(), by=agency)
    assert outcomes(batch) == [CREATED, CREATED, DUPLICATE, DUPLICATE]
    assert list(batch.rows.values_list("same_as_number", flat=True)) == [None, None, 3, 3]


def test_place_never_lets_two_rows_of_a_sheet_speak_of_one_business(agency):
    """A near repeat inside a sheet is proposed to people, not taken for an update."""
    receive(row(), by=agency)
    batch = receive(row(prices="1.000"), row(prices="2.000"), by=agency, sha256="b" * 64)
    assert outcomes(batch) == [UPDATED, CREATED]


def test_place_leaves_it_open_when_two_businesses_fit(agency):
    receive(row(nik=""), row(nik="", prices="1.000"), by=agency)
    batch = receive(row(nik="", prices="2.000"), by=agency, sha256="b" * 64)
    assert outcomes(batch) == [CREATED]


def test_place_keeps_what_a_later_row_leaves_empty(agency):
    receive(row(), by=agency)
    receive(row(activity="", prices="20.000"), by=agency, sha256="b" * 64)
    business = Business.objects.get()
    assert (business.activity, business.prices_text) == ("jual keripik ubi", "20.000")


def test_place_takes_a_row_told_before_for_no_news(agency):
    """An old sheet sent again must not undo what a newer one has told."""
    for number, prices in enumerate(("15.000", "20.000", "15.000")):
        batch = receive(row(prices=prices), by=agency, sha256=f"{number}" * 64)
    assert outcomes(batch) == [UNCHANGED]
    assert Business.objects.get().prices_text == "20.000"


@pytest.mark.parametrize(
    ("one", "other", "is_equal"),
    [
        ("TOKO MAJU-JAYA", "Tk. Maju Jaya", True),
        ("Warung Ibu Ani", "wr bu ani", True),
        ("Toko Ani", "Salon Ani", False),
        ("", "", True),
    ],
)
def test_folded_name_keeps_the_kind_of_place(one, other, is_equal):
    assert (folded_name(one) == folded_name(other)) is is_equal


def test_place_sets_the_two_niks_apart(agency):
    batch = receive(row(), row(nik=OTHER_NIK, phone=""), by=agency)
    assert outcomes(batch) == [CREATED, CREATED]
    niks = Business.objects.values_list("owner__nik", flat=True).order_by("owner__nik")
    assert list(niks) == [NIK, OTHER_NIK]
