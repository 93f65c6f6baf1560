"""Posters and photos stand beside the pages that show them."""

from laju.apps.publishing.models import Site
from laju.apps.studio.actions import (
    add_photo,
    record_posters,
)
from laju.apps.studio.models import Product
from tests.apps.publishing.actions.released import HOUR, manifest_fits, participant_of


def poster(participant, folders, agency, at, data):
    business = participant.application.business
    key = Product.objects.filter(business=business).first().key
    path = f"{business.slug}/{key}-portrait.jpg"
    target = folders.posters / path
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_suffix(".new")
    new.write_bytes(data)
    new.replace(target)  # as the painter does: another file under the same name
    row = {
        "participant": participant,
        "product_key": key,
        "size": "portrait",
        "path": path,
        "input_sha256": "e" * 64,
    }
    record_posters(posters=[row], by=agency, at=at)


def test_posters_stand_beside_the_pages_and_follow_when_redrawn(work, cohort, folders, agency, at):
    work(at)
    participant = participant_of(cohort)
    site = Site.objects.get(participant=participant)
    shown = folders.sites / site.slug / "poster-portrait.jpg"
    poster(participant, folders, agency, at + HOUR, b"first ")
    assert work(at + 2 * HOUR) == 1
    assert shown.read_bytes() == b"first "
    landing = folders.sites / site.slug / f"{site.campaign_slug}.html"
    assert b"poster-portrait.jpg" in landing.read_bytes()
    poster(participant, folders, agency, at + 3 * HOUR, b"second")  # just as long
    assert work(at + 4 * HOUR) == 1
    assert shown.read_bytes() == b"second"
    assert manifest_fits(folders)


def test_photos_stand_beside_the_pages(work, cohort, folders, owner, at):
    work(at)
    participant = participant_of(cohort)
    folders.photos.mkdir()
    files = []
    for width in (480, 960):
        (folders.photos / f"a-{width}.webp").write_bytes(b"w" * width)
        files.append({"path": f"a-{width}.webp", "width": width, "height": width, "bytes": width})
    photo = add_photo(
        business=participant.application.business,
        sha256="a" * 64,
        files=files,
        hints=[],
        by=owner,
        at=at + HOUR,
    )
    work(at + 2 * HOUR)
    folder = folders.sites / Site.objects.get(participant=participant).slug
    assert (folder / f"foto-{photo.pk}-960.webp").stat().st_size == 960
    assert f"foto-{photo.pk}-480.webp 480w".encode() in (folder / "index.html").read_bytes()


def test_a_photo_whose_file_is_gone_stops_nobody(work, cohort, folders, owner, at):
    participant = cohort.applications.first().participant
    add_photo(
        business=participant.application.business,
        sha256="a" * 64,
        files=[{"path": "gone.webp", "width": 480, "height": 360, "bytes": 1}],
        hints=[],
        by=owner,
        at=at,
    )
    assert work(at + HOUR) == 3
