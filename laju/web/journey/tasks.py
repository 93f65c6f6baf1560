"""Work in the background: the main job, and sheets too large for a request."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import system_user, user_by_name
from laju.apps.jobs.models import Job
from laju.apps.jobs.queries import jobs_of
from laju.apps.jobs.tasks import Again
from laju.apps.programme.models import Cohort
from laju.apps.publishing.actions import Folders, check_sites, close_troubles
from laju.apps.publishing.models import Site
from laju.apps.publishing.queries import live_sites
from laju.apps.regions.models import Region
from laju.apps.registry.models import Batch
from laju.apps.visits.actions import count_visits
from laju.apps.visits.queries import finished_days
from laju.core.errors import DomainError
from laju.engines.spool import days_in, throw_away
from laju.web.journey.checking import Source, check_sources
from laju.web.journey.run import Run, configured_folders, release_now, run_of
from laju.web.journey.sheets import finish_import, receive_sources
from laju.web.journey.steps import STEPS, is_ready, work
from laju.web.shared.corrections import keep_corrections
from laju.web.shared.sheet_files import path_of

DAY_IS_OVER_AFTER = timedelta(hours=1)
CHECKED = 200  # sites at a time
NIGHT = 1  # the hour from which the sites are checked, once a day


class AskerGone(DomainError):
    message = "Akun {by} yang meminta pekerjaan ini tidak aktif lagi."
    remedy = "Jalankan lagi dari akun yang aktif."
    status = 403


@task(title="Menjalankan layanan angkatan", seconds=120)
def advance_cohort(
    *, year: int, month: str, rupiah: int, by: str, done: int = 0, started: str = ""
) -> Again | int:
    """Do one chunk of the steps of a cohort and go on until nothing waits; return all it did.

    month: "YYYY-MM" of calendar and ads. by: user name; what this person may do, the job may.
    Raises: AskerGone, and whatever a step refuses.
    """
    asker = user_by_name(username=by)
    if asker is None:
        raise AskerGone(by=by)
    cohort = Cohort.objects.select_related("area").get(year=year)
    run = run_of(cohort=cohort, by=asker, month=month, rupiah=rupiah)
    before = count_left(run)
    step = work(run, started, is_alone=False)
    if step is None:
        return done
    left = count_left(run)
    done += max(before - left, 1)
    going_on = {
        "year": year, "month": month, "rupiah": rupiah, "by": by, "done": done, "started": step.key
    }  # fmt: skip
    return Again(done=done, total=done + left, kwargs=going_on)


@task(title="Menghitung kunjungan")
def count_visits_now() -> int:
    """Count the visits of the days whose lines are there; throw away what is counted for good."""
    at = timezone.now()
    hits = count_visits(folder=settings.VISITS, by=system_user(), at=at)
    for on in finished_days():
        throw_away(folder=settings.VISITS, on=on)
    return hits


def ask_for_count() -> bool:
    """Let the visits be counted if lines came since the last time; say whether there were any."""
    days = days_in(folder=settings.VISITS)
    asked = jobs_of(task=count_visits_now.module_path)
    open_ = asked.filter(status__in=(Job.Status.READY, Job.Status.RUNNING))
    if not days or open_.exists():
        return False
    last = asked.first()
    newest = max((settings.VISITS / f"{on}.log").stat().st_mtime for on in days)
    is_over = days[0] < timezone.localdate(timezone.now() - DAY_IS_OVER_AFTER)
    if last and last.asked_at.timestamp() > newest and not is_over:
        return False
    count_visits_now.enqueue()
    return True


@task(title="Memeriksa halaman tayang", seconds=300)
def look_after_sites(*, after: str = "", done: int = 0) -> Again | int:
    """Check the next live sites against what was released, and write again what is not as it was."""
    by, at = system_user(), timezone.now()
    folders = configured_folders()
    last = check_sites(
        folders=folders, quarantine=settings.QUARANTINE, after=after, limit=CHECKED, by=by, at=at
    )
    checked = live_sites().filter(slug__gt=after)
    if last:
        checked = checked.filter(slug__lte=last)
    mend(checked, folders=folders, by=by, at=at)
    done += checked.count()
    if not last:
        return done
    return Again(done=done, total=live_sites().count(), kwargs={"after": last, "done": done})


def mend(checked: QuerySet[Site], *, folders: Folders, by: User, at: datetime) -> None:
    """Write those in trouble again, and end the troubles of those that are whole."""
    sites = list(
        checked.filter(troubles__ended_at=None, troubles__isnull=False)
        .select_related("participant__application__cohort")
        .distinct()
    )
    for site in sites:
        release_now(participant=site.participant, by=by, at=at)
    if sites:
        close_troubles(sites=sites, folders=folders, by=by, at=at)


def ask_for_check(*, at: datetime, is_asked: bool = False) -> bool:
    """Let the live sites be checked once a night; say whether it was asked for now.

    is_asked: a person wants it now, however often it was done today.
    """
    now = timezone.localtime(at)
    asked = jobs_of(task=look_after_sites.module_path)
    was_done = now.hour < NIGHT or asked.filter(asked_at__date=now.date()).exists()
    if (was_done and not is_asked) or not live_sites().exists():
        return False
    if asked.filter(status__in=(Job.Status.READY, Job.Status.RUNNING)).exists():
        return False
    look_after_sites.enqueue()
    return True


class SheetRefused(DomainError):
    message = "{reason}"
    remedy = "{remedy}"
    status = 422


@task(title="Membaca lembar besar", seconds=300, is_atomic=False)
def receive_large(*, sha256: str, sheet: str, file_name: str, area: str, by: str) -> int:
    """Check one table of a kept file, then match, store and link it; return its rows.

    What its columns mean was saved for its header before. Begun again after a kill, it goes on
    behind the rows that are stored. How far it is, its batch tells.
    sheet: the name of the table, "" for the one of a CSV. area: of the programme.
    Raises: AskerGone, SheetRefused.
    """
    asker = user_by_name(username=by)
    if asker is None:
        raise AskerGone(by=by)
    sources, unreadable = check_sources(
        [path_of(sha256=sha256)],
        occasion="",
        region=Region.objects.filter(pk=area).first(),
        advance=lambda _files: None,
    )
    mine = [_only(source, sheet, file_name) for source in sources]
    if not any(source.tables for source in mine):
        told = unreadable[0] if unreadable else None
        raise SheetRefused(
            reason=told.reason if told else f"Lembar “{sheet}” tidak ada lagi di {file_name}.",
            remedy=told.remedy if told else "Unggah berkasnya sekali lagi.",
        )
    batches = receive_sources(mine, by=asker, advance=lambda _rows: None)
    finish_import(sources=mine, batches=batches, by=asker)
    return sum(batch.rows_total for batch in batches)


@task(title="Menulis berkas Perbaikan", seconds=600, is_atomic=False)
def write_back(*, batch: int, kind: str, by: str) -> int:
    """Write the table of a batch with what to repair, to be fetched; return its rows.

    kind: xlsx or csv. Raises: AskerGone.
    """
    if user_by_name(username=by) is None:
        raise AskerGone(by=by)
    told = Batch.objects.get(pk=batch)
    keep_corrections(batch=told, kind=kind)
    return told.rows_total


def _only(source: Source, sheet: str, file_name: str) -> Source:
    """Return a kept file with the one table asked for, under the names people know."""
    named = [
        replace(table, name="" if table.name == source.path.stem else table.name)
        for table in source.tables
    ]
    chosen = tuple(table for table in named if table.name == sheet)
    return replace(source, tables=chosen, name=file_name)


def count_left(run: Run) -> int:
    """Return how much waits over all steps."""
    return sum(step.count_waiting(run) for step in STEPS if is_ready(step, run))
