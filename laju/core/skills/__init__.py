"""Skills: short lessons, each with a task whose proof can be checked, and what they add up to."""

from laju.core.skills.kappa import Agreement, cohen_kappa
from laju.core.skills.lessons import Lesson, Question, lesson_by_key, load_lessons
from laju.core.skills.levels import (
    NEEDED,
    Level,
    is_double_rated,
    is_passed,
    level_of,
    may_have_certificate,
)

__all__ = [
    "NEEDED",
    "Agreement",
    "Lesson",
    "Level",
    "Question",
    "cohen_kappa",
    "is_double_rated",
    "is_passed",
    "lesson_by_key",
    "level_of",
    "load_lessons",
    "may_have_certificate",
]
