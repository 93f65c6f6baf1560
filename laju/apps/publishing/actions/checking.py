"""Live pages are looked after: changed, lost and foreign files, and permits that ran out."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.publishing.actions.releasing import LONG_AGO
from laju.apps.publishing.models import Page, Site, Trouble
from laju.apps.publishing.pictures import Folders
from laju.apps.publishing.queries import live_sites
from laju.apps.publishing.reminders import permits_on, tell_ending
from laju.core.errors import DomainError
from laju.core.permits import stands_until
from laju.core.profile import Permit
from laju.engines.sites import directory
from laju.engines.sites.watch import Found, Wrong, inspect_root, inspect_site

LONGEST_NAME, LONGEST_TOLD = 200, 300


class AlreadyEnded(DomainError):
    message = "Masalah ini sudah selesai."
    remedy = "Tidak ada yang perlu dilakukan."


@action
def check_sites(
    *, folders: Folders, quarantine: Path, after: str = "", limit: int = 200, by: User, at: datetime
) -> str:
    """Compare the next live sites, by slug, with what was released; note what is wrong.

    Files that nobody here put there are moved to `quarantine` at once; sites whose pages changed
    or went missing, or that show a permit past its day, wait to be written again. Owners are told
    of a permit that ends soon.
    after: the last slug of the call before. Returns: the last slug looked at, "" at the end.
    """
    sites = list(live_sites().filter(slug__gt=after).order_by("slug")[:limit])
    manifests = _manifests(sites)
    shown = permits_on(sites)
    expired = _expired(sites, shown, timezone.localdate(at))
    for site in sites:
        folder = folders.sites / site.slug
        found = inspect_site(folder=folder, manifest=manifests[site.pk])
        _note(site, found, at)
        _isolate(site, folder, found, quarantine, at)
        if site.pk in expired:
            told = f"izin sampai {expired[site.pk]}"
            _open(site, "index.html", Trouble.Kind.EXPIRED, told, at)
    tell_ending(sites=sites, shown=shown, at=at)
    wrong = Trouble.objects.filter(site__in=sites, ended_at=None).values("site")
    Site.objects.filter(pk__in=wrong).update(released_at=LONG_AGO)
    if len(sites) == limit:
        return sites[-1].slug
    _check_root(folders, quarantine, at)
    return ""


@action
def close_troubles(*, sites: Sequence[Site], folders: Folders, by: User, at: datetime) -> int:
    """End the troubles of sites that are whole again. Returns: number of troubles ended."""
    manifests = _manifests(sites)
    whole = [
        site.pk
        for site in sites
        if not inspect_site(folder=folders.sites / site.slug, manifest=manifests[site.pk])
    ]
    released = Site.objects.filter(pk__in=whole).exclude(released_at=LONG_AGO)
    return Trouble.objects.filter(site__in=released, ended_at=None).update(
        ended_at=at, ending=Trouble.Ending.REWRITTEN
    )


@action
def settle_trouble(*, trouble: Trouble, by: User, at: datetime) -> None:
    """Let a person say that a trouble is over. Raises: AlreadyEnded."""
    rows = Trouble.objects.filter(pk=trouble.pk, ended_at=None)
    if not rows.update(ended_at=at, ending=Trouble.Ending.SETTLED):
        raise AlreadyEnded


def _manifests(sites: Iterable[Site]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {site.pk: {} for site in sites}
    rows = Page.objects.filter(site__in=found).values_list("site", "name", "sha256")
    for site, name, sha256 in rows:
        found[site][name] = sha256
    return found


def _expired(
    sites: Sequence[Site], shown: Mapping[int, Sequence[Permit]], today: date
) -> dict[int, str]:
    """Return the day per site on which a permit it shows ran out since it was released."""
    found = {}
    for site in sites:
        released = timezone.localdate(site.released_at)
        days = [day for each in shown.get(site.pk, ()) if (day := stands_until(each))]
        until = min((day for day in days if day >= released), default=None)
        if until and until < today:
            found[site.pk] = str(until)
    return found


def _note(site: Site | None, found: Iterable[Found], at: datetime) -> None:
    for each in found:
        _open(site, each.name, str(each.wrong), ", ".join(each.told), at)


def _open(site: Site | None, name: str, kind: str, told: str, at: datetime) -> Trouble:
    """Note a trouble once, however often it is seen."""
    row, _ = Trouble.objects.get_or_create(
        site=site,
        name=name[:LONGEST_NAME],
        kind=kind,
        ended_at=None,
        defaults={"told": told[:LONGEST_TOLD], "found_at": at},
    )
    return row


def _isolate(
    site: Site | None, folder: Path, found: Sequence[Found], quarantine: Path, at: datetime
) -> None:
    """Move foreign files away, where a person can look at them; a link is only removed."""
    goal = quarantine / f"{at:%Y%m%d-%H%M%S}" / (site.slug if site else "akar")
    for each in found:
        if each.wrong != Wrong.FOREIGN:
            continue
        path = folder / each.name
        if path.is_symlink():
            path.unlink(missing_ok=True)
        elif path.exists():
            (goal / each.name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, goal / each.name)
        _clear_empty(path.parent, folder)
        Trouble.objects.filter(site=site, name=each.name[:LONGEST_NAME], ended_at=None).update(
            ended_at=at, ending=Trouble.Ending.QUARANTINED
        )


def _clear_empty(path: Path, folder: Path) -> None:
    while path != folder and path.is_dir() and not any(path.iterdir()):
        path.rmdir()
        path = path.parent


def _check_root(folders: Folders, quarantine: Path, at: datetime) -> None:
    """Look at the root for what belongs to no live site; only what does harm is moved away."""
    slugs = set(live_sites().values_list("slug", flat=True))
    found = inspect_root(root=folders.sites, slugs=slugs, is_ours=directory.OURS)
    _note(None, found, at)
    harmful = [each for each in found if each.told]
    _isolate(None, folders.sites, harmful, quarantine, at)
