"""What the second wall costs among all businesses of a province, on PostgreSQL.

python -m bench.wall --rows 1166918: made-up businesses in 33 regions; a member of staff of one region
reads one business, a page of 50 in order of name, a search by telephone and the count of the region,
with the page's own filter, first without and then behind the wall, by turns. `ratio_peer` is the time
without over the time behind: 1 means that the wall is free. Needs a PostgreSQL server: DATABASE_URL,
or the local one; it makes a database of its own and drops it.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

LOCAL = "postgres://postgres@127.0.0.1:5432/postgres"
NAME = "laju_bench_wall"
ROUNDS, SAMPLE = 30, 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_166_918)
    options = parser.parse_args()
    import psycopg

    server = os.environ.get("DATABASE_URL") or LOCAL
    try:
        admin = psycopg.connect(server, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        print(json.dumps({"bench": "wall", "skipped": f"no PostgreSQL server: {error}"[:200]}))
        return
    admin.execute(f"DROP DATABASE IF EXISTS {NAME}")
    admin.execute(f"CREATE DATABASE {NAME}")
    try:
        os.environ["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{NAME}"
        print(json.dumps(measure(options.rows)))
    finally:
        admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def measure(rows: int) -> dict[str, Any]:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "laju.project.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from laju.apps.accounts.models import User
    from laju.apps.accounts.queries import within_scope
    from laju.apps.privacy.wall import behind_wall, has_wall
    from laju.apps.registry.models import Business

    call_command("migrate", verbosity=0)
    assert has_wall(), "the account may not create roles"
    fill(connection, rows)
    user = User.objects.create(username="medan", role="AGENCY")
    user.regions.set(["12.71"])
    mine = Business.objects.filter(within_scope(user=user))
    keys = list(mine.values_list("pk", flat=True)[:SAMPLE])
    phones = list(mine.filter(pk__in=keys).values_list("phone", flat=True))
    asked: dict[str, Callable[[], object]] = {
        "one": lambda: [mine.get(pk=key) for key in keys],
        "page": lambda: list(mine.order_by("name_folded", "pk")[:50]),
        "phone": lambda: [mine.filter(phone=phone).first() for phone in phones],
        "count": mine.count,
    }
    told: dict[str, Any] = {"bench": "wall", "rows": rows, "in_region": mine.count()}
    for name, ask in asked.items():
        times: dict[bool, list[float]] = {False: [], True: []}
        for _ in range(ROUNDS):
            for is_walled in (False, True):
                with behind_wall(user=user) if is_walled else nullcontext():
                    start = time.perf_counter()
                    ask()
                    times[is_walled].append(time.perf_counter() - start)
        plain, walled = (statistics.median(times[each]) for each in (False, True))
        told[f"{name}_ms"] = round(walled * 1000, 2)
        told[f"{name}_ratio_peer"] = round(plain / walled, 2)
        print(f"{name:6} without {plain * 1000:8.2f} ms, behind {walled * 1000:8.2f} ms")
    start = time.perf_counter()
    for _ in range(200):
        with behind_wall(user=user):
            pass
    told["request_ms"] = round((time.perf_counter() - start) / 200 * 1000, 3)
    told["ratio_peer"] = min(told[f"{name}_ratio_peer"] for name in asked)
    return told


def fill(connection: Any, rows: int) -> None:
    """Write made-up businesses in one statement each, past the triggers, over 33 regions."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "SELECT array_agg(code ORDER BY code) FROM regions_region WHERE code LIKE '12._%'"
        )
        (codes,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO registry_owner (id, name, name_folded, sex, nik, nib, npwp, phone, email)"
            " SELECT n, 'Pemilik ' || n, 'pemilik ' || n, '', '', '', '', '', ''"
            " FROM generate_series(1, %s) n",
            [rows],
        )
        empty = ["activity", "kbli_version", "kbli_code", "district_name", "village_name", "address", "products_text", "prices_text", "hours_text", "photo_name", "size", "size_criterion"]  # fmt: skip
        cursor.execute(
            f"INSERT INTO registry_business (id, owner_id, name, name_folded, sector, region_id, phone,"
            f" channels, permits, fingerprint, created_at, updated_at, {', '.join(empty)})"
            " SELECT n, n, 'Usaha ' || md5(n::text), 'usaha ' || md5(n::text), 'FOOD',"
            " (%s::text[])[1 + n %% cardinality(%s::text[])], '+62812' || lpad(n::text, 8, '0'),"
            f" '{{}}', '{{}}', md5(n::text), now(), now(), {', '.join(['%s'] * len(empty))}"
            " FROM generate_series(1, %s) n",
            [codes, codes, *[""] * len(empty), rows],
        )
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE registry_business")
        cursor.execute("ANALYZE registry_owner")


if __name__ == "__main__":
    main()
