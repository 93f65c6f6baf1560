"""An import that is killed and begun again ends to the row as one that was left alone."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.import_kills import ends

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("Kota Medan", "Kab. Toba", "Nias Selatan", "Binjai", "Antah Berantah")


def lines():
    """Yield rows among which persons return, rows repeat, and some are held back."""
    yield "Nama Usaha,Pemilik,NIK,No HP,Kab/Kota,Kegiatan,Harga"
    for n in range(110):
        nik = f"12710115128{n % 60:02d}001" if n % 3 else ""
        owner = f"Pemilik {n % 60}"
        yield f"Warung {n % 90},{owner},{nik},0810-0000-{n % 80:04d},{PLACES[n % 5]},jual kopi,{n}"
        if n % 25 == 0:
            yield f"WARUNG {n % 90},{owner},{nik},0810 0000 {n % 80:04d},{PLACES[n % 5]},Jual Kopi,{n}"


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    path = tmp_path_factory.mktemp("sheets") / "dinas.csv"
    path.write_text("\n".join(lines()), encoding="utf-8")
    return path


def run(home, sheet, point="none"):
    home.mkdir(exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LAJU_")}
    told = {
        **kept,
        "LAJU_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home}/laju.sqlite3",
        "DJANGO_SETTINGS_MODULE": "laju.project.settings",
        "LAJU_SECRET_KEY": "x",
    }
    command = [sys.executable, "-m", "tests.journeys.killed", str(sheet), point]
    return subprocess.run(command, cwd=ROOT, env=told, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def left_alone(tmp_path_factory, sheet):
    home = tmp_path_factory.mktemp("alone")
    done = run(home, sheet)
    assert done.returncode == 0, done.stderr
    told = dict(ends(home))
    assert told["registry_row"].startswith("115 ")
    return told


@pytest.mark.parametrize(
    "points",
    [
        ("checked",),
        ("stored:1", "stored:2"),
        ("loading:1", "loading:4"),
        ("indexes", "merging", "stored:1"),
    ],
)
def test_a_killed_import_ends_as_one_that_was_left_alone(tmp_path, sheet, left_alone, points):
    for point in points:
        killed = run(tmp_path, sheet, point)
        assert killed.returncode in {-9, 0}, killed.stderr
    assert killed.returncode == -9 or "stored:1" in points
    time.sleep(0.2)
    done = run(tmp_path, sheet)
    assert done.returncode == 0, done.stderr
    assert dict(ends(tmp_path)) == left_alone
    assert not any((tmp_path / "staging").iterdir())
