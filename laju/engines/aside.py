"""Work done in a process of its own: beside this one, and without its locks and memory."""

import contextlib
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from laju.core.errors import DomainError

_PIPE = 1024**2  # bytes: whole tables pass through
_BEGIN = "from laju.engines.aside import serve; serve()"


class AsideFailed(Exception):
    """The work failed over there; what was said of it is the message."""


class AsideLost(AsideFailed):
    """The process is gone: killed, or out of memory."""


class Aside:
    """A Python process that does one thing after the other and ends with the one that began it.

    `ask` sends work and returns at once, `answer` waits for what came of the oldest work asked.
    """

    def __init__(self) -> None:
        root = str(Path(__file__).resolve().parents[2])
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", _BEGIN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": root},
            pipesize=_PIPE,
        )

    def ask(self, work: Callable[..., Any], /, **facts: Any) -> None:
        """Begin `work`, a function of a module, with arguments that can be pickled."""
        assert self._process.stdin is not None
        try:
            pickle.dump((work, facts), self._process.stdin, protocol=5)
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise AsideLost from error

    def answer(self) -> Any:
        """Return what the oldest unanswered work returned, or raise what it raised.

        Raises: AsideFailed for anything but a DomainError; AsideLost when the process is gone.
        """
        assert self._process.stdout is not None
        try:
            kind, told = pickle.load(self._process.stdout)  # noqa: S301  our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise AsideLost from error
        if kind == "refused":
            refusal, facts = told
            raise refusal(**facts)
        if kind == "failed":
            raise AsideFailed(told)
        return told

    def do(self, work: Callable[..., Any], /, **facts: Any) -> Any:
        """Do `work` over there and return its result."""
        self.ask(work, **facts)
        return self.answer()

    def close(self) -> None:
        """Let the process end after what it has begun."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):  # what it was asked last is not wanted
                    pipe.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def serve() -> None:
    """Do what is asked on standard input until it ends, as it does with the one who asks."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    while True:
        try:
            work, facts = pickle.load(asked)  # noqa: S301  our own process
        except (EOFError, KeyboardInterrupt):
            return
        _say(answers, _done(work, facts))


def _done(work: Callable[..., Any], facts: dict[str, Any]) -> tuple[str, Any]:
    try:
        return "done", work(**facts)
    except DomainError as error:
        return "refused", (type(error), error.facts)
    except Exception:  # noqa: BLE001  told to the one who asked
        return "failed", traceback.format_exc()


def _say(answers: BinaryIO, told: tuple[str, Any]) -> None:
    try:
        pickle.dump(told, answers, protocol=5)
        answers.flush()
    except BrokenPipeError:
        raise SystemExit(1) from None
