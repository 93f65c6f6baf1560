"""A registry as large as wanted in a SQLite file, for benchmarks: true businesses, and copies to ask with."""

import os
from pathlib import Path
from typing import Any

import adbc_driver_sqlite.dbapi as adbc
import polars as pl

from laju.engines.synthesis import synthesise_linkage

AT = "2026-11-23 03:00:00"
COPIES = 0.05  # of the lines a synthetic province has


def use(path: Path, home: Path) -> None:
    """Let Django work on this database, with its files in `home`; call it before anything else."""
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{path}",
        "LAJU_HOME": str(home),
        "LAJU_HTTPS": "0",
        "DJANGO_SETTINGS_MODULE": "laju.project.settings",
    }
    import django

    django.setup()


def make_registry(path: Path, *, businesses: int, seed: int) -> pl.DataFrame:
    """Fill a migrated database with businesses and their owners.

    Returns: lines that tell a business a second time, as somebody else wrote it, with `unit_id` =
    the number of the business in the registry.
    """
    lines = pl.DataFrame(
        synthesise_linkage(businesses=round(businesses / (1 - COPIES)), seed=seed)
    ).with_columns(pl.col("unit_id") + 1, pl.col("owner_id") + 1)
    is_first = pl.col("unit_id").is_first_distinct()
    true = lines.filter(is_first)
    owners = true.filter(pl.col("owner_id").is_first_distinct())
    _load(path, "registry_owner", _owners(owners))
    _load(path, "registry_business", _businesses(true))
    return lines.filter(~is_first)


def _owners(told: pl.DataFrame) -> pl.DataFrame:
    is_new = pl.col("nik").is_first_distinct() | (pl.col("nik") == "")
    return told.select(
        id="owner_id",
        name="owner_name",
        name_folded=pl.col("owner_name").str.to_lowercase(),
        nik=pl.when(is_new).then("nik").otherwise(pl.lit("")),
        nib="nib",
        phone="phone",
        **_same(sex="", npwp="", email=""),
    )


def _businesses(told: pl.DataFrame) -> pl.DataFrame:
    sales = pl.col("sales_rupiah")
    size = (
        pl.when(sales.is_null()).then(pl.lit(""))
        .when(sales <= 2_000_000_000).then(pl.lit("MICRO"))
        .when(sales <= 15_000_000_000).then(pl.lit("SMALL"))
        .otherwise(pl.lit("MEDIUM"))
    )  # fmt: skip
    sectors = ("FOOD", "FARM", "CRAFT", "FASHION", "BEAUTY", "SERVICE", "WORKSHOP", "RETAIL")
    return told.select(
        id="unit_id",
        owner_id="owner_id",
        name="name",
        name_folded=pl.col("name").str.to_lowercase(),
        activity="activity",
        sector=pl.col("activity").hash(1).mod(len(sectors)).replace_strict(dict(enumerate(sectors))),
        kbli_code="kbli_code",
        region_id="region",
        district_id=pl.when(pl.col("district") != "").then("district"),
        district_name="district_name",
        village_name="village_name",
        address="address",
        phone="phone",
        sales_rupiah="sales_rupiah",
        size=size,
        fingerprint=pl.col("unit_id").cast(pl.String),
        **_same(
            kbli_version="2020", products_text="", prices_text="", hours_text="", channels="{}",
            permits="{}", photo_name="", size_criterion="", created_at=AT, updated_at=AT,
        ),
    )  # fmt: skip


def _same(**values: str) -> dict[str, Any]:
    return {name: pl.lit(value) for name, value in values.items()}


def _load(path: Path, table: str, told: pl.DataFrame) -> None:
    with adbc.connect(str(path)) as connection, connection.cursor() as cursor:
        cursor.adbc_ingest(
            table, told.to_arrow(compat_level=pl.CompatLevel.oldest()), mode="append"
        )
        connection.commit()
