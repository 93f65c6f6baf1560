"""Two hundred people take the last ten seats at once, on both databases: exactly ten get one."""

import json
import os
import subprocess
import sys

import pytest

from bench.cubes import database


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_as_many_get_a_seat_as_there_are(store):
    with database(store) as (url, folder):
        if not url:
            pytest.skip("no PostgreSQL server")
        more = {
            "DATABASE_URL": url,
            "LAJU_HOME": folder,
            "LAJU_HTTPS": "0",
            "DJANGO_SETTINGS_MODULE": "laju.project.settings",
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.acceptances"],
            env=os.environ | more,
            capture_output=True,
            check=False,
            timeout=300,
        )
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {
        "told": {"taken": 10, "NoSeatLeft": 190},
        "participants": 30,
        "chosen": 30,
        "waiting": 190,
        "lines": 10,
    }
