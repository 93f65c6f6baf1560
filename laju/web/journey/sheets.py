"""Checked files into the registry: matched, stored and linked with nothing lost."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext

from django.db import connection
from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.indicators.actions import pause_cube, rebuild_cube
from laju.apps.indicators.queries import cube_state
from laju.apps.registry.actions import (
    CHUNK,
    MANY,
    Intake,
    Loading,
    Remembered,
    link_registry,
    open_batch,
    receive_staged,
    restoring_indexes,
    suspend_indexes,
)
from laju.apps.registry.actions.linking import Linked
from laju.apps.registry.indexing import follow
from laju.apps.registry.models import Batch
from laju.apps.registry.queries import Found, find_links
from laju.engines.aside import Aside
from laju.engines.staging import Staged, forget_staged
from laju.web.beside import following
from laju.web.journey.checking import Source, forget_run, pieces_of
from laju.web.progress import Progress
from laju.web.shared.sheet_files import keep_file, path_of


def receive_sources(
    sources: Sequence[Source],
    *,
    by: User,
    advance: Callable[[int], None],
) -> list[Batch]:
    """Match and store every checked table.

    Killed at any point, the same call goes on where it stopped. `advance` hears of rows done.
    """
    is_many = sum(source.rows for source in sources) >= MANY
    if is_many and suspend_indexes():
        pause_cube(by=by, at=timezone.now())
    opened = [(batch, table) for source in sources for batch, table in _opened(source, by)]
    if is_many and _has_file():
        return _load(opened, by, advance)
    known = Remembered() if is_many else None
    return [_receive(batch, Intake(table, known=known), by, advance) for batch, table in opened]


def _opened(source: Source, by: User) -> Iterator[tuple[Batch, Staged]]:
    """Open the batches of a file, and keep the file so that it can be looked at again."""
    if not path_of(sha256=source.sha256).exists():
        keep_file(chunks=pieces_of(source.path))
    for table in source.tables:
        batch = open_batch(
            staged=table,
            file_name=source.name or source.path.name,
            sha256=source.sha256,
            occasion=source.occasion,
            by=by,
            at=timezone.now(),
        )
        yield batch, table


def _load(
    opened: Sequence[tuple[Batch, Staged]], by: User, advance: Callable[[int], None]
) -> list[Batch]:
    """Receive by a process that loads one chunk while the next is matched."""
    known = Remembered()
    batches = []
    with Aside() as loader, Loading(loader=loader, known=known, by=by) as loading:
        for batch, table in opened:
            intake, ahead = Intake(table, known=known), batch
            advance(ahead.rows_done)
            while ahead.status == Batch.Status.OPEN:
                done = ahead.rows_done
                ahead = loading.receive(batch=ahead, intake=intake, limit=CHUNK, at=timezone.now())
                advance(ahead.rows_done - done)
            batches.append(ahead)
        loading.wait()
    return batches


def finish_import(
    *,
    sources: Sequence[Source],
    batches: Sequence[Batch],
    by: User,
    progress: Progress | None = None,
) -> Linked:
    """Make ready for use what was stored: indexes, links, search, counts; done twice is no harm."""
    progress = progress or Progress(io.StringIO())
    is_many = sum(source.rows for source in sources) >= MANY
    title = "Mencari usaha yang tercatat dua kali"
    with restoring_indexes() if is_many else nullcontext(lambda: None) as wait_for_indexes:
        with progress.step("link", title, 0):
            found = find_in_sheets(batches)
        with progress.step("indexes", "Menyusun indeks", 0):
            wait_for_indexes()
    title = "Menggabungkan yang pasti sama"
    with progress.step("merge", title, 0), following() if is_many else nullcontext():
        linked = link_sheets(batches, found, by)
    if is_many:
        with progress.step("search", "Menyusun indeks pencarian", 0):
            follow(most=None)
        if not cube_state().is_exact:
            with progress.step("cube", "Menghitung rekap", 0):
                rebuild_cube(by=by, at=timezone.now())
    for source in sources:
        forget_staged(order=source.order)
    forget_run(sources)
    return linked


def find_in_sheets(batches: Sequence[Batch]) -> Found | None:
    """Compare what sheets brought with the whole registry, all of them at once and only once."""
    waiting = [batch for batch in batches if batch.linked_at is None]
    if not any(batch.created or batch.updated for batch in waiting):
        return None
    return find_links(batches=waiting)


def link_sheets(batches: Sequence[Batch], found: Found | None, by: User) -> Linked:
    """Do what was found in sheets."""
    if found is None:
        return Linked(0, 0, 0)
    alone = batches[0] if len(batches) == 1 else None
    return link_registry(found=found, batch=alone, by=by, at=timezone.now())


def _receive(batch: Batch, intake: Intake, by: User, advance: Callable[[int], None]) -> Batch:
    done = 0
    while True:
        at = timezone.now()
        batch = receive_staged(batch=batch, intake=intake, limit=CHUNK, by=by, at=at)
        advance(batch.rows_done - done)
        done = batch.rows_done
        if batch.status != Batch.Status.OPEN:
            return batch


def _has_file() -> bool:
    """Say whether the database is a file that another process can write to."""
    name = str(connection.settings_dict["NAME"])
    return connection.vendor == "sqlite" and "memory" not in name
