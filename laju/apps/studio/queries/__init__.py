"""What can be asked of the studio."""

from laju.apps.studio.queries.contents import (
    content_of,
    contents_of,
    count_contents_by_status,
    load_profile,
    load_texts,
    participants_awaiting_content,
    participants_awaiting_facts,
    participants_awaiting_posters,
    plain,
    posters_by_participant,
)
from laju.apps.studio.queries.profiles import facts_of_business, photos_by_business, profiles_of

__all__ = [
    "content_of",
    "contents_of",
    "count_contents_by_status",
    "facts_of_business",
    "load_profile",
    "load_texts",
    "participants_awaiting_content",
    "participants_awaiting_facts",
    "participants_awaiting_posters",
    "photos_by_business",
    "plain",
    "posters_by_participant",
    "profiles_of",
]
