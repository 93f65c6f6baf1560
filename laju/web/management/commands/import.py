"""`laju import`: sheets into the registry of this office."""

import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from laju.apps.accounts.queries import system_user
from laju.apps.registry.actions import columns_of, save_mapping
from laju.apps.registry.actions.linking import Linked
from laju.apps.registry.models import Batch
from laju.apps.registry.queries import reconcile, rejects_of
from laju.core.columns import FIELDS, LABELS
from laju.core.errors import DomainError
from laju.core.notation import format_count
from laju.engines.sheets import read_sheets
from laju.web.journey.checking import CODE_SYSTEMS, Unreadable, check_sources, expand
from laju.web.journey.exports import REJECT_COLUMNS, write_table
from laju.web.journey.fasttrack import find_region
from laju.web.journey.sheets import finish_import, receive_sources
from laju.web.progress import Progress
from laju.web.shared.corrections import write_all_corrections


class Command(BaseCommand):
    """Receive sheets; show or correct how their columns are read; write the rejected rows."""

    help = "Memasukkan lembar usaha ke registri kantor ini."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sheets", nargs="+", metavar="LEMBAR")
        parser.add_argument("--region", metavar="KODE", help="wilayah baris yang tidak menyebutnya")
        parser.add_argument(
            "--codes",
            choices=sorted(CODE_SYSTEMS),
            help="sistem kode wilayah di lembar; tanpa ini Laju membuktikannya sendiri",
        )
        parser.add_argument("--rejects", metavar="BERKAS", help="tulis baris yang ditolak ke CSV")
        parser.add_argument(
            "--corrections",
            metavar="FOLDER",
            help="tulis kembali lembar tiap kantor dengan kolom Perbaikan",
        )
        parser.add_argument(
            "--show-columns", action="store_true", help="tampilkan arti kolom saja, tanpa impor"
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="JUDUL=ISIAN",
            help="betulkan satu kolom dan simpan untuk kantor itu; ISIAN kosong = tidak dipakai",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        by = system_user()
        paths = expand([Path(sheet) for sheet in options["sheets"]])
        try:
            region = find_region(options["region"])
            if options["column"] or options["show_columns"]:
                for path in paths:
                    self._columns(path, options["column"], is_shown=options["show_columns"])
        except DomainError as error:
            self.stderr.write(f"{error} {error.remedy}")
            sys.exit(2)
        if options["show_columns"]:
            return
        progress = Progress()
        with progress.step("read", "Membaca dan memeriksa berkas", len(paths)) as bar:
            sources, unreadable = check_sources(
                paths,
                region=region,
                code_system=CODE_SYSTEMS.get(options["codes"] or "", ""),
                advance=bar.advance,
            )
        rows = sum(source.rows for source in sources)
        with progress.step("import", "Mencocokkan dan mencatat baris", rows) as bar:
            batches = receive_sources(sources, by=by, advance=bar.advance)
        linked = finish_import(sources=sources, batches=batches, by=by, progress=progress)
        self._tell(batches, linked, unreadable)
        if options["rejects"]:
            write_table(Path(options["rejects"]), REJECT_COLUMNS, rejects_of(batches=batches))
        if options["corrections"]:
            folder = Path(options["corrections"])
            for path in write_all_corrections(batches=batches, folder=folder):
                self.stdout.write(f"Untuk diperbaiki: {path}")
        if not batches:
            sys.exit(2)

    def _tell(self, batches: list[Batch], linked: Linked, unreadable: list[Unreadable]) -> None:
        """Say what became of the rows, and which files could not be read."""
        if batches:
            told = {k: format_count(v) for k, v in reconcile(batches=batches).items()}
            self.stdout.write(
                "Baris masuk {rows_in} = baru {created} + diperbarui {updated} + tidak berubah "
                "{unchanged} + berulang {duplicates} + ditolak {rejected}".format(**told)
            )
            self.stdout.write(
                f"Disatukan {format_count(linked.businesses_merged)} usaha dan "
                f"{format_count(linked.owners_merged)} pemilik; "
                f"{format_count(linked.proposed)} pasangan menunggu keputusan orang"
            )
        for missed in unreadable:
            self.stderr.write(f"{missed.path.name}: {missed.reason} {missed.remedy}")

    def _columns(self, path: Path, corrections: list[str], *, is_shown: bool) -> None:
        """Apply corrections by title, save them for this header, and show what each column is."""
        for sheet in read_sheets(path=path):
            columns, _ = columns_of(sheet=sheet)
            wanted = dict(text.rpartition("=")[::2] for text in corrections)
            titles = {column.title.strip() for column in columns.columns}
            for title in wanted:
                if title not in titles:
                    raise UnknownTitle(title=title, known=", ".join(sorted(titles)))
            for column in columns.columns:
                field = wanted.get(column.title.strip())
                if field is None:
                    continue
                if field and field not in FIELDS:
                    raise UnknownField(field=field, known=", ".join(FIELDS))
                columns = columns.with_field(index=column.index, field=field or None)
            if wanted:
                save_mapping(
                    header=sheet.header,
                    fields=[column.field or "" for column in columns.columns],
                    by=system_user(),
                    at=timezone.now(),
                )
            if is_shown:
                self.stdout.write(f"\n{path.name} {sheet.name}")
                for column in columns.columns:
                    label = LABELS.get(column.field or "", "(tidak dipakai)")
                    field = f"[{column.field}]" if column.field else ""
                    self.stdout.write(f"  {column.title[:34]:<36}{label} {field} {column.evidence}")


class UnknownTitle(DomainError):
    message = "Di lembar ini tidak ada kolom “{title}”."
    remedy = "Judul yang ada: {known}."
    status = 422


class UnknownField(DomainError):
    message = "Laju tidak mengenal isian {field}."
    remedy = "Pilih salah satu: {known}."
    status = 422
