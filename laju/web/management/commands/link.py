"""`laju link`: records that are one are found, merged where that is certain, queued where not."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from laju.apps.accounts.queries import system_user
from laju.apps.registry.actions import link_registry
from laju.apps.registry.actions.linking import Linked
from laju.apps.registry.queries import (
    Found,
    Verdict,
    find_links,
    reconcile_businesses,
    unlinked_batches,
)
from laju.core.notation import format_count
from laju.web.progress import Progress

WORDS = {
    Verdict.SAME: "pasti usaha yang sama",
    Verdict.SAME_OWNER: "pasti satu pemilik, usaha lain",
    Verdict.REVIEW: "perlu dilihat orang",
}


class Command(BaseCommand):
    """Compare the registry with itself, or only what came since the last time."""

    help = "Mencari catatan kembar: yang pasti digabung, yang ragu masuk antrean."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")
        parser.add_argument(
            "--new", action="store_true", help="hanya lembar dan formulir yang belum dicocokkan"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="hitung saja, tanpa mengubah apa pun"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress()
        batches = list(unlinked_batches()) if options["new"] else None
        with progress.step("find", "Membandingkan catatan", 0) as bar:
            found = find_links(batches=batches)
            bar.advance(found.compared)
        counts = Counter(pair.verdict for pair in found.pairs)
        for verdict, words in WORDS.items():
            self.stdout.write(f"  {format_count(counts[verdict]):>9} pasangan {words}")
        with progress.step("link", "Menggabung dan mengantre", 0) as bar:
            linked = self._link(found, is_trial=options["dry_run"])
            bar.advance(linked.businesses_merged + linked.owners_merged + linked.proposed)
        would = "akan " if options["dry_run"] else ""
        told = {name: format_count(n) for name, n in linked._asdict().items()}
        self.stdout.write(
            "  {businesses_merged} usaha dan {owners_merged} pemilik {would}digabung, "
            "{proposed} pasangan {would}menunggu keputusan".format(**told, would=would)
        )
        sums = {name: format_count(n) for name, n in reconcile_businesses().items()}
        self.stdout.write(
            "  Usaha {standing} = dibuat {created} - digabung {merged} + dipisahkan {split}"
            "{rest}".format(**sums, rest="" if sums["apart"] == "0" else f" (sisa {sums['apart']})")
        )

    def _link(self, found: Found, *, is_trial: bool) -> Linked:
        """Do what was found; on trial all of it is taken back."""
        with transaction.atomic():
            linked = link_registry(found=found, by=system_user(), at=timezone.now())
            transaction.set_rollback(is_trial)
        return linked
