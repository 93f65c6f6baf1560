"""What can be done in the studio."""

from laju.apps.studio.actions.contents import approve_content, compose_contents, hold_content
from laju.apps.studio.actions.facts import gather_facts, record_facts
from laju.apps.studio.actions.pictures import add_photo, record_posters

__all__ = [
    "add_photo",
    "approve_content",
    "compose_contents",
    "gather_facts",
    "hold_content",
    "record_facts",
    "record_posters",
]
