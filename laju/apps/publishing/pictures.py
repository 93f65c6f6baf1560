"""Posters and photos as files beside the pages that show them."""

import filecmp
import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from laju.apps.publishing.states import photos_by_path, photos_of_state, public_state
from laju.apps.studio.models import Content, Photo, Product
from laju.engines.sites import Campaign, Picture
from laju.engines.sites.watch import PICTURE

PAGE_POSTERS = ("portrait", "square", "card")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where sites are written, and where posters and photos lie."""

    sites: Path
    posters: Path
    photos: Path


def poster_files(
    posters: Mapping[str, Mapping[str, str]], campaign: Campaign, folders: Folders
) -> tuple[dict[str, Path], dict[str, dict[str, str]]]:
    """Return the poster files the pages show by their name in the site, and those names."""
    key = campaign.product_key
    files: dict[str, Path] = {}
    names: dict[str, dict[str, str]] = {}
    for size in PAGE_POSTERS:
        path = posters.get(key, {}).get(size)
        if path and (folders.posters / path).exists():
            name = f"poster-{size}.jpg"
            files[name] = folders.posters / path
            names.setdefault(key, {})[size] = name
    return files, names


def photo_files(
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


def photos_by_participant(contents: Sequence[Content]) -> dict[int, dict[str, Photo]]:
    """Return photos by participant key and product key; "" is the business itself.

    An approved version shows the photos it was approved with; any other page those of now.
    """
    by_business = {
        business: participant
        for participant, business in Content.objects.filter(
            pk__in=[content.pk for content in contents]
        ).values_list("participant_id", "participant__application__business_id")
    }
    found: dict[int, dict[str, Photo]] = {}
    every: dict[int, list[Photo]] = {}
    for photo in Photo.objects.filter(business__in=by_business).order_by("pk"):
        found.setdefault(by_business[photo.business_id], {}).setdefault("", photo)
        every.setdefault(by_business[photo.business_id], []).append(photo)
    owned = Product.objects.filter(business__in=by_business, photo__isnull=False, is_shown=True)
    for product in owned.select_related("photo"):
        assert product.photo is not None
        found.setdefault(by_business[product.business_id], {})[product.key] = product.photo
    for content in contents:
        if content.approved is not None:
            photos = photos_by_path(every.get(content.participant_id, []))
            found[content.participant_id] = photos_of_state(public_state(content), photos)
    return found


def sweep_pictures(folder: Path, pictures: Collection[str]) -> None:
    """Remove photos and posters that the pages no longer show."""
    for path in folder.glob("*"):
        if PICTURE.fullmatch(path.name) and path.name not in pictures:
            path.unlink(missing_ok=True)


def place_pictures(folder: Path, pictures: Mapping[str, Path]) -> None:
    """Put pictures beside the pages, as hard links where the file system allows it."""
    for name, source in pictures.items():
        target = folder / name
        if not source.exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists():
            if target.samefile(source) or filecmp.cmp(target, source, shallow=False):
                continue
            target.unlink()
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
