"""What a reader of numbers says of one cell."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How far a cell may be trusted."""

    VALID = "VALID"  # as it stands
    REPAIRED = "REPAIRED"  # only decoration was in the way: apostrophe, blanks, dots
    SUSPECT = "SUSPECT"  # well formed, but bears the mark of a rounding by Excel
    DAMAGED = "DAMAGED"  # digits are gone for ever, the office must look it up again
    INVALID = "INVALID"  # cannot be what it claims to be
    EMPTY = "EMPTY"


@dataclass(frozen=True, slots=True)
class Reading:
    """The clean value (empty when there is none), the verdict, and why in one sentence."""

    value: str
    verdict: Verdict
    reason: str = ""
    others: tuple[str, ...] = ()  # further values found in the same cell

    @property
    def is_usable(self) -> bool:
        """Say whether the value may be stored as the real one."""
        return self.verdict in {Verdict.VALID, Verdict.REPAIRED}
