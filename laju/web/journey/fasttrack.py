"""The whole main job in one folder: begun, interrupted, taken up again, finished."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import Count
from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import system_user
from laju.apps.programme.actions import (
    curate_applications,
    fill_cohort,
    open_cohort,
    receive_applications,
    select_cohort,
    set_quotas,
)
from laju.apps.programme.actions.cohorts import applicants_of
from laju.apps.programme.models import Cohort
from laju.apps.programme.queries import in_area, regions_in
from laju.apps.publishing.actions import Folders
from laju.apps.regions.models import Region
from laju.apps.registry.models import Batch, Business
from laju.apps.registry.queries import businesses_of
from laju.core.errors import DomainError
from laju.core.periods import parse_month
from laju.core.selection import commit_list
from laju.engines.libvips import replace_file
from laju.web.journey.checking import Source, Unreadable, check_sources
from laju.web.journey.directory import write_directory
from laju.web.journey.run import Run, programme_name
from laju.web.journey.sheets import finish_import, receive_sources
from laju.web.journey.steps import POSTERS, SITES, STEPS, work_off
from laju.web.progress import Progress

SEATS = 1_000
RUPIAH_PER_PARTICIPANT = 100_000
_FLOOR_SEATS, _CAP_SHARE, _MANY_REGIONS = 10, 0.15, 10


class NothingRead(DomainError):
    message = "Tidak ada lembar yang dapat dibaca: {why}"
    remedy = "{remedy}"
    status = 422


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; None takes what fits."""

    out: Path
    rupiah: int | None = None
    month: str | None = None
    region: str | None = None
    code_system: str = ""  # KEMENDAGRI, BPS, or "" to let the sheet prove it
    seats: int = SEATS
    has_posters: bool = True
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has done; the cohort is None when no business was in the sheets."""

    batches: tuple[Batch, ...]
    unreadable: tuple[Unreadable, ...]
    cohort: Cohort | None
    run: Run | None
    month: str


def fasttrack(*, paths: Sequence[Path], options: Options, progress: Progress) -> Outcome:
    """Take sheets through the whole job; killed at any point, the same call finishes it.

    Raises: NothingRead when no file could be read; UnknownRegion, BadMonth.
    """
    by = system_user()
    month = options.month or _next_month(timezone.localdate())
    year, _ = parse_month(month)
    region = find_region(options.region)
    occasion = _occasion(options.out)
    with progress.step("read", "Membaca dan memeriksa berkas", len(paths)) as bar:
        sources, unreadable = check_sources(
            paths,
            occasion=occasion,
            region=region,
            code_system=options.code_system,
            advance=bar.advance,
        )
    rows = sum(source.rows for source in sources)
    if not rows:
        empty = Unreadable(Path(), "lembarnya hanya berisi judul.", "Isi baris usahanya dahulu.")
        missed = unreadable[0] if unreadable else empty
        raise NothingRead(why=missed.reason, remedy=missed.remedy)
    with progress.step("import", "Mencocokkan dan mencatat baris", rows) as bar:
        batches = receive_sources(sources, by=by, advance=bar.advance)
    finish_import(sources=sources, batches=batches, by=by, progress=progress)
    with progress.step("cohort", "Membuka angkatan dan memilih peserta", 1) as bar:
        cohort = _cohort(year, region, batches, options.seats, by)
        bar.advance(1)
    if cohort is None:
        return Outcome(tuple(batches), tuple(unreadable), None, None, month)
    run = _run(cohort, by, month, options, sources)
    for step in STEPS:
        if step is POSTERS and not options.has_posters:
            continue
        with progress.step(step.key, step.title, step.count_waiting(run)) as bar:
            for done in work_off(step, run):
                bar.advance(done)
    if options.has_posters:
        with progress.step("sites", "Memasang poster di halaman", 0) as bar:
            for done in work_off(SITES, run):
                bar.advance(done)
    write_directory(run=run)
    return Outcome(tuple(batches), tuple(unreadable), cohort, run, month)


def finish(out: Path) -> None:
    """Note that the run's results are all written, so that the next call is a new occasion."""
    _write_state(out, _state(out)["run"], is_finished=True)


def _occasion(out: Path) -> str:
    """Return the name of this run: the one that was interrupted, or a new one."""
    state = _state(out)
    number = state["run"] + 1 if state["finished"] else state["run"]
    _write_state(out, number, is_finished=False)
    return f"run-{number}"


def _state(out: Path) -> dict[str, int]:
    try:
        told = json.loads((out / ".laju" / "run.json").read_text())
        return {"run": int(told["run"]), "finished": int(told["finished"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"run": 0, "finished": 1}


def _write_state(out: Path, number: int, *, is_finished: bool) -> None:
    path = out / ".laju" / "run.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path=path, data=json.dumps({"run": number, "finished": int(is_finished)}).encode())


def _next_month(today: date) -> str:
    year, month = divmod(today.year * 12 + today.month, 12)
    return f"{year}-{month + 1:02d}"


class UnknownRegion(DomainError):
    message = "Wilayah {code} tidak dikenal."
    remedy = (
        "Pakai kode Kemendagri atau nama, misalnya 12 (Sumatera Utara) atau 12.71 (Kota Medan)."
    )
    status = 422


def find_region(written: str | None) -> Region | None:
    """Return the region a person named by code or name; None when none was named.

    Raises: UnknownRegion.
    """
    if not written:
        return None
    text = written.strip()
    found = Region.objects.filter(pk=text).first()
    if found is None and text.isdigit() and len(text) == 4:  # noqa: PLR2004
        found = Region.objects.filter(pk=f"{text[:2]}.{text[2:]}").first()
    found = found or Region.objects.filter(name__iexact=text).first()
    found = found or Region.objects.filter(short_name__iexact=text).first()
    if found is None:
        raise UnknownRegion(code=text[:40])
    return found


def _cohort(
    year: int, region: Region | None, batches: Sequence[Batch], seats: int, by: User
) -> Cohort | None:
    """Open, fill and select the cohort, each as far as it is not done yet."""
    cohort = Cohort.objects.filter(year=year).select_related("area").first()
    if cohort is None:
        area = region or _area(batches)
        if area is None:
            return None
        count = max(regions_in(area=area).count(), 1)
        peopled = Business.objects.filter(in_area(area=area)).values("region").distinct().count()
        cohort = open_cohort(
            year=year,
            area=area,
            seats=seats,
            floor=min(_FLOOR_SEATS, seats // (3 * count)),
            cap=math.ceil(seats * _CAP_SHARE) if peopled >= _MANY_REGIONS else None,
            by=by,
            at=timezone.now(),
        )
    receive_applications(cohort=cohort, batches=list(batches), by=by, at=timezone.now())
    while curate_applications(cohort=cohort, by=by, at=timezone.now()):
        pass
    if cohort.status == Cohort.Status.OPEN and cohort.applications.exists():
        set_quotas(cohort=cohort, by=by, at=timezone.now())
        select_cohort(cohort=cohort, seed=_seed(cohort), by=by, at=timezone.now())
    elif cohort.status == Cohort.Status.SELECTED:
        fill_cohort(cohort=cohort, by=by, at=timezone.now())
    return Cohort.objects.select_related("area").get(pk=cohort.pk)


def _seed(cohort: Cohort) -> str:
    """Return the seed of a run without a public draw: fixed by the applicant list itself."""
    return f"laju {cohort.year} {commit_list(applicants=applicants_of(cohort).values())}"


def _area(batches: Sequence[Batch]) -> Region | None:
    """Return the province in which most businesses of the sheets lie."""
    counted = (
        businesses_of(batches=batches)
        .values_list("region__province", "region")
        .annotate(n=Count("pk"))
        .order_by("region")
    )
    provinces: dict[str, int] = {}
    for province, region, n in counted:
        provinces[province or region] = provinces.get(province or region, 0) + n
    if not provinces:
        return None
    return Region.objects.get(pk=max(provinces, key=lambda code: (provinces[code], code)))


def _run(cohort: Cohort, by: User, month: str, options: Options, sources: Sequence[Source]) -> Run:
    home = options.out / ".laju"
    folders = [
        folder
        for source in sources
        for folder in (
            source.path.parent / "foto",
            source.path.parent / "photos",
            source.path.parent,
        )
    ]
    participants = cohort.applications.filter(participant__left_at=None, status="CHOSEN").count()
    rupiah = options.rupiah
    return Run(
        cohort=cohort,
        by=by,
        month=month,
        rupiah=participants * RUPIAH_PER_PARTICIPANT if rupiah is None else rupiah,
        folders=Folders(
            sites=options.out / "sites",
            posters=options.out / "posters",
            photos=home / "photos",
        ),
        photo_folders=tuple(dict.fromkeys(folders)),
        base_url=options.base_url,
        programme=programme_name(cohort=cohort),
    )
