"""An import that kills itself at a named point: python -m tests.journeys.killed SHEET POINT.

Points: checked, stored:N (N chunks are), loading:N (the N-th chunk is on its way to the process
that loads it), indexes, merging (while the search index follows beside it), none. Everything counts
as many, in chunks of 20 rows.
"""

import os
import signal
import sys
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from laju.apps.accounts.queries import system_user  # noqa: E402
from laju.apps.registry import indexing  # noqa: E402
from laju.engines.aside import Aside  # noqa: E402
from laju.web.journey import sheets  # noqa: E402
from laju.web.journey.checking import check_sources  # noqa: E402


def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)


def main(path, point):
    sheets.MANY, sheets.CHUNK = 1, 20
    where, _, count = point.partition(":")
    left = [int(count or 0)]

    def counted(*_):
        left[0] -= 1
        if left[0] == 0:
            die()

    if where == "loading":
        ask = Aside.ask

        def ask_and_die(self, *args, **kwargs):
            ask(self, *args, **kwargs)
            counted()

        Aside.ask = ask_and_die
    if where == "indexes":
        sheets.find_in_sheets = die
    if where == "merging":
        sheets.link_sheets = die
    call_command("migrate", verbosity=0)
    by = system_user()
    sources, _ = check_sources([path], region=None, advance=lambda _: None)
    if where == "checked":
        die()
    advance = counted if where == "stored" else lambda _: None
    batches = sheets.receive_sources(sources, by=by, advance=advance)
    sheets.finish_import(sources=sources, batches=batches, by=by)
    assert indexing.check().is_in_step


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
