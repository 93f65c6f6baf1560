"""What can be asked of the studio."""

from laju.apps.studio.queries.contents import (
    content_of,
    contents_of,
    count_contents_by_status,
    participants_awaiting_content,
    participants_awaiting_facts,
    participants_awaiting_posters,
    posters_by_participant,
)
from laju.apps.studio.queries.profiles import facts_of_business, photos_by_business, profiles_of
from laju.apps.studio.queries.versions import (
    contents_with_heads,
    last_numbers,
    next_version,
    review_by_key,
    reviews_of,
    version_by_number,
    versions_of,
)
from laju.core.stored import load_profile, load_texts, plain

__all__ = [
    "content_of",
    "contents_of",
    "contents_with_heads",
    "count_contents_by_status",
    "facts_of_business",
    "last_numbers",
    "load_profile",
    "load_texts",
    "next_version",
    "participants_awaiting_content",
    "participants_awaiting_facts",
    "participants_awaiting_posters",
    "photos_by_business",
    "plain",
    "posters_by_participant",
    "profiles_of",
    "review_by_key",
    "reviews_of",
    "version_by_number",
    "versions_of",
]
