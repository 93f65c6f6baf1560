"""`laju write`: let an outside writer propose sentences; people still decide."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from laju.apps.accounts.queries import system_user
from laju.apps.programme.queries import latest_cohort
from laju.core.errors import DomainError
from laju.core.notation import format_count
from laju.web.journey.run import CohortMissing
from laju.web.journey.writing import contents_awaiting_words, write_texts, writer_of_settings
from laju.web.progress import Progress

EXAMPLES = 5


class Command(BaseCommand):
    """Ask for the pages of the last cohort that nobody has changed or approved."""

    help = "Meminta usulan kalimat dari penulis luar; yang lolos pemeriksaan menunggu persetujuan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=1_000, metavar="N", help="paling banyak N")
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")

    def handle(self, *args: Any, **options: Any) -> None:
        proposed = refused = 0
        reasons: list[str] = []
        try:
            writer, cohort = writer_of_settings(), latest_cohort()
            if cohort is None:
                raise CohortMissing
            count = min(options["most"], contents_awaiting_words(cohort=cohort).count())
            with Progress().step("write", "Meminta usulan kalimat", count) as bar:
                for written in write_texts(
                    cohort=cohort,
                    writer=writer,
                    most=options["most"],
                    by=system_user(),
                    at=timezone.now,
                ):
                    proposed += len(written.proposed)
                    refused += len(written.refused)
                    reasons += [each for said in written.refused.values() for each in said]
                    bar.advance(1)
        except DomainError as error:
            self.stderr.write(f"{error} {error.remedy}")
            sys.exit(2)
        self.stdout.write(
            f"{format_count(proposed)} teks diusulkan dan menunggu persetujuan; "
            f"{format_count(refused)} ditolak pemeriksa, teks dari Laju tetap dipakai."
        )
        for reason in list(dict.fromkeys(reasons))[:EXAMPLES]:
            self.stdout.write(f"  {reason}")
