from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.periods import BadMonth, parse_month, weeks_of_month


@given(st.integers(1950, 2100), st.integers(1, 12))
def test_weeks_of_month_cover_the_month_once(year, month):
    weeks = weeks_of_month(year=year, month=month)
    assert sum(week.days for week in weeks) == monthrange(year, month)[1]
    assert weeks[0].starts_on <= date(year, month, 1) <= weeks[0].ends_on
    for week in weeks:
        assert (week.starts_on.weekday(), week.ends_on.weekday()) == (0, 6)
        assert date.fromisocalendar(week.year, week.number, 1) == week.starts_on
        assert 1 <= week.days <= 7


def test_weeks_of_month_names_the_iso_year():
    assert weeks_of_month(year=2027, month=1)[0].label == "2026-W53"


@pytest.mark.parametrize(
    "written", ["", "2027-13", "2027-00", "03-2027", "2027-3", "٢٠٢٧-٠٣", "0000-01"]
)
def test_parse_month_refuses_other_text(written):
    with pytest.raises(BadMonth):
        parse_month(written)


@given(st.integers(1900, 9000), st.integers(1, 12))
def test_parse_month_reads_what_was_written(year, month):
    assert parse_month(f"{year}-{month:02d}") == (year, month)
