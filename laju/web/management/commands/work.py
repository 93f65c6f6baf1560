"""`laju work`: do the jobs that wait in the background."""

import os
import signal
import socket
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from laju.apps.jobs.queries import oldest_due
from laju.apps.jobs.working import claim, work_on
from laju.web.journey.tasks import ask_for_check, ask_for_count

PAUSE = 1.0  # seconds between two looks when nothing waits
COUNT_EVERY = 600.0  # seconds between two counts of visits


class Command(BaseCommand):
    """Lease and do jobs, one after the other; run it as often as there are cores to spare."""

    help = "Mengerjakan pekerjaan latar satu per satu; aman dihentikan kapan saja."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--drain", action="store_true", help="berhenti bila tidak ada lagi")
        parser.add_argument("--queue", action="append", default=[], metavar="ANTREAN")
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="berhenti bila proses ini mati"
        )
        parser.add_argument("--out", metavar="FOLDER", help="hasil laju fasttrack di folder ini")

    def handle(self, *args: Any, **options: Any) -> None:
        worker, queues = f"{socket.gethostname()}:{os.getpid()}", frozenset(options["queue"])
        self.is_stopping, self.count_next = False, 0.0
        signal.signal(signal.SIGTERM, self._stop)
        while not self.is_stopping and _lives(options["beside"]):
            self._ask_for_count()
            if self._turn(worker, queues):
                continue
            if options["drain"]:
                return
            close_old_connections()
            time.sleep(PAUSE)

    def _turn(self, worker: str, queues: frozenset[str]) -> bool:
        """Do one job or part of one; looking alone takes nobody's turn to write."""
        try:
            if oldest_due(now=timezone.now()) is None:
                return False
            job = claim(worker=worker, queues=queues)
            if job is None:
                return False
            work_on(job=job)
        except OperationalError as error:  # a long write elsewhere, a server that restarts
            self.stderr.write(f"{error}")
            return False
        return True

    def _ask_for_count(self) -> None:
        """Have visits counted every ten minutes and sites checked every night, by the first to come."""
        if time.monotonic() >= self.count_next:
            self.count_next = time.monotonic() + COUNT_EVERY
            try:
                ask_for_count()
                ask_for_check(at=timezone.now())
            except OperationalError as error:
                self.stderr.write(f"{error}")

    def _stop(self, *_: object) -> None:
        """Finish what is at hand, then leave."""
        self.is_stopping = True


def _lives(pid: int | None) -> bool:
    """Say whether the process this worker was started beside is still there."""
    return pid is None or os.getppid() == pid
