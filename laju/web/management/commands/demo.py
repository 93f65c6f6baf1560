"""`laju demo`: the example sheets through the whole job, then served."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

import laju
from laju.apps.programme.queries import latest_cohort
from laju.web.journey.checking import SHEET_ENDINGS
from laju.web.journey.demo import open_next_cohort, prepare_people

EXAMPLE = Path(laju.__file__).resolve().parent.parent / "example"


class Command(BaseCommand):
    """Show everything on example data; posters are drawn while the pages are already served."""

    help = "Contoh lengkap dengan data buatan, lalu dibuka di peramban."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", default="var/demo", metavar="FOLDER", help="tempat hasil")
        parser.add_argument("--host", default="127.0.0.1", help="alamat yang didengar")
        parser.add_argument("--port", type=int, default=8000, help="pintu (8000)")
        parser.add_argument("--no-serve", action="store_true", help="kerjakan saja")
        parser.add_argument("--no-posters", action="store_true", help="tanpa menggambar poster")

    def handle(self, *args: Any, **options: Any) -> None:
        sheets = sorted(p for p in EXAMPLE.glob("*") if p.suffix.lower() in SHEET_ENDINGS)
        if not sheets:
            self.stderr.write("Folder example/ tidak ada. Jalankan dari salinan proyek yang utuh.")
            sys.exit(2)
        os.environ.setdefault("LAJU_COUNTING", "/")  # for the server and the worker
        settings.COUNTING = os.environ["LAJU_COUNTING"]
        self.stdout.write("Data contoh buatan sendiri: 33 kabupaten/kota di Sumatera Utara.\n")
        call_command("fasttrack", *map(str, sheets), out=options["out"], no_posters=True)
        cohort = latest_cohort()
        assert cohort is not None
        prepare_people(cohort=cohort)
        open_next_cohort(cohort=cohort)
        if not options["no_posters"]:
            self.stdout.write("Poster digambar di latar; muncul di halaman begitu selesai.")
            log = Path(os.environ["LAJU_HOME"]) / "posters.log"
            with log.open("wb") as stream:
                subprocess.Popen(
                    [sys.executable, "-m", "laju.project.cli", "advance", "--only", "posters"],
                    stdout=stream,
                    stderr=stream,
                )
        if options["no_serve"]:
            return
        os.environ["LAJU_DEMO"] = "1"
        call_command("serve", host=options["host"], port=options["port"])
