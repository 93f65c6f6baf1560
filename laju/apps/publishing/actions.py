"""What can be done to pages: release, take down, restore."""

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Cohort
from laju.apps.publishing.models import Page, Site
from laju.apps.publishing.queries import contents_awaiting_release
from laju.apps.studio.models import Content, Photo, Product
from laju.apps.studio.queries import load_profile, load_texts, posters_by_participant
from laju.core.errors import DomainError
from laju.core.profile import Profile
from laju.engines.sites import Campaign, Picture, input_hash, render_site, write_batch

PAGE_POSTERS = ("portrait", "square", "card")


class AlreadyDown(DomainError):
    message = "Halaman {site} sudah diturunkan."
    remedy = "Tidak ada yang perlu dilakukan."


class NotDown(DomainError):
    message = "Halaman {site} sedang tayang."
    remedy = "Tidak ada yang perlu dilakukan."


@dataclass(frozen=True, slots=True)
class Folders:
    """Where sites are written, and where posters and photos lie."""

    sites: Path
    posters: Path
    photos: Path


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
    limit: int = 500,
    by: User,
    at: datetime,
) -> int:
    """Write the pages of participants whose content waits, and note the hash of every byte.

    Pages whose inputs did not change keep their bytes and their date. A crash leaves each site
    whole, old or new; the same call again does the rest.
    Returns: number of sites dealt with, at most `limit`; 0 when none waits.
    """
    _withdraw_held(cohort, folders)
    waiting = list(contents_awaiting_release(cohort=cohort)[:limit])
    keys = [content.participant_id for content in waiting]
    posters = posters_by_participant(keys=keys)
    photos = _photos(waiting)
    sites = {site.participant_id: site for site in Site.objects.filter(participant__in=keys)}
    rendered: list[_Pages] = []
    touched: list[Site] = []
    for content in waiting:
        pages = _render(
            content,
            sites.get(content.participant_id),
            posters[content.participant_id],
            photos.get(content.participant_id, {}),
            folders,
            (base_url, programme),
            at,
        )
        touched.append(pages.site)
        if pages.files:
            rendered.append(pages)
    for pages in rendered:
        _place_pictures(folders.sites / pages.site.slug, pages.pictures)
    for _ in write_batch(root=folders.sites, sites=((p.site.slug, p.files) for p in rendered)):
        pass
    _keep(touched, rendered)
    return len(waiting)


@action
def take_down_site(*, site: Site, folders: Folders, by: User, at: datetime) -> None:
    """Take a site off the web; its content stays, so that it can be restored."""
    if site.status == Site.Status.DOWN:
        raise AlreadyDown(site=site)
    _withdraw(site, folders, Site.Status.DOWN)


@action
def restore_site(*, site: Site, by: User, at: datetime) -> None:
    """Let a site out again with the next release."""
    if site.status == Site.Status.LIVE:
        raise NotDown(site=site)
    Site.objects.filter(pk=site.pk).update(status=Site.Status.LIVE)


def _withdraw_held(cohort: Cohort, folders: Folders) -> None:
    """Take back pages whose owner wants something changed first; they follow when it is."""
    held = Content.objects.filter(
        participant__application__cohort=cohort, status=Content.Status.HELD
    )
    live = Site.objects.filter(participant__in=held.values("participant"), status=Site.Status.LIVE)
    for site in live.filter(pages__isnull=False).distinct():
        _withdraw(site, folders, Site.Status.LIVE)


def _withdraw(site: Site, folders: Folders, status: str) -> None:
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    Site.objects.filter(pk=site.pk).update(status=status, input_sha256="", released_at=long_ago)
    site.pages.all().delete()
    shutil.rmtree(folders.sites / site.slug, ignore_errors=True)


def _render(
    content: Content,
    old: Site | None,
    posters: Mapping[str, Mapping[str, str]],
    photos: Mapping[str, Photo],
    folders: Folders,
    place: tuple[str, str],
    at: datetime,
) -> _Pages:
    profile = load_profile(stored=content.profile)
    profile = replace(profile, slug=old.slug if old else profile.slug)
    texts = load_texts(stored=content.texts)
    base_url, programme = place
    site = old or Site(
        participant_id=content.participant_id,
        slug=profile.slug,
        updated_on=timezone.localdate(at),
        input_sha256="",
    )
    campaign = _campaign(profile, site)
    pictures, poster_names = _poster_files(posters, campaign, folders)
    photo_files, photo_pictures = _photo_files(photos, folders)
    digest = input_hash(
        profile=profile,
        texts=texts,
        campaign=campaign,
        base_url=base_url,
        programme=programme,
        posters=poster_names,
        photos=photo_pictures,
    )
    site.released_at = at
    if site.input_sha256 == digest and (folders.sites / site.slug / "index.html").exists():
        return _Pages(site, {}, {})
    site.input_sha256, site.updated_on = digest, timezone.localdate(at)
    files = render_site(
        profile=profile,
        texts=texts,
        updated_on=site.updated_on,
        campaign=campaign,
        base_url=base_url,
        programme=programme,
        posters=poster_names,
        photos=photo_pictures,
    )
    return _Pages(site, files, {**pictures, **photo_files})


def _campaign(profile: Profile, site: Site) -> Campaign | None:
    """Keep the landing page's address once given, as long as its product is there."""
    keys = [product.key for product in profile.products]
    if not keys:
        site.campaign_slug = site.campaign_product = site.campaign_code = ""
        return Campaign(slug="pesan", product_key="", code=f"{profile.code}-P")
    if site.campaign_product not in keys:
        site.campaign_product = keys[0]
        site.campaign_slug = f"pesan-{keys[0]}"[:60].strip("-")
        site.campaign_code = f"{profile.code}-P{len(site.campaign_slug) % 10}"
    return Campaign(
        slug=site.campaign_slug, product_key=site.campaign_product, code=site.campaign_code
    )


def _poster_files(
    posters: Mapping[str, Mapping[str, str]], campaign: Campaign | None, folders: Folders
) -> tuple[dict[str, Path], dict[str, dict[str, str]]]:
    """Return the poster files the pages show by their name in the site, and those names."""
    key = campaign.product_key if campaign else ""
    files: dict[str, Path] = {}
    names: dict[str, dict[str, str]] = {}
    for size in PAGE_POSTERS:
        path = posters.get(key, {}).get(size)
        if path and (folders.posters / path).exists():
            name = f"poster-{size}.jpg"
            files[name] = folders.posters / path
            names.setdefault(key, {})[size] = name
    return files, names


def _photo_files(
    photos: Mapping[str, Photo], folders: Folders
) -> tuple[dict[str, Path], dict[str, Picture]]:
    """Return photo files by their name in the site, and the pictures by product key."""
    files: dict[str, Path] = {}
    pictures: dict[str, Picture] = {}
    for key, photo in photos.items():
        sizes = sorted(photo.files, key=lambda file: int(file["width"]))
        named = []
        for size in sizes:
            name = f"foto-{photo.pk}-{size['width']}.webp"
            files[name] = folders.photos / size["path"]
            named.append((name, int(size["width"])))
        largest = sizes[-1]
        pictures[key] = Picture(
            named[-1][0], int(largest["width"]), int(largest["height"]), tuple(named[:-1])
        )
    return files, pictures


def _photos(contents: Sequence[Content]) -> dict[int, dict[str, Photo]]:
    """Return photos by participant key and product key; "" is the business itself."""
    by_business = {
        business: participant
        for participant, business in Content.objects.filter(
            pk__in=[content.pk for content in contents]
        ).values_list("participant_id", "participant__application__business_id")
    }
    found: dict[int, dict[str, Photo]] = {}
    for photo in Photo.objects.filter(business__in=by_business).order_by("pk"):
        found.setdefault(by_business[photo.business_id], {}).setdefault("", photo)
    owned = Product.objects.filter(business__in=by_business, photo__isnull=False, is_shown=True)
    for product in owned.select_related("photo"):
        assert product.photo is not None
        found.setdefault(by_business[product.business_id], {})[product.key] = product.photo
    return found


def _place_pictures(folder: Path, pictures: Mapping[str, Path]) -> None:
    """Put pictures beside the pages, as hard links where the file system allows it."""
    for name, source in pictures.items():
        target = folder / name
        if not source.exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists():
            if target.samefile(source) or target.stat().st_size == source.stat().st_size:
                continue
            target.unlink()
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)


def _keep(touched: Sequence[Site], rendered: Sequence[_Pages]) -> None:
    """Store sites and the manifest of what was written."""
    Site.objects.bulk_create([site for site in touched if site.pk is None], batch_size=500)
    fields = [
        "input_sha256",
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
