"""A production installation is safe, and an unsafe one is told so."""

import os
import secrets
import subprocess
import sys

from laju.project.settings import database


def check_deploy(**environment):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LAJU_", "DJANGO_"))}
    clean.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"],
        env={**clean, "DJANGO_SETTINGS_MODULE": "laju.project.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_deploy_is_clean_in_production(tmp_path):
    run = check_deploy(
        LAJU_HOME=str(tmp_path),
        LAJU_SECRET_KEY=secrets.token_urlsafe(60),
        LAJU_HOSTS="laju.contoh.go.id",
    )
    assert run.returncode == 0, run.stderr
    assert "WARNINGS" not in run.stderr


def test_check_deploy_insists_on_a_secret_and_refuses_the_demo(tmp_path):
    run = check_deploy(LAJU_HOME=str(tmp_path), LAJU_DEMO="1")
    assert run.returncode == 1
    assert "laju.E001" in run.stderr
    assert "laju.E002" in run.stderr


def test_database_reads_both_kinds_of_address():
    assert database(url="sqlite:////srv/laju.sqlite3")["NAME"] == "/srv/laju.sqlite3"
    assert database(url="sqlite:///var/laju.sqlite3")["NAME"] == "var/laju.sqlite3"
    told = database(url="postgres://dinas:r%40hasia@db.contoh.id:5433/laju?sslmode=require")
    assert (told["USER"], told["PASSWORD"], told["HOST"], told["PORT"], told["NAME"]) == (
        "dinas",
        "r@hasia",
        "db.contoh.id",
        "5433",
        "laju",
    )
    assert told["OPTIONS"] == {"sslmode": "require"}
