"""Counts by region, size, sector and level: kept cells against counting rows, and numpy's bincount.

python -m bench.cubes --rows 1166918: a registry of that size on SQLite, and on PostgreSQL when a
server answers (DATABASE_URL, else 127.0.0.1). The peer is the same question put to the table of
businesses, as any report would; the limit is numpy adding up whole numbers that already lie in
memory. All cells must equal a recount. The last line is JSON.
"""

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

REGIONS = 33
SECTORS = ("FOOD", "FARM", "CRAFT", "FASHION", "BEAUTY", "SERVICE", "WORKSHOP", "RETAIL", "OTHER")
SIZES = ("MICRO", "MICRO", "MICRO", "SMALL", "MEDIUM", "LARGE", "")
LEVELS = (0, 0, 0, 0, 1, 1, 2, 3)
UPDATES, ROUNDS = 5000, 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--store", choices=["sqlite", "postgresql"], help="only this one")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(run(options.rows)))
        return
    result: dict[str, Any] = {"benchmark": "cubes", "rows": options.rows}
    for store in ("sqlite", "postgresql"):
        if options.store in {None, store}:
            with database(store) as (url, folder):
                result[store] = in_process(options.rows, url, folder) if url else "no server"
    first = next(told for told in result.values() if isinstance(told, dict))
    names = (
        "p95_ms",
        "p95_cpu_ms",
        "slice_p95_ms",
        "updates_s",
        "wrong_cells",
        "ratio_peer",
        "ratio_limit",
    )
    print(json.dumps(result | {name: first[name] for name in names}))


@contextlib.contextmanager
def database(store: str) -> Iterator[tuple[str, str]]:
    """Yield the address of an empty database and a folder; no address without a server."""
    shared = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="laju-cubes-", dir=shared) as folder:
        if store == "sqlite":
            yield f"sqlite:///{folder}/cubes.sqlite3", folder
            return
        import psycopg

        given = os.environ.get("DATABASE_URL", "")
        server = given if given.startswith("postgres") else "postgres://postgres@127.0.0.1/postgres"
        name = f"laju_bench_{os.getpid()}"
        try:
            maintenance = psycopg.connect(server, autocommit=True, connect_timeout=3)
        except psycopg.OperationalError:
            yield "", folder
            return
        maintenance.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}", folder
        finally:
            maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")
            maintenance.close()


def in_process(rows: int, url: str, folder: str) -> dict[str, Any]:
    more = {
        "DATABASE_URL": url,
        "LAJU_HOME": folder,
        "DJANGO_SETTINGS_MODULE": "laju.project.settings",
    }
    command = [sys.executable, "-m", "bench.cubes", "--inside", "--rows", str(rows)]
    done = subprocess.run(command, env=os.environ | more, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def run(rows: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from laju.apps.accounts.queries import system_user
    from laju.apps.indicators.actions import rebuild_cube
    from laju.apps.indicators.queries import cells_by, differences
    from laju.apps.indicators.queries.cubes import COUNT_ROWS
    from laju.engines.cubes import DIMENSIONS, Slicer
    from laju.web.journey.snapshots import take_snapshot

    call_command("migrate", verbosity=0)
    told: dict[str, Any] = {}
    load_s = clock(lambda: load(rows))
    told["load_with_triggers_s"] = round(load_s, 2)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def from_rows() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(COUNT_ROWS)
            return cursor.fetchall()

    chance = random.Random(2027)
    cuts = [cut(chance, cells_by()) for _ in range(ROUNDS)]
    full = [1000 * clock(cells_by) for _ in range(ROUNDS)]
    own = [1000 * clock(cells_by, by=time.process_time) for _ in range(ROUNDS)]
    peer = [1000 * clock(from_rows) for _ in range(5)]
    limit = bincount(from_rows_codes())
    slices = [1000 * clock(lambda c=c: cells_by(dimensions=c[0], where=c[1])) for c in cuts]
    told |= {
        "cells": len(cells_by()),
        "p50_ms": middle(full),
        "p95_ms": high(full),
        "p95_cpu_ms": high(own),  # of this process: SQLite whole, of PostgreSQL the client
        "slice_p95_ms": high(slices),
        "row_table_p50_ms": middle(peer),
        "bincount_p50_ms": round(limit, 2),
        "ratio_peer": round(sorted(peer)[2] / sorted(full)[ROUNDS // 2], 1),
        "ratio_limit": round(sorted(full)[ROUNDS // 2] / limit, 2),
    }
    told["updates_s"] = round(clock(lambda: update(rows)), 3)
    told["recount_s"] = round(clock(differences), 2)
    told["wrong_cells"] = len(differences())
    by, at = system_user(), timezone.now()
    told["rebuild_changed"] = 0
    told["rebuild_s"] = round(
        clock(lambda: told.update(rebuild_changed=rebuild_cube(by=by, at=at))), 2
    )
    started = time.perf_counter()
    snapshot = take_snapshot(by=by, at=at)
    told["snapshot_s"] = round(time.perf_counter() - started, 2)
    with Slicer(snapshot.table("businesses")) as slicer:
        cuts = [cut(chance, cells_by(), DIMENSIONS) for _ in range(ROUNDS)]
        parquet = [
            1000 * clock(lambda c=c: slicer.count(dimensions=c[0], where=c[1])) for c in cuts
        ]
    told |= {"snapshot_slice_p50_ms": middle(parquet), "snapshot_slice_p95_ms": high(parquet)}
    return told


def load(rows: int) -> None:
    """Fill the registry with SQL of its own, so that only the triggers are ours."""
    from django.db import connection, transaction

    from laju.apps.regions.models import Region

    codes = list(Region.objects.filter(province="12").values_list("pk", flat=True))[:REGIONS]
    if connection.vendor == "sqlite":
        series = f"WITH RECURSIVE g(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM g WHERE v < {rows})"
        source = "g"
    else:
        series, source = "", f"generate_series(1::bigint, {rows}) g(v)"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_owner (id, name, name_folded, sex, nik, nib, npwp, phone, email) "
            "VALUES (1, 'Ani', 'ani', '', '', '', '', '', '')"
        )
        mixed = "(v * 7919 + v / 13)"  # spreads the kinds evenly, the same on every machine
        cursor.execute(f"""
          INSERT INTO registry_business (id, owner_id, name, name_folded, activity, sector,
            kbli_version, kbli_code, region_id, district_name, village_name, address, phone,
            products_text, prices_text, hours_text, channels, permits, photo_name, size,
            size_criterion, fingerprint, created_at, updated_at) {series}
          SELECT v, 1, 'Keripik ' || v, 'keripik ' || v, 'jual keripik',
            {pick(SECTORS, f"{mixed} / 7")}, '2020', CASE WHEN v % 3 = 0 THEN '10794' ELSE '47111' END,
            {pick(codes, mixed)}, '', '', 'Jalan Pasar', '', '', '', '', '{{}}', '{{}}', '',
            {pick(SIZES, f"{mixed} / 31")}, '', 'x' || v, '2026-11-01 00:00:00', '2026-11-01 00:00:00'
          FROM {source}""")
        cursor.execute(f"""
          INSERT INTO indicators_measure (business_id, "on", level, evidence, next_step)
          SELECT id, '2026-11-20', {pick(LEVELS, "(id * 31 + id / 17)")}, '[]', ''
          FROM registry_business WHERE id % 20 <> 0""")


def pick(values: Any, number: str) -> str:
    """Return SQL that chooses one of the values by a number."""
    cases = " ".join(f"WHEN {n} THEN {value!r}" for n, value in enumerate(values))
    return f"CASE ({number}) % {len(values)} {cases} END"


def update(rows: int) -> None:
    """Move 5,000 businesses to another cell, one statement each, in one transaction."""
    from django.db import connection, transaction

    step = max(rows // UPDATES, 1)
    moved = [
        (SIZES[number % len(SIZES)], SECTORS[number % len(SECTORS)], 1 + number * step)
        for number in range(min(UPDATES, rows))
    ]
    sql = "UPDATE registry_business SET size = %s, sector = %s WHERE id = %s"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(sql, moved)


def cut(
    chance: random.Random, cells: dict[Any, int], dimensions: tuple[str, ...] = ()
) -> tuple[list[str], dict[str, list[Any]]]:
    """Choose a slice: one to three dimensions to see, up to two to narrow."""
    names = ("region", "size", "sector", "level")
    some = dict(zip(names, chance.choice(list(cells)), strict=True))
    kept = chance.sample(names, chance.randint(0, 2))
    shown = chance.sample(dimensions or names, chance.randint(1, 3))
    return shown, {name: [some[name]] for name in kept}


def from_rows_codes() -> list[Any]:
    """Return every business as four small numbers, as a program in memory would hold them."""
    import numpy as np
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT b.region_id, b.size, b.sector, m.level FROM registry_business b "
                       "LEFT JOIN indicators_measure m ON m.business_id = b.id")  # fmt: skip
        columns = list(zip(*cursor.fetchall(), strict=True))
    codes = []
    for column in columns:
        known = {value: code for code, value in enumerate(dict.fromkeys(column))}
        codes.append((np.fromiter((known[v] for v in column), np.int32), len(known)))
    return codes


def bincount(codes: list[Any]) -> float:
    """Return the milliseconds numpy needs to count every cell from four columns of numbers."""
    import numpy as np

    def count() -> None:
        whole, cells = codes[0]
        for column, size in codes[1:]:
            whole, cells = whole * size + column, cells * size
        np.bincount(whole, minlength=cells)

    times = sorted(1000 * clock(count) for _ in range(9))
    return times[len(times) // 2]


def clock(work: Callable[[], object], by: Callable[[], float] = time.perf_counter) -> float:
    started = by()
    work()
    return by() - started


def middle(times: list[float]) -> float:
    return round(sorted(times)[len(times) // 2], 2)


def high(times: list[float]) -> float:
    return round(sorted(times)[int(len(times) * 0.95)], 2)


if __name__ == "__main__":
    main()
