"""The platform in a process beside this one: for work that reads while this one writes."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from laju.engines.aside import Aside, AsideFailed


def set_up(*, database: str, search: Path) -> None:
    """Make ready, over there, what the other process has open."""
    import django

    django.setup()
    connection.settings_dict["NAME"] = database
    settings.SEARCH = search


@contextmanager
def following() -> Iterator[None]:
    """Bring the search index in step meanwhile; what changes meanwhile is left to be told.

    Only where the database is a file that two processes can open. What fails over there is done
    here by whoever follows next.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" in name:
        yield
        return
    with Aside() as aside:
        aside.ask(set_up, database=name, search=settings.SEARCH)
        aside.ask(_follow)
        yield
        with suppress(AsideFailed):
            aside.answer()
            aside.answer()


def _follow() -> bool:
    from laju.apps.registry.indexing import follow

    return follow(most=None)
