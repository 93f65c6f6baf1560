"""One row behind a figure: sheet, cells, findings, evidence, and who did what."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from laju.apps.accounts.queries import covers
from laju.apps.evidence.queries import Story, story_behind
from laju.apps.registry.models import Row
from laju.core.columns import LABELS
from laju.core.digital import LABELS as EVIDENCE
from laju.web.assessor.figures import figure_for
from laju.web.shared.access import for_role, person
from laju.web.shared.story import tell_entries

MOST_ENTRIES = 100
KINDS = {kind.value: label for kind, label in EVIDENCE.items()}
HIDDEN = {"nik", "npwp"}  # whom it is need not be known to see that a row is real


@require_GET
@for_role("ASSESSOR")
def trace(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Show everything behind one row of a figure."""
    figure = figure_for(pk)
    story = story_behind(figure=figure, key=row)
    user = person(request)
    if story is None or not covers(user=user, code=story.business.region_id):
        raise Http404
    context = {
        "figure": figure,
        "key": row,
        "story": story,
        "sheets": [sheet_of(found, story) for found in story.rows],
        "entries": tell_entries(story.entries[:MOST_ENTRIES]),
        "count_entries": len(story.entries),
        "presences": [(p, KINDS.get(p.kind, p.kind)) for p in story.presences],
        "carried": set(story.measure.evidence) if story.measure else set(),
        "crumbs": [
            (_("Angka yang terbit"), reverse("assessor:figures")),
            (figure.title, reverse("assessor:figure", args=[pk])),
        ],
    }
    return render(request, "assessor/trace.html", context)


def sheet_of(row: Row, story: Story) -> dict[str, Any]:
    """Return a row of a sheet: its file, its cells under their titles, and what was found."""
    batch = row.batch
    fields = [*batch.fields, *[""] * len(row.cells)]
    titles = [*batch.header, *[""] * len(row.cells)]
    cells = [
        {
            "title": title or _("Kolom %(n)d") % {"n": number},
            "field": LABELS.get(field, ""),
            "value": mask(str(value)) if field in HIDDEN else value,
        }
        for number, (title, field, value) in enumerate(
            zip(titles, fields, row.cells, strict=False), 1
        )
    ]
    findings = [finding for finding in story.findings if finding.row_id == row.pk]
    return {"row": row, "batch": batch, "cells": cells, "findings": findings}


def mask(text: str) -> str:
    """Leave only the last three digits readable."""
    return f"{'•' * max(len(text) - 3, 0)}{text[-3:]}" if text else ""
