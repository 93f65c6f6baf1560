import csv
from pathlib import Path
from zoneinfo import ZoneInfo

import laju
from laju.core.zones import WIB, WIT, WITA, zone_of

PROVINCES = Path(laju.__file__).parent / "data" / "regions" / "provinces.csv"


def test_every_province_has_its_clock():
    with PROVINCES.open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    found = {
        zone: [n for n in names if zone_of(province_name=n) is zone] for zone in (WIB, WITA, WIT)
    }
    assert {zone.label: len(names) for zone, names in found.items()} == {
        "WIB": 18,
        "WITA": 12,
        "WIT": 8,
    }


def test_hours_are_those_of_the_zone():
    from datetime import datetime

    for zone in (WIB, WITA, WIT):
        offset = datetime(2026, 7, 1, tzinfo=ZoneInfo(zone.name)).utcoffset()
        assert offset is not None and offset.total_seconds() == zone.hours * 3600
