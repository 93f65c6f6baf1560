"""`laju cube`: the counts behind every figure at once; recounted, compared, rebuilt."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from laju.apps.accounts.queries import system_user
from laju.apps.indicators.actions import check_cube, rebuild_cube
from laju.apps.indicators.queries import Difference, cells_by, cube_state
from laju.core.notation import format_count
from laju.web.shared.freshness import say_freshness

SHOWN = 10


class Command(BaseCommand):
    """Say what the cells hold; compare them with a recount from rows; count them anew."""

    help = "Memeriksa atau menghitung ulang rekap wilayah x skala x sektor x tingkat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")
        parser.add_argument(
            "--check", action="store_true", help="hitung ulang dari baris dan bandingkan"
        )
        parser.add_argument(
            "--rebuild", action="store_true", help="ganti seluruh rekap dengan hitungan baru"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by, at = system_user(), timezone.now()
        if options["rebuild"]:
            self.stdout.write(f"  Rekap dihitung ulang; {rebuild_cube(by=by, at=at)} sel berubah")
        wrong = check_cube(by=by, at=at) if options["check"] else []
        cells = cells_by()
        total = format_count(sum(cells.values()))
        self.stdout.write(f"  {total} usaha dalam {format_count(len(cells))} sel")
        self.stdout.write(f"  Berlaku: {say_freshness(cube_state())}")
        if options["check"]:
            self.stdout.write(f"  Sel yang berbeda dari hitung ulang: {format_count(len(wrong))}")
            for line in tell_differences(wrong):
                self.stdout.write(f"      {line}")
        if wrong:
            self.stdout.write("  Dibetulkan dengan: laju cube --rebuild")
            sys.exit(1)


def tell_differences(wrong: list[Difference]) -> list[str]:
    """Return the first differences in words."""
    return [
        f"{' '.join(str(part) or '-' for part in each.key)}: "
        f"tersimpan {format_count(each.kept)}, terhitung {format_count(each.counted)}"
        for each in wrong[:SHOWN]
    ]
