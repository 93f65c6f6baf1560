"""A permit speaks only with a number that can be one, and only until it runs out."""

from datetime import date

import pytest

from laju.core.permits import KINDS, first_expiry, may_be_shown, needs_expiry, read_permit
from laju.core.profile import Permit

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("PIRT", "P-IRT No. 2061271010042-29", "2061271010042-29"),
        ("PIRT", "206127101004229", "2061271010042-29"),
        ("HALAL", "ID12110000123450722", "ID12110000123450722"),
        ("HALAL", "id 12110000123450722", "ID12110000123450722"),
        ("BPOM", "BPOM RI MD 123456789012", "MD 123456789012"),
        ("BPOM", "NA18191234567", "NA 18191234567"),
        ("BPOM", "POM TR 123456789", "TR 123456789"),
        ("SNI", "SNI 3719:2014", "SNI 3719:2014"),
        ("NIB", "9120.0012.34567", "9120001234567"),
    ],
)
def test_read_permit_reads_numbers_however_they_are_written(kind, text, number):
    reading = read_permit(kind=kind, text=text)
    assert (reading.number, reading.reason) == (number, "")
    assert read_permit(kind=kind, text=number).number == number


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize(
    "text", ["ada", "", "proses", "123", "0" * 15, "ID" + "1" * 17, "٣" * 13, "x" * 5000]
)
def test_read_permit_says_why_a_number_cannot_be_one(kind, text):
    reading = read_permit(kind=kind, text=text)
    assert reading.number == ""
    assert reading.reason.endswith(".")


def test_read_permit_does_not_know_other_kinds():
    assert read_permit(kind="ISO", text="9001").reason


@pytest.mark.parametrize(
    ("permit", "shown"),
    [
        (Permit("HALAL", "ID12110000123450722"), True),  # stands until withdrawn
        (Permit("HALAL", "00160062130912"), False),  # an older one stands only with its day
        (Permit("HALAL", "00160062130912", date(2027, 3, 1)), True),
        (Permit("HALAL", "ID12110000123450722", date(2027, 2, 28)), False),
        (Permit("PIRT", "2061271010042-29"), True),
        (Permit("PIRT", "2061271010042-27"), False),  # runs out some day of 2027
        (Permit("BPOM", "MD 123456789012"), False),
        (Permit("BPOM", "MD 123456789012", date(2030, 1, 1)), True),
        (Permit("NIB", "9120001234567"), True),
        (Permit("NIB", "ada"), False),
        (Permit("ISO", "9001", date(2030, 1, 1)), False),
    ],
)
def test_may_be_shown_only_with_number_and_in_time(permit, shown):
    assert may_be_shown(permit=permit, on=TODAY) is shown


def test_first_expiry_is_the_earliest_day():
    permits = (Permit("NIB", "9120001234567"), Permit("PIRT", "2061271010042-29"))
    assert first_expiry(permits=permits) == date(2028, 12, 31)
    assert first_expiry(permits=permits[:1]) is None


def test_needs_expiry_unless_the_law_lets_it_stand():
    assert not needs_expiry(kind="NIB", number="9120001234567")
    assert not needs_expiry(kind="HALAL", number="ID12110000123450722")
    assert needs_expiry(kind="HALAL", number="00160062130912")
    assert needs_expiry(kind="ISO", number="9001")
