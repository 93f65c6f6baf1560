"""`laju index`: the search index; brought in step, compared with the registry, built anew."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from laju.apps.registry.indexing import Differences, check, follow, forget_changes, rebuild
from laju.core.notation import format_count
from laju.engines.search import Broken

SHOWN = 10


class Command(BaseCommand):
    """Bring the index in step; build it anew when asked, or when it is absent or broken."""

    help = "Menyelaraskan, memeriksa, atau menyusun ulang indeks pencarian."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")
        parser.add_argument(
            "--check", action="store_true", help="bandingkan dengan registri tanpa mengubah apa pun"
        )
        parser.add_argument("--rebuild", action="store_true", help="susun ulang dari seluruh usaha")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            sys.exit(self._tell(_checked()))
        start = time.monotonic()
        if options["rebuild"]:
            rebuild()
        else:
            follow(most=None)
        forget_changes()
        told = check()
        seconds = time.monotonic() - start
        self.stdout.write(f"  {format_count(told.indexed)} usaha dapat dicari ({seconds:.1f} s)")
        sys.exit(self._tell(told))

    def _tell(self, told: Differences | None) -> int:
        """Say where index and registry differ; return the exit code."""
        if told is None:
            self.stdout.write("  Indeks pencarian rusak atau belum ada. Susun dengan: laju index")
            return 1
        if told.is_in_step:
            self.stdout.write(f"  Indeks cocok dengan registri: {format_count(told.stored)} usaha")
            return 0
        self.stdout.write(f"  Tidak dapat dicari: {format_count(len(told.missing))} usaha")
        self.stdout.write(f"  Sudah tidak ada: {format_count(len(told.extra))}")
        for number in (*told.missing, *told.extra)[:SHOWN]:
            self.stdout.write(f"      nomor {number}")
        self.stdout.write("  Dibetulkan dengan: laju index --rebuild")
        return 1


def _checked() -> Differences | None:
    try:
        return check()
    except Broken:
        return None
