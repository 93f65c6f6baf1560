"""Writers on SQLite wait for their turn instead of failing."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys

from django.db import ConnectionHandler, models

from laju.project.settings import database

WRITER = """
import os, django
django.setup()
from django.db import connection, transaction
for number in range(60):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT n FROM counter")
            n = cursor.fetchone()[0]
            cursor.execute("UPDATE counter SET n = %s", [n + 1])
"""


def test_concurrent_read_then_write_transactions_lose_nothing(tmp_path):
    path = tmp_path / "x.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE counter (n INTEGER)")
        connection.execute("INSERT INTO counter VALUES (0)")
    connection.close()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LAJU_")}
    environment = {
        **clean,
        "DJANGO_SETTINGS_MODULE": "laju.project.settings",
        "LAJU_HOME": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{path}",
    }
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER], env=environment)
        for _ in range(max(2, min(4, multiprocessing.cpu_count())))
    ]
    assert [writer.wait() for writer in writers] == [0] * len(writers)
    connection = sqlite3.connect(path)
    [(count,)] = connection.execute("SELECT n FROM counter").fetchall()
    connection.close()
    assert count == 60 * len(writers)


class Thing(models.Model):
    """A table of its own in a scratch database."""

    name = models.CharField(max_length=10)

    class Meta:
        app_label = "scratch"
        managed = False


def test_triggers_outlive_a_change_of_their_table(tmp_path, django_db_blocker):
    settings = {"default": database(url=f"sqlite:///{tmp_path}/y.sqlite3")}
    with django_db_blocker.unblock():
        scratch = ConnectionHandler(settings)["default"]
        longer = models.CharField(max_length=20, unique=True)
        longer.set_attributes_from_name("name")
        longer.model = Thing
        with scratch.schema_editor() as editor:
            editor.create_model(Thing)
            editor.execute("CREATE TABLE other (n)")
            editor.execute(
                "CREATE TRIGGER mine AFTER INSERT ON scratch_thing "
                "BEGIN INSERT INTO other VALUES (1); END"
            )
            editor.execute(
                "CREATE TRIGGER yours AFTER INSERT ON other "
                "BEGIN UPDATE scratch_thing SET name = 'told'; END"
            )
        with scratch.schema_editor() as editor:
            editor.alter_field(Thing, Thing._meta.get_field("name"), longer)
        with scratch.cursor() as cursor:
            cursor.execute("INSERT INTO scratch_thing (name) VALUES ('new')")
            cursor.execute("SELECT name FROM scratch_thing")
            told = cursor.fetchall()
        scratch.close()
    assert told == [("told",)]
