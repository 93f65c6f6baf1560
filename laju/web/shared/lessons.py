"""Lessons as pages show them: what is learnt, what is proven, what is missing."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.programme.models import Participant
from laju.apps.skills.models import Progress
from laju.apps.skills.proofs import so_far_of
from laju.apps.skills.queries import certificate_of, is_name_agreed, progress_of
from laju.core.skills import NEEDED, Lesson, Level, load_lessons

LEVELS: Mapping[Level, tuple[Any, str]] = {
    Level.NONE: (gettext_lazy("Belum"), ""),
    Level.KNOWS: (gettext_lazy("Paham"), "info"),
    Level.CAN: (gettext_lazy("Mampu"), "success"),
    Level.MASTERS: (gettext_lazy("Terampil"), "success"),
}

LACKING: Mapping[str, Any] = {
    "story": gettext_lazy("%(there)s dari %(needed)s pertanyaan wawancara sudah dijawab."),
    "photo": gettext_lazy("Belum ada foto yang terang, tajam, dan cukup besar."),
    "prices": gettext_lazy("%(there)s dari %(needed)s barang sudah Anda beri harga dan satuan."),
    "shelf": gettext_lazy("%(there)s dari %(needed)s barang sudah punya harga dan foto."),
    "hours": gettext_lazy("Jam buka belum diisi."),
    "chat": gettext_lazy("Tombol pesan di halaman belum ditekan pengunjung."),
    "approved": gettext_lazy("Isi halaman belum Anda setujui sendiri."),
    "live": gettext_lazy("Halaman belum tayang."),
    "post": gettext_lazy("Belum ada kiriman dengan tautan bukti."),
    "routine": gettext_lazy("%(there)s dari %(needed)s minggu sudah ada kiriman terbukti."),
    "qris": gettext_lazy("QRIS usaha Anda belum ada."),
    "permit": gettext_lazy("Belum ada nomor izin atau NIB yang sah dan masih berlaku."),
}


def lacking_of(participant: Participant, lesson: Lesson) -> str:
    """Say what is seen now of a task that is not proven yet, and what is missing."""
    so_far = so_far_of(participant=participant, proof=lesson.proof)
    if so_far.there >= so_far.needed:
        return _("Sudah terlihat selesai. Tekan “Sudah, periksa” supaya tercatat.")
    if so_far.is_on_sheet:
        return _("Baru ada dari lembar dinas. Buka, periksa, lalu simpan sendiri.")
    return str(LACKING[lesson.proof]) % {"there": so_far.there, "needed": so_far.needed}


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
