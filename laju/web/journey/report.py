"""The report of a run: figures, map, best, and one figure walked back to its row."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone

import laju
from laju.apps.ads.queries import plan_for, shares_of, totals_by
from laju.apps.endorsement.queries import latest_ranking, places_of
from laju.apps.evidence.counting import COUNTS
from laju.apps.evidence.models import Figure
from laju.apps.evidence.queries import figures, story_behind
from laju.apps.indicators.queries import latest_day, levels_by_region
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import count_applications_by_region, seats_of
from laju.apps.publishing.queries import sites_of
from laju.apps.registry.queries import count_businesses_by_region, reconcile
from laju.apps.studio.models import Content
from laju.core.channels import LABELS, Channel
from laju.core.errors import DomainError
from laju.core.figures import check_sum
from laju.core.indonesian import display_name
from laju.core.notation import format_rupiah
from laju.core.profile import MOODS, SECTOR_NAMES, Sector
from laju.engines.libvips import replace_file
from laju.engines.reports import render_report
from laju.web.journey.fasttrack import Outcome
from laju.web.journey.steps import STEPS

# The programme's own press figures of 2023, which do not add up.
SLIP_WHOLE = 1_166_918
SLIP_PARTS = {"Mikro dan kecil": 1_153_758, "Menengah dan besar": 13_610}
EXAMPLES, AD_EXAMPLES = 12, 5
TITLES = {
    "read": "Membaca berkas",
    "import": "Memeriksa dan mencatat baris",
    "cohort": "Memilih peserta",
    **{step.key: step.title for step in STEPS},
    "exports": "Menulis tabel dan kalender",
}


def write_report(*, outcome: Outcome, out: Path, summary: dict[str, Any]) -> None:
    """Write the report of a run to index.html in its folder."""
    report = _report(outcome, summary)
    replace_file(path=out / "index.html", data=render_report(report=report))


def _report(outcome: Outcome, summary: dict[str, Any]) -> dict[str, Any]:
    cohort = outcome.cohort
    told: dict[str, Any] = {
        "title": f"Angkatan {cohort.year}" if cohort else "Hasil impor",
        "area": cohort.area.name if cohort else "",
        "made_on": timezone.localdate(),
        "version": laju.__version__,
        "is_example": all(batch.file_name in EXAMPLE_FILES for batch in outcome.batches),
        "reconciliation": reconcile(batches=list(outcome.batches)),
        "files": _files(outcome),
        "unreadable": [
            {"name": u.path.name, "reason": u.reason, "remedy": u.remedy}
            for u in outcome.unreadable
        ],
        "seconds": [
            (TITLES.get(key, key), value)
            for key, value in summary["seconds"].items()
            if key != "total"
        ],
        "posters": summary["posters"],
        "slip": _slip(),
        "downloads": _downloads(summary),
    }
    return {**told, **_of_cohort(outcome, cohort, summary)} if cohort else told


EXAMPLE_FILES = frozenset({"mebidangro.xlsx", "dataran-tinggi-dan-toba.csv", "pantai-dan-nias.csv"})


def _files(outcome: Outcome) -> list[dict[str, Any]]:
    return [
        {
            "name": batch.file_name,
            "sheet": batch.sheet_name,
            "sha256": batch.sha256,
            "rows_in": batch.rows_total,
            "created": batch.created,
            "updated": batch.updated,
            "unchanged": batch.unchanged,
            "duplicates": batch.duplicates,
            "rejected": batch.rejected,
            "warnings": batch.warnings,
            "code_system": batch.get_code_system_display(),
            "code_system_evidence": batch.code_system_evidence,
            "region_evidence": batch.region_evidence,
            "notes": batch.notes,
        }
        for batch in outcome.batches
    ]


def _of_cohort(outcome: Outcome, cohort: Cohort, summary: dict[str, Any]) -> dict[str, Any]:
    on = latest_day()
    by_name = {figure.name: figure for figure in figures().filter(on=on)} if on else {}
    published = [by_name[name] for name in COUNTS if name in by_name]
    best = _best(cohort)
    return {
        "funnel": [
            ("Baris dibaca", summary["rows_in"]),
            *(
                (figure.title, figure.value)
                for name in ("businesses", "applications", "participants", "sites", "best")
                if (figure := by_name.get(name))
            ),
        ],
        "regions": _regions(cohort, by_name),
        "shapes_province": cohort.area_id.split(".")[0],
        "figures": [
            {
                "title": figure.title,
                "value": figure.value,
                "total": figure.total,
                "unit": figure.unit,
                "definition": figure.definition,
                "rows_sha256": figure.rows_sha256,
            }
            for figure in published
        ],
        "seed": cohort.seed,
        "list_sha256": cohort.list_sha256,
        "examples": _examples(cohort),
        "ads": _ads(cohort, outcome.month),
        "best": best,
        "trace": _trace(by_name.get("go_digital")),
        "next": [
            *(
                ["Kirim baris yang ditolak kembali ke kantor asalnya: rejects.csv."]
                if summary["rejected"]
                else []
            ),
            "Minta pemilik memeriksa halamannya, lalu menyetujuinya.",
            "Buka halaman kantor untuk hasil ini: laju serve --out FOLDER.",
        ],
    }


def _regions(cohort: Cohort, by_name: dict[str, Figure]) -> list[dict[str, Any]]:
    businesses = count_businesses_by_region()
    applications = count_applications_by_region(cohort=cohort)
    on = latest_day()
    levels = levels_by_region(on=on, area=cohort.area) if on else {}
    rupiah = by_name["ad_rupiah"].parts if "ad_rupiah" in by_name else {}
    best = by_name["best"].parts if "best" in by_name else {}
    told = []
    for seats in seats_of(cohort=cohort):
        code = seats.region_id
        counts = applications.get(code, {"applications": 0, "chosen": 0, "waiting": 0})
        level = levels.get(code, {})
        told.append(
            {
                "code": code,
                "name": seats.region.name,
                "businesses": businesses.get(code, 0),
                "applications": counts["applications"],
                "seats": seats.seats,
                "participants": counts["chosen"],
                "waiting": counts["waiting"],
                "go_digital": level.get("all", 0) - level.get("D0", 0),
                "rupiah": rupiah.get(code, 0),
                "best": best.get(code, 0),
                "reason": seats.reason,
            }
        )
    return told


def _examples(cohort: Cohort) -> list[dict[str, Any]]:
    """Return sites worth a first look: with products and prices, from as many regions as can be."""
    contents = {
        content.participant_id: content
        for content in Content.objects.filter(participant__application__cohort=cohort)
    }
    shown: dict[str, dict[str, Any]] = {}
    for site in sites_of(cohort=cohort):
        content = contents.get(site.participant_id)
        business = site.participant.application.business
        products = content.profile["products"] if content else []
        priced = [product for product in products if product["price_rupiah"]]
        told = {
            "name": display_name(business.name),
            "region": business.region.name,
            "sector": SECTOR_NAMES.get(Sector(business.sector), ""),
            "slug": site.slug,
            "product": priced[0]["name"] if priced else "",
            "price_text": format_rupiah(priced[0]["price_rupiah"]) if priced else "",
            "mood": str(MOODS[Sector(business.sector)]),
            "rank": bool(content and content.profile["photo"]) * 10 + min(len(priced), 4),
        }
        key = business.region_id
        if key not in shown or told["rank"] > shown[key]["rank"]:
            shown[key] = told
    return sorted(shown.values(), key=lambda told: -told["rank"])[:EXAMPLES]


def _ads(cohort: Cohort, month: str) -> dict[str, Any]:
    plan = plan_for(cohort=cohort, month=month)
    if plan is None:
        return {}
    shares = list(shares_of(plan=plan))
    step = max(len(shares) // AD_EXAMPLES, 1)
    return {
        "rupiah": plan.rupiah,
        "by_channel": [
            (LABELS[Channel(channel)], rupiah)
            for channel, rupiah in totals_by(plan=plan, what="channel").items()
        ],
        "by_week": list(totals_by(plan=plan, what="week").items()),
        "rupiah_per_click": plan.certificate.get("rupiah_per_click"),
        "is_optimal": plan.certificate.get("is_optimal"),
        "examples": [
            {
                "name": display_name(share.participant.application.business.name),
                "rupiah": share.rupiah,
                "why": share.explanation,
            }
            for share in shares[::step][:AD_EXAMPLES]
        ],
    }


def _best(cohort: Cohort) -> list[dict[str, Any]]:
    ranking = latest_ranking(cohort=cohort)
    if ranking is None:
        return []
    slugs = {site.participant_id: site.slug for site in sites_of(cohort=cohort)}
    return [
        {
            "place": place.place,
            "name": display_name(place.participant.application.business.name),
            "region": place.participant.application.business.region.name,
            "score": place.score,
            "probability": place.probability,
            "slug": slugs.get(place.participant_id, ""),
        }
        for place in places_of(ranking=ranking).filter(is_best=True)
    ]


def _trace(figure: Figure | None) -> dict[str, Any]:
    """Return one row of a figure walked back to its sheet, as an example for the reader."""
    story = story_behind(figure=figure, key=figure.rows[0]) if figure and figure.rows else None
    if figure is None or story is None or not story.rows:
        return {}
    row = story.rows[0]
    header = row.batch.header
    return {
        "figure": figure.title,
        "value": figure.value,
        "business": display_name(story.business.name),
        "code": story.business.code,
        "file": row.batch.file_name,
        "row": row.number,
        "cells": _shown_cells(header, row.batch.fields, row.cells),
        "ledger": [
            (f"{timezone.localtime(entry.at):%Y-%m-%d %H.%M}", entry.action, entry.by)
            for entry in story.entries[:6]
        ],
    }


def _shown_cells(
    header: Sequence[str], fields: Sequence[str], cells: Sequence[str]
) -> list[tuple[str, str]]:
    """Return filled cells by title; what identifies a person stays in the office."""
    private = {"nik", "nib", "npwp", "phone", "email", "owner_name", "owner_sex", "address"}
    return [
        (title, cell)
        for title, field, cell in zip(header, fields, cells, strict=False)
        if cell.strip() and field not in private
    ][:10]


def _slip() -> dict[str, Any]:
    told: dict[str, Any] = {"whole": SLIP_WHOLE, "parts": list(SLIP_PARTS.items())}
    try:
        check_sum(whole=SLIP_WHOLE, parts=SLIP_PARTS)
    except DomainError as error:
        return {**told, "message": str(error), "remedy": error.remedy}
    return told


def _downloads(summary: dict[str, Any]) -> list[tuple[str, str, int]]:
    tables = summary["tables"]
    return [
        ("businesses.csv", "Usaha dan apa yang didapatnya", tables.get("businesses.csv", 0)),
        ("rejects.csv", "Baris yang ditolak, dengan perbaikannya", summary["rejected"]),
        ("warnings.csv", "Nilai yang perlu diperiksa", summary["warnings"]),
        ("calendar.csv", "Kalender kiriman", tables.get("calendar.csv", 0)),
        ("ads.csv", "Rencana iklan", tables.get("ads.csv", 0)),
        ("ranking.csv", "Peringkat", tables.get("ranking.csv", 0)),
        ("summary.json", "Ringkasan untuk mesin", 1),
        ("sites/index.html", "Daftar semua beranda", summary["sites"]),
    ]
