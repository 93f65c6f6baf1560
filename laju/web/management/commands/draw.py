"""`laju draw`: repeat the draw of a cohort from its published file, without any database."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from laju.core.beacons import read_beacon
from laju.core.draws import (
    LONGEST,
    BadDrawFile,
    hash_text,
    join_seed,
    read_draw,
    run_draw,
    write_result,
)
from laju.core.errors import DomainError


class OtherResult(DomainError):
    message = "Hasilnya berbeda dari {name}."
    remedy = "Periksa benih dan berkas undiannya; bila sudah benar, tanyakan kepada dinas."


class Command(BaseCommand):
    """Draw again, offline; the result is the published one to the byte, or it says so."""

    help = "Mengulangi undian peserta dari berkas undian dan benihnya, tanpa jaringan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="BERKAS", help="berkas undian (undian-TAHUN.jsonl)")
        parser.add_argument("--seed", default="", metavar="BENIH", help="benih yang diumumkan")
        parser.add_argument(
            "--beacon", default="", metavar="HEX", help="tanda tangan putaran suar drand"
        )
        parser.add_argument("--dice", default="", metavar="ANGKA", help="hasil dadu, mis. '4 2 6'")
        parser.add_argument(
            "--result", metavar="BERKAS", help="berkas hasil untuk dicocokkan sampai ke bitnya"
        )
        parser.add_argument("--out", metavar="BERKAS", help="tulis hasilnya ke berkas ini")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = _read(Path(options["file"]))
            seed = options["seed"]
            if options["beacon"]:
                value = read_beacon(signature=options["beacon"])
                seed = join_seed(randomness=value, dice=options["dice"])
            seed = join_seed(randomness=seed, dice="" if options["beacon"] else options["dice"])
            drawn = run_draw(read_draw(text), seed=seed)
            result = write_result(drawn)
            if options["result"] and _read(Path(options["result"])) != result:
                raise OtherResult(name=options["result"])
        except DomainError as error:
            self.stderr.write(f"{error} {error.remedy}")
            sys.exit(2)
        if options["out"]:
            Path(options["out"]).write_bytes(result.encode())
        chosen = sum(row.outcome == "CHOSEN" for row in drawn)
        self.stdout.write(f"Benih: {seed}")
        self.stdout.write(f"Berkas undian: {hash_text(text)}")
        self.stdout.write(f"Hasil: {hash_text(result)}")
        self.stdout.write(f"{chosen} terpilih dari {len(drawn)} pendaftar.")
        if options["result"]:
            self.stdout.write("Sama dengan berkas hasil, sampai ke bitnya.")


def _read(path: Path) -> str:
    """Read a published file as it is. Raises: BadDrawFile."""
    try:
        if path.stat().st_size > LONGEST:
            raise BadDrawFile(why="terlalu besar")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadDrawFile(why=f"{path.name} tidak ditemukan atau tidak dapat dibuka") from error
    except UnicodeDecodeError as error:
        raise BadDrawFile(why="isinya bukan teks") from error
