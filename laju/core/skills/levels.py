"""How far somebody is in a lesson, and when it is enough for a certificate."""

import hashlib
from collections.abc import Iterable, Sequence
from enum import IntEnum

from laju.core.skills.lessons import Lesson

NEEDED = 8  # lessons at CAN or above
_SAMPLE = 5  # of a hundred tasks are rated by two people


class Level(IntEnum):
    """NONE; KNOWS (paham): the check is passed; CAN (mampu): the task is proven; MASTERS (terampil):
    a facilitator saw it done as well.
    """

    NONE = 0
    KNOWS = 1
    CAN = 2
    MASTERS = 3


def is_passed(lesson: Lesson, *, answers: Sequence[int]) -> bool:
    """Test whether at most one of the answers is wrong; an answer that is missing is wrong."""
    right = sum(
        answer == question.right
        for answer, question in zip(answers, lesson.questions, strict=False)
    )
    return right >= len(lesson.questions) - 1


def level_of(*, is_known: bool, is_proven: bool, ratings: Iterable[bool] = ()) -> Level:
    """Return the level; a task that is proven counts without the check, for who can, knows.

    ratings: what facilitators said who saw it done; all of them must have said yes.

    >>> level_of(is_known=True, is_proven=False).name
    'KNOWS'
    >>> level_of(is_known=False, is_proven=True, ratings=[True, False]).name
    'CAN'
    """
    if not is_proven:
        return Level.KNOWS if is_known else Level.NONE
    told = list(ratings)
    return Level.MASTERS if told and all(told) else Level.CAN


def may_have_certificate(levels: Iterable[Level]) -> bool:
    """Test whether enough lessons are at CAN or above."""
    return sum(level >= Level.CAN for level in levels) >= NEEDED


def is_double_rated(*, participant: int, lesson: str) -> bool:
    """Test whether a task belongs to the sample two facilitators rate: 5 in 100, the same for ever."""
    told = hashlib.sha256(f"{participant}|{lesson}".encode()).digest()
    return int.from_bytes(told[:4], "big") % 100 < _SAMPLE
