"""`laju erase`: all that tells of one person, deleted or emptied, as the law asks."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from laju.apps.accounts.models import Role
from laju.apps.accounts.queries import user_by_name
from laju.apps.registry.queries import business_by_code
from laju.core.errors import DomainError
from laju.core.notation import format_count
from laju.web.shared.erasing import WORD, erase, plan_of


class Command(BaseCommand):
    """Say what erasing would do; do it when the word is typed, or with --yes."""

    help = "Menghapus data seorang pemilik usaha, dengan jejak dan hitungan yang tetap utuh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="LJ-…", help="kode salah satu usahanya")
        parser.add_argument("--by", required=True, metavar="NAMA", help="akun petugas dinas")
        parser.add_argument("--yes", action="store_true", help="tanpa bertanya lagi")
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")

    def handle(self, *args: Any, **options: Any) -> None:
        by = user_by_name(username=options["by"])
        if by is None or by.role != Role.AGENCY:
            self._stop(f"Tidak ada akun petugas dinas bernama {options['by'][:40]}.")
            return
        business = business_by_code(by=by, code=options["code"])
        if business is None:
            self._stop(f"Usaha {options['code'][:20]} tidak ada, atau di luar wilayah {by}.")
            return
        owner = business.owner
        plan = plan_of(owner=owner)
        self.stdout.write(f"{owner} ({business.code})")
        for fate, parts in (("dihapus", plan.goes), ("dikosongkan", plan.emptied)):
            for part in parts:
                self.stdout.write(f"  {fate}: {format_count(part.number)} {part.name}")
        if not options["yes"] and not self._is_meant():
            self._stop("Tidak ada yang dihapus.")
            return
        try:
            self.stdout.write(erase(owner=owner, by=by, at=timezone.now()))
        except DomainError as error:
            self._stop(f"{error} {error.remedy}")

    def _is_meant(self) -> bool:
        self.stdout.write(f"Tidak dapat dikembalikan. Ketik {WORD} untuk melanjutkan:")
        return sys.stdin.readline().strip().upper() == WORD

    def _stop(self, told: str) -> None:
        self.stderr.write(told)
        sys.exit(2)
