"""The lessons as stored: text, three questions, one task, and the standard it prepares for."""

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[2] / "data" / "skills" / "lessons.toml"
PICTURES = SOURCE.parent / "pictures"
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'  # needed in a file of its own, not inside a page


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
    drawing: SVG to stand inside a page; alt: the same in words.
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
    alt: str = ""
    drawing: str = ""


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
    """Return the lessons that are shipped, in the order they are learnt, with their drawings."""
    told = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["lesson"]
    return read_lessons([{**item, "drawing": _drawing(item["key"])} for item in told])


def lesson_by_key(key: str) -> Lesson | None:
    """Return a lesson, or None."""
    return next((lesson for lesson in load_lessons() if lesson.key == key), None)


def _drawing(key: str) -> str:
    svg = (PICTURES / f"{key}.svg").read_text(encoding="utf-8")
    return svg.replace(_NAMESPACE, "", 1).strip()
