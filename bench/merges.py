"""Twins of a whole registry: found, merged and queued; a sheet of new rows; one merge split again.

python -m bench.merges --businesses 1166918 [--store postgresql]: a synthetic registry in which
nothing was matched but equal NIKs. The peer merges pair by pair through objects, as an ordinary
application would; the limit is the database setting one pointer per merge and nothing else. In the
end every record must lead where its merges say, and the numbers must add up. Last line: JSON.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from typing import Any

from bench.cubes import database

SEED, PEER, SHEET = 2027, 300, 5_000
SPLITS = 50
OWNER = "id name name_folded sex nik nib npwp phone email"
BUSINESS = (
    "id owner_id name name_folded activity kbli_code region_id district_name village_name address "
    "phone sales_rupiah fingerprint created_at updated_at sector kbli_version channels permits "
    "products_text prices_text hours_text photo_name size size_criterion"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=50_000)
    parser.add_argument("--store", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(run(options.businesses)))
        return
    with database(options.store) as (url, folder):
        if not url:
            print(json.dumps({"skipped": "no PostgreSQL server"}))
            return
        more = {
            "DATABASE_URL": url,
            "LAJU_HOME": folder,
            "LAJU_HTTPS": "0",
            "DJANGO_SETTINGS_MODULE": "laju.project.settings",
        }
        command = [sys.executable, "-m", "bench.merges", "--inside"]
        command += ["--businesses", str(options.businesses)]
        done = subprocess.run(command, env=os.environ | more, stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps({"benchmark": "merges", "store": options.store, **told}))


def run(businesses: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command

    from laju.apps.accounts.queries import system_user
    from laju.apps.registry.actions import link_registry
    from laju.apps.registry.models import Business, Link, Merge
    from laju.apps.registry.queries import broken_merges, find_links
    from tests.factories import AT

    call_command("migrate", verbosity=0)
    truth = load(businesses)
    by = system_user()
    found, find_s = clock(find_links)
    linked, link_s = clock(lambda: link_registry(found=found, by=by, at=AT))
    merges = linked.businesses_merged + linked.owners_merged
    gone = dict(Merge.objects.filter(kind="BUSINESS").values_list("gone", "kept"))
    right = sum(truth[key] == truth[kept] for key, kept in gone.items())
    split_ms = measure_splits(by, AT)
    told = {
        "businesses": businesses,
        "find_s": round(find_s, 1),
        "link_s": round(link_s, 2),
        "businesses_merged": linked.businesses_merged,
        "owners_merged": linked.owners_merged,
        "proposed": linked.proposed,
        "merges_per_s": round(merges / link_s),
        "merged_rightly": round(right / max(len(gone), 1), 4),
        "split_p95_ms": split_ms,
        "new_sheet_s": round(new_sheet(by, AT), 2),
        "broken": sum(broken_merges().values()),
        "adds_up": Business.objects.count() + standing_merges() == len(truth),
        "waiting": Link.objects.filter(status="PROPOSED").count(),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    peer = one_by_one(by, AT)
    limit = pointers_only(merges)
    return told | {
        "ratio_peer": round(peer / (link_s / max(merges, 1)), 1),
        "ratio_limit": round(link_s / limit, 1),
    }


def clock(work: Any) -> tuple[Any, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def standing_merges() -> int:
    from laju.apps.registry.models import Merge

    return Merge.objects.filter(kind="BUSINESS", undone_at=None).count()


def load(businesses: int) -> dict[int, int]:
    """Fill the registry as an import does that knows people by NIK only; return the true units."""
    from django.db import connection, transaction

    from laju.core.identity.names import folded_name, folded_person
    from laju.engines.synthesis import synthesise_linkage
    from tests.factories import AT

    lines = synthesise_linkage(businesses=businesses, seed=SEED).to_pylist()
    first: dict[str, int] = {}
    owners, units, truth = [], [], {}
    for line in lines:
        key = line["id"] + 1
        truth[key] = line["unit_id"]
        owner = first.setdefault(line["nik"], key) if line["nik"] else key
        if owner == key:
            name = line["owner_name"]
            owners.append((key, name, folded_person(name), "", line["nik"], line["nib"], "", line["phone"], ""))  # fmt: skip
        units.append(
            (
                key, owner, line["name"], folded_name(line["name"]), line["activity"],
                line["kbli_code"], line["region"], line["district_name"], line["village_name"],
                line["address"], line["phone"], line["sales_rupiah"], f"{key:064d}", AT, AT,
                "OTHER", "2020", "{}", "{}", *[""] * 6,
            )
        )  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        fill(cursor, "registry_owner", OWNER, owners)
        fill(cursor, "registry_business", BUSINESS, units)
        cursor.execute("ANALYZE")
    return truth


def fill(cursor: Any, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    names = columns.split()
    blanks = ", ".join(["%s"] * len(names))
    cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({blanks})", rows)


def measure_splits(by: Any, at: Any) -> float:
    from laju.apps.registry.actions import split
    from laju.apps.registry.models import Merge

    told = sorted(
        1000 * clock(lambda m=merge: split(merge=m, by=by, at=at))[1]
        for merge in Merge.objects.filter(undone_at=None).order_by("?")[:SPLITS]
    )
    return round(told[int(0.95 * (len(told) - 1))], 1) if told else 0.0


def new_sheet(by: Any, at: Any) -> float:
    """Return the seconds for comparing the last rows as if a sheet had just brought them."""
    from laju.apps.registry.actions import link_registry
    from laju.apps.registry.models import Batch, Business, Row
    from laju.apps.registry.queries import find_links

    batch = Batch.objects.create(
        file_name="baru.csv", sha256="x", status="DONE", received_by="x", received_at=at
    )
    keys = Business.everything.order_by("-pk").values_list("pk", flat=True)[:SHEET]
    Row.objects.bulk_create(
        Row(batch=batch, number=n, cells=[], outcome="CREATED", business_id=key)
        for n, key in enumerate(keys)
    )
    start = time.perf_counter()
    link_registry(found=find_links(batches=[batch]), batch=batch, by=by, at=at)
    return time.perf_counter() - start


def one_by_one(by: Any, at: Any) -> float:
    """Return the seconds per merge, pair by pair, through objects."""
    from django.db import transaction

    from laju.apps.registry.models import Business, Merge

    rows = list(Business.objects.order_by("-pk")[: 2 * PEER])
    with transaction.atomic():
        start = time.perf_counter()
        for kept, gone in zip(rows[::2], rows[1::2], strict=False):
            kept.phone = kept.phone or gone.phone
            kept.save()
            gone.merged_into = kept
            gone.save()
            Business.everything.filter(merged_into=gone).update(merged_into=kept)
            Merge.objects.create(
                kind="BUSINESS", kept=kept.pk, gone=gone.pk, merged_by=by.username, merged_at=at
            )
        seconds = time.perf_counter() - start
        transaction.set_rollback(True)
    return seconds / (len(rows) // 2)


def pointers_only(merges: int) -> float:
    """Return the seconds the database alone takes to set as many pointers, taken back after."""
    from django.db import connection, transaction

    from laju.apps.registry.models import Business

    keys = list(Business.objects.order_by("pk").values_list("pk", flat=True)[: merges + 1])
    lines = [(keys[0], key) for key in keys[1:]]
    with transaction.atomic(), connection.cursor() as cursor:
        start = time.perf_counter()
        cursor.executemany("UPDATE registry_business SET merged_into_id = %s WHERE id = %s", lines)
        seconds = time.perf_counter() - start
        transaction.set_rollback(True)
    return seconds * merges / max(len(lines), 1)


if __name__ == "__main__":
    main()
