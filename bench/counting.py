"""Hits of the pages into SQLite: how many a second through the real server, and is any lost?

python -m bench.counting --hits 20000: `laju serve`'s server (Granian, ASGI) answers hits sent over
kept connections from this machine; then the lines become counts in SQLite. In the end the counts
must equal what was answered. The peer does what is usual, on the same server and without Django: one
committed INSERT per hit into SQLite. The limit is that server answering without counting.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

AGENT = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"
CONNECTIONS = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hits", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="laju-hits-") as folder:
        os.environ |= {
            "LAJU_HOME": folder,
            "LAJU_HTTPS": "0",
            "DATABASE_URL": f"sqlite:///{folder}/hits.sqlite3",
            "DJANGO_SETTINGS_MODULE": "laju.project.settings",
        }
        print(json.dumps({"benchmark": "counting", **measure(options.hits)}))


def measure(hits: int) -> dict[str, object]:
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    django.setup()
    call_command("migrate", verbosity=0)
    slugs = make_sites(50)
    with server("laju.project.asgi:application") as port:
        seconds, answered = send(port, slugs, hits)
    with server("bench.counting_asgi:bare") as port:
        bare_seconds, _ = send(port, slugs, hits)
    with server("bench.counting_asgi:inserting") as port:
        peer_seconds, _ = send(port, slugs, hits)
    from laju.apps.accounts.queries import system_user
    from laju.apps.visits.actions import count_visits
    from laju.apps.visits.models import CountedDay

    began = time.perf_counter()
    counted = count_visits(folder=settings.VISITS, by=system_user(), at=timezone.now())
    roll_up = time.perf_counter() - began
    capped = sum(CountedDay.objects.values_list("capped", flat=True))
    rate = answered / (seconds + roll_up)
    return {
        "hits": hits,
        "answered": answered,
        "counted": counted,
        "lost": answered - counted - capped,
        "hits_per_second": round(rate),
        "roll_up_seconds": round(roll_up, 3),
        "insert_each_per_second": round(hits / peer_seconds),
        "bare_server_per_second": round(hits / bare_seconds),
        "ratio_peer": round(peer_seconds / (seconds + roll_up), 2),
        "ratio_limit": round((seconds + roll_up) / bare_seconds, 2),
    }


def make_sites(count: int) -> list[str]:
    """Store sites that can be visited; the test suite's factories know how."""
    from tests.factories import SiteFactory

    return [SiteFactory(input_sha256="a" * 64).slug for _ in range(count)]


class server:  # noqa: N801  reads as what it is
    def __init__(self, application: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--log-level", "error"]
        root = Path(__file__).resolve().parent.parent
        self.process = subprocess.Popen([*command, application], cwd=root)

    def __enter__(self) -> int:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self.port
            time.sleep(0.1)
        raise TimeoutError

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()


def send(port: int, slugs: list[str], hits: int) -> tuple[float, int]:
    """Send hits over kept connections; return seconds and how many were answered with 200."""
    share = hits // CONNECTIONS
    counts = [0] * CONNECTIONS

    def visit(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for n in range(share):
                slug = slugs[(n * CONNECTIONS + number) % len(slugs)]
                request = (
                    f"GET /h/{slug}/index.gif HTTP/1.1\r\nHost: localhost\r\n"
                    f"User-Agent: {AGENT} {number}-{n // 40}\r\n\r\n"
                )
                line.sendall(request.encode())
                told = b""
                while b"\x02\x02D\x01\x00;" not in told:
                    told += line.recv(4096)
                counts[number] += told.startswith(b"HTTP/1.1 200")

    began = time.perf_counter()
    visitors = [threading.Thread(target=visit, args=(n,)) for n in range(CONNECTIONS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return time.perf_counter() - began, sum(counts)


if __name__ == "__main__":
    main()
