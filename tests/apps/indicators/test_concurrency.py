"""Two writers at once, and one killed in the middle: every cell still equals a recount."""

import os
import subprocess
import sys
import time

import psycopg
import pytest
from django.conf import settings
from django.db import connection

SET_UP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import BusinessFactory, OwnerFactory
BusinessFactory.create_batch(8, owner=OwnerFactory())
"""
# Moves businesses about, or measures them, in transactions of several steps; one that did both in
# either order could wait for another that waits for it, and PostgreSQL would end one of them.
WRITER = """
import random, sys, django
django.setup()
from datetime import date
from django.db import transaction
from laju.apps.indicators.models import Measure
from laju.apps.registry.models import Business
random.seed(int(sys.argv[1]))
keys = list(Business.everything.order_by("pk").values_list("pk", flat=True))
print("ready", flush=True)
for turn in range(int(sys.argv[2])):
    key = random.choice(keys[1:])
    some, on = Business.everything.filter(pk=key), date(2026, 11, random.randint(1, 3))
    moving = [
        lambda: some.update(region=random.choice(["12.71", "12.12"])),
        lambda: some.update(merged_into=random.choice([None, keys[0]])),
    ]
    measuring = [
        lambda: Measure.objects.update_or_create(
            business_id=key, on=on, defaults={"level": random.randint(0, 3)}
        ),
        lambda: Measure.objects.filter(business_id=key, on=on).delete(),
    ]
    with transaction.atomic():
        for step in random.sample(random.choice([moving, measuring]), 2):
            step()
"""
CHECK = """
import django
django.setup()
from laju.apps.indicators.models import Cell
from laju.apps.indicators.queries import cells_by, differences
from laju.apps.registry.models import Business
assert sum(cells_by().values()) == Business.objects.count() > 0
print(len(differences()), Cell.objects.values("writer").distinct().count())
"""


@pytest.fixture
def database(tmp_path, db):
    """A database of its own that several processes share, of the kind the suite runs on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/shared.sqlite3"
        return
    told = settings.DATABASES["default"]
    server = f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}"
    name = f"laju_shared_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as maintenance:
        maintenance.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")


def start(database, tmp_path, script, *arguments):
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LAJU_")}
    more = {
        "DJANGO_SETTINGS_MODULE": "laju.project.settings",
        "LAJU_HOME": str(tmp_path),
        "DATABASE_URL": database,
    }
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, env=clean | more, stdout=subprocess.PIPE, text=True)


def finish(process):
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return told


def test_two_writers_at_once_keep_every_cell(database, tmp_path):
    finish(start(database, tmp_path, SET_UP))
    writers = [start(database, tmp_path, WRITER, number, 150) for number in (1, 2)]
    for writer in writers:
        finish(writer)
    differing, sessions = finish(start(database, tmp_path, CHECK)).split()
    assert differing == "0"
    assert int(sessions) == (1 if connection.vendor == "sqlite" else 3)


def test_a_writer_killed_in_the_middle_leaves_every_cell_right(database, tmp_path):
    finish(start(database, tmp_path, SET_UP))
    for number in range(3):
        writer = start(database, tmp_path, WRITER, number, 100_000)
        assert writer.stdout.readline() == "ready\n"
        time.sleep(0.2 + 0.11 * number)
        writer.kill()
        writer.communicate()
        assert finish(start(database, tmp_path, CHECK)).split()[0] == "0"
