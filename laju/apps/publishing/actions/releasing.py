"""Pages go out, are taken down and come back."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort, Participant
from laju.apps.publishing.models import Page, Site
from laju.apps.publishing.pictures import (
    Folders,
    photo_files,
    photos_by_participant,
    place_pictures,
    poster_files,
    sweep_pictures,
)
from laju.apps.publishing.queries import contents_awaiting_release
from laju.apps.publishing.states import is_drawn_as_now, public_state, state_on
from laju.apps.studio.models import Content, Photo
from laju.apps.studio.queries import posters_by_participant
from laju.core.errors import DomainError
from laju.core.profile import Profile
from laju.engines.sites import Campaign, input_hash, render_site, write_batch
from laju.engines.sites.watch import compare_page

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # before any content: waits for its release


class AlreadyDown(DomainError):
    message = "Halaman {site} sudah diturunkan."
    remedy = "Tidak ada yang perlu dilakukan."


class NotDown(DomainError):
    message = "Halaman {site} sedang tayang."
    remedy = "Tidak ada yang perlu dilakukan."


@dataclass(frozen=True, slots=True)
class _Pages:
    site: Site
    files: Mapping[str, bytes]
    pictures: Mapping[str, Path]


@action
def release_sites(
    *,
    cohort: Cohort,
    folders: Folders,
    base_url: str = "",
    programme: str = "",
    counting: str = "",
    limit: int = 500,
    by: User,
    at: datetime,
) -> int:
    """Write the pages of participants whose content waits, and note the hash of every byte.

    Pages whose inputs did not change keep their bytes and their date. A crash leaves each site
    whole, old or new; the same call again does the rest.
    counting: where pages report that they were seen (engines.sites), empty: nowhere.
    Returns: number of sites dealt with, at most `limit`; 0 when none waits.
    """
    _withdraw_held(cohort, folders)
    _withdraw_left(cohort, folders)
    waiting = list(contents_awaiting_release(cohort=cohort)[:limit])
    _release(waiting, folders, (base_url, programme, counting), at)
    return len(waiting)


@action
def release_again(
    *,
    participant: Participant,
    folders: Folders,
    base_url: str = "",
    programme: str = "",
    counting: str = "",
    by: User,
    at: datetime,
) -> int:
    """Write the pages of one participant anew, at once; what is no longer shown leaves the disk.

    Returns: 1, or 0 where no page is out.
    """
    Site.objects.filter(participant=participant, status=Site.Status.LIVE).exclude(
        input_sha256=""
    ).update(released_at=LONG_AGO)
    waiting = contents_awaiting_release(cohort=participant.application.cohort)
    rows = list(waiting.filter(participant=participant))
    _release(rows, folders, (base_url, programme, counting), at)
    return len(rows)


def _release(
    waiting: Sequence[Content], folders: Folders, place: tuple[str, str, str], at: datetime
) -> None:
    """Render and write the pages of contents, and note every byte."""
    keys = [content.participant_id for content in waiting]
    posters = posters_by_participant(keys=keys)
    photos = photos_by_participant(waiting)
    sites = _sites_on_record(waiting)
    rendered: list[_Pages] = []
    touched: list[Site] = []
    shown: list[tuple[str, Mapping[str, Path]]] = []
    for content in waiting:
        pages = _render(
            content,
            sites.get(content.participant_id),
            posters[content.participant_id],
            photos.get(content.participant_id, {}),
            folders,
            place,
            at,
        )
        touched.append(pages.site)
        if pages.files:
            rendered.append(pages)
        place_pictures(folders.sites / pages.site.slug, pages.pictures)
        shown.append((pages.site.slug, pages.pictures))
    for _ in write_batch(root=folders.sites, sites=((p.site.slug, p.files) for p in rendered)):
        pass
    _keep(touched, rendered)
    for slug, pictures in shown:  # last: no page shows them any more
        sweep_pictures(folders.sites / slug, pictures)


@action
def take_down_site(*, site: Site, folders: Folders, by: User, at: datetime) -> None:
    """Take a site off the web; its content stays, so that it can be restored."""
    if site.status == Site.Status.DOWN:
        raise AlreadyDown(site=site)
    _withdraw(site, folders, Site.Status.DOWN)


@action
def reissue_sites(*, sites: Sequence[Site], by: User, at: datetime) -> int:
    """Let sites out again, whose pages were changed or lost since their release."""
    keys = [site.pk for site in sites]
    return Site.objects.filter(pk__in=keys, status=Site.Status.LIVE).update(released_at=LONG_AGO)


@action
def restore_site(*, site: Site, by: User, at: datetime) -> None:
    """Let a site out again with the next release."""
    if site.status == Site.Status.LIVE:
        raise NotDown(site=site)
    Site.objects.filter(pk=site.pk).update(status=Site.Status.LIVE)


def _sites_on_record(contents: Sequence[Content]) -> dict[int, Site]:
    """Return the site per participant key; a business in a later cohort takes its site along."""
    by_business = {content.participant.application.business_id: content for content in contents}
    path = "participant__application__business"
    found: dict[int, Site] = {}
    for site in Site.objects.filter(**{f"{path}__in": by_business}).select_related(
        "participant__application"
    ):
        content = by_business[site.participant.application.business_id]
        if site.participant_id == content.participant_id or content.participant_id not in found:
            found[content.participant_id] = site
    for content in contents:
        if content.participant_id in found:
            found[content.participant_id].participant = content.participant
    return found


def _withdraw_held(cohort: Cohort, folders: Folders) -> None:
    """Take back pages whose owner wants something changed first; they follow when it is."""
    held = Content.objects.filter(
        participant__application__cohort=cohort, status=Content.Status.HELD, approved=None
    )
    live = Site.objects.filter(participant__in=held.values("participant"), status=Site.Status.LIVE)
    for site in live.filter(pages__isnull=False).distinct():
        _withdraw(site, folders, Site.Status.LIVE)


def _withdraw_left(cohort: Cohort, folders: Folders) -> None:
    """Take down the pages of those who left the programme."""
    left = Site.objects.filter(
        participant__application__cohort=cohort,
        participant__left_at__isnull=False,
        status=Site.Status.LIVE,
    )
    for site in left:
        _withdraw(site, folders, Site.Status.DOWN)


def _withdraw(site: Site, folders: Folders, status: str) -> None:
    Site.objects.filter(pk=site.pk).update(
        status=status, input_sha256="", version_sha256="", released_at=LONG_AGO
    )
    site.pages.all().delete()
    shutil.rmtree(folders.sites / site.slug, ignore_errors=True)


def _render(
    content: Content,
    old: Site | None,
    posters: Mapping[str, Mapping[str, str]],
    photos: Mapping[str, Photo],
    folders: Folders,
    place: tuple[str, str, str],
    at: datetime,
) -> _Pages:
    state = public_state(content)
    state = state_on(state, content.approved or content.head, on=timezone.localdate(at))
    profile = replace(state.profile, slug=old.slug if old else state.profile.slug)
    texts = state.texts
    base_url, programme, counting = place
    site = old or Site(
        participant_id=content.participant_id,
        slug=profile.slug,
        updated_on=timezone.localdate(at),
        input_sha256="",
    )
    campaign = campaign_of(profile, site)
    if not is_drawn_as_now(state, content, campaign.product_key):
        posters = {}
    pictures, poster_names = poster_files(posters, campaign, folders)
    photos_at, photo_pictures = photo_files(photos, folders)
    digest = input_hash(
        profile=profile,
        texts=texts,
        campaign=campaign,
        base_url=base_url,
        programme=programme,
        counting=counting,
        design=state.design,
        posters=poster_names,
        photos=photo_pictures,
    )
    site.released_at, site.version_sha256 = at, state.sha256
    if site.input_sha256 == digest and _is_whole(site, folders):
        return _Pages(site, {}, {**pictures, **photos_at})
    if site.input_sha256 != digest:  # else a page was changed from outside: the same once more
        site.updated_on = timezone.localdate(at)
    site.input_sha256 = digest
    files = render_site(
        profile=profile,
        texts=texts,
        updated_on=site.updated_on,
        campaign=campaign,
        base_url=base_url,
        programme=programme,
        counting=counting,
        design=state.design,
        posters=poster_names,
        photos=photo_pictures,
    )
    return _Pages(site, files, {**pictures, **photos_at})


def _is_whole(site: Site, folders: Folders) -> bool:
    """Say whether the pages on disk are those that were released, to the byte."""
    folder = folders.sites / site.slug
    pages = site.pages.values_list("name", "sha256")
    if any(compare_page(folder / name, sha256) for name, sha256 in pages):
        return False
    return (folder / "index.html").exists()


def campaign_of(profile: Profile, site: Site) -> Campaign:
    """Keep the landing page's address once given, as long as its product is there."""
    keys = [product.key for product in profile.products]
    if not keys:  # the business as a whole is on offer
        site.campaign_product = ""
        site.campaign_slug, site.campaign_code = "pesan", f"{profile.code}-P0"
    elif site.campaign_product not in keys:
        site.campaign_product = keys[0]
        site.campaign_slug = f"pesan-{keys[0]}"[:60].strip("-")
        number = int(site.campaign_code.rpartition("-P")[2] or 0) + 1
        site.campaign_code = f"{profile.code}-P{number}"
    return Campaign(
        slug=site.campaign_slug, product_key=site.campaign_product, code=site.campaign_code
    )


def _keep(touched: Sequence[Site], rendered: Sequence[_Pages]) -> None:
    """Store sites and the manifest of what was written."""
    Site.objects.bulk_create([site for site in touched if site.pk is None], batch_size=500)
    fields = [
        "participant",
        "input_sha256",
        "version_sha256",
        "released_at",
        "updated_on",
        "campaign_slug",
        "campaign_product",
        "campaign_code",
        "status",
    ]
    Site.objects.bulk_update(touched, fields, batch_size=100)
    Page.objects.filter(site__in=[pages.site for pages in rendered]).delete()
    Page.objects.bulk_create(
        (
            Page(
                site=pages.site,
                name=name,
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(content),
            )
            for pages in rendered
            for name, content in pages.files.items()
        ),
        batch_size=1000,
    )
