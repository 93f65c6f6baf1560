"""Django's SQLite backend, except that writers wait in a kernel queue instead of racing.

SQLite lets waiting writers poll, so an unlucky one may wait for seconds; a file lock hands the
turn over in order of arrival. Local file systems only, like SQLite's own locks.
"""

import fcntl
import os
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite connection that takes its turn before it begins a transaction."""

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
