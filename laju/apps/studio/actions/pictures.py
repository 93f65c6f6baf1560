"""Photos and posters: what was added and drawn."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.registry.models import Business
from laju.apps.studio.actions.facts import ORIGINS
from laju.apps.studio.models import Fact, Photo, Poster, Product


@action
def add_photo(
    *,
    business: Business,
    sha256: str,
    files: Sequence[Mapping[str, Any]],
    hints: Sequence[str],
    consent_by: str = "",
    by: User,
    at: datetime,
) -> Photo:
    """Keep a checked photo (engines.images has turned, stripped and resized it).

    consent_by: who said so, where that is nobody with an account. Whoever adds it has said that it may be shown and that the people in it agree. The first product
    without a photo takes it; the same photo twice changes nothing.
    """
    photo, is_new = Photo.objects.get_or_create(
        business=business,
        sha256=sha256,
        defaults={
            "files": list(files),
            "hints": list(hints),
            "origin": ORIGINS[Role.OWNER if consent_by else Role(by.role)],
            "added_by": by.username,
            "added_at": at,
            "consent_by": consent_by or by.username,
            "consent_at": at,
        },
    )
    if is_new:
        product = Product.objects.filter(business=business, is_shown=True, photo=None).first()
        if product:
            product.photo = photo
            product.save(update_fields=["photo"])
        _tell(business, f"photo {sha256[:12]}", by, at)
    return photo


@action
def withdraw_photo(*, photo: Photo, by: User, at: datetime) -> tuple[list[str], list[str]]:
    """Forget a photo that may not be shown any more, and every poster of its business.

    Returns: paths of its files, relative to PHOTOS, and of the posters, relative to POSTERS: the
    caller removes them and lets the pages out again.
    """
    business = photo.business
    files = [str(file["path"]) for file in photo.files]
    posters = Poster.objects.filter(participant__application__business=business)
    paths = list(posters.values_list("path", flat=True))
    posters.delete()
    _tell(business, f"photo withdrawn {photo.sha256[:12]}", by, at)
    photo.delete()
    return files, paths


def _tell(business: Business, what: str, by: User, at: datetime) -> None:
    """Make the newest fact of a business: what its pages show has changed."""
    Fact.objects.filter(business=business, name="products_told", is_current=True).update(
        is_current=False
    )
    Fact.objects.create(
        business=business,
        name="products_told",
        value=what,
        origin=ORIGINS[Role(by.role)],
        told_by=by.username,
        at=at,
    )


@action
def record_posters(*, posters: Sequence[Mapping[str, Any]], by: User, at: datetime) -> int:
    """Write down drawn posters: participant, product_key, size, path, input_sha256 of each."""
    rows = [Poster(**poster, drawn_at=at) for poster in posters]
    Poster.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["participant", "product_key", "size"],
        update_fields=["path", "input_sha256", "drawn_at"],
        batch_size=500,
    )
    return len(rows)
