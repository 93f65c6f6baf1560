"""Django's SQLite backend, except that writers wait in a kernel queue instead of racing.

SQLite lets waiting writers poll, so an unlucky one may wait for seconds; a file lock hands the
turn over in order of arrival. Local file systems only, like SQLite's own locks.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base, schema


class SchemaEditor(schema.DatabaseSchemaEditor):
    """Django's, except that triggers outlive a change of their table.

    SQLite changes most columns by a new table under the old name; the old one takes its triggers
    with it, and while it is gone a trigger elsewhere that reads it stops the renaming.
    """

    def _remake_table(self, *args: Any, **kwargs: Any) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        for name, _sql in triggers:
            self.execute(f"DROP TRIGGER {self.quote_name(name)}")
        super()._remake_table(*args, **kwargs)  # type: ignore[misc]
        for _name, sql in triggers:
            self.execute(sql)


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite connection that takes its turn before it begins a transaction."""

    SchemaEditorClass = SchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: int | None = None
        self._has_turn = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect in turn: the first change to write-ahead logging waits for nobody by itself."""
        self._take_turn()
        try:
            return super().get_new_connection(conn_params)
        finally:
            self._give_turn()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the turn while a process of our own writes: all other writers wait in the queue.

        This connection only reads meanwhile.
        """
        self._take_turn()
        try:
            yield
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self._has_turn or "memory" in name:
            return
        if self._turn is None:
            flags = os.O_CREAT | os.O_RDWR | os.O_CLOEXEC
            self._turn = os.open(Path(f"{name}.turn"), flags, 0o600)
        fcntl.flock(self._turn, fcntl.LOCK_EX)
        self._has_turn = True

    def _give_turn(self) -> None:
        if self._has_turn and self._turn is not None:
            fcntl.flock(self._turn, fcntl.LOCK_UN)
        self._has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()
            if self._turn is not None:
                os.close(self._turn)
                self._turn = None
