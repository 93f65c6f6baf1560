"""`laju fasttrack`: the whole main job without a browser and without set-up."""

import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from laju.core.errors import DomainError
from laju.core.notation import format_count, format_rupiah
from laju.web.journey.checking import CODE_SYSTEMS, expand
from laju.web.journey.exports import write_exports
from laju.web.journey.fasttrack import SEATS, Options, Outcome, fasttrack, finish
from laju.web.journey.report import write_report
from laju.web.progress import Progress


class Command(BaseCommand):
    """Take sheets of businesses to sites, posters, calendars, ads, ranking and figures."""

    help = "Dari lembar usaha ke beranda, poster, kalender, rencana iklan, peringkat, dan angka."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sheets", nargs="+", metavar="LEMBAR", help="CSV, XLSX, XLS atau ODS")
        parser.add_argument("--out", required=True, metavar="FOLDER", help="tempat semua hasil")
        parser.add_argument(
            "--budget-rupiah", type=_rupiah, metavar="N", help="anggaran iklan satu bulan"
        )
        parser.add_argument("--month", metavar="YYYY-MM", help="bulan kalender dan iklan")
        parser.add_argument("--region", metavar="KODE", help="wilayah program, mis. 12 atau 33.72")
        parser.add_argument(
            "--limit", type=_seats, default=SEATS, metavar="N", help="kursi peserta (1000)"
        )
        parser.add_argument(
            "--codes",
            choices=sorted(CODE_SYSTEMS),
            help="sistem kode wilayah di lembar; tanpa ini Laju membuktikannya sendiri",
        )
        parser.add_argument("--no-posters", action="store_true", help="tanpa menggambar poster")
        parser.add_argument("--base-url", default="", metavar="URL", help="alamat folder sites")

    def handle(self, *args: Any, **options: Any) -> None:
        out = Path(options["out"]).resolve()
        progress = Progress()
        try:
            call_command("migrate", verbosity=0)
            outcome = fasttrack(
                paths=expand([Path(sheet) for sheet in options["sheets"]]),
                options=Options(
                    out=out,
                    rupiah=options["budget_rupiah"],
                    month=options["month"],
                    region=options["region"],
                    code_system=CODE_SYSTEMS.get(options["codes"] or "", ""),
                    seats=options["limit"],
                    has_posters=not options["no_posters"],
                    base_url=options["base_url"],
                ),
                progress=progress,
            )
            with progress.step("exports", "Menulis tabel, kalender, laporan", 0):
                summary = write_exports(outcome=outcome, out=out, seconds=progress.seconds)
                write_report(outcome=outcome, out=out, summary=summary)
            finish(out)
        except DomainError as error:
            self.stderr.write(f"{error} {error.remedy}".strip())
            sys.exit(2)
        except KeyboardInterrupt:
            self.stderr.write("\nDihentikan. Jalankan perintah yang sama untuk meneruskannya.")
            sys.exit(130)
        self._tell(outcome, summary, out)
        if outcome.cohort and outcome.cohort.seats != options["limit"]:
            self.stdout.write(
                f"Di folder ini angkatan sudah dibuka dengan {outcome.cohort.seats} kursi. "
                "Untuk jumlah lain, pakai --out lain."
            )

    def _tell(self, outcome: Outcome, summary: dict[str, Any], out: Path) -> None:
        told = {key: format_count(value) for key, value in summary.items() if type(value) is int}
        say = self.stdout.write
        say(
            "\nBaris masuk {rows_in} = baru {created} + diperbarui {updated} + tidak berubah "
            "{unchanged} + berulang {duplicates} + ditolak {rejected}".format(**told)
        )
        say("{businesses} usaha berbeda, sesudah catatan kembar digabung".format(**told))
        for missed in outcome.unreadable:
            say(f"Tidak terbaca: {missed.path.name}. {missed.reason} {missed.remedy}")
        say(
            "{sites} beranda, {pages} halaman, {posters} poster, {posts} kiriman, "
            "iklan {rupiah}".format(**told, rupiah=format_rupiah(summary["rupiah_total"]))
        )
        say(f"Laporan: {out / 'index.html'}")


def _rupiah(text: str) -> int:
    digits = text.replace(".", "").replace("_", "").replace(",", "")
    if not digits.isdigit():
        message = f"“{text}” bukan jumlah rupiah; tulis misalnya 100000000"
        raise argparse.ArgumentTypeError(message)
    return int(digits)


def _seats(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 100_000:  # noqa: PLR2004
        message = f"“{text}” bukan jumlah kursi antara 1 dan 100000"
        raise argparse.ArgumentTypeError(message)
    return int(text)
