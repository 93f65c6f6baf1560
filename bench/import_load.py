"""How fast businesses get into the database: ours, `sqlite3 .import`, and Django's bulk_create."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

BULK = 20_000  # rows for Django: it is slow enough to tell


def measure_load(home: Path, *, rows: int) -> dict[str, Any]:
    """Return rows per second of each way, and how often faster ours is; best of three."""
    command = [sys.executable, "-m", "bench.import_load", str(rows), str(home)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(told.stdout.decode().strip().splitlines()[-1])
    return found


def main() -> None:
    rows, home = int(sys.argv[1]), Path(sys.argv[2])
    is_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    with tempfile.TemporaryDirectory(dir=home) as folder:
        path = Path(folder) / "laju.sqlite3"
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "laju.project.settings",
            "LAJU_HOME": folder,
            "LAJU_HTTPS": "0",
        }
        if not is_postgres:
            os.environ["DATABASE_URL"] = f"sqlite:///{path}"
        told = measured(path, rows, is_postgres=is_postgres)
    print(json.dumps(told))


def measured(path: Path, rows: int, *, is_postgres: bool) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    if is_postgres:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)

    from laju.apps.accounts.queries import system_user
    from laju.apps.indicators.actions import pause_cube
    from laju.apps.registry.actions import suspend_indexes

    frame = businesses(rows)
    pause_cube(by=system_user(), at=timezone.now())  # as the first import of a registry does
    assert suspend_indexes()
    ours, peer, django_ = [], [], []
    for _ in range(3):
        empty()
        ours.append(rows / (by_copy(frame) if is_postgres else by_adbc(path, frame)))
        if not is_postgres:
            empty()
            peer.append(rows / by_shell(path, frame))
        empty()
        django_.append(BULK / by_django(frame.head(BULK)))
    found = {
        "load_rows_per_second": round(max(ours)),
        "bulk_create_rows_per_second": round(max(django_)),
        "ratio_bulk_create": round(max(ours) / max(django_), 1),
    }
    if is_postgres:
        return {**found, "ratio_peer": found["ratio_bulk_create"]}
    return {
        **found,
        "sqlite3_import_rows_per_second": round(max(peer)),
        "ratio_peer": round(max(ours) / max(peer), 2),
    }


def businesses(rows: int) -> Any:
    """Return businesses as an import stores them, all of one owner."""
    import polars as pl
    from django.db import connection

    from laju.apps.registry.models import Business
    from laju.engines.synthesis import synthesise_linkage

    told = pl.DataFrame(synthesise_linkage(businesses=rows, seed=1)).head(rows)
    given = {
        "id": pl.int_range(1, rows + 1),
        "owner_id": pl.lit(1),
        "name_folded": pl.col("name").str.to_lowercase(),
        "region_id": pl.col("region"),
        "district_id": pl.lit(None, dtype=pl.String),
        "sector": pl.lit("FOOD"),
        "channels": pl.lit("{}"),
        "permits": pl.lit("{}"),
        "fingerprint": pl.col("name").hash().cast(pl.String).str.pad_start(64, "0"),
        "created_at": pl.lit("2026-01-01 00:00:00"),
        "updated_at": pl.lit("2026-01-01 00:00:00"),
    }
    kept = set(told.columns) - {"id", "owner_id"}
    columns = []
    for field in Business._meta.concrete_fields:
        name = field.column
        if name in given:
            columns.append(given[name].alias(name))
        elif name in kept:
            columns.append(pl.col(name))
        else:
            blank = pl.lit(None, dtype=pl.Int64) if field.null else pl.lit("")
            columns.append(blank.alias(name))
    with connection.cursor() as cursor:  # the shell reads columns by place
        order = [
            column.name
            for column in connection.introspection.get_table_description(
                cursor, Business._meta.db_table
            )
        ]
    return told.select(columns).select(order)


def empty() -> None:
    from django.db import connection

    from laju.apps.registry.models import Owner

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # no index says quickly that nothing points at a row
            cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("DELETE FROM registry_business")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=ON")
    Owner.objects.get_or_create(pk=1, defaults={"name": "Ani"})


def by_adbc(path: Path, frame: Any) -> float:
    from laju.engines.aside import Aside
    from laju.engines.loading import Insert, load_sqlite, packed

    with Aside() as aside:
        aside.do(load_sqlite, path=path, changes=[])  # the process stands ready in an import too
        began = time.perf_counter()
        aside.do(load_sqlite, path=path, changes=packed([Insert("registry_business", frame)]))
        return time.perf_counter() - began


def by_copy(frame: Any) -> float:
    from django.db import transaction

    from laju.apps.registry.actions.storing import write
    from laju.engines.loading import Insert

    began = time.perf_counter()
    with transaction.atomic():
        write(changes=[Insert("registry_business", frame)])
    return time.perf_counter() - began


def by_shell(path: Path, frame: Any) -> float:
    """Let the SQLite shell read a CSV, written beforehand."""
    csv = path.with_suffix(".csv")
    frame.write_csv(csv, include_header=False)
    settings = "PRAGMA synchronous=NORMAL"
    began = time.perf_counter()
    subprocess.run(
        ["sqlite3", "-cmd", settings, "-csv", str(path), f".import {csv} registry_business"],
        check=True,
    )
    return time.perf_counter() - began


def by_django(frame: Any) -> float:
    from laju.apps.registry.models import Business

    things = [
        Business(**{**line, "channels": {}, "permits": {}, "created_at": AT, "updated_at": AT})
        for line in frame.iter_rows(named=True)
    ]
    began = time.perf_counter()
    Business.objects.bulk_create(things, batch_size=500)
    return time.perf_counter() - began


AT = "2026-01-01T00:00:00Z"

if __name__ == "__main__":
    main()
