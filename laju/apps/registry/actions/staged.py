"""Staged tables into the registry: chunk by chunk, each whole or not at all."""

import time
from contextlib import ExitStack
from copy import copy
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl
from django.db import connection, transaction

from laju.apps.accounts.models import User
from laju.apps.ledger.models import Entry
from laju.apps.ledger.recording import action, entry_of, permit
from laju.apps.registry.actions.keys import Keys
from laju.apps.registry.actions.known import Asked
from laju.apps.registry.actions.receiving import find_batch, keep_facts, new_batch, take_in
from laju.apps.registry.actions.remembered import Remembered
from laju.apps.registry.actions.storing import COUNTERS, frame_of, moment_of, wait_for_others, write
from laju.apps.registry.models import Batch
from laju.engines.aside import Aside
from laju.engines.loading import Change, Guard, Insert, Update, load_sqlite, packed
from laju.engines.staging import Staged
from laju.engines.tables import CheckedTable

MANY = 20_000  # rows from which on the registry is looked through in memory, not row by row
CHUNK = 50_000
_ACTION = "registry.receive_staged"
_PAUSE = 0.001  # seconds
_CHECKPOINT = ("status", "finished_at", "warnings", *COUNTERS.values())


class Intake:
    """One staged table on its way into the registry, from where an earlier call stopped."""

    def __init__(self, staged: Staged, *, known: Asked | None = None) -> None:
        self.staged, self.known = staged, known or Asked()
        rows, self._findings = staged.scan()
        # which row says the same first is known for the whole table before any of it is stored
        first = pl.col("number").min().over(pl.col("fingerprint"))
        is_told = pl.col("fingerprint") != ""
        firsts = rows.select("number", "fingerprint").with_columns(
            first_number=pl.when(is_told).then(first).otherwise("number")
        )
        self._firsts = firsts.select("number", "first_number").collect()
        self._rows = rows

    def __str__(self) -> str:
        """Tell the ledger what went in: the staged table, named by all it was made from."""
        return f"{self.staged.folder.parent.name}/{self.staged.folder.name}"

    def window(self, start: int, limit: int) -> CheckedTable:
        """Return some rows with what was found in them."""
        rows = self._rows.slice(start, limit).collect()
        firsts = self._firsts.slice(start, limit)
        rows = rows.with_columns(firsts["first_number"])
        if not rows.height:
            return CheckedTable(rows, self._findings.head(0).collect())
        low, high = rows["number"][0], rows["number"][-1]
        return CheckedTable(
            rows, self._findings.filter(pl.col("number").is_between(low, high)).collect()
        )


@action
def open_batch(
    *, staged: Staged, file_name: str, sha256: str, occasion: str = "", by: User, at: datetime
) -> Batch:
    """Open the batch of a staged table, or return the one that goes on with it."""
    batch = find_batch(sha256=sha256, sheet_name=staged.name, occasion=occasion)
    if batch is None:
        batch = new_batch(
            file_name=file_name, sheet=staged, sha256=sha256, occasion=occasion, by=by, at=at
        )
        keep_facts(batch, staged.facts)
        batch.quality = staged.quality
        batch.save()
    return batch


@action
def receive_staged(
    *, batch: Batch, intake: Intake, limit: int = CHUNK, by: User, at: datetime
) -> Batch:
    """Take in the next rows of a staged table; call again until the batch is DONE.

    Each call is one transaction that stores rows and checkpoint together.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    wait_for_others()
    if isinstance(intake.known, Remembered):
        intake.known.learn_news()
    changes = _next_changes(batch, intake, limit, Keys(), by, at)
    write(changes=changes)
    batch.save(update_fields=_CHECKPOINT)
    if isinstance(intake.known, Remembered):
        intake.known.learn(changes)
    return batch


class Loading:
    """Does what `receive_staged` does on SQLite, by a process that writes much faster.

    While one chunk is being loaded the next is matched. The right is the same, and so is the line
    in the ledger, stored together with the rows. The turn is held while a chunk is matched and
    loaded; between two chunks others write, and what they wrote is learnt.
    """

    def __init__(self, *, loader: Aside, known: Remembered, by: User) -> None:
        permit(user=by, action=_ACTION)
        self._loader, self._known, self._by = loader, known, by
        self._keys = Keys()
        self._is_loading = False

    def __enter__(self) -> Self:
        _wait_for_writers()
        self._turn = ExitStack()
        self._take_turn()
        self._known.learn_news()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._turn.close()

    def receive(self, *, batch: Batch, intake: Intake, limit: int = CHUNK, at: datetime) -> Batch:
        """Send the next rows of a staged table on their way; return the batch as it will be."""
        ahead, changes = self._matched(batch, intake, limit, at)
        self.wait()
        if self._known.learn_news():
            ahead, changes = self._matched(batch, intake, limit, at)
        inputs: dict[str, Any] = {"batch": batch, "intake": intake, "limit": limit}
        entry = entry_of(action=_ACTION, inputs={**inputs, "by": self._by, "at": at}, result=ahead)
        self._loader.ask(
            load_sqlite,
            path=Path(str(connection.settings_dict["NAME"])),
            changes=packed([*changes, _checkpoint(ahead), _line(entry)]),
            guard=_guard(batch),
        )
        self._is_loading = True
        self._known.learn(changes)
        return ahead

    def wait(self) -> None:
        """Wait until what was sent is stored, and let others write."""
        if not self._is_loading:
            return
        self._is_loading = False
        self._loader.answer()
        self._turn.close()
        time.sleep(_PAUSE)  # who waits for the lock is woken, and has it before we ask again
        self._take_turn()

    def _take_turn(self) -> None:
        self._turn.enter_context(connection.turn())  # type: ignore[attr-defined]

    def _matched(
        self, batch: Batch, intake: Intake, limit: int, at: datetime
    ) -> tuple[Batch, list[Change]]:
        ahead = copy(batch)
        return ahead, _next_changes(ahead, intake, limit, self._keys, self._by, at)


def _next_changes(
    batch: Batch, intake: Intake, limit: int, keys: Keys, by: User, at: datetime
) -> list[Change]:
    """Return what the next rows change, and note on the batch how far it then is."""
    if batch.status != Batch.Status.OPEN:
        return []
    checked = intake.window(batch.rows_done, limit)
    changes = take_in(batch=batch, checked=checked, known=intake.known, keys=keys, by=by, at=at)
    if batch.rows_done >= batch.rows_total:
        batch.status, batch.finished_at = Batch.Status.DONE, at
    return changes


def _checkpoint(batch: Batch) -> Update:
    return Update(Batch._meta.db_table, frame_of([batch], _CHECKPOINT))


def _line(entry: Entry) -> Insert:
    columns = ("action", "by", "inputs_sha256", "subject", "result")
    told = {name: [getattr(entry, name)] for name in columns}
    return Insert(Entry._meta.db_table, pl.DataFrame({**told, "at": [moment_of(entry.at)]}))


def _guard(batch: Batch) -> Guard:
    """Let the rows in only if nobody has gone on with this batch meanwhile."""
    counted = " + ".join(COUNTERS.values())
    sql = f"SELECT {counted} FROM {Batch._meta.db_table} WHERE id = {batch.pk:d}"  # noqa: S608
    return Guard(sql, (batch.rows_done,))


def _wait_for_writers() -> None:
    """Wait for a process that is still writing, as that of a run that was killed may be."""
    with transaction.atomic():
        pass
