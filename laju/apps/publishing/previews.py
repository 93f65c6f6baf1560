"""A state of a page as it would look, drawn when somebody looks; nothing is written."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from laju.apps.publishing.actions import campaign_of
from laju.apps.publishing.models import Site
from laju.apps.publishing.pictures import Folders, photo_files
from laju.apps.publishing.states import photos_by_path, photos_of_state, state_of_version, state_on
from laju.apps.studio.models import Photo, Version
from laju.engines.sites import render_site


class Preview(NamedTuple):
    """Files of a page by name: bytes drawn now, and pictures where they lie."""

    files: dict[str, bytes]
    pictures: dict[str, Path]


def preview(*, version: Version, folders: Folders, on: date) -> Preview:
    """Draw a saved state as it would be published on a day; posters are left out."""
    state = state_on(state_of_version(version), version, on=on)
    business = version.participant.application.business_id
    photos = photos_by_path(list(Photo.objects.filter(business=business)))
    pictures, shown = photo_files(photos_of_state(state, photos), folders)
    site = Site(participant=version.participant, slug=state.profile.slug)
    files = render_site(
        profile=state.profile,
        texts=state.texts,
        updated_on=on,
        campaign=campaign_of(state.profile, site),
        design=state.design,
        photos=shown,
    )
    return Preview(files, pictures)
