"""`laju advance`: do all that waits in the last cohort."""

import sys
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from laju.apps.accounts.queries import system_user
from laju.apps.programme.queries import latest_cohort, participants_of
from laju.core.errors import DomainError
from laju.web.journey.directory import write_directory
from laju.web.journey.fasttrack import RUPIAH_PER_PARTICIPANT
from laju.web.journey.run import CohortMissing, Run, programme_name
from laju.web.journey.steps import POSTERS, SITES, STEPS, Step, work_off
from laju.web.progress import Progress


class Command(BaseCommand):
    """Gather, compose, release, plan, measure, rank and publish whatever waits."""

    help = "Mengerjakan semua yang menunggu pada angkatan terakhir; aman diulang kapan saja."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--month", metavar="YYYY-MM", help="bulan kalender dan iklan")
        parser.add_argument("--budget-rupiah", type=int, metavar="N", help="anggaran iklan")
        parser.add_argument("--no-posters", action="store_true", help="tanpa menggambar poster")
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")
        parser.add_argument("--only", metavar="LANGKAH", help="satu langkah saja")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        try:
            run = _run(options)
            names = [step.key for step in STEPS]
            if options["only"] and options["only"] not in names:
                self.stderr.write(f"Langkah yang ada: {', '.join(names)}.")
                sys.exit(2)
            progress = Progress()
            for step in _steps(options["only"], has_posters=not options["no_posters"]):
                with progress.step(step.key, step.title, step.count_waiting(run)) as bar:
                    for done in work_off(step, run):
                        bar.advance(done)
            write_directory(run=run)
        except DomainError as error:
            self.stderr.write(f"{error} {error.remedy}")
            sys.exit(2)


def _steps(only: str | None, *, has_posters: bool) -> list[Step]:
    """Return the steps asked for; after posters the pages go out again, with them on."""
    steps = [step for step in STEPS if only in (None, step.key)]
    if not has_posters:
        steps = [step for step in steps if step is not POSTERS]
    return [*steps, SITES] if POSTERS in steps else steps


def _run(options: dict[str, Any]) -> Run:
    cohort = latest_cohort()
    if cohort is None:
        raise CohortMissing
    today = timezone.localdate()
    month = options["month"] or f"{max(today, date(cohort.year, 1, 1)):%Y-%m}"
    count = participants_of(cohort=cohort).count()
    rupiah = options["budget_rupiah"]
    return Run(
        cohort=cohort,
        by=system_user(),
        month=month,
        rupiah=count * RUPIAH_PER_PARTICIPANT if rupiah is None else rupiah,
        photo_folders=(settings.SHEETS / "foto",),
        base_url=settings.BASE_URL,
        programme=programme_name(cohort=cohort),
    )
