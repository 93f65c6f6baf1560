"""Homepages and landing pages: our engine against Hugo, the same pages, paired in one run.

Ours is timed from plain records to pages in place: reading JSON, facts and texts, view model,
rendering, whole-site exchange and flushing the disk. Hugo is timed from ready view models in one
JSON file through a content adapter to the disk flushed once. The theme is the same: its templates are
turned into Go templates here, and pages are compared after decoding HTML entities.

The last line printed is JSON.
"""

import argparse
import contextlib
import html
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.hugo import hugo_binary, prepare_hugo
from laju.core.design import theme_of
from laju.core.profile import Opening, Product, Profile, Sector
from laju.core.texts import Line, Texts
from laju.engines.sites import Campaign, render_site, write_batch
from laju.engines.sites.exchange import flush_file_system
from laju.engines.sites.site import Site, clean_profile
from laju.engines.sites.view import frame_view, home_view, landing_view

UPDATED_ON = date(2026, 11, 23)
PROGRAMME = "Fast Track Digitalisasi Sumatera Utara"
BASE = "https://umkm.example/sites"
GOODS = ("Keripik singkong", "Bolu pandan", "Ulos Ragi Hotang", "Kopi Lintong", "Pagar besi")
PLACES = ("Kota Medan", "Kabupaten Toba", "Kabupaten Karo", "Kota Binjai", "Kabupaten Asahan")
SAMPLE = 300


def record(number: int) -> dict[str, Any]:
    """Return one business as a plain record: three to eight products, most facts known."""
    good = GOODS[number % len(GOODS)]
    place = PLACES[number % len(PLACES)]
    return {
        "number": number,
        "sector": list(Sector)[number % len(Sector)].value,
        "name": f"{good} {'Bu Ani & Rekan' if number % 3 else 'Maju <Bersama>'} {number}",
        "place": place,
        "products": [
            {"key": f"p{n}", "name": f"{good} rasa {n}", "price": 1000 * (number % 90 + n)}
            for n in range(1, 4 + number % 6)
        ],
        "founded": 1990 + number % 35 if number % 4 else None,
        "hours": bool(number % 5),
    }


def inputs(data: dict[str, Any]) -> dict[str, Any]:
    """Return what `render_site` is called with for one record."""
    number, name, place = data["number"], data["name"], data["place"]
    days = range(6) if data["hours"] else ()
    profile = Profile(
        code=f"LJ-{number:06d}-{number % 10}",
        slug=f"usaha-{number}",
        name=name,
        sector=Sector(data["sector"]),
        owner_name=f"Pemilik {number}",
        products=tuple(
            Product(each["key"], each["name"], each["price"], "bungkus")
            for each in data["products"]
        ),
        region_name=place,
        province_name="Sumatera Utara",
        address=f"Jalan Pasar No. {number}",
        phone=f"+62810{number:08d}",
        hours=tuple(Opening(day, "08:00", "17:00") for day in days),
        founded_year=data["founded"],
        channels={"instagram": f"usaha.{number}"},
    )
    texts = Texts(
        headline=Line(f"Dibuat di {place}, dipesan lewat WhatsApp"),
        tagline=Line(f"{name} melayani pembeli di {place}."),
        about=Line(f"{name} berada di {place}.\nHarga tercantum di halaman ini."),
        description=Line(f"{name} di {place}: produk, harga, dan cara memesan."),
        product_lines={
            each["key"]: Line(f"{each['name']} dijual per bungkus.") for each in data["products"]
        },
        order=Line(f"Halo {name}, saya mau pesan."),
        offer=Line(f"{data['products'][0]['name']} dari {place}"),
    )
    return {
        "profile": profile,
        "texts": texts,
        "updated_on": UPDATED_ON,
        "campaign": Campaign("penawaran", "p1", f"LJ-{number:06d}-A-1"),
        "base_url": BASE,
        "programme": PROGRAMME,
        "posters": {"p1": {"1080x1350": "poster.jpg"}},
    }


def views(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return both view models of a record, ready for Hugo."""
    given = inputs(data)
    site = Site(**given | {"profile": clean_profile(given["profile"])})
    theme = theme_of(design=site.design, sector=site.profile.sector).value
    frame = frame_view(site)
    return [
        {"theme": theme, "url": f"/{site.profile.slug}/{file}", "page": page, "view": view}
        for file, page, view in (
            ("index.html", "home", home_view(site, frame)),
            ("penawaran.html", "landing", landing_view(site, given["campaign"], frame)),
        )
    ]


def publish_part(records: Path, out: Path, part: int, parts: int) -> None:
    """Publish every `parts`-th record, beginning with `part`; print peak memory in MB."""
    with records.open(encoding="utf-8") as lines:
        mine = (json.loads(line) for number, line in enumerate(lines) if number % parts == part)
        sites = ((f"usaha-{each['number']}", render_site(**inputs(each))) for each in mine)
        for _ in write_batch(root=out, sites=sites):
            pass
    print(peak_memory_mb())


def peak_memory_mb() -> float:
    """Return the peak memory of this process; getrusage would count the parent's at the fork."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def time_ours(records: Path, out: Path, processes: int) -> tuple[float, float]:
    """Return seconds and the largest peak memory of a process."""
    command = [sys.executable, "-m", "bench.publish", "--part", str(records), str(out)]
    start = time.perf_counter()
    workers = [
        subprocess.Popen([*command, str(part), str(processes)], stdout=subprocess.PIPE, text=True)
        for part in range(processes)
    ]
    answers = [worker.communicate()[0] for worker in workers]
    seconds = time.perf_counter() - start
    if any(worker.returncode for worker in workers):
        sys.exit("a worker failed")
    return seconds, max(float(answer) for answer in answers)


def time_hugo(source: Path, out: Path) -> tuple[float, float]:
    """Return seconds and peak memory of one Hugo build."""
    command = [hugo_binary(), "--source", str(source), "--destination", str(out), "--quiet"]
    start = time.perf_counter()
    process = subprocess.Popen([*command, "--noBuildLock"])
    _, status, usage = os.wait4(process.pid, 0)
    flush_file_system(out)  # ours and the limit end on the disk too
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("hugo failed")
    return seconds, usage.ru_maxrss / 1024


def time_writing(pages: list[tuple[str, str, bytes]], out: Path) -> float:
    """Return seconds of writing the same bytes in the same tree and nothing else."""
    start = time.perf_counter()
    out.mkdir()
    made = set()
    for slug, name, content in pages:
        folder = out / slug
        if slug not in made:
            folder.mkdir()
            made.add(slug)
        (folder / name).write_bytes(content)
    flush_file_system(out)
    return time.perf_counter() - start


def compare(ours: Path, hugo: Path, sites: int) -> tuple[int, int]:
    """Return how many pages were compared and how many are equal once entities are decoded."""
    equal = count = 0
    for number in range(0, sites, max(sites // SAMPLE, 1)):
        for name in ("index.html", "penawaran.html"):
            one = (ours / f"usaha-{number}" / name).read_text(encoding="utf-8")
            other = (hugo / f"usaha-{number}" / name).read_text(encoding="utf-8")
            count += 1
            equal += html.unescape(one) == html.unescape(other)
    return count, equal


@contextlib.contextmanager
def workplace(sites: int, rounds: int, keep: str) -> Iterator[tuple[Path, str]]:
    """Give a folder to write in and the name of its file system.

    Where an ext4 image can be mounted, that: with a journal, fresh, nothing deleted before.
    """
    if keep:
        folder = Path(keep)
        folder.mkdir(parents=True)
        yield folder, "as given"
        return
    size = (1 << 30) + sites * rounds * 220_000
    with tempfile.TemporaryDirectory() as place:
        image, folder = Path(place) / "image", Path(place) / "mount"
        folder.mkdir()
        if _mounted(image, folder, size):
            try:
                yield folder, "ext4 with journal, loop image"
            finally:
                subprocess.run(["umount", str(folder)], check=True)
            return
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        yield Path(place), "tmpfs" if memory.is_dir() else "unknown"


def _mounted(image: Path, folder: Path, size: int) -> bool:
    mkfs = shutil.which("mkfs.ext4", path=os.environ.get("PATH", "") + ":/sbin:/usr/sbin")
    if os.geteuid() != 0 or mkfs is None:
        return False
    with image.open("wb") as file:
        file.truncate(size)
    steps = [
        [mkfs, "-q", "-i", "8192", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(image)],
        ["mount", "-o", "loop", str(image), str(folder)],
    ]
    return all(subprocess.run(s, check=False, capture_output=True).returncode == 0 for s in steps)


def measure(sites: int, processes: int, rounds: int, keep: str) -> dict[str, Any]:
    ours, hugo, limit, rss, hugo_rss = [], [], [], [], []
    with workplace(sites, rounds, keep) as (folder, file_system):
        records = folder / "records.jsonl"
        with records.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(record(number)) + "\n" for number in range(sites))
        source = prepare_hugo(folder / "hugo", (v for n in range(sites) for v in views(record(n))))
        for number in range(rounds):
            flush_file_system(folder)
            seconds, memory = time_ours(records, folder / f"ours-{number}", processes)
            ours.append(seconds)
            rss.append(memory)
            flush_file_system(folder)
            seconds, memory = time_hugo(source, folder / f"hugo-{number}")
            hugo.append(seconds)
            hugo_rss.append(memory)
            tree = sorted((folder / f"ours-{number}").glob("*/*.html"))
            pages = [(path.parent.name, path.name, path.read_bytes()) for path in tree]
            flush_file_system(folder)
            limit.append(time_writing(pages, folder / f"limit-{number}"))
            count, size = len(pages), sum(len(content) for _, _, content in pages)
            del pages, tree
            print(f"round {number + 1}: ours {ours[-1]:.2f} s, hugo {hugo[-1]:.2f} s", flush=True)
        compared, equal = compare(folder / "ours-0", folder / "hugo-0", sites)
    assert count == 2 * sites
    return {
        "bench": "publish",
        "sites": sites,
        "pages": count,
        "processes": processes,
        "rounds": rounds,
        "pages_per_second": round(count / statistics.median(ours)),
        "hugo_pages_per_second": round(count / statistics.median(hugo)),
        "ratio_peer": _median_ratio(hugo, ours),
        "ratio_limit": _median_ratio(ours, limit),
        "rss_mb": round(max(rss), 1),
        "hugo_rss_mb": round(max(hugo_rss), 1),
        "mean_page_bytes": size // count,
        "pages_compared": compared,
        "pages_equal": equal,
        "file_system": file_system,
    }


def _median_ratio(ones: list[float], others: list[float]) -> float:
    return round(statistics.median(one / other for one, other in zip(ones, others, strict=True)), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", default="", help="write into this new folder and leave it there")
    parser.add_argument("--part", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        records, out, part, parts = asked.part
        publish_part(Path(records), Path(out), int(part), int(parts))
        return
    print(json.dumps(measure(asked.sites, asked.processes, asked.rounds, asked.keep)))


if __name__ == "__main__":
    main()
