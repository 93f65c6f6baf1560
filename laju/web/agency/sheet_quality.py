"""How good a sheet is, how the list got better, and what its office does next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laju.apps.registry.models import Batch, Finding
from laju.apps.registry.queries import latest_series, reasons_of, series_of
from laju.core.columns import LABELS
from laju.core.notation import format_count, format_percent

HELD, DOUBTED = (Finding.Severity.ERROR,), (Finding.Severity.WARNING,)
SHOWN = 6  # columns; the others are folded away
NOTABLE = 3  # hundredths gained or lost that are worth telling
PARTS = ("valid", "repaired", "wrong")  # of a bar; what is left of it is empty


@dataclass(frozen=True, slots=True)
class ColumnQuality:
    """One column of a sheet as its bar shows it; shares in hundredths of all rows."""

    title: str
    label: str
    filled: int
    valid: int
    repaired: int
    wrong: int
    total: int
    gained: int | None  # hundredths of valid cells more than in the sheet before

    @property
    def bar(self) -> list[dict[str, str]]:
        """Return the parts of the bar with where each begins, in hundredths."""
        parts, start = [], 0.0
        for key in PARTS:
            width = 100 * getattr(self, key) / (self.total or 1)
            parts.append({"key": key, "x": f"{start:.2f}", "width": f"{width:.2f}"})
            start += width
        return parts

    @property
    def complete(self) -> str:
        """Return the share of rows in which the column is filled."""
        return percent(self.filled, self.total)

    @property
    def sound(self) -> str:
        """Return the share of filled cells that are good, put right by Laju or as they came."""
        return percent(self.filled - min(self.wrong, self.filled), self.filled)


class Step(NamedTuple):
    """One thing an office can do about a sheet, with where it is done."""

    text: str
    url: str
    label: str
    is_download: bool = False


class Trend(NamedTuple):
    """One sheet of a list: how many rows were held back, and its bar."""

    batch: Batch
    rejected: int
    width: str
    is_current: bool


def columns_of_sheet(*, batch: Batch, before: Batch | None) -> list[ColumnQuality]:
    """Return the columns that mean something, the worst first."""
    earlier = {one["field"]: one for one in before.quality} if before else {}
    found = []
    for one in batch.quality:
        if not one["field"]:
            continue
        then = earlier.get(one["field"])
        found.append(
            ColumnQuality(
                one["title"] or _("(tanpa judul)"),
                LABELS.get(one["field"], one["field"]),
                one["filled"],
                one["valid"],
                one["repaired"],
                one["wrong"],
                batch.rows_done,
                _gained(one, batch, then, before) if then and before else None,
            )
        )
    return sorted(found, key=lambda column: (-column.wrong, column.filled - column.total))


def trend_of(*, sheets: Sequence[Batch], current: Batch | None = None) -> list[Trend]:
    """Return the sheets of a list with what share of each was held back."""
    most = max((sheet.rejected for sheet in sheets), default=0)
    return [
        Trend(
            sheet,
            sheet.rejected,
            f"{100 * sheet.rejected / (most or 1):.2f}",
            current is not None and sheet.pk == current.pk,
        )
        for sheet in sheets
    ]


def steps_for(*, batch: Batch, pairs_waiting: int) -> list[Step]:
    """Return what is to be done about a sheet that was read, most urgent first; nothing if green."""
    steps = []
    if batch.rejected or batch.warnings:
        steps += [
            Step(
                _(
                    "{wrong}. Unduh berkas asal dengan kolom Perbaikan, betulkan baris yang berwarna, lalu simpan."
                ).format(wrong=_what_is_wrong(batch)),
                reverse("agency:batch_corrections", args=[batch.pk, "xlsx"]),
                _("Unduh berkas Perbaikan"),
                is_download=True,
            ),
            Step(
                _(
                    "Unggah berkas yang sudah dibetulkan. Arti kolomnya sudah dikenal, dan baris lain tidak menjadi dua."
                ),
                reverse("agency:receive_sheet"),
                _("Unggah hasil perbaikan"),
            ),
        ]
    if pairs_waiting:
        said = _("{count} pasang usaha dari lembar ini mungkin ganda.")
        steps.append(
            Step(
                said.format(count=format_count(pairs_waiting)),
                reverse("agency:links"),
                _("Putuskan"),
            )
        )
    return steps


def quality_part(*, batch: Batch) -> dict[str, Any]:
    """Return what the page of a finished sheet shows of its quality and its list."""
    sheets = series_of(batch=batch)
    before = sheets[-2] if len(sheets) > 1 else None
    columns = columns_of_sheet(batch=batch, before=before)
    return {
        "quality": [part for part in (columns[:SHOWN], columns[SHOWN:]) if part],
        "trend": trend_of(sheets=sheets, current=batch) if before else [],
        "reasons": reasons_of(batch=batch, severities=HELD) if batch.rejected else [],
        "doubts": reasons_of(batch=batch, severities=DOUBTED) if batch.warnings else [],
    }


def lists_part(*, by: Any, most: int = 12) -> dict[str, Any]:
    """Return the lists of the offices, those with work to do first, and how many are green."""
    lists = latest_series(by=by)
    shown = sorted(lists, key=lambda sheets: (not _waits(sheets[-1]), -sheets[-1].rejected))
    return {
        "lists": [
            {
                "latest": sheets[-1],
                "trend": trend_of(sheets=sheets[-5:]),
                "state": state_of(sheets[-1]),
                "complete": _complete(sheets[-1]),
            }
            for sheets in shown[:most]
        ],
        "green_of": _("{green} dari {all}").format(
            green=format_count(sum(state_of(sheets[-1])[0] == "success" for sheets in lists)),
            all=format_count(len(lists)),
        ),
        "count_held": sum(sheets[-1].rejected for sheets in lists),
    }


def state_of(batch: Batch) -> tuple[str, str]:
    """Return tone and word for the state of a sheet; green when all its cells are in use."""
    if batch.status == Batch.Status.UNDONE:
        return "", _("Dibatalkan")
    if batch.status == Batch.Status.OPEN:
        return "warning", _("Belum selesai")
    if batch.rejected:
        return "warning", _("Ada yang ditolak")
    if batch.warnings:
        return "info", _("Perlu diperiksa")
    return "success", _("Hijau")


def _what_is_wrong(batch: Batch) -> str:
    """Return what holds a sheet back, as the beginning of a sentence."""
    held = ngettext("{count} baris ditolak", "{count} baris ditolak", batch.rejected)
    doubted = ngettext("{count} isian belum dipakai", "{count} isian belum dipakai", batch.warnings)
    said = [
        held.format(count=format_count(batch.rejected)) if batch.rejected else "",
        doubted.format(count=format_count(batch.warnings)) if batch.warnings else "",
    ]
    return _(" dan ").join(filter(None, said))


def percent(part: int, whole: int) -> str:
    """Return a share in words; of nothing there is none."""
    return format_percent(100 * part / whole, decimals=0) if whole else "–"


def _waits(batch: Batch) -> bool:
    return bool(batch.rejected) or batch.status == Batch.Status.OPEN


def _complete(batch: Batch) -> str:
    """Return how much of the cells of the columns in use is filled."""
    used = [one for one in batch.quality if one["field"]]
    return percent(sum(one["filled"] for one in used), len(used) * batch.rows_done)


def _gained(now: dict[str, int], batch: Batch, then: dict[str, int], before: Batch) -> int:
    share = 100 * (now["valid"] + now["repaired"]) / (batch.rows_done or 1)
    earlier = 100 * (then["valid"] + then["repaired"]) / (before.rows_done or 1)
    gained = round(share - earlier)
    return gained if abs(gained) >= NOTABLE else 0
