"""The task of bench.kills: its effect is one row, followed by a moment in which it can be killed."""

import time

from django.db import connection
from django_tasks import task


@task(title="Bench", seconds=2, most_attempts=50)
def leave_mark(*, word: int, seconds: float) -> None:
    """Write one row, then take a while before the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_effect (word) VALUES (%s)", [word])
    time.sleep(seconds)
