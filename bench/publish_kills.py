"""Publishing killed at random moments: python -m bench.publish_kills [--kills 200] [--sites 400].

Two processes publish the same sites again and again, each time in another version (its number stands
on every page); after a random time both are killed with SIGKILL and every site on disk is read as a
visitor would meet it. A site must have all its pages, whole, and all of one version. Last line: JSON.
"""

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import count
from pathlib import Path

from bench.publish import inputs, record
from laju.engines.sites import render_site, sweep_staging, write_batch

PAGES = ("index.html", "penawaran.html")
NEEDED = (*PAGES, "gaya.css", "belanja.js")
VERSION = re.compile(rb"versi (\d+)\.")
BATCH = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sites", type=int, default=400)
    parser.add_argument("--publish", nargs=3, metavar=("ROOT", "PART", "FIRST"))
    asked = parser.parse_args()
    if asked.publish:
        root, part, first = asked.publish
        publish_for_ever(Path(root), int(part), int(first), asked.sites)
    fast = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=fast if fast.is_dir() else None) as folder:
        print(json.dumps(kill_often(Path(folder), asked.kills, asked.sites)))


def publish_for_ever(root: Path, part: int, first: int, sites: int) -> None:
    """Write one half of the sites in one version after another; the first batch says it began."""
    for version in count(first):
        for _ in write_batch(root=root, sites=site_pages(part, version, sites), batch=BATCH):
            sys.stdout.write(".")
            sys.stdout.flush()


def site_pages(part: int, version: int, sites: int):
    for number in range(part, sites, 2):
        told = inputs(record(number)) | {"programme": f"versi {version}."}
        yield f"usaha-{number}", render_site(**told)


def kill_often(folder: Path, kills: int, sites: int) -> dict[str, object]:
    root, chance = folder / "sites", random.Random(11)
    for part in (0, 1):
        list(write_batch(root=root, sites=site_pages(part, 0, sites)))
    found: Counter[str] = Counter()
    began, written = time.perf_counter(), 0
    for turn in range(kills):
        first = 1 + turn * 1000
        workers = [start(root, part, first, sites) for part in (0, 1)]
        for worker in workers:
            assert worker.stdout is not None
            worker.stdout.read(1)  # both have put a first batch in place, and go on
        time.sleep(chance.uniform(0, 0.25))
        for worker in workers:
            os.kill(worker.pid, signal.SIGKILL)
        for worker in workers:
            written += 1 + len(worker.communicate()[0])
        found.update(faults(root, sites))
        sweep_staging(root)
    return {
        "benchmark": "publish_kills",
        "kills": kills,
        "processes_killed": 2 * kills,
        "sites": sites,
        "sites_written": written,
        **{name: found[name] for name in ("missing", "empty", "truncated", "mixed")},
        "left_over": len(list(root.glob(".laju-staging-*"))),
        "seconds": round(time.perf_counter() - began, 1),
    }


def start(root: Path, part: int, first: int, sites: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bench.publish_kills", "--sites", str(sites)]
    command += ["--publish", str(root), str(part), str(first)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def faults(root: Path, sites: int) -> Counter[str]:
    """Return how many sites are missing a file, empty, cut short, or of two versions."""
    found: Counter[str] = Counter()
    for number in range(sites):
        folder = root / f"usaha-{number}"
        try:
            files = {name: (folder / name).read_bytes() for name in NEEDED}
        except FileNotFoundError:
            found["missing"] += 1
            continue
        pages = [files[name] for name in PAGES]
        found["empty"] += any(not content for content in files.values())
        found["truncated"] += any(not page.endswith(b"</html>") for page in pages)
        found["mixed"] += len({VERSION.search(page)[1] for page in pages if page}) > 1  # type: ignore[index]
    return found


if __name__ == "__main__":
    main()
