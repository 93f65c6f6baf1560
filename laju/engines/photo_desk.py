"""A desk that has photos decoded, each in a process of its own that is limited and then gone.

Starting Python and libvips costs as much as two of the three sizes of a photo. So one process per
worker has both ready and copies itself (fork) for every photo; a photo that breaks its copy, or
takes it over, finds nothing of the photo before and leaves nothing for the next.
"""

import atexit
import contextlib
import json
import os
import queue
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PHOTO_SECONDS = 30.0  # on the clock; the processor time is limited inside
_GRACE_SECONDS = 10.0
_LONGEST_ANSWER = 4096  # written at once, so never mixed with another
_idle: "queue.LifoQueue[tuple[int, Desk]]" = queue.LifoQueue()


class DeskLost(Exception):
    """The process that copies itself is gone, or says nothing more."""


class Desk:
    """The process that copies itself; it ends with the one that began it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "laju.engines.photo_child", "--desk"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[2],
        )

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    def ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer, empty when the copy ended without one. Raises: DeskLost."""
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise DeskLost from error
        wait = float(question.get("seconds", PHOTO_SECONDS)) + _GRACE_SECONDS
        if not select.select([self._process.stdout], [], [], wait)[0]:
            raise DeskLost
        line = self._process.stdout.readline(_LONGEST_ANSWER)
        if not line.endswith(b"\n"):
            raise DeskLost
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise DeskLost from error
        return answer if isinstance(answer, dict) else {}

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self._process.wait()


@contextlib.contextmanager
def _desk() -> Iterator[Desk]:
    """Lend an idle desk of this process, or a new one; a lost one is not given back."""
    desk = None
    while desk is None:
        try:
            owner, found = _idle.get_nowait()
        except queue.Empty:
            desk = Desk()
        else:
            desk = found if owner == os.getpid() else None  # a fork of this process has its own
    try:
        yield desk
    except BaseException:
        desk.close()
        raise
    _idle.put((os.getpid(), desk))


def ask_desk(question: Mapping[str, Any]) -> dict[str, Any]:
    """Have one photo decoded; return what was found, empty when it could not be read."""
    if not hasattr(os, "fork"):
        return _ask_alone(question)
    for _ in range(2):  # the desk may have been ended from outside since the last photo
        with contextlib.suppress(DeskLost), _desk() as desk:
            return desk.ask(question)
    return {}


def _ask_alone(question: Mapping[str, Any]) -> dict[str, Any]:
    """Do the same where a process cannot copy itself: a new one for each photo."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "laju.engines.photo_child"],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=float(question.get("seconds", PHOTO_SECONDS)),
            check=False,
            cwd=Path(__file__).resolve().parents[2],
        )
    except subprocess.TimeoutExpired:
        return {}
    answer = json.loads(child.stdout) if child.returncode == 0 else {}
    return answer if isinstance(answer, dict) else {}


@atexit.register
def close_desks() -> None:
    """End the desks that wait; those of a process that is killed end by themselves."""
    with contextlib.suppress(queue.Empty):
        while True:
            owner, desk = _idle.get_nowait()
            if owner == os.getpid():
                desk.close()
