"""33 sheets to a registry in use: python -m bench.import_ [--rows 1166918] [--kills 20].

The sheets of a synthetic province are checked, matched, stored, linked, indexed and counted, in a
process of its own on an empty database: SQLite, or PostgreSQL where DATABASE_URL names one that may
be emptied. Then every row and every injected fault is looked for. `ratio_peer`: time of
`sqlite3 .import` over that of our load, of the same businesses into the same table; on PostgreSQL,
of `bulk_create`. `ratio_limit`: seconds over the 60 a province may take, in proportion to the rows.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from bench import import_kills, import_load

PROVINCE, SECONDS = 1_166_918, 60.0
SEED = 20_260


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--kills", type=int, default=0, help="kill it so often, on 40,000 rows")
    parser.add_argument("--keep", type=Path, help="folder for the sheets, kept for the next run")
    parser.add_argument("--no-load", action="store_true", help="leave the load's peers out")
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(run(options.run)))
        return
    with tempfile.TemporaryDirectory(prefix="laju-bench-") as folder:
        home = Path(folder)
        sheets = (options.keep or home) / f"sheets-{options.rows}"
        made = make_province(sheets, options.rows)
        told = measure(home / "whole", sheets)
        result = {
            "benchmark": "import",
            "database": "postgresql" if is_postgres() else "sqlite",
            **told,
            "rows_per_second": round(told["rows"] / told["seconds"]),
            "ratio_limit": round(told["seconds"] / (SECONDS * told["rows"] / PROVINCE), 2),
            "reconciled": told["rows"] == made["rows"] == told["rows_stored"] == told["outcomes"]
            and not told["left_over"],
        }
        if not options.no_load:
            result |= import_load.measure_load(home, rows=min(options.rows, 200_000))
        if options.kills:
            few = make_province(home / "few", 40_000)["folder"]
            result |= import_kills.kill_often(home, sheets=Path(few), times=options.kills)
    print(json.dumps(result))


def make_province(folder: Path, rows: int) -> dict[str, Any]:
    """Write the sheets, unless they are there."""
    facts = folder / "facts.json"
    if not facts.exists():
        from laju.engines.synthesis import write_province

        shutil.rmtree(folder, ignore_errors=True)
        province = write_province(businesses=rows, seed=SEED, folder=folder / "sheets")
        facts.write_text(
            json.dumps(
                {
                    "folder": str(folder),
                    "rows": province.rows,
                    "faults": province.faults,
                    "rejected": province.rejected,
                }
            )
        )
    told: dict[str, Any] = json.loads(facts.read_text())
    return told


def is_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def environment(home: Path) -> dict[str, str]:
    told = {**os.environ, "LAJU_HOME": str(home), "LAJU_HTTPS": "0"}
    told["DJANGO_SETTINGS_MODULE"] = "laju.project.settings"
    if not is_postgres():
        told["DATABASE_URL"] = f"sqlite:///{home}/laju.sqlite3"
    return told


def measure(home: Path, sheets: Path) -> dict[str, Any]:
    """Import in a process of its own and watch the memory of it and its children."""
    command = [sys.executable, "-m", "bench.import_", "--run", str(sheets)]
    home.mkdir()
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE) as process:
        peak = [0.0]
        watch = threading.Thread(target=watch_memory, args=(process.pid, peak), daemon=True)
        watch.start()
        assert process.stdout is not None
        said = process.stdout.read().decode()
    if process.returncode:
        raise SystemExit(process.returncode)
    return {**json.loads(said.strip().splitlines()[-1]), "peak_mb": round(peak[0])}


def watch_memory(pid: int, peak: list[float]) -> None:
    """Note the most memory a process and its children have at once, shared pages in part."""
    while Path(f"/proc/{pid}").exists():
        peak[0] = max(peak[0], sum(map(memory_of, family(pid))) / 1024)
        time.sleep(0.1)


def family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def memory_of(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return float(next((line.split()[1] for line in lines if line.startswith("Pss:")), 0))


def run(folder: Path) -> dict[str, Any]:
    """Import the sheets of a province into an empty database, step by step."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)

    from laju.apps.accounts.queries import system_user
    from laju.apps.registry.models import Row
    from laju.apps.registry.queries import reconcile, reconcile_businesses
    from laju.web.journey.checking import check_sources, expand
    from laju.web.journey.sheets import finish_import, receive_sources
    from laju.web.progress import Progress

    by = system_user()
    progress = Progress(sys.stderr)
    began = time.perf_counter()
    with progress.step("check", "check", 33) as bar:
        paths = expand([folder / "sheets"])
        sources, unreadable = check_sources(paths, region=None, advance=bar.advance)
    with progress.step("store", "store", 0) as bar:
        batches = receive_sources(sources, by=by, advance=bar.advance)
    linked = finish_import(sources=sources, batches=batches, by=by, progress=progress)
    seconds = time.perf_counter() - began
    sums = reconcile(batches=batches)
    return {
        "rows": sums.pop("rows_in"),
        "files": len(sources),
        "unreadable": len(unreadable),
        "seconds": round(seconds, 1),
        "seconds_per_step": {name: round(took, 1) for name, took in progress.seconds.items()},
        "rows_stored": Row.objects.count(),
        "outcomes": sum(sums.values()),
        **sums,
        "merged": linked.businesses_merged,
        "proposed": linked.proposed,
        "left_over": reconcile_businesses()["apart"],
        **count_faults(folder),
    }


def count_faults(folder: Path) -> dict[str, int]:
    """Return how many injected faults there are, and how many are told with row, column, reason."""
    import polars as pl

    from laju.apps.registry.models import Batch, Finding

    truth = pl.read_parquet(folder / "sheets" / "truth.parquet")
    faults = truth.filter(pl.col("fault") != "", pl.col("outcome") != "")
    fields = {
        (batch.file_name, title[:120]): field
        for batch in Batch.objects.all()
        for title, field in zip(batch.header, batch.fields, strict=True)
        if field
    }
    severities = {"REJECTED": "ERROR", "WARNING": "WARNING", "REPAIRED": "REPAIRED"}
    told = {
        (file, number, severity, fields.get((file, column), column))
        for file, number, severity, column, reason, remedy in Finding.objects.values_list(
            "row__batch__file_name", "row__number", "severity", "column", "reason", "remedy"
        )
        if reason and remedy
    }
    reported = sum(
        (file, number, severities[outcome], field) in told
        for file, number, outcome, field in faults.select(
            "file", "number", "outcome", "field"
        ).iter_rows()
    )
    return {"errors_injected": faults.height, "errors_reported": reported}


if __name__ == "__main__":
    main()
