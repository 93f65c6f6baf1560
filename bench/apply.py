"""The application form on a slow phone, and over a signal that comes and goes.

python -m bench.apply --drops 500: a real server on SQLite and a real Chromium at 400 kbit/s, 400 ms
and a processor six times slower. First paint and bytes of the first visit, median of three; the limit
is what the line alone needs for the page and its style. Then answers are typed while the network is
cut and comes back at random and the page is thrown away in between: how many fields are lost?
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from typing import Any

from bench.lighthouse import CHROMIUM, FLAGS

BYTES_A_SECOND, LATENCY_MS, SLOWER = 400_000 // 8, 400, 6
NAMES = ("name", "activity", "products", "founded_year", "employees", "address", "owner_name", "phone",
         "account")  # fmt: skip
ALL = "Lihat semua pertanyaan sekaligus"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drops", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2027)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="laju-apply-", ignore_cleanup_errors=True) as home:
        os.environ |= {"LAJU_HOME": home, "LAJU_DEMO": "1", "LAJU_HTTPS": "0"}
        os.environ["DATABASE_URL"] = f"sqlite:///{home}/apply.sqlite3"
        prepare()
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "laju.project.cli", "serve", "--port", str(port), "--no-work"],
            stdout=subprocess.DEVNULL,
        )
        try:
            url = f"http://127.0.0.1:{port}/daftar/"
            wait_for(url)
            result = run(url, options.drops, random.Random(options.seed))
        finally:
            server.terminate()
            server.wait()
    print(json.dumps({"bench": "apply", **result}))


def prepare() -> None:
    """Make a database in which people can apply."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "laju.project.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.utils import timezone

    from laju.apps.programme.models import Cohort
    from laju.apps.regions.models import Region

    Cohort.objects.create(
        year=2027,
        area=Region.objects.get(pk="12"),
        seats=1000,
        rules_published_at=timezone.now(),
    )


def run(url: str, drops: int, chance: random.Random) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS[1:]))
        visits = [first_visit(browser, url) for _ in range(3)]
        lost, typed, reloads = drop(browser, url, drops, chance)
        browser.close()
    paint = statistics.median(visit["paint_ms"] for visit in visits)
    least = statistics.median(visit["least_ms"] for visit in visits)
    return {
        "first_paint_ms": round(paint),
        "bytes_first_visit": max(visit["bytes"] for visit in visits),
        "ratio_limit": round(paint / least, 2),
        "drops": drops,
        "reloads": reloads,
        "fields_typed": typed,
        "fields_lost": lost,
    }


def first_visit(browser: Any, url: str) -> dict[str, float]:
    """Return first paint, bytes of everything, and what the line needs for page and style."""
    context = browser.new_context(locale="id-ID", viewport={"width": 360, "height": 640})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    names: dict[str, str] = {}
    wire.send("Network.enable")
    wire.on("Network.responseReceived", lambda e: names.update({e["requestId"]: e["type"]}))
    wire.on(
        "Network.loadingFinished",
        lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}),
    )
    line = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND}
    wire.send("Network.emulateNetworkConditions", line | {"uploadThroughput": BYTES_A_SECOND})
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    needed = sum(
        size for key, size in sizes.items() if names.get(key) in {"Document", "Stylesheet"}
    )
    least = 2 * LATENCY_MS + 1000 * needed / BYTES_A_SECOND
    return {"paint_ms": paint, "bytes": sum(sizes.values()), "least_ms": least}


def drop(browser: Any, url: str, drops: int, chance: random.Random) -> tuple[int, int, int]:
    """Type while the network goes and comes; return fields lost, fields typed, pages thrown away."""
    context = browser.new_context(locale="id-ID", viewport={"width": 360, "height": 640})
    page, told, lost, typed, reloads = context.new_page(), {}, 0, 0, 0
    page.goto(url)
    page.get_by_role("button", name=ALL).click()
    for number in range(drops):
        context.set_offline(chance.random() < 0.6)
        for name in chance.sample(NAMES, 2):
            told[name] = f"{name[:4]} {number}"
            page.locator(f"#id_{name}").fill(told[name])
            typed += 1
        page.wait_for_timeout(chance.randrange(700))
        if chance.random() < 0.3:
            context.set_offline(offline=False)
            page.reload()
            page.get_by_role("button", name=ALL).click()
            reloads += 1
            lost += differing(page, told)
    context.set_offline(offline=False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-state=server]", timeout=90_000)
    page.evaluate("localStorage.clear()")  # what is seen now comes from the server alone
    page.reload()
    page.get_by_role("button", name=ALL).click()
    lost += differing(page, told)
    context.close()
    return lost, typed, reloads


def differing(page: Any, told: dict[str, str]) -> int:
    return sum(page.locator(f"#id_{name}").input_value() != text for name, text in told.items())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"no answer from {url}")


if __name__ == "__main__":
    main()
