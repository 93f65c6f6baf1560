"""`laju person`: an account for the pages of this office."""

import secrets
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from laju.apps.accounts.models import Role
from laju.apps.accounts.people import ensure_person, set_password
from laju.apps.accounts.queries import system_user
from laju.apps.passes.actions import forget_second_step
from laju.apps.registry.actions import connect_owner
from laju.apps.registry.queries import business_by_code
from laju.core.errors import DomainError
from laju.web.journey.fasttrack import find_region

ROLES = {
    "dinas": Role.AGENCY,
    "pendamping": Role.FACILITATOR,
    "pemilik": Role.OWNER,
    "penilai": Role.ASSESSOR,
    "kurator": Role.READER,
}


class UnknownBusiness(DomainError):
    message = "Usaha {code} tidak ada dalam registri."
    remedy = "Periksa kodenya, misalnya LJ-000042-7."
    status = 404


class Command(BaseCommand):
    """Make an account with a fresh password, shown once; again gives a new password."""

    help = "Membuat akun, atau memberi kata sandi baru."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAMA", help="nama pengguna untuk masuk")
        parser.add_argument("--role", required=True, choices=sorted(ROLES), help="peran akun")
        parser.add_argument("--full-name", default="", metavar="NAMA", help="nama yang tampil")
        parser.add_argument(
            "--region", action="append", default=[], metavar="KODE", help="wilayah kerja"
        )
        parser.add_argument("--business", metavar="LJ-…", help="usaha milik seorang pemilik")
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")

        parser.add_argument(
            "--forget-second-step",
            action="store_true",
            help="lepas langkah kedua orang yang HP dan kertasnya hilang",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        try:
            regions = [region for code in options["region"] if (region := find_region(code))]
            user = ensure_person(
                username=options["name"],
                role=ROLES[options["role"]],
                name=options["full_name"],
                regions=regions,
            )
            if options["business"]:
                business = business_by_code(by=system_user(), code=options["business"])
                if business is None:
                    raise UnknownBusiness(code=options["business"][:20])
                connect_owner(owner=business.owner, user=user, by=system_user(), at=timezone.now())
        except DomainError as error:
            self.stderr.write(f"{error} {error.remedy}")
            sys.exit(2)
        if options["forget_second_step"] and forget_second_step(user=user):
            self.stdout.write("Langkah kedua dilepas.")
        password = secrets.token_urlsafe(12)
        set_password(user=user, password=password)
        self.stdout.write(f"Akun {user.username} ({user.get_role_display()}).")
        self.stdout.write(f"Kata sandi, hanya tampil sekali: {password}")
