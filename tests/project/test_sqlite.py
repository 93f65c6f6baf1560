"""Writers on SQLite wait for their turn instead of failing."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys

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
