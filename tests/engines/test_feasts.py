"""Feasts come from the library and from our own editable lists."""

from datetime import date

import pytest

from laju.core.posting import FeastKind
from laju.engines.feasts import YearOutOfRange, feasts_of


def named(year, month=None):
    return {feast.name: feast for feast in feasts_of(year=year, month=month)}


def test_feasts_of_knows_national_trade_and_religious_days():
    feasts = named(2026)
    assert feasts["Hari Kemerdekaan Republik Indonesia"].on == date(2026, 8, 17)
    assert feasts["Hari UMKM Nasional"].on == date(2026, 8, 12)
    assert feasts["Harbolnas 12.12"].kind is FeastKind.TRADE
    assert feasts["Hari Raya Idul Fitri"].kind is FeastKind.RELIGIOUS
    assert not feasts["Hari Raya Idul Fitri"].is_estimate


def test_feasts_of_marks_moon_days_of_coming_years_as_estimates():
    feasts = named(2027)
    assert feasts["Hari Raya Idul Fitri"].is_estimate
    assert not feasts["Hari Raya Natal"].is_estimate
    assert not any("perkiraan" in name for name in feasts)


def test_feasts_of_keeps_solemn_days_and_leave_out_of_posts():
    feasts = named(2026)
    assert not feasts["Wafat Yesus Kristus"].is_posted
    assert not feasts["Cuti Bersama Hari Raya Natal"].is_posted
    assert feasts["Hari Raya Natal"].is_posted


def test_feasts_of_marks_moving_regional_feasts_as_estimates_without_posts():
    moving = named(2027)["Pesta Bunga dan Buah Berastagi"]
    assert moving.is_estimate
    assert not moving.is_posted
    assert moving.region == "Kabupaten Karo"


def test_feasts_of_one_month_is_sorted_and_inside_the_month():
    feasts = feasts_of(year=2026, month=8)
    assert [feast.on for feast in feasts] == sorted(feast.on for feast in feasts)
    assert {feast.on.month for feast in feasts} == {8}


def test_feasts_of_refuses_a_year_outside_the_calendar():
    with pytest.raises(YearOutOfRange):
        feasts_of(year=1)
