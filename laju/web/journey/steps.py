"""Steps from chosen participants to sealed figures: what waits, and how to do some of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from laju.apps.ads.actions import plan_budget
from laju.apps.ads.queries import plan_for
from laju.apps.endorsement.actions import publish_ranking
from laju.apps.endorsement.models import Ranking
from laju.apps.evidence.actions import seal_figures
from laju.apps.evidence.models import Figure
from laju.apps.indicators.actions import measure_businesses
from laju.apps.indicators.queries import latest_day
from laju.apps.ledger.actions import seal_entries
from laju.apps.publishing.actions import release_sites
from laju.apps.publishing.queries import contents_awaiting_release
from laju.apps.social.actions import plan_month
from laju.apps.social.queries import contents_awaiting_plan
from laju.apps.studio.actions import compose_contents, gather_facts
from laju.apps.studio.queries import (
    participants_awaiting_content,
    participants_awaiting_facts,
    participants_awaiting_posters,
)
from laju.web.journey.pictures import add_photos, count_photos, draw_posters
from laju.web.journey.run import Run

Work = Callable[[Run], int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `do_some` deals with a chunk and returns how many it dealt with, 0 when done."""

    key: str
    title: str
    count_waiting: Work
    do_some: Work


def _gather(run: Run) -> int:
    return gather_facts(cohort=run.cohort, limit=250, by=run.by, at=run.at())


def _compose(run: Run) -> int:
    return compose_contents(cohort=run.cohort, limit=100, by=run.by, at=run.at())


def _release(run: Run) -> int:
    return release_sites(
        cohort=run.cohort,
        folders=run.folders,
        base_url=run.base_url,
        programme=run.programme,
        counting=run.counting,
        limit=250,
        by=run.by,
        at=run.at(),
    )


def _plan_posts(run: Run) -> int:
    return plan_month(
        cohort=run.cohort, month=run.month, count=run.posts, limit=100, by=run.by, at=run.at()
    )


def _plan_ads(run: Run) -> int:
    plan_budget(cohort=run.cohort, month=run.month, rupiah=run.rupiah, by=run.by, at=run.at())
    return 1


def _measure(run: Run) -> int:
    on = timezone.localdate(run.at())
    return measure_businesses(cohort=run.cohort, on=on, by=run.by, at=run.at())


def _rank(run: Run) -> int:
    on = timezone.localdate(run.at())
    publish_ranking(cohort=run.cohort, on=on, by=run.by, at=run.at())
    return 1


def _seal(run: Run) -> int:
    on = timezone.localdate(run.at())
    figures = seal_figures(cohort=run.cohort, on=on, by=run.by, at=run.at())
    seal_entries(by=run.by, at=run.at())
    return len(figures)


def _ads_waiting(run: Run) -> int:
    plan = plan_for(cohort=run.cohort, month=run.month)
    return int(plan is None or plan.rupiah != run.rupiah)


def _measures_waiting(run: Run) -> int:
    return int(latest_day() != timezone.localdate(run.at()))


def _ranking_waiting(run: Run) -> int:
    on = timezone.localdate(run.at())
    return int(not Ranking.objects.filter(cohort=run.cohort, on=on).exists())


def _figures_waiting(run: Run) -> int:
    return int(not Figure.objects.filter(on=timezone.localdate(run.at())).exists())


FACTS = Step(
    "facts",
    "Mengumpulkan fakta usaha",
    lambda run: participants_awaiting_facts(cohort=run.cohort).count(),
    _gather,
)
PHOTOS = Step("photos", "Memeriksa foto", count_photos, add_photos)
CONTENTS = Step(
    "contents",
    "Menulis isi halaman",
    lambda run: participants_awaiting_content(
        cohort=run.cohort, on=timezone.localdate(run.at())
    ).count(),
    _compose,
)
SITES = Step(
    "sites",
    "Menerbitkan beranda dan halaman arahan",
    lambda run: contents_awaiting_release(cohort=run.cohort).count(),
    _release,
)
CALENDAR = Step(
    "calendar",
    "Menyusun kalender kiriman",
    lambda run: contents_awaiting_plan(cohort=run.cohort, month=run.month).count(),
    _plan_posts,
)
ADS = Step("ads", "Membagi anggaran iklan", _ads_waiting, _plan_ads)
MEASURES = Step("measures", "Mengukur go digital", _measures_waiting, _measure)
RANKING = Step("ranking", "Menyusun peringkat", _ranking_waiting, _rank)
FIGURES = Step("figures", "Menerbitkan angka", _figures_waiting, _seal)
POSTERS = Step(
    "posters",
    "Menggambar poster",
    lambda run: participants_awaiting_posters(cohort=run.cohort).count(),
    draw_posters,
)
STEPS: tuple[Step, ...] = (
    FACTS,
    PHOTOS,
    CONTENTS,
    SITES,
    CALENDAR,
    ADS,
    MEASURES,
    RANKING,
    FIGURES,
    POSTERS,
)
ONCE = frozenset({"ads", "measures", "ranking", "figures"})  # whole in one go, not in chunks


def work_off(step: Step, run: Run) -> Iterator[int]:
    """Do a step to its end, yielding how many were dealt with each time."""
    if step.key in ONCE:
        yield step.do_some(run)
        return
    while done := step.do_some(run):
        yield done


def is_ready(step: Step, run: Run) -> bool:
    """Advertising needs a purse; without one it is left for later."""
    return step is not ADS or run.rupiah > 0


def work(run: Run, started: str, *, is_alone: bool) -> Step | None:
    """Do one chunk of the step that was begun, or of the next that waits; None when none does."""
    keys = [step.key for step in STEPS]
    first = keys.index(started) if started in keys else 0
    order = [*STEPS[first:], *STEPS[:first]][: 1 if is_alone else None]
    for step in order:
        if is_ready(step, run) and step.count_waiting(run) and step.do_some(run):
            return step
    return None
