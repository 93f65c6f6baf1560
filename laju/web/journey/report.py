"""The report of a run: figures, map, best, and one figure walked back to its row."""

from pathlib import Path
from typing import Any

from laju.web.journey.fasttrack import Outcome


def write_report(*, outcome: Outcome, out: Path, summary: dict[str, Any]) -> None:
    """Write index.html and a calendar page per participant."""
