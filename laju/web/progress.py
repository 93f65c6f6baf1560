"""A progress bar for each step, on a terminal or as plain lines in a log."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 28


class Bar:
    """One step's bar; `advance` is called with how much was done."""

    def __init__(self, title: str, total: int, stream: TextIO) -> None:
        self.title, self.total, self.stream = title, total, stream
        self.done, self.began, self.shown = 0, time.monotonic(), 0.0

    def advance(self, amount: int) -> None:
        """Note that so much more is done, and show it at most ten times a second."""
        self.done += amount
        now = time.monotonic()
        if self.stream.isatty() and now - self.shown > 0.1:  # noqa: PLR2004
            self.shown = now
            self.stream.write(f"\r{self._line()}")
            self.stream.flush()

    def finish(self) -> float:
        """End the bar with the time it took, and return that in seconds."""
        seconds = time.monotonic() - self.began
        start = "\r" if self.stream.isatty() else ""
        self.stream.write(f"{start}{self._line(seconds)}\n")
        self.stream.flush()
        return seconds

    def _line(self, seconds: float | None = None) -> str:
        total = max(self.total, self.done, 1)
        share = 1.0 if seconds is not None else min(self.done / total, 1.0)
        filled = int(share * WIDTH) if self.done or not self.total else 0
        bar = "█" * filled + "░" * (WIDTH - filled)
        count = f"{self.done:,}".replace(",", ".")
        if seconds is not None:
            return f"  {self.title:<40} {bar} {count:>7}  {seconds:6.1f} s"
        left = self._left(share)
        return f"  {self.title:<40} {bar} {count:>7}  {left}"

    def _left(self, share: float) -> str:
        if share <= 0:
            return " " * 16
        left = (time.monotonic() - self.began) * (1 - share) / share
        return f"sisa {left:5.0f} s    "


class Progress:
    """The bars of a run, one after the other, with their times."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, key: str, title: str, total: int) -> Iterator[Bar]:
        """Show a bar while the step runs, and keep its time under `key`."""
        bar = Bar(title, total, self.stream)
        try:
            yield bar
        finally:
            self.seconds[key] = round(self.seconds.get(key, 0.0) + bar.finish(), 3)
