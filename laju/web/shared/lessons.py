"""Lessons as pages show them: what is learnt, what is proven, what is missing."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.programme.models import Participant
from laju.apps.skills.models import Progress
from laju.apps.skills.queries import certificate_of, is_name_agreed, progress_of
from laju.core.skills import NEEDED, Lesson, Level, load_lessons

LEVELS: Mapping[Level, tuple[Any, str]] = {
    Level.NONE: (gettext_lazy("Belum"), ""),
    Level.KNOWS: (gettext_lazy("Paham"), "info"),
    Level.CAN: (gettext_lazy("Mampu"), "success"),
    Level.MASTERS: (gettext_lazy("Terampil"), "success"),
}


def shelf_of(participant: Participant) -> dict[str, Any]:
    """Return the lessons of a participant with the level of each."""
    rows = {row.lesson: row for row in progress_of(participant=participant)}
    lessons = [card_of(lesson, rows.get(lesson.key)) for lesson in load_lessons()]
    proven = sum(card["level"] >= Level.CAN for card in lessons)
    return {
        "lessons": lessons,
        "proven": proven,
        "count_lessons": len(lessons),
        "needed": NEEDED,
        "certificate": certificate_of(participant=participant),
        "is_name_agreed": is_name_agreed(participant=participant),
    }


def card_of(lesson: Lesson, row: Progress | None) -> dict[str, Any]:
    """Return one lesson as a list shows it."""
    level = Level(row.level) if row else Level.NONE
    label, tone = LEVELS[level]
    return {
        "lesson": lesson,
        "level": level,
        "label": str(label),
        "tone": tone,
        "evidence": row.evidence if row else "",
        "proven_at": row.proven_at if row else None,
        "is_known": bool(row and row.known_at),
    }


def next_step_of(card: dict[str, Any]) -> str:
    """Say what comes next in one lesson."""
    if card["level"] >= Level.CAN:
        return _("Tugas terbukti: %(what)s.") % {"what": card["evidence"]}
    if card["is_known"]:
        return _("Tinggal tugasnya.")
    return _("Baca, lalu jawab tiga pertanyaan.")
