"""Read XLS and ODS in a process of their own, with little room and little time.

Their cells may name themselves a million-fold in a few bytes, and only the reader finds out while
it reserves the memory. When it dies, it dies alone.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from laju.core.errors import DomainError
from laju.engines.sheets.archives import BrokenArchive, DangerousArchive, TableTooLarge
from laju.engines.sheets.tables import Row
from laju.engines.sheets.workbooks import LockedWorkbook, read_workbook

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 60
MOST_TEXT = 256 * 1024**2
_PIECE = 1 << 20
_ERRORS = {error.__name__: error for error in (BrokenArchive, LockedWorkbook, TableTooLarge)}
_BEGIN = "from laju.engines.sheets.fence import answer; answer()"


def read_fenced(
    path: Path, *, memory: int = MOST_MEMORY, seconds: float = MOST_SECONDS
) -> list[tuple[str, list[Row]]]:
    """Return what workbooks.read_workbook returns, read in a process that may fall over.

    memory: bytes of address space; seconds: by the clock on the wall.
    Raises: DangerousArchive when either runs out, LockedWorkbook, BrokenArchive, TableTooLarge.
    """
    command = [sys.executable, "-c", _BEGIN, str(path), str(memory), str(int(seconds) + 1)]
    root = str(Path(__file__).resolve().parents[3])
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": root},
    ) as process:
        clock = threading.Timer(seconds, process.kill)
        clock.start()
        try:
            told = _told(process)
        finally:
            clock.cancel()
            process.kill()
    if process.returncode < 0:
        raise DangerousArchive
    if process.returncode:
        raise BrokenArchive
    return _tables(told)


def answer() -> None:
    """Read the workbook named on the command line; say it on standard output, line by line."""
    path, memory, seconds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    _fence(memory, seconds)
    out = sys.stdout
    out.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        for name, rows in read_workbook(path):
            out.write(json.dumps([name]) + "\n")
            for row in rows:
                out.write(json.dumps([row.number, row.cells]) + "\n")
    except DomainError as error:
        out.write(json.dumps({type(error).__name__: error.facts}) + "\n")
    except MemoryError:
        os.abort()


def _fence(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the clock alone watches
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _told(process: "subprocess.Popen[bytes]") -> bytes:
    """Return all the process says and wait for its end."""
    assert process.stdout is not None
    pieces, size = [], 0
    while piece := process.stdout.read(_PIECE):
        size += len(piece)
        if size > MOST_TEXT:
            raise DangerousArchive
        pieces.append(piece)
    process.wait()
    return b"".join(pieces)


def _tables(told: bytes) -> list[tuple[str, list[Row]]]:
    tables: list[tuple[str, list[Row]]] = []
    for line in _lines(told):
        said = json.loads(line)
        if isinstance(said, dict):
            [(name, facts)] = said.items()
            raise _ERRORS[name](**facts)
        if len(said) == 1:
            tables.append((said[0], []))
        else:
            tables[-1][1].append(Row(said[0], tuple(said[1])))
    return tables


def _lines(told: bytes) -> Iterator[bytes]:
    """Yield the lines without making a copy of them all."""
    start = 0
    while (end := told.find(b"\n", start)) >= 0:
        yield told[start:end]
        start = end + 1
