"""Lines of hits become counts per site, page and day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.publishing.models import Site
from laju.apps.visits.models import CountedDay, Visits
from laju.core.visits import Day, add_up
from laju.engines.spool import days_in, lines_of


@action
def count_visits(*, folder: Path, by: User, at: datetime) -> int:
    """Count every day whose lines are still there, from its first line anew; return the hits.

    A day is counted as often as asked: the same lines give the same counts. Once the day is over
    by an hour it is final; its lines and its secret can be thrown away (`finished_days`).
    """
    over = timezone.localdate(at - timedelta(hours=1))
    final = set(CountedDay.objects.filter(is_final=True).values_list("on", flat=True))
    days = [on for on in days_in(folder=folder) if on not in final]
    return sum(_count(folder, on, at, is_final=on < over) for on in days)


def _count(folder: Path, on: date, at: datetime, *, is_final: bool) -> int:
    with lines_of(folder=folder, on=on) as lines:
        told = _Counted(lines)
        day = add_up(told)
    pages = _pages()
    rows = [
        Visits(
            site_id=pages[key[1:]], page=key[2], what=key[0], on=on,
            hits=hits, visitors=day.visitors[key],
        )
        for key, hits in day.hits.items()
        if key[1:] in pages
    ]  # fmt: skip
    Visits.objects.filter(on=on).delete()
    Visits.objects.bulk_create(rows, batch_size=1_000)
    counted = sum(row.hits for row in rows)
    _keep_day(on, at, day, told.count, counted, is_final=is_final)
    return counted


def _pages() -> dict[tuple[str, str], int]:
    """Return the site per site's and page's name; what is not there is not counted."""
    sites = Site.objects.values_list("slug", "campaign_slug", "pk")
    return {(slug, page): pk for slug, campaign, pk in sites for page in ("index", campaign)}


def _keep_day(
    on: date, at: datetime, day: Day, lines: int, counted: int, *, is_final: bool
) -> None:
    left = day.left_out
    CountedDay.objects.update_or_create(
        on=on,
        defaults={
            "lines": lines,
            "hits": counted,
            "bots": left["bots"],
            "own": left["own"],
            "capped": left["capped"],
            "unknown": left["broken"] + sum(day.hits.values()) - counted,
            "is_final": is_final,
            "counted_at": at,
        },
    )


class _Counted:
    """Lines that are counted while they pass by."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines, self.count = lines, 0

    def __iter__(self) -> "_Counted":
        self._iterator = iter(self.lines)
        return self

    def __next__(self) -> str:
        line = next(self._iterator)
        self.count += not line.startswith("o ")  # a mark of our own people is no hit
        return line
