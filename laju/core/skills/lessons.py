"""The lessons as stored: text, three questions, one task, and the standard it prepares for."""

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[2] / "data" / "skills" / "lessons.toml"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers; `right` is the number of the right one."""

    text: str
    answers: tuple[str, ...]
    right: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of a few minutes. proof: what the system looks for (apps.skills.proofs).

    unit: code and title of the SKKNI unit it prepares for; "" where none is known to fit.
    """

    key: str
    title: str
    minutes: int
    why: str
    steps: tuple[str, ...]
    questions: tuple[Question, ...]
    task: str
    proof: str
    unit: str = ""
    icon: str = "list"


def read_lessons(told: Sequence[dict[str, Any]]) -> tuple[Lesson, ...]:
    """Read lessons from plain data. Raises: KeyError, TypeError for another shape."""
    return tuple(
        Lesson(
            **{
                **item,
                "steps": tuple(item["steps"]),
                "questions": tuple(
                    Question(each["text"], tuple(each["answers"]), int(each["right"]))
                    for each in item["questions"]
                ),
            }
        )
        for item in told
    )


@functools.cache
def load_lessons() -> tuple[Lesson, ...]:
    """Return the lessons that are shipped, in the order they are learnt."""
    return read_lessons(tomllib.loads(SOURCE.read_text(encoding="utf-8"))["lesson"])


def lesson_by_key(key: str) -> Lesson | None:
    """Return a lesson, or None."""
    return next((lesson for lesson in load_lessons() if lesson.key == key), None)
