"""The `laju` command: Django's commands, with the place of work settled before they start."""

import os
import secrets
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

OWN_PLACE = {"fasttrack": "", "demo": "var/demo"}  # commands that work in a folder of their own
GUESTS = frozenset(  # commands that may visit one
    {
        "verify",
        "serve",
        "advance",
        "person",
        "erase",
        "work",
        "cube",
        "index",
        "link",
        "snapshot",
        "write",
    }
)
HELP = """Laju: dari lembar usaha menjadi beranda, kalender, iklan, dan angka yang dapat ditelusuri.

  laju fasttrack LEMBAR... --out FOLDER   seluruh pekerjaan, tanpa peramban dan tanpa persiapan
  laju demo                               contoh lengkap, lalu dibuka di peramban
  laju import LEMBAR...                   masukkan lembar ke registri kantor ini
  laju advance                            kerjakan semua yang menunggu pada angkatan terakhir
  laju serve                              jalankan halaman kantor, dengan satu pekerja latar
  laju work                               satu pekerja latar lagi
  laju person NAMA --role PERAN           buat akun untuk masuk ke halaman kantor
  laju erase LJ-… --by NAMA               hapus data seorang pemilik, jejak dan angka tetap utuh
  laju index [--check] [--rebuild]        indeks pencarian: selaraskan, periksa, susun ulang
  laju cube [--check] [--rebuild]         rekap wilayah x skala x sektor x tingkat: periksa, hitung ulang
  laju snapshot                           salinan registri bernomor (Parquet) untuk tanya bebas dan mesin lain
  laju write                              usulan kalimat dari penulis luar, bila ada; tetap disetujui orang
  laju verify [--out FOLDER]              periksa jejak, angka, dan halaman: masih utuh?
  laju synthesise --out FOLDER            lembar 33 kantor berisi usaha rekaan, untuk uji coba

Tambahkan --help pada tiap perintah untuk pilihannya."""


def main() -> None:
    """Run a command; `laju` alone says what there is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laju.project.settings")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        sys.stdout.write(f"{HELP}\n")
        return
    home = _own_place(arguments)
    if home is not None:
        _work_in(home)
    try:
        _keep_secret(Path(os.environ.get("LAJU_HOME", "var")))
    except OSError as error:
        sys.stderr.write(f"Folder kerja tidak dapat ditulis: {error}. Pilih folder lain.\n")
        raise SystemExit(2) from None
    execute_from_command_line(["laju", *arguments])


def _own_place(arguments: list[str]) -> Path | None:
    """Return the folder of a command that brings its own, from --out."""
    command = arguments[0]
    out = OWN_PLACE.get(command, "")
    for index, argument in enumerate(arguments):
        if argument == "--out" and index + 1 < len(arguments):
            out = arguments[index + 1]
        elif argument.startswith("--out="):
            out = argument.removeprefix("--out=")
    is_help = bool({"-h", "--help"} & set(arguments))
    if not out or is_help or command not in {*OWN_PLACE, *GUESTS}:
        return None
    if command in GUESTS and not (Path(out) / ".laju").is_dir():
        sys.stderr.write(f"Di {out} tidak ada hasil laju fasttrack. Periksa nama foldernya.\n")
        raise SystemExit(2)
    return Path(out).resolve()


def _work_in(out: Path) -> None:
    """Keep database and originals in a hidden folder beside the results."""
    state = out / ".laju"
    os.environ["LAJU_HOME"] = str(state)
    os.environ["DATABASE_URL"] = f"sqlite:///{state}/laju.sqlite3"
    os.environ["LAJU_SITES"] = str(out / "sites")
    os.environ["LAJU_POSTERS"] = str(out / "posters")


def _keep_secret(home: Path) -> None:
    """Give this installation a secret of its own, readable by its owner only."""
    if os.environ.get("LAJU_SECRET_KEY"):
        return
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        with os.fdopen(os.open(path, flags, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(50))
    os.environ["LAJU_SECRET_KEY"] = path.read_text().strip()


if __name__ == "__main__":
    main()
