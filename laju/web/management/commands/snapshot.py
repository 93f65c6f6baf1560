"""`laju snapshot`: the registry of this moment as Parquet, numbered and hashed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from laju.apps.accounts.queries import system_user
from laju.apps.indicators.copying import PERSONAL
from laju.core.notation import format_count
from laju.web.journey.snapshots import take_snapshot


class Command(BaseCommand):
    """Write the next snapshot; personal data only when asked for."""

    help = "Menyimpan salinan registri saat ini sebagai Parquet bernomor, dengan sidik SHA-256."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")
        parser.add_argument(
            "--more",
            action="append",
            default=[],
            choices=sorted(PERSONAL),
            help="sertakan tabel berisi data pribadi, untuk pencocokan atau pengukuran di mesin lain",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        told = take_snapshot(more=options["more"], by=system_user(), at=timezone.now())
        self.stdout.write(f"  Salinan nomor {told.number} di {told.folder}")
        for name, rows in told.rows.items():
            self.stdout.write(f"  {name:<12}{format_count(rows):>12} baris  {told.sha256[name]}")
