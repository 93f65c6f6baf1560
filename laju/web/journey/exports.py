"""What a run leaves behind for people: tables, calendars, the report."""

import csv
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from laju.apps.ads.queries import lines_of, plan_for
from laju.apps.endorsement.queries import latest_ranking, places_of
from laju.apps.indicators.models import Measure
from laju.apps.programme.models import Application
from laju.apps.publishing.queries import count_pages, sites_of
from laju.apps.registry.models import Business, Row
from laju.apps.registry.queries import businesses_of, reconcile, rejects_of, rows_of
from laju.core.codes import format_code
from laju.engines.libvips import replace_file
from laju.engines.sheets import escape_formula
from laju.web.journey.calendars import PlannedPost, planned_posts, write_calendars
from laju.web.journey.fasttrack import Outcome
from laju.web.journey.pictures import refused_photos

REJECT_COLUMNS = ("file", "row", "column", "value", "reason", "remedy")
_AT_ONCE = 2_000


def write_exports(*, outcome: Outcome, out: Path, seconds: dict[str, float]) -> dict[str, Any]:
    """Write the tables, calendars and summary of a run into its folder; return the summary."""
    out.mkdir(parents=True, exist_ok=True)
    batches = list(outcome.batches)
    write_table(out / "rejects.csv", REJECT_COLUMNS, rejects_of(batches=batches))
    doubts = itertools.chain(
        rejects_of(batches=batches, severity="WARNING"), _photo_warnings(outcome)
    )
    warnings = write_table(out / "warnings.csv", REJECT_COLUMNS, doubts)
    repairs = rejects_of(batches=batches, severity="REPAIRED")
    write_table(out / "repaired.csv", REJECT_COLUMNS, repairs)
    planned = list(planned_posts(outcome))
    counts = {
        name: write_table(out / name, columns, rows)
        for name, columns, rows in _tables(outcome, planned)
    }
    write_calendars(outcome, planned, out / "calendar")
    rupiah = sum(int(line[-1]) for line in _ads(outcome))
    summary = _summary(outcome, out, counts["calendar.csv"], rupiah, warnings, seconds)
    summary["tables"] = counts
    data = json.dumps(summary, ensure_ascii=False, indent=2).encode()
    replace_file(path=out / "summary.json", data=data + b"\n")
    return summary


def _summary(
    outcome: Outcome,
    out: Path,
    posts: int,
    rupiah: int,
    warnings: int,
    seconds: dict[str, float],
) -> dict[str, Any]:
    batches = list(outcome.batches)
    pages = count_pages(cohort=outcome.cohort) if outcome.cohort else {"sites": 0, "pages": 0}
    return {
        **reconcile(batches=batches),
        "businesses": businesses_of(batches=batches).count(),
        "warnings": warnings,
        "sites": pages["sites"],
        "pages": pages["pages"],
        "posters": sum(1 for _ in (out / "posters").glob("*/*.jpg")),
        "posts": posts,
        "rupiah_total": rupiah,
        "month": outcome.month,
        "area": outcome.cohort.area_id if outcome.cohort else "",
        "seconds": {**seconds, "total": round(sum(seconds.values()), 3)},
        "files": [
            {
                "file": batch.file_name,
                "sheet": batch.sheet_name,
                "sha256": batch.sha256,
                "rows_in": batch.rows_total,
                "created": batch.created,
                "updated": batch.updated,
                "unchanged": batch.unchanged,
                "duplicates": batch.duplicates,
                "rejected": batch.rejected,
                "notes": batch.notes,
            }
            for batch in batches
        ],
        "unreadable": [
            {"file": u.path.name, "reason": u.reason, "remedy": u.remedy}
            for u in outcome.unreadable
        ],
    }


def _tables(
    outcome: Outcome, planned: Sequence[PlannedPost]
) -> Iterator[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]:
    yield (
        "businesses.csv",
        (
            "business",
            "name",
            "owner",
            "phone",
            "region_code",
            "region",
            "district",
            "sector",
            "status",
            "score",
            "site",
            "level",
            "file",
            "row",
        ),
        _businesses(outcome),
    )
    yield (
        "calendar.csv",
        (
            "business",
            "slug",
            "date",
            "time",
            "channel",
            "theme",
            "feast",
            "product",
            "caption",
            "hashtags",
            "poster",
            "share_link",
        ),
        _posts(planned),
    )
    yield "ads.csv", ("business", "region", "channel", "week", "rupiah"), _ads(outcome)
    yield (
        "ranking.csv",
        ("place", "business", "name", "region", "score", "probability", "best", "reasons"),
        _ranking(outcome),
    )


def _businesses(outcome: Outcome) -> Iterator[Sequence[Any]]:
    """Yield every business of the sheets with where it came from and what it got."""
    status, sites, levels = {}, {}, {}
    if outcome.cohort:
        status = {
            a.business_id: a for a in Application.objects.filter(cohort=outcome.cohort).iterator()
        }
        sites = {
            site.participant.application.business_id: site.slug
            for site in sites_of(cohort=outcome.cohort)
        }
        levels = dict(Measure.objects.order_by("on").values_list("business_id", "level"))
    found = businesses_of(batches=outcome.batches).select_related("owner", "region").order_by("pk")
    for business, (file, number) in _with_origin(outcome, found.iterator(chunk_size=_AT_ONCE)):
        application = status.get(business.pk)
        slug = sites.get(business.pk)
        yield (
            business.code,
            business.name,
            business.owner.name,
            business.phone or business.owner.phone,
            business.region_id,
            business.region.name,
            business.district_name,
            business.sector,
            application.get_status_display() if application else "Terdaftar",
            application.score if application else "",
            f"sites/{slug}/index.html" if slug else "",
            f"D{levels[business.pk]}" if business.pk in levels else "",
            file,
            number,
        )


def _with_origin(
    outcome: Outcome, businesses: Iterator[Business]
) -> Iterator[tuple[Business, tuple[str, int]]]:
    """Yield businesses with file and number of the first row that told of each in this run."""
    while some := list(itertools.islice(businesses, _AT_ONCE)):
        rows = rows_of(businesses=[business.pk for business in some])
        rows = rows.filter(batch__in=outcome.batches).order_by("-pk")
        origin = {
            about: (file, number)
            for about, file, number in rows.values_list("about", "batch__file_name", "number")
        }
        yield from ((business, origin[business.pk]) for business in some)


def _posts(planned: Sequence[PlannedPost]) -> Iterator[Sequence[Any]]:
    for post in planned:
        yield (
            post.code,
            post.slug,
            post.on.isoformat(),
            f"{post.time:%H:%M}",
            post.channel,
            post.theme,
            post.feast,
            post.product_key,
            post.caption,
            " ".join(post.hashtags),
            f"posters/{post.poster}" if post.poster else "",
            post.share_link,
        )


def _ads(outcome: Outcome) -> Iterator[Sequence[Any]]:
    plan = plan_for(cohort=outcome.cohort, month=outcome.month) if outcome.cohort else None
    if plan is None:
        return
    path = "share__participant__application__business"
    columns = (f"{path}_id", f"{path}__region_id", "channel", "week", "rupiah")
    for business, *line in lines_of(plan=plan).values_list(*columns):
        yield format_code(number=business), *line


def _ranking(outcome: Outcome) -> Iterator[Sequence[Any]]:
    ranking = latest_ranking(cohort=outcome.cohort) if outcome.cohort else None
    if ranking is None:
        return
    for place in places_of(ranking=ranking):
        business = place.participant.application.business
        yield (
            place.place,
            business.code,
            business.name,
            business.region.name,
            place.score,
            place.probability,
            "ya" if place.is_best else "",
            "; ".join(part["reason"] for part in place.parts),
        )


def _photo_warnings(outcome: Outcome) -> Iterator[Sequence[Any]]:
    """Yield every refused photo with the row that names it."""
    if outcome.run is None:
        return
    refused = {name: (reason, remedy) for name, reason, remedy in refused_photos(outcome.run)}
    rows = Row.objects.filter(batch__in=outcome.batches, business__photo_name__in=refused)
    columns = ("batch__file_name", "number", "business__photo_name")
    for file, number, name in rows.order_by("batch", "number").values_list(*columns):
        yield file, number, "foto", name, *refused[name]


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write a CSV whole or not at all, row by row, and return how many there were.

    Cells that spreadsheets would run are made harmless.
    """
    part = path.with_name(f".{path.name}.part")
    count = 0
    with part.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([escape_formula(c) if isinstance(c, str) else c for c in row])
            count += 1
    part.replace(path)
    return count
