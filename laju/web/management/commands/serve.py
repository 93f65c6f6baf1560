"""`laju serve`: the pages of this office."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Command(BaseCommand):
    """Bring the database up to date and serve; one process is enough for an office."""

    help = "Menjalankan halaman kantor."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="alamat yang didengar")
        parser.add_argument("--port", type=int, default=8000, help="pintu (8000)")
        parser.add_argument("--workers", type=int, default=1, help="banyaknya proses (1)")
        parser.add_argument(
            "--no-work",
            action="store_true",
            help="tanpa pekerja latar (laju work dijalankan sendiri)",
        )
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        if options["host"] in LOOPBACK:
            os.environ.setdefault("LAJU_HTTPS", "0")  # nobody else can listen in
        self.stdout.write(f"Laju: http://{options['host']}:{options['port']}/ (Ctrl-C berhenti)")
        self.stdout.flush()
        if not options["no_work"]:  # this process becomes the server, so the worker lives beside it
            work = [sys.executable, "-m", "laju.project.cli", "work", "--beside", str(os.getpid())]
            subprocess.Popen(work)  # noqa: S603
        command = [sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws"]
        command += ["--host", options["host"], "--port", str(options["port"])]
        command += ["--workers", str(options["workers"]), "--log-level", "warning"]
        os.execv(sys.executable, [*command, "laju.project.asgi:application"])  # noqa: S606
