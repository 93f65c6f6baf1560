"""`laju verify`: is everything still as it was recorded?"""

import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count
from django.utils import timezone

from laju.apps.accounts.queries import system_user
from laju.apps.evidence.queries import figures, is_intact
from laju.apps.indicators.queries import count_cells, cube_state, differences
from laju.apps.ledger.models import Entry
from laju.apps.ledger.queries import check_seals
from laju.apps.programme.queries import latest_cohort
from laju.apps.publishing.actions import reissue_sites
from laju.apps.publishing.models import Page, Site
from laju.apps.registry.indexing import check, follow
from laju.apps.registry.models import Batch, Row
from laju.apps.registry.queries import broken_merges, reconcile_businesses
from laju.core.notation import format_count
from laju.engines.search import Broken
from laju.engines.sites.watch import Wrong, compare_page
from laju.web.journey.run import Run, programme_name
from laju.web.journey.steps import SITES, work_off
from laju.web.management.commands.cube import tell_differences
from laju.web.shared.freshness import say_freshness

SAID = {Wrong.MISSING: "hilang", Wrong.CHANGED: "berubah sejak diterbitkan"}


class Command(BaseCommand):
    """Recompute seals, figures, reconciliations and the hash of every published page."""

    help = "Memeriksa jejak, angka, rekonsiliasi lembar, dan setiap halaman yang tayang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")
        parser.add_argument(
            "--repair", action="store_true", help="terbitkan lagi halaman yang berubah atau hilang"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["repair"]:
            self.stdout.write(f"  {repair_pages()} beranda diterbitkan lagi")
        faults = 0
        cells, pages = _cells(), _pages()
        search = _search()
        checks = (_seals(), _figures(), _batches(), _merges(), cells, search, pages)
        for title, count, wrong in checks:
            mark = "utuh" if not wrong else f"{len(wrong)} BERMASALAH"
            self.stdout.write(f"  {title:<34}{format_count(count):>9}  {mark}")
            for line in wrong[:10]:
                self.stdout.write(f"      {line}")
            faults += len(wrong)
        if cells[2]:
            self.stdout.write("  Rekap dihitung ulang dengan: laju cube --rebuild")
        if search[2]:
            self.stdout.write("  Indeks disusun ulang dengan: laju index --rebuild")
        if pages[2]:
            self.stdout.write("  Halaman dipulihkan dengan: laju verify --repair")
        sys.exit(1 if faults else 0)


def repair_pages() -> int:
    """Release again every site with a page that is not as it was released."""
    by, at = system_user(), timezone.now()
    cohort = latest_cohort()
    if cohort is None:
        return 0
    wrong = {line.partition("/")[0] for line in _pages()[2]}
    sites = list(Site.objects.filter(slug__in=wrong))
    reissue_sites(sites=sites, by=by, at=at)
    run = Run(
        cohort=cohort,
        by=by,
        month="",
        rupiah=0,
        base_url=settings.BASE_URL,
        programme=programme_name(cohort=cohort),
    )
    return sum(work_off(SITES, run))


Check = tuple[str, int, list[str]]


def _seals() -> Check:
    checks = check_seals()
    wrong = [
        f"baris {c.seal.first} sampai {c.seal.last} tidak cocok dengan segelnya"
        for c in checks
        if not c.is_intact
    ]
    return "Baris jejak, tersegel", Entry.objects.count(), wrong


def _figures() -> Check:
    told = list(figures())
    return "Angka yang diterbitkan", len(told), [str(f) for f in told if not is_intact(figure=f)]


def _batches() -> Check:
    """Every row of every sheet has one outcome, and they sum to the rows read."""
    counted = dict(Row.objects.values_list("batch").annotate(n=Count("pk")).order_by("batch"))
    batches = list(Batch.objects.all())
    wrong = [
        f"{batch}: {batch.rows_total} baris, {batch.rows_done} berakhir"
        for batch in batches
        if batch.status == Batch.Status.DONE
        and not batch.rows_total == batch.rows_done == counted.get(batch.pk, 0)
    ]
    return "Lembar yang direkonsiliasi", len(batches), wrong


def _cells() -> Check:
    """Every cell equals a recount from the rows; a cube at rest is a fault until it is rebuilt."""
    state = cube_state()
    wrong = tell_differences(differences()) if state.is_exact else [say_freshness(state)]
    return "Usaha dalam rekap", count_cells(), wrong


def _search() -> Check:
    """The search index, where there is one, holds exactly the standing businesses."""
    try:
        check()
        follow(most=None)
        told = check()
    except Broken:  # a copy only: made again by whoever searches
        return "Usaha dalam indeks pencarian", 0, []
    wrong = [f"nomor {number} tidak dapat dicari" for number in told.missing]
    wrong += [f"nomor {number} sudah tidak ada di registri" for number in told.extra]
    return "Usaha dalam indeks pencarian", told.indexed, wrong


def _merges() -> Check:
    """Every record leads where its merges say, and businesses = created - merged + split."""
    sums = reconcile_businesses()
    wrong = [f"{name}: {count}" for name, count in broken_merges().items() if count]
    if sums["apart"]:
        told = "{standing} usaha, tetapi dibuat {created} - digabung {merged} + dipisahkan {split}"
        wrong.append(told.format(**sums))
    return "Catatan yang digabung", sums["merged"] - sums["split"], wrong


def _pages() -> Check:
    pages = list(
        Page.objects.filter(site__status=Site.Status.LIVE)
        .values_list("site__slug", "name", "sha256")
        .order_by("site__slug", "name")
    )
    return "Halaman tayang", len(pages), list(_changed(pages))


def _changed(pages: list[tuple[str, str, str]]) -> Iterator[str]:
    for slug, name, digest in pages:
        wrong = compare_page(settings.SITES / slug / name, digest)
        if wrong:
            yield f"{slug}/{name} {SAID[wrong]}"
