"""`laju synthesise`: the sheets of a province nobody lives in, with the truth beside them."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from laju.core.notation import format_count
from laju.engines.synthesis import write_province
from laju.web.progress import Progress

WHOLE_PROVINCE = 1_166_918


class Command(BaseCommand):
    """Write 33 office sheets for trying out imports, matching and search at any size."""

    help = "Membuat lembar 33 kantor berisi usaha rekaan, beserta kebenarannya, untuk uji coba."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--businesses",
            type=int,
            default=10_000,
            metavar="N",
            help=f"baris usaha, salinan ikut dihitung (10000; provinsi utuh: {WHOLE_PROVINCE})",
        )
        parser.add_argument(
            "--seed", type=int, default=1, metavar="S", help="benih: benih sama, lembar sama (1)"
        )
        parser.add_argument("--out", required=True, metavar="FOLDER", help="tempat lembar")
        parser.add_argument(
            "--xlsx",
            type=float,
            default=0.5,
            metavar="BAGIAN",
            help="bagian XLSX, 0 sampai 1 (0.5)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count, share = options["businesses"], options["xlsx"]
        if count < 1 or options["seed"] < 0 or not 0 <= share <= 1:
            self.stderr.write(
                "Jumlah usaha paling sedikit 1, benih paling kecil 0, dan bagian XLSX antara 0 dan 1."
            )
            sys.exit(2)
        with Progress().step("synthesise", "Menulis lembar 33 kantor", count) as bar:
            try:
                province = write_province(
                    businesses=count,
                    seed=options["seed"],
                    folder=Path(options["out"]),
                    share_xlsx=share,
                    advance=bar.advance,
                )
            except OSError as error:
                self.stderr.write(f"Folder {options['out']} tidak dapat ditulis: {error.strerror}.")
                sys.exit(2)
        told = {
            key: format_count(getattr(province, key))
            for key in ("lines", "units", "owners", "foreign", "faults", "rejected")
        }
        self.stdout.write(
            "{lines} baris usaha: {units} usaha milik {owners} orang, selebihnya salinan.\n"
            "{foreign} baris lain (jumlah, judul berulang, tanda tangan); {faults} baris diberi "
            "kesalahan, {rejected} di antaranya harus ditolak.".format(**told)
        )
        self.stdout.write(f"Kebenaran tiap baris: {province.truth}. Semua isinya rekaan.")
