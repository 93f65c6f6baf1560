"""Workers killed with -9 at random moments: is every effect there exactly once, and nothing stuck?

python -m bench.kills --kills 200: two workers at a time do small jobs whose only effect is a row;
at random moments one is killed with -9 and another takes its place. In the end every job must have
exactly one row. The same on PostgreSQL when DATABASE_URL names a server. The peer is the rate of a
bare loop that inserts and commits the same rows in one process that nobody kills.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 0.03  # of a job's work between its effect and its end, so that kills hit the middle


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=0, help="0: as many as the kills need")
    parser.add_argument("--seed", type=int, default=2027)
    options = parser.parse_args()
    jobs = options.jobs or options.kills * 20
    with tempfile.TemporaryDirectory(prefix="laju-kills-") as folder:
        os.environ.setdefault("LAJU_HOME", folder)
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/kills.sqlite3"
        prepare()
        result = run(options.kills, jobs, random.Random(options.seed))
    print(json.dumps({"benchmark": "kills", **result}))


def prepare() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "laju.project.settings"
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_effect (word integer NOT NULL)")


def run(kills: int, jobs: int, chance: random.Random) -> dict[str, object]:
    from django.db import connection, transaction

    from bench.kills_tasks import leave_mark
    from laju.apps.jobs.models import Job

    with transaction.atomic():
        for number in range(jobs):
            leave_mark.enqueue(word=number, seconds=SECONDS)
    began, killed = time.perf_counter(), 0
    workers = [start(), start()]
    while killed < kills and Job.objects.filter(status__in=("READY", "RUNNING")).exists():
        time.sleep(chance.uniform(0.3, 1.2))
        victim = chance.randrange(2)
        os.kill(workers[victim].pid, signal.SIGKILL)
        workers[victim].wait()
        killed += 1
        workers[victim] = start()
    deadline = time.perf_counter() + 300
    while Job.objects.filter(status__in=("READY", "RUNNING")).exists():
        if time.perf_counter() > deadline:
            break
        time.sleep(0.2)
    seconds = time.perf_counter() - began
    for worker in workers:
        worker.terminate()
        worker.wait()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT word) FROM bench_effect")
        rows, distinct = cursor.fetchone()
        bare = bare_loop(cursor, jobs)
    stuck = Job.objects.exclude(status="SUCCESSFUL").count()
    retried = sum(len(names) > 1 for names in Job.objects.values_list("workers", flat=True))
    return {
        "kills": killed,
        "jobs": jobs,
        "lost": jobs - distinct,
        "doubled": rows - distinct,
        "stuck": stuck,
        "begun_again": retried,
        "seconds": round(seconds, 1),
        "ratio_limit": round(seconds / bare, 1),
    }


def start() -> subprocess.Popen[bytes]:
    root = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "laju.project.cli", "work"]
    return subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL)


def bare_loop(cursor: object, jobs: int) -> float:
    """Return the seconds of the same work by one process that is left alone."""
    began = time.perf_counter()
    for number in range(jobs):
        cursor.execute("INSERT INTO bench_effect (word) VALUES (%s)", [number])  # type: ignore[attr-defined]
        time.sleep(SECONDS)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
