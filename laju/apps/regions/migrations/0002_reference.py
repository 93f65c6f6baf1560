"""Fill in the regions that ship with the project (laju/data/regions)."""

import csv
from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).resolve().parents[3] / "data" / "regions"


def read(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def number(text, kind):
    return kind(text) if text else None


def fill(apps, schema_editor):
    Region = apps.get_model("regions", "Region")
    District = apps.get_model("regions", "District")
    Village = apps.get_model("regions", "Village")
    Region.objects.bulk_create(
        Region(
            code=row["code"],
            bps_code=row["code"],
            name=row["name"],
            short_name=row["name"],
            kind="PROVINCE",
            population=number(row["population"], int),
            area_km2=number(row["area_km2"], float),
        )
        for row in read("provinces.csv")
    )
    Region.objects.bulk_create(
        Region(
            code=row["code"],
            bps_code=row["bps_code"],
            name=row["name"],
            short_name=row["name"].removeprefix("Kabupaten ").removeprefix("Kota "),
            kind=row["kind"],
            province_id=row["province_code"],
            population=number(row["population"], int),
            area_km2=number(row["area_km2"], float),
            latitude=number(row["latitude"], float),
            longitude=number(row["longitude"], float),
        )
        for row in read("regencies.csv")
    )
    District.objects.bulk_create(
        (
            District(code=row["code"], region_id=row["region_code"], name=row["name"])
            for row in read("districts.csv")
        ),
        batch_size=5000,
    )
    Village.objects.bulk_create(
        (
            Village(code=row["code"], district_id=row["district_code"], name=row["name"])
            for row in read("villages_12.csv")
        ),
        batch_size=5000,
    )


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
