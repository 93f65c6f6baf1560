"""The public page of a draw: rules before it, the locked list, and how anybody repeats it."""

from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from laju.apps.programme.draws import result_text
from laju.apps.programme.models import Cohort
from laju.apps.programme.published import FORMULA, crossing_told, rules_text
from laju.apps.programme.readings import count_by_band
from laju.core.beacons import QUICKNET, moment_of
from laju.core.draws import hash_text
from laju.core.eligibility import read_rules, rule_sentence
from laju.core.rubrics import read_rubric
from laju.web.public import undian

SCRIPT = Path(undian.__file__)


@require_GET
def draw(request: HttpRequest, year: int) -> HttpResponse:
    """Show what is published of a year so far. Raises: Http404 before its rules are."""
    row = _cohort(year)
    context: dict[str, Any] = {
        "cohort": row,
        "formula": FORMULA,
        "sentences": [rule_sentence(rule) for rule in read_rules(row.rules)],
        "rubric": read_rubric(row.rubric),
        "quotas": row.quotas.select_related("region"),
        "crossing": crossing_told(cohort=row),
        "network": QUICKNET.name,
        "beacon_at": moment_of(row.beacon_round) if row.beacon_round else None,
        "signatures": row.signatures.filter(voided_at=None).count(),
        "reopened": row.overrides.filter(kind="REOPEN").order_by("pk"),
        "overrides": row.overrides.exclude(kind="REOPEN").count(),
        "bands": count_by_band(cohort=row) if row.draw_file else [],
    }
    return render(request, "public/draw.html", context)


@require_GET
def draw_file(_request: HttpRequest, year: int, name: str) -> HttpResponse:
    """Hand out one of the files a draw is repeated from, to the byte. Raises: Http404."""
    row = _cohort(year)
    texts = {
        f"aturan-{year}.json": lambda: rules_text(cohort=row),
        f"undian-{year}.jsonl": lambda: row.draw_file,
        f"hasil-{year}.jsonl": lambda: result_text(cohort=row) if row.result_sha256 else "",
        "undian.py": lambda: SCRIPT.read_text(encoding="utf-8"),
    }
    text = texts[name]() if name in texts else ""
    if not text:
        raise Http404
    return HttpResponse(
        text.encode(),
        content_type="text/plain; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Sha256": hash_text(text),
        },
    )


def _cohort(year: int) -> Cohort:
    row = Cohort.objects.filter(year=year).first()
    if row is None or not row.rules_published_at:
        raise Http404
    return row
