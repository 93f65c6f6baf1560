"""What of a participant's page may be seen: the approved version, or what Laju composed itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from laju.apps.studio.models import Content, Photo, Version
from laju.apps.studio.queries import load_profile, load_texts, plain
from laju.apps.studio.queries.profiles import largest
from laju.core.design import Design, load_design
from laju.core.drafts import check_edits, with_edits
from laju.core.grammar import compose_texts
from laju.core.permits import standing_profile
from laju.core.profile import Profile
from laju.core.texts import Texts


class State(NamedTuple):
    """A state of a page as it is drawn; sha256 is that of the version, "" before versions."""

    profile: Profile
    texts: Texts
    design: Design
    sha256: str
    is_approved: bool


def state_of_version(version: Version) -> State:
    """Return the state a version holds."""
    return State(
        load_profile(stored=version.profile),
        load_texts(stored=version.texts),
        load_design(stored=version.design),
        version.sha256,
        version.approved_at is not None,
    )


def public_state(content: Content) -> State:
    """Return the state that may be published: exactly the approved version, if there is one."""
    version = content.approved or content.head
    if version is not None:
        return state_of_version(version)
    profile, texts = load_profile(stored=content.profile), load_texts(stored=content.texts)
    return State(profile, texts, Design(), "", is_approved=False)


def state_on(state: State, version: Version | None, *, on: date) -> State:
    """Return a state as it may be shown on a day: nothing of it speaks of a permit that has run out.

    Texts are composed anew from what still stands; words changed by hand stay where they are backed.
    """
    profile = standing_profile(state.profile, on=on)
    if profile is state.profile:
        return state
    edits = version.edits if version else {}
    refused = check_edits(edits=edits, profile=profile)
    kept = {path: words for path, words in edits.items() if path not in refused}
    texts = with_edits(composed=compose_texts(profile=profile, seed=profile.code), edits=kept)
    return state._replace(profile=profile, texts=replace(texts, captions=state.texts.captions))


def photos_of_state(state: State, photos: Mapping[str, Photo]) -> dict[str, Photo]:
    """Return the photos a state names, by product key ("" is the business).

    photos: every photo of the business, by the path of its largest size.
    """
    named = {"": state.profile.photo} | {p.key: p.photo for p in state.profile.products}
    return {key: photos[path] for key, path in named.items() if path in photos}


def photos_by_path(photos: list[Photo]) -> dict[str, Photo]:
    """Return photos by the path of their largest size, as profiles name them."""
    return {largest(photo): photo for photo in photos if photo.files}


def is_drawn_as_now(state: State, content: Content, key: str) -> bool:
    """Say whether a product is told in a state as it is now, so that its newest poster fits."""
    told = [p for p in content.profile["products"] if p["key"] == key]
    return told == [plain(product) for product in state.profile.products if product.key == key]
