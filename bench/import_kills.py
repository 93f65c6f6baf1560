"""An import killed at random points and begun again ends as one that was left alone."""

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

# When something was done differs from run to run, and so does what counts the runs.
UNEQUAL = {
    *("created_at", "updated_at", "received_at", "finished_at", "linked_at", "merged_at"),
    *("occasion", "at"),
}
TABLES = (
    *("registry_batch", "registry_row", "registry_finding", "registry_owner"),
    *("registry_business", "registry_merge", "registry_link", "indicators_cell"),
)
TIME_LIMIT = 900


def kill_often(home: Path, *, sheets: Path, times: int, seed: int = 7) -> dict[str, Any]:
    """Kill imports `times` times in all, each with its children's parent gone; compare the ends."""
    began = time.monotonic()
    alone = home / "alone"
    finish(alone, sheets)
    seconds = time.monotonic() - began
    wanted = dict(ends(alone))
    chance = random.Random(seed)
    killed = equal = runs = 0
    while killed < times:
        runs += 1
        place = home / f"killed-{runs}"
        for _ in range(min(3, times - killed)):
            if not kill(place, sheets, after=chance.uniform(0.1, 0.9) * seconds):
                break  # it was at its end; once more would be the same sheets sent twice
            killed += 1
        else:
            finish(place, sheets)
        equal += dict(ends(place)) == wanted
    return {"kills": killed, "runs_after_kills": runs, "same_end_after_kills": equal == runs}


def command(sheets: Path) -> list[str]:
    return [sys.executable, "-m", "laju.project.cli", "import", str(sheets / "sheets")]


def environment(home: Path) -> dict[str, str]:
    home.mkdir(exist_ok=True)
    told = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return {**told, "LAJU_HOME": str(home), "DATABASE_URL": f"sqlite:///{home}/laju.sqlite3"}


def finish(home: Path, sheets: Path) -> None:
    """Import to the end, whatever was done before."""
    subprocess.run(
        command(sheets),
        env=environment(home),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=TIME_LIMIT,
    )


def kill(home: Path, sheets: Path, *, after: float) -> bool:
    """Begin an import and kill it; say whether it was still at work."""
    with subprocess.Popen(
        command(sheets),
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True
    return False


def ends(home: Path) -> Iterator[tuple[str, str]]:
    """Yield every table with the hash of its rows, times left out."""
    with closing(sqlite3.connect(home / "laju.sqlite3")) as connection:
        for table in TABLES:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(f'"{name}"' for name in names if name not in UNEQUAL)
            digest, count = hashlib.sha256(), 0
            for row in connection.execute(f"SELECT {kept} FROM {table} ORDER BY 1"):
                digest.update(repr(row).encode())
                count += 1
            yield table, f"{count} {digest.hexdigest()}"
        left = connection.execute("PRAGMA integrity_check").fetchall()
        left += connection.execute("PRAGMA foreign_key_check").fetchall()
        indexes = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name"
        ).fetchall()
        yield "whole", f"{left} {indexes}"
