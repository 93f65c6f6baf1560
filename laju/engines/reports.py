"""The two pages left beside the sites: the report of a run and one participant's month of posts."""

import math
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import minijinja

from laju.core.notation import format_count, format_decimal, format_percent, format_rupiah
from laju.core.slugs import is_slug
from laju.engines.drawing import indonesian
from laju.engines.report_drawings import draw_spread, place_dots
from laju.engines.sites.words import DAYS, MONTHS, long_date, shown

FOLDER = Path(__file__).resolve().parents[1] / "themes" / "report"
OUTCOMES = (
    ("created", "Usaha baru"),
    ("updated", "Diperbarui"),
    ("unchanged", "Tidak berubah"),
    ("duplicates", "Baris ganda"),
    ("rejected", "Ditolak"),
)
_MOST_TEXT = 8000  # a share link carries a whole caption, each letter up to nine characters
_MOST_WEEKS = 8
_MINUTE = 60
_WEEK = re.compile(r"\d{4}-W0?(\d+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_GAPS = re.compile(r"\s*([{};,>])\s*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def render_report(*, report: Mapping[str, Any]) -> bytes:
    """Return the report of a run as one HTML page that needs no script, no font and no network.

    Only "title" is needed; a part that is missing or empty leaves its section out. Steps of
    "funnel" named after "baris", "peserta", "beranda" and "terbaik" feed the headline. Sums are made here
    from the parts given and compared with the whole given; a gap is shown, not hidden. Links to
    sites are made of slugs; what is no slug gets no link. Money in rupiah, shares 0 to 1.
    """
    clean = _showable(dict(report))
    run = _run_of(clean)
    view = {
        **clean,
        "run": run,
        "balance": _balance_of(clean.get("reconciliation") or {}),
        "steps": _steps_of(clean.get("funnel") or []),
        "map": draw_spread(
            regions=clean.get("regions") or [], province=str(clean.get("shapes_province") or "")
        ),
        "dots": place_dots(total=run["homepages"], best=run["best"]),
        "checked_slip": _slip_of(clean.get("slip") or {}),
        "ads_gap": _ads_gap(clean.get("ads") or {}),
        "outcomes": OUTCOMES,
        "css": _css("style.css", "style-report.css"),
    }
    return _page("report.html", view)


def render_calendar(*, page: Mapping[str, Any]) -> bytes:
    """Return one participant's posts, in the order of their days, as a page for a phone.

    "on" of each post is a date. A share link is kept only when it is https. Without posts the
    page says so and where to ask.
    """
    clean = _showable(dict(page))
    posts = sorted(clean.get("posts") or [], key=lambda post: (post["on"], post.get("time") or ""))
    for number, post in enumerate(posts, start=1):
        post["number"] = number
        post["weekday"] = post.get("weekday") or DAYS[post["on"].weekday()]
        post["copy"] = _copy_of(post)
    view = {
        **clean,
        "posts": posts,
        "weeks": _weeks_of(posts),
        "day_names": DAYS,
        "css": _css("style.css", "style-calendar.css"),
    }
    return _page("calendar.html", view)


@cache
def _environment() -> minijinja.Environment:
    names = ("report.html", "calendar.html")
    environment = minijinja.Environment(
        templates={name: (FOLDER / name).read_text(encoding="utf-8") for name in names},
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name, show in (
        ("count", _count),
        ("rupiah", _rupiah),
        ("percent", _percent),
        ("width", _width),
        ("duration", _duration),
        ("day", _day),
        ("month", lambda day: MONTHS[day.month - 1]),
        ("link", _link),
        # a score from 0 to 1 needs its third decimal, one from 0 to 100 does not
        ("score", lambda value: format_decimal(value, decimals=3 if abs(value) <= 1 else 1)),
        ("week", lambda text: _WEEK.sub(r"\1", str(text))),
        ("lines", lambda text: escape(text).replace("\n", "&#10;")),
        ("site", lambda slug: f"sites/{slug}/index.html" if is_slug(str(slug)) else ""),
    ):
        environment.add_filter(name, show)
    return environment


def _page(name: str, view: Mapping[str, Any]) -> bytes:
    html: str = _environment().render_template(name, **view)
    # lines only serve whoever edits the theme; those of a caption are written as &#10;
    lines = (line.strip() for line in html.splitlines())
    return "\n".join(line for line in lines if line).encode()


@cache
def _css(*names: str) -> str:
    text = " ".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
    return _GAPS.sub(r"\1", " ".join(_COMMENT.sub("", text).split())).replace(";}", "}")


def _showable(value: Any) -> Any:
    """Return plain data with every text freed of characters no page may hold; lines are kept."""
    if isinstance(value, str):
        return "\n".join(shown(line, limit=_MOST_TEXT) for line in value.splitlines())
    if isinstance(value, Decimal | Fraction):
        return float(value)
    if isinstance(value, Mapping):
        return {key: _showable(inner) for key, inner in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [_showable(inner) for inner in value]
    return value


def _run_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return the few numbers of the headline; 0 where nothing tells."""
    funnel = report.get("funnel") or []
    regions = report.get("regions") or []
    rows = (report.get("reconciliation") or {}).get("rows_in") or _step(funnel, "baris") or 0
    participants = _step(funnel, "peserta") or sum(_number(r, "participants") for r in regions)
    homepages = _step(funnel, "beranda")
    return {
        "rows": rows,
        "participants": participants,
        "homepages": participants if homepages is None else homepages,
        "best": _step(funnel, "terbaik") or len(report.get("best") or []),
        "seconds": sum(seconds for _, seconds in report.get("seconds") or []),
        "longest": max((seconds for _, seconds in report.get("seconds") or []), default=0),
    }


def _step(funnel: Sequence[tuple[str, int]], word: str) -> int | None:
    """Return the count of the first step whose name holds the word."""
    named = [(name.lower(), count) for name, count in funnel]
    # "Peserta terbaik" counts the best, not the participants
    fits = (n for name, n in named if word in name and ("terbaik" in name) == (word == "terbaik"))
    return next(fits, None)


def _balance_of(rows: Mapping[str, int]) -> dict[str, Any]:
    """Compare the rows read with what became of them; empty without rows."""
    if not rows:
        return {}
    parts: list[dict[str, Any]] = [
        {"key": key, "name": name, "value": rows.get(key) or 0}
        for key, name in OUTCOMES
        if rows.get(key)
    ]
    total, rows_in = sum(part["value"] for part in parts), rows.get("rows_in") or 0
    return {"parts": parts, "total": total, "rows_in": rows_in, "gap": total - rows_in}


def _steps_of(funnel: Sequence[tuple[str, float]]) -> list[dict[str, Any]]:
    top = max((count for _, count in funnel), default=0) or 1
    first = funnel[0][1] if funnel else 0
    return [
        {"name": name, "count": count, "width": count / top, "share": count / first if first else 0}
        for name, count in funnel
    ]


def _slip_of(slip: Mapping[str, Any]) -> dict[str, Any]:
    """Add the parts up and say by how much they miss the whole."""
    if not slip:
        return {}
    total = sum(value for _, value in slip["parts"])
    return {**slip, "total": total, "gap": total - slip["whole"]}


def _ads_gap(ads: Mapping[str, Any]) -> int:
    """Return by how much the channels miss the purse; 0 where there is nothing to compare."""
    channels = ads.get("by_channel") or []
    return sum(rupiah for _, rupiah in channels) - (ads.get("rupiah") or 0) if channels else 0


def _copy_of(post: Mapping[str, Any]) -> str:
    """Return what is pasted into the post: caption, blank line, hashtags."""
    tags = " ".join(post.get("hashtags") or [])
    return "\n\n".join(part for part in (post.get("caption") or "", tags) if part)


def _weeks_of(posts: Sequence[Mapping[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return weeks from Monday on: whole months of the posts, or only their weeks if many."""
    if not posts:
        return []
    by_day: dict[date, Mapping[str, Any]] = {}
    for post in posts:
        by_day.setdefault(post["on"], post)
    end = max(by_day)
    first = _monday(min(by_day).replace(day=1))
    last = _monday(end.replace(day=monthrange(end.year, end.month)[1]))
    mondays = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    if len(mondays) > _MOST_WEEKS:
        mondays = sorted({_monday(day) for day in by_day})
    months = {(day.year, day.month) for day in by_day}
    return [
        [
            {"on": day, "post": by_day.get(day), "is_out": (day.year, day.month) not in months}
            for day in (monday + timedelta(days=number) for number in range(7))
        ]
        for monday in mondays
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _number(row: Mapping[str, Any], key: str) -> int:
    return row.get(key) or 0


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def _count(value: Any) -> str:
    if isinstance(value, str):
        return value
    if not _is_number(value):
        return "–"
    return format_count(int(value)) if float(value).is_integer() else indonesian(value)


def _rupiah(value: Any) -> str:
    if not _is_number(value):
        return "–"
    if float(value).is_integer():
        return format_rupiah(int(value))
    return f"Rp{format_decimal(value, decimals=1)}"


def _percent(value: Any) -> str:
    return format_percent(value * 100, decimals=1) if _is_number(value) else "–"


def _width(part: Any, whole: Any) -> str:
    """Return a share as a CSS percentage from 0 to 100 with a point."""
    if not _is_number(part) or not _is_number(whole) or whole <= 0:
        return "0%"
    return f"{min(max(part / whole, 0), 1) * 100:.2f}%"


def _duration(seconds: float) -> str:
    """Write a span of time as people say it."""
    if seconds < 1:
        return "kurang dari satu detik"
    if seconds < _MINUTE:
        return f"{indonesian(round(seconds, 1) if seconds < 10 else round(seconds))} detik"  # noqa: PLR2004
    minutes, rest = divmod(round(seconds), _MINUTE)
    return f"{minutes} menit {rest} detik" if rest else f"{minutes} menit"


def _day(value: Any) -> str:
    return long_date(value) if isinstance(value, date) else str(value or "")


def _link(path: Any) -> str:
    """Return an address that leads to a file beside the page or to https, else nothing."""
    text = str(path or "")
    is_own = not _SCHEME.match(text) and not text.startswith(("/", "\\"))
    return text if text.startswith("https://") or is_own else ""
