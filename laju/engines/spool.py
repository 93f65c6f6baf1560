"""A spool of lines per day: appended by many processes, whole after a kill, thrown away in the end."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
MOST_BYTES = 400 * 1024**2  # of a day: some ten million lines; what comes then is not written
_LONGEST_LINE = 400  # one write of so few bytes goes into the file in one piece


class LineTooLong(ValueError):
    """A line that might be torn apart by another writer's."""


class SpoolFull(OSError):
    """Somebody sends more in a day than there can be."""


def append(*, folder: Path, on: date, line: str) -> None:
    """Add a line to a day's file; a kill of this process afterwards does not lose it.

    Raises: LineTooLong, SpoolFull, OSError when the disk is full.
    """
    told = line.encode("ascii", "replace")
    if len(told) > _LONGEST_LINE:
        raise LineTooLong(line[:80])
    os.write(_open(folder, on), told)


def secret_of(*, folder: Path, on: date) -> bytes:
    """Return the day's secret, made by whoever needs it first, readable by us only."""
    return _secret(folder, on)


@contextmanager
def lines_of(*, folder: Path, on: date) -> Iterator[Iterator[str]]:
    """Give the lines of a day's file, none when there is none; the last may still be on its way."""
    path = _path(folder, on)
    if not path.exists():
        yield iter(())
        return
    with path.open(encoding="ascii", errors="replace") as file:
        yield (line for line in file if line.endswith("\n"))


def days_in(*, folder: Path) -> list[date]:
    """Return the days that have a file, oldest first."""
    return sorted(date.fromisoformat(path.stem) for path in folder.glob("????-??-??.log"))


def throw_away(*, folder: Path, on: date) -> None:
    """Remove a day's lines and its secret for good."""
    _path(folder, on).unlink(missing_ok=True)
    _path(folder, on).with_suffix(".key").unlink(missing_ok=True)


def _path(folder: Path, on: date) -> Path:
    return folder / f"{on.isoformat()}.log"


@lru_cache(maxsize=2)
def _keep_open(folder: Path, on: date) -> list[int]:
    """Keep the file of today open; the file of yesterday is closed when it falls out of use."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [os.open(_path(folder, on), _FLAGS, 0o600)]


def _open(folder: Path, on: date) -> int:
    kept = _keep_open(folder, on)
    told = os.fstat(kept[0])
    if told.st_size > MOST_BYTES:
        raise SpoolFull(str(folder))
    if not told.st_nlink:  # thrown away meanwhile: begin a new one
        os.close(kept[0])
        kept[0] = os.open(_path(folder, on), _FLAGS, 0o600)
    return kept[0]


@lru_cache(maxsize=2)
def _secret(folder: Path, on: date) -> bytes:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = _path(folder, on).with_suffix(".key")
    made = folder / f".{secrets.token_hex(8)}"
    made.write_bytes(secrets.token_bytes(32))
    made.chmod(0o600)
    try:
        os.link(made, path)  # whole or not there, and only one of many wins
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return path.read_bytes()
